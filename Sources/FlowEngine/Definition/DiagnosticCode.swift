/// The stable number of a kind of problem, and what it means.
public struct DiagnosticCode: Sendable, Hashable {
  /// `FE` and four digits; never given to another kind of problem.
  public let id: String
  /// The kind of problem in a few words.
  public let title: String
  /// What it means and why it is refused.
  public let meaning: String
  /// An example that is refused.
  public let wrong: String
  /// The same, put right.
  public let right: String

  init(_ id: String, _ title: String, _ meaning: String, wrong: String, right: String) {
    self.id = id
    self.title = title
    self.meaning = meaning
    self.wrong = wrong
    self.right = right
  }

  /// The code with this id, in any case, such as `FE0102`; `nil` if there is none.
  public init?(id: String) {
    guard let code = Self.all.first(where: { $0.id == id.uppercased() }) else { return nil }
    self = code
  }

  /// Every code, by number.
  public static let all: [DiagnosticCode] =
    syntax + definition + schema + plugin + configuration + script + fixture + check + replay

  /// What `flowctl explain` prints: title, meaning, an example wrong and right.
  public var explanation: String {
    """
    \(id): \(title)

    \(meaning)

    Wrong:
    \(Self.indented(wrong))

    Right:
    \(Self.indented(right))
    """
  }

  /// Two codes are the same if their ids are.
  public static func == (left: DiagnosticCode, right: DiagnosticCode) -> Bool {
    left.id == right.id
  }

  /// Hashes the id.
  public func hash(into hasher: inout Hasher) { hasher.combine(id) }

  private static func indented(_ text: String) -> String {
    text.split(separator: "\n", omittingEmptySubsequences: false)
      .map { $0.isEmpty ? "" : "  \($0)" }.joined(separator: "\n")
  }
}
