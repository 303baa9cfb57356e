import Crypto
package import FlowValue
package import Foundation
import Synchronization

/// What stands in the outside world's place in a test: time that a test tells, chance that repeats,
/// simulators and secrets in memory, and no network.
///
/// It outlives the engines that are opened in it, as the real one does.
package struct VirtualWorld: Sendable {
  /// What a test says otherwise than the profile.
  package struct Changes: Sendable {
    /// The plugins whose simulators answer; `nil` leaves it to the profile.
    package var simulate: [String]?
    /// Who starts and answers, with `upn`, `name` and `roles`; an empty object is somebody of whom
    /// nothing is known.
    package var actor: FlowValue?
    /// Settings by plugin, each of which takes the place of the profile's.
    package var settings: [String: FlowObject] = [:]
    /// Texts of secrets by plugin and name; `${sandbox}` stands for the text that the plugin's
    /// simulator accepts.
    package var secrets: [String: [String: String]] = [:]

    /// No change.
    package init() {}
  }

  /// What of a world is wired anew where another one takes its place.
  package struct Wiring: Sendable {
    let now: @Sendable () -> Timestamp
    let sleep: @Sendable (_ until: Timestamp) async throws -> Void
    let interposing: @Sendable (RoutingTransport) -> any HTTPTransport
    let simulatorFailed: @Sendable (String) -> Void

    /// A wiring.
    ///
    /// - Parameters:
    ///   - now: Tells the time.
    ///   - sleep: Returns when it is that time.
    ///   - interposing: What requests go through before they reach the simulators.
    ///   - simulatorFailed: Is told of errors in the simulators' scripts.
    package init(
      now: @escaping @Sendable () -> Timestamp,
      sleep: @escaping @Sendable (_ until: Timestamp) async throws -> Void,
      interposing: @escaping @Sendable (RoutingTransport) -> any HTTPTransport,
      simulatorFailed: @escaping @Sendable (String) -> Void
    ) {
      self.now = now
      self.sleep = sleep
      self.interposing = interposing
      self.simulatorFailed = simulatorFailed
    }
  }

  let home: URL
  let world: World
  let key: SandboxKey
  /// The secrets of plugins and runs, in memory.
  package let secrets: SecretStore
  private let states: SimulatorStates
  private let changes: Changes
  private let chance: SeededChance
  private let interposing: @Sendable (RoutingTransport) -> any HTTPTransport
  let simulatorFailed: @Sendable (String) -> Void

  /// A world in which nothing has happened yet.
  ///
  /// - Parameters:
  ///   - home: A folder for what cannot be kept in memory; it need not exist.
  ///   - seed: What chance comes from: the same for the same seed.
  ///   - changes: What is otherwise than the profile says.
  ///   - wiring: Its clock, and what stands before its simulators.
  package init(home: URL, seed: String, changes: Changes, wiring: Wiring) {
    self.init(
      home: home, key: SandboxKey(seed: seed), secrets: SecretStore(home: nil, now: wiring.now),
      states: SimulatorStates(), changes: changes, chance: SeededChance(seed: seed),
      wiring: wiring)
  }

  private init(
    home: URL, key: SandboxKey, secrets: SecretStore, states: SimulatorStates, changes: Changes,
    chance: SeededChance, wiring: Wiring
  ) {
    self.home = home
    self.key = key
    self.secrets = secrets
    self.states = states
    self.changes = changes
    self.chance = chance
    interposing = wiring.interposing
    simulatorFailed = wiring.simulatorFailed
    var world = World(
      now: wiring.now, sleep: wiring.sleep, randomBytes: { chance.bytes($0) })
    world.effectBytes = { count, id in chance.bytes(count, for: id) }
    world.isSequential = true
    world.longestNap = nil
    self.world = world
  }

  /// The world as it is now, which goes its own way from here on, in a folder of its own.
  package func copy(home: URL, wiring: Wiring) async -> VirtualWorld {
    VirtualWorld(
      home: home, key: key, secrets: await secrets.copy(now: wiring.now), states: states.copy(),
      changes: changes, chance: chance.copy(), wiring: wiring)
  }

  /// What a simulator remembers, as JSON by key; empty for one that nobody has asked anything.
  package func contents(ofSimulator name: String) -> [String: String] {
    states.state(of: name).contents
  }

  func state(of simulator: String) -> MemorySimulatorState { states.state(of: simulator) }

  func transport(over simulation: Simulation) -> any HTTPTransport {
    interposing(RoutingTransport(routes: simulation.routes, otherwise: nil))
  }

  /// Who is at the machine, the same on every one.
  let login: FlowValue = ["osUser": "fixture", "host": "fixture"]

  func changing(_ profile: Configuration.Profile) -> Configuration.Profile {
    var profile = profile
    profile.clock = nil
    profile.simulate = changes.simulate ?? profile.simulate
    if let actor = changes.actor {
      let isKnown = !(actor.object ?? [:]).isEmpty
      profile.actor =
        isKnown
        ? Configuration.StatedActor(
          upn: actor["upn"]?.string, name: actor["name"]?.string,
          roles: (actor["roles"]?.array ?? []).compactMap(\.string)) : nil
    }
    for (plugin, values) in changes.settings {
      profile.settings[plugin, default: [:]].merge(values) { _, new in new }
    }
    return profile
  }

  /// The plugin's secrets: as the test states them, else as its simulator wants them, else made up.
  func seeds(of plugin: PluginWorld) -> [String: Secret] {
    let accepted = plugin.isSimulated ? plugin.simulatedSecrets(key) : [:]
    let stated = changes.secrets[plugin.manifest.name] ?? [:]
    return plugin.permissions.secrets.reduce(into: [:]) { seeds, name in
      let own = accepted[name] ?? "made-up-\(name)"
      seeds[plugin.storedName(name)] = Secret(
        text: stated[name]?.replacing("${sandbox}", with: own) ?? own,
        origins: plugin.permissions.hosts)
    }
  }

  /// The secrets of a flow that is in no plugin, made up.
  func seeds(of workflow: Workflow) -> [String: Secret] {
    workflow.permissions.secrets.reduce(into: [:]) { seeds, name in
      seeds[name] = Secret(text: "made-up-\(name)", origins: workflow.permissions.hosts)
    }
  }
}

