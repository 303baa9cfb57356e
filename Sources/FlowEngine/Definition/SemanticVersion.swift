/// A version by semver.org: `1.0.3`, `1.0.0-alpha.5+build`.
package struct SemanticVersion: Sendable, Hashable, Comparable, CustomStringConvertible {
  let major: Int
  let minor: Int
  let patch: Int
  /// The identifiers after `-`; a version that has any comes before the one that has none.
  let prerelease: [String]
  package let description: String

  package init?(_ text: String) {
    let (rest, build) = Self.split(text, at: "+")
    let (core, prerelease) = Self.split(rest, at: "-")
    let parts = core.split(separator: ".", omittingEmptySubsequences: false)
    let numbers = parts.compactMap(Self.number)
    let identifiers = prerelease.map(Self.identifiers) ?? []
    guard parts.count == 3, numbers.count == 3,
      (identifiers + (build.map(Self.identifiers) ?? [])).allSatisfy(Self.isIdentifier),
      identifiers.allSatisfy({ !$0.allSatisfy(\.isNumber) || Self.number(Substring($0)) != nil })
    else { return nil }
    (major, minor, patch) = (numbers[0], numbers[1], numbers[2])
    self.prerelease = identifiers
    description = text
  }

  package static func < (left: SemanticVersion, right: SemanticVersion) -> Bool {
    let core = (left.major, left.minor, left.patch)
    let other = (right.major, right.minor, right.patch)
    if core != other { return core < other }
    if left.prerelease.isEmpty || right.prerelease.isEmpty {
      return !left.prerelease.isEmpty && right.prerelease.isEmpty
    }
    for (a, b) in zip(left.prerelease, right.prerelease) where a != b { return precedes(a, b) }
    return left.prerelease.count < right.prerelease.count
  }

  /// Numbers come before words.
  private static func precedes(_ left: String, _ right: String) -> Bool {
    switch (Int(left), Int(right)) {
    case (let a?, let b?): a < b
    case (nil, nil): left < right
    case (let number, _): number != nil
    }
  }

  private static func split(_ text: String, at mark: Character) -> (String, String?) {
    guard let index = text.firstIndex(of: mark) else { return (text, nil) }
    return (String(text[..<index]), String(text[text.index(after: index)...]))
  }

  private static func identifiers(_ text: String) -> [String] {
    text.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
  }

  private static func isIdentifier(_ text: String) -> Bool {
    !text.isEmpty && text.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "-") }
  }

  private static func number(_ text: Substring) -> Int? {
    guard text.allSatisfy({ $0.isASCII && $0.isNumber }), text == "0" || !text.hasPrefix("0") else {
      return nil
    }
    return Int(text)
  }
}
