import FlowValue
import Foundation
import Testing

/// `flowctl test --update` where values of a fixture stand in several places.
@Suite(.timeLimit(.minutes(10))) struct `Fixtures with aliases` {
  private typealias Shop = FixtureShop

  @Test func `keep an alias whose value differs, say which, and are updated elsewhere`()
    async throws
  {
    let shop = try Shop()
    try shop.saying()
    func text(_ number: Int, _ given: String) -> String {
      """
      title: Aliases
      input: { a: &n 1, b: 2 }
      expect:
        output:
          number: \(number)
          given: { \(given) }

      """
    }
    let (result, updated) = try await shop.updated(text(7, "a: *n, b: *n, c: *n"))
    #expect(updated == text(1, "a: *n, b: *n"))
    #expect(result.status == 1)
    let reason = "said.yaml:6:24: *n stands for a value that is written elsewhere"
    #expect(result.output.contains("updated, but for this\n"), "\(result.output)")
    #expect(result.output.contains(reason), "\(result.output)")
    #expect(!result.output.contains("output.number"), "\(result.output)")
  }

  @Test func `keep a value that is used outside of what is expected`() async throws {
    let shop = try Shop()
    try shop.saying()
    func text(_ text: String) -> String {
      """
      title: An anchor
      expect:
        output:
          number: &q 5
          text: '\(text)'
      input: { a: *q }

      """
    }
    let (result, updated) = try await shop.updated(text("old"))
    #expect(updated == text("two words"))
    #expect(result.status == 1)
    let reason = "said.yaml:4:13: &q is used elsewhere as *q"
    #expect(result.output.contains(reason), "\(result.output)")
  }

  @Test(arguments: [
    ("number: &q 5", "number: &q 1"),
    ("number: *n, text: old", "number: *n, text: two words"),
    ("list: !exact [ *n, 2, *n, 4 ]", nil),
    ("list: !exact [ *n, 2, 3, *n ]", "list: !exact [ *n, 2, 3 ]"),
    ("given: { *k : 1, b: 3 }, number: 5", "given: { *k : 1, b: 2 }, number: 1"),
    ("&key number: 5, text: old", "&key number: 1, text: two words"),
  ])
  func `are updated around what is used once, or right`(old: String, new: String?) async throws {
    let shop = try Shop()
    try shop.saying()
    func text(_ output: String) -> String {
      """
      title: An alias
      input: { a: &n 1, b: 2, k: &k a }
      expect: { output: { \(output) } }

      """
    }
    let (result, updated) = try await shop.updated(text(old))
    #expect(result.status == (new == nil ? 1 : 0), "\(result.output)")
    #expect(updated == text(new ?? "list: !exact [ *n, 2, *n ]"))
  }

  @Test(arguments: [
    "expect: &all { output: { number: 5 } }\ninput: *all\n",
    "input: &all { output: { number: 5 } }\nexpect: *all\n",
    "expect: { tasks: &list [ say, say ] }\ninput: { a: *list }\n",
    "input: { a: &list [ say, say ] }\nexpect: { tasks: *list }\n",
    "input: { a: &calls [ { http: GET /x } ] }\nexpect: { effects: *calls }\n",
  ])
  func `are left where there is nothing but aliases`(text: String) async throws {
    let shop = try Shop()
    try shop.saying()
    let (result, updated) = try await shop.updated(text)
    #expect(result.status == 1)
    #expect(result.output.contains("not updated"), "\(result.output)")
    #expect(updated == text)
  }
}
