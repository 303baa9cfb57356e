/// A moment in UTC, in whole milliseconds since 1970-01-01T00:00:00Z.
public struct Timestamp: Sendable, Hashable, Comparable, CustomStringConvertible {
  /// Milliseconds since the epoch.
  public let milliseconds: Int64

  /// A moment from its milliseconds since the epoch.
  public init(milliseconds: Int64) { self.milliseconds = milliseconds }

  /// Reads an RFC 3339 date-time such as `2026-11-20T09:00:00Z`; `nil` if the text is none.
  ///
  /// A missing offset means UTC. Digits past the millisecond are dropped.
  public init?(_ text: String) {
    var reader = TimestampReader(text)
    guard let year = reader.number(of: 4), reader.passes("-"), let month = reader.number(of: 2),
      reader.passes("-"), let day = reader.number(of: 2), reader.passes("Tt"),
      let hour = reader.number(of: 2), reader.passes(":"), let minute = reader.number(of: 2),
      reader.passes(":"), let second = reader.number(of: 2), let fraction = reader.fraction(),
      let offset = reader.offset(), reader.isAtEnd,
      let days = Self.days(year: year, month: month, day: day),
      hour < 24, minute < 60, second < 60
    else { return nil }
    let minutes = days * 1440 + hour * 60 + minute - offset
    milliseconds = (minutes * 60 + second) * 1000 + fraction
  }

  /// RFC 3339 in UTC, with milliseconds only where there are any.
  public var description: String {
    let (days, rest) = floorDivide(milliseconds, 86_400_000)
    let date = Self.date(ofDay: days)
    let (seconds, fraction) = rest.quotientAndRemainder(dividingBy: 1000)
    var text: [UInt8] = []
    text.reserveCapacity(24)
    append(date.year, 4, to: &text, after: nil)
    append(date.month, 2, to: &text, after: "-")
    append(date.day, 2, to: &text, after: "-")
    append(seconds / 3600, 2, to: &text, after: "T")
    append(seconds / 60 % 60, 2, to: &text, after: ":")
    append(seconds % 60, 2, to: &text, after: ":")
    if fraction > 0 { append(fraction, 3, to: &text, after: ".") }
    text.append(UInt8(ascii: "Z"))
    return String(decoding: text, as: UTF8.self)
  }

  /// Whether one moment is before the other.
  public static func < (left: Timestamp, right: Timestamp) -> Bool {
    left.milliseconds < right.milliseconds
  }

  /// The moment `milliseconds` later; one past the last representable moment is that one.
  public func advanced(byMilliseconds milliseconds: Int64) -> Timestamp {
    let (sum, overflow) = self.milliseconds.addingReportingOverflow(milliseconds)
    return Timestamp(milliseconds: overflow ? Self.last : min(sum, Self.last))
  }

  /// The end of the year 9999, the last that RFC 3339 can write.
  private static let last: Int64 = 253_402_300_799_999

  /// Days from 1970-01-01 to a date of the proleptic Gregorian calendar, `nil` if it has no such
  /// date.
  ///
  /// Formula: Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms", days_from_civil.
  static func days(year: Int64, month: Int64, day: Int64) -> Int64? {
    let isLeap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
    let lengths: [Int64] = [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
    guard 1...12 ~= month, 1...lengths[Int(month) - 1] ~= day else { return nil }
    let (era, yearOfEra) = floorDivide(month <= 2 ? year - 1 : year, 400)
    let dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1
    return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
  }

  /// The inverse of `days(year:month:day:)`; same source, civil_from_days.
  static func date(ofDay days: Int64) -> (year: Int64, month: Int64, day: Int64) {
    let (era, dayOfEra) = floorDivide(days + 719_468, 146_097)
    let yearOfEra =
      (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let shifted = (5 * dayOfYear + 2) / 153
    let month = shifted + (shifted < 10 ? 3 : -9)
    let day = dayOfYear - (153 * shifted + 2) / 5 + 1
    return (yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, day)
  }
}

private func floorDivide(_ number: Int64, _ divisor: Int64) -> (Int64, Int64) {
  let (quotient, remainder) = number.quotientAndRemainder(dividingBy: divisor)
  return remainder < 0 ? (quotient - 1, remainder + divisor) : (quotient, remainder)
}

/// Writes a number of at least `width` digits, with zeros before it where it has fewer.
private func append(
  _ number: Int64, _ width: Int, to text: inout [UInt8], after separator: Unicode.Scalar?
) {
  if let separator { text.append(UInt8(ascii: separator)) }
  if number < 0 { text.append(UInt8(ascii: "-")) }
  let start = text.count
  var rest = number.magnitude
  repeat {
    text.append(UInt8(ascii: "0") + UInt8(rest % 10))
    rest /= 10
  } while rest != 0 || text.count - start < width
  text[start...].reverse()
}
