import Foundation

/// Dates as a country's calendars show them.
struct CivilTime: Sendable {
  /// Of a tz database; one that cannot be read knows no country.
  private let folder: String

  init(folder: String = "/usr/share/zoneinfo") { self.folder = folder }

  /// The date in the westernmost zone of a country, or `nil` for an unknown country.
  ///
  /// That is the zone with the smallest offset from UTC at that moment, the first by name of several.
  func today(inCountry code: String, at moment: Timestamp) -> (zone: String, date: String)? {
    let date = Date(timeIntervalSince1970: Double(moment.milliseconds) / 1000)
    let candidates = zones(ofCountry: code.uppercased()).compactMap { name in
      TimeZone(identifier: name).map { (offset: $0.secondsFromGMT(for: date), name: name) }
    }
    guard let westernmost = candidates.min(by: { ($0.offset, $0.name) < ($1.offset, $1.name) })
    else { return nil }
    let local = moment.advanced(byMilliseconds: Int64(westernmost.offset) * 1000)
    return (westernmost.name, String(local.description.prefix(10)))
  }

  /// The names of the zones that `zone.tab` lists for an ISO 3166 country code.
  ///
  /// Read when it is asked for: most runs never do.
  private func zones(ofCountry code: String) -> [String] {
    let text = (try? String(contentsOfFile: "\(folder)/zone.tab", encoding: .utf8)) ?? ""
    return text.split(separator: "\n").compactMap { line in
      let columns = line.split(separator: "\t")
      return columns.count >= 3 && columns[0] == code ? String(columns[2]) : nil
    }
  }
}
