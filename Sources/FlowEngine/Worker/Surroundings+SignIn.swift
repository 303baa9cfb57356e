import FlowValue

extension Surroundings {
  /// The credentials of the plugins in use that a person can sign in for.
  ///
  /// - Throws: `EngineError` or `DefinitionError` if a plugin or its settings are wrong.
  package func signIns() async throws -> [SignIn] {
    let plugins = try installedPlugins()
    let transport = try await transport(
      for: plugins.map(\.world), packages: plugins.map(\.package))
    do throws(Problem) {
      var signIns: [SignIn] = []
      for plugin in plugins {
        for (name, credential) in try plugin.world.credentials() {
          guard let offer = credential.signIn else { continue }
          signIns.append(
            SignIn(
              name: "\(plugin.world.manifest.name)/\(name)", credential: credential, offer: offer,
              transport: transport, secrets: secrets, world: world,
              isSimulated: plugin.world.isSimulated))
        }
      }
      return signIns
    } catch {
      throw EngineError.usage(error.detail ?? error.title)
    }
  }
}

extension PluginWorld {
  /// The credentials of the manifest that get tokens, with the settings in them, sorted by name.
  func credentials() throws(Problem) -> [(name: String, credential: OAuth2Credential)] {
    var credentials: [(name: String, credential: OAuth2Credential)] = []
    for (name, value) in try authentications().sorted(by: { $0.key < $1.key }) {
      if case .oauth2(let credential) = try HTTPAuthentication(value, name: name).scheme {
        credentials.append((name, credential))
      }
    }
    return credentials
  }
}
