/// The standard's twelve kinds of task, by its JSON Schema for DSL 1.0.3.
extension Vocabulary {
  private static let taskBase: [Field] = [
    .field("if", .string),
    .field("input", .object),
    .field("output", .object),
    .field("export", .object),
    .field("timeout", [.object, .string]),
    .field("then", .string),
    .field("metadata", .object),
  ]

  private static let callFields: [Field] = [
    .field("call", .string, required: true), .field("with", [.object, .string]),
  ]

  /// The fields of a task beside the common ones, by its kind.
  private static let taskKinds: [(kind: String, fields: [Field])] = [
    ("call", callFields),
    ("do", [.field("do", .array, required: true)]),
    ("fork", [.field("fork", .object, required: true)]),
    ("emit", [.field("emit", .object, required: true)]),
    (
      "for",
      [
        .field("for", .object, required: true), .field("while", .string),
        .field("do", .array, required: true),
      ]
    ),
    ("listen", [.field("listen", .object, required: true), .field("foreach", .object)]),
    ("raise", [.field("raise", .object, required: true)]),
    ("run", [.field("run", .object, required: true)]),
    ("set", [.field("set", [.object, .string], required: true)]),
    ("switch", [.field("switch", .array, required: true)]),
    (
      "try",
      [.field("try", .array, required: true), .field("catch", .object, required: true)]
    ),
    ("wait", [.field("wait", [.string, .object], required: true)]),
  ]

  static let taskKindNames = taskKinds.map(\.kind)

  /// "call, do, … and wait".
  static let taskKindPhrase =
    taskKindNames.dropLast().joined(separator: ", ") + " and " + (taskKindNames.last ?? "")

  private static let tasks: [String: Vocabulary] = Dictionary(
    uniqueKeysWithValues: taskKinds.map { kind, fields in
      (kind, Vocabulary("a '\(kind)' task", taskBase + fields))
    })

  /// What a task of this kind may have; the common fields if there is no such kind.
  static func task(_ kind: String) -> Vocabulary {
    tasks[kind] ?? Vocabulary("a task", taskBase)
  }

  /// The kinds of `call` that the standard has and the engine does not run.
  static let laterCalls: [String: String] = [
    "grpc": "use 'call: http' if the service has a JSON gateway",
    "openapi": "use 'call: http' with the operation's method and URI",
    "asyncapi": "use 'call: http' if the broker has an HTTP endpoint",
    "a2a": "use 'call: http' with the agent's JSON-RPC endpoint",
    "mcp": "use 'call: http' with the server's JSON-RPC endpoint",
  ]

  /// A function of `use.functions`, of which the engine runs `call` tasks.
  static let function = Vocabulary(
    "a function",
    callFields + [.field("metadata", .object)]
      + taskBase.filter { $0.name != "metadata" }
      .map { .later($0.name, "write it in the task that calls the function") }
      + taskKinds.dropFirst().map {
        .later($0.kind, "write a 'call', or the task where it is needed")
      })

  static let fork = Vocabulary(
    "'fork'", [.field("branches", .array, required: true), .field("compete", .boolean)])

  static let run = Vocabulary(
    "'run'",
    [
      .field("workflow", .object, required: true),
      .field("await", .boolean),
      .field("return", .string),
      .later("container", "write a function in a plugin that asks a service, and 'call' it"),
      .later("script", "write it in Lua, as an expression, a hook or a function of a plugin"),
      .later("shell", "write a function in a plugin and 'call' it"),
    ])

  /// What `return` can have, beside what a workflow has none of.
  static let returns = ["stdout", "none"]
  static let laterReturns = ["stderr", "code", "all"]

  static let subWorkflow = Vocabulary(
    "'workflow'",
    [
      .field("namespace", .string, required: true),
      .field("name", .string, required: true),
      .field("version", .string),
      .field("input", [.object, .string]),
    ])

  static let http = Vocabulary(
    "'with'",
    [
      .field("method", .string, required: true),
      .field("endpoint", [.string, .object], required: true),
      .field("headers", [.object, .string]),
      .field("body", .any),
      .field("query", [.object, .string]),
      .field("output", .string, choices: ["raw", "content", "response"]),
      .field("redirect", .boolean),
    ])

  static let endpoint = Vocabulary(
    "an endpoint", [.field("uri", .string, required: true), .field("authentication", .object)])

  static let forLoop = Vocabulary(
    "'for'",
    [
      .field("each", .string), .field("in", [.string, .array], required: true),
      .field("at", .string),
    ])

  static let raise = Vocabulary("'raise'", [.field("error", [.object, .string], required: true)])

  static let switchCase = Vocabulary(
    "a case", [.field("when", .string), .field("then", .string, required: true)])

  static let catchClause = Vocabulary(
    "'catch'",
    [
      .field("errors", .object), .field("as", .string), .field("when", .string),
      .field("exceptWhen", .string), .field("retry", [.object, .string]), .field("do", .array),
      .later("then", "put a 'switch' at the end of the 'do'"),
    ])

  static let catchErrors = Vocabulary("'errors'", [.field("with", .object)])
}
