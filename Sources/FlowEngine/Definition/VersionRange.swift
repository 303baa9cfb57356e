/// Comparators that a version must all satisfy, such as `>=0.1.0 <1.0.0`.
package struct VersionRange: Sendable, Equatable, CustomStringConvertible {
  private enum Comparator: String, CaseIterable {
    case atLeast = ">="
    case atMost = "<="
    case above = ">"
    case below = "<"
    case exactly = "="
  }

  private let bounds: [(comparator: Comparator, version: SemanticVersion)]
  package let description: String

  /// Reads comparators with space between them; a bare version means exactly that one.
  init?(_ text: String) {
    var bounds: [(Comparator, SemanticVersion)] = []
    for word in text.split(separator: " ") {
      let comparator = Comparator.allCases.first { word.hasPrefix($0.rawValue) }
      let digits = word.dropFirst(comparator?.rawValue.count ?? 0)
      guard let version = SemanticVersion(String(digits)) else { return nil }
      bounds.append((comparator ?? .exactly, version))
    }
    if bounds.isEmpty { return nil }
    self.bounds = bounds
    description = text
  }

  func contains(_ version: SemanticVersion) -> Bool {
    bounds.allSatisfy { comparator, bound in
      switch comparator {
      case .atLeast: version >= bound
      case .atMost: version <= bound
      case .above: version > bound
      case .below: version < bound
      case .exactly: version == bound
      }
    }
  }

  package static func == (left: VersionRange, right: VersionRange) -> Bool {
    left.description == right.description
  }
}
