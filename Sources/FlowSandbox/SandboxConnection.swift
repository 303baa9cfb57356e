import HummingbirdCore
import NIOCore
import NIOHTTPTypes
import Synchronization

/// A connection that closes even if nobody gets to handle it.
///
/// When the server is cancelled it drops connections that it has accepted and not yet handled, and
/// dropping an asynchronous channel that was never run is a fatal error.
final class SandboxConnection: ServerChildChannelValue {
  private let http: HTTP1Channel.Value
  private let isTaken = Atomic(false)

  init(_ http: HTTP1Channel.Value) { self.http = http }

  var channel: any Channel { http.channel }

  /// The asynchronous channel, for the one who will run it.
  func take() -> HTTP1Channel.Value {
    isTaken.store(true, ordering: .relaxed)
    return http
  }

  deinit {
    guard !isTaken.load(ordering: .relaxed) else { return }
    let http = http
    // Nothing waits for it, since nobody is left who could; it fails only if it is closed already.
    Task { try? await http.executeThenClose { _, _ in } }
  }
}
