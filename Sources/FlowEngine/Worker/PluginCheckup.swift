import FlowValue
import Logging
import LuaVM

/// Runs the checks of plugins: Lua functions that read the outside world and change nothing.
///
/// A check returns `{ verdict, detail, hint }` or a list of these; `verdict` is `ok`, `warning`,
/// `problem` or `unknown`.
struct PluginCheckup {
  let http: HTTPHandler
  private let worlds: [String: PluginWorld]
  private let packages: [LuaPackage]
  private let texts: Texts
  private let language: String
  private let world: World
  private let log: Logger

  init(
    _ plugins: [InstalledPlugin], language: String, world: World, http: HTTPHandler, log: Logger
  ) throws {
    worlds = plugins.reduce(into: [:]) { $0[$1.world.manifest.name] = $1.world }
    packages = plugins.map(\.package)
    texts = try Texts(plugins)
    self.language = language
    self.world = world
    self.http = http
    self.log = log
  }

  /// What a check finds; one that fails is a finding too.
  func findings(_ check: Manifest.Check, of plugin: InstalledPlugin) async -> [Finding] {
    let name = plugin.world.manifest.name
    let subject = "\(check.name) of \(name)"
    do {
      let value = try await run(check, of: name) ?? .null
      return try (value.array ?? [value]).map { try Finding($0, subject: subject) }
    } catch let failure as LuaFailure {
      let problem = Problem(failure)
      let needsPerson = problem.type == ProblemType.consentRequired.uri
      return [
        Finding(
          subject: subject, verdict: .problem, detail: problem.detail ?? problem.title,
          hint: needsPerson ? "flowctl login, with multifactor authentication" : nil)
      ]
    } catch {
      return [Diagnosis.problem(subject, error)]
    }
  }

  private func run(_ check: Manifest.Check, of plugin: String) async throws -> FlowValue? {
    let vm = try LuaVM(
      packages: packages, hostFunctions: HostCall.names + [Self.claims],
      preludes: HostPrelude.modules)
    let module = try vm.require(check.module, in: plugin)
    guard let function = vm.function(at: [check.name], in: module) else {
      throw ProblemType.configuration.problem(
        "The module \(check.module) of \(plugin) has no function \(check.name), which its plugin.yaml names."
      )
    }
    let call = vm.call(function, arguments: [], seed: 0)
    defer { call.close() }
    var step = call.resume()
    while true {
      switch step {
      case .returned(let value): return value
      case .failed(let failure): throw failure
      case .host(let name, let arguments):
        step = call.resume(try await answer(name, arguments, of: plugin))
      }
    }
  }

  // MARK: - What a check may ask for

  /// What the token of an authentication says of itself, which only a check is told.
  static let claims = "claims"

  private func answer(
    _ name: String, _ arguments: [FlowValue], of plugin: String
  ) async throws -> LuaAnswer {
    let first = arguments.first ?? .null
    do throws(EffectFailure) {
      switch name {
      case "http": return .value(try await exchange(first, of: plugin))
      case Self.claims: return .value(try await claims(first, of: plugin))
      case "now": return .value(.string(world.now().description))
      case "setting":
        return .value(first.string.flatMap { worlds[plugin]?.setting($0) } ?? .null)
      case "text": return try text(arguments, of: plugin)
      case "log":
        log.info("check of \(plugin): \(arguments.map(\.json).joined(separator: " "))")
        return .value(.null)
      case "actor": return .value(.null)
      case "sleep":
        try await pause(first)
        return .value(.null)
      default:
        throw .problem(
          ProblemType.permissionDenied.problem("flow.\(name) is not for checks, which only read."))
      }
    } catch {
      switch error {
      case .problem(let problem): return .raise(problem.value)
      case .store(let error): throw error
      }
    }
  }

  /// Nobody waits long for a check.
  private func pause(_ duration: FlowValue) async throws(EffectFailure) {
    let milliseconds = min(ISODuration.milliseconds(of: duration) ?? 0, 5000)
    do {
      try await world.sleep(world.now().advanced(byMilliseconds: milliseconds))
    } catch {
      throw .problem(ProblemType.timeout.problem("The check was stopped."))
    }
  }

  private func text(
    _ arguments: [FlowValue], of plugin: String
  ) throws(EffectFailure) -> LuaAnswer {
    let key = arguments.first?.string ?? ""
    guard let text = texts.text(key, of: plugin, in: language) else {
      throw .problem(
        ProblemType.configuration.problem(
          "There is no text \"\(key)\" in texts.\(language).yaml or texts.en.yaml."))
    }
    let values = arguments.dropFirst().first?.object ?? [:]
    return .value(.string(text.filled(with: values)))
  }

  private func exchange(
    _ arguments: FlowValue, of plugin: String
  ) async throws(EffectFailure) -> FlowValue {
    guard let world = worlds[plugin] else { throw .problem(.unexpectedOutcome) }
    let effect: HTTPEffect
    let context: HTTPContext
    do throws(Problem) {
      var request = try world.resolvingURL(in: arguments)
      request["lost"] = nil
      effect = try HTTPEffect(request)
      context = try world.context(run: "doctor")
    } catch {
      throw .problem(error)
    }
    guard ["GET", "HEAD"].contains(effect.method), !effect.isWrite, effect.secrets.isEmpty else {
      throw .problem(
        ProblemType.permissionDenied.problem(
          "A check only reads: \(effect.method) \(effect.url) is refused. Use GET or HEAD."))
    }
    return try await send(effect, context)
  }

  private func send(
    _ effect: HTTPEffect, _ context: HTTPContext
  ) async throws(EffectFailure) -> FlowValue {
    let outcome: HTTPOutcome
    do throws(SecretStoreError) {
      outcome = try await http.perform(
        effect, requestID: UUIDv5.text(self.world.randomBytes(16), version: 4),
        context: context)
    } catch {
      throw .store(error)
    }
    switch outcome {
    case .answer(var answer):
      answer["effect"] = 0
      return answer
    case .unknown(let reason, _): return ["unknown": .string(reason), "effect": 0]
    case .problem(let problem): throw .problem(problem)
    }
  }

  private func claims(
    _ name: FlowValue, of plugin: String
  ) async throws(EffectFailure) -> FlowValue {
    let credentials: [(name: String, credential: OAuth2Credential)]
    do throws(Problem) {
      credentials = try worlds[plugin]?.credentials() ?? []
    } catch {
      throw .problem(error)
    }
    guard let found = credentials.first(where: { $0.name == name.string }) else {
      throw .problem(
        ProblemType.configuration.problem("\(plugin) has no credential \(name.json)."))
    }
    return TokenClaims(try await http.tokens.token(found.credential))?.value ?? .null
  }
}

extension Finding {
  /// Reads what a check returned.
  fileprivate init(_ value: FlowValue, subject: String) throws(Problem) {
    guard let verdict = value["verdict"]?.string.flatMap(Verdict.init),
      let detail = value["detail"]?.string
    else {
      throw ProblemType.configuration.problem(
        "It returned \(value.json), and not { verdict, detail, hint }.")
    }
    self.init(
      subject: subject, verdict: verdict, detail: detail, hint: value["hint"]?.string)
  }
}