/// The states of simulators, by name.
private final class SimulatorStates: Sendable {
  private let states: Mutex<[String: MemorySimulatorState]>

  init(_ states: [String: MemorySimulatorState] = [:]) { self.states = Mutex(states) }

  func copy() -> SimulatorStates {
    SimulatorStates(
      states.withLock(\.self).mapValues { MemorySimulatorState($0.contents) })
  }

  func state(of simulator: String) -> MemorySimulatorState {
    states.withLock { states in
      if let state = states[simulator] { return state }
      let state = MemorySimulatorState()
      states[simulator] = state
      return state
    }
  }
}

/// Bytes that look random and follow from a seed.
private final class SeededChance: Sendable {
  private let seed: String
  private let count: Mutex<Int>

  init(seed: String, count: Int = 0) {
    self.seed = seed
    self.count = Mutex(count)
  }

  func copy() -> SeededChance { SeededChance(seed: seed, count: count.withLock(\.self)) }

  /// The next bytes of one sequence.
  func bytes(_ count: Int) -> [UInt8] {
    let number = self.count.withLock { number in
      number += 1
      return number
    }
    return bytes(count, for: "\(number)")
  }

  /// The bytes that belong to a name, however often they are asked for.
  func bytes(_ count: Int, for name: String) -> [UInt8] {
    var bytes: [UInt8] = []
    var block = 0
    while bytes.count < count {
      bytes += SHA256.hash(data: Array("\(seed)\u{0}\(name)\u{0}\(block)".utf8))
      block += 1
    }
    return Array(bytes.prefix(count))
  }
}
