import FlowValue
import Testing

@testable import FlowEngine

@Suite(.timeLimit(.minutes(15)))
struct HTTPPermissionTests {
  @Test func `another origin than the permitted is refused by name`() async throws {
    try await withBench { bench in
      let problem = try await bench.problem(
        ["url": "/"], in: bench.context(hosts: ["https://other.example"]))
      #expect(problem.type == ProblemType.permissionDenied.uri)
      #expect(problem.detail?.contains(bench.origin) == true)
      #expect(problem.detail?.contains("permissions.hosts") == true)
      #expect(bench.received.value.isEmpty)
    }
  }

  @Test(arguments: [
    "http://user@127.0.0.1/", "http://127.0.0.1%2eexample.com/", "file:///etc/passwd",
    "127.0.0.1/", "http://", "https://exa mple.com/", "http://127.0.0.1/a\r\nX: 1",
  ])
  func `a URL whose host could be read in two ways is no URL`(_ url: String) async throws {
    try await withBench { bench in
      let problem = try await bench.problem(["url": .string(url)])
      #expect(problem.members["field"] == "url")
    }
  }

  @Test func `a secret that is not permitted is refused by name`() async throws {
    try await withBench { bench in
      try await bench.secrets.set("key", text: "s3cret", origins: [bench.origin])
      let problem = try await bench.problem(["url": "/", "headers": ["X": .secret("key")]])
      #expect(problem.type == ProblemType.permissionDenied.uri)
      #expect(problem.members["secret"] == "key")
    }
  }

  @Test func `a secret goes only where it is bound to`() async throws {
    try await withBench { bench in
      try await bench.secrets.set("key", text: "s3cret", origins: ["https://other.example"])
      let problem = try await bench.problem(
        ["url": "/", "headers": ["X": .secret("key")]], in: bench.context(secrets: ["key"]))
      #expect(problem.type == ProblemType.permissionDenied.uri)
      #expect(problem.detail?.contains("https://other.example") == true)
      #expect(bench.received.value.isEmpty)
    }
  }

  @Test func `a secret that is not set says how to set it`() async throws {
    try await withBench { bench in
      let problem = try await bench.problem(
        ["url": "/", "headers": ["X": .secret("key")]], in: bench.context(secrets: ["key"]))
      #expect(problem.type == ProblemType.configuration.uri)
      #expect(problem.detail?.contains("flowctl secret set key") == true)
    }
  }

  @Test func `a run that is named like a plugin gets none of its secrets`() async throws {
    try await withBench { bench in
      try await bench.secrets.set("shop/key", text: "s3cret", origins: [bench.origin])
      let problem = try await bench.problem(
        ["url": "/", "headers": ["X": .secret("shop/key")]], in: bench.context(run: "shop"))
      #expect(problem.type == ProblemType.permissionDenied.uri)
    }
  }

  @Test func `an authentication in place uses only permitted secrets`() async throws {
    try await withBench { bench in
      try await bench.secrets.set("key", text: "s3cret", origins: [bench.origin])
      let problem = try await bench.problem([
        "url": "/", "authentication": ["bearer": ["token": "key"]],
      ])
      #expect(problem.members["secret"] == "key")
    }
  }
}
