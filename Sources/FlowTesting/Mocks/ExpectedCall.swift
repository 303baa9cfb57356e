import FlowEngine
import FlowValue

/// A call that a mock answers or an expectation is about: its pattern, and what of it must be so.
package struct ExpectedCall: Sendable {
  let pattern: CallPattern
  var query: ExpectedValue?
  /// By names in lower case.
  var headers: ExpectedValue?
  var body: ExpectedValue?
  let location: SourceLocation

  /// The first thing in which a call is another one.
  struct Mismatch {
    /// How near it was: the more fits, the greater.
    let nearness: Double
    let difference: ValueDifference
  }

  /// `nil` if the call is the one that is meant.
  func mismatch(_ call: SeenCall) -> Mismatch? {
    let nearness = pattern.nearness(path: call.path)
    func other(_ rank: Double, _ what: String, _ expected: String, _ actual: String) -> Mismatch {
      Mismatch(
        nearness: rank + nearness,
        difference: ValueDifference(path: what, expected: expected, actual: actual))
    }
    if !pattern.accepts(path: call.path) {
      return other(0, "path", "/" + pattern.segments.joined(separator: "/"), call.path)
    }
    if !pattern.accepts(origin: call.origin) {
      return other(1, "origin", pattern.origin?.description ?? "", call.origin)
    }
    if !pattern.accepts(method: call.method) {
      return other(2, "method", pattern.method, call.method)
    }
    let parts = [
      (3, "query", query, call.query), (4, "headers", headers, call.headers),
      (5, "body", body, call.body),
    ]
    for (rank, name, expected, actual) in parts {
      guard let first = expected?.differences(from: actual, at: name).first else { continue }
      return Mismatch(nearness: Double(rank) + nearness, difference: first)
    }
    return nil
  }

  func accepts(_ call: SeenCall) -> Bool { mismatch(call) == nil }
}
