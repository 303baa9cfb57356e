import Testing

@testable import FlowEngine

struct OriginTests {
  @Test(arguments: [
    ("https://Example.com/a?b", "https://example.com"),
    ("https://example.com:443", "https://example.com"),
    ("http://127.0.0.1:80/", "http://127.0.0.1"), ("http://[::1]:8080/x", "http://[::1]:8080"),
  ])
  func `an origin is scheme, host and port`(_ url: String, _ origin: String) {
    #expect(Origin(url: url)?.description == origin)
    #expect(Origin(url: url) == Origin(url: origin))
  }

  @Test(arguments: [
    ("https://example.com", true), ("http://localhost:1", true), ("http://127.9.9.9", true),
    ("http://[::1]", true), ("http://example.com", false), ("http://127.0.0.1.nip.io", false),
    ("http://127.0.0", false), ("http://128.0.0.1", false), ("http://localhost.example", false),
  ])
  func `plain http is for this machine only`(_ url: String, _ isConnectable: Bool) throws {
    #expect(try #require(Origin(url: url)).isConnectable == isConnectable)
  }
}
