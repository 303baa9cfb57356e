import FlowValue

/// A form that a plugin's manifest describes: what a prompt asks for.
///
/// Its words come from the plugin's texts where they have them: `NAME.title`, `NAME.help`, and for
/// each field `NAME.FIELD` and `NAME.FIELD.help`, as in `review.contact.email`.
package struct Form: Sendable {
  package let name: String
  package let title: String?
  package let help: String?
  /// Who may answer; empty for everybody.
  package let roles: [String]
  package let schema: Schema
  /// A pure Lua function `validate(answer, asked, now)` of the plugin, as module and member.
  package let validate: Validator?

  package struct Validator: Sendable, Equatable {
    package let module: String
    package let member: String
    /// Where the manifest names it.
    let place: SourceLocation
  }
}
