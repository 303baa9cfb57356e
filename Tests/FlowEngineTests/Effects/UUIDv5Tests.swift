import Testing

@testable import FlowEngine

struct UUIDv5Tests {
  /// The example of RFC 9562, appendix A.4.
  @Test func `a name in a namespace has the UUID of the standard's example`() {
    let uuid = UUIDv5.make(
      namespace: "6ba7b810-9dad-11d1-80b4-00c04fd430c8", name: "www.example.com")
    #expect(uuid == "2ed6657d-e927-568b-95e1-2665a8aea6a2")
  }

  @Test func `random bytes get the version and the variant`() {
    let uuid = UUIDv5.text(Array(repeating: 0xFF, count: 16), version: 4)
    #expect(uuid == "ffffffff-ffff-4fff-bfff-ffffffffffff")
  }

  @Test func `a request id depends on run, key and number of answers, and never changes`() throws {
    let run = try #require(RunID(rawValue: "run-1"))
    let other = try #require(RunID(rawValue: "run-2"))
    let id = RequestID.make(run: run, key: "order#0", definiteAnswers: 0)
    #expect(id == RequestID.make(run: run, key: "order#0", definiteAnswers: 0))
    let others = [
      RequestID.make(run: other, key: "order#0", definiteAnswers: 0),
      RequestID.make(run: run, key: "order#1", definiteAnswers: 0),
      RequestID.make(run: run, key: "order#0", definiteAnswers: 1),
    ]
    #expect(Set(others + [id]).count == 4)
  }
}
