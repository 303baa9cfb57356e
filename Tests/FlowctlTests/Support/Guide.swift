import Foundation
import Testing

/// A page under `docs/`, whose fenced blocks are done as a reader does them, in an empty folder.
///
/// What a block is stands after its language: `file=PATH` is written there, `sh` is run by a shell
/// (`exit=3` where that is the status), and a `text` right after it is what was printed, in which
/// `…` stands for anything. A `text whole` is all of it but for times and the like, `sh makes=FILE`
/// makes a file that stands beside the page; `RECORD_SNAPSHOTS=1` writes both anew. `sh production`
/// needs an account: its commands only have to exist.
struct Guide {
  let name: String
  let blocks: [Block]

  struct Block {
    let line: Int
    let language: String
    let notes: [String: String]
    let text: String

    var isProduction: Bool { notes["production"] != nil }
    var isWhole: Bool { notes["whole"] != nil }
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
    text = block.body.map { $0 + "\n" }.joined()
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

extension Guide {
  /// Compares all that was printed with what the page shows.
  func expectWhole(_ printed: String, _ block: Block, _ place: Comment) throws {
    let page = Self.folder.appending(path: name)
    let printed = Self.local(printed)
    if Snapshot.isRecording {
      let fence = "```text whole\n"
      try String(contentsOf: page, encoding: .utf8)
        .replacing(fence + block.text + "```", with: fence + printed + "```", maxReplacements: 1)
        .write(to: page, atomically: true, encoding: .utf8)
    } else {
      #expect(Self.steady(printed) == Self.steady(block.text), place)
    }
  }

  /// Compares a file that was made with the one beside the page.
  static func expectMade(_ made: URL, _ place: Comment) throws {
    let kept = folder.appending(path: made.lastPathComponent)
    let text = try String(contentsOf: made, encoding: .utf8)
    if Snapshot.isRecording { try text.write(to: kept, atomically: true, encoding: .utf8) }
    #expect(try steady(text) == steady(String(contentsOf: kept, encoding: .utf8)), place)
  }

  /// As a reader sees it who stands in the repository.
  private static func local(_ text: String) -> String {
    text.replacing(Flowctl.repository.path + "/", with: "")
  }

  /// Without what differs each time: who ran it where, days and times, also those that are cut.
  private static func steady(_ text: String) -> String {
    text.replacing(/\(\S+ on \S+\)/, with: "(USER on HOST)")
      .replacing(/[0-9T:.Z-]*…/, with: "…")
      .replacing(/\d{4}-\d\d-\d\d(T\d\d:\d\d:\d\d(\.\d+)?Z)?/, with: "TIME")
      .replacing(/after \d+\.\d{3} s\b/, with: "after N s")
      .replacing(#/ after N s, output/#, with: ", output")
  }
}
