import Foundation

/// How this command was called, so that the commands it suggests can be pasted.
struct Invocation: Sendable {
  /// `flowctl` as it was typed, after the home it was given.
  private let command: String
  /// The configuration and the profile that were chosen, each with a space before it.
  private let world: String

  init(
    _ arguments: [String] = CommandLine.arguments,
    environment: [String: String] = ProcessInfo.processInfo.environment
  ) {
    let home = environment["FLOWCTL_HOME"].map { "FLOWCTL_HOME=\(Self.quoted($0)) " }
    command = (home ?? "") + Self.quoted(arguments.first ?? "flowctl")
    world = ["--config", "--profile"].compactMap { option in
      Self.value(of: option, in: arguments).map { " \(option) \(Self.quoted($0))" }
    }.joined()
  }

  /// The text with each `flowctl COMMAND` in it written so that it means this home and profile.
  func pasteable(_ text: String) -> String {
    text.replacing(
      /\bflowctl (runs?|show|resume|retry|cancel|answer|worker|doctor|login|secret \w+|sandbox|explain|help)\b/
    ) { match in
      let takesWorld = !["explain", "help", "sandbox"].contains(match.1)
      return "\(command) \(match.1)" + (takesWorld ? world : "")
    }
  }

  /// A command that means this home and profile.
  func callAsFunction(_ name: String, _ arguments: String...) -> String {
    ([command, name + world] + arguments.map(Self.quoted)).joined(separator: " ")
  }

  /// The command that performs a fixture; it has a world of its own, but for the configuration.
  func test(_ file: String, _ arguments: [String] = CommandLine.arguments) -> String {
    let config = Self.value(of: "--config", in: arguments).map { " --config \(Self.quoted($0))" }
    return "flowctl test\(config ?? "") \(Self.quoted(file))"
  }

  /// What stands behind an option; `nil` where it is not given.
  static func value(of option: String, in arguments: [String]) -> String? {
    if let index = arguments.firstIndex(of: option) { return arguments.dropFirst(index + 1).first }
    let prefix = option + "="
    return arguments.first { $0.hasPrefix(prefix) }.map { String($0.dropFirst(prefix.count)) }
  }

  private static func quoted(_ word: String) -> String {
    guard word.isEmpty || word.wholeMatch(of: /[\w.\/:@%+=,-]+/) == nil else { return word }
    return "'" + word.replacing("'", with: "'\\''") + "'"
  }
}
