import FlowValue

/// The forms of a plugin.
extension ManifestReader {
  mutating func form(_ member: LocatedMember) -> Form? {
    checkIdentifier(member, "a form")
    guard let fields = fields(of: member.value, .manifestForm) else { return nil }
    let schema = fields["schema"].flatMap { self.schema($0) }
    let validate = validator(fields["validate"])
    let roles = strings(fields["roles"], "'roles'")
    guard let schema else { return nil }
    return Form(
      name: member.key, title: fields.string("title"), help: fields.string("help"),
      roles: roles, schema: schema, validate: validate)
  }

  /// `module.function`: the last name is the function.
  private mutating func validator(_ node: LocatedValue?) -> Form.Validator? {
    guard let node, let name = node.string else { return nil }
    guard let dot = name.lastIndex(of: "."), dot != name.startIndex else {
      report(
        .badPattern, at: node.location, "'\(name)' does not name a function of a Lua module",
        hint: "write module.function, such as reviews.validate")
      return nil
    }
    return Form.Validator(
      module: String(name[..<dot]), member: String(name[name.index(after: dot)...]),
      place: node.location)
  }
}
