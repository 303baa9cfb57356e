import Foundation

/// Dates as a country's calendars show them.
struct CivilTime: Sendable {
  /// Zone names by ISO 3166 country code.
  private let zones: [String: [String]]

  /// Reads `zone.tab` of a tz database; an unreadable folder knows no country.
  init(folder: String = "/usr/share/zoneinfo") {
    let text = (try? String(contentsOfFile: "\(folder)/zone.tab", encoding: .utf8)) ?? ""
    var zones: [String: [String]] = [:]
    for line in text.split(separator: "\n") where !line.hasPrefix("#") {
      let columns = line.split(separator: "\t")
      if columns.count >= 3 { zones[String(columns[0]), default: []].append(String(columns[2])) }
    }
    self.zones = zones
  }

  /// The date in the westernmost zone of a country, or `nil` for an unknown country.
  ///
  /// That is the zone with the smallest offset from UTC at that moment, the first by name of several.
  func today(inCountry code: String, at moment: Timestamp) -> (zone: String, date: String)? {
    let date = Date(timeIntervalSince1970: Double(moment.milliseconds) / 1000)
    let candidates = (zones[code.uppercased()] ?? []).compactMap { name in
      TimeZone(identifier: name).map { (offset: $0.secondsFromGMT(for: date), name: name) }
    }
    guard let westernmost = candidates.min(by: { ($0.offset, $0.name) < ($1.offset, $1.name) })
    else { return nil }
    let local = moment.advanced(byMilliseconds: Int64(westernmost.offset) * 1000)
    return (westernmost.name, String(local.description.prefix(10)))
  }
}
