import FlowValue

/// `use.extensions`: tasks around tasks of a kind.
extension DefinitionReader {
  mutating func extensions(_ node: LocatedValue?) -> [TaskExtension] {
    var seen: Set<String> = []
    return singles(node, what: "extension", article: "an").compactMap { index, member in
      checkExtensionName(member, &seen)
      guard let fields = fields(of: member.value, .taskExtension) else { return nil }
      let reference = "/use/extensions/\(index)/\(member.key.pointerToken)"
      let extend = extend(fields["extend"])
      let when = expression(fields["when"])
      let before = tasks(fields["before"], at: reference + "/before")
      let after = tasks(fields["after"], at: reference + "/after")
      return extend.map {
        TaskExtension(name: member.key, extend: $0, when: when, before: before, after: after)
      }
    }
  }

  private mutating func checkExtensionName(_ member: LocatedMember, _ seen: inout Set<String>) {
    if member.key.isEmpty {
      report(.emptyValue, at: member.location, "the name of the extension is empty")
    } else if !seen.insert(member.key).inserted {
      report(
        .repeatedTask, at: member.location, "the list already has an extension '\(member.key)'",
        hint: "give each extension a name of its own")
    }
  }

  private mutating func extend(_ node: LocatedValue?) -> String? {
    guard let node, let kind = node.string else { return nil }
    if Vocabulary.extended.contains(kind) { return kind }
    if let instead = Vocabulary.laterExtended[kind] {
      notSupported("'extend: \(kind)'", at: node.location, instead: instead)
    } else {
      report(
        .valueNotAllowed, at: node.location,
        "'extend' must be a kind of task or 'all', not '\(kind)'",
        hint: Spelling.hint(for: kind, among: Vocabulary.extended)
          ?? "write \(Spelling.list(Vocabulary.extended, "or"))")
    }
    return nil
  }
}
