import FlowValue

extension Configuration {
  /// Reads a configuration; `file` is the path that diagnostics print.
  static func read(_ text: String, file: String) throws(DefinitionError) -> Configuration {
    let source = SourceText(text, file: file)
    let root = try YAMLDocument.read(source, text: text)
    var reader = ConfigurationReader(findings: Findings(source: source))
    var configuration = reader.configuration(root)
    configuration.file = file
    try reader.findings.check()
    return configuration
  }
}

private struct ConfigurationReader: DocumentReading {
  var findings: Findings

  mutating func configuration(_ root: LocatedValue) -> Configuration {
    guard let fields = fields(of: root, .configuration) else { return .none }
    let members = fields["profiles"]?.members ?? []
    if let node = fields["profile"], let name = node.string,
      !members.contains(where: { $0.key == name })
    {
      let known = members.map(\.key)
      report(
        .unknownProfile, at: node.location, "there is no profile '\(name)'",
        hint: Spelling.hint(for: name, among: known)
          ?? (known.isEmpty
            ? "define it under 'profiles'" : "there are \(Spelling.list(known, "and"))"))
    }
    return Configuration(
      profile: fields.string("profile"), plugins: strings(fields["plugins"], "'plugins'"),
      profiles: members.compactMap { profile($0) })
  }

  private mutating func profile(_ member: LocatedMember) -> Configuration.Profile? {
    guard let fields = fields(of: member.value, .profile) else { return nil }
    return Configuration.Profile(
      name: member.key, simulate: strings(fields["simulate"], "'simulate'"),
      actor: actor(fields["actor"]), settings: settings(fields["settings"]),
      clock: moment(fields["clock"]), seed: fields["seed"].map { $0.string ?? $0.value.json },
      language: language(fields["language"]))
  }

  private mutating func actor(_ node: LocatedValue?) -> Configuration.StatedActor? {
    guard let node, let fields = fields(of: node, .statedActor) else { return nil }
    return Configuration.StatedActor(
      upn: fields.string("upn"), name: fields.string("name"),
      roles: strings(fields["roles"], "'roles'"))
  }

  private mutating func settings(_ node: LocatedValue?) -> [String: FlowObject] {
    named(node) { reader, member in
      if member.value.members == nil { reader.wrongType("'\(member.key)'", member.value, .object) }
      return member.value.value.object
    }
  }

  private mutating func language(_ node: LocatedValue?) -> String? {
    guard let node, let text = node.string else { return nil }
    let parts = text.split(separator: "-", omittingEmptySubsequences: false)
    if !parts.allSatisfy({ 2...8 ~= $0.count && $0.allSatisfy { $0.isASCII && $0.isLetter } }) {
      report(
        .valueNotAllowed, at: node.location, "'\(text)' is not a language",
        hint: "write for example en or fr")
    }
    return text
  }
}
