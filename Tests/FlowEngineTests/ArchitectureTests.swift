import Foundation
import Testing

/// What ARCHITECTURE.md promises of the sources, read from the sources.
@Suite struct `Architecture` {
  private static let sources = URL(filePath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    .appending(path: "Sources")

  private static func files(of module: String) throws -> [(path: String, text: String)] {
    let folder = sources.appending(path: module)
    return try FileManager.default.subpathsOfDirectory(atPath: folder.path)
      .filter { $0.hasSuffix(".swift") || $0.hasSuffix(".lua") || $0.hasSuffix(".c") }
      .map { ($0, try String(contentsOf: folder.appending(path: $0), encoding: .utf8)) }
  }

  @Test(arguments: [
    "FlowValue", "LuaVM", "FlowEngine", "FlowAuthoring", "FlowTesting", "FlowSandbox",
  ])
  func `no word of the domain is in the engine`(module: String) throws {
    var words = ["partner", "customer", "tenant", "agreement", "attest", "microsoft", "graph"]
    // The graph of a flow is no product of anybody.
    if module == "FlowAuthoring" { words.removeLast() }
    for (path, text) in try Self.files(of: module) {
      for word in words {
        let found = text.range(of: "\\b\(word)", options: [.regularExpression, .caseInsensitive])
        #expect(found == nil, "\(module)/\(path) says \(word)")
      }
    }
  }

  @Test func `only LuaVM touches the C library`() throws {
    for module in [
      "FlowValue", "FlowEngine", "FlowAuthoring", "FlowTesting", "FlowSandbox", "flowctl",
    ] {
      for (path, text) in try Self.files(of: module) {
        #expect(!text.contains("import CLua"), "\(module)/\(path)")
      }
    }
  }

  @Test func `no file is over 300 lines`() throws {
    for module in [
      "CLua", "FlowValue", "LuaVM", "FlowEngine", "FlowAuthoring", "FlowTesting", "FlowSandbox",
      "flowctl",
    ] {
      for (path, text) in try Self.files(of: module) {
        #expect(
          text.split(separator: "\n", omittingEmptySubsequences: false).count <= 301,
          "\(module)/\(path)")
      }
    }
  }
}
