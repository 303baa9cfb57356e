/// Commands of `flowctl` to be pasted into a shell: they reach the same home, configuration and
/// profile as this one.
struct Suggestions: Sendable {
  private let head: [String]
  private let tail: [String]

  /// - Parameters:
  ///   - program: How `flowctl` was called.
  ///   - home: `FLOWCTL_HOME`, where it is set.
  ///   - engine: What else was stated.
  init(program: String, home: String?, engine: EngineArguments) {
    head = [home.map { "FLOWCTL_HOME=" + Self.quoted($0) }, Self.quoted(program)].compactMap(\.self)
    tail =
      (engine.config.map { ["--config", $0] } ?? [])
      + (engine.profile.map { ["--profile", $0] } ?? [])
  }

  func callAsFunction(_ words: String...) -> String {
    (head + (words + tail).map(Self.quoted)).joined(separator: " ")
  }

  private static func quoted(_ word: String) -> String {
    if word.wholeMatch(of: /[A-Za-z0-9_@%+=:,.\/-]+/) != nil { return word }
    return "'" + word.replacing("'", with: #"'\''"#) + "'"
  }
}
