/// Dates in header fields, as RFC 9110, 5.6.7, has them written: `Sun, 01 Mar 2026 09:00:00 GMT`.
enum HTTPDate {
  /// The moment; `nil` for any other form.
  static func timestamp(_ text: String) -> Timestamp? {
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
