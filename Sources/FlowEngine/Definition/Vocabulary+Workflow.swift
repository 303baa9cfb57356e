/// The standard's objects around the tasks, by its JSON Schema for DSL 1.0.3.
extension Vocabulary {
  static let workflow = Vocabulary(
    "a workflow",
    [
      .field("document", .object, required: true),
      .field("input", .object),
      .field("use", .object),
      .field("do", .array, required: true),
      .field("timeout", [.object, .string]),
      .field("output", .object),
      .later("schedule", "start the workflow from outside, for example by cron"),
      .field("evaluate", .object),
      .field("permissions", .object),
    ])

  static let document = Vocabulary(
    "'document'",
    [
      .field("dsl", .string, required: true),
      .field("namespace", .string, required: true),
      .field("name", .string, required: true),
      .field("version", .string, required: true),
      .field("title", .string),
      .field("summary", .string),
      .field("tags", .object),
      .field("metadata", .object),
    ])

  static let evaluate = Vocabulary(
    "'evaluate'",
    [.field("language", .string), .field("mode", .string, choices: ["strict", "loose"])])

  static let use = Vocabulary(
    "'use'",
    [
      .field("authentications", .object),
      .field("errors", .object),
      .field("extensions", .array),
      .field("functions", .object),
      .field("retries", .object),
      .field("secrets", .array),
      .field("timeouts", .object),
      .later("catalogs", "write the functions in a plugin"),
    ])

  static let taskExtension = Vocabulary(
    "an extension",
    [
      .field("extend", .string, required: true),
      .field("when", .string),
      .field("before", .array),
      .field("after", .array),
    ])

  /// What an extension may extend.
  static let extended = taskKindNames + ["all"]

  static let laterExtended = [
    "composite": "extend 'do', 'for', 'fork' or 'try'",
    "extension": "write the tasks into the other extension",
  ]

  static let permissions = Vocabulary(
    "'permissions'",
    [.field("hosts", .array), .field("secrets", .array), .field("artifacts", .array)])

  static let input = Vocabulary(
    "'input'", [.field("schema", .object), .field("from", [.string, .object])])

  static let output = Vocabulary(
    "'output'", [.field("schema", .object), .field("as", [.string, .object])])

  static let export = Vocabulary(
    "'export'", [.field("schema", .object), .field("as", [.string, .object])])

  static let schema = Vocabulary(
    "'schema'",
    [
      .field("format", .string),
      .field("document", [.object, .boolean], required: true),
      .later("resource", "write the schema in place, under 'document'"),
    ])

  static let error = Vocabulary(
    "an error",
    [
      .field("type", .string, required: true),
      .field("status", [.integer, .string], required: true),
      .field("instance", .string),
      .field("title", .string),
      .field("detail", .string),
    ])

  static let errorFilter = Vocabulary(
    "an error filter",
    [
      .field("type", .string), .field("status", .integer), .field("instance", .string),
      .field("title", .string), .field("detail", .string),
    ])

  static let duration = Vocabulary(
    "a duration", ISODuration.objectUnits.map { .field($0.name, [.integer, .string]) })

  static let timeout = Vocabulary(
    "a timeout", [.field("after", [.string, .object], required: true)])

  static let retryPolicy = Vocabulary(
    "a retry policy",
    [
      .field("when", .string), .field("exceptWhen", .string),
      .field("delay", [.string, .object]), .field("backoff", .object),
      .field("limit", .object), .field("jitter", .object),
    ])

  static let backoff = Vocabulary(
    "'backoff'",
    [.field("constant", .object), .field("exponential", .object), .field("linear", .object)])

  static let retryLimit = Vocabulary(
    "'limit'", [.field("attempt", .object), .field("duration", [.string, .object])])

  static let retryLimitAttempt = Vocabulary(
    "'attempt'", [.field("count", .integer), .field("duration", [.string, .object])])

  static let jitter = Vocabulary(
    "'jitter'",
    [
      .field("from", [.string, .object], required: true),
      .field("to", [.string, .object], required: true),
    ])
}
