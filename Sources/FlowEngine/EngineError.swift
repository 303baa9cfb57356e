/// What keeps the engine from doing what it was asked: what happened, and what to do next.
///
/// A run that fails is no error of the engine; it ends as faulted with a `Problem`.
public struct EngineError: Error, Sendable, Equatable, CustomStringConvertible {
  /// Who has to act.
  public enum Kind: Sendable, Equatable {
    /// The caller asked for something that cannot be: a wrong name, definition or input.
    case usage
    /// The journal, the disk or another process stands in the way.
    case environment
  }

  /// Who has to act.
  public let kind: Kind
  /// What happened, and where.
  public let description: String
  /// The next thing to do: often a command to type.
  public let hint: String?
  /// What is wrong with an answer or an input, field by field.
  public private(set) var violations: [PromptViolation] = []
  /// Whether another worker drives the run.
  package private(set) var isHeld = false

  init(_ kind: Kind, _ description: String, hint: String? = nil) {
    self.kind = kind
    self.description = description
    self.hint = hint
  }
}

extension EngineError {
  /// What the caller asked for cannot be.
  public static func usage(_ description: String, hint: String? = nil) -> EngineError {
    EngineError(.usage, description, hint: hint)
  }

  /// The surroundings stand in the way.
  package static func environment(_ description: String, hint: String? = nil) -> EngineError {
    EngineError(.environment, description, hint: hint)
  }

  init(_ error: StoreError) {
    let isUsage =
      switch error {
      case .unknownRun, .finished: true
      default: false
      }
    self.init(isUsage ? .usage : .environment, error.description, hint: error.hint)
    if case .held = error { isHeld = true }
  }

  /// What is wrong with the secret store or its key.
  package init(_ error: SecretStoreError) {
    let isUsage = if case .refused = error { true } else { false }
    self.init(isUsage ? .usage : .environment, error.message, hint: error.hint)
  }

  init(_ error: RunError) {
    let isUsage =
      switch error {
      case .otherRun, .otherProfile: true
      default: false
      }
    self.init(isUsage ? .usage : .environment, error.description, hint: error.hint)
  }

  static func badAnswer(_ violations: [PromptViolation], task: String) -> EngineError {
    var error = EngineError(
      .usage,
      "The answer to \(task) does not fit; nothing was recorded.\n"
        + violations.map { "  \($0.description)" }.joined(separator: "\n"),
      hint: "correct these fields and answer again")
    error.violations = violations
    return error
  }

  static func flowNotFound(_ name: String, searched: [String], known: [String]) -> EngineError {
    let list = known.isEmpty ? "no flow at all" : known.joined(separator: ", ")
    return EngineError(
      .usage, "There is no flow '\(name)'. Looked at: \(searched.joined(separator: ", ")).",
      hint: "found in the search path: \(list); or give a path such as ./my-flow/workflow.yaml")
  }

  static func unreadable(_ path: String, _ reason: String, hint: String? = nil) -> EngineError {
    EngineError(.usage, "\(path) cannot be read: \(reason).", hint: hint)
  }

  static func invalidInput(_ found: [SchemaViolation], workflow: String) -> EngineError {
    let lines = found.map { $0.field.isEmpty ? "the input \($0)" : "\($0)" }
    var error = EngineError(
      .usage,
      "The input does not fit \(workflow); no run was made.\n"
        + lines.map { "  \($0)" }.joined(separator: "\n"),
      hint: lines.contains { $0.contains("must be a text") }
        ? "correct these fields in --input or --set; digits that are text need quotes: '\"69002\"'"
        : "correct these fields in --input or --set")
    error.violations = found.map {
      PromptViolation(field: $0.field, message: $0.message, keyword: $0.keyword)
    }
    return error
  }
}

/// Turns what a store or driver throws into what a caller of the facade sees.
func translatingErrors<Result>(_ body: () async throws -> Result) async throws(EngineError)
  -> Result
{
  do {
    return try await body()
  } catch let error as EngineError {
    throw error
  } catch let error as StoreError {
    throw EngineError(error)
  } catch let error as SecretStoreError {
    throw EngineError(error)
  } catch let error as RunError {
    throw EngineError(error)
  } catch let error as Problem {
    throw EngineError(.environment, error.detail ?? error.title)
  } catch {
    throw EngineError(.environment, "\(error)")
  }
}
