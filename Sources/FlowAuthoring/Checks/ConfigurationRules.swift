import FlowEngine
import FlowValue

/// Holds a configuration against the plugins that it has in use.
struct ConfigurationRules {
  private var findings: Findings
  private let plugins: [PluginSources]
  private let names: [String]

  /// - Parameters:
  ///   - file: The configuration's text.
  ///   - plugins: The plugins, each as far as it can be read.
  init(_ file: FlowBundle.Source, plugins: [PluginSources]) {
    let source = SourceText(file.text, file: file.file)
    findings = Findings(source: source)
    self.plugins = plugins
    names = plugins.compactMap(\.manifest?.name)
    // What is not known of one may be what is named here.
    guard names.count == plugins.count,
      let root = try? YAMLDocument.read(source, text: file.text)
    else { return }
    for profile in root["profiles"]?.members ?? [] { check(profile.value) }
  }

  var diagnostics: [Diagnostic] { findings.diagnostics }

  private mutating func check(_ profile: LocatedValue) {
    for name in profile["simulate"]?.elements ?? [] {
      checkPlugin(name.string ?? "", at: name.location)
    }
    for member in profile["settings"]?.members ?? [] {
      checkPlugin(member.key, at: member.location)
      guard
        let plugin = plugins.first(where: { $0.manifest?.name == member.key }),
        let manifest = plugin.manifest, !plugin.unread.contains("settings"),
        let values = member.value.value.object
      else { continue }
      for found in manifest.violations(ofSettings: values) {
        report(found, of: manifest, in: member.value)
      }
    }
  }

  private mutating func checkPlugin(_ name: String, at location: SourceLocation) {
    if names.contains(name) { return }
    findings.report(
      .unknownPlugin, at: location, "no plugin '\(name)' is in use",
      hint: Spelling.hint(for: name, among: names)
        ?? (names.isEmpty
          ? "list it under 'plugins'" : "the configuration has \(Spelling.list(names, "and"))"))
  }

  private mutating func report(
    _ found: SchemaViolation, of manifest: Manifest, in settings: LocatedValue
  ) {
    let isUnknown =
      found.keyword == "additionalProperties" && !found.pointer.dropFirst().contains("/")
    let node = settings.node(at: found.pointer)
    let setting = settings.member(String(found.pointer.dropFirst().prefix { $0 != "/" }))
    let known = manifest.settings.map(\.name)
    findings.report(
      isUnknown ? .unknownSetting : .valueNotAllowed,
      at: (isUnknown ? setting?.location : node?.location ?? setting?.value.location)
        ?? settings.location,
      isUnknown
        ? "the plugin \(manifest.name) has no setting '\(found.field)'"
        : "the setting \(found)",
      hint: isUnknown
        ? Spelling.hint(for: found.field, among: known)
          ?? (known.isEmpty ? nil : "it has \(Spelling.list(known, "and"))")
        : nil)
  }
}
