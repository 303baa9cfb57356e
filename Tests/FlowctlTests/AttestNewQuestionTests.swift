import FlowEngine
import FlowValue
import Testing

/// What attest-new asks of a person because the input leaves it out or it cannot be right.
@Suite(.timeLimit(.minutes(15))) struct `attest-new asks` {
  private static let example = SandboxWorld.example
  private static let contact = example["contact"] ?? .null
  private static let account: FlowValue = [
    "company": example["company"] ?? .null, "contact": contact, "culture": "fr-FR",
  ]

  /// The box and the date, with who accepted if that is stated.
  private static func agreement(signatory: FlowValue? = nil) -> FlowValue {
    var agreement: FlowValue = ["accepted": true, "dateAgreed": "2025-10-13"]
    agreement["signatory"] = signatory
    return ["agreement": agreement]
  }

  /// Answers everything from the first question to the review.
  private static func answerAll(_ desk: QuestionDesk) async throws -> RunReport {
    #expect(try await desk.start([:]).prompts.map(\.task) == ["account"])
    #expect(try await desk.answer("account", account).prompts.map(\.task) == ["agreement"])
    let review = try await desk.answer("agreement", agreement())
    #expect(review.prompts.map(\.task) == ["reviewContact"])
    return review
  }

  @Test func `with a complete input, by answers, and in both languages: the same output`()
    async throws
  {
    var outputs: [FlowValue] = []
    for language in ["en", "fr"] {
      var complete = Self.account
      complete["agreement"] = Self.agreement(signatory: Self.contact)["agreement"]
      var stated: FlowValue?
      try await QuestionDesk.open(language: language) { desk in
        stated = try await desk.start(complete).output
      }
      var answered: FlowValue?
      try await QuestionDesk.open(language: language) { desk in
        _ = try await Self.answerAll(desk)
        answered = try await desk.answer("reviewContact", ["correct": true]).output
      }
      #expect(stated != nil)
      #expect(answered == stated)
      outputs.append(try #require(stated))
    }
    let plain = outputs.map {
      $0.without(["notification", "notice"]).without(["notification", "questions"])
    }
    #expect(plain[0] == plain[1])
    #expect(outputs[0]["notification"]?["notice"] != outputs[1]["notification"]?["notice"])
    #expect(plain[0]["attestation"]?["status"] == "attested")
    #expect(plain[0]["attestation"]?["signatory"]?["email"] == Self.contact["email"])
  }

  @Test func `only what is missing, in the language of the run`() async throws {
    let input = Self.example.without(["contact", "lastName"]).without(["company", "domain"])
    try await QuestionDesk.open(language: "fr") { desk in
      let prompt = try #require(try await desk.start(input).prompts.first)
      #expect(prompt.title == "Informations sur le compte")
      let names = prompt.fields.map(\.name)
      #expect(
        prompt.fields.filter(\.isRequired).map(\.name) == ["company.domain", "contact.lastName"])
      #expect(!names.contains("company.name") && !names.contains("contact.email"))
      #expect(prompt.fields.first?.title == "Nom de domaine")
    }
  }

  @Test func `for the date, offering the day; the box has no default`() async throws {
    try await QuestionDesk.open { desk in
      _ = try await desk.start(Self.account)
      let id = try #require(RunID(rawValue: QuestionDesk.id))
      let fields = try await desk.engine.resume(id).finish().prompts.first?.fields ?? []
      #expect(fields.map(\.name) == ["agreement.accepted", "agreement.dateAgreed"])
      #expect(fields.map(\.defaultValue) == [nil, "2026-03-01"])
      let report = try await desk.answer("agreement", ["agreement": ["accepted": true]])
      #expect(report.prompts.map(\.task) == ["reviewContact"])
      let output = try await desk.answer("reviewContact", ["correct": true]).output
      #expect(output?["attestation"]?["dateAgreed"] == "2026-03-01")
    }
  }

  @Test func `again, naming the field, when an answer breaks a rule`() async throws {
    try await QuestionDesk.open { desk in
      _ = try await desk.start([:])
      for (path, value, field) in [
        (["contact", "email"], "claire@", "contact.email"),
        (["contact", "email"], "claire@contoso.invalid", "contact.email"),
        (["contact", "firstName"], " ", "contact.firstName"),
        (["contact", "lastName"], String(repeating: "x", count: 51), "contact.lastName"),
        (["company", "domain"], "contoso.example", "company.domain"),
        (["company", "address", "country"], "FRA", "company.address.country"),
      ] {
        let wrong = Self.account.replacing(path[...], with: .string(value))
        #expect(try await desk.refusedFields("account", wrong) == [field])
      }
      _ = try await desk.answer("account", Self.account)
      for (agreement, field) in [
        (["accepted": false], "agreement.accepted"),
        (["dateAgreed": "2025-10-13"], "agreement.accepted"),
        (["accepted": true, "dateAgreed": "2026-03-02"], "agreement.dateAgreed"),
        (["accepted": true, "dateAgreed": "2023-03-31"], "agreement.dateAgreed"),
        (["accepted": true, "dateAgreed": "soon"], "agreement.dateAgreed"),
      ] as [(FlowValue, String)] {
        let answer: FlowValue = ["agreement": agreement]
        #expect(try await desk.refusedFields("agreement", answer) == [field])
      }
      #expect(try desk.customers("contoso-lyon.onmicrosoft.com").isEmpty)
    }
  }

  @Test func `again for what breaks the country's rules, and for nothing else`() async throws {
    try await QuestionDesk.open(language: "fr") { desk in
      _ = try await desk.start([:])
      let wrong = Self.account.replacing(
        ["company", "address", "postalCode"], with: "ABC")
      _ = try await desk.answer("account", wrong)
      let again = try await desk.answer("agreement", Self.agreement())
      let prompt = try #require(again.prompts.first)
      #expect(prompt.task == "correction")
      #expect(prompt.fields.map(\.name) == ["company.address.postalCode"])
      #expect(prompt.help?.contains("- Code postal\u{a0}: n’est pas un code postal") == true)
      let review = try await desk.answer(
        "correction", ["company": ["address": ["postalCode": "69002"]]])
      #expect(review.prompts.map(\.task) == ["reviewContact"])
    }
  }

  @Test func `again for a date that has not come everywhere in the customer's country`()
    async throws
  {
    let company: FlowValue = [
      "name": "Contoso Honolulu", "domain": "contoso-honolulu.onmicrosoft.com",
      "address": [
        "line1": "1 Main Street", "city": "Honolulu", "state": "HI", "postalCode": "96813",
        "country": "US",
      ],
    ]
    let contact = Self.contact.replacing(["phoneNumber"], with: "808 555 0100")
    try await QuestionDesk.open { desk in
      _ = try await desk.start(["company": company, "contact": contact])
      let agreement: FlowValue = ["accepted": true, "dateAgreed": "2026-03-01"]
      let again = try await desk.answer("agreement", ["agreement": agreement])
      let prompt = try #require(again.prompts.first)
      #expect(prompt.task == "correction")
      #expect(prompt.fields.map(\.name) == ["agreement.dateAgreed"])
      #expect(prompt.fields.first?.defaultValue == "2026-02-28")
      let review = try await desk.answer("correction", [:])
      #expect(review.prompts.map(\.task) == ["reviewContact"])
      let report = try await desk.answer("reviewContact", ["correct": true])
      #expect(report.output?["attestation"]?["dateAgreed"] == "2026-02-28")
    }
  }

  @Test(arguments: [true, false])
  func `for the exact details at Update, and reviews them again`(isPrimaryContact: Bool)
    async throws
  {
    try await QuestionDesk.open { desk in
      let review = try await Self.answerAll(desk)
      #expect(review.prompts.first?.help?.contains("elise.fournier@contoso.example") == true)
      let update = try await desk.answer("reviewContact", ["correct": false])
      #expect(update.prompts.first?.fields.first?.defaultValue == "Élise")
      let again = try await desk.answer(
        "updateContact",
        [
          "contact": ["firstName": "Elsa", "email": "elsa.fournier@contoso.example"],
          "isPrimaryContact": .bool(isPrimaryContact),
        ])
      #expect(again.prompts.first?.help?.contains("Elsa Fournier") == true)
      let output = try await desk.answer("reviewContact", ["correct": true]).output
      #expect(output?["attestation"]?["signatory"]?["firstName"] == "Elsa")
      let primary = isPrimaryContact ? "elsa" : "elise"
      #expect(
        output?["notification"]?["recipient"]?.string == primary + ".fournier@contoso.example")
    }
  }

  @Test func `again for a stated date that no longer counts, once somebody is there`()
    async throws
  {
    let old = Self.example.replacing(["agreement", "dateAgreed"], with: "2023-03-31")
    try await QuestionDesk.open { desk in
      let type = try await desk.start(old).error?.type
      #expect(type == "https://flowengine.dev/problems/agreement-too-old")
    }
    try await QuestionDesk.open { desk in
      _ = try await desk.start(old.without(["company", "name"]))
      let again = try await desk.answer("account", ["company": ["name": "Contoso"]])
      #expect(again.prompts.first?.fields.map(\.name) == ["agreement.dateAgreed"])
      let report = try await desk.answer(
        "correction", ["agreement": ["dateAgreed": "2023-04-01"]])
      #expect(report.output?["attestation"]?["dateAgreed"] == "2023-04-01")
    }
  }

  @Test func `nobody to attest who may not`() async throws {
    let desk = try await QuestionDesk()
    #expect(
      try await desk.start(Self.account).prompts.first?.roles == ["AdminAgents", "SalesAgents"])
    await desk.engine.close()
    try await QuestionDesk.open(role: "HelpdeskAgents", in: desk.flowctl) { desk in
      await #expect(throws: EngineError.self) {
        try await desk.answer("agreement", Self.agreement())
      }
    }
    try await QuestionDesk.open(role: "SalesAgents", in: desk.flowctl) { desk in
      let review = try await desk.answer("agreement", Self.agreement())
      #expect(review.prompts.map(\.task) == ["reviewContact"])
    }
  }

  @Test func `for a review when the input does not say who accepted`() async throws {
    try await QuestionDesk.open { desk in
      let report = try await desk.start(Self.example.without(["agreement", "signatory"]))
      #expect(report.prompts.map(\.task) == ["reviewContact"])
      let output = try await desk.answer("reviewContact", ["correct": true]).output
      #expect(output?["attestation"]?["signatory"]?["email"] == Self.contact["email"])
    }
  }
}

extension FlowValue {
  /// The value with the member at a path replaced.
  func replacing(_ path: ArraySlice<String>, with new: FlowValue) -> FlowValue {
    guard let name = path.first else { return new }
    var copy = self
    copy[name] = (self[name] ?? [:]).replacing(path.dropFirst(), with: new)
    return copy
  }
}
