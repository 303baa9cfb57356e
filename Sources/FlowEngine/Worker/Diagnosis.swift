import Foundation

/// One thing that `flowctl doctor` looked at.
public struct Finding: Sendable {
  /// How it stands.
  public enum Verdict: String, Sendable {
    case ok, warning, problem
    /// It could not be found out.
    case unknown
  }

  /// What was looked at.
  public let subject: String
  /// How it stands.
  public let verdict: Verdict
  /// What was found.
  public let detail: String
  /// What to do about it.
  public let hint: String?
}

/// Looks at everything a run needs, without starting one.
public struct Diagnosis: Sendable {
  private let options: EngineOptions
  private let isOffline: Bool

  /// A diagnosis of an engine that would be opened with these options.
  ///
  /// - Parameters:
  ///   - options: What the engine is opened with.
  ///   - isOffline: Whether to look only at what is on this machine. Otherwise servers are read, and
  ///     nothing is changed there; a server may give another refresh token, which is kept.
  public init(_ options: EngineOptions, isOffline: Bool = false) {
    self.options = options
    self.isOffline = isOffline
  }

  /// What was found, in the order it was looked at; never throws, since a problem is a finding.
  public func findings() async -> [Finding] {
    let surroundings: Surroundings
    do {
      surroundings = try Surroundings(options)
    } catch {
      return [Self.problem("configuration", error)]
    }
    var findings = [Self.configuration(surroundings)]
    findings.append(await Self.journal(surroundings))
    findings.append(await Self.secrets(surroundings))
    findings += flows(surroundings)
    findings += notices(surroundings)
    findings.append(Self.clock(surroundings))
    if !isOffline { findings += await Self.outside(surroundings) }
    await surroundings.close()
    return findings
  }

  private static func configuration(_ surroundings: Surroundings) -> Finding {
    let world =
      surroundings.isSimulated
      ? "simulated: \(surroundings.profile.simulate.joined(separator: ", "))" : "the real one"
    return Finding(
      subject: "profile", verdict: .ok,
      detail: "\(surroundings.profile.name), outside world: \(world)", hint: nil)
  }

  private static func journal(_ surroundings: Surroundings) async -> Finding {
    let path = surroundings.home.path
    guard FileManager.default.fileExists(atPath: path) else {
      return Finding(
        subject: "journal", verdict: .ok, detail: "none yet; the first run makes it in \(path)",
        hint: nil)
    }
    do {
      let store = try SQLiteStore.open(
        home: surroundings.home, worker: surroundings.workerID(), log: surroundings.log)
      let open = try await store.runs(RunFilter(phases: [.running, .waiting, .suspended]))
      try await store.close()
      return Finding(
        subject: "journal", verdict: .ok, detail: "\(path), \(open.count) runs not ended", hint: nil
      )
    } catch {
      return problem("journal", error)
    }
  }

  private static func secrets(_ surroundings: Surroundings) async -> Finding {
    do {
      let count = try await surroundings.secrets.list().count
      return Finding(subject: "secrets", verdict: .ok, detail: "\(count) stored", hint: nil)
    } catch {
      return problem("secrets", error)
    }
  }

  private func flows(_ surroundings: Surroundings) -> [Finding] {
    surroundings.flowNames.map { name in
      do {
        let program = try Program(try surroundings.folder(of: name).bundle())
        for plugin in program.plugins { _ = try surroundings.settings(of: plugin.manifest) }
        return Finding(
          subject: "flow \(name)", verdict: .ok, detail: program.identity.description, hint: nil)
      } catch {
        return Self.problem("flow \(name)", error)
      }
    }
  }

  /// What the plugins in use want said before anybody relies on them: their text `notice`.
  private func notices(_ surroundings: Surroundings) -> [Finding] {
    guard let plugins = try? surroundings.pluginTexts("notice") else { return [] }
    return plugins.map {
      Finding(subject: "plugin \($0.plugin)", verdict: .warning, detail: $0.text, hint: nil)
    }
  }

  /// Dates that flows state and the lifetimes of tokens depend on the clock.
  private static func clock(_ surroundings: Surroundings) -> Finding {
    let now = surroundings.world.now()
    if surroundings.profile.clock != nil {
      return Finding(
        subject: "clock", verdict: .warning, detail: "stands at \(now), as the profile says",
        hint: "remove 'clock' from the profile to use the real time")
    }
    return Finding(subject: "clock", verdict: .ok, detail: now.description, hint: nil)
  }

  static func problem(_ subject: String, _ error: any Error) -> Finding {
    let translated =
      switch error {
      case let error as StoreError: EngineError(error)
      case let error as SecretStoreError: EngineError(error)
      case let problem as Problem: EngineError.usage(problem.detail ?? problem.title)
      default: error as? EngineError
      }
    return Finding(
      subject: subject, verdict: .problem, detail: translated?.description ?? "\(error)",
      hint: translated?.hint)
  }
}
