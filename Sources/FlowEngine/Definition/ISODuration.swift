package import FlowValue

/// ISO 8601 durations of fixed length, such as `P14D`, `P1DT2H` and `PT0.5S`.
///
/// Years and months are refused: their length depends on the calendar.
package enum ISODuration {
  /// The duration in whole milliseconds, `nil` if the text is none or is too long for 64 bits.
  package static func milliseconds(_ text: String) -> Int64? {
    var rest = Substring(text)
    guard rest.popFirst() == "P", !rest.isEmpty else { return nil }
    guard let date = sum(&rest, units: dateUnits, until: "T") else { return nil }
    guard rest.popFirst() == "T" else { return date }
    guard !rest.isEmpty, let time = sum(&rest, units: timeUnits, until: nil) else { return nil }
    let (total, overflow) = date.addingReportingOverflow(time)
    return overflow ? nil : total
  }

  /// The milliseconds of a value: a text as above, or an object of `days`, `hours`, `minutes`,
  /// `seconds` and `milliseconds`; `nil` if it is neither.
  package static func milliseconds(of value: FlowValue) -> Int64? {
    if let text = value.string { return milliseconds(text) }
    guard let members = value.object, !members.isEmpty else { return nil }
    var total: Int64 = 0
    for (name, value) in members {
      guard let unit = objectUnits.first(where: { $0.name == name })?.milliseconds,
        let count = value.integer, count >= 0
      else { return nil }
      let (product, tooLong) = count.multipliedReportingOverflow(by: unit)
      let (sum, overflow) = total.addingReportingOverflow(product)
      guard !tooLong, !overflow else { return nil }
      total = sum
    }
    return total
  }

  /// The duration as text, such as `P14D` and `PT1H30M`.
  package static func text(milliseconds: Int64) -> String {
    var rest = max(0, milliseconds)
    func take(_ unit: Int64, _ letter: String) -> String {
      defer { rest %= unit }
      return rest >= unit ? "\(rest / unit)\(letter)" : ""
    }
    let date = take(86_400_000, "D")
    var time = take(3_600_000, "H") + take(60_000, "M")
    if rest % 1000 != 0 {
      time += "\(Double(rest) / 1000)S"
    } else {
      time += take(1000, "S")
    }
    if date.isEmpty, time.isEmpty { return "PT0S" }
    return "P" + date + (time.isEmpty ? "" : "T" + time)
  }

  /// The units of the standard's object form.
  static let objectUnits: [(name: String, milliseconds: Int64)] = [
    ("days", 86_400_000), ("hours", 3_600_000), ("minutes", 60_000), ("seconds", 1000),
    ("milliseconds", 1),
  ]

  private static let dateUnits: [(Character, Int64)] = [("W", 604_800_000), ("D", 86_400_000)]
  private static let timeUnits: [(Character, Int64)] = [
    ("H", 3_600_000), ("M", 60_000), ("S", 1000),
  ]

  /// Reads numbers with their units, each at most once and in their order.
  private static func sum(
    _ rest: inout Substring, units: [(Character, Int64)], until end: Character?
  ) -> Int64? {
    var total: Int64 = 0
    var units = units[...]
    while let next = rest.first, next != end {
      guard let (whole, fraction) = number(&rest), let letter = rest.popFirst(),
        let index = units.firstIndex(where: { $0.0 == letter })
      else { return nil }
      let unit = units[index].1
      units = units[(index + 1)...]
      let (product, tooLong) = whole.multipliedReportingOverflow(by: unit)
      let part = Int64((Double("0.\(fraction)") ?? 0) * Double(unit) + 0.000_001)
      let (sum, overflow) = total.addingReportingOverflow(product)
      guard !tooLong, !overflow, sum <= .max - part else { return nil }
      total = sum + part
    }
    return total
  }

  private static func number(_ rest: inout Substring) -> (whole: Int64, fraction: Substring)? {
    guard let whole = Int64(digits(&rest)) else { return nil }
    guard rest.first == "." || rest.first == "," else { return (whole, "0") }
    rest.removeFirst()
    let fraction = digits(&rest)
    return fraction.isEmpty ? nil : (whole, fraction)
  }

  private static func digits(_ rest: inout Substring) -> Substring {
    let digits = rest.prefix { $0.isASCII && $0.isNumber }
    rest.removeFirst(digits.count)
    return digits
  }
}
