import Foundation

/// The `Retry-After` field of an answer: seconds, or a date (RFC 9110, 10.2.3).
enum RetryAfter {
  /// The whole seconds to wait from `now`, never negative; `nil` for a text that is neither.
  static func seconds(_ text: String, now: Timestamp) -> Int64? {
    let text = text.trimmingCharacters(in: .whitespaces)
    if let number = Int64(text) { return max(0, number) }
    guard let moment = date(text) else { return nil }
    let milliseconds = moment.milliseconds - now.milliseconds
    return max(0, (milliseconds + 999) / 1000)
  }

  private static func date(_ text: String) -> Timestamp? {
    let pattern = /[A-Z][a-z]{2}, (\d\d) ([A-Z][a-z]{2}) (\d{4}) (\d\d:\d\d:\d\d) GMT/
    guard let match = text.wholeMatch(of: pattern)?.output,
      let month = months.firstIndex(of: String(match.2))
    else { return nil }
    let number = month < 9 ? "0\(month + 1)" : "\(month + 1)"
    return Timestamp("\(match.3)-\(number)-\(match.1)T\(match.4)Z")
  }

  private static let months = [
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
  ]
}
