import FlowEngine
import FlowValue
import Testing

/// What the world brings up is asked even of a complete input.
@Suite(.timeLimit(.minutes(15))) struct `attest-new settles with a person` {
  private static let example = SandboxWorld.example
  private static let domain = "contoso-lyon.onmicrosoft.com"
  private static let line = ["company", "address", "line1"]

  private static func address(_ line: String) -> FlowValue {
    example.replacing(Self.line[...], with: .string(line))
  }

  private static func createdLine(_ desk: QuestionDesk) throws -> String? {
    try desk.customers(domain).first?["billingProfile"]?["defaultAddress"]?["addressLine1"]?.string
  }

  @Test(arguments: [
    ("rue de la Paix", ["suggestion-1", "keep", "correct"], "suggestion-1", "1 rue de la Paix"),
    (
      "rue Multiple", ["suggestion-1", "suggestion-2", "keep", "correct"], "suggestion-2",
      "2 rue Multiple"
    ),
    (
      "12 rue Interaction", ["suggestion-1", "keep", "correct"], "suggestion-1",
      "12 rue Interaction A"
    ),
    ("12 rue Premises", ["suggestion-1", "keep", "correct"], "keep", "12 rue Premises"),
    ("12 rue Unchecked", ["keep", "correct"], "keep", "12 rue Unchecked"),
  ])
  func `an address that Microsoft does not verify`(
    line: String, choices: [FlowValue], choice: String, created: String
  ) async throws {
    try await QuestionDesk.open { desk in
      let asked = try await desk.start(Self.address(line)).prompts.first
      #expect(asked?.fields.first?.choices == choices)
      #expect(asked?.help?.contains(line) == true)
      let report = try await desk.answer("chooseAddress", ["choice": .string(choice)])
      #expect(report.phase == .completed)
      #expect(try Self.createdLine(desk) == created)
    }
  }

  @Test func `an address that does not exist is corrected, and looked at again`() async throws {
    try await QuestionDesk.open(language: "fr") { desk in
      let asked = try await desk.start(Self.address("12 rue Inexistant")).prompts.first
      #expect(asked?.fields.map(\.name).first == "company.address.line1")
      #expect(asked?.fields.first?.defaultValue == "12 rue Inexistant")
      let doubtful = try await desk.answer(
        "chooseAddress", ["company": ["address": ["line1": "rue Perrache"]]])
      #expect(doubtful.prompts.first?.title == "Quelle adresse faut-il retenir\u{a0}?")
      _ = try await desk.answer("chooseAddress", ["choice": "correct"])
      let report = try await desk.answer(
        "chooseAddress", ["company": ["address": ["line1": "9 quai Perrache"]]])
      #expect(report.phase == .completed)
      #expect(try Self.createdLine(desk) == "9 quai Perrache")
    }
  }

  @Test func `an address that breaks the country's rules after it was corrected`() async throws {
    try await QuestionDesk.open { desk in
      _ = try await desk.start(Self.address("12 rue Inexistant"))
      let again = try await desk.answer(
        "chooseAddress", ["company": ["address": ["line1": "12 rue X", "postalCode": "1"]]])
      #expect(again.prompts.first?.fields.map(\.name) == ["company.address.postalCode"])
      let report = try await desk.answer(
        "correction", ["company": ["address": ["postalCode": "69003"]]])
      #expect(report.phase == .completed)
    }
  }

  @Test(arguments: ["contoso.onmicrosoft.com", "snatched-lyon.onmicrosoft.com"])
  func `a domain name that is taken, or lost at the last moment`(taken: String) async throws {
    let input = Self.example.replacing(["company", "domain"], with: .string(taken))
    try await QuestionDesk.open { desk in
      let asked = try await desk.start(input).prompts.first
      #expect(asked?.fields.map(\.name) == ["company.domain"])
      #expect(asked?.help?.contains(taken) == true)
      let wrong = try await desk.refusedFields("anotherDomain", ["company": ["domain": "lyon"]])
      #expect(wrong == ["company.domain"])
      let report = try await desk.answer(
        "anotherDomain", ["company": ["domain": .string(Self.domain)]])
      #expect(report.output?["domain"]?.string == Self.domain)
      #expect(try desk.customers(Self.domain).count == 1)
      #expect(try desk.customers(taken).isEmpty)
    }
  }

  @Test func `an e-mail that is refused after the tenant was made; lost tenants are counted`()
    async throws
  {
    let input = Self.example.replacing(["contact", "email"], with: "claire@contoso.zzz")
    func better(_ email: FlowValue, _ domain: FlowValue) -> FlowValue {
      ["contact": ["email": email], "company": ["domain": domain]]
    }
    try await QuestionDesk.open { desk in
      let asked = try await desk.start(input).prompts.first
      #expect(asked?.fields.map(\.name) == ["contact.email", "company.domain"])
      let again = try await desk.answer(
        "anotherEmail", better("claire@contoso.yyy", "contoso-lyon-2.onmicrosoft.com"))
      #expect(again.prompts.map(\.task) == ["anotherEmail"])
      let report = try await desk.answer(
        "anotherEmail", better("claire@contoso.example", "contoso-lyon-3.onmicrosoft.com"))
      let output = try #require(report.output)
      #expect(output["lostTenants"]?["count"] == 2)
      #expect(
        output["lostTenants"]?["domains"] == [
          .string(Self.domain), "contoso-lyon-2.onmicrosoft.com",
        ])
      #expect(output["domain"] == "contoso-lyon-3.onmicrosoft.com")
      #expect(report.summary?.contains("Tenants lost in this run: 2") == true)
      #expect(try desk.customers("contoso-lyon-3.onmicrosoft.com").count == 1)
    }
  }

  @Test func `an acceptance on file that is too old`() async throws {
    let marc = try #require(Self.example["agreement"]?["signatory"])
    let input = Self.example.without(["agreement", "signatory"])
    var id: String?
    try await QuestionDesk.open { desk in
      id = try await desk.start(Self.example).output?["customerId"]?.string
    }
    try await QuestionDesk.open { desk in
      _ = try await desk.start(input)
      try desk.remember(
        "agreements/\(try #require(id))",
        [
          [
            "primaryContact": input["contact"] ?? .null,
            "templateId": "117a77b0-9360-443b-8795-c6dedc750cf9",
            "type": "MicrosoftCustomerAgreement", "dateAgreed": "2023-03-02T00:00:00",
          ]
        ])
      let asked = try await desk.answer("reviewContact", ["correct": true])
      #expect(asked.prompts.first?.help?.contains("2023-03-02") == true)
      let unconfirmed = try await desk.refusedFields("renewal", ["signatory": marc])
      #expect(unconfirmed == ["accepted"])
      // The same contact cannot be confirmed twice, so the question comes again.
      let same: FlowValue = ["accepted": true, "signatory": input["contact"] ?? .null]
      #expect(try await desk.answer("renewal", same).prompts.map(\.task) == ["renewal"])
      let report = try await desk.answer(
        "renewal", ["accepted": true, "signatory": marc, "dateAgreed": "2026-02-20"])
      let attestation = report.output?["attestation"]
      #expect(attestation?["status"] == "attested")
      #expect(attestation?["signatory"]?["email"] == marc["email"])
      #expect(attestation?["dateAgreed"] == "2026-02-20")
    }
  }
}
