import FlowEngine
import Synchronization

/// Takes what a browser brings back from a sign-in, once, and says so in the browser.
final class RedirectReceiver: HTTPTransport {
  private typealias Reader = @Sendable (_ url: String) -> SignIn.Redirect

  private let words: Words
  private let reader = Mutex<Reader?>(nil)
  private let codes: AsyncStream<SignIn.Redirect>
  private let arrivals: AsyncStream<SignIn.Redirect>.Continuation

  init(words: Words) {
    self.words = words
    (codes, arrivals) = AsyncStream<SignIn.Redirect>.makeStream()
  }

  /// From here on, requests are read as answers to a sign-in.
  func open(_ read: @escaping @Sendable (_ url: String) -> SignIn.Redirect) {
    reader.withLock { $0 = read }
  }

  /// The code that came.
  ///
  /// - Throws: `SignInRefusal` if the person declined; `late` if nothing came within the limit.
  func code(within limit: Duration, late: SignInRefusal) async throws -> String {
    try await withThrowingTaskGroup(of: String.self) { group in
      group.addTask { try await self.code() }
      group.addTask {
        try await Task.sleep(for: limit)
        throw late
      }
      defer { group.cancelAll() }
      guard let code = try await group.next() else { throw CancellationError() }
      return code
    }
  }

  private func code() async throws -> String {
    for await redirect in codes {
      switch redirect {
      case .code(let code): return code
      case .refused(let refusal): throw refusal
      case .foreign: continue
      }
    }
    throw CancellationError()
  }

  /// The browser has its answer, so that nothing is cut off by what happens next.
  func answered(_ request: HTTPRequest) {
    guard let read = reader.withLock({ $0 }), request.method == "GET" else { return }
    arrivals.yield(read(request.url))
  }

  func send(_ request: HTTPRequest) async throws(TransportFailure) -> HTTPResponse {
    guard let read = reader.withLock({ $0 }), request.method == "GET" else {
      return page(404, "login.foreign")
    }
    switch read(request.url) {
    case .foreign: return page(404, "login.foreign")
    case .code: return page(200, "login.page")
    case .refused: return page(200, "login.failed")
    }
  }

  /// What came from outside is not in the page.
  private func page(_ status: Int, _ text: String) -> HTTPResponse {
    HTTPResponse(
      status: status, headers: [("Content-Type", "text/plain; charset=utf-8")],
      body: Array((words(text) + "\n").utf8))
  }
}
