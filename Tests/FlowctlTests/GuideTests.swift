import Foundation
import Testing

/// The guides under `docs/`, each followed from its first line to its last.
@Suite(.timeLimit(.minutes(15))) struct `Guides` {
  @Test(arguments: try Guide.names())
  func `can be followed in an empty folder`(name: String) async throws {
    let guide = try Guide(name)
    let flowctl = try Flowctl(environment: [
      "FLOWCTL_FLOWS": Flowctl.repository.appending(path: "flows").path,
      "PATH": "\(Flowctl.binary.deletingLastPathComponent().path):/usr/local/bin:/usr/bin:/bin",
    ])
    var printed: String?
    for block in guide.blocks {
      let place: Comment = "docs/\(name):\(block.line)"
      if let path = block.notes["file"] {
        try flowctl.write(path, block.text)
      } else if block.language == "sh", block.isProduction {
        try await Self.expectCommands(of: block, flowctl, place)
      } else if block.language == "sh" {
        let result = try await flowctl.start(
          ["-e", "-c", block.text], program: URL(filePath: "/bin/sh")
        ).finish()
        #expect(result.status == block.status, "\(place): \(result.output)\(result.error)")
        printed = result.output + result.error
        if let file = block.notes["makes"] {
          try Guide.expectMade(flowctl.folder.appending(path: file), place)
        }
      } else if block.isWhole {
        try guide.expectWhole(try #require(printed, place), block, place)
      } else if block.language == "text" {
        let output = try #require(printed, place)
        #expect(block.isShown(in: output), "\(place), printed was:\n\(output)")
      } else {
        Issue.record("\(place): a block has to be a file, sh, or the text that was printed")
      }
    }
  }

  /// Commands that need an account are not run; each has to be one, with the options it is given.
  private static func expectCommands(
    of block: Guide.Block, _ flowctl: Flowctl, _ place: Comment
  ) async throws {
    for line in block.text.split(separator: "\n") where line.contains("flowctl ") {
      let words = line.split(separator: " ").map(String.init)
      let command = words.drop { $0 != "flowctl" }.dropFirst().prefix { !["|", "<"].contains($0) }
      let result = try await flowctl.run(command + ["--help"])
      #expect(result.status == 0, "\(place): \(result.error)")
    }
  }
}
