/// A manifest as far as it can be read, and what is wrong with it.
package struct ManifestReading {
  /// `nil` if the file is no YAML, or no object.
  package let manifest: Manifest?
  package let diagnostics: [Diagnostic]
  /// The fields of which not all is known, since something in them is wrong.
  package let unread: Set<String>

  /// Reads the manifest of a plugin with the files that it lists.
  package init(_ plugin: Bundle.Plugin) {
    let source = SourceText(plugin.manifest.text, file: plugin.manifest.file)
    var reader = ManifestReader(findings: Findings(source: source), secrets: [])
    reader.parts = plugin.parts
    do throws(DefinitionError) {
      let root = try YAMLDocument.read(source, text: plugin.manifest.text)
      manifest = reader.manifest(root, engine: EngineVersion.current)
    } catch {
      manifest = nil
      reader.findings.add(error)
    }
    diagnostics = reader.findings.diagnostics
    unread = reader.unread
  }
}
