import FlowEngine
import FlowSandbox
import Synchronization

/// Holds the first request of a kind that arrives at a sandbox until it is opened.
final class Gate: Sendable {
  private let isMeant: @Sendable (HTTPRequest) -> Bool
  private let arrived = AsyncStream<Void>.makeStream()
  private let opened = AsyncStream<Void>.makeStream()
  private let isUsed = Mutex(false)

  init(_ isMeant: @escaping @Sendable (HTTPRequest) -> Bool) { self.isMeant = isMeant }

  @Sendable func hold(_ event: SandboxEvent, _ request: HTTPRequest) async {
    guard event == .received, isMeant(request) else { return }
    let isFirst = isUsed.withLock { isUsed in
      defer { isUsed = true }
      return !isUsed
    }
    guard isFirst else { return }
    arrived.continuation.finish()
    for await _ in opened.stream {}
  }

  func reached() async { for await _ in arrived.stream {} }

  func open() { opened.continuation.finish() }
}
