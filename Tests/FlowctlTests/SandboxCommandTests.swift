import FlowValue
import Foundation
import Testing

@Suite(.timeLimit(.minutes(15))) struct `Commands of a sandbox` {
  private func flowctl() throws -> Flowctl {
    let flowctl = try Flowctl()
    try flowctl.linkFlows()
    return flowctl
  }

  @Test func `are listed by help, with what they take`() async throws {
    let help = try await flowctl().run("sandbox", "--help")
    #expect(help.status == 0)
    #expect(help.output.contains("  attest CUSTOMER [DATE]\n      Somebody attests"))
    #expect(help.output.contains("  serve  "))
    let bare = try await flowctl().run("sandbox")
    #expect(bare.status == 0 && bare.output == help.output)
    let one = try await flowctl().run("sandbox", "attest", "--help")
    #expect(one.status == 0)
    #expect(one.output.contains("USAGE: flowctl sandbox attest CUSTOMER [DATE]"))
  }

  @Test(arguments: [
    ("unknown", ["acept", "contoso.example"]), ("far", ["dance"]), ("missing", ["accept"]),
    ("surplus", ["accept", "a", "b"]), ("refused", ["accept", "nobody.example"]),
  ])
  func `are refused with the way out`(name: String, words: [String]) async throws {
    let flowctl = try flowctl()
    let result = try await flowctl.run(["sandbox"] + words)
    #expect(result.status == 2)
    try Snapshot.expect(result, named: "sandbox-" + name, in: flowctl)
  }

  @Test func `happen in the sandbox that a served one answers from`() async throws {
    try await SandboxWorld.serving { world in
      let before = try await world.verdict("northwind-nantes.onmicrosoft.com")
      #expect(before == "not-accepted")
      let played = try await world.play(["accept", "northwind-nantes.onmicrosoft.com"])
      #expect(played.status == 0, "\(played.error)")
      #expect(played.output.contains("Northwind Nantes has accepted"))
      let after = try await world.verdict("northwind-nantes.onmicrosoft.com")
      #expect(after == "accepted-directly")
    }
  }

  @Test func `that a script gets wrong change nothing, and name its place`() async throws {
    let desk = try Desk()
    let path = "flows/plugins/desk/plugin.yaml"
    let manifest = try String(
      contentsOf: desk.flowctl.folder.appending(path: path), encoding: .utf8)
    let simulator = #"desk: { module: simulator, origins: [ "${settings.baseURL}" ] }"#
    #expect(manifest.contains(simulator))
    try desk.flowctl.write(
      path,
      manifest.replacing(
        simulator,
        with: #"""
          desk:
              module: simulator
              origins: [ "${settings.baseURL}" ]
              commands:
                spill: { module: plays, help: Ink is spilt., arguments: [ where ] }
                lose: { module: plays, help: A paper is lost. }
          """#))
    try desk.flowctl.write(
      "flows/plugins/desk/plays.lua",
      """
      local plays = {}
      function plays.spill(arguments)
        state.put("ink", arguments.where)
        return arguments.missing.field
      end
      return plays
      """)
    let spilt = try await desk.flowctl.run("sandbox", "spill", "floor")
    #expect(spilt.status == 5)
    #expect(spilt.error.contains("flows/plugins/desk/plays.lua:4"), "\(spilt.error)")
    #expect(try SandboxWorld.state("ink", home: desk.flowctl.home).isEmpty)
    let lost = try await desk.flowctl.run("sandbox", "lose")
    #expect(lost.status == 5)
    #expect(lost.error.contains("the module 'plays' returns no function 'lose'"))
  }
}

extension SandboxWorld {
  /// Lets something happen in the sandbox, from a process of its own.
  func play(_ words: [String]) async throws -> Flowctl.Result {
    let sandbox = try Flowctl(environment: ["FLOWCTL_HOME": home.path])
    try sandbox.linkFlows()
    try sandbox.write("serve.yaml", Self.configuration(port: 0))
    return try await sandbox.run(["sandbox"] + words + ["--config", "serve.yaml"])
  }

  /// What verify-acceptance says of a customer.
  fileprivate func verdict(_ domain: String) async throws -> String? {
    let result = try await flowctl.run(
      "run", "verify-acceptance", "--config", "socket.yaml", "--output", "json", "--set",
      "customer.domain=\(domain)")
    #expect(result.status == 0, "\(result.error)")
    return try FlowValue(json: result.output)["output"]?["verdict"]?.string
  }
}
