import FlowValue
import Foundation
import GRDB
import Testing

/// A run and its definition, which changes while the run waits.
@Suite(.timeLimit(.minutes(15))) struct `Runs whose definition changes` {
  private static let tasks = """
    - stamp: { call: desk.count, output: { as: "${ this.count }" } }
    - order: { call: prompt, with: { form: desk.order } }
    - done: { set: { size: "${ this.size }" } }
    """

  /// A desk whose flow `changing` waits for an answer, as the run `r`.
  private static func waiting() async throws -> Desk {
    let desk = try Desk()
    try desk.flow("changing", tasks)
    let run = try await desk.flowctl.run("run", "changing", "--id", "r")
    #expect(run.status == 3, "\(run.error)")
    return desk
  }

  private static func rewrite(_ desk: Desk, version: String = "1.1.0", _ tasks: String) throws {
    try desk.flow("changing", tasks)
    let file = desk.flowctl.folder.appending(path: "flows/changing/workflow.yaml")
    let text = try String(contentsOf: file, encoding: .utf8)
    try desk.flowctl.write(
      "flows/changing/workflow.yaml", text.replacing("version: 1.0.0", with: "version: \(version)"))
  }

  private static func answer(_ desk: Desk) async throws -> Flowctl.Result {
    try await desk.flowctl.run("answer", "r", "--input", Desk.answer.json)
  }

  private func entries(_ desk: Desk) async throws -> [FlowValue] {
    try await desk.show("r")["journal"]?.array ?? []
  }

  @Test func `replay on their own definition, waiting and ended`() async throws {
    let desk = try await Self.waiting()
    let before = try await desk.flowctl.run("replay", "r")
    #expect(before.status == 0)
    try Snapshot.expect(before, named: "replay-same", in: desk.flowctl)
    #expect(try await Self.answer(desk).status == 0)
    let after = try await desk.flowctl.run("replay", "r", "--with", "changing", "--output", "json")
    #expect(try FlowValue(json: after.output)["same"] == true)
    #expect(try FlowValue(json: after.output)["entries"] == 5)
  }

  @Test func `show both sources where a task has another name, and stay as they were`()
    async throws
  {
    let desk = try await Self.waiting()
    let journal = try await entries(desk)
    try Self.rewrite(desk, Self.tasks.replacing("- stamp:", with: "- count:"))
    let replayed = try await desk.flowctl.run("replay", "r", "--with", "changing")
    #expect(replayed.status == 5)
    try Snapshot.expect(replayed, named: "replay-renamed", in: desk.flowctl)
    let migrated = try await desk.flowctl.run("migrate", "r", "--with", "changing")
    #expect(migrated.status == 5)
    try Snapshot.expect(migrated, named: "migrate-renamed", in: desk.flowctl)
    #expect(try await entries(desk) == journal)
    #expect(try await Self.answer(desk).status == 0)
  }

  @Test func `show the member in which a request differs`() async throws {
    let desk = try await Self.waiting()
    try Self.rewrite(
      desk,
      Self.tasks.replacing(
        "form: desk.order", with: "form: desk.order, title: Another title"))
    let replayed = try await desk.flowctl.run("replay", "r", "--with", "flows/changing")
    #expect(replayed.status == 5)
    try Snapshot.expect(replayed, named: "replay-request", in: desk.flowctl)
  }

  @Test func `tell where a finished run would end otherwise`() async throws {
    let desk = try await Self.waiting()
    #expect(try await Self.answer(desk).status == 0)
    try Self.rewrite(desk, Self.tasks.replacing("size: \"${ this.size }\"", with: "size: other"))
    let replayed = try await desk.flowctl.run("replay", "r", "--with", "changing")
    #expect(replayed.status == 5)
    try Snapshot.expect(replayed, named: "replay-end", in: desk.flowctl)
  }

  @Test func `go on with a definition that has one more 'set', under its version`() async throws {
    let desk = try await Self.waiting()
    try Self.rewrite(
      desk,
      "- note: { set: { noted: true } }\n"
        + Self.tasks.replacing(
          "size: \"${ this.size }\"", with: "size: \"${ this.size }\", new: true"))
    let migrated = try await desk.flowctl.run("migrate", "-", "--with", "changing", input: "r\n")
    #expect(migrated.status == 0, "\(migrated.error)")
    try Snapshot.expect(migrated, named: "migrate-set", in: desk.flowctl)
    let listed = try await desk.flowctl.run("runs", "--output", "json")
    #expect(
      try FlowValue(json: listed.output).array?.first?["workflow"] == "tests/changing:1.1.0")
    let shown = try await desk.show("r")
    #expect(shown["workflow"]?["version"] == "1.1.0")
    #expect(shown["chain"] == "intact")
    #expect(shown["waiting"]?.array?.first?["reference"] == "/do/2/order")
    #expect(shown["journal"]?.array?.last?["kind"] == "rebound")

    let again = try await desk.flowctl.run("migrate", "r", "--with", "changing")
    #expect(again.status == 0)
    #expect(again.output.contains("has this definition already"))

    let answered = try await desk.flowctl.run(
      "answer", "r", "--input", Desk.answer.json, "--output", "json")
    #expect(try FlowValue(json: answered.output)["output"] == ["size": "large", "new": true])
    #expect(try await desk.flowctl.run("replay", "r").status == 0)
  }

  @Test func `that are finished, of another workflow or nobody's are refused`() async throws {
    let desk = try await Self.waiting()
    try desk.flow("else", Self.tasks)
    let other = try await desk.flowctl.run("migrate", "r", "--with", "else")
    #expect(other.status == 2)
    #expect(other.error.contains("the definition given is tests/else:1.0.0"))
    #expect(try await desk.flowctl.run("replay", "r", "--with", "else").error == other.error)
    #expect(try await Self.answer(desk).status == 0)
    try Self.rewrite(desk, Self.tasks)
    let ended = try await desk.flowctl.run("migrate", "r", "--with", "changing")
    #expect(ended.status == 2)
    #expect(ended.error.contains("Run r is completed"))
    #expect(try await desk.flowctl.run("migrate", "none", "--with", "changing").status == 2)
  }

  @Test func `begin at once what is new beside what they wait for, once a worker comes`()
    async throws
  {
    let desk = try Desk()
    let fork = """
      - both:
          fork:
            branches:
            - order: { call: prompt, with: { form: desk.order } }

      """
    try desk.flow("changing", fork)
    #expect(try await desk.flowctl.run("run", "changing", "--id", "r").status == 3)
    try Self.rewrite(desk, fork + "      - count: { call: desk.count }\n")
    #expect(try await desk.flowctl.run("migrate", "r", "--with", "changing").status == 0)
    #expect(try await desk.flowctl.run("worker", "--once").status == 0)
    let tasks = try await desk.show("r")["tasks"]?.array ?? []
    #expect(tasks.first { $0["name"] == "count" }?["status"] == "completed")
    #expect(try await desk.show("r")["status"] == "waiting")
  }

  @Test func `whose journal was tampered with are not moved`() async throws {
    let desk = try await Self.waiting()
    let journal = try DatabaseQueue(
      path: desk.flowctl.home.appending(path: "journal.sqlite").path)
    try await journal.write { database in
      try database.execute(sql: "UPDATE entries SET outcome = NULL WHERE sequence = 1")
    }
    try journal.close()
    try Self.rewrite(desk, "- note: { set: { n: 1 } }\n" + Self.tasks)
    let migrated = try await desk.flowctl.run("migrate", "r", "--with", "changing")
    #expect(migrated.status == 5)
    #expect(migrated.error.contains("The journal of run r is damaged."))
  }

  @Test func `that faulted in an expression replay where it stands in another line`() async throws {
    let desk = try Desk()
    let tasks = "- done: { set: { n: \"${ this.nothing.at.all }\" } }"
    try desk.flow("changing", "- count: { call: desk.count }\n" + tasks)
    #expect(try await desk.flowctl.run("run", "changing", "--id", "r").status == 1)
    try Self.rewrite(desk, "- count: { call: desk.count }\n- note: { set: { m: 1 } }\n" + tasks)
    let replayed = try await desk.flowctl.run("replay", "r", "--with", "changing")
    #expect(replayed.status == 0, "\(replayed.output)")
  }

  @Test func `suspended ones stay so until they are resumed, on the new definition`() async throws {
    let desk = try await Self.waiting()
    #expect(try await desk.flowctl.run("suspend", "r").status == 0)
    try Self.rewrite(
      desk, Self.tasks.replacing("size: \"${ this.size }\"", with: "size: \"${ this.size }\", b: 2")
    )
    #expect(try await desk.flowctl.run("migrate", "r", "--with", "changing").status == 0)
    #expect(try await desk.show("r")["status"] == "suspended")
    #expect(try await desk.flowctl.run("resume", "r").status == 3)
    let answered = try await desk.flowctl.run(
      "answer", "r", "--input", Desk.answer.json, "--output", "json")
    #expect(try FlowValue(json: answered.output)["output"] == ["size": "large", "b": 2])
  }

  @Test func `that faulted in what they computed go on without asking again`() async throws {
    let desk = try Desk()
    try desk.flow(
      "changing",
      "- count: { call: desk.count }\n- done: { set: { n: \"${ this.nothing.at.all }\" } }")
    #expect(try await desk.flowctl.run("run", "changing", "--id", "r").status == 1)
    try Self.rewrite(
      desk, "- count: { call: desk.count }\n- done: { set: { n: \"${ this.count }\" } }")
    let retried = try await desk.flowctl.run(
      "retry", "r", "--with", "changing", "--output", "json")
    #expect(retried.status == 0, "\(retried.error)")
    #expect(try FlowValue(json: retried.output)["output"] == ["n": 7])
    let kinds = try await entries(desk).compactMap { $0["kind"]?.string }
    #expect(kinds == ["started", "answered", "ended", "reopened", "rebound", "ended"])
    #expect(try await desk.show("r")["chain"] == "intact")
  }

  @Test func `that faulted on an answer ask again, with another request`() async throws {
    let desk = try Desk()
    try desk.flow("changing", "- stamp: { call: desk.stamp }")
    #expect(try await desk.flowctl.run("run", "changing", "--id", "r").status == 1)
    try Self.rewrite(desk, "- note: { set: { n: 1 } }\n- stamp: { call: desk.stamp }")
    let migrated = try await desk.flowctl.run("migrate", "r", "--with", "changing")
    #expect(migrated.status == 0, "\(migrated.error)")
    #expect(try await desk.show("r")["status"] == "faulted")
    let retried = try await desk.flowctl.run("retry", "r", "--output", "json")
    #expect(try FlowValue(json: retried.output)["output"] == ["stamped": true])
    let kinds = try await entries(desk).compactMap { $0["kind"]?.string }
    #expect(
      kinds == [
        "started", "asked", "answered", "ended", "rebound", "reopened", "asked", "answered",
        "ended",
      ])
  }

  @Test func `that faulted do not go on where what was begun has another name`() async throws {
    let desk = try Desk()
    try desk.flow("changing", "- first: { call: desk.count }\n- stamp: { call: desk.stamp }")
    #expect(try await desk.flowctl.run("run", "changing", "--id", "r").status == 1)
    try Self.rewrite(desk, "- other: { call: desk.count }\n- stamp: { call: desk.stamp }")
    let retried = try await desk.flowctl.run("retry", "r", "--with", "changing")
    #expect(retried.status == 5)
    try Snapshot.expect(retried, named: "retry-renamed", in: desk.flowctl)
    #expect(try await desk.show("r")["status"] == "faulted")
  }
}
