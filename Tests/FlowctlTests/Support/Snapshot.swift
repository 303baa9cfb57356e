import Foundation
import Testing

/// Texts that were looked at once and have to stay: `RECORD_SNAPSHOTS=1 swift test` writes them
/// anew.
enum Snapshot {
  /// Compares what a command printed with the file of that name.
  static func expect(
    _ result: Flowctl.Result, named name: String, in flowctl: Flowctl,
    at location: SourceLocation = #_sourceLocation
  ) throws {
    let text = normalised(
      """
      exit \(result.status)
      --- standard output
      \(result.output)--- standard error
      \(result.error)
      """, flowctl)
    try expect(text, named: name, at: location)
  }

  static var isRecording: Bool {
    ProcessInfo.processInfo.environment["RECORD_SNAPSHOTS"] != nil
  }

  /// Compares a text with the file of that name.
  static func expect(
    _ text: String, named name: String, at location: SourceLocation = #_sourceLocation
  ) throws {
    let file = folder.appending(path: name + ".txt")
    if isRecording {
      try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
      try Data(text.utf8).write(to: file)
    }
    let recorded = try? String(contentsOf: file, encoding: .utf8)
    #expect(text == recorded, sourceLocation: location)
  }

  private static let folder = URL(filePath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().appending(path: "Snapshots")

  /// Paths, ids and times differ from run to run.
  private static func normalised(_ text: String, _ flowctl: Flowctl) -> String {
    text.replacing(flowctl.home.path, with: "$FLOWCTL_HOME")
      .replacing("/private" + flowctl.folder.path, with: "$FOLDER")
      .replacing(flowctl.folder.path, with: "$FOLDER")
      .replacing(/FLOWCTL_HOME=\$FLOWCTL_HOME \S+/, with: "flowctl")
      .replacing(/\b[0-9A-HJKMNP-TV-Z]{26}\b/, with: "RUN")
      .replacing(/\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z/, with: "TIME")
      .replacing(/[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/, with: "UUID")
      .replacing(/"osUser":"[^"]*","host":"[^"]*"/, with: #""osUser":"USER","host":"HOST""#)
      // What was cut ends where its times let it.
      .replacing(/"tasks":\[[^\n]*…/, with: #""tasks":[…"#)
      .replacing(/after \d+\.\d{3} s\b/, with: "after N s")
      .replacing(/\(\S+ on \S+\)/, with: "(USER on HOST)")
      .replacing(/pid \d+ on \S+\)/, with: "pid N on HOST)")
      .replacing(/[ ]+\n/, with: "\n")
  }
}
