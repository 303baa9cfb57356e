import FlowValue

/// A form that a plugin's manifest describes: what a prompt asks for.
///
/// Its words come from the plugin's texts where they have them: `NAME.title`, `NAME.help`, and for
/// each field `NAME.FIELD` and `NAME.FIELD.help`, as in `review.contact.email`.
struct Form: Sendable {
  let name: String
  let title: String?
  let help: String?
  /// Who may answer; empty for everybody.
  let roles: [String]
  let schema: Schema
  /// A pure Lua function `validate(answer, asked, now)` of the plugin, as module and member.
  let validate: Validator?

  struct Validator: Sendable, Equatable {
    let module: String
    let member: String
  }
}
