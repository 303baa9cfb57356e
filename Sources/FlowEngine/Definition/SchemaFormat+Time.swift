/// Dates and times of RFC 3339.
extension SchemaFormat {
  static func isDate(_ text: Substring) -> Bool {
    let parts = text.split(separator: "-", omittingEmptySubsequences: false)
    guard parts.map(\.utf8.count) == [4, 2, 2], let year = number(parts[0]),
      let month = number(parts[1]), let day = number(parts[2])
    else { return false }
    return Timestamp.days(year: year, month: month, day: day) != nil
  }

  /// RFC 3339 demands an offset.
  static func isDateTime(_ text: String) -> Bool {
    guard let mark = text.firstIndex(where: { "Tt".contains($0) }) else { return false }
    return isDate(text[..<mark]) && isTime(text[text.index(after: mark)...])
  }

  static func isTime(_ text: Substring) -> Bool {
    guard let end = text.firstIndex(where: { "Zz+-".contains($0) }),
      let offset = offset(text[end...])
    else { return false }
    let parts = text[..<end].split(separator: ".", omittingEmptySubsequences: false)
    guard parts.count == 1 || (parts.count == 2 && number(parts[1].prefix(1)) != nil),
      parts.dropFirst().allSatisfy({ $0.allSatisfy { $0.isASCII && $0.isNumber } }),
      let clock = parts.first?.split(separator: ":", omittingEmptySubsequences: false),
      clock.map(\.utf8.count) == [2, 2, 2], let hour = number(clock[0]),
      let minute = number(clock[1]), let second = number(clock[2])
    else { return false }
    guard second == 60 else { return hour < 24 && minute < 60 && second < 60 }
    // A leap second is the last one of a day in UTC.
    return hour < 24 && minute < 60 && (hour * 60 + minute - offset + 1440) % 1440 == 1439
  }

  /// The minutes that `Z` or `+01:00` stands for.
  private static func offset(_ text: Substring) -> Int64? {
    if text == "Z" || text == "z" { return 0 }
    let parts = text.dropFirst().split(separator: ":", omittingEmptySubsequences: false)
    guard parts.map(\.utf8.count) == [2, 2], let hours = number(parts[0]),
      let minutes = number(parts[1]), hours < 24, minutes < 60
    else { return nil }
    return (hours * 60 + minutes) * (text.first == "-" ? -1 : 1)
  }

  private static func number(_ text: Substring) -> Int64? {
    text.allSatisfy { $0.isASCII && $0.isNumber } ? Int64(text) : nil
  }

  /// The grammar of RFC 3339, appendix A: whole numbers, no unit left out between two others, and
  /// weeks alone.
  static func isDuration(_ text: String) -> Bool {
    guard text.first == "P" else { return false }
    let halves = text.dropFirst().split(separator: "T", omittingEmptySubsequences: false)
    guard halves.count <= 2, let date = units(halves[0]) else { return false }
    if halves.count == 1 { return date == "W" || isRun(date, of: "YMD") }
    guard let time = units(halves[1]), isRun(time, of: "HMS") else { return false }
    return date.isEmpty || isRun(date, of: "YMD")
  }

  /// Whether the units follow each other without a gap.
  private static func isRun(_ units: String, of all: String) -> Bool {
    !units.isEmpty && all.contains(units)
  }

  /// The letters of `1Y2M`; `nil` if one has no number.
  private static func units(_ text: Substring) -> String? {
    var units = ""
    var rest = text
    while !rest.isEmpty {
      let digits = rest.prefix { $0.isASCII && $0.isNumber }
      rest.removeFirst(digits.count)
      guard !digits.isEmpty, let unit = rest.popFirst() else { return nil }
      units.append(unit)
    }
    return units
  }
}
