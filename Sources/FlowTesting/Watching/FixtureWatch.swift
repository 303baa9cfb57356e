package import Foundation

/// Tells which fixtures a change of files concerns.
package struct FixtureWatch {
  private let sources: [FixtureSource]

  /// A watch of some fixtures with their flows and plugins.
  package init(_ sources: [FixtureSource]) { self.sources = sources }

  /// The folders and files that the fixtures are made of.
  package var roots: [URL] {
    var roots: Set<URL> = []
    for source in sources { roots.formUnion(source.roots) }
    return Array(roots)
  }

  /// The fixtures that may come out otherwise: those that were changed themselves, or all where
  /// something else was.
  package func concerned(by changed: [String]) -> [FixtureSource] {
    let files = Set(changed)
    let own = sources.filter { files.contains($0.url.resolvingSymlinksInPath().path) }
    return own.count == files.count ? own : sources
  }
}
