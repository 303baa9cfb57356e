import FlowValue
import Foundation
import Testing

@testable import FlowEngine

/// The words of the flows that we ship, in both languages.
@Suite struct `Translations` {
  private static let flows = URL(filePath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().appending(path: "flows")

  private static func read(_ path: String) throws -> String {
    try String(contentsOf: flows.appending(path: path), encoding: .utf8)
  }

  private static func texts(_ folder: String, _ language: String) throws -> [String: String] {
    let paths = try FileManager.default.subpathsOfDirectory(
      atPath: flows.appending(path: folder).path)
    let names = paths.compactMap { path in TextFile.name(ofFile: path).map { ($0, path) } }
    let texts = try TextFile.read(
      Dictionary(uniqueKeysWithValues: names).mapValues {
        .init(file: $0, text: try read("\(folder)/\($0)"))
      })
    return texts[language] ?? [:]
  }

  private static func scripts(_ folder: String) throws -> [(path: String, text: String)] {
    try FileManager.default.subpathsOfDirectory(atPath: flows.appending(path: folder).path)
      .filter { $0.hasSuffix(".lua") }
      .map { ($0, try read("\(folder)/\($0)")) }
  }

  /// Every folder under flows that has texts.
  private static let folders: [String] =
    ((try? FileManager.default.subpathsOfDirectory(atPath: flows.path)) ?? [])
    .filter { $0.hasSuffix("/texts.en.yaml") }
    .map { String($0.dropLast("/texts.en.yaml".count)) }
    .sorted()

  @Test func `are there for every flow and plugin`() {
    #expect(Self.folders.contains("attest-new"))
    #expect(Self.folders.contains("plugins/partner-center"))
  }

  @Test(arguments: folders)
  func `have the same texts with the same placeholders`(folder: String) throws {
    let english = try Self.texts(folder, "en")
    let french = try Self.texts(folder, "fr")
    #expect(Set(english.keys) == Set(french.keys))
    for (key, text) in english {
      #expect(placeholders(in: text) == placeholders(in: french[key] ?? ""), "\(key)")
      #expect(!text.isEmpty && french[key] != text || isSameWord(text), "\(key)")
    }
  }

  @Test(arguments: folders)
  func `in French, nothing breaks before a mark`(folder: String) throws {
    for (key, text) in try Self.texts(folder, "fr") {
      #expect(!text.contains(/\ [:;!?»]/), "\(key) has a breaking space before a mark")
      #expect(!text.contains(/\p{L}[;!?]/), "\(key) has no space before a mark")
      #expect(!text.contains("'"), "\(key) has a straight apostrophe")
    }
  }

  @Test(arguments: folders)
  func `hold every text that a script names`(folder: String) throws {
    let known = try Self.texts(folder, "en")
    let scripts = try Self.scripts(folder)
    var named = 0
    for (path, script) in scripts {
      for match in script.matches(of: /flow\.text\("([\w.-]+)"\s*[,)]/) {
        named += 1
        #expect(known[String(match.1)] != nil, "\(path): \(match.1)")
      }
      for match in script.matches(of: /(?:found|violations):add\([^"]*?"?[\w.]*"?,\s*"([\w-]+)"/) {
        #expect(known[String(match.1)] != nil, "\(path): \(match.1)")
      }
      for match in script.matches(of: /questions\.choose\("(\w+)"/) {
        #expect(known["\(match.1).title"] != nil, "\(path): \(match.1)")
        #expect(known["\(match.1).choice"] != nil, "\(path): \(match.1)")
      }
      for match in script.matches(of: /"(doing-[\w-]+)"/) {
        #expect(known[String(match.1)] != nil, "\(path): \(match.1)")
      }
      for match in script.matches(of: /problems\.raise\("([\w-]+)"/) {
        #expect(known[String(match.1)] != nil, "\(path): \(match.1)")
      }
    }
    #expect(named > 0 || scripts.isEmpty)
  }

  @Test func `name every form and each of its fields`() throws {
    let folder = "plugins/partner-center"
    let plugin = try FlowFolder.plugins([Self.flows.appending(path: folder)], base: Self.flows)
    let manifest = try Manifest.read(try #require(plugin.first))
    #expect(!manifest.forms.isEmpty)
    for language in ["en", "fr"] {
      let texts = try Self.texts(folder, language)
      for form in manifest.forms {
        #expect(texts["\(form.name).title"] != nil, "\(language): \(form.name)")
        for field in FormField.all(of: form.schema) {
          let key = "\(form.name).\(field.name)"
          #expect(texts[key] != nil, "\(language): \(key)")
        }
      }
    }
  }

  private func placeholders(in text: String) -> [String] {
    text.matches(of: /\{([A-Za-z0-9_.]+)\}/).map { String($0.1) }.sorted()
  }

  /// What is nothing but a placeholder and marks reads alike in both.
  private func isSameWord(_ text: String) -> Bool {
    text.replacing(/\{[^}]*\}/, with: "").allSatisfy { !$0.isLetter }
  }
}
