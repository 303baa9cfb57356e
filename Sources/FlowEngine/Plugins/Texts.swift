import FlowValue

/// The texts of a flow and of the plugins in use, in all their languages.
struct Texts: Sendable {
  /// Texts by language and key.
  typealias Translations = [String: [String: String]]

  /// By owner: a plugin, or the workflow's name.
  private let owned: [String: Translations]
  /// What plugins say in place of other owners, the outermost plugin first: `owner/key`.
  private let replacements: [Translations]

  /// Reads the texts of a bundle.
  ///
  /// - Parameters:
  ///   - bundle: The bundle.
  ///   - workflow: The workflow's name.
  ///   - manifests: The manifests of the bundle's plugins.
  /// - Throws: `DefinitionError` naming every entry that is no text.
  init(_ bundle: Bundle, workflow: String, manifests: [Manifest]) throws(DefinitionError) {
    try self.init(
      [workflow: try TextFile.read(bundle.texts)], plugins: bundle.plugins, manifests: manifests)
  }

  /// Reads the texts of plugins alone.
  init(_ plugins: [InstalledPlugin]) throws(DefinitionError) {
    try self.init([:], plugins: plugins.map(\.bundle), manifests: plugins.map(\.world.manifest))
  }

  private init(
    _ owned: [String: Translations], plugins: [Bundle.Plugin], manifests: [Manifest]
  ) throws(DefinitionError) {
    var owned = owned
    var replacements: [Translations] = []
    for (plugin, manifest) in zip(plugins, manifests) {
      let texts = try TextFile.read(plugin.texts)
      owned[manifest.name] = texts
      replacements.append(texts.mapValues { $0.filter { $0.key.contains("/") } })
    }
    self.owned = owned
    self.replacements = replacements.filter { $0.contains { !$0.value.isEmpty } }
  }

  /// A text in a language, or in English where there is no such translation.
  ///
  /// What a plugin has under `owner/key` goes before the owner's own words.
  func text(_ key: String, of owner: String, in language: String) -> String? {
    for language in [language, "en"] {
      let replaced = replacements.lazy.compactMap { $0[language]?["\(owner)/\(key)"] }.first
      if let text = replaced ?? owned[owner]?[language]?[key] { return text }
    }
    return nil
  }

  /// The languages that the flow or a plugin has texts in.
  var languages: Set<String> { owned.values.reduce(into: ["en"]) { $0.formUnion($1.keys) } }
}
