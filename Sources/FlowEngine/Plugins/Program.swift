import FlowValue
import LuaVM

/// A bundle that has been read and found sound: what walks of it share.
package struct Program: Sendable {
  package let workflow: Workflow
  let plugins: [Plugin]
  let packages: [LuaPackage]
  let texts: Texts
  private let functions: [String: PluginFunction]
  /// The workflows that this one can run, as bundles of their own.
  private let subworkflows: [WorkflowIdentity: Bundle]

  struct Plugin: Sendable {
    let manifest: Manifest
  }

  /// - Throws: `DefinitionError` with every problem of every file.
  package init(_ bundle: Bundle) throws(DefinitionError) {
    var plugins: [Plugin] = []
    for plugin in bundle.plugins {
      plugins.append(Plugin(manifest: try Manifest.read(plugin)))
    }
    self.plugins = plugins
    functions = PluginFunction.all(of: plugins.map(\.manifest))
    workflow = try DefinitionReader.read(
      bundle.workflow.text, file: bundle.workflow.file, functions: Set(functions.keys),
      check: try Self.syntax(bundle).fault)
    packages = Self.packages(bundle, workflow: workflow, manifests: plugins.map(\.manifest))
    texts = try Texts(
      bundle, workflow: workflow.document.name, manifests: plugins.map(\.manifest))
    var subworkflows: [WorkflowIdentity: Bundle] = [:]
    for sub in bundle.subworkflows {
      subworkflows[try WorkflowIdentity(sub.workflow)] = bundle.bundle(of: sub)
    }
    self.subworkflows = subworkflows
    try checkScripts(of: bundle)
  }

  /// The names that tell which definition this is.
  var identity: WorkflowIdentity {
    let document = workflow.document
    return WorkflowIdentity(
      namespace: document.namespace, name: document.name, version: document.version)
  }

  /// The names that `call:` and `flow.call` can use.
  var functionNames: [String] { Array(functions.keys) }

  /// The bundle of a workflow that a `run` names; the version `latest` takes any.
  func bundle(ofSubworkflow namespace: String, _ name: String, _ version: String) -> Bundle? {
    subworkflows.first { identity, _ in
      identity.namespace == namespace && identity.name == name
        && ["latest", identity.version].contains(version)
    }?.value
  }

  func function(named name: String) -> PluginFunction? { functions[name] }

  func plugin(named name: String) -> Plugin? { plugins.first { $0.manifest.name == name } }

  /// What the scripts of a plugin, or the workflow itself, may reach.
  func permissions(of owner: String) -> Permissions {
    plugin(named: owner)?.manifest.permissions ?? workflow.permissions
  }

  /// The name that the secret store knows a plugin's secret by.
  func storedName(ofSecret name: String, owner: String) -> String {
    plugin(named: owner) == nil ? name : "\(owner)/\(name)"
  }

  private static func syntax(_ bundle: Bundle) throws(DefinitionError) -> LuaSyntax {
    do throws(LuaFailure) {
      return try LuaSyntax()
    } catch {
      throw DefinitionError(script: Problem(error), of: bundle)
    }
  }

  private static func packages(
    _ bundle: Bundle, workflow: Workflow, manifests: [Manifest]
  ) -> [LuaPackage] {
    let plugins = zip(bundle.plugins, manifests).map { LuaPackage($0, manifest: $1) }
    let hooks = bundle.hooks.map {
      LuaModule(name: HookFile.module, source: $0.text, chunkName: $0.file).compiled
    }
    let flow = LuaPackage(
      name: HookFile.package, modules: hooks.map { [$0] } ?? [], uses: manifests.map(\.name))
    return plugins + [flow]
  }

  /// Loads every hook and function once, so that an error in a script is met before a run is made.
  private func checkScripts(of bundle: Bundle) throws(DefinitionError) {
    try checkHookFiles(of: bundle)
    let scripts: Scripts
    do throws(Problem) {
      scripts = try Scripts(program: self)
    } catch {
      throw DefinitionError(script: error, of: bundle)
    }
    var faults: [Diagnostic] = []
    for plugin in plugins {
      for script in plugin.manifest.scripts {
        do throws(Problem) {
          _ = try scripts.member(script.member, of: script.module, in: plugin.manifest.name)
        } catch {
          faults += DefinitionError(script: error, of: bundle, at: script.place).diagnostics
        }
      }
    }
    if !faults.isEmpty { throw DefinitionError(faults) }
  }

  private func checkHookFiles(of bundle: Bundle) throws(DefinitionError) {
    for (plugin, files) in zip(plugins, bundle.plugins) {
      guard let hooks = plugin.manifest.hooks, files.modules[hooks] == nil,
        let place = plugin.manifest.hooksPlace
      else { continue }
      var findings = Findings(source: plugin.manifest.source)
      findings.report(
        .missingPart, at: place,
        "the plugin has no file '\(hooks.replacing(".", with: "/")).lua'",
        hint: "write the path of its hooks below the plugin's folder")
      try findings.check()
    }
  }
}

extension WorkflowIdentity {
  /// The identity that a definition states, whether or not the rest of it is sound.
  package init(_ source: Bundle.Source) throws(DefinitionError) {
    let root = try YAMLDocument.read(SourceText(source.text, file: source.file), text: source.text)
    func text(_ name: String) -> String { root["document"]?[name]?.string ?? "" }
    self.init(namespace: text("namespace"), name: text("name"), version: text("version"))
  }
}

/// What a `call:` can name: a Lua function of a plugin, with the schemas of its manifest.
struct PluginFunction: Sendable {
  /// `plugin.function`.
  let name: String
  let plugin: String
  let module: String
  /// The member of the module that is the function.
  let member: String
  let input: Schema?
  let output: Schema?

  static func all(of manifests: [Manifest]) -> [String: PluginFunction] {
    manifests.reduce(into: [:]) { functions, manifest in
      for function in manifest.functions {
        let name = "\(manifest.name).\(function.name)"
        functions[name] = PluginFunction(
          name: name, plugin: manifest.name, module: function.module, member: function.name,
          input: function.input, output: function.output)
      }
    }
  }
}

extension LuaPackage {
  /// The scripts of a plugin.
  init(_ plugin: Bundle.Plugin, manifest: Manifest) {
    self.init(
      name: manifest.name,
      modules: plugin.modules.sorted { $0.key < $1.key }.map {
        LuaModule(name: $0.key, source: $0.value.text, chunkName: $0.value.file).compiled
      },
      uses: manifest.uses)
  }
}
