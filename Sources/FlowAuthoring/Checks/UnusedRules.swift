import FlowEngine

/// Finds what a definition or manifest declares and nothing names.
///
/// What `use` defines is named by a text of its own, anything in a script and every secret by a part
/// of one: a name counts as used wherever its text stands.
struct UnusedRules {
  private(set) var diagnostics: [Diagnostic] = []

  private static let kinds = ["authentications", "errors", "functions", "retries", "timeouts"]

  /// - Parameters:
  ///   - definition: The workflow.
  ///   - hooks: The flow's hooks.
  ///   - workplace: With the plugins whose modules hooks may require.
  init(_ definition: FlowDefinition, hooks: ScriptSource?, in workplace: Workplace) {
    var findings = Findings(source: definition.source)
    let texts = Self.texts(of: definition.root, under: "")
    let required = hooks == nil ? [] : workplace.plugins.flatMap(\.modules.values)
    let scripts = [hooks].compactMap(\.self) + required
    let script = scripts.flatMap(\.source.lines)
    for kind in Self.kinds {
      for member in definition.root["use"]?[kind]?.members ?? [] where !texts.contains(member.key) {
        Self.check(member.key, "'use.\(kind)'", at: member.location, in: script, &findings)
      }
    }
    let secrets =
      scripts.contains(where: \.mayNameAnySecret) ? [] : Self.secrets(of: definition.root)
    for node in secrets {
      Self.check(
        node.string ?? "", "the secrets", at: node.location, in: texts + script, &findings)
    }
    diagnostics = findings.diagnostics
  }

  /// The secrets of a plugin, which modules of plugins that it uses may read for it.
  init(_ plugin: PluginSources, in workplace: Workplace) {
    let file = plugin.bundle.manifest
    let source = SourceText(file.text, file: file.file)
    guard plugin.manifest != nil, plugin.refusals.isEmpty,
      let root = try? YAMLDocument.read(source, text: file.text),
      let scripts = Self.scripts(of: plugin, in: workplace)
    else { return }
    var findings = Findings(source: source)
    let texts =
      Self.texts(of: root, under: "") + plugin.bundle.parts.values.map(\.text)
      + scripts.flatMap(\.source.lines)
    for node in Self.secrets(of: root) {
      Self.check(node.string ?? "", "the secrets", at: node.location, in: texts, &findings)
    }
    diagnostics = findings.diagnostics
  }

  /// `nil` if they may read any secret.
  private static func scripts(
    of plugin: PluginSources, in workplace: Workplace
  ) -> [ScriptSource]? {
    let uses = plugin.manifest?.uses ?? []
    let used = workplace.plugins.filter { uses.contains($0.manifest?.name ?? "") }
    let scripts = ([plugin] + used).flatMap(\.modules.values)
    return scripts.contains(where: \.mayNameAnySecret) ? nil : scripts
  }

  private static func check(
    _ name: String, _ place: String, at location: SourceLocation, in texts: [String],
    _ findings: inout Findings
  ) {
    if name.isEmpty || texts.contains(where: { $0.contains(name) }) { return }
    findings.report(
      .neverUsed, at: location, "nothing uses '\(name)' of \(place)",
      hint: "remove it, or use it", severity: .warning)
  }

  private static func secrets(of root: LocatedValue) -> [LocatedValue] {
    (root["use"]?["secrets"]?.elements ?? []) + (root["permissions"]?["secrets"]?.elements ?? [])
  }

  /// Every text but those that declare secrets, and every key but those of what is declared.
  private static func texts(of node: LocatedValue, under path: String) -> [String] {
    if ["/use/secrets", "/permissions/secrets"].contains(path) { return [] }
    let own = node.string.map { [$0] } ?? []
    let inner = (node.elements ?? []).flatMap { texts(of: $0, under: path + "/-") }
    let isDeclaring = kinds.contains { path == "/use/\($0)" }
    return own + inner
      + (node.members ?? []).flatMap { member in
        (isDeclaring ? [] : [member.key])
          + texts(of: member.value, under: path + "/" + member.key)
      }
  }
}

extension ScriptSource {
  /// Whether it reads a secret whose name is not written in the call.
  fileprivate var mayNameAnySecret: Bool {
    refusal != nil
      || outline.globals.contains { global in
        guard global.name.text == "flow" else { return false }
        if global.members.isEmpty { return true }
        guard global.path == "flow.secret" else { return false }
        return !(global.arguments?.first?.isText ?? false)
      }
  }
}
