import FlowEngine

/// The objects of a fixture.
extension Vocabulary {
  static let fixture = Vocabulary(
    "a fixture",
    [
      .field("title", .string),
      .field("flow", .string),
      .field("language", .string),
      .field("clock", .string),
      .field("profile", .string),
      .field("actor", .object),
      .field("settings", .object),
      .field("secrets", .object),
      .field("input", [.object, .string]),
      .field("set", .object),
      .field("simulate", .array),
      .field("http", .array),
      .field("meanwhile", .array),
      .field("answers", .object),
      .field("expect", .object, required: true),
    ])

  static let fixtureActor = Vocabulary(
    "'actor'", [.field("upn", .string), .field("name", .string), .field("roles", .array)])

  static let mock = Vocabulary(
    "a mock",
    [
      .field("request", .object, required: true),
      .field("response", .object),
      .field("responses", .array),
      .field("lost", [.boolean, .string], choices: ["request"]),
      .field("times", [.integer, .string], choices: ["any"]),
    ])

  static let mockRequest = Vocabulary(
    "'request'",
    [
      .field("method", .string, required: true),
      .field("path", .string, required: true),
      .field("query", .object),
      .field("headers", .object),
      .field("body", .any),
    ])

  static let mockResponse = Vocabulary(
    "a response",
    [
      .field("status", .integer, required: true),
      .field("reason", .string),
      .field("headers", .object),
      .field("body", .any),
    ])

  static let outsideEvent = Vocabulary(
    "an entry of 'meanwhile'",
    [
      .field("after", .string, required: true),
      .field("simulator", .string, required: true),
      .field("command", .array, required: true),
    ])

  static let refusedAnswer = Vocabulary(
    "a refused answer",
    [.field("fields", .array, required: true), .field("answer", .any, required: true)])

  static let expectation = Vocabulary(
    "'expect'",
    [
      .field("status", .string, choices: RunPhase.allCases.map(\.rawValue) + ["refused"]),
      .field("output", .any),
      .field("error", .object),
      .field("waiting", .array),
      .field("refused", .array),
      .field("tasks", .array),
      .field("effects", .array),
      .field("never", .array),
      .field("artifacts", .array),
      .field("afterCrash", .object),
    ])

  static let expectedArtifact = Vocabulary(
    "a saved file",
    [
      .field("name", .string, required: true),
      .field("type", .string),
      .field("contains", .array),
      .field("lacks", .array),
    ])

  static let expectationAfterCrash = Vocabulary(
    "'afterCrash'",
    [
      .field("status", .string, choices: RunPhase.allCases.map(\.rawValue)),
      .field("output", .any),
      .field("error", .object),
      .field("waiting", .array),
    ])

  static let expectedCall = Vocabulary(
    "a call",
    [
      .field("http", .string, required: true),
      .field("query", .object),
      .field("headers", .object),
      .field("body", .any),
    ])
}
