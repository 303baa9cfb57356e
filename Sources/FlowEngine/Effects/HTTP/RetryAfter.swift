import Foundation

/// The `Retry-After` field of an answer: seconds, or a date (RFC 9110, 10.2.3).
enum RetryAfter {
  /// The whole seconds to wait from `now`, never negative; `nil` for a text that is neither.
  static func seconds(_ text: String, now: Timestamp) -> Int64? {
    let text = text.trimmingCharacters(in: .whitespaces)
    if let number = Int64(text) { return max(0, number) }
    guard let moment = HTTPDate.timestamp(text) else { return nil }
    let milliseconds = moment.milliseconds - now.milliseconds
    return max(0, (milliseconds + 999) / 1000)
  }
}
