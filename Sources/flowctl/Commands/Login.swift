import ArgumentParser
import FlowEngine
import FlowSandbox
import Foundation

struct Login: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "login",
    abstract: "Sign in for a credential of a plugin and keep its refresh token.",
    discussion: """
      Without --device, a browser on this machine is needed: it comes back to http://localhost, \
      which has to be registered for the application. With --device, a code is typed on any \
      machine. The refresh token goes to the secret store; nothing else is kept.
      """)

  @Argument(help: "The credential, as plugin/name; needed only where there are several.")
  var credential: String?

  @Flag(help: "Show a code to type on another machine.")
  var device = false

  @Option(help: "The port that the browser comes back to; 0 takes a free one.")
  var port = 0

  @Option(help: "How long to wait for the browser.")
  var timeout = Self.usualTimeout

  /// As long as a code for another machine is usually good.
  private static let usualTimeout = "PT15M"

  @OptionGroup var engine: EngineArguments

  func validate() throws {
    guard 0...65535 ~= port else {
      throw ValidationError("\(port) is no port; there are 0 to 65535.")
    }
    guard ISODuration.milliseconds(timeout) != nil else {
      throw ValidationError("'\(timeout)' is not a duration; write for example PT15M or PT90S.")
    }
  }

  func run() async throws {
    try await engine.withSurroundings { surroundings in
      let words = Words(surroundings.language)
      let signIn = try Self.choose(credential, among: try await surroundings.signIns())
      let success = try await Interrupt.leaving(words("login.stopped")) {
        try await Self.reporting {
          device || !signIn.hasBrowser
            ? try await byCode(signIn, words) : try await byBrowser(signIn, words)
        }
      }
      await tell(success, signIn, words)
    }
  }

  private static func choose(_ name: String?, among signIns: [SignIn]) throws -> SignIn {
    let names = signIns.map(\.name).joined(separator: ", ")
    if let name {
      let found = signIns.first { $0.name == name || $0.name.hasSuffix("/\(name)") }
      guard let found else {
        throw EngineError.usage(
          "There is no credential '\(name)' to sign in for.",
          hint: names.isEmpty ? "no plugin in use declares one" : "there is: \(names)")
      }
      return found
    }
    guard let first = signIns.first else {
      throw EngineError.usage(
        "No plugin in use declares a credential to sign in for.",
        hint: "write 'signIn' under its oauth2 in plugin.yaml, or name the plugin in flowctl.yaml")
    }
    guard signIns.count == 1 else {
      throw EngineError.usage(
        "There are \(signIns.count) credentials to sign in for.", hint: "name one: \(names)")
    }
    return first
  }

  /// A sign-in that came to nothing has changed nothing.
  private static func reporting<Result>(_ body: () async throws -> Result) async throws -> Result {
    do {
      return try await body()
    } catch let refusal as SignInRefusal {
      Console.error("flowctl: \(refusal.description)".escapingControls)
      if let hint = refusal.hint { Console.error("hint: \(hint)".escapingControls) }
      throw ExitStatus(status: .faulted)
    }
  }

  // MARK: - The ways

  private func byCode(_ signIn: SignIn, _ words: Words) async throws -> SignIn.Success {
    let code = try await signIn.deviceCode()
    Console.print(
      words("login.device", ["url": code.url, "code": code.userCode]).escapingControls)
    if let message = code.message { Console.print(message.escapingControls) }
    Console.print(words("login.until", ["time": "\(code.expiresAt)"]))
    return try await signIn.token(for: code)
  }

  private func byBrowser(_ signIn: SignIn, _ words: Words) async throws -> SignIn.Success {
    let receiver = RedirectReceiver(words: words)
    let server = SandboxServer(
      receiver, port: port,
      observer: { event, request in if event == .answered { receiver.answered(request) } })
    return try await server.serving { port in
      let request = try signIn.browserRequest(redirect: "http://localhost:\(port)")
      receiver.open { signIn.redirect($0, of: request) }
      Console.print(words("login.open") + "\n" + request.url.escapingControls)
      let code = try await receiver.code(
        within: .milliseconds(ISODuration.milliseconds(timeout) ?? 0), late: late(signIn))
      return try await signIn.token(for: code, of: request)
    }
  }

  private func late(_ signIn: SignIn) -> SignInRefusal {
    SignInRefusal(
      "nobody came back from the browser in time (\(timeout))",
      hint: "start it again"
        + (signIn.hasDeviceCode ? ", with --device if the browser is on another machine" : ""))
  }

  private func tell(_ success: SignIn.Success, _ signIn: SignIn, _ words: Words) async {
    func say(_ name: String, _ values: [String: String] = [:]) {
      Console.print(words(name, values).escapingControls)
    }
    say("login.done", ["name": signIn.name, "secret": signIn.secret])
    if let user = success.claims?.user { say("login.user", ["user": user]) }
    if let methods = success.claims?.methods {
      say("login.methods", ["methods": methods.joined(separator: ", ")])
    }
    if success.isProvidedElsewhere { say("login.environment") }
    say("login.next", ["command": Invocation()("runs", "--waiting")])
  }
}
