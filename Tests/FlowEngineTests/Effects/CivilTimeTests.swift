import FlowValue
import Foundation
import Testing

@testable import FlowEngine

struct CivilTimeTests {
  /// Shortly after midnight in Paris.
  private let moment = Timestamp("2026-11-20T23:30:00Z")

  private func withZones<Result>(
    _ table: String, _ body: (CivilTime) throws -> Result
  ) async throws -> Result {
    try await withHome { folder in
      try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
      try table.write(toFile: "\(folder)/zone.tab", atomically: true, encoding: .utf8)
      return try body(CivilTime(folder: folder))
    }
  }

  @Test(arguments: [("FR", "Europe/Paris", "2026-11-21"), ("us", "America/Adak", "2026-11-20")])
  func `today is the date in the country's westernmost zone`(
    _ country: String, _ zone: String, _ date: String
  ) async throws {
    let moment = try #require(moment)
    try await withZones(
      """
      # comment
      FR\t+4852+00220\tEurope/Paris
      US\t+404251-0740023\tAmerica/New_York\tEastern
      US\t+515248-1763929\tAmerica/Adak\tAleutians
      US\t+211825-1575130\tPacific/Honolulu\tHawaii
      """
    ) { time in
      let today = try #require(time.today(inCountry: country, at: moment))
      #expect(today.zone == zone)
      #expect(today.date == date)
    }
  }

  /// In summer Adak is at -09:00 and Honolulu stays at -10:00.
  @Test func `the offset is the one of that moment`() async throws {
    let summer = try #require(Timestamp("2026-07-01T12:00:00Z"))
    try await withZones(
      "US\t+51-176\tAmerica/Adak\nUS\t+21-157\tPacific/Honolulu\nUS\t+40-074\tAmerica/New_York\n"
    ) { time in
      #expect(time.today(inCountry: "US", at: summer)?.zone == "Pacific/Honolulu")
    }
  }

  @Test func `an unknown country has no day`() throws {
    #expect(CivilTime().today(inCountry: "XX", at: try #require(moment)) == nil)
    #expect(CivilTime(folder: "/nowhere").today(inCountry: "FR", at: try #require(moment)) == nil)
  }

  @Test func `the system knows France`() throws {
    #expect(CivilTime().today(inCountry: "FR", at: try #require(moment))?.date == "2026-11-21")
  }
}
