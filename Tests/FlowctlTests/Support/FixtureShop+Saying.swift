import Foundation

extension FixtureShop {
  /// A flow that gives some values, and what it was given.
  func saying(odd: String = "") throws {
    try flow(
      "say",
      """
      - say:
          set:
            number: 1
            text: two words
            lines: "one\\ntwo\\n"
            list: [ 1, 2, 3 ]
            nested: { c: { d: deep words } }
            odd: "\(odd)"
            given: "${ workflow.input }"
      """)
  }

  /// Writes a fixture of that flow, updates it, and reads it.
  func updated(_ text: String) async throws -> (result: Flowctl.Result, text: String) {
    try fixture("said", of: "say", text)
    let result = try await test("--update", "say")
    return (result, try read("flows/say/fixtures/said.yaml"))
  }

  /// A file's text, with the mark that it may begin with.
  func read(_ path: String) throws -> String {
    let data = try Data(contentsOf: flowctl.folder.appending(path: path))
    return String(decoding: data, as: UTF8.self)
  }
}
