import FlowValue
import Logging
import Testing

@testable import FlowEngine

@Suite(.timeLimit(.minutes(15)))
struct HTTPSecretTests {
  private let request: FlowValue = [
    "url": "/", "method": "POST", "secrets": ["login.password": "admin"],
  ]

  @Test func `a part of an answer is stored, and the run gets a handle`() async throws {
    try await withBench(answer: { _ in
      .json(["login": ["user": "ada", "password": "Xy12345"], "note": "use Xy12345 at first"])
    }) { bench in
      let answer = try await bench.answer(request)
      #expect(answer["body"]?["login"] == ["user": "ada", "password": .secret("run:run-1/admin")])
      #expect(answer["body"]?["note"] == "use [redacted] at first")
      let stored = try await bench.secrets.get("run:run-1/admin")
      #expect(stored == Secret(text: "Xy12345", origins: [bench.origin]))
    }
  }

  @Test func `a stored part can be sent by the same run and by no other`() async throws {
    try await withBench(answer: { _ in .json(["login": ["password": "Xy12345"]]) }) { bench in
      _ = try await bench.answer(request)
      let use: FlowValue = ["url": "/", "headers": ["X": .secret("run:run-1/admin")]]
      _ = try await bench.answer(use)
      #expect(bench.received.value.last?.header("x") == "Xy12345")
      let problem = try await bench.problem(use, in: bench.context(run: "run-2"))
      #expect(problem.type == ProblemType.permissionDenied.uri)
    }
  }

  @Test(arguments: [
    #"{"login":{"pass":"Xy12345"}}"#, #"{"login":{"password":null}}"#,
    #"{"login":{"password":""}}"#, #"{"login":{"password":{"text":"Xy12345"}}}"#,
    #"<login password="Xy12345"/>"#, "",
  ])
  func `a success that lacks the part is withheld, and nothing is overwritten`(
    _ body: String
  ) async throws {
    try await withBench(answer: { _ in .text(body, status: 201, type: "application/json") }) {
      bench in
      try await bench.secrets.set("run:run-1/admin", text: "before", origins: [])
      let answer = try await bench.answer(request)
      #expect(answer["bodyKind"] == "withheld")
      #expect(answer["status"] == 201)
      #expect(answer["body"] == .null)
      #expect(answer["headers"] == [:])
      #expect(answer["size"] == .integer(Int64(body.utf8.count)))
      #expect(answer["sha256"]?.string?.count == 64)
      #expect(!answer.json.contains("Xy12345"))
      #expect(try await bench.secrets.get("run:run-1/admin")?.text == "before")
    }
  }

  @Test func `a refusal without the part keeps its body`() async throws {
    let answer = try await withBench(answer: { _ in .json(["code": 3], status: 400) }) { bench in
      try await bench.answer(request)
    }
    #expect(answer["body"] == ["code": 3])
    #expect(answer["bodyKind"] == "json")
  }

  @Test func `a secret that comes back is taken out, however it is spelled`() async throws {
    let secret = #"p"q/+ é="#
    try await withBench(answer: { request in
      let key = request.header("x-key") ?? ""
      let form = FormEncoding.escaped(key)
      let body: FlowValue = ["said": .string("you said \(key)!"), "url": .string("/?k=\(form)")]
      return HTTPResponse(
        status: 400, headers: [("X-Echo", key), ("Content-Type", "application/problem+json")],
        body: Array(body.json.utf8))
    }) { bench in
      try await bench.secrets.set("key", text: secret, origins: [bench.origin])
      let answer = try await bench.answer(
        ["url": "/", "headers": ["X-Key": .secret("key")]], in: bench.context(secrets: ["key"]))
      #expect(answer["body"]?["said"] == "you said [redacted]!")
      #expect(answer["body"]?["url"] == "/?k=[redacted]")
      #expect(answer["headers"]?["x-echo"]?.string?.contains("p\"q") == false)
    }
  }

  @Test func `a secret that comes back in broken JSON is taken out`() async throws {
    let answer = try await withBench(answer: { _ in
      .text(#"{"key":"a\"bcd","#, status: 400, type: "application/json")
    }) { bench in
      try await bench.secrets.set("key", text: #"a"bcd"#, origins: [bench.origin])
      return try await bench.answer(
        ["url": "/", "headers": ["X-Key": .secret("key")]], in: bench.context(secrets: ["key"]))
    }
    #expect(answer["body"] == #"{"key":"[redacted]","#)
  }

  @Test func `a failed store ends the effect`() async throws {
    try await withHome { home in
      let clock = HTTPBench.start
      let store = SecretStore(home: home, now: { clock })
      try await store.set("other", text: "x", origins: [])
      try #require(await removeFile("\(home)/secrets.key"))
      let transport = ClosureTransport { (_) async throws(TransportFailure) in
        .json(["login": ["password": "Xy12345"]])
      }
      let environment = HTTPEnvironment(now: { clock }, sleep: { _ in }, uuid: { _ in "u" })
      let handler = HTTPHandler(
        transport: transport, secrets: store, environment: environment, log: .init(label: "test"))
      var effect = try HTTPEffect(request)
      effect.url = "https://x.example/"
      let context = HTTPContext(
        run: "run-1", plugin: "shop", hosts: Set([Origin(url: effect.url)].compactMap { $0 }))
      await #expect(throws: SecretStoreError.keyMissing(path: "\(home)/secrets.key")) {
        try await handler.perform(effect, requestID: "r", context: context)
      }
    }
  }
}
