import Dispatch
import FlowEngine
import Foundation

extension ActiveRun {
  /// Drives the run; Ctrl-C lets what is on its way finish, and leaves the run resumable.
  func finishInterruptibly() async throws -> RunReport {
    signal(SIGINT, SIG_IGN)
    let source = DispatchSource.makeSignalSource(signal: SIGINT, queue: .global())
    source.setEventHandler {
      Console.error("interrupted: finishing what is on its way, press Ctrl-C again to stop at once")
      signal(SIGINT, SIG_DFL)
      interrupt()
    }
    source.resume()
    defer { source.cancel() }
    return try await finish()
  }
}
