/// How far the sandbox is with a request.
package enum SandboxEvent: String, Sendable, Equatable {
  /// The request is read, and nothing was done yet.
  case received
  /// The simulator has done it, and nothing was answered yet.
  case applied
  /// The answer is written.
  case answered
}
