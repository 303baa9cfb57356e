/// The objects of `plugin.yaml`.
extension Vocabulary {
  static let manifest = Vocabulary(
    "a plugin's manifest",
    [
      .field("name", .string, required: true),
      .field("version", .string, required: true),
      .field("engine", .string, required: true),
      .field("title", .string),
      .field("description", .string),
      .field("functions", [.object, .array]),
      .field("forms", [.object, .array]),
      .field("hooks", .string),
      .field("authentications", .object),
      .field("simulators", .object),
      .field("checks", .array),
      .field("settings", .object),
      .field("permissions", .object),
      .field("uses", .array),
      .later("templates", "keep the text in texts.LANGUAGE.yaml"),
      .later("commands", "write a flow and run it by 'flowctl run'"),
    ])

  static let manifestFunction = Vocabulary(
    "a function",
    [
      .field("module", .string, required: true),
      .field("title", .string),
      .field("description", .string, required: true),
      .field("endpoint", .string),
      .field("source", .string),
      .field("token", .string, choices: ["user", "app", "either", "none"]),
      .field("errors", [.string, .array, .object]),
      .field("input", [.object, .boolean], required: true),
      .field("output", [.object, .boolean], required: true),
    ])

  static let manifestCheck = Vocabulary(
    "a check", [.field("name", .string, required: true), .field("module", .string, required: true)])

  static let manifestForm = Vocabulary(
    "a form",
    [
      .field("title", .string),
      .field("help", .string),
      .field("roles", .array),
      .field("schema", .object, required: true),
      .field("validate", .string),
    ])

  static let manifestSimulator = Vocabulary(
    "a simulator",
    [
      .field("module", .string, required: true),
      .field("origins", .array, required: true),
      .field("secrets", .array),
      .field("settings", .object),
      .field("volatile", .array),
      .field("commands", .object),
    ])

  static let manifestCommand = Vocabulary(
    "a command of a simulator",
    [
      .field("module", .string, required: true),
      .field("help", .string, required: true),
      .field("arguments", .array),
    ])
}
