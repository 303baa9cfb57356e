import FlowEngine
import FlowValue
import Testing

/// attest-new by questions at a terminal, as an admin meets it.
@Suite(.timeLimit(.minutes(15))) struct `attest-new at a terminal` {
  private static let example = SandboxWorld.example

  /// What is typed, in the order of the questions; an empty line leaves a field out.
  private static let account: [String] = [
    "company.name", "company.domain", "company.address.line1", "company.address.line2",
    "company.address.postalCode", "company.address.city", "company.address.state",
    "company.address.country", "company.organizationRegistrationNumber", "contact.firstName",
    "contact.lastName", "contact.email", "contact.phoneNumber", "culture",
  ].map { name in
    name.split(separator: ".").reduce(example as FlowValue?) { $0?[String($1)] }?.string ?? ""
  }

  @Test(arguments: [("en", "y"), ("fr", "o")])
  func `gives the same output as a complete input`(language: String, yes: String) async throws {
    let desk = try await QuestionDesk(language: language)
    await desk.engine.close()
    let options = ["--config", "sandbox.yaml", "--lang", language]
    let session = try desk.flowctl.atTerminal(
      ["run", "attest-new", "--id", QuestionDesk.id] + options)
    for line in Self.account + [yes, "2025-10-13", yes] {
      try await session.see("> ")
      try session.type(line)
    }
    let end = await session.finish()
    #expect(end.status == 0, "\(end.text)")
    let shown = try await desk.flowctl.run(
      ["show", QuestionDesk.id, "--output", "json"] + options)
    let asked = try FlowValue(json: shown.output)["output"]

    var complete = Self.example
    complete["culture"] = Self.account.last.flatMap { $0.isEmpty ? nil : .string($0) }
    complete["agreement"] = [
      "accepted": true, "dateAgreed": "2025-10-13", "signatory": Self.example["contact"] ?? .null,
    ]
    var stated: FlowValue?
    try await QuestionDesk.open(language: language) { desk in
      stated = try await desk.start(complete).output
    }
    #expect(stated != nil)
    #expect(asked == stated)
  }
}
