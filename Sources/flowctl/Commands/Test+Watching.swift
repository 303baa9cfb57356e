import FlowEngine
import FlowTesting
import Foundation

extension Test {
  /// Performs the fixtures now and after every change of a file, until Ctrl-C.
  func keepWatching(_ first: [FixtureSource]) async throws {
    try await Interrupt.leaving("stopped watching") {
      var roots = FixtureWatch(first).roots.union(finder.folders(path))
      var watch = FileWatch(Array(roots))
      var concerned = first
      while true {
        if !concerned.isEmpty { Console.print(await perform(concerned).summary) }
        Console.print("watching \(watch.count) files; press Ctrl-C to stop")
        let changed = try await watch.next()
        Console.print("")
        Console.print("changed: \(changed.map(shown).joined(separator: ", "))".inOneLine)
        do throws(EngineError) {
          // What was read is read anew, and there may be other fixtures now.
          let fixtures = FixtureWatch(try finder.sources(path))
          concerned = fixtures.concerned(by: changed)
          if concerned.isEmpty { Console.print("no fixture depends on that") }
          // What cannot be read any more is still watched: somebody will mend it.
          roots.formUnion(fixtures.roots.union(finder.folders(path)))
          watch.watch(Array(roots))
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
