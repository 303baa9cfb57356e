/// The objects of `flowctl.yaml`.
extension Vocabulary {
  static let configuration = Vocabulary(
    "the configuration",
    [.field("profile", .string), .field("plugins", .array), .field("profiles", .object)])

  static let profile = Vocabulary(
    "a profile",
    [
      .field("simulate", .array),
      .field("actor", .object),
      .field("settings", .object),
      .field("clock", .string),
      .field("seed", [.string, .integer]),
      .field("language", .string),
    ])

  static let statedActor = Vocabulary(
    "'actor'", [.field("upn", .string), .field("name", .string), .field("roles", .array)])
}
