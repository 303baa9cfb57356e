import FlowValue

/// One step of a workflow: what every kind of task has, and its body.
///
/// A reference to what never changes: a walk hands it from frame to frame at each task.
final class TaskDefinition: Sendable {
  let name: String
  /// The JSON pointer of the task in its definition, such as `/do/2/createUser`.
  let reference: String
  let location: SourceLocation
  let `if`: Expression?
  let input: InputDefinition
  let output: OutputDefinition
  let export: ExportDefinition
  /// How long the task may take, from its `before` hooks to its `after` hooks.
  let timeout: DurationTemplate?
  let then: FlowDirective
  let metadata: FlowValue
  /// The task as written, for `task.definition` in expressions.
  let source: FlowValue
  let body: TaskBody

  init(
    name: String, reference: String, location: SourceLocation, if: Expression?,
    input: InputDefinition, output: OutputDefinition, export: ExportDefinition,
    timeout: DurationTemplate?, then: FlowDirective, metadata: FlowValue, source: FlowValue,
    body: TaskBody
  ) {
    self.name = name
    self.reference = reference
    self.location = location
    self.if = `if`
    self.input = input
    self.output = output
    self.export = export
    self.timeout = timeout
    self.then = then
    self.metadata = metadata
    self.source = source
    self.body = body
  }
}

/// What happens after a task.
enum FlowDirective: Sendable, Equatable {
  case `continue`
  case exit
  case end
  /// The name of a task in the same list.
  case task(String)
}

/// The work of a task, by kind.
indirect enum TaskBody: Sendable {
  case call(Call)
  case `do`([TaskDefinition])
  case emit(EmittedEvent)
  case `for`(ForLoop)
  case fork(Fork)
  case listen(Listen)
  case raise(ErrorReference)
  case run(SubWorkflow)
  case set(Template)
  case `switch`([SwitchCase])
  case `try`(TryCatch)
  case wait(DurationTemplate)
}

extension TaskBody {
  /// The word that the definition has for it.
  var kind: String {
    switch self {
    case .call: "call"
    case .do: "do"
    case .emit: "emit"
    case .for: "for"
    case .fork: "fork"
    case .listen: "listen"
    case .raise: "raise"
    case .run: "run"
    case .set: "set"
    case .switch: "switch"
    case .try: "try"
    case .wait: "wait"
    }
  }
}

extension TaskBody {
  /// The tasks inside it.
  var tasks: [TaskDefinition] {
    switch self {
    case .do(let tasks): tasks
    case .for(let loop): loop.tasks
    case .fork(let fork): fork.branches
    case .listen(let listen): listen.foreach?.tasks ?? []
    case .try(let attempt): attempt.tasks + attempt.catch.tasks
    case .call, .emit, .raise, .run, .set, .switch, .wait: []
    }
  }
}

/// A call of the standard's `http`, of a function, or of a person.
indirect enum Call: Sendable {
  case http(HTTPCall)
  /// The built-in `prompt`: a question to a person, with its arguments.
  case prompt(with: Template)
  /// A function of `use.functions`: its call, and the arguments that are its input.
  case defined(Call, with: Template)
  /// `plugin.function` with its arguments.
  case function(name: String, with: Template)
}

/// The arguments of `call: http`.
struct HTTPCall: Sendable {
  enum Output: String, Sendable { case raw, content, response }

  let method: Template
  let endpoint: Template
  let authentication: AuthenticationReference?
  let headers: Template?
  let query: Template?
  let body: Template?
  let output: Output
  let redirect: Bool
}

struct ForLoop: Sendable {
  /// The variable that holds the item; the standard's default is `item`.
  let each: String
  /// An expression, or an array written in place.
  let `in`: Template
  /// The variable that holds the index from 0; the standard's default is `index`.
  let at: String
  let `while`: Expression?
  let tasks: [TaskDefinition]
}

struct SwitchCase: Sendable {
  let name: String
  let location: SourceLocation
  /// Left out, the case always matches.
  let when: Expression?
  let then: FlowDirective
}

struct TryCatch: Sendable {
  let tasks: [TaskDefinition]
  let `catch`: CatchClause
}

/// Which problems a `try` catches and what it does with them.
struct CatchClause: Sendable {
  let location: SourceLocation
  /// Members that the problem must have: `type`, `status`, `instance`, `title`, `detail`.
  let with: FlowObject
  /// The variable that holds the problem; the standard's default is `error`.
  let `as`: String
  let when: Expression?
  let exceptWhen: Expression?
  let retry: RetryPolicy?
  let tasks: [TaskDefinition]
}

struct RetryPolicy: Sendable {
  enum Backoff: String, Sendable { case constant, exponential, linear }

  let when: Expression?
  let exceptWhen: Expression?
  let delay: DurationTemplate?
  let backoff: Backoff
  /// The most attempts after the first; `nil` for no bound.
  let attempts: Int?
  /// How long one attempt may take.
  let attemptDuration: DurationTemplate?
  /// How long all attempts together may take.
  let duration: DurationTemplate?
  let jitter: (from: DurationTemplate, to: DurationTemplate)?
}

/// An ISO 8601 duration or the standard's object of units, either of which may hold expressions.
enum DurationTemplate: Sendable {
  case milliseconds(Int64)
  case template(Template)
}

/// The error of a `raise`: written in place or named under `use.errors`.
typealias ErrorReference = ErrorDefinition

/// A problem to raise (RFC 9457 members), each of which may be an expression.
struct ErrorDefinition: Sendable {
  let type: Template
  let status: Template
  let title: Template?
  let detail: Template?
  let instance: Template?
}
