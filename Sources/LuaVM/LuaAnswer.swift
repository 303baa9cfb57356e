package import FlowValue

/// What a host function gives back to the script that called it.
package enum LuaAnswer: Sendable {
  /// Its one result.
  case value(FlowValue)
  /// Its results, or none.
  case values([FlowValue])
  /// An error where the function was called, which the script can catch with `pcall`.
  case raise(FlowValue)
  /// The end of the script, which it cannot catch. The value becomes that of the failure.
  case fail(FlowValue)
}
