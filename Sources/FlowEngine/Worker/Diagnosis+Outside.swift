import FlowValue

/// What `flowctl doctor` finds out at the servers of a profile.
extension Diagnosis {
  static func outside(_ surroundings: Surroundings) async -> [Finding] {
    let watch: ClockWatch
    let checkup: PluginCheckup
    let plugins: [InstalledPlugin]
    do {
      plugins = try surroundings.installedPlugins()
      watch = ClockWatch(
        try await surroundings.transport(
          for: plugins.map(\.world), packages: plugins.map(\.package)),
        now: surroundings.world.now)
      checkup = try PluginCheckup(
        plugins, language: surroundings.language, world: surroundings.world,
        http: HTTPHandler(
          transport: watch, secrets: surroundings.secrets,
          environment: surroundings.world.http, log: surroundings.log), log: surroundings.log)
    } catch {
      return [problem("outside world", error)]
    }
    var findings: [Finding] = []
    for plugin in plugins {
      findings += await tokens(of: plugin, by: checkup.http.tokens)
      for check in plugin.world.manifest.checks {
        findings += await checkup.findings(check, of: plugin)
      }
    }
    return findings + (surroundings.profile.clock == nil ? watch.findings : [])
  }

  /// Whether each credential of a plugin gets a token, and from whose sign-in.
  private static func tokens(of plugin: InstalledPlugin, by client: OAuth2Client) async -> [Finding]
  {
    let name = plugin.world.manifest.name
    let credentials: [(name: String, credential: OAuth2Credential)]
    do throws(Problem) {
      credentials = try plugin.world.credentials()
    } catch {
      return [problem("tokens of \(name)", error)]
    }
    let signedIn = Set(
      credentials.filter { $0.credential.signIn != nil }.compactMap(\.credential.refreshToken))
    var findings: [Finding] = []
    for (authentication, credential) in credentials {
      let subject = "token \(name)/\(authentication)"
      do throws(EffectFailure) {
        let claims = TokenClaims(try await client.token(credential))
        let user = claims?.user.map { " for \($0)" } ?? ""
        let giver = plugin.world.isSimulated ? "the simulator, in place of " : ""
        findings.append(
          Finding(
            subject: subject, verdict: .ok,
            detail: "obtained from \(giver)\(credential.tokenOrigin)\(user)", hint: nil))
      } catch {
        let canSignIn = signedIn.contains(credential.refreshToken ?? "")
        findings.append(problem(subject, error, canSignIn: canSignIn))
      }
    }
    return findings
  }

  /// Why there is no token, as the token endpoint tells, and what to do about it.
  private static func problem(
    _ subject: String, _ failure: EffectFailure, canSignIn: Bool
  ) -> Finding {
    switch failure {
    case .store(let error): return problem(subject, error)
    case .problem(let problem):
      let needsPerson = problem.type == ProblemType.consentRequired.uri
      let hint =
        needsPerson && canSignIn ? "flowctl login, with multifactor authentication" : nil
      return Finding(
        subject: subject, verdict: .problem, detail: problem.detail ?? problem.title,
        hint: hint)
    }
  }
}
