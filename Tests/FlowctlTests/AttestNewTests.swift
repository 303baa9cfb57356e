import FlowEngine
import FlowSandbox
import FlowValue
import Foundation
import Testing

@Suite struct `attest-new` {
  @Test func `in one process: a customer is made and attested`() async throws {
    let flowctl = try Flowctl()
    try flowctl.linkFlows()
    let result = try await flowctl.run(
      "run", "attest-new", "--output", "json", "--input", SandboxWorld.example.json)
    #expect(result.status == 0)
    let report = try FlowValue(json: result.output)
    #expect(report["status"] == "completed")
    let output = try #require(report["output"])
    #expect(output["attestation"]?["status"] == "attested")
    #expect(output["domain"] == SandboxWorld.example["company"]?["domain"])
    let secret = try #require(output["adminPassword"]?["secret"]?.string)
    let password = try await flowctl.run("secret", "show", secret)
    #expect(password.status == 0)
    #expect(password.output.count > 8)
    #expect(
      report["tasks"]?.array?.compactMap { $0["name"]?.string } == [
        "entitlement", "account", "agreement", "signatory", "customer", "countryRules", "plan",
        "address", "domain", "template", "reviewContact", "updateContact", "create", "created",
        "attestation", "attest", "attested", "readBack",
      ])
  }

  @Test(arguments: [
    ("company.domain", "account"), ("contact.email", "account"),
    ("agreement.accepted", "agreement"), ("agreement.signatory.lastName", "signatory"),
  ])
  func `what the input leaves out is a question, and the run waits`(field: String, task: String)
    async throws
  {
    let flowctl = try Flowctl()
    try flowctl.linkFlows()
    let input = SandboxWorld.example.without(field.split(separator: ".").map(String.init)[...])
    let result = try await flowctl.run(
      "run", "attest-new", "--output", "json", "--input", input.json)
    #expect(result.status == 3)
    let waiting = try FlowValue(json: result.output)["waiting"]?.array ?? []
    #expect(waiting.map { $0["task"]?.string } == [task])
    let asked = waiting.first?["form"]?["fields"]?.array ?? []
    #expect(
      asked.filter { $0["required"] == true }.map { $0["name"]?.string } == [field])
  }

  @Test func `over a socket: the same, with secrets from the environment`() async throws {
    try await SandboxWorld.serving { world in
      let result = try await world.attest().finish()
      #expect(result.status == 0)
      #expect(try FlowValue(json: result.output)["output"]?["attestation"]?["status"] == "attested")
      #expect(world.requests.writes.count == 2)
    }
  }

  @Test(arguments: [
    ("contact.email", #""claire@""#, 1, "contact.email"),
    ("contact.email", #""claire.moreau@contoso.invalid""#, 1, "contact.email"),
    ("contact.firstName", #""""#, 2, "contact.firstName"),
    ("contact.lastName", "\"" + String(repeating: "x", count: 51) + "\"", 2, "contact.lastName"),
    ("agreement.accepted", "false", 2, "agreement.accepted"),
    ("agreement.dateAgreed", #""2999-01-01""#, 1, "agreement.dateAgreed"),
    ("agreement.dateAgreed", #""2026-02-30""#, 2, "agreement.dateAgreed"),
    ("company.address.postalCode", #""ABC""#, 1, "company.address.postalCode"),
    ("company.address.country", #""FRA""#, 2, "company.address.country"),
    ("company.name", #""""#, 2, "company.name"),
    ("contact.firstName", #""A\r\nX-Evil: 1""#, 1, "contact.firstName"),
    ("agreement.signatory.lastName", #""\u0000""#, 1, "agreement.signatory.lastName"),
    ("agreement.signatory.email", #""nobody""#, 1, "agreement.signatory.email"),
    ("company.domain", #""a/../b.onmicrosoft.com""#, 1, "company.domain"),
  ])
  func `input that breaks a rule is refused by its field, and nothing is written`(
    path: String, value: String, status: Int32, field: String
  ) async throws {
    try await SandboxWorld.serving { world in
      let result = try await world.attest("--set", "\(path)=\(value)").finish()
      #expect(result.status == status)
      let said = result.output + result.error
      #expect(said.contains(field), "\(said)")
      #expect(world.requests.writes.isEmpty)
    }
  }

  @Test(arguments: [
    ("helpdesk", "not-entitled"), ("guest", "not-entitled"),
  ])
  func `somebody who may not attest is refused before anything is written`(
    user: String, type: String
  ) async throws {
    try await SandboxWorld.serving(as: user) { world in
      let result = try await world.attest().finish()
      #expect(result.status == 1)
      let error = try FlowValue(json: result.output)["error"]
      #expect(error?["type"]?.string?.hasSuffix("/\(type)") == true)
      #expect(error?["status"] == 403)
      #expect(world.requests.writes.isEmpty)
    }
  }

  @Test(arguments: ["no-mfa", "revoked", "inactive"])
  func `a sign-in that a person has to repeat is no retry loop`(user: String) async throws {
    try await SandboxWorld.serving(as: user) { world in
      let result = try await world.attest().finish()
      #expect(result.status == 3)
      let waiting = try FlowValue(json: result.output)["waiting"]?.array ?? []
      #expect(waiting.map { $0["task"]?.string } == ["countryRules"])
      #expect(waiting.first?["form"]?["form"] == "signIn")
      #expect(world.requests.all.count < 8)
      #expect(world.requests.writes.isEmpty)
    }
  }

  @Test func `an indirect reseller is told to work with its provider`() async throws {
    try await SandboxWorld.serving(
      environment: ["FLOWCTL_PARTNER_CENTER_PARTNER_TYPE": "indirect-reseller"]
    ) { world in
      let result = try await world.attest().finish()
      #expect(result.status == 1)
      let type = try FlowValue(json: result.output)["error"]?["type"]?.string
      #expect(type?.hasSuffix("/indirect-reseller") == true)
      #expect(world.requests.writes.isEmpty)
    }
  }
}

extension FlowValue {
  /// The value without the member at a path.
  func without(_ path: ArraySlice<String>) -> FlowValue {
    guard let name = path.first, var members = object else { return self }
    members[name] = path.count == 1 ? nil : members[name]?.without(path.dropFirst())
    return .object(members)
  }
}
