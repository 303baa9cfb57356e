package import Foundation

/// Tells which fixtures a change of files concerns.
package struct FixtureWatch {
  private let sources: [(source: FixtureSource, dependencies: FixtureSource.Dependencies)]

  /// A watch of some fixtures with their flows and plugins, as they are now.
  package init(_ sources: [FixtureSource]) {
    self.sources = sources.map { ($0, $0.dependencies) }
  }

  /// The folders and files that the fixtures are made of.
  package var roots: Set<URL> { Set(sources.flatMap(\.dependencies.roots)) }

  /// The fixtures that may come out otherwise: those that were changed themselves, and those that
  /// something else is a part of.
  package func concerned(by changed: [String]) -> [FixtureSource] {
    let fixtures = Set(sources.map { Self.path($0.source.url) })
    let others = changed.filter { !fixtures.contains($0) }
    return sources.filter { source, dependencies in
      changed.contains(Self.path(source.url))
        || others.contains { Self.depends(dependencies, on: $0) }
    }.map(\.source)
  }

  private static func depends(
    _ dependencies: FixtureSource.Dependencies, on file: String
  ) -> Bool {
    !dependencies.isComplete
      || dependencies.roots.contains { root in
        let path = path(root)
        return file == path || file.hasPrefix(path + "/")
      }
  }

  private static func path(_ url: URL) -> String { url.resolvingSymlinksInPath().path }
}
