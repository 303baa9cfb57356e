import FlowValue

/// `${settings.NAME}` in a manifest's texts.
extension ManifestReader {
  /// Reports every text that reads something else than a setting of the manifest.
  mutating func checkSettings(in node: LocatedValue) {
    for element in node.elements ?? [] { checkSettings(in: element) }
    for member in node.members ?? [] { checkSettings(in: member.value) }
    guard let text = node.string else { return }
    guard let names = ManifestText.names(in: text) else {
      report(
        .badExpression, at: node.location, "a manifest reads settings only",
        hint: "write ${settings.NAME}")
      return
    }
    for name in names where !settingNames.contains(name) {
      report(
        .unknownSetting, at: node.location, "there is no setting '\(name)'",
        hint: Spelling.hint(for: name, among: settingNames) ?? "declare it under 'settings'")
    }
  }

  /// The value with the settings' values in it; a missing one is reported.
  mutating func substituting(_ node: LocatedValue, settings: FlowObject) -> LocatedValue {
    LocatedValue(
      content: content(node, settings), location: node.location, style: node.style, tag: node.tag)
  }

  private mutating func content(
    _ node: LocatedValue, _ settings: FlowObject
  ) -> LocatedValue.Content {
    switch node.content {
    case .array(let elements): return .array(elements.map { substituting($0, settings: settings) })
    case .object(let members):
      return .object(
        members.map { member in
          LocatedMember(
            key: member.key, location: member.location,
            value: substituting(member.value, settings: settings))
        })
    case .scalar(let value):
      guard let text = value.string else { return .scalar(value) }
      do {
        return .scalar(try ManifestText.substituting(text, settings: settings))
      } catch {
        report(
          .missingField, at: node.location, "the setting '\(error.name)' is not set",
          hint: "write it under the plugin's settings in the profile")
        return .scalar(value)
      }
    }
  }
}
