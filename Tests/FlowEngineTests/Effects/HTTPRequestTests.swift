import FlowValue
import Testing

@testable import FlowEngine

@Suite(.timeLimit(.minutes(15)))
struct HTTPRequestTests {
  @Test func `a body is JSON, a form or a text, with its type`() async throws {
    let received = try await withBench { bench in
      _ = try await bench.answer(["url": "/", "method": "POST", "body": ["a": [1, 1.0]]])
      _ = try await bench.answer(["url": "/", "method": "POST", "form": ["a b": "c&d"]])
      _ = try await bench.answer(["url": "/", "method": "POST", "text": "plain"])
      return bench.received.value
    }
    let bodies = received.map { String(decoding: $0.body ?? [], as: UTF8.self) }
    #expect(bodies == [#"{"a":[1,1.0]}"#, "a%20b=c%26d", "plain"])
    let types = received.map { $0.header("content-type") }
    #expect(
      types == [
        "application/json", "application/x-www-form-urlencoded", "text/plain; charset=utf-8",
      ])
  }

  @Test func `the request id and a fresh correlation id go into the headers that were named`()
    async throws
  {
    let received = try await withBench { bench in
      let request: FlowValue = [
        "url": "/", "method": "POST", "idempotencyHeader": "X-Request",
        "correlationHeader": "X-Correlation",
      ]
      _ = try await bench.answer(request, requestID: "r-1")
      _ = try await bench.answer(request, requestID: "r-1")
      return bench.received.value
    }
    #expect(received.map { $0.header("x-request") } == ["r-1", "r-1"])
    #expect(received.map { $0.header("x-correlation") } == ["uuid-1", "uuid-2"])
  }

  @Test(arguments: ["a\r\nX-Evil: 1", "a\nb", "a\u{0}b", "a\u{7F}"])
  func `a line break in a header's value is refused by the header's name`(
    _ value: String
  ) async throws {
    try await withBench { bench in
      let problem = try await bench.problem(["url": "/", "headers": ["X-Name": .string(value)]])
      #expect(problem.members["header"] == "X-Name")
      #expect(bench.received.value.isEmpty)
    }
  }

  @Test(arguments: ["X\r\nEvil", "X Name", "", "X:Name"])
  func `a header's name that cannot be one is refused`(_ name: String) async throws {
    try await withBench { bench in
      let problem = try await bench.problem(["url": "/", "headers": .object([name: "a"])])
      #expect(problem.members["header"] == .string(name))
      #expect(problem.detail?.contains("\r") == false)
    }
  }

  @Test(arguments: ["Host", "content-length", "Transfer-Encoding", "Connection"])
  func `a header that frames the message is the engine's`(_ name: String) async throws {
    try await withBench { bench in
      let problem = try await bench.problem(["url": "/", "headers": .object([name: "a"])])
      #expect(problem.members["header"] == .string(name))
    }
  }

  @Test func `a line break in a secret is refused without showing the secret`() async throws {
    try await withBench { bench in
      try await bench.secrets.set("key", text: "hidden\r\nX: 1", origins: [bench.origin])
      let problem = try await bench.problem(
        ["url": "/", "headers": ["X-Key": .secret("key")]], in: bench.context(secrets: ["key"]))
      #expect(problem.members["header"] == "X-Key")
      #expect(!problem.value.json.contains("hidden"))
    }
  }

  @Test func `a secret is put into a header, a form and a body, behind a prefix`() async throws {
    let received = try await withBench { bench in
      try await bench.secrets.set("key", text: "s3cret", origins: [bench.origin])
      let context = bench.context(secrets: ["key"])
      let key: FlowValue = ["prefix": "Key ", "secret": .secret("key")]
      _ = try await bench.answer(["url": "/", "headers": ["X-Key": key]], in: context)
      _ = try await bench.answer(
        ["url": "/", "method": "POST", "form": ["k": .secret("key")]], in: context)
      _ = try await bench.answer(
        ["url": "/", "method": "POST", "body": ["list": [key], "plain": "s"]], in: context)
      return bench.received.value
    }
    #expect(received[0].header("x-key") == "Key s3cret")
    #expect(received[1].body == Array("k=s3cret".utf8))
    #expect(received[2].body == Array(#"{"list":["Key s3cret"],"plain":"s"}"#.utf8))
  }
}
