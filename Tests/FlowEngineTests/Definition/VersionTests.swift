import Testing

@testable import FlowEngine

struct VersionTests {
  @Test func `versions are ordered as semver.org says`() {
    let ordered = [
      "1.0.0-alpha", "1.0.0-alpha.1", "1.0.0-alpha.beta", "1.0.0-beta", "1.0.0-beta.2",
      "1.0.0-beta.11", "1.0.0-rc.1", "1.0.0", "1.0.1", "1.2.0", "1.10.0", "2.0.0",
    ]
    let versions = ordered.compactMap(SemanticVersion.init)
    #expect(versions.count == ordered.count)
    #expect(versions.shuffled().sorted().map(\.description) == ordered)
  }

  @Test(arguments: ["1", "1.0", "1.0.0.0", "01.0.0", "1.0.0-", "1.0.0-01", "1.0.0+", "v1.0.0", ""])
  func `other texts are no version`(text: String) {
    #expect(SemanticVersion(text) == nil)
  }

  @Test func `a range holds what satisfies all its comparators`() throws {
    let range = try #require(VersionRange(">=0.1.0 <1.0.0"))
    let held = ["0.0.9", "0.1.0", "0.9.9", "1.0.0"].filter { text in
      SemanticVersion(text).map(range.contains) ?? false
    }
    #expect(held == ["0.1.0", "0.9.9"])
  }

  @Test(arguments: ["", "^1.0.0", ">=1", ">= 1.0.0", "1.0.0 || 2.0.0"])
  func `other texts are no range`(text: String) {
    #expect(VersionRange(text) == nil)
  }
}
