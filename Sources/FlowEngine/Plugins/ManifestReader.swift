import FlowValue

extension Manifest {
  /// What no plugin can be called, since Lua knows something else by it.
  package static let reservedNames: Set<String> = [HookFile.package]

  /// Reads a plugin's manifest.
  ///
  /// - Parameters:
  ///   - text: The file's text.
  ///   - file: The path that diagnostics print.
  ///   - parts: The files that it lists for parts of itself, by the name it gives them.
  ///   - engine: The version of the engine that the plugin must work with.
  /// - Returns: The manifest, with `${settings.NAME}` as written.
  /// - Throws: `DefinitionError` with every problem of the files.
  static func read(
    _ text: String, file: String, parts: [String: Bundle.Source] = [:],
    engine: String = EngineVersion.current
  ) throws(DefinitionError) -> Manifest {
    let source = SourceText(text, file: file)
    let root = try YAMLDocument.read(source, text: text)
    var reader = ManifestReader(findings: Findings(source: source), secrets: [])
    reader.parts = parts
    let manifest = reader.manifest(root, engine: engine)
    try reader.findings.check()
    guard let manifest else { throw DefinitionError([]) }
    return manifest
  }

  /// Reads the manifest of a plugin with the files that it lists.
  package static func read(_ plugin: Bundle.Plugin) throws(DefinitionError) -> Manifest {
    try read(plugin.manifest.text, file: plugin.manifest.file, parts: plugin.parts)
  }
}

/// Reads manifests, whose literals hold no expressions but `${settings.NAME}`.
struct ManifestReader: AuthenticationReading {
  var findings: Findings
  /// The secrets that the plugin may use.
  var secrets: [String]
  var settingNames: [String] = []
  /// The files that the manifest lists, by the name it gives them.
  var parts: [String: Bundle.Source] = [:]
  /// The fields in which something is wrong, so that not all that they declare is known.
  private(set) var unread: Set<String> = []

  init(findings: Findings, secrets: [String]) {
    self.findings = findings
    self.secrets = secrets
  }

  mutating func template(_ node: LocatedValue) -> Template { .literal(node.value) }

  func declares(secret: String) -> Bool { secrets.contains(secret) }

  var takesSignIn: Bool { true }

  mutating func manifest(_ root: LocatedValue, engine: String) -> Manifest? {
    guard let fields = fields(of: root, .manifest) else { return nil }
    let name = name(fields)
    checkReserved(name, fields)
    let version = version(fields)
    let range = engineRange(fields, engine)
    settingNames = (fields["settings"]?.members ?? []).map(\.key)
    let permissions = noting("permissions") { $0.permissions(fields["permissions"]) }
    secrets = permissions.secrets
    for host in fields["permissions"]?["hosts"]?.elements ?? [] { checkSettings(in: host) }
    noting("authentications") { $0.checkAuthentications(fields["authentications"]) }
    let settings = noting("settings") { $0.settings(fields["settings"]) }
    let functions = noting("functions") { reader in
      reader.declarations(fields["functions"]) { $0.function($1) }
    }
    let forms = noting("forms") { reader in
      reader.declarations(fields["forms"]) { $0.form($1) }
    }
    let simulators = simulators(fields["simulators"])
    let checks = checks(fields["checks"])
    let hooks = hooks(fields["hooks"])
    let uses = noting("uses") { $0.strings(fields["uses"], "'uses'") }
    unread.formUnion(root.members?.map(\.key).filter { fields[$0] == nil } ?? [])
    guard let version = version ?? SemanticVersion("0.0.0"),
      let range = range ?? VersionRange(">=0.0.0")
    else { return nil }
    return Manifest(
      name: name, version: version, engine: range, title: fields.string("title"),
      description: fields.string("description"), functions: functions, forms: forms, hooks: hooks,
      hooksPlace: fields["hooks"]?.location, simulators: simulators, checks: checks,
      settings: settings, permissions: permissions,
      uses: uses,
      authentications: Dictionary(
        (fields["authentications"]?.members ?? []).map { ($0.key, $0.value) },
        uniquingKeysWith: { first, _ in first }),
      source: findings.source)
  }

  private mutating func checkReserved(_ name: String, _ fields: Fields) {
    guard let node = fields["name"], Manifest.reservedNames.contains(name) else { return }
    report(
      .reservedName, at: node.location, "'\(name)' cannot be the name of a plugin",
      hint: "the Lua modules of every flow are called so; take another name")
  }

