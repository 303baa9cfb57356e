import Testing

@testable import FlowEngine

@Suite struct `A check of a plugin` {
  private func findings(_ check: String, isOffline: Bool = false) async throws -> [Finding] {
    let workshop = try Workshop()
    try workshop.changing("flows/plugins/shop/plugin.yaml") {
      $0 + "\nchecks: [ { name: state, module: checks } ]\n"
    }
    try workshop.write("flows/plugins/shop/texts.en.yaml", "count: \"{count} orders\"\n")
    try workshop.write(
      "flows/plugins/shop/checks.lua",
      "local checks = {}\nfunction checks.state()\n\(check)\nend\nreturn checks\n")
    let all = await Diagnosis(workshop.options, isOffline: isOffline).findings()
    return all.filter { $0.subject == "state of shop" }
  }

  @Test func `reads the plugin's servers and says what it found`() async throws {
    let findings = try await findings(
      """
      local count = flow.http { url = "{baseURL}/orders" }.body.count
      return { verdict = "ok", detail = flow.text("count", { count = count }) }
      """)
    #expect(findings.map(\.detail) == ["0 orders"])
    #expect(findings.map(\.verdict) == [.ok])
  }

  @Test func `may find several things, with what to do about them`() async throws {
    let findings = try await findings(
      """
      return array {
        { verdict = "warning", detail = flow.setting("baseURL"), hint = "another" },
        { verdict = "unknown", detail = "nobody knows" },
      }
      """)
    #expect(findings.map(\.verdict) == [.warning, .unknown])
    #expect(findings.map(\.detail) == ["https://shop.example", "nobody knows"])
    #expect(findings.map(\.hint) == ["another", nil])
  }

  @Test(arguments: [
    (#"flow.http { method = "POST", url = "{baseURL}/orders" }"#, "Use GET or HEAD"),
    (#"flow.http { url = "{baseURL}/orders", write = true }"#, "Use GET or HEAD"),
    (#"flow.http { url = "https://elsewhere.example/" }"#, "permissions.hosts"),
    (#"flow.save { name = "a", content = "b" }"#, "flow.save is not for checks"),
    (#"flow.prompt { form = "x" }"#, "flow.prompt is not for checks"),
    ("return { verdict = 'good' }", "and not { verdict, detail, hint }"),
    ("error('no way')", "no way"),
  ])
  func `changes nothing, and a mistake in it is a problem`(check: String, said: String)
    async throws
  {
    let findings = try await findings(check)
    #expect(findings.map(\.verdict) == [.problem])
    #expect(findings.first?.detail.contains(said) == true, "\(findings)")
  }

  @Test func `is left out offline`() async throws {
    let check = "return { verdict = 'ok', detail = 'x' }"
    #expect(try await findings(check, isOffline: true).isEmpty)
  }

  @Test(arguments: [
    ("Fri, 15 Jan 2027 08:00:00 GMT", Finding.Verdict.ok, "agrees with this one"),
    ("Fri, 15 Jan 2027 08:01:00 GMT", .warning, "this machine is 60 s behind"),
    ("Fri, 15 Jan 2027 07:50:00 GMT", .problem, "this machine is 599 s ahead"),
  ])
  func `compares clocks by the Date of answers`(
    date: String, verdict: Finding.Verdict, detail: String
  ) async throws {
    let watch = ClockWatch(
      ClosureTransport { _ in HTTPResponse(status: 200, headers: [("Date", date)]) },
      now: { HTTPBench.start })
    _ = try await watch.send(HTTPRequest(method: "GET", url: "https://a.example/x"))
    #expect(watch.findings.map(\.subject) == ["clock of https://a.example"])
    #expect(watch.findings.map(\.verdict) == [verdict])
    #expect(watch.findings.map(\.detail) == [detail])
  }

  @Test func `says nothing of a server that tells no time`() async throws {
    let watch = ClockWatch(
      ClosureTransport { _ in HTTPResponse(status: 200) }, now: { HTTPBench.start })
    _ = try await watch.send(HTTPRequest(method: "GET", url: "https://a.example/x"))
    #expect(watch.findings.isEmpty)
  }
}
