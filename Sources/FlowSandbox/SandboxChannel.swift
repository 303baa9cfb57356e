import HummingbirdCore
import Logging
import NIOCore
import NIOHTTP1
import NIOHTTPTypes

/// An HTTP/1 connection on which a server can give its own reason phrases.
struct SandboxChannel: ServerChildChannel {
  private let base: HTTP1Channel

  init(responder: @escaping HTTPChannelHandler.Responder) {
    base = HTTP1Channel(responder: responder)
  }

  func setup(channel: any Channel, logger: Logger) -> EventLoopFuture<SandboxConnection> {
    base.setup(channel: channel, logger: logger).flatMapThrowing { value in
      let pipeline = channel.pipeline.syncOperations
      let encoder = try pipeline.handler(type: HTTPResponseEncoder.self)
      try pipeline.addHandler(ReasonPhraseWriter(), position: .after(encoder))
      return SandboxConnection(value)
    }
  }

  func handle(value: SandboxConnection, logger: Logger) async {
    await base.handle(value: value.take(), logger: logger)
  }
}

/// Puts the phrase of a header field into the status line, where the types of the server's library
/// have the standard phrase of every status they know.
final class ReasonPhraseWriter: ChannelOutboundHandler, RemovableChannelHandler {
  typealias OutboundIn = HTTPServerResponsePart
  typealias OutboundOut = HTTPServerResponsePart

  /// The field that carries the phrase; it does not leave the server.
  static let header = "flowengine-reason-phrase"

  func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
    guard case .head(var head) = unwrapOutboundIn(data),
      let phrase = head.headers.first(name: Self.header)
    else { return context.write(data, promise: promise) }
    head.headers.remove(name: Self.header)
    head.status = .custom(code: head.status.code, reasonPhrase: phrase)
    context.write(wrapOutboundOut(.head(head)), promise: promise)
  }
}
