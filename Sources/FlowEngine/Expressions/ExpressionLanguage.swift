import FlowValue

/// Evaluates the runtime expressions of a definition.
protocol ExpressionLanguage {
  /// The value of an expression; a failure is the standard's expression error.
  func evaluate(_ expression: Expression, _ arguments: ExpressionArguments) throws(Problem)
    -> FlowValue
}

extension ExpressionLanguage {
  /// The literal with every expression in it replaced by its value.
  func evaluate(_ template: Template, _ arguments: ExpressionArguments) throws(Problem)
    -> FlowValue
  {
    switch template {
    case .literal(let value): return value
    case .expression(let expression): return try evaluate(expression, arguments)
    case .array(let elements):
      var values: [FlowValue] = []
      for element in elements { values.append(try evaluate(element, arguments)) }
      return .array(values)
    case .object(let members):
      var object = FlowObject(minimumCapacity: members.count)
      for (key, member) in members { object[key] = try evaluate(member, arguments) }
      return .object(object)
    }
  }

  /// Whether a condition holds.
  ///
  /// As in Lua, everything but `false` and null does.
  func holds(_ condition: Expression, _ arguments: ExpressionArguments) throws(Problem) -> Bool {
    let value = try evaluate(condition, arguments)
    arguments.walk.observer.noted(
      .tested(condition, value, task: arguments.task?.task.reference ?? "/"))
    switch value {
    case .null, .bool(false): return false
    default: return true
    }
  }

  /// A duration in milliseconds.
  func milliseconds(_ duration: DurationTemplate, _ arguments: ExpressionArguments)
    throws(Problem) -> Int64
  {
    switch duration {
    case .milliseconds(let milliseconds): return milliseconds
    case .template(let template):
      let value = try evaluate(template, arguments)
      guard let milliseconds = ISODuration.milliseconds(of: value) else {
        throw ProblemType.expression.problem(
          "\(value.json) is no duration. Write ISO 8601 such as PT30S, or { seconds: 30 }.")
      }
      return milliseconds
    }
  }
}

/// What an expression can read, under the standard's names.
///
/// Values are looked up when an expression names them, so that a step does not pay for what it
/// does not read.
struct ExpressionArguments {
  let walk: Walk
  /// The value that the expression is evaluated on.
  var this: FlowValue
  var input: FlowValue?
  var output: FlowValue?
  var task: TaskFacts?
  var variables: Variables = .none
  /// Workflow-level `input.from` does not see the context; everything after does.
  var hasContext = true

  subscript(name: String) -> FlowValue? {
    switch name {
    case "this": this
    case "context": hasContext ? walk.context : nil
    case "input": input
    case "output": output
    case "task": task?.descriptor
    case "workflow": walk.workflowDescriptor
    case "runtime": Walk.runtimeDescriptor
    case "secrets": walk.secretHandles
    default: variables[name]
    }
  }
}

/// The variables of enclosing loops and catches, innermost first.
indirect enum Variables {
  case none
  case variable(name: String, value: FlowValue, outer: Variables)

  subscript(name: String) -> FlowValue? {
    var scope = self
    while case .variable(let own, let value, let outer) = scope {
      if own == name { return value }
      scope = outer
    }
    return nil
  }

  func adding(_ name: String, _ value: FlowValue) -> Variables {
    .variable(name: name, value: value, outer: self)
  }
}

/// What is known of a task that runs, for expressions and hooks.
struct TaskFacts {
  let task: TaskDefinition
  let key: EffectKey
  /// The attempt of the innermost enclosing `try`, from 1.
  let attempt: Int
  let startedAt: Timestamp
  let rawInput: FlowValue
  var rawOutput: FlowValue?

  var descriptor: FlowValue {
    var object: FlowObject = [
      "name": .string(task.name), "reference": .string(task.reference), "definition": task.source,
      "input": rawInput, "startedAt": startedAt.descriptor,
    ]
    object["output"] = rawOutput
    return .object(object)
  }
}

extension Timestamp {
  /// The standard's date-time descriptor.
  var descriptor: FlowValue {
    [
      "iso8601": .string(description),
      "epoch": ["seconds": .integer(milliseconds / 1000), "milliseconds": .integer(milliseconds)],
    ]
  }
}

extension Walk {
  /// The standard's workflow descriptor.
  var workflowDescriptor: FlowValue {
    [
      "id": .string(run.id.rawValue), "definition": program.workflow.document.source,
      "input": run.input, "startedAt": run.startedAt.descriptor,
    ]
  }

  /// The standard's runtime descriptor.
  static let runtimeDescriptor: FlowValue = [
    "name": "FlowEngine", "version": .string(EngineVersion.current),
  ]

  /// Handles to the secrets that the workflow names under `use.secrets`.
  var secretHandles: FlowValue {
    .object(
      FlowObject(
        program.workflow.use.secrets.map { ($0, .secret($0)) }, uniquingKeysWith: { $1 }))
  }
}
