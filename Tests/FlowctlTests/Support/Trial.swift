import FlowEngine
import FlowSandbox
import FlowValue
import Testing

/// An undertaking over a socket, against a sandbox of its own.
struct Trial: Sendable {
  static let id = "trial"

  let undertaking: Undertaking
  let world: SandboxWorld
  /// What the sandbox held at first.
  private let before: Tally

  /// Serves a sandbox to an undertaking while `body` runs.
  ///
  /// - Parameters:
  ///   - undertaking: What is tried.
  ///   - mischief: What goes wrong.
  ///   - observer: Is told how far each request is, after the customer has reacted to it.
  ///   - bystander: Hears of each request first.
  ///   - body: Starts the run.
  /// - Returns: What `body` returns.
  /// - Throws: What `body` throws, or what hinders serving.
  static func holding<Result: Sendable>(
    _ undertaking: Undertaking, mischief: Mischief? = nil, observer: SandboxServer.Observer? = nil,
    bystander: SandboxWorld.Bystander? = nil,
    _ body: @Sendable (Trial) async throws -> Result
  ) async throws -> Result {
    try await SandboxWorld.serving(
      observer: observer, faults: mischief?.faults,
      bystander: { event, request, simulator in
        await bystander?(event, request, simulator)
        guard event == .applied, Write.mail.isDone(by: request) else { return }
        // It is refused where the mail is sent again and somebody has done it already.
        if let command = undertaking.onceMailed { _ = try? await simulator.perform(command) }
      }
    ) { world in
      try await world.happen(["mails"])
      let trial = Trial(undertaking: undertaking, world: world, before: try world.tally())
      if let command = mischief?.command { try await world.happen(command) }
      return try await body(trial)
    }
  }

  /// Starts the run.
  func start(_ arguments: [String] = []) throws -> Child {
    try world.start(undertaking.flow, arguments, id: Self.id, input: undertaking.input)
  }

  /// Drives the run from its start.
  func run(_ arguments: [String] = []) async throws -> Ending {
    try ending(try await start(arguments).finish())
  }

  /// Takes the run up again by a command, such as `resume`.
  func goOn(_ command: String, _ arguments: [String] = []) async throws -> Ending {
    try ending(
      try await world.flowctl.run([command, Self.id] + SandboxWorld.options + arguments))
  }

  func answer(_ answer: FlowValue) async throws -> Ending {
    try await goOn("answer", ["--input", answer.json])
  }

  private func ending(_ result: Flowctl.Result) throws -> Ending {
    guard let report = try? FlowValue(json: result.output) else {
      throw NoReport(description: "exit \(result.status): \(result.error)")
    }
    return Ending(
      report: report, made: try world.tally().since(before), calls: world.requests.all)
  }

  /// The command printed no report of the run.
  private struct NoReport: Error, CustomStringConvertible {
    let description: String
  }
}

/// How a run stands when a command leaves it, and what it has made by then.
struct Ending: Sendable {
  let report: FlowValue
  let made: Tally
  /// Everything that was asked of the sandbox.
  let calls: [String]

  /// What the run came to; the id of a mail is another one in each run.
  var output: FlowValue { (report["output"] ?? .null).without(["invitation", "id"]) }

  var standing: Standing {
    switch report["status"]?.string {
    case "completed": return .completed
    case "faulted":
      let type = report["error"]?["type"]?.string ?? ""
      return .faulted(String(type.split(separator: "/").last ?? ""))
    default:
      let waiting = report["waiting"]?.array?.first
      return waiting?["form"]?["form"]?.string.map(Standing.asks) ?? .rests
    }
  }
}

/// What a run can come to.
enum Standing: Equatable, Sendable {
  case completed
  /// It waits for a person to answer a form.
  case asks(String)
  /// It waits for a time.
  case rests
  /// It ended with a problem of that kind.
  case faulted(String)
}
