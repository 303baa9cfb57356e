import Crypto
import FlowValue

/// Performs a run's effects on the outside world of its profile.
struct LivePerformer: EffectPerformer {
  let program: Program
  let plugins: [String: PluginWorld]
  let http: HTTPHandler
  let secrets: SecretStore
  let world: World
  let civilTime: CivilTime
  let run: RunID
  /// Where the run's files are kept.
  let artifacts: ArtifactFolder
  /// What reaches other runs.
  let neighbours: Neighbours

  func perform(_ request: EffectRequest, id: String) async throws -> Outcome? {
    switch request.kind {
    case .emit: return .value(try await neighbours.publish(request.event(id: id, at: world.now())))
    case .run: return try await neighbours.run(request, id)
    default: return try await performAlone(request, id: id)
    }
  }

  func abandon(_ request: EffectRequest, id: String) async throws {
    try await neighbours.cancel(id)
  }

  private func performAlone(_ request: EffectRequest, id: String) async throws -> Outcome {
    do throws(EffectFailure) {
      switch request.kind {
      case .http: return try await exchange(request, id: id)
      case .now: return .value(time(request.arguments))
      case .uuid: return .value(.string(UUIDv5.text(world.randomBytes(16, for: id), version: 4)))
      case .random: return .value(.double(randomFraction(for: id)))
      case .hmac: return .value(try await digest(request))
      case .save: return .value(try await save(request))
      case .sleep, .deadline, .prompt, .listen, .emit, .run:
        throw .problem(.unexpectedOutcome)
      case .limit:
        let what = request.arguments["limit"]?.string ?? ""
        return .problem(ProblemType.limitExceeded.problem(what))
      }
    } catch {
      switch error {
      case .problem(let problem): return .problem(problem)
      case .store(let error): throw error
      }
    }
  }

  private func exchange(_ request: EffectRequest, id: String) async throws(EffectFailure) -> Outcome
  {
    let effect: HTTPEffect
    let context: HTTPContext
    do throws(Problem) {
      context = try self.context(of: request.owner)
      effect = try HTTPEffect(try transportArguments(request))
    } catch {
      throw .problem(error)
    }
    let outcome: HTTPOutcome
    do throws(SecretStoreError) {
      outcome = try await http.perform(effect, requestID: id, context: context)
    } catch {
      throw .store(error)
    }
    switch outcome {
    case .answer(let answer): return .value(answer)
    case .unknown(let reason, _): return .unknown(reason)
    case .problem(let problem):
      // A read without an answer is nobody's loss: whoever asked may simply ask again.
      let isLostRead = !request.isWrite && problem.type == ProblemType.communication.uri
      return isLostRead ? .unknown(problem.detail ?? problem.title) : .problem(problem)
    }
  }

  /// The request as the handler takes it: its url resolved, the walk's own fields gone.
  private func transportArguments(_ request: EffectRequest) throws(Problem) -> FlowValue {
    var arguments = request.arguments
    if let plugin = plugins[request.owner] { arguments = try plugin.resolvingURL(in: arguments) }
    arguments["lost"] = nil
    return arguments
  }

  private func context(of owner: String) throws(Problem) -> HTTPContext {
    guard let plugin = plugins[owner] else {
      let permissions = program.workflow.permissions
      return HTTPContext(
        run: run.rawValue, plugin: owner, hosts: Set(permissions.hosts.compactMap(Origin.init)),
        secrets: Set(permissions.secrets))
    }
    return try plugin.context(run: run.rawValue)
  }

  private func time(_ arguments: FlowValue) -> FlowValue {
    let now = world.now()
    guard let country = arguments["country"]?.string else { return .string(now.description) }
    var time: FlowValue = ["utc": .string(now.description)]
    if let day = civilTime.today(inCountry: country, at: now) {
      time["zone"] = .string(day.zone)
      time["today"] = .string(day.date)
    }
    return time
  }

  /// 53 random bits as a number in 0..<1.
  private func randomFraction(for id: String) -> Double {
    let bits = world.randomBytes(8, for: id).reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
    return Double(bits >> 11) / Double(UInt64(1) << 53)
  }

  private func save(_ request: EffectRequest) async throws(EffectFailure) -> FlowValue {
    let content: ArtifactContent
    let context: HTTPContext
    do throws(Problem) {
      content = try ArtifactContent(request.arguments)
      context = try self.context(of: request.owner)
    } catch {
      throw .problem(error)
    }
    var texts: [String: String] = [:]
    for name in content.secrets {
      try context.check(secret: name)
      texts[name] = try await secret(name).text
    }
    do throws(SecretStoreError) {
      return try artifacts.save(content, secrets: texts)
    } catch {
      throw .store(error)
    }
  }

  private func digest(_ request: EffectRequest) async throws(EffectFailure) -> FlowValue {
    guard case .secret(let name)? = request.arguments["secret"],
      let data = request.arguments["data"]?.string
    else {
      throw .problem(
        ProblemType.expression.problem(
          "flow.hmac wants { secret = flow.secret(NAME), data = TEXT }."))
    }
    let key = SymmetricKey(data: Array(try await secret(name).text.utf8))
    let code = HMAC<SHA256>.authenticationCode(for: Array(data.utf8), using: key)
    return .string(code.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined())
  }

  private func secret(_ name: String) async throws(EffectFailure) -> Secret {
    let secret: Secret?
    do throws(SecretStoreError) {
      secret = try await secrets.get(name)
    } catch {
      throw .store(error)
    }
    guard let secret else {
      throw .problem(
        ProblemType.configuration.problem(
          "There is no secret \(name). Set it with flowctl secret set \(name)."))
    }
    return secret
  }
}
