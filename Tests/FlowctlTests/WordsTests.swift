import FlowEngine
import FlowValue
import Foundation
import Testing

/// flowctl's own words, read from its sources.
@Suite struct `Words of flowctl` {
  private static let sources = Flowctl.repository.appending(path: "Sources/flowctl")

  private static func table(_ language: String) throws -> [String: String] {
    let file = sources.appending(path: "Texts/texts.\(language).yaml")
    let text = try String(contentsOf: file, encoding: .utf8)
    let members = try FlowEngine.readDocument(text, file: file.lastPathComponent).object ?? [:]
    return Dictionary(uniqueKeysWithValues: members.map { ($0.key, $0.value.string ?? "") })
  }

  @Test func `every language has the same texts`() throws {
    let english = try Self.table("en")
    let french = try Self.table("fr")
    #expect(Set(english.keys) == Set(french.keys))
    #expect(english.values.allSatisfy { !$0.isEmpty })
    #expect(french.values.allSatisfy { !$0.isEmpty })
  }

  @Test func `every language has the same values in a text`() throws {
    func values(_ text: String) -> Set<Substring> {
      Set(text.matches(of: /\{([a-z]+)\}/).map(\.1))
    }
    let french = try Self.table("fr")
    // What an engine says in English has no place in a French sentence.
    for (name, text) in try Self.table("en") where !name.hasPrefix("schema.") {
      #expect(values(text) == values(french[name] ?? ""), "\(name)")
    }
  }

  @Test func `no source asks for a text that is not there`() throws {
    let known = Set(try Self.table("en").keys)
    var asked = 0
    for path in try FileManager.default.subpathsOfDirectory(atPath: Self.sources.path)
    where path.hasSuffix(".swift") {
      let text = try String(contentsOf: Self.sources.appending(path: path), encoding: .utf8)
      let names = /"((?:ask|read|wrong|wait|type|schema|saved|login)\.[A-Za-z]+)"/
      for match in text.matches(of: names) {
        #expect(known.contains(String(match.1)), "\(path) asks for \(match.1)")
        asked += 1
      }
    }
    #expect(asked > 20)
  }
}
