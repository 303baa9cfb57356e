/// The arguments of the built-in `prompt`, which the standard does not have.
extension Vocabulary {
  static let prompt = Vocabulary(
    "a prompt",
    [
      .field("form", .string),
      .field("schema", [.object, .string]),
      .field("name", .string),
      .field("title", .string),
      .field("help", .string),
      .field("given", [.object, .string]),
      .field("ask", [.array, .string]),
      .field("defaults", [.object, .string]),
      .field("context", .any),
      .field("roles", [.array, .string]),
      .field("due", [.string, .object]),
      .later("validate", "name a 'form' of a plugin, whose manifest names the Lua function"),
    ])
}
