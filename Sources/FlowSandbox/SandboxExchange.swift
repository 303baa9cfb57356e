import struct FlowEngine.HTTPRequest
import struct FlowEngine.HTTPResponse
import protocol FlowEngine.HTTPTransport
import HTTPTypes
import HummingbirdCore
import NIOCore

/// One request through the sandbox, from the wire to the simulator and back.
struct SandboxExchange: Sendable {
  let transport: any HTTPTransport
  let observer: SandboxServer.Observer?
  let faults: SandboxServer.Faults?

  private static let largestBody = 16 << 20

  /// - Throws: whatever makes the server close the connection.
  @concurrent func respond(to incoming: Request, writer: consuming ResponseWriter) async throws {
    let request = try await Self.read(incoming)
    await observer?(.received, request)
    let fault = await faults?(request)
    var response = HTTPResponse(status: 502, reason: "Bad Gateway")
    if fault?.isApplied ?? true {
      response = try await transport.send(request)
      await observer?(.applied, request)
    }
    var limit: Int?
    switch fault?.kind {
    case .close?: throw ClosedOnPurpose()
    case .replace(let other)?: response = other
    case .truncate(let bytes)?: limit = bytes
    case .byteOrderMark?: response.body = [0xEF, 0xBB, 0xBF] + response.body
    case nil: break
    }
    try await write(response, isHead: request.method == "HEAD", limit: limit, to: writer)
    await observer?(.answered, request)
  }

  private static func read(_ incoming: Request) async throws -> HTTPRequest {
    let body = try await incoming.body.collect(upTo: largestBody)
    let headers = incoming.headers.map { (name: $0.name.rawName, value: $0.value) }
    let authority = incoming.head.authority ?? "localhost"
    return HTTPRequest(
      method: incoming.method.rawValue, url: "http://\(authority)\(incoming.head.path ?? "/")",
      headers: headers, body: body.readableBytes == 0 ? nil : Array(body.readableBytesView))
  }

  @concurrent private func write(
    _ response: HTTPResponse, isHead: Bool, limit: Int?, to writer: consuming ResponseWriter
  ) async throws {
    let head = Self.head(of: response)
    guard !isHead else { return try await writer.writeResponse(head) }
    var body = try await writer.writeHead(head)
    let bytes = response.body.prefix(limit ?? response.body.count)
    if !bytes.isEmpty { try await body.write(ByteBuffer(bytes: bytes)) }
    if limit != nil { throw ClosedOnPurpose() }
    try await body.finish(nil)
  }

  private static func head(of response: HTTPResponse) -> HTTPTypes.HTTPResponse {
    var fields = HTTPFields()
    for (name, value) in response.headers {
      if let name = HTTPField.Name(name) { fields.append(HTTPField(name: name, value: value)) }
    }
    if !response.reason.isEmpty, let name = HTTPField.Name(ReasonPhraseWriter.header) {
      fields.append(HTTPField(name: name, value: response.reason))
    }
    // Stated for HEAD as well: without it the answer would be sent in chunks.
    fields[.contentLength] = String(response.body.count)
    return HTTPTypes.HTTPResponse(status: .init(code: response.status), headerFields: fields)
  }
}

/// Ends a connection without an answer, or in the middle of one.
private struct ClosedOnPurpose: Error {}
