package import FlowValue

/// One step of a workflow: what every kind of task has, and its body.
///
/// A reference to what never changes: a walk hands it from frame to frame at each task.
package final class TaskDefinition: Sendable {
  package let name: String
  /// The JSON pointer of the task in its definition, such as `/do/2/createUser`.
  package let reference: String
  package let location: SourceLocation
  package let `if`: Expression?
  package let input: InputDefinition
  package let output: OutputDefinition
  package let export: ExportDefinition
  /// How long the task may take, from its `before` hooks to its `after` hooks.
  package let timeout: DurationTemplate?
  package let then: FlowDirective
  package let metadata: FlowValue
  /// The task as written, for `task.definition` in expressions.
  package let source: FlowValue
  package let body: TaskBody

  package init(
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
package enum FlowDirective: Sendable, Equatable {
  case `continue`
  case exit
  case end
  /// The name of a task in the same list.
  case task(String)
}

/// The work of a task, by kind.
package indirect enum TaskBody: Sendable {
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
  package var kind: String {
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
  package var tasks: [TaskDefinition] {
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
package indirect enum Call: Sendable {
  case http(HTTPCall)
  /// The built-in `prompt`: a question to a person, with its arguments.
  case prompt(with: Template)
  /// A function of `use.functions`: its call, and the arguments that are its input.
  case defined(Call, with: Template)
  /// `plugin.function` with its arguments.
  case function(name: String, with: Template)
}

/// The arguments of `call: http`.
package struct HTTPCall: Sendable {
  package enum Output: String, Sendable { case raw, content, response }

  package let method: Template
  package let endpoint: Template
  package let authentication: AuthenticationReference?
  package let headers: Template?
  package let query: Template?
  package let body: Template?
  package let output: Output
  package let redirect: Bool
}

package struct ForLoop: Sendable {
  /// The variable that holds the item; the standard's default is `item`.
  package let each: String
  /// An expression, or an array written in place.
  package let `in`: Template
  /// The variable that holds the index from 0; the standard's default is `index`.
  package let at: String
  package let `while`: Expression?
  package let tasks: [TaskDefinition]
}

package struct SwitchCase: Sendable {
  package let name: String
  package let location: SourceLocation
  /// Left out, the case always matches.
  package let when: Expression?
  package let then: FlowDirective
}

package struct TryCatch: Sendable {
  package let tasks: [TaskDefinition]
  package let `catch`: CatchClause
}

/// Which problems a `try` catches and what it does with them.
package struct CatchClause: Sendable {
  package let location: SourceLocation
  /// Members that the problem must have: `type`, `status`, `instance`, `title`, `detail`.
  package let with: FlowObject
  /// The variable that holds the problem; the standard's default is `error`.
  package let `as`: String
  package let when: Expression?
  package let exceptWhen: Expression?
  package let retry: RetryPolicy?
  package let tasks: [TaskDefinition]
}

package struct RetryPolicy: Sendable {
  package enum Backoff: String, Sendable { case constant, exponential, linear }

  package let when: Expression?
  package let exceptWhen: Expression?
  package let delay: DurationTemplate?
  package let backoff: Backoff
  /// The most attempts after the first; `nil` for no bound.
  package let attempts: Int?
  /// How long one attempt may take.
  package let attemptDuration: DurationTemplate?
  /// How long all attempts together may take.
  package let duration: DurationTemplate?
  package let jitter: (from: DurationTemplate, to: DurationTemplate)?
}

/// An ISO 8601 duration or the standard's object of units, either of which may hold expressions.
package enum DurationTemplate: Sendable {
  case milliseconds(Int64)
  case template(Template)
}

/// The error of a `raise`: written in place or named under `use.errors`.
package typealias ErrorReference = ErrorDefinition

/// A problem to raise (RFC 9457 members), each of which may be an expression.
package struct ErrorDefinition: Sendable {
  package let type: Template
  package let status: Template
  package let title: Template?
  package let detail: Template?
  package let instance: Template?
}
