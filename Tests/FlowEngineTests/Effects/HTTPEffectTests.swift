import FlowValue
import Testing

@testable import FlowEngine

struct HTTPEffectTests {
  static let wrong: [(json: String, field: String)] = [
    (#"{"url":"https://x.example","heders":{}}"#, "heders"),
    (#"{"method":"GET"}"#, "url"),
    (#"{"url":1}"#, "url"),
    (#"{"url":"https://x.example","method":"GET /"}"#, "method"),
    (#"{"url":"https://x.example","method":"CONNECT"}"#, "method"),
    (#"{"url":"https://x.example","body":1,"form":{}}"#, "form"),
    (#"{"url":"https://x.example","headers":{"X":{"a":1}}}"#, "headers.X"),
    (#"{"url":"https://x.example","query":{"q":{}}}"#, "query.q"),
    (#"{"url":"https://x.example","timeout":"30 seconds"}"#, "timeout"),
    (#"{"url":"https://x.example","timeout":"PT0S"}"#, "timeout"),
    (#"{"url":"https://x.example","timeout":"P9D"}"#, "timeout"),
    (#"{"url":"https://x.example","secrets":{"a..b":"name"}}"#, "secrets.a..b"),
    (#"{"url":"https://x.example","secrets":{"a":"../name"}}"#, "secrets.a"),
    (#"{"url":"https://x.example","write":"yes"}"#, "write"),
    (#"{"url":"https://x.example","authentication":1}"#, "authentication"),
  ]

  @Test(arguments: wrong)
  func `a wrong field is refused by its name`(_ json: String, _ field: String) throws {
    let value = try FlowValue(json: json)
    let problem = #expect(throws: Problem.self) { try HTTPEffect(value) }
    #expect(problem?.members["field"] == .string(field))
    #expect(problem?.detail?.contains("'\(field)'") == true)
    #expect(problem?.status == 400)
  }

  @Test func `a secret in the query is refused`() {
    let problem = #expect(throws: Problem.self) {
      try HTTPEffect(["url": "https://x.example", "query": ["q": .secret("s")]])
    }
    #expect(problem?.members["field"] == "query.q")
  }

  @Test func `a request without more is a read with a timeout of 100 seconds`() throws {
    let effect = try HTTPEffect(["url": "https://x.example/a"])
    #expect(effect.method == "GET")
    #expect(!effect.isWrite)
    #expect(effect.timeoutMilliseconds == 100_000)
  }

  @Test(arguments: [("POST", true), ("DELETE", true), ("HEAD", false), ("OPTIONS", false)])
  func `the method says whether it is a write`(_ method: String, _ isWrite: Bool) throws {
    let effect = try HTTPEffect(["url": "https://x.example", "method": .string(method)])
    #expect(effect.isWrite == isWrite)
  }

  @Test func `a read by POST can say so`() throws {
    #expect(
      !(try HTTPEffect(["url": "https://x.example", "method": "POST", "write": false])).isWrite)
  }

  @Test(arguments: [("PT30S", 30_000), ("PT0.25S", 250), ("PT1M30S", 90_000), ("PT1H", 3_600_000)])
  func `a timeout is an ISO duration`(_ text: String, _ milliseconds: Int64) throws {
    let effect = try HTTPEffect(["url": "https://x.example", "timeout": .string(text)])
    #expect(effect.timeoutMilliseconds == milliseconds)
  }

  @Test func `the query is percent-encoded and joins the URL's own`() throws {
    let effect = try HTTPEffect([
      "url": "https://x.example/a?b=1", "query": ["q": "ü &=", "n": [1, true], "none": .null],
    ])
    #expect(effect.fullURL == "https://x.example/a?b=1&q=%C3%BC%20%26%3D&n=1&n=true")
  }
}
