/// The standard's events, by its JSON Schema for DSL 1.0.3; attributes are those of CloudEvents.
extension Vocabulary {
  static let emit = Vocabulary("'emit'", [.field("event", .object, required: true)])

  static let emittedEvent = Vocabulary("'event'", [.field("with", .object, required: true)])

  /// Attributes with a meaning of their own, which are texts; `data` can be anything.
  static let eventAttributes = [
    "id", "source", "type", "subject", "time", "datacontenttype", "dataschema",
  ]

  static let listen = Vocabulary(
    "'listen'",
    [
      .field("to", .object, required: true),
      .field("read", .string, choices: ["data", "envelope", "raw"]),
    ])

  static let listenTo = Vocabulary(
    "'to'", consumptions + [.field("until", [.string, .boolean, .object])])

  static let listenUntil = Vocabulary("'until'", consumptions)

  private static let consumptions: [Field] = [
    .field("one", .object), .field("any", .array), .field("all", .array),
  ]

  static let eventFilter = Vocabulary(
    "an event filter", [.field("with", .object, required: true), .field("correlate", .object)])

  static let correlation = Vocabulary(
    "a correlation",
    [
      .field("from", .string, required: true),
      .field("expect", [.string, .integer, .number, .boolean]),
    ])

  static let listenLoop = Vocabulary(
    "'foreach'",
    [
      .field("item", .string), .field("at", .string), .field("do", .array),
      .field("output", .object), .field("export", .object),
    ])
}
