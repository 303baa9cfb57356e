import FlowValue
import Testing

@testable import FlowEngine

struct ISODurationTests {
  @Test(arguments: [
    ("P14D", 1_209_600_000), ("PT0.5S", 500), ("P1DT2H", 93_600_000), ("PT1H30M", 5_400_000),
    ("P2W", 1_209_600_000), ("PT0S", 0), ("PT1.5H", 5_400_000), ("PT0,25S", 250),
    ("PT0.0019S", 1), ("PT36H", 129_600_000), ("PT0.001S", 1), ("PT1.001S", 1001),
  ])
  func `a duration has its length in milliseconds`(text: String, milliseconds: Int64) {
    #expect(ISODuration.milliseconds(text) == milliseconds)
  }

  @Test(arguments: [
    "", "P", "PT", "P1", "1D", "P1Y", "P1M", "PT5", "PT5X", "P-1D", "-P1D", "PT1S1M", "P1DT",
    "P1D1D", "PT.5S", "PT1.S", " PT1S", "pt1s", "P99999999999999999999D",
    "P9223372036854775807D", "PT١S",
  ])
  func `anything else is none`(text: String) {
    #expect(ISODuration.milliseconds(text) == nil)
  }

  @Test func `an object of units is a duration`() {
    let value: FlowValue = [
      "days": 1, "hours": 2, "minutes": 3, "seconds": 4, "milliseconds": 5,
    ]
    #expect(ISODuration.milliseconds(of: value) == 93_784_005)
    #expect(ISODuration.milliseconds(of: "PT1S") == 1000)
  }

  @Test(
    arguments: [
      [:], ["weeks": 1], ["days": -1], ["days": 1.5], ["days": "1"], 5, .null,
      ["days": .integer(.max)],
    ] as [FlowValue])
  func `other values are none`(value: FlowValue) {
    #expect(ISODuration.milliseconds(of: value) == nil)
  }
}
