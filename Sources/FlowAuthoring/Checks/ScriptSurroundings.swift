import FlowEngine

/// What the scripts and expressions of a plugin or flow may name, and who they are.
struct ScriptSurroundings {
  /// For messages: `the plugin shop`.
  let owner: String
  /// Where permissions are declared: `plugin.yaml`.
  let file: String
  /// Its texts, with what stands in braces in each.
  let texts: [String: Set<String>]
  /// What `flow.call` can name.
  let functions: [String: Manifest.Function]
  /// The plugins whose functions it may call; `nil` for all.
  let plugins: Set<String>?
  /// What `flow.prompt` can name: `plugin.form`, and its own by their name alone.
  let forms: Set<String>
  /// Whether each of its settings says where to connect.
  let settings: [String: Bool]
  let permissions: Permissions
  let authentications: Set<String>
  /// Its own modules, and those of plugins that it uses behind their names.
  let modules: Set<String>
  /// What its main chunks define.
  let globals: Set<String>
  /// Whether hooks may change what goes into tasks.
  let hasHooks: Bool
  let unread: Unread
}

extension ScriptSurroundings {
  init(_ plugin: PluginSources, in workplace: Workplace) {
    let manifest = plugin.manifest
    let uses = manifest?.uses ?? []
    owner = manifest.map { "the plugin \($0.name)" } ?? "the plugin"
    file = plugin.bundle.manifest.file
    texts = plugin.texts.known
    functions = workplace.functions
    plugins = Set(uses + [manifest?.name].compactMap(\.self))
    forms = Set(workplace.plugins.flatMap(\.forms) + (manifest?.forms.map(\.name) ?? []))
    settings = Dictionary(
      (manifest?.settings ?? []).map { ($0.name, $0.isConnection) }, uniquingKeysWith: { $1 })
    permissions = manifest?.permissions ?? Permissions()
    authentications = Set((manifest?.authentications ?? [:]).keys)
    let used = workplace.plugins.filter { uses.contains($0.manifest?.name ?? "") }
    modules = Set(plugin.modules.keys).union(Self.modules(of: used))
    globals = Self.globals(plugin.modules.values.map(\.outline))
    hasHooks = true
    unread = workplace.unread.union(plugin.unread, fields: plugin.unread.fields)
      .telling(texts: plugin.unread.texts)
  }

  init(
    _ workflow: Workflow, file: String, texts: TextSources, hooks: LuaOutline?,
    in workplace: Workplace
  ) {
    owner = "the flow \(workflow.document.name)"
    self.file = file
    self.texts = texts.known
    functions = workplace.functions
    plugins = nil
    forms = Set(workplace.plugins.flatMap(\.forms))
    settings = [:]
    permissions = workflow.permissions
    authentications = Set(workflow.use.authentications.keys)
    modules = Set(Self.modules(of: workplace.plugins) + ["hooks"])
    globals = Self.globals([hooks].compactMap(\.self))
    hasHooks =
      hooks.map { !$0.isEmpty } ?? false
      || workplace.plugins.contains { $0.manifest?.hooks != nil }
    unread = workplace.unread.telling(texts: texts.lacksEnglish)
  }

  private static func modules(of plugins: [PluginSources]) -> [String] {
    plugins.flatMap { plugin in
      plugin.modules.keys.map { "\(plugin.manifest?.name ?? "").\($0)" }
    }
  }

  private static func globals(_ outlines: [LuaOutline]) -> Set<String> {
    Set(
      outlines.flatMap(\.globals).filter { global in
        if case .set(isInFunction: false) = global.use { true } else { false }
      }.map(\.name.text))
  }
}
