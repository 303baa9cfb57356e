import FlowValue
import Foundation
import GRDB
import Testing

/// What goes wrong says what, where, and the next command to type.
@Suite struct `Errors` {
  private static let head = """
    document: { dsl: 1.0.3, namespace: tests, name: sample, version: 1.0.0 }
    evaluate: { language: lua }

    """

  @Test func `a flow that does not exist`() async throws {
    let flowctl = try Flowctl()
    try flowctl.write(
      "flows/sample/workflow.yaml", Self.head + "do: [ { a: { set: { n: 1 } } } ]\n")
    try Snapshot.expect(await flowctl.run("run", "smaple"), named: "missing-flow", in: flowctl)
  }

  @Test(arguments: [
    ("yaml-syntax", "do:\n  - one: { set: { n: 1 }\n"),
    ("unknown-field", "do:\n  - one: { sett: { n: 1 } }\n  - two: { set: { n: 1 }, inptu: { } }\n"),
    ("lua-expression", "do:\n  - one: { set: { n: \"${ 1 + }\" } }\n"),
    ("not-supported", "schedule: { every: PT1H }\ndo: []\n"),
    ("unknown-function", "do:\n  - one: { call: shop.order }\n"),
  ])
  func `a definition that is wrong`(name: String, text: String) async throws {
    let flowctl = try Flowctl()
    try flowctl.write("flows/sample/workflow.yaml", Self.head + text)
    try Snapshot.expect(await flowctl.run("run", "sample"), named: name, in: flowctl)
    #expect(!FileManager.default.fileExists(atPath: flowctl.home.path + "/journal.sqlite"))
  }

  @Test(arguments: [
    ("lua-syntax", "return { one = { before = function() return end end } }"),
    (
      "lua-runtime",
      "return { one = { before = function(task)\n  return task.missing.field\nend } }"
    ),
    ("lua-limit", "return { one = { before = function()\n  while true do end\nend } }"),
    (
      "lua-memory",
      "return { one = { before = function()\n  local t = {}\n"
        + "  while true do t[#t + 1] = { t } end\nend } }"
    ),
  ])
  func `a script that is wrong`(name: String, hooks: String) async throws {
    let flowctl = try Flowctl()
    try flowctl.write(
      "flows/sample/workflow.yaml", Self.head + "do: [ { one: { set: { n: 1 } } } ]\n")
    try flowctl.write("flows/sample/hooks.lua", hooks)
    try Snapshot.expect(await flowctl.run("run", "sample"), named: name, in: flowctl)
  }

  @Test(arguments: [
    ("no-file", ["run", "sample", "--input", "missing.json"]),
    ("bad-json", ["run", "sample", "--input", "{ \"n\": 1, }}"]),
    ("bad-set", ["run", "sample", "--set", "nothing"]),
    ("schema", ["run", "sample", "--input", "{\"n\": \"text\"}"]),
    ("bad-id", ["run", "sample", "--set", "n=1", "--id", "no/slash"]),
    ("unknown-run", ["show", "nothing"]),
    ("unknown-resume", ["resume", "nothing"]),
    ("unknown-option", ["run", "sample", "--wrong"]),
    ("planned-option", ["run", "sample", "--dry-run"]),
    ("planned-command", ["purge", "x"]),
    ("unknown-command", ["rnu"]),
    ("unknown-code", ["explain", "FE9999"]),
    ("unknown-profile", ["run", "sample", "--profile", "prod"]),
    ("missing-config", ["run", "sample", "--config", "nowhere.yaml"]),
    ("unknown-language", ["run", "sample", "--set", "n=1", "--lang", "xx"]),
    ("not-an-object", ["run", "sample", "--input", "[1]"]),
    ("bad-limit", ["runs", "--limit", "0"]),
    ("bad-port", ["sandbox", "serve", "--port", "65536"]),
  ])
  func `a command line that is wrong`(name: String, arguments: [String]) async throws {
    let flowctl = try Flowctl()
    try flowctl.write(
      "flows/sample/workflow.yaml",
      Self.head
        + "input: { schema: { document: { type: object, required: [ n ], properties: { n: { type: integer } } } } }\n"
        + "do: [ { one: { set: { n: 1 } } } ]\n")
    try flowctl.write("flows/flowctl.yaml", "profile: bare\nprofiles: { bare: {}, other: {} }\n")
    let result = try await flowctl.run(arguments)
    #expect(result.status == 2)
    try Snapshot.expect(result, named: "usage-" + name, in: flowctl)
  }

  @Test func `a plugin that is not where the configuration says`() async throws {
    let flowctl = try Flowctl()
    try flowctl.write(
      "flows/sample/workflow.yaml", Self.head + "do: [ { one: { set: { n: 1 } } } ]\n")
    try flowctl.write("flows/flowctl.yaml", "plugins: [ /nowhere/shop ]\n")
    try Snapshot.expect(await flowctl.run("run", "sample"), named: "missing-plugin", in: flowctl)
  }

