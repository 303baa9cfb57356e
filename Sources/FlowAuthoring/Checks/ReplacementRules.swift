import FlowEngine

/// Holds what a plugin says in place of others, `OWNER/KEY`, against what they say.
struct ReplacementRules {
  private(set) var diagnostics: [Diagnostic] = []
  private let plugin: PluginSources
  private let workplace: Workplace

  init(_ plugin: PluginSources, in workplace: Workplace) {
    self.plugin = plugin
    self.workplace = workplace
    // A plugin whose name is not known may be the owner.
    guard workplace.plugins.allSatisfy({ $0.manifest != nil }) else { return }
    for (key, translations) in plugin.texts.entries.sorted(by: { $0.key < $1.key }) {
      let parts = key.split(separator: "/", maxSplits: 1, omittingEmptySubsequences: false)
      guard parts.count == 2, !isOwn(key) else { continue }
      for entry in translations.values { check(String(parts[0]), String(parts[1]), entry) }
    }
  }

  /// A script of the plugin may have such a text for itself.
  private func isOwn(_ key: String) -> Bool {
    plugin.modules.values.contains { $0.source.lines.contains { $0.contains(key) } }
  }

  private mutating func check(_ owner: String, _ key: String, _ entry: TextSources.Entry) {
    var findings = Findings(source: entry.source)
    let names = workplace.plugins.compactMap(\.manifest?.name) + workplace.flowTexts.keys
    if let texts = texts(of: owner) {
      guard !texts.lacksEnglish else { return }
      check(key, of: owner, entry, against: texts.known, &findings)
    } else {
      findings.report(
        .replacedNothing, at: entry.location, "no plugin in use and no flow is called '\(owner)'",
        hint: Spelling.hint(for: owner, among: names)
          ?? "the text would stand for none; write PLUGIN/KEY or FLOW/KEY", severity: .warning)
    }
    diagnostics += findings.diagnostics
  }

  private func texts(of owner: String) -> TextSources? {
    workplace.plugins.first { $0.manifest?.name == owner }?.texts ?? workplace.flowTexts[owner]
  }

  private func check(
    _ key: String, of owner: String, _ entry: TextSources.Entry,
    against known: [String: Set<String>], _ findings: inout Findings
  ) {
    // The words of forms are looked for whether or not their owner has any.
    if known[key] != nil || key.contains(".") { return }
    findings.report(
      .replacedNothing, at: entry.location, "'\(owner)' has no text '\(key)' to replace",
      hint: Spelling.hint(for: key, among: known.keys) ?? "the text would stand for none")
  }
}
