import FlowSandbox
import FlowValue
import Testing

@testable import FlowEngine

@Suite(.timeLimit(.minutes(15)))
struct HTTPAnswerTests {
  @Test func `a JSON answer has its body, headers in lower case, reason and ids`() async throws {
    let answer = try await withBench(answer: { _ in
      var response = HTTPResponse.json(["id": 7], status: 201, headers: [("X-Trace", "t")])
      response.reason = "Made to order"
      return response
    }) { bench in try await bench.answer(["url": "/things"], requestID: "r-1") }
    #expect(answer["status"] == 201)
    #expect(answer["reason"] == "Made to order")
    #expect(answer["body"] == ["id": 7])
    #expect(answer["bodyKind"] == "json")
    #expect(answer["headers"]?["x-trace"] == "t")
    #expect(answer["size"] == 8)
    #expect(answer["requestId"] == "r-1")
    #expect(answer["correlationId"] == "uuid-1")
    #expect(answer["sha256"] == nil)
  }

  @Test func `a byte-order mark before JSON is no part of it`() async throws {
    let answer = try await withBench(
      faults: { _ in .afterApplying(.byteOrderMark) }, answer: { _ in .json(["a": 1]) }
    ) { bench in try await bench.answer(["url": "/"]) }
    #expect(answer["body"] == ["a": 1])
    #expect(answer["bodyKind"] == "json")
  }

  @Test func `what says it is JSON and is not comes as text with its digest`() async throws {
    let answer = try await withBench(answer: { _ in
      .text("<h1>\u{1}</h1>", type: "application/json")
    }) { bench in try await bench.answer(["url": "/"]) }
    #expect(answer["body"] == "<h1>\u{1}</h1>")
    #expect(answer["bodyKind"] == "text")
    #expect(
      answer["sha256"] == "4fa6744f58858428e76f2e43a59570a96cd82919ba0b32b2011b370541de4f7b")
  }

  @Test func `an answer to HEAD has no body`() async throws {
    let answer = try await withBench(answer: { _ in .json(["a": 1]) }) { bench in
      try await bench.answer(["url": "/", "method": "HEAD"])
    }
    #expect(answer["bodyKind"] == "none")
    #expect(answer["size"] == 0)
  }

  @Test func `a cookie is not shown`() async throws {
    let answer = try await withBench(answer: { _ in
      .json([:], headers: [("Set-Cookie", "session=1234567")])
    }) { bench in try await bench.answer(["url": "/"]) }
    #expect(answer["headers"]?["set-cookie"] == "[redacted]")
  }

  @Test func `a read that fails with 503 is an ordinary answer`() async throws {
    let answer = try await withBench(answer: { _ in .text("later", status: 503) }) { bench in
      try await bench.answer(["url": "/"])
    }
    #expect(answer["status"] == 503)
  }

  @Test(arguments: [408, 500, 502, 503, 504])
  func `a write that fails on the way is unknown`(_ status: Int) async throws {
    let outcome = try await withBench(answer: { _ in .text("", status: status) }) { bench in
      try await bench.perform(["url": "/", "method": "POST"])
    }
    guard case .unknown(_, let given) = outcome else { throw UnexpectedOutcome("\(outcome)") }
    #expect(given == status)
  }

  @Test(arguments: [400, 404, 409, 429])
  func `a write that is refused is an answer`(_ status: Int) async throws {
    let answer = try await withBench(answer: { _ in .json([:], status: status) }) { bench in
      try await bench.answer(["url": "/", "method": "POST"])
    }
    #expect(answer["status"] == .integer(Int64(status)))
  }

  @Test(arguments: [SandboxFault.Kind.close, .truncate(bytes: 3)])
  func `a write whose answer is cut is unknown, a read a problem`(
    _ kind: SandboxFault.Kind
  ) async throws {
    try await withBench(
      faults: { _ in .afterApplying(kind) }, answer: { _ in .json(["long": "enough"]) }
    ) { bench in
      let write = try await bench.perform(["url": "/", "method": "POST"])
      guard case .unknown(_, nil) = write else { throw UnexpectedOutcome("\(write)") }
      let read = try await bench.problem(["url": "/"])
      #expect(read.type == ProblemType.communication.uri)
      #expect(read.status == 504)
    }
  }

  @Test func `a write without an answer in time is unknown`() async throws {
    let outcome = try await withBench(faults: { _ in
      // Never yields: it ends when the connection's task is cancelled.
      for await _ in AsyncStream<Void>.makeStream().stream {}
      return nil
    }) { bench in
      try await bench.perform(["url": "/", "method": "POST", "timeout": "PT0.1S"])
    }
    guard case .unknown(let reason, nil) = outcome else { throw UnexpectedOutcome("\(outcome)") }
    #expect(reason.contains("100 ms"))
  }

  @Test func `a write that nobody takes is not unknown: it was not sent`() async throws {
    try await withBench { bench in
      // Port 1 is reserved, and nothing listens there.
      let problem = try await bench.problem(
        ["url": "http://127.0.0.1:1/", "method": "POST"],
        in: bench.context(hosts: ["http://127.0.0.1:1"]))
      #expect(problem.type == ProblemType.communication.uri)
      #expect(problem.status == 503)
    }
  }

  @Test func `plain http goes only to this machine`() async throws {
    try await withBench { bench in
      let problem = try await bench.problem(
        ["url": "http://127.0.0.1.example.com/"],
        in: bench.context(hosts: ["http://127.0.0.1.example.com"]))
      #expect(problem.status == 503)
      #expect(problem.detail?.contains("use https") == true)
    }
  }
}
