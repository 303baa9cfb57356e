import FlowValue

/// What a run asks of the outside world.
///
/// The walk only asks; a driver performs and answers.
struct EffectRequest: Sendable {
  enum Kind: String, Sendable {
    /// An HTTP exchange. It is a write unless its arguments say `write: false`.
    case http
    /// The time, and where a country is named, its day.
    case now
    case uuid
    case random
    /// A pause until an absolute time.
    case sleep
    /// A keyed digest with a stored secret.
    case hmac
    /// A bound on the time of a task; its outcome is that the time is up.
    case deadline
    /// A question to a person.
    case prompt
    /// The next event that fits.
    case listen
    /// An event for whoever listens.
    case emit
    /// Another workflow, as a run of its own.
    case run
    /// A file to keep. Doing it twice is like doing it once.
    case save
    /// A script that went over a limit: an effect, so that a replay need not run into it again.
    case limit
  }

  let key: EffectKey
  let kind: Kind
  let arguments: FlowValue
  /// The plugin whose script asks, or the workflow's name: whose permissions count.
  let owner: String
  /// The JSON pointer of the task.
  let task: String

  /// What the journal keeps, and what a replay compares.
  var value: FlowValue {
    var kept = arguments
    if kind == .save { kept["content"] = (try? ArtifactContent(arguments))?.summary }
    return [kind.rawValue: kept, "owner": .string(owner)]
  }

  /// Whether a lost answer leaves it unknown what happened.
  var isWrite: Bool { kind == .http && arguments["write"]?.bool ?? true }

  /// Whether it is recorded before it is begun, because it can outlive the process.
  var isAskedFirst: Bool {
    switch kind {
    case .http: isWrite
    case .sleep, .deadline, .prompt, .listen, .emit, .run, .save: true
    case .now, .uuid, .random, .hmac, .limit: false
    }
  }

  /// Whether it is not done by the engine but comes by itself: with time, from a person or an event.
  var isAwaited: Bool {
    switch kind {
    case .sleep, .deadline, .prompt, .listen: true
    case .http, .now, .uuid, .random, .hmac, .emit, .run, .save, .limit: false
    }
  }

  /// How long after it was asked it is due by itself, in milliseconds.
  var milliseconds: Int64? { arguments["milliseconds"]?.integer }

  /// What to do about a lost answer.
  var lost: LostRule { arguments["lost"]?.string.flatMap(LostRule.init) ?? .ask }
}

/// What a write declares about answers that got lost.
enum LostRule: String, Sendable {
  /// Send again with the same request id; the receiver does it once.
  case `repeat`
  /// A script reads back what happened.
  case verify
  /// A person decides.
  case ask
}

/// The answer to an effect, as the run sees it and the journal keeps it.
enum Outcome: Sendable, Equatable {
  case value(FlowValue)
  case problem(Problem)
  /// Nobody knows whether it was done, and why.
  case unknown(String)

  /// Why an answer is unknown that was on its way when the program stopped.
  ///
  /// Time has passed since, so nothing has to wait before it looks.
  static let restarted = "The program stopped before the answer came."

  var journalled: FlowValue {
    switch self {
    case .value(let value): ["value": value]
    case .problem(let problem): ["problem": problem.value]
    case .unknown(let reason): ["unknown": .string(reason)]
    }
  }

  init?(journalled: FlowValue) {
    if let value = journalled["value"] {
      self = .value(value)
    } else if let problem = journalled["problem"].flatMap(Problem.init) {
      self = .problem(problem)
    } else if let reason = journalled["unknown"]?.string {
      self = .unknown(reason)
    } else {
      return nil
    }
  }
}