  private mutating func checkAuthentications(_ node: LocatedValue?) {
    for member in node?.members ?? [] {
      checkSettings(in: member.value)
      _ = authentication(member.value)
    }
  }

  /// Reads a field and notes whether something in it is wrong.
  private mutating func noting<Part>(_ field: String, _ read: (inout Self) -> Part) -> Part {
    let before = findings.diagnostics.count
    let part = read(&self)
    if findings.diagnostics.count > before { unread.insert(field) }
    return part
  }

  private mutating func engineRange(_ fields: Fields, _ engine: String) -> VersionRange? {
    guard let node = fields["engine"], let text = node.string else { return nil }
    guard let range = VersionRange(text) else {
      report(
        .badRange, at: node.location, "'\(text)' is not a range of versions",
        hint: "write for example \">=\(engine) <1.0.0\"")
      return nil
    }
    if let version = SemanticVersion(engine), !range.contains(version) {
      report(
        .otherEngine, at: node.location, "the plugin wants engine \(text), and this is \(engine)",
        hint: "use a version of the plugin that fits, or another engine")
    }
    return range
  }

  private mutating func function(_ member: LocatedMember) -> Manifest.Function? {
    checkIdentifier(member, "a function")
    guard let fields = fields(of: member.value, .manifestFunction) else { return nil }
    let input = fields["input"].flatMap { schema($0) }
    let output = fields["output"].flatMap { schema($0) }
    return Manifest.Function(
      name: member.key, module: module(fields["module"]), place: place(of: "module", fields),
      title: fields.string("title"),
      description: fields.string("description") ?? "", endpoint: fields.string("endpoint"),
      source: fields.string("source"), input: input, output: output)
  }

  private mutating func checks(_ node: LocatedValue?) -> [Manifest.Check] {
    (node?.elements ?? []).compactMap { element in
      guard let fields = fields(of: element, .manifestCheck) else { return nil }
      return Manifest.Check(
        name: fields.string("name") ?? "", module: module(fields["module"]),
        place: place(of: "module", fields))
    }
  }

  private mutating func settings(_ node: LocatedValue?) -> [Manifest.Setting] {
    (node?.members ?? []).compactMap { member in
      checkIdentifier(member, "a setting")
      guard let schema = schema(member.value) else { return nil }
      if let node = member.value["default"], let found = schema.violations(of: node.value).first {
        report(
          .badKeyword, at: node.location,
          "the default of '\(member.key)' breaks its own schema: it \(found)")
      }
      return Manifest.Setting(
        name: member.key, schema: schema, isConnection: schema.source["x-connection"] == true)
    }
  }

  private mutating func hooks(_ node: LocatedValue?) -> String? {
    guard let node, let path = node.string else { return nil }
    guard path.hasSuffix(".lua"), !path.hasPrefix("/"), !path.contains("..") else {
      report(
        .valueNotAllowed, at: node.location, "'\(path)' is not a Lua file of the plugin",
        hint: "write for example hooks.lua")
      return nil
    }
    return String(path.dropLast(".lua".count)).replacing("/", with: ".")
  }

  /// Where the value of a field stands, or what should have it.
  func place(of field: String, _ fields: Fields) -> SourceLocation {
    (fields[field] ?? fields.node).location
  }

  mutating func module(_ node: LocatedValue?) -> String {
    guard let node, let name = node.string else { return "" }
    let parts = name.split(separator: ".", omittingEmptySubsequences: false)
    if name.hasSuffix(".lua") || !parts.allSatisfy({ Self.isIdentifier($0) }) {
      report(
        .badPattern, at: node.location, "'\(name)' is not the name of a Lua module",
        hint: name.hasSuffix(".lua") ? "leave '.lua' out" : "write names with dots between them")
    }
    return name
  }

  mutating func checkIdentifier(_ member: LocatedMember, _ what: String) {
    guard !Self.isIdentifier(member.key[...]) else { return }
    report(
      .badPattern, at: member.location, "'\(member.key)' is not the name of \(what)",
      hint: "use letters, digits and '_', and begin with a letter")
  }

  static func isIdentifier(_ name: Substring) -> Bool {
    name.first.map { !$0.isNumber } ?? false
      && name.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "_") }
  }
}
