import FlowValue
import Foundation
import Testing

/// `flowctl test --update` keeps to the way in which a file is written.
@Suite(.timeLimit(.minutes(10))) struct `Updated fixtures of other styles` {
  private typealias Shop = FixtureShop

  @Test func `keep their line ends`() async throws {
    let shop = try Shop()
    try shop.saying()
    func text(_ lines: String, _ list: String) -> String {
      """
      title: CR and LF
      expect:
        output:
          lines: |
      \(lines)
          # how many there are
          list: !exact
      \(list)

      """.replacing("\n", with: "\r\n")
    }
    let (result, updated) = try await shop.updated(text("      a\n\n      b", "      - 1"))
    #expect(result.status == 0, "\(result.output)")
    #expect(updated == text("      one\n      two", "      - 1\n      - 2\n      - 3"))
  }

  @Test func `stay JSON`() async throws {
    let shop = try Shop()
    try shop.saying()
    func text(_ status: String, _ nested: String, _ text: String) -> String {
      """
      {
      \t"title": "JSON",
      \t"expect": { \(status)"output": { "number": 1,
      \t  "nested": { "c": \(nested) }, "text": \(text) } }
      }

      """
    }
    let (result, updated) = try await shop.updated(text("", "2", "null"))
    #expect(result.status == 0, "\(result.output)")
    #expect(updated == text("", #"{ "d": "deep words" }"#, #""two words""#))
    #expect((try? FlowValue(json: updated)) != nil)
  }

  @Test func `stay JSON where only a part of them is`() async throws {
    let shop = try Shop()
    try shop.saying()
    func text(_ number: String, _ nested: String) -> String {
      """
      title: JSON in YAML
      expect:
        output: { number: \(number), nested: \(nested) }

      """
    }
    let (_, updated) = try await shop.updated(text("x", #"{"c": 2}"#))
    #expect(updated == text("1", #"{"c": { "d": "deep words" }}"#))
  }

  @Test func `may begin with a byte order mark, as every YAML file may`() async throws {
    let shop = try Shop()
    try shop.saying()
    for path in ["flowctl.yaml", "plugins/shop/plugin.yaml", "say/workflow.yaml"] {
      try shop.flowctl.write("flows/\(path)", "\u{FEFF}" + shop.read("flows/\(path)"))
    }
    try shop.flowctl.write("flows/say/texts.en.yaml", "\u{FEFF}hello: Hello\n")
    let text = "\u{FEFF}expect: { output: { number: 5 } }\n"
    let (result, updated) = try await shop.updated(text)
    #expect(result.status == 0, "\(result.output)\(result.error)")
    #expect(updated == text.replacing("5", with: "1"))
  }

  @Test(arguments: ["x", "'x'", "\"x\"", "|-\n      x"])
  func `hold characters that YAML takes for something else`(old: String) async throws {
    let shop = try Shop()
    try shop.saying(odd: #"\uFEFFa\x85b\u2028c\u2029d\x7f\uFFFFe"#)
    let text = "expect:\n  output:\n    odd: \(old)\n    number: 5\n"
    let (result, updated) = try await shop.updated(text)
    #expect(result.status == 0, "\(result.output)")
    #expect(updated.contains(#""\ufeffa\u0085b\u2028c\u2029d\u007f\uffffe""#), "\(updated)")
    #expect(try await shop.test("say").status == 0)
  }

  @Test func `are found their way in after lines that end in other ways`() async throws {
    let shop = try Shop()
    try shop.saying()
    let text = "title: 'a\u{2028}b' # \u{85}c: 1\nexpect: { output: { number: 5 } }\n"
      .replacing("c: 1", with: "# c")
    let (result, updated) = try await shop.updated(text)
    #expect(result.status == 0, "\(result.output)")
    #expect(updated == text.replacing("5", with: "1"))
  }
}
