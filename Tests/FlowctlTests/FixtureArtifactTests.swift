import Testing

/// `flowctl test`: what a fixture says of the files that a run saves.
@Suite(.timeLimit(.minutes(10))) struct `Saved files in fixtures` {
  /// Performs a fixture of a flow that saves a letter with a secret in it, and a copy without.
  private static func test(_ artifacts: String) async throws -> Flowctl.Result {
    let shop = try FixtureShop()
    try shop.flow("letter", "- write: { call: shop.write, with: {} }")
    try shop.fixture("letter", of: "letter", "expect: { artifacts: \(artifacts) }\n")
    return try await shop.test("letter")
  }

  @Test(arguments: [
    #"[ { name: letter.eml, type: message/rfc822, contains: [ "To: Ada\n\nThe key: " ] } ]"#,
    #"[ { name: letter.eml, contains: [ "To: Ada\r\n", "The key: ${shop/key}" ] } ]"#,
    #"[ { name: copy.txt, contains: [ The key is ], lacks: [ "${shop/key}", "\r" ] } ]"#,
    "!exact [ { name: letter.eml }, { name: copy.txt } ]",
  ])
  func `are as it says`(artifacts: String) async throws {
    let result = try await Self.test(artifacts)
    #expect(result.status == 0, "\(result.output)")
  }

  @Test(arguments: [
    ("[ { name: note.txt } ]", ["artifacts", "- note.txt", "… letter.eml, copy.txt"]),
    ("!exact [ { name: copy.txt } ]", ["artifacts", "+ letter.eml"]),
    ("!exact []", ["+ letter.eml", "+ copy.txt"]),
    (
      "[ { name: copy.txt, type: text/html } ]",
      ["expected: type text/html", "actual:   type text/plain"]
    ),
    (
      #"[ { name: letter.eml, contains: [ "To: Bob\n\nThe" ] } ]"#,
      ["artifacts letter.eml", "- To: Bob", "+ To: Ada", "+ The key: ${shop/key}"]
    ),
    ("[ { name: copy.txt, contains: [ 12345 678 ] } ]", ["- 12345 678", "nothing is like it"]),
    (
      #"[ { name: letter.eml, lacks: [ "${shop/key}" ] } ]"#,
      [#"expected: nowhere "${shop/key}""#, "actual:   line 3: The key: ${shop/key}"]
    ),
    (
      #"[ { name: copy.txt, lacks: [ "${shop/lock}" ] } ]"#,
      ["expected: a secret shop/lock", "actual:   there is none"]
    ),
  ])
  func `that are otherwise are laid beside what it says`(
    artifacts: String, lines: [String]
  ) async throws {
    let result = try await Self.test(artifacts)
    #expect(result.status == 1)
    for line in ["letter.yaml:1:"] + lines {
      #expect(result.output.contains(line), "\(result.output)")
    }
  }

  @Test(arguments: [
    ("[ { nam: letter.eml } ]", "unknown field 'nam'", "did you mean 'name'?"),
    ("[ { type: text/plain } ]", "a saved file lacks", "'name'"),
    ("[ { name: a, contains: text } ]", "'contains' must be", "not"),
    ("[ { name: a, lacks: [ 3 ] } ]", "each of 'lacks' must be", "not"),
    ("{ name: a }", "'artifacts' must be", "not"),
  ])
  func `that are mistyped are refused`(
    artifacts: String, what: String, why: String
  ) async throws {
    let result = try await Self.test(artifacts)
    #expect(result.status == 2)
    #expect(result.output.contains(what) && result.output.contains(why), "\(result.output)")
  }
}
