package import FlowValue

/// Where a call stopped.
package enum LuaStep: Sendable {
  /// It is done, with its first result; `nil` when it returned nothing, which is not `null`.
  case returned(FlowValue?)
  /// It waits for a host function; the next `resume` brings the answer.
  case host(name: String, arguments: [FlowValue])
  /// It is done, and this is why it has no result.
  case failed(LuaFailure)
}
