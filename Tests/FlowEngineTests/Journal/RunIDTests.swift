import FlowEngine
import Testing

struct RunIDTests {
  @Test(arguments: ["a", "0", "2026-03_run.A", String(repeating: "z", count: 64), "..", "-"])
  func `letters, digits, dots, underscores and hyphens name a run`(text: String) {
    #expect(RunID(rawValue: text)?.description == text)
  }

  @Test(arguments: ["", " ", "a b", "a/b", "é", "a\n", "a\u{0}", String(repeating: "z", count: 65)])
  func `anything else names none`(text: String) {
    #expect(RunID(rawValue: text) == nil)
  }
}
