import FlowValue
import LuaVM
import Testing

@Suite(.timeLimit(.minutes(15)))
struct DateTests {
  let script = ScriptRunner()

  @Test(arguments: [
    ("2026-03-01T09:00:00Z", 1_772_355_600), ("2026-03-01T10:00:00+01:00", 1_772_355_600),
    ("2026-03-01", 1_772_323_200), ("1970-01-01T00:00:00Z", 0), ("1969-12-31T23:59:59Z", -1),
    ("2024-02-29T12:00:00.123Z", 1_709_208_000), ("0000-01-01", -62_167_219_200),
    ("9999-12-31T23:59:59-00:30", 253_402_302_599), ("2000-02-29", 951_782_400),
  ])
  func `a date has its seconds since 1970`(text: String, epoch: Int64) throws {
    #expect(
      try script.result("return flow.date.parse(...).epoch", .string(text)) == .integer(epoch))
  }

  @Test func `a date has its parts as they are written`() throws {
    let result = try script.result("return flow.date.parse('2026-03-01T10:20:30+01:30')")
    #expect(
      result == [
        "year": 2026, "month": 3, "day": 1, "hour": 10, "min": 20, "sec": 30, "offset": 90,
        "epoch": 1_772_355_030,
      ])
  }

  @Test(arguments: [
    "2026-02-29", "1900-02-29", "2026-13-01", "2026-00-10", "2026-04-31", "2026-1-1", "tomorrow",
    "2026-03-01T24:00:00Z", "2026-03-01T09:60:00Z", "2026-03-01T09:00:60Z", "2026-03-01T09:00Z",
    "2026-03-01T09:00:00", "2026-03-01T09:00:00.Z", "2026-03-01T09:00:00+25:00", "",
    "2026-03-01T09:00:00+01", " 2026-03-01", "2026-03-01 ",
  ])
  func `an impossible date is refused`(text: String) throws {
    #expect(
      try script.call("flow.date.parse(...)", [.string(text)]).resume().failure?.message
        == "'\(text)' is no date (YYYY-MM-DD) and no time (YYYY-MM-DDThh:mm:ssZ)")
    #expect(try script.result("return flow.date.is_day(...)", .string(text)) == false)
  }

  @Test(arguments: [
    ("2026-03-01T09:00:00Z", "PT30M", "2026-03-01T09:30:00Z"),
    ("2026-03-01T09:00:00Z", "P14D", "2026-03-15T09:00:00Z"),
    ("2026-02-28T23:30:00+01:00", "PT1H", "2026-03-01T00:30:00+01:00"),
    ("2026-03-01T09:00:00.250Z", "PT1S", "2026-03-01T09:00:01.250Z"),
    ("2026-03-01T09:00:00Z", "-PT9H1S", "2026-02-28T23:59:59Z"),
    ("2026-01-31", "P1M", "2026-02-28"), ("2024-02-29", "P1Y", "2025-02-28"),
    ("2026-03-01", "-P1D", "2026-02-28"), ("2026-03-01", "P2W", "2026-03-15"),
    ("2026-12-31", "P1Y2M3D", "2028-03-03"),
    ("2026-03-01T09:00:00Z", "P1DT1H", "2026-03-02T10:00:00Z"),
  ])
  func `a duration is added`(text: String, duration: String, sum: String) throws {
    let result = try script.result(
      "return flow.date.add(...)", .string(text), .string(duration))
    #expect(result == .string(sum))
  }

  @Test(arguments: [
    "P", "PT", "14D", "P1H", "PT1D", "P1D2W", "P1.5D", "1PD", "P1D ", "P1DT", "PD", "", "P1M1Y",
  ])
  func `what is no duration is refused`(duration: String) throws {
    let call = try script.call("flow.date.add('2026-03-01T09:00:00Z', ...)", [.string(duration)])
    #expect(
      call.resume().failure?.message == "'\(duration)' is no duration such as P14D or PT30M")
  }

  @Test func `a day has no time to add hours to`() throws {
    #expect(
      try script.failure("flow.date.add('2026-03-01', 'PT1H')").message
        == "'2026-03-01' has no time of day to add PT1H to")
    #expect(
      try script.failure("flow.date.add('9999-12-31', 'P1D')").message
        == "a date outside the years 0000 to 9999")
  }

  @Test func `every day of four centuries is written as it was read`() throws {
    let body = """
      local text, days = "1800-01-01", 0
      while text < "2200-01-01" do
        local seconds = flow.date.parse(text).epoch
        if flow.date.format(seconds) ~= text .. "T00:00:00Z" then return text end
        text, days = flow.date.day(flow.date.format(seconds + 86400)), days + 1
      end
      return days
      """
    let patient = ScriptRunner(limits: LuaLimits(instructions: 500_000_000))
    #expect(try patient.result(body) == 146_097)
  }

  @Test func `the day of an instant is that in UTC`() throws {
    #expect(try script.result("return flow.date.day('2026-03-01T00:30:00+01:00')") == "2026-02-28")
    #expect(try script.result("return flow.date.day('2026-03-01')") == "2026-03-01")
    #expect(try script.result("return flow.date.is_day('2026-03-01')") == true)
    #expect(try script.result("return flow.date.is_day('2026-03-01T09:00:00Z')") == false)
    #expect(try script.result("return flow.date.is_day(7)") == false)
  }
}
