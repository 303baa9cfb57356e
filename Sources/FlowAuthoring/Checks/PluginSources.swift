import FlowEngine
import Foundation

/// A plugin as its files say, as far as they can be read.
struct PluginSources {
  let folder: URL
  let bundle: FlowBundle.Plugin
  let manifest: Manifest?
  let texts: TextSources
  let modules: [String: ScriptSource]
  /// What is refused whenever the plugin is loaded.
  let refusals: [Diagnostic]

  init(_ folder: URL, base: URL) throws(EngineError) {
    self.folder = folder
    bundle = try FlowFolder.plugins([folder], base: base)[0]
    var refusals: [Diagnostic] = []
    do throws(DefinitionError) {
      manifest = try Manifest.read(bundle)
    } catch {
      manifest = nil
      refusals += error.diagnostics
    }
    texts = TextSources(bundle.texts)
    modules = bundle.modules.mapValues(ScriptSource.init)
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

/// A Lua file and what can be said of it without running it.
struct ScriptSource {
  let source: SourceText
  let outline: LuaOutline
  /// Why it is no Lua, if it is none.
  let refusal: Diagnostic?

  init(_ file: FlowBundle.Source) {
    source = SourceText(file.text, file: file.file)
    let syntax = try? LuaSyntax()
    guard let fault = syntax?.fault(script: file.text, file: file.file) else {
      outline = LuaOutline(chunk: file.text)
      refusal = nil
      return
    }
    outline = LuaOutline(chunk: "")
    var findings = Findings(source: source)
    findings.report(
      .badScript, at: source.location(line: fault.line, column: 1), fault.message,
      hint: "the script is read before a run is made; correct it and try again")
    refusal = findings.diagnostics[0]
  }

  func location(_ place: LuaPlace) -> SourceLocation {
    source.location(line: place.line, column: place.column)
  }
}
