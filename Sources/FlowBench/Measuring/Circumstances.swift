import Foundation

/// What a reader of the table has to know of the machine.
enum Circumstances {
  static func now(isQuick: Bool) -> String {
    let cores = ProcessInfo.processInfo.activeProcessorCount
    let load = (try? String(contentsOfFile: "/proc/loadavg", encoding: .utf8))?.prefix { $0 != " " }
    var lines = ["\(cores) cores, load \(load.map(String.init) ?? "unknown") at the start"]
    if isDebugBuild { lines.append("A debug build: its numbers say nothing.") }
    if isQuick { lines.append("--quick: too little is done for the numbers to say much.") }
    return lines.joined(separator: "\n")
  }

  private static var isDebugBuild: Bool {
    #if DEBUG
      true
    #else
      false
    #endif
  }
}
