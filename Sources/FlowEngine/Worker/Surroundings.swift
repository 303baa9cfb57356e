import FlowValue
package import Foundation
package import Logging
import LuaVM

/// What an engine works in: its home, its flows and plugins, its profile, and the outside world.
///
/// Owns what has to be closed: connections, simulators.
package final class Surroundings: Sendable {
  let home: URL
  let profile: Configuration.Profile
  package let language: String
  let log: Logger
  let world: World
  let secrets: SecretStore
  private let base: URL
  private let searchPath: [URL]
  private let plugins: [URL]
  private let environment: [String: String]
  private let network: NetworkTransport
  /// What stands in the outside world's place in a test.
  let virtual: VirtualWorld?
  private let civilTime = CivilTime()

  /// - Throws: `EngineError` or `DefinitionError` if the configuration is missing or wrong.
  package init(
    _ options: EngineOptions, virtual: VirtualWorld? = nil, log: Logger = Logger(label: "flowctl")
  ) throws {
    let folders = Folders(options)
    let (configuration, folder) = try folders.configuration()
    do throws(UnknownProfile) {
      let profile = try configuration.profile(named: options.profile)
      self.profile = virtual?.changing(profile) ?? profile
    } catch {
      throw EngineError(.usage, error.description)
    }
    home = virtual?.home ?? folders.home
    self.virtual = virtual
    base = options.workingDirectory
    searchPath = folders.searchPath
    plugins = configuration.plugins.map { folders.plugin($0, from: folder) }
    environment = options.environment
    language = options.language ?? profile.language ?? "en"
    self.log = log
    world = virtual?.world ?? profile.clock.map(World.standing) ?? .live
    let world = self.world
    secrets =
      virtual?.secrets
      ?? SecretStore(home: Self.secretsFolder(home, profile), now: { world.now() })
    network = NetworkTransport(log: log)
  }

  package func close() async {
    do {
      try await network.shutdown()
    } catch {
      log.error("the connections did not close cleanly: \(error)")
    }
  }

  /// The folders of the plugins in use.
  package var pluginFolders: [URL] { plugins }

  /// A name for this process among those that drive runs.
  func workerID() -> String { UUIDv5.text(world.randomBytes(16), version: 4) }

  /// Finds a flow by its name or path.
  func folder(of flow: String) throws(EngineError) -> FlowFolder {
    try FlowFolder.find(flow, in: searchPath, plugins: plugins, base: base)
  }

  /// The bundle with the workflows in it that its workflow runs, and those that they run.
  ///
  /// - Throws: `EngineError` if one is not found, or is another one than named.
  func completing(_ bundle: Bundle, of program: Program) throws -> Bundle {
    var bundle = bundle
    var wanted = program.workflow.subworkflows
    var found: [String: WorkflowIdentity] = [:]
    while let next = wanted.popLast() {
      if found[next.name] == nil {
        let folder = try FlowFolder.find(next.name, in: searchPath, plugins: [], base: base)
        let other = try folder.bundle()
        let sub = Bundle.Subworkflow(
          workflow: other.workflow, hooks: other.hooks, texts: other.texts)
        bundle.subworkflows.append(sub)
        found[next.name] = try WorkflowIdentity(other.workflow)
        wanted += try Program(bundle.bundle(of: sub)).workflow.subworkflows
      }
      if let identity = found[next.name], !next.names(identity) {
        throw EngineError.usage(
          "\(bundle.workflow.file) runs \(next.namespace)/\(next.name):\(next.version), and the flow found is \(identity).",
          hint: "correct namespace and version of the 'run', or of the flow")
      }
    }
    return bundle
  }

  /// The names of the flows that can be run.
  var flowNames: [String] { FlowFolder.names(in: searchPath) }

  /// Who starts runs and answers: as stated where everything is simulated, else this OS user.
  var actor: FlowValue {
    var actor: FlowValue =
      virtual?.login ?? [
        "osUser": .string(NSUserName()), "host": .string(ProcessInfo.processInfo.hostName),
      ]
    guard isSimulated, let stated = profile.actor else { return actor }
    actor["upn"] = stated.upn.map { .string($0) }
    actor["name"] = stated.name.map { .string($0) }
    actor["roles"] = .array(stated.roles.map { .string($0) })
    return actor
  }

  /// Whether nothing outside this machine is reached.
  var isSimulated: Bool {
    virtual != nil || !profile.simulate.isEmpty && profile.simulate.count >= plugins.count
  }

  /// What a new run is pinned to.
  func facts(run: RunID, input: FlowValue, program: Program) throws(EngineError) -> RunFacts {
    try checkClock(for: program)
    guard program.texts.languages.contains(language) else {
      throw .usage(
        "\(program.identity) has no texts in '\(language)'.",
        hint: "choose with --lang: \(program.texts.languages.sorted().joined(separator: ", "))")
    }
    return RunFacts(
      id: run, input: input, startedAt: world.now(), actor: actor, language: language,
      settings: try settings(recordedFor: program))
  }

  /// The settings that scripts of a run may read, by plugin.
  func settings(recordedFor program: Program) throws(EngineError) -> FlowValue {
    var settings: FlowObject = [:]
    for plugin in program.plugins {
      let manifest = plugin.manifest
      let values = try self.settings(of: manifest)
      settings[manifest.name] = .object(values.filter { !manifest.isConnectionSetting($0.key) })
    }
    return .object(settings)
  }

  /// A clock that stands would put a false time into a real server's records.
  private func checkClock(for program: Program) throws(EngineError) {
    guard profile.clock != nil else { return }
    for plugin in program.plugins {
      let world = try self.world(of: plugin.manifest)
      let origins = world.permissions.hosts.compactMap(Origin.init)
      if let real = origins.first(where: { !world.isSimulated && !$0.isLoopback }) {
        throw .usage(
          "The profile \(profile.name) has a clock of its own and reaches \(real).",
          hint: "remove 'clock' from the profile, or simulate \(plugin.manifest.name)")
      }
    }
  }

  /// A plugin's settings: its defaults, the profile's, and those of the environment on top.
  ///
  /// - Throws: `EngineError` naming each setting that does not fit the plugin's schema.
  func settings(of manifest: Manifest) throws(EngineError) -> FlowObject {
    var values = profile.settings[manifest.name] ?? [:]
    for setting in manifest.settings {
      let variable = EnvironmentName.setting(setting.name, of: manifest.name)
      if let text = environment[variable] { values[setting.name] = .string(text) }
    }
    let violations = manifest.violations(ofSettings: values)
    guard violations.isEmpty else {
      throw EngineError(
        .usage,
        "The settings of \(manifest.name) in profile \(profile.name) are wrong:\n"
          + violations.map { "  \($0)" }.joined(separator: "\n"),
        hint: "correct them in flowctl.yaml or in the environment")
    }
    return manifest.settings(filling: values)
  }

  /// What performs the effects of a run.
  func performer(for program: Program, run: RunID, neighbours: Neighbours) async throws
    -> LivePerformer
  {
    let worlds = try program.plugins.map { try self.world(of: $0.manifest) }
    for (name, secret) in virtual?.seeds(of: program.workflow) ?? [:] {
      await secrets.seeded(name, text: secret.text, origins: secret.origins)
    }
    let transport = try await transport(for: worlds, packages: program.packages)
    return LivePerformer(
      program: program,
      plugins: Dictionary(uniqueKeysWithValues: worlds.map { ($0.manifest.name, $0) }),
      http: HTTPHandler(
        transport: transport, secrets: secrets, environment: world.http, log: log),
      secrets: secrets, world: world, civilTime: civilTime, run: run,
      artifacts: ArtifactFolder(home: home.path, run: run), neighbours: neighbours)
  }

  /// What carries requests to the servers of plugins, or to what simulates them; from then on the
  /// store has their secrets from outside.
  func transport(
    for worlds: [PluginWorld], packages: [LuaPackage]
  ) async throws -> any HTTPTransport {
    for world in worlds {
      let key = world.isSimulated ? try sandboxKey() : nil
      let seeds = virtual?.seeds(of: world) ?? world.seeds(environment: environment, key: key)
      for (name, secret) in seeds {
        await secrets.seeded(name, text: secret.text, origins: secret.origins)
      }
    }
    let simulation = try Simulation(worlds.filter(\.isSimulated), packages: packages, in: self)
    return virtual?.transport(over: simulation)
      ?? RoutingTransport(routes: simulation.routes, otherwise: network)
  }

  /// The plugins in use.
  func installedPlugins() throws -> [InstalledPlugin] {
    try FlowFolder.plugins(plugins, base: base).map { bundle in
      let manifest = try Manifest.read(bundle)
      return InstalledPlugin(bundle: bundle, world: try world(of: manifest))
    }
  }

  /// The simulators of every plugin in use, whatever the profile simulates.
  package func simulators() throws -> [Simulator] {
    let plugins = try installedPlugins()
    return try Simulation(plugins.map(\.world), packages: plugins.map(\.package), in: self)
      .simulators
  }

  /// The simulators of a program's plugins, which need not be read again.
  func simulators(of program: Program) throws -> [Simulator] {
    let worlds = try program.plugins.map { try world(of: $0.manifest) }
    return try Simulation(worlds, packages: program.packages, in: self).simulators
  }

  /// A text of every plugin in use that has it.
  func pluginTexts(_ key: String) throws -> [(plugin: String, text: String)] {
    try FlowFolder.plugins(plugins, base: base).compactMap { plugin in
      let manifest = try Manifest.read(plugin)
      let texts = try TextFile.read(plugin.texts)
      return (texts[language]?[key] ?? texts["en"]?[key]).map { (manifest.name, $0) }
    }
  }

  /// Where a simulator remembers things.
  func simulatorState(_ simulator: String) throws -> any SimulatorState {
    if let virtual { return virtual.state(of: simulator) }
    return try SQLiteSimulatorState(home: home.path, simulator: simulator)
  }

  /// What the simulators sign with: made from the profile's seed, or kept in the home.
  func sandboxKey() throws(SecretStoreError) -> SandboxKey {
    if let virtual { return virtual.key }
    if let seed = profile.seed { return SandboxKey(seed: seed) }
    return try SandboxKey(home: home.path)
  }

  /// The secrets that the simulators accept, by the variable of the environment that gives them to
  /// a profile which reaches the sandbox over a socket.
  package func sandboxSecrets() throws -> [(variable: String, text: String)] {
    let key = try sandboxKey()
    return try installedPlugins().flatMap { plugin in
      plugin.world.simulatedSecrets(key).sorted { $0.key < $1.key }.map {
        (EnvironmentName.secret($0.key, of: plugin.world.manifest.name), $0.value)
      }
    }
  }

  func world(of manifest: Manifest) throws(EngineError) -> PluginWorld {
    try PluginWorld(
      manifest, settings: try settings(of: manifest),
      isSimulated: profile.simulate.contains(manifest.name))
  }

  /// Each profile has secrets of its own, as it has a world of its own.
  private static func secretsFolder(_ home: URL, _ profile: Configuration.Profile) -> String {
    home.appending(path: "secrets").appending(path: profile.name).path
  }
}
