import FlowEngine

/// Which HTTP calls are meant, such as `POST /v1/orders/*/lines`.
package struct CallPattern: Sendable, CustomStringConvertible {
  package let description: String
  /// In capitals; `*` for every method.
  let method: String
  /// `nil` for every origin.
  let origin: Origin?
  /// The parts between the slashes; `*` stands for some letters of one, `**` for any number of them.
  let segments: [String]

  /// A pattern from its text, of which `*` alone is every call; `nil` if the text is none.
  package init?(_ text: String) {
    if text == "*" {
      self.init(method: "*", path: "*")
      return
    }
    let words = text.split(separator: " ", maxSplits: 1, omittingEmptySubsequences: true)
    guard words.count == 2 else { return nil }
    self.init(method: String(words[0]), path: String(words[1]))
  }

  /// A pattern from its parts; `nil` if they are none.
  package init?(method: String, path: String) {
    guard method == "*" || method.wholeMatch(of: /[A-Za-z]+/) != nil,
      !path.contains(where: { "?# ".contains($0) })
    else { return nil }
    self.method = method.uppercased()
    description = "\(method.uppercased()) \(path)"
    guard path != "*" else {
      (origin, segments) = (nil, ["**"])
      return
    }
    guard let match = path.wholeMatch(of: /(https?:\/\/[^\/*]+)?\/(.*)/) else { return nil }
    origin = match.1.flatMap { Origin(url: String($0)) }
    if match.1 != nil, origin == nil { return nil }
    segments = Self.segments(of: "/" + match.2)
  }

  static func segments(of path: String) -> [String] {
    path.split(separator: "/", omittingEmptySubsequences: false).dropFirst().map(String.init)
  }

  func accepts(method: String) -> Bool { self.method == "*" || self.method == method }

  func accepts(origin: String) -> Bool { self.origin.map { $0.description == origin } ?? true }

  func accepts(path: String) -> Bool {
    Self.matches(segments[...], Self.segments(of: path)[...], any: "**") {
      Self.matches(Array($0)[...], Array($1)[...], any: "*") { $0 == $1 }
    }
  }

  /// How much of the path fits, from 0 to 1.
  func nearness(path: String) -> Double {
    if accepts(path: path) { return 1 }
    let parts = Self.segments(of: path)
    let equal = zip(segments, parts).count { pattern, part in
      Self.matches(Array(pattern)[...], Array(part)[...], any: "*") { $0 == $1 }
    }
    return Double(equal) / Double(max(segments.count, parts.count) + 1)
  }

  /// Whether a sequence fits a pattern in which `any` stands for any number of elements.
  private static func matches<Element: Equatable>(
    _ pattern: ArraySlice<Element>, _ sequence: ArraySlice<Element>, any: Element,
    _ fits: (Element, Element) -> Bool
  ) -> Bool {
    guard let first = pattern.first else { return sequence.isEmpty }
    if first == any {
      return matches(pattern.dropFirst(), sequence, any: any, fits)
        || !sequence.isEmpty && matches(pattern, sequence.dropFirst(), any: any, fits)
    }
    guard let element = sequence.first, fits(first, element) else { return false }
    return matches(pattern.dropFirst(), sequence.dropFirst(), any: any, fits)
  }
}
