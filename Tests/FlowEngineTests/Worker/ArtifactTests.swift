import FlowEngine
import FlowTesting
import FlowValue
import Foundation
import Testing

@Suite struct `A file that a run saves` {
  private static let hooks = """
    return {
      note = { after = function(task)
        return flow.save { name = "note.txt", content = "Dear Ada,\\r\\nyours.", copy = true }
      end },
    }
    """

  private func workshop(_ hooks: String = hooks, more: String = "") throws -> Workshop {
    let workshop = try Workshop()
    try workshop.flow("- note: { set: { n: 1 } }", more: more, hooks: hooks)
    return workshop
  }

  private func mode(_ path: String) throws -> Int {
    let attributes = try FileManager.default.attributesOfItem(atPath: path)
    return try #require((attributes[.posixPermissions] as? NSNumber)?.intValue)
  }

  @Test func `lies in the run's own folder, for its owner alone`() async throws {
    let workshop = try workshop()
    let report = try await workshop.run(id: "letter")
    let file = workshop.home.appending(path: "artifacts/letter/note.txt").path
    #expect(report.output?["path"] == .string(file))
    #expect(try String(contentsOfFile: file, encoding: .utf8) == "Dear Ada,\r\nyours.")
    #expect(report.output?["size"] == 17)
    #expect(report.output?["sha256"]?.string?.count == 64)
    #expect(try mode(file) == 0o600)
    #expect(try mode((file as NSString).deletingLastPathComponent) == 0o700)
    #expect(report.artifacts.map(\.name) == ["note.txt"])
    #expect(
      report.value["artifacts"] == [
        [
          "name": "note.txt", "path": .string(file), "type": "text/plain; charset=utf-8",
          "copy": true,
        ]
      ])
  }

  @Test func `is named in the journal, and its words are not there`() async throws {
    let workshop = try workshop()
    _ = try await workshop.run(id: "letter")
    let engine = try await FlowEngine(workshop.options)
    let shown = try await engine.show(try #require(RunID(rawValue: "letter")))
    await engine.close()
    #expect(shown.report.artifacts.map(\.name) == ["note.txt"])
    #expect(shown.chain == "intact")
    let journal = FlowValue.array(shown.journal).json
    #expect(journal.contains("note.txt") && journal.contains("sha256"))
    #expect(!journal.contains("Dear"))
    let database = try Data(contentsOf: workshop.home.appending(path: "journal.sqlite"))
    #expect(database.range(of: Data("Dear Ada".utf8)) == nil)
  }

  @Test func `takes the place of one with its name`() async throws {
    let workshop = try workshop(
      """
      return { note = { after = function()
        flow.save { name = "note.txt", content = "one" }
        flow.save { name = "other.txt", content = "two" }
        return flow.save { name = "note.txt", content = "three", type = "text/markdown" }
      end } }
      """)
    let report = try await workshop.run(id: "letter")
    let folder = workshop.home.appending(path: "artifacts/letter")
    #expect(
      try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
        == ["note.txt", "other.txt"])
    #expect(
      try String(contentsOf: folder.appending(path: "note.txt"), encoding: .utf8) == "three")
    #expect(report.artifacts.map(\.name) == ["other.txt", "note.txt"])
    #expect(report.artifacts.map(\.type) == ["text/plain; charset=utf-8", "text/markdown"])
  }

  @Test(arguments: InterposedStore.Moment.allCases)
  func `is whole after a run that died at any append`(moment: InterposedStore.Moment) async throws {
    for append in 1...6 {
      let workshop = try workshop()
      let engine = try await FlowEngine(workshop.options)
      let dying = FlowEngine(
        surroundings: engine.surroundings,
        store: InterposedStore.crashing(try engine.store, at: append, moment))
      _ = try? await dying.start("test", input: [:], id: "letter").finish()
      let report = try await engine.start("test", input: [:], id: "letter").finish()
      await engine.close()
      #expect(report.phase == .completed, "append \(append)")
      #expect(report.artifacts.map(\.name) == ["note.txt"], "append \(append)")
      let file = workshop.home.appending(path: "artifacts/letter/note.txt")
      #expect(try String(contentsOf: file, encoding: .utf8) == "Dear Ada,\r\nyours.")
    }
  }

  private static let inList = #"{ "The password is ", flow.secret("key"), ", Ada." }"#
  private static let behindPrefix =
    #"{ prefix = "The password,\r\nAda, is ", secret = flow.secret("key") }"#

  private static func saving(_ content: String) -> String {
    """
    return { note = { after = function()
      return flow.save { name = "note.txt", content = \(content) }
    end } }
    """
  }

  private func set(_ name: String, to text: String, in workshop: borrowing Workshop) async throws {
    let engine = try await FlowEngine(workshop.options)
    try await engine.setSecret(name, text: text, origins: [])
    await engine.close()
  }

  @Test(arguments: [
    (inList, "The password is s3cret-word, Ada."),
    (behindPrefix, "The password,\r\nAda, is s3cret-word"),
  ])
  func `holds a secret where the flow may, and no digest of it is kept`(
    content: String, text: String
  ) async throws {
    let workshop = try workshop(
      Self.saving(content), more: "permissions: { secrets: [ key ], artifacts: [ secrets ] }")
    try await set("key", to: "s3cret-word", in: workshop)
    let report = try await workshop.run(id: "letter")
    let file = workshop.home.appending(path: "artifacts/letter/note.txt")
    #expect(try String(contentsOf: file, encoding: .utf8) == text)
    #expect(report.output?["sha256"] == nil)
    #expect(report.output?["size"] == .integer(Int64(text.utf8.count)))
    let database = try Data(contentsOf: workshop.home.appending(path: "journal.sqlite"))
    #expect(database.range(of: Data("s3cret-word".utf8)) == nil)
  }

  @Test func `holds no secret without the permission, which the refusal names`() async throws {
    let workshop = try workshop(Self.saving(Self.inList), more: "permissions: { secrets: [ key ] }")
    try await set("key", to: "s3cret-word", in: workshop)
    let report = try await workshop.run(id: "letter")
    #expect(report.error?.type == "https://flowengine.dev/problems/permission-denied")
    #expect(report.error?.detail?.contains("`artifacts: [secrets]`") == true)
    #expect(!FileManager.default.fileExists(atPath: workshop.home.path + "/artifacts/letter"))
  }

  @Test func `says which secret is not set`() async throws {
    let workshop = try workshop(
      Self.saving(Self.inList), more: "permissions: { secrets: [ key ], artifacts: [ secrets ] }")
    let report = try await workshop.run()
    #expect(report.error?.detail?.contains("flowctl secret set key") == true)
  }

  @Test(arguments: [
    (#"name = "../note.txt", content = "x""#, "name"),
    (#"name = ".hidden", content = "x""#, "name"),
    (#"name = "", content = "x""#, "name"),
    (#"name = "a/b", content = "x""#, "name"),
    (#"name = "a", content = { n = 1 }"#, "content"),
    (#"name = "a""#, "content"),
    (#"name = "a", content = "x", type = "text/plain\nX""#, "type"),
    (#"name = "a", content = "x", mode = 1"#, "mode"),
  ])
  func `is refused for a field that is wrong, by its name`(fields: String, field: String)
    async throws
  {
    let workshop = try workshop(
      "return { note = { after = function() return flow.save { \(fields) } end } }")
    let report = try await workshop.run()
    #expect(report.error?.members["field"] == .string(field))
  }

  @Test func `is not looked for above the folder of artifacts, whatever the run is called`()
    async throws
  {
    let workshop = try workshop()
    let report = try await workshop.run(id: "..")
    #expect(
      report.output?["path"]
        == .string(workshop.home.appending(path: "artifacts/_../note.txt").path))
  }

  @Test func `base 64 is that of RFC 4648`() async throws {
    let workshop = try workshop(
      """
      return { note = { after = function()
        local out = array {}
        for _, text in ipairs { "", "f", "fo", "foo", "foob", "fooba", "foobar", "é\\xE2\\x82\\xAC" } do
          out[#out + 1] = flow.base64(text)
        end
        return out
      end } }
      """)
    #expect(
      try await workshop.run().output == [
        "", "Zg==", "Zm8=", "Zm9v", "Zm9vYg==", "Zm9vYmE=", "Zm9vYmFy", "w6nigqw=",
      ])
  }
}