  @Test(arguments: ["truncated", "foreign", "newer", "not-a-database"])
  func `a journal that cannot be used`(name: String) async throws {
    let flowctl = try Flowctl()
    try flowctl.write(
      "flows/sample/workflow.yaml", Self.head + "do: [ { one: { set: { n: 1 } } } ]\n")
    #expect(try await flowctl.run("run", "sample").status == 0)
    let journal = flowctl.home.appending(path: "journal.sqlite")
    switch name {
    case "truncated": try FileHandle(forUpdating: journal).truncate(atOffset: 5000)
    case "foreign": try Self.sqlite(journal, "PRAGMA application_id = 42")
    case "newer": try Self.sqlite(journal, "PRAGMA user_version = 99")
    default: try Data("this is no database at all, only a text".utf8).write(to: journal)
    }
    let result = try await flowctl.run("run", "sample")
    #expect(result.status == 5)
    try Snapshot.expect(result, named: "journal-" + name, in: flowctl)
  }

  @Test(arguments: [["sandbox", "reset"], ["sandbox", "serve", "--port", "0"]])
  func `a sandbox whose state is damaged`(arguments: [String]) async throws {
    let flowctl = try Flowctl()
    try flowctl.linkFlows()
    #expect(try await flowctl.run("sandbox", "reset").status == 0)
    let text = Data("this is no database at all, only a text".utf8)
    try text.write(to: flowctl.home.appending(path: "sandbox.sqlite"))
    let result = try await flowctl.run(arguments)
    #expect(result.status == 5)
    try Snapshot.expect(result, named: "sandbox-damaged", in: flowctl)
  }

  @Test(.enabled(if: Mount.isPossible, "mounting is not allowed here"))
  func `a home that is read-only`() async throws {
    let mount = try Mount(size: "8m")
    let flowctl = try Flowctl(environment: ["FLOWCTL_HOME": mount.folder.path])
    try flowctl.write(
      "flows/sample/workflow.yaml", Self.head + "do: [ { one: { set: { n: 1 } } } ]\n")
    #expect(try await flowctl.run("run", "sample").status == 0)
    try mount.makeReadOnly()
    let result = try await flowctl.run("run", "sample")
    #expect(result.status == 5)
    try Snapshot.expect(result, named: "home-read-only", in: flowctl)
  }

  @Test(.enabled(if: Mount.isPossible, "mounting is not allowed here"))
  func `a sandbox in a home that is read-only`() async throws {
    let mount = try Mount(size: "8m")
    let flowctl = try Flowctl(environment: ["FLOWCTL_HOME": mount.folder.path])
    try flowctl.linkFlows()
    try mount.makeReadOnly()
    let result = try await flowctl.run("sandbox", "serve", "--port", "0")
    #expect(result.status == 5)
    try Snapshot.expect(result, named: "sandbox-read-only", in: flowctl)
  }

  @Test(.enabled(if: Mount.isPossible, "mounting is not allowed here"))
  func `a disk that is full`() async throws {
    let mount = try Mount(size: "400k")
    let flowctl = try Flowctl(environment: ["FLOWCTL_HOME": mount.folder.path])
    try flowctl.write(
      "flows/sample/workflow.yaml", Self.head + "do: [ { one: { set: { n: 1 } } } ]\n")
    #expect(try await flowctl.run("run", "sample").status == 0)
    let filler = mount.folder.appending(path: "filler").path
    _ = FileManager.default.createFile(atPath: filler, contents: Data(count: 350_000))
    var result = try await flowctl.run(
      "run", "sample", "--set", "text=" + String(repeating: "x", count: 90_000))
    for _ in 0..<5 where result.status == 0 {
      result = try await flowctl.run(
        "run", "sample", "--set", "text=" + String(repeating: "x", count: 90_000))
    }
    #expect(result.status == 5)
    try Snapshot.expect(result, named: "home-full", in: flowctl)
  }

  @Test func `an API that cannot be reached`() async throws {
    let flowctl = try Flowctl(environment: [
      "FLOWCTL_SECRET_PARTNER_CENTER_CLIENT_SECRET": "x-client-secret",
      "FLOWCTL_SECRET_PARTNER_CENTER_REFRESH_TOKEN": "x-refresh-token",
    ])
    try flowctl.linkFlows()
    // Port 9 is discard, which nothing listens on.
    try flowctl.write("socket.yaml", SandboxWorld.configuration(port: 9))
    let result = try await flowctl.run(
      "run", "attest-new", "--config", "socket.yaml", "--input", SandboxWorld.example.json)
    #expect(result.status == 1)
    try Snapshot.expect(result, named: "unreachable", in: flowctl)
  }

  private static func sqlite(_ file: URL, _ statement: String) throws {
    let database = try DatabaseQueue(path: file.path)
    try database.writeWithoutTransaction { try $0.execute(sql: statement) }
    try database.close()
  }
}
