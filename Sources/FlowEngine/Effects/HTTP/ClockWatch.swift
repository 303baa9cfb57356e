import Synchronization

/// Compares this machine's clock with those of servers, by the `Date` field of their answers.
final class ClockWatch: HTTPTransport {
  private let transport: any HTTPTransport
  private let now: @Sendable () -> Timestamp
  /// By how many milliseconds each server is ahead.
  private let leads = Mutex<[Origin: Int64]>([:])

  init(_ transport: any HTTPTransport, now: @escaping @Sendable () -> Timestamp) {
    self.transport = transport
    self.now = now
  }

  func send(_ request: HTTPRequest) async throws(TransportFailure) -> HTTPResponse {
    let sent = now()
    let response = try await transport.send(request)
    if let origin = Origin(url: request.url), let text = response.header("date"),
      let date = HTTPDate.timestamp(text)
    {
      // The field has whole seconds, and was written between sending and now.
      let middle = (sent.milliseconds + now().milliseconds) / 2
      leads.withLock { $0[origin] = date.milliseconds + 500 - middle }
    }
    return response
  }

  /// What token lifetimes bear, and what is worth telling, in milliseconds.
  private static let bearable: Int64 = 300_000
  private static let noticeable: Int64 = 30_000

  /// One finding for each server that told the time.
  var findings: [Finding] {
    leads.withLock { $0 }.sorted { $0.key.description < $1.key.description }.map { origin, lead in
      let seconds = lead.magnitude / 1000
      let isOff = lead.magnitude > Self.noticeable
      return Finding(
        subject: "clock of \(origin)",
        verdict: lead.magnitude > Self.bearable ? .problem : isOff ? .warning : .ok,
        detail: isOff
          ? "this machine is \(seconds) s \(lead > 0 ? "behind" : "ahead")"
          : "agrees with this one",
        hint: isOff ? "set the clock of this machine, by NTP for example" : nil)
    }
  }
}
