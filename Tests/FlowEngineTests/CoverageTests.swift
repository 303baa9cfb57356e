import Foundation
import Testing

/// The map from the page to the fixtures.
@Suite struct `COVERAGE.md` {
  private static let flows = URL(filePath: #filePath)
    .appending(path: "../../../flows").standardizedFileURL

  /// The names that the last column of the tables has, with their wildcards.
  private static func patterns() throws -> [Substring] {
    let text = try String(contentsOf: flows.appending(path: "COVERAGE.md"), encoding: .utf8)
    return text.split(separator: "\n").filter { $0.hasPrefix("|") }.flatMap { row in
      (row.split(separator: "|").last ?? "").matches(of: /`([\w*.-]+)`/).map(\.1)
    }.filter { !$0.hasPrefix("--") }
  }

  private static func fixtures() throws -> [String] {
    try FileManager.default.subpathsOfDirectory(atPath: flows.path)
      .filter { $0.contains("/fixtures/") && $0.hasSuffix(".yaml") }
      .map { String(($0 as NSString).lastPathComponent.dropLast(".yaml".count)) }
  }

  @Test func `names fixtures that there are`() throws {
    let fixtures = try Self.fixtures()
    let patterns = try Self.patterns()
    #expect(patterns.count > 50)
    for pattern in patterns {
      let start = pattern.prefix { $0 != "*" }
      let isWild = pattern.hasSuffix("*")
      #expect(fixtures.contains { isWild ? $0.hasPrefix(start) : $0 == pattern }, "\(pattern)")
    }
  }
}
