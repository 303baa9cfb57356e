public import FlowValue

/// A secret as lists show it: everything but its text.
public struct SecretSummary: Sendable {
  /// The name that handles carry.
  public let name: String
  /// Origins it may be sent to.
  public let origins: [String]
  /// When it was last set or rotated.
  public let updatedAt: Timestamp?

  /// The object that `flowctl secret list --output json` lists.
  public var value: FlowValue {
    [
      "name": .string(name), "origins": .array(origins.map { .string($0) }),
      "updatedAt": updatedAt.map { .string($0.description) } ?? .null,
    ]
  }
}

extension FlowEngine {
  /// Stores a secret of the profile.
  ///
  /// - Parameters:
  ///   - name: Such as `shop/apiKey`.
  ///   - text: The secret itself.
  ///   - origins: Where it may be sent, as `https://host[:port]`; none means the hosts of the plugin
  ///     that declares it, and nowhere if none does.
  /// - Returns: Where it may be sent.
  /// - Throws: `EngineError`, and nothing was stored.
  @discardableResult
  public func setSecret(_ name: String, text: String, origins: [String]) async throws -> [String] {
    if let wrong = origins.first(where: { Origin(url: $0) == nil }) {
      throw EngineError.usage("\(wrong) is no origin.", hint: "write it as https://host")
    }
    return try await translatingErrors {
      let hosts = try surroundings.hosts(ofSecret: name)
      let permitted = hosts?.map { Origin(url: $0) }
      if let hosts, let permitted,
        let other = origins.first(where: { !permitted.contains(Origin(url: $0)) })
      {
        throw EngineError.usage(
          "The plugin of \(name) may not reach \(other).",
          hint: "it may reach \(Spelling.list(hosts, "and"))")
      }
      let bound = origins.isEmpty ? hosts ?? [] : origins
      try await surroundings.secrets.set(name, text: text, origins: bound)
      return bound
    }
  }

  /// The text of a secret of the profile.
  ///
  /// - Throws: `EngineError` if there is none.
  public func secret(_ name: String) async throws -> String {
    try await translatingErrors {
      guard let secret = try await surroundings.secrets.get(name) else {
        throw EngineError.usage(
          "There is no secret \(name) in profile \(surroundings.profile.name).",
          hint: "flowctl secret list; secrets of another profile need --profile")
      }
      return secret.text
    }
  }

  /// The secrets of the profile, by name.
  public func secrets() async throws -> [SecretSummary] {
    try await translatingErrors {
      try await surroundings.secrets.list().map {
        SecretSummary(name: $0.name, origins: $0.origins, updatedAt: $0.updatedAt)
      }
    }
  }

  /// Removes a secret of the profile.
  ///
  /// - Throws: `EngineError` if there is none.
  public func removeSecret(_ name: String) async throws {
    try await translatingErrors {
      guard try await surroundings.secrets.remove(name) else {
        throw EngineError.usage(
          "There is no secret \(name) in profile \(surroundings.profile.name).",
          hint: "flowctl secret list")
      }
    }
  }
}

extension Surroundings {
  /// The hosts of the plugin that declares a secret, which is called `PLUGIN/NAME`; `nil` if it is
  /// no plugin's.
  ///
  /// - Throws: `EngineError` where no plugin in use declares it.
  fileprivate func hosts(ofSecret name: String) throws -> [String]? {
    let parts = name.split(separator: "/", maxSplits: 1).map(String.init)
    guard parts.count == 2 else { return nil }
    let plugins = try installedPlugins().map(\.world)
    guard let plugin = plugins.first(where: { $0.manifest.name == parts[0] }) else {
      throw EngineError.usage(
        "No plugin in use is called '\(parts[0])'.",
        hint: Spelling.hint(for: parts[0], among: plugins.map(\.manifest.name))
          ?? "list it under 'plugins' in flowctl.yaml, or name a configuration with --config")
    }
    guard plugin.permissions.secrets.contains(parts[1]) else {
      throw EngineError.usage(
        "The plugin \(parts[0]) declares no secret '\(parts[1])'.",
        hint: Spelling.hint(for: parts[1], among: plugin.permissions.secrets)
          ?? "list it under 'permissions.secrets' in its plugin.yaml")
    }
    return Array(Set(plugin.permissions.hosts)).sorted()
  }
}
