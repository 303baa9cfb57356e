import FlowValue

/// What one plugin may reach in the profile of an engine: read live, never pinned.
struct PluginWorld: Sendable {
  let manifest: Manifest
  let isSimulated: Bool
  private let settings: FlowObject
  let permissions: Permissions

  /// - Throws: `EngineError` if a setting is missing that the manifest's permissions need.
  init(_ manifest: Manifest, settings: FlowObject, isSimulated: Bool) throws(EngineError) {
    self.manifest = manifest
    self.settings = settings
    self.isSimulated = isSimulated
    do throws(MissingSetting) {
      permissions = try manifest.permissions(settings: settings)
    } catch {
      throw .usage("\(manifest.name): \(error)")
    }
  }

  /// The plugin's secrets that come from outside the store, by the name the store has for them:
  /// from the environment, or from the simulator that takes the servers' place.
  ///
  /// A simulator gets no text that is meant for real servers: only one that begins with its own.
  ///
  /// - Parameters:
  ///   - environment: Where texts of secrets may stand.
  ///   - key: The sandbox's key, where the plugin's servers are simulated.
  /// - Returns: the texts with the origins they may be sent to.
  func seeds(environment: [String: String], key: SandboxKey?) -> [String: Secret] {
    let accepted = key.map { simulatedSecrets($0) } ?? [:]
    var seeds: [String: Secret] = [:]
    for name in permissions.secrets {
      let given = environment[EnvironmentName.secret(name, of: manifest.name)]
      let accepted = accepted[name]
      let isForReal = accepted.map { !(given?.hasPrefix($0) ?? false) } ?? false
      guard let text = isForReal ? accepted : given ?? accepted, !text.isEmpty else { continue }
      seeds[storedName(name)] = Secret(text: text, origins: Array(Set(permissions.hosts)).sorted())
    }
    return seeds
  }

  /// The texts that the plugin's simulators accept, by the secret's name.
  func simulatedSecrets(_ key: SandboxKey) -> [String: String] {
    manifest.simulators.reduce(into: [:]) { texts, simulator in
      for name in simulator.secrets {
        texts[name] = key.secret(name, simulator: simulator.name)
      }
    }
  }

  /// The origins that a simulator answers for.
  func origins(of simulator: Manifest.Simulator) throws(MissingSetting) -> [Origin] {
    try ManifestText.substituting(simulator.origins, settings: settings).compactMap(Origin.init)
  }

  /// A setting's value, also of one that says where to connect.
  func setting(_ name: String) -> FlowValue? { settings[name] }

  /// On whose behalf a request of the plugin's scripts is sent.
  ///
  /// - Throws: a problem naming the setting that is missing.
  func context(run: String) throws(Problem) -> HTTPContext {
    HTTPContext(
      run: run, plugin: manifest.name, hosts: Set(permissions.hosts.compactMap(Origin.init)),
      secrets: Set(permissions.secrets.map(storedName)), authentications: try authentications())
  }

  /// The name that the store has for a secret of the plugin.
  func storedName(_ secret: String) -> String { "\(manifest.name)/\(secret)" }

  /// A request's url with `{name}` replaced: by `path` members, percent-encoded, or by settings
  /// that say where to connect, as they are.
  ///
  /// - Throws: a problem naming what neither has.
  func resolvingURL(in arguments: FlowValue) throws(Problem) -> FlowValue {
    guard let template = arguments["url"]?.string else { return arguments }
    let path = arguments["path"]?.object ?? [:]
    var url = ""
    var rest = template[...]
    while let open = rest.firstIndex(of: "{"), let close = rest[open...].firstIndex(of: "}") {
      let name = String(rest[rest.index(after: open)..<close])
      url += rest[..<open]
      url += try value(name, path: path, in: template)
      rest = rest[rest.index(after: close)...]
    }
    var resolved = arguments
    resolved["url"] = .string(url + rest)
    resolved["path"] = nil
    return resolved
  }

  private func value(_ name: String, path: FlowObject, in template: String) throws(Problem)
    -> String
  {
    if let value = path[name] {
      return PercentEncoding.pathSegment(value.string ?? value.json)
    }
    if manifest.isConnectionSetting(name), let value = settings[name] {
      return value.string ?? value.json
    }
    throw ProblemType.configuration.problem(
      "The url \(template) names {\(name)}, which is neither in the request's path nor a connection setting that is set."
    )
  }

  /// The authentications of the manifest with the settings in them, by name.
  ///
  /// - Throws: a problem naming the setting that is missing.
  func authentications() throws(Problem) -> [String: FlowValue] {
    var resolved: [String: FlowValue] = [:]
    for (name, node) in manifest.authentications {
      resolved[name] = namingSecrets(try substituting(node.value))
    }
    return resolved
  }

  /// The authentication with handles in place of the plugin's own names of secrets.
  private func namingSecrets(_ authentication: FlowValue) -> FlowValue {
    let places = [
      ["oauth2", "client", "secret"], ["oauth2", "refreshToken"], ["basic", "password"],
      ["bearer", "token"],
    ]
    return places.reduce(authentication) { $0.replacing(at: $1[...]) { .secret(storedName($0)) } }
  }

  private func substituting(_ value: FlowValue) throws(Problem) -> FlowValue {
    switch value {
    case .string(let text):
      do throws(MissingSetting) {
        return try ManifestText.substituting(text, settings: settings)
      } catch {
        throw ProblemType.configuration.problem("\(manifest.name): \(error)")
      }
    case .array(let elements):
      var result: [FlowValue] = []
      for element in elements { result.append(try substituting(element)) }
      return .array(result)
    case .object(let members):
      var result = FlowObject(minimumCapacity: members.count)
      for (key, member) in members { result[key] = try substituting(member) }
      return .object(result)
    default: return value
    }
  }
}

/// Text as a part of a URL.
enum PercentEncoding {
  /// Everything but RFC 3986's unreserved characters is encoded, so that no value can end its
  /// segment.
  static func pathSegment(_ text: String) -> String {
    text.utf8.reduce(into: "") { result, byte in
      if unreserved.contains(byte) {
        result.unicodeScalars.append(Unicode.Scalar(byte))
      } else {
        result += "%" + (byte < 16 ? "0" : "") + String(byte, radix: 16, uppercase: true)
      }
    }
  }

  private static let unreserved = Set(
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~".utf8)
}

extension FlowValue {
  /// The value with the text at a path replaced; unchanged where there is none.
  fileprivate func replacing(at path: ArraySlice<String>, with new: (String) -> FlowValue)
    -> FlowValue
  {
    guard let key = path.first else { return string.map(new) ?? self }
    guard let member = self[key] else { return self }
    var copy = self
    copy[key] = member.replacing(at: path.dropFirst(), with: new)
    return copy
  }
}
