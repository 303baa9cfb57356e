import FlowValue
import Testing

@testable import FlowEngine

@Suite(.timeLimit(.minutes(15)))
struct HTTPTrafficTests {
  @Test(arguments: [("57", 57), ("Fri, 15 Jan 2027 08:01:00 GMT", 60)])
  func `after 429 nothing is sent to the origin before the time it asked for`(
    _ retryAfter: String, _ seconds: Int64
  ) async throws {
    let count = Shared(0)
    try await withBench(answer: { _ in
      let number = count.change {
        $0 += 1; return $0
      }
      return number == 1
        ? .json(["statusCode": 429], status: 429, headers: [("Retry-After", retryAfter)])
        : .json([:])
    }) { bench in
      let first = try await bench.answer(["url": "/", "method": "POST"])
      #expect(first["status"] == 429)
      #expect(first["retryAfter"] == .integer(seconds))
      #expect(bench.pauses.value.isEmpty)
      let second = try await bench.answer(["url": "/"])
      #expect(second["status"] == 200)
      let until = HTTPBench.start.advanced(byMilliseconds: seconds * 1000)
      #expect(bench.pauses.value == [until])
    }
  }

  @Test func `no answer can hold requests back for more than an hour`() async throws {
    try await withBench(answer: { _ in
      .json([:], status: 429, headers: [("Retry-After", "99999999999")])
    }) { bench in
      _ = try await bench.answer(["url": "/"])
      _ = try await bench.answer(["url": "/"])
      #expect(bench.pauses.value == [HTTPBench.start.advanced(byMilliseconds: 3_600_000)])
    }
  }

  @Test(arguments: ["soon", "", "-1.5", "Fri, 99 Jan 2027 08:01:00 GMT"])
  func `a Retry-After that is neither seconds nor a date is none`(_ text: String) {
    #expect(RetryAfter.seconds(text, now: HTTPBench.start) == nil)
  }

  @Test func `no more requests than allowed are under way to one origin`() async throws {
    let active = Shared((now: 0, most: 0))
    let (second, arrived) = AsyncStream<Void>.makeStream()
    let gate = Shared<CheckedContinuation<Void, Never>?>(nil)
    try await withBench(
      requestsPerOrigin: 2,
      answer: { _ in
        let now = active.change { state in
          state.now += 1
          state.most = max(state.most, state.now)
          return state.now
        }
        // The first waits for the second, so that two are certainly under way at once.
        if now == 1 && gate.value == nil {
          await withCheckedContinuation { continuation in gate.change { $0 = continuation } }
        } else if let waiting = gate.change({ state in
          defer { state = nil }
          return state
        }) {
          waiting.resume()
          arrived.yield()
        }
        active.change { $0.now -= 1 }
        return .json([:])
      }
    ) { bench in
      try await withThrowingTaskGroup(of: Void.self) { group in
        for _ in 0..<2 { group.addTask { _ = try await bench.answer(["url": "/"]) } }
        for await _ in second { break }
        for _ in 0..<6 { group.addTask { _ = try await bench.answer(["url": "/"]) } }
        try await group.waitForAll()
      }
      #expect(bench.received.value.count == 8)
    }
    #expect(active.value.most == 2)
  }

  @Test func `a cancelled write is awaited until its answer`() async throws {
    let (events, continuation) = AsyncStream<Void>.makeStream()
    let (release, releasing) = AsyncStream<Void>.makeStream()
    let outcome = try await withBench(answer: { _ in
      continuation.yield()
      for await _ in release { break }
      return .json(["done": true])
    }) { bench in
      let write = _Concurrency.Task { try await bench.answer(["url": "/", "method": "POST"]) }
      for await _ in events { break }
      write.cancel()
      releasing.yield()
      return try await write.value
    }
    #expect(outcome["body"] == ["done": true])
  }

  @Test func `a redirect is an answer unless it is to be followed`() async throws {
    try await withBench(answer: { request in
      request.url.hasSuffix("/new")
        ? .json(["at": "new"])
        : HTTPResponse(status: 302, headers: [("Location", "/new")])
    }) { bench in
      let plain = try await bench.answer(["url": "/old"])
      #expect(plain["status"] == 302)
      let followed = try await bench.answer(["url": "/old", "redirect": true])
      #expect(followed["body"]?["at"] == "new")
      let write = try await bench.answer(["url": "/old", "method": "POST", "redirect": true])
      #expect(write["status"] == 302)
    }
  }

  @Test func `redirects without end are a problem`() async throws {
    try await withBench(answer: { _ in
      HTTPResponse(status: 307, headers: [("Location", "/again")])
    }) { bench in
      let problem = try await bench.problem(["url": "/", "redirect": true])
      #expect(problem.detail?.contains("redirects") == true)
      #expect(bench.received.value.count == 6)
    }
  }

  @Test func `a redirect to another origin gets no secret, no cookie and no authentication`()
    async throws
  {
    try await withBench { target in
      let location = "\(target.origin)/there"
      try await withBench(answer: { _ in
        HTTPResponse(status: 302, headers: [("Location", location)])
      }) { bench in
        try await bench.secrets.set("key", text: "s3cret", origins: [bench.origin])
        let context = bench.context(
          hosts: [bench.origin, target.origin], secrets: ["key"],
          authentications: ["me": ["bearer": ["token": "key"]]])
        let request: FlowValue = [
          "url": "/", "redirect": true, "authentication": "me",
          "headers": ["X-Key": .secret("key"), "Cookie": "a=b", "X-Plain": "c"],
        ]
        #expect(try await bench.answer(request, in: context)["status"] == 200)
        #expect(bench.received.value.first?.header("authorization") == "Bearer s3cret")
        let arrived = try #require(target.received.value.first)
        #expect(arrived.header("authorization") == nil)
        #expect(arrived.header("x-key") == nil)
        #expect(arrived.header("cookie") == nil)
        #expect(arrived.header("x-plain") == "c")
      }
    }
  }

  @Test func `a redirect to an origin that is not permitted is refused`() async throws {
    try await withBench(answer: { _ in
      HTTPResponse(status: 302, headers: [("Location", "https://evil.example/")])
    }) { bench in
      let problem = try await bench.problem(["url": "/", "redirect": true])
      #expect(problem.type == ProblemType.permissionDenied.uri)
    }
  }

  @Test func `a body with a secret does not follow to another origin`() async throws {
    try await withBench { target in
      let location = target.origin
      try await withBench(answer: { _ in
        HTTPResponse(status: 307, headers: [("Location", location)])
      }) { bench in
        try await bench.secrets.set("key", text: "s3cret", origins: [bench.origin])
        let problem = try await bench.problem(
          [
            "url": "/", "method": "POST", "write": false, "redirect": true,
            "form": ["k": .secret("key")],
          ], in: bench.context(hosts: [bench.origin, location], secrets: ["key"]))
        #expect(problem.type == ProblemType.permissionDenied.uri)
        #expect(target.received.value.isEmpty)
      }
    }
  }
}
