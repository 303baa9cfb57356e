package import FlowValue

/// What became of an HTTP effect.
package enum HTTPOutcome: Sendable, Equatable {
  /// An answer: `status`, `reason`, `headers` (names in lower case), `body`, `bodyKind` (`json`,
  /// `text`, `none`, `withheld`), `size` in bytes, `sha256` of a body that is no JSON, `requestId`,
  /// `correlationId`, and `retryAfter` in seconds where the server asked for it.
  case answer(FlowValue)
  /// A write that may or may not have been done, and the status if there was one.
  case unknown(String, status: Int?)
  /// Nothing was done, or the answer of a read is lost.
  case problem(Problem)
}
