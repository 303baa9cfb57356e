import FlowEngine
import Foundation

/// A plugin as its files say, as far as they can be read.
struct PluginSources {
  let folder: URL
  let bundle: FlowBundle.Plugin
  let manifest: Manifest?
  let texts: TextSources
  let modules: [String: ScriptSource]
  /// What is not known of it, since a file cannot be read.
  let unread: Unread
  /// What is refused whenever the plugin is loaded.
  let refusals: [Diagnostic]

  init(_ folder: URL, base: URL) throws(EngineError) {
    self.folder = folder
    bundle = try FlowFolder.plugins([folder], base: base)[0]
    let reading = ManifestReading(bundle)
    manifest = reading.manifest
    var refusals = reading.diagnostics
    texts = TextSources(bundle.texts)
    unread = Unread(reading, texts)
    let syntax = try? LuaSyntax()
    modules = bundle.modules.mapValues { ScriptSource($0, syntax: syntax) }
    refusals += texts.refusals
    refusals += modules.values.compactMap(\.refusal)
    self.refusals = refusals
  }

  /// What `call:` can name of it.
  var functions: [String: Manifest.Function] {
    guard let manifest else { return [:] }
    return Dictionary(
      manifest.functions.map { ("\(manifest.name).\($0.name)", $0) }, uniquingKeysWith: { $1 })
  }

  var forms: [String] {
    manifest.map { manifest in manifest.forms.map { "\(manifest.name).\($0.name)" } } ?? []
  }
}
