package import FlowValue

/// What a plugin says of itself in `plugin.yaml`.
package struct Manifest: Sendable {
  /// The first part of the names of its functions.
  package let name: String
  package let version: SemanticVersion
  /// The versions of the engine that it works with.
  package let engine: VersionRange
  package let title: String?
  package let description: String?
  /// In the order of the file.
  package let functions: [Function]
  /// In the order of the file.
  package let forms: [Form]
  /// The Lua module of its hooks, as `require` names it.
  package let hooks: String?
  /// Where the manifest names the file of its hooks.
  let hooksPlace: SourceLocation?
  package let simulators: [Simulator]
  /// In the order of the file.
  package let checks: [Check]
  /// In the order of the file.
  package let settings: [Setting]
  /// As written: origins may hold `${settings.NAME}`.
  package let permissions: Permissions
  /// Other plugins whose functions and modules it uses.
  package let uses: [String]
  package let authentications: [String: LocatedValue]
  package let source: SourceText

  /// A Lua function, `require(module)[name]`, that `call:` can name.
  package struct Function: Sendable {
    package let name: String
    package let module: String
    /// Where the manifest names the module.
    let place: SourceLocation
    package let title: String?
    package let description: String
    /// What it calls, for people.
    package let endpoint: String?
    /// Where that is documented.
    package let source: String?
    package let input: Schema?
    package let output: Schema?
  }

  /// A Lua module that answers for servers.
  package struct Simulator: Sendable {
    package let name: String
    package let module: String
    /// Where the manifest names the module.
    let place: SourceLocation
    /// The origins it answers for; they may hold `${settings.NAME}`.
    package let origins: [String]
    /// The plugin's secrets that it gives texts to, made from the sandbox's key.
    package let secrets: [String]
    package let settings: FlowObject
    /// What keys of its state begin with that hold nothing of what was done: those of sign-ins.
    ///
    /// They do not count where two states are compared.
    package let volatile: [String]
    /// In the order of the file.
    package let commands: [SimulatorCommand]
  }

  /// A Lua function, `require(module)[name]`, that looks whether the plugin can work in a profile.
  package struct Check: Sendable {
    package let name: String
    package let module: String
    /// Where the manifest names the module.
    let place: SourceLocation
  }

  /// A value that a profile can set.
  package struct Setting: Sendable {
    package let name: String
    package let schema: Schema
    /// Whether it says where to connect, by `x-connection: true`.
    ///
    /// Such a setting is no script's business and is read live.
    package let isConnection: Bool
  }
}

extension Manifest {
  /// Whether the plugin has a setting of this name that says where to connect.
  package func isConnectionSetting(_ name: String) -> Bool {
    settings.contains { $0.name == name && $0.isConnection }
  }

  /// The settings with the defaults of those that are absent.
  package func settings(filling values: FlowObject) -> FlowObject {
    settings.reduce(into: values) { values, setting in
      let value = values[setting.name] ?? setting.schema.source["default"]
      values[setting.name] = value.map { setting.schema.defaults(filling: $0) }
    }
  }

  /// What is wrong with the settings that a profile gives.
  package func violations(ofSettings values: FlowObject) -> [SchemaViolation] {
    let known = settings.map(\.name)
    let unknown = values.keys.filter { !known.contains($0) }.map { name in
      SchemaViolation(
        pointer: "/" + name.pointerToken, field: name, keyword: "additionalProperties",
        message: "is not a setting of \(self.name)"
          + (Spelling.hint(for: name, among: known).map { " (\($0))" } ?? ""))
    }
    return unknown
      + settings.flatMap { setting in
        (values[setting.name].map { setting.schema.violations(of: $0) } ?? []).map { found in
          let separator = found.field.isEmpty || found.field.hasPrefix("[") ? "" : "."
          return SchemaViolation(
            pointer: "/" + setting.name.pointerToken + found.pointer,
            field: setting.name + separator + found.field, keyword: found.keyword,
            message: found.message)
        }
      }
  }

  /// What the plugin may reach under these settings, which must hold the defaults too.
  func permissions(settings: FlowObject) throws(MissingSetting) -> Permissions {
    Permissions(
      hosts: try ManifestText.substituting(permissions.hosts, settings: settings),
      secrets: permissions.secrets, artifacts: permissions.artifacts)
  }

  /// An authentication of the manifest under these settings, which must hold the defaults too;
  /// `nil` if there is none of this name.
  ///
  /// - Throws: `DefinitionError` where a setting is missing or makes the authentication unusable.
  func authentication(
    _ name: String, settings: FlowObject
  ) throws(DefinitionError) -> Authentication? {
    guard let node = authentications[name] else { return nil }
    var reader = ManifestReader(findings: Findings(source: source), secrets: permissions.secrets)
    let substituted = reader.substituting(node, settings: settings)
    try reader.findings.check()
    let authentication = reader.authentication(substituted)
    try reader.findings.check()
    return authentication
  }
}
