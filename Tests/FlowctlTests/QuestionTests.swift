import FlowValue
import Foundation
import Testing

/// What a person meets who sits at a terminal.
@Suite(.timeLimit(.minutes(15))) struct `Questions` {
  @Test func `are asked field by field, and what is typed is the answer`() async throws {
    let desk = try Desk()
    let session = try desk.flowctl.atTerminal("run", "order", "--id", "o")
    let introduction = try await session.see("Name\n  > ")
    #expect(introduction.contains("Your order\nWe send it today.\n"))
    try session.type("Ada")
    try await session.see("E-mail address – where the bill goes\n  > ")
    try session.type("ada@desk.example")
    try await session.see("Size\n  1) small\n  2) large\n  [small] > ")
    try session.type("2")
    try await session.see("How many\n  (optional) > ")
    try session.type("3")
    try await session.see("Labels\n  (several, separated by commas, optional) > ")
    try session.type("red, blue")
    try await session.see("You accept the terms\n  (yes/no) > ")
    try session.type("y")
    #expect(await session.finish().status == 0)
    let run = try await desk.show("o")
    #expect(
      run["output"] == [
        "person": ["name": "Ada", "email": "ada@desk.example"], "size": "large", "count": 3,
        "tags": ["red", "blue"], "accepted": true,
      ])
    let answers = try await desk.answers(of: "o")
    #expect(answers.count == 1)
    #expect(answers.first?["actor"]?["upn"] == "clerk@desk.example")
    #expect(answers.first?["time"]?.string?.isEmpty == false)
  }

  @Test func `return takes the default, leaves an option out, and is no answer to the rest`()
    async throws
  {
    let desk = try Desk()
    let session = try desk.flowctl.atTerminal("run", "order", "--id", "o")
    try await session.see("Name\n  > ")
    try session.type("")
    try await session.see("  ! must be answered\n  > ")
    try session.type("Ada")
    try await session.see("bill goes\n  > ")
    try session.type("ada@desk.example")
    for field in ["[small] > ", "How many\n  (optional) > ", "optional) > ", "(yes/no) > "] {
      try await session.see(field)
      try session.type("")
    }
    try await session.see("  ! must be answered\n  (yes/no) > ")
    try session.type("perhaps")
    try await session.see("  ! must be yes or no\n")
    try session.type("yes")
    #expect(await session.finish().status == 0)
    let output = try await desk.show("o")["output"]
    #expect(output?["size"] == "small")
    #expect(output?["count"] == nil)
    #expect(output?["tags"] == nil)
  }

  @Test func `what cannot be read is said at once, in the words of the field`() async throws {
    let desk = try Desk()
    try desk.flow(
      "order",
      """
      - order:
          call: prompt
          with:
            title: Numbers
            schema:
              type: object
              required: [ whole, any, object, choice ]
              properties:
                whole: { type: integer }
                any: { type: number }
                object: { type: object }
                choice: { enum: [ 3, 1 ] }
      """)
    let session = try desk.flowctl.atTerminal("run", "order", "--id", "o")
    for (name, wrong, message, right) in [
      ("whole", "1.5", "must be a whole number", "-7"), ("any", "a", "must be a number", "1.5"),
      ("object", "{", "must be a JSON object", #"{"a": [1]}"#),
      ("choice", "7", "must be one of 3, 1, or its number", "1"),
    ] {
      try await session.see("\(name)\n")
      try await session.see("> ")
      try session.type(wrong)
      try await session.see("  ! \(message)\n")
      try await session.see("> ")
      try session.type(right)
    }
    #expect(await session.finish().status == 0)
    let output = try await desk.show("o")["output"]
    #expect(output == ["whole": -7, "any": 1.5, "object": ["a": [1]], "choice": 1])
  }

  @Test func `only what the form refuses is asked again`() async throws {
    let desk = try Desk()
    let session = try desk.flowctl.atTerminal("run", "order", "--id", "o")
    for text in ["Nobody", "ada@", "large", "0", "", "no"] {
      try await session.see("> ")
      try session.type(text)
    }
    let refused = try await session.see("E-mail address – where the bill goes\n")
    #expect(refused.contains("This does not fit yet:"))
    #expect(!refused.contains("Name"))
    try await session.see("  ! must be an e-mail address\n  > ")
    try session.type("ada@desk.example")
    try await session.see("How many\n  ! must be at least 1\n  (optional) > ")
    try session.type("1")
    try await session.see("You accept the terms\n  ! must be yes\n  (yes/no) > ")
    try session.type("yes")
    try await session.see("Name\n  ! is not somebody\n  > ")
    try session.type("Ada")
    #expect(await session.finish().status == 0)
    let output = try await desk.show("o")["output"]
    #expect(output?["person"] == ["name": "Ada", "email": "ada@desk.example"])
    #expect(output?["size"] == "large")
    #expect(try await desk.answers(of: "o").count == 1)
  }

  @Test func `in French, form and flowctl speak French`() async throws {
    let desk = try Desk()
    let session = try desk.flowctl.atTerminal("run", "order", "--id", "o", "--lang", "fr")
    let introduction = try await session.see("Nom\n  > ")
    #expect(introduction.contains("Votre commande\n"))
    #expect(introduction.contains("Entrée reprend la valeur entre crochets."))
    for text in ["Nobody", "ada@desk.example", "large", "", "rouge, bleu"] {
      try session.type(text)
      try await session.see("> ")
    }
    try session.type("peut-être")
    try await session.see("  ! doit être oui ou non\n  (oui/non) > ")
    try session.type("n")
    try await session.see("Vous acceptez les conditions\n  ! doit être oui\n  (oui/non) > ")
    try session.type("o")
    try await session.see("Nom\n  ! n'est personne\n  > ")
    try session.type("")
    try await session.see("  ! attend une réponse\n")
    try session.type("Ada")
    #expect(await session.finish().status == 0)
    #expect(try await desk.show("o")["output"]?["tags"] == ["rouge", "bleu"])
  }

  @Test func `Ctrl-C leaves the run waiting and says how to go on`() async throws {
    let desk = try Desk()
    let session = try desk.flowctl.atTerminal("run", "order", "--id", "o")
    try await session.see("Name\n  > ")
    try session.type("Ada")
    try await session.see("bill goes\n  > ")
    try session.pressControlC()
    let (status, text) = await session.finish()
    #expect(status == 130)
    #expect(text.contains("resume o"))
    #expect(text.contains("answer o order --input"))
    #expect(try await desk.show("o")["status"] == "waiting")

    let again = try desk.flowctl.atTerminal("resume", "o")
    for text in ["Ada", "ada@desk.example", "", "", "", "yes"] {
      try await again.see("> ")
      try again.type(text)
    }
    #expect(await again.finish().status == 0)
  }

  @Test func `the end of input leaves the run waiting and says how to answer`() async throws {
    let desk = try Desk()
    let session = try desk.flowctl.atTerminal("run", "order", "--id", "o")
    try await session.see("Name\n  > ")
    try session.pressControlD()
    let (status, text) = await session.finish()
    #expect(status == 3)
    #expect(text.contains("waiting: order (Your order)"))
    #expect(text.contains("answer o order --input"))
    #expect(text.contains("resume o"))
    #expect(try await desk.show("o")["status"] == "waiting")
  }

  @Test func `flowctl answer asks them too`() async throws {
    let desk = try Desk()
    #expect(try await desk.flowctl.run("run", "order", "--id", "o").status == 3)
    let session = try desk.flowctl.atTerminal("answer", "o")
    for text in ["Ada", "ada@desk.example", "", "", "", "yes"] {
      try await session.see("> ")
      try session.type(text)
    }
    #expect(await session.finish().status == 0)
    #expect(try await desk.show("o")["status"] == "completed")
  }

  @Test func `somebody who may not answer is not asked`() async throws {
    let desk = try Desk()
    let session = try desk.flowctl.atTerminal("run", "order", "--id", "o", "--config", "other.yaml")
    let (status, text) = await session.finish()
    #expect(status == 3)
    #expect(text.contains("may be answered by clerk"))
    #expect(!text.contains("> "))
  }

  @Test func `of a run that this one started are asked as well`() async throws {
    let desk = try Desk()
    try desk.flow(
      "outer",
      "- inner: { run: { workflow: { namespace: tests, name: order, version: 1.0.0 } } }")
    let session = try desk.flowctl.atTerminal("run", "outer", "--id", "o")
    for text in ["Ada", "ada@desk.example", "", "", "", "yes"] {
      try await session.see("> ")
      try session.type(text)
    }
    #expect(await session.finish().status == 0)
    #expect(try await desk.show("o")["output"]?["person"]?["name"] == "Ada")
  }

  @Test func `show control characters from outside instead of obeying them`() async throws {
    let desk = try Desk()
    try desk.flow(
      "order",
      """
      - order:
          call: prompt
          with:
            title: "red \\e[31m"
            defaults: { name: "a\\tb\\e[2J" }
            schema: { type: object, required: [ name ], properties: { name: { type: string } } }
      """)
    let session = try desk.flowctl.atTerminal("run", "order", "--id", "o")
    let asked = try await session.see("> ")
    #expect(asked.contains("red \\u{1b}[31m"))
    #expect(asked.contains("[a\tb\\u{1b}[2J]"))
    #expect(!asked.contains("\u{1B}"))
    try session.type("x")
    #expect(await session.finish().status == 0)
  }
}
