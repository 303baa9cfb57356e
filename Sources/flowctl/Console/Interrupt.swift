import Dispatch
import FlowEngine
import Foundation
import Synchronization

/// What Ctrl-C does: while runs are driven, what is on its way is finished and recorded; while a
/// question is open there is nothing to finish, so the command ends.
final class Interrupt: Sendable {
  private struct State {
    var isRequested = false
    var leave: (@Sendable () -> Void)?
  }

  private let state = Mutex(State())

  /// Whether what is driven was asked to stop.
  var isRequested: Bool { state.withLock(\.isRequested) }

  /// Lets a person think: Ctrl-C leaves at once.
  func whileAsking<Result>(_ leave: @escaping @Sendable () -> Void, _ ask: () -> Result) -> Result {
    state.withLock { $0.leave = leave }
    defer { state.withLock { $0.leave = nil } }
    return ask()
  }

  fileprivate func arrived(_ signals: [Int32], _ engine: FlowEngine) {
    let leave = state.withLock { state in
      if state.leave == nil { state.isRequested = true }
      return state.leave
    }
    if let leave { return leave() }
    Console.error("interrupted: finishing what is on its way, press Ctrl-C again to stop at once")
    for number in signals { signal(number, SIG_DFL) }
    engine.interrupt()
  }
}

extension Interrupt {
  /// Does something of which nothing has to be finished: Ctrl-C ends the command at once.
  static func leaving<Result>(
    _ farewell: String, _ body: () async throws -> Result
  ) async rethrows -> Result {
    signal(SIGINT, SIG_IGN)
    let source = DispatchSource.makeSignalSource(signal: SIGINT, queue: .global())
    source.setEventHandler {
      Console.error("\n" + farewell)
      Exit.end(.interrupted)
    }
    source.resume()
    defer {
      source.cancel()
      signal(SIGINT, SIG_DFL)
    }
    return try await body()
  }
}

extension FlowEngine {
  /// Does something that Ctrl-C can interrupt.
  func interruptibly<Result>(
    on signals: [Int32] = [SIGINT], _ body: (Interrupt) async throws -> Result
  ) async throws -> Result {
    let interrupt = Interrupt()
    let sources = signals.map { number in
      signal(number, SIG_IGN)
      let source = DispatchSource.makeSignalSource(signal: number, queue: .global())
      source.setEventHandler { interrupt.arrived(signals, self) }
      source.resume()
      return source
    }
    defer { for source in sources { source.cancel() } }
    return try await body(interrupt)
  }
}
