import Foundation
import Testing

/// A page under `docs/`, whose fenced blocks are done as a reader does them, in an empty folder.
///
/// What a block is stands after its language: `file=PATH` is written there, `sh` is run by a shell
/// (`exit=3` where that is the status), and a `text` right after it is what was printed, in which
/// `…` stands for anything. `sh production` needs an account: its commands only have to exist.
struct Guide {
  let name: String
  let blocks: [Block]

  struct Block {
    let line: Int
    let language: String
    let notes: [String: String]
    let text: String

    var isProduction: Bool { notes["production"] != nil }
    var status: Int32 { notes["exit"].flatMap { Int32($0) } ?? 0 }
  }

  static let folder = Flowctl.repository.appending(path: "docs")

  static func names() throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: folder.path).filter { $0.hasSuffix(".md") }
      .sorted()
  }

  init(_ name: String) throws {
    self.name = name
    let text = try String(contentsOf: Self.folder.appending(path: name), encoding: .utf8)
    var blocks: [Block] = []
    var opened: (line: Int, words: [Substring], body: [Substring])?
    for (index, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated()
    {
      if let block = opened {
        if line == "```" {
          blocks.append(Block(block))
          opened = nil
        } else {
          opened?.body.append(line)
        }
      } else if line.hasPrefix("```") {
        opened = (index + 1, line.dropFirst(3).split(separator: " "), [])
      }
    }
    #expect(opened == nil, "\(name) ends inside a block")
    self.blocks = blocks
  }
}

extension Guide.Block {
  init(_ block: (line: Int, words: [Substring], body: [Substring])) {
    line = block.line
    language = block.words.first.map(String.init) ?? ""
    notes = Dictionary(
      block.words.dropFirst().map { word in
        let parts = word.split(separator: "=", maxSplits: 1).map(String.init)
        return (parts[0], parts.count > 1 ? parts[1] : "")
      }, uniquingKeysWith: { $1 })
    text = block.body.joined(separator: "\n") + "\n"
  }

  /// Whether something printed has what the page shows: its lines in their order, `…` for anything.
  func isShown(in printed: String) -> Bool {
    var rest = printed[...]
    for piece in text.split(separator: "…") {
      let wanted = piece.trimmingCharacters(in: .whitespacesAndNewlines)
      guard !wanted.isEmpty else { continue }
      guard let found = rest.range(of: wanted) else { return false }
      rest = rest[found.upperBound...]
    }
    return true
  }
}
