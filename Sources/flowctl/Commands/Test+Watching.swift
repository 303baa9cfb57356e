import FlowEngine
import FlowTesting
import Foundation

extension Test {
  /// Performs the fixtures now and after every change of a file, until Ctrl-C.
  func keepWatching(_ first: [FixtureSource]) async throws {
    try await Interrupt.leaving("stopped watching") {
      var sources = first
      var watch = FileWatch(FixtureWatch(sources).roots)
      var concerned = sources
      while true {
        Console.print(await perform(concerned).summary)
        Console.print("watching \(watch.count) files; press Ctrl-C to stop")
        let changed = try await watch.next()
        Console.print("\nchanged: \(changed.map(shown).joined(separator: ", "))".escapingControls)
        do throws(EngineError) {
          // What was read is read anew, and there may be other fixtures now.
          sources = try finder.sources(path)
          concerned = FixtureWatch(sources).concerned(by: changed)
        } catch {
          _ = Exit.report(error)
          concerned = []
        }
      }
    }
  }

  private func shown(_ path: String) -> String {
    let folder = URL(filePath: FileManager.default.currentDirectoryPath).resolvingSymlinksInPath()
    return path.hasPrefix(folder.path + "/") ? String(path.dropFirst(folder.path.count + 1)) : path
  }
}
