import NIOCore
import NIOHTTP1

/// Keeps the reason phrase that the HTTP decoder drops for every status it knows.
///
/// It stands before the decoder and repeats the phrase as a header field right behind the status
/// line. Answers do not overlap on a connection, so the first bytes after a request are a status
/// line. The phrase that follows an informational (1xx) answer is lost.
final class ReasonPhraseHandler: ChannelDuplexHandler, RemovableChannelHandler {
  typealias InboundIn = ByteBuffer
  typealias InboundOut = ByteBuffer
  typealias OutboundIn = HTTPClientRequestPart
  typealias OutboundOut = HTTPClientRequestPart

  /// The field that carries the phrase; it comes first, before any that a server could send.
  static let header = "flowengine-reason-phrase"

  private static let longestLine = 8192
  private var isExpectingStatusLine = false
  private var held = ByteBuffer()

  /// Puts a handler before the decoder of a connection that is set up.
  static func install(in channel: any Channel) -> EventLoopFuture<Void> {
    channel.eventLoop.submit {
      let pipeline = channel.pipeline.syncOperations
      let decoder = try pipeline.handler(type: ByteToMessageHandler<HTTPResponseDecoder>.self)
      try pipeline.addHandler(ReasonPhraseHandler(), position: .before(decoder))
    }
  }

  func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
    if case .head = unwrapOutboundIn(data) { isExpectingStatusLine = true }
    context.write(data, promise: promise)
  }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    var bytes = unwrapInboundIn(data)
    guard isExpectingStatusLine else { return context.fireChannelRead(data) }
    held.writeBuffer(&bytes)
    let view = held.readableBytesView
    guard let end = view.firstIndex(of: UInt8(ascii: "\n")), end > view.startIndex else {
      if held.readableBytes > Self.longestLine { passOn(context) }
      return
    }
    annotate(line: view[...end])
    passOn(context)
  }

  func channelInactive(context: ChannelHandlerContext) {
    if held.readableBytes > 0 { passOn(context) }
    context.fireChannelInactive()
  }

  /// Rewrites the held bytes with the phrase of their first line behind that line.
  private func annotate(line: ByteBufferView) {
    let text = String(decoding: line, as: UTF8.self)
    let parts = text.split(maxSplits: 2, whereSeparator: { " \r\n".contains($0) })
    guard parts.count >= 2, parts[0].hasPrefix("HTTP/1."), !parts[1].hasPrefix("1") else { return }
    let phrase = parts.count == 3 ? parts[2].filter { !$0.isNewline } : ""
    var rewritten = ByteBuffer(bytes: line)
    rewritten.writeString("\(Self.header): \(phrase)\r\n")
    held.moveReaderIndex(forwardBy: line.count)
    rewritten.writeBuffer(&held)
    held = rewritten
  }

  private func passOn(_ context: ChannelHandlerContext) {
    let bytes = held
    held = ByteBuffer()
    isExpectingStatusLine = false
    context.fireChannelRead(wrapInboundOut(bytes))
  }
}
