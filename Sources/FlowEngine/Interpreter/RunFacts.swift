import FlowValue

/// What is the same for the whole run: recorded when it started, never read anew.
struct RunFacts: Sendable {
  let id: RunID
  let input: FlowValue
  let startedAt: Timestamp
  let actor: FlowValue
  let language: String
  /// Settings that scripts may read, by plugin.
  let settings: FlowValue
  /// How many steps a walk may take between two outcomes before it counts as endless.
  var stepLimit = 1_000_000
}
