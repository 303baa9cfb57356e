package import FlowValue

/// On whose behalf a request is sent, and what that one may do.
package struct HTTPContext: Sendable {
  /// The run, whose name scopes the secrets that its answers held.
  package let run: String
  /// The plugin, or the workflow outside of any.
  package let plugin: String
  /// `permissions.hosts`.
  package let hosts: Set<Origin>
  /// `permissions.secrets`: names that a request may hold.
  package let secrets: Set<String>
  /// Authentications by name, their settings in place.
  package let authentications: [String: FlowValue]

  /// A context from its parts.
  package init(
    run: String, plugin: String, hosts: Set<Origin>, secrets: Set<String> = [],
    authentications: [String: FlowValue] = [:]
  ) {
    self.run = run
    self.plugin = plugin
    self.hosts = hosts
    self.secrets = secrets
    self.authentications = authentications
  }

  /// The name under which a part of an answer is stored.
  ///
  /// No plugin's name holds a colon, so a run that is named like a plugin gets none of its secrets.
  package func storedName(_ name: String) -> String { Self.storedName(name, of: run) }

  static func storedName(_ name: String, of run: String) -> String { "run:\(run)/\(name)" }

  func check(host origin: Origin) throws(EffectFailure) {
    guard !hosts.contains(origin) else { return }
    throw .problem(
      ProblemType.permissionDenied.problem(
        "\(plugin) may not send requests to \(origin): it is not among its permissions.hosts",
        members: ["permission": "hosts", "origin": .string(origin.description)]))
  }

  func check(secret name: String) throws(EffectFailure) {
    guard !secrets.contains(name), !name.hasPrefix(storedName("")) else { return }
    throw .problem(
      ProblemType.permissionDenied.problem(
        "\(plugin) may not use the secret '\(name)': it is not among its permissions.secrets",
        members: ["permission": "secrets", "secret": .string(name)]))
  }
}

/// What ends an effect early: something the run may see, or something only the operator can mend.
enum EffectFailure: Error {
  case problem(Problem)
  case store(SecretStoreError)
}
