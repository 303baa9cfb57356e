import FlowAuthoring
import FlowEngine
import FlowValue
import Foundation
import Testing

/// `flowctl types`: what editors know of our Lua is what the engine gives.
@Suite struct `Types` {
  @Test
  func `the types of a shop's function, flow and hooks are written, with settings for editors`()
    async throws
  {
    let shop = try CheckShop()
    let result = try await shop.flowctl.run("types", "--output", "types")
    try Snapshot.expect(result, named: "types", in: shop.flowctl)
    for (file, name) in [
      ("types/plugins/shop.lua", "types-plugin"), ("types/flows/order.lua", "types-flow"),
      (".luarc.json", "types-settings"),
    ] {
      let text = try String(contentsOf: shop.flowctl.folder.appending(path: file), encoding: .utf8)
      try Snapshot.expect(text, named: name)
    }
  }

  @Test func `settings that somebody made are kept`() async throws {
    let shop = try CheckShop()
    try shop.flowctl.write(".luarc.json", "{}\n")
    let result = try await shop.flowctl.run("types")
    #expect(result.status == 0 && result.error.contains("its workspace.library has to list"))
    let file = shop.flowctl.folder.appending(path: ".luarc.json")
    #expect(try String(contentsOf: file, encoding: .utf8) == "{}\n")
  }

  @Test func `the stubs have what the sandbox has, no more and no less`() throws {
    let shop = try CheckShop()
    let stubs = try TypeStubs(EngineOptions(workingDirectory: shop.flowctl.folder))
    let declared = Set(
      stubs.files.prefix(2).flatMap { LuaOutline(chunk: $0.text).globals }.map { global in
        ([global.name] + global.members).map(\.text).joined(separator: ".")
      })
    let names = try ScriptNames.ofChecks().union(try ScriptNames.ofSimulators())
    let given = Set(
      names.members.filter { $0.key.hasPrefix("flow") || $0.key == "state" }.flatMap {
        table, members in [table] + members.map { "\(table).\($0)" }
      })
    #expect(declared.subtracting(["null", "array"]) == given)
  }

  @Test func `our own flows and plugins have types, and all of them are Lua`() throws {
    let stubs = try TypeStubs(EngineOptions(workingDirectory: Flowctl.repository))
    let syntax = try LuaSyntax()
    for file in stubs.files {
      #expect(syntax.fault(script: file.text, file: file.path) == nil, "\(file.path)")
    }
    #expect(stubs.files.contains { $0.path == "plugins/partner-center.lua" })
    #expect(stubs.files.contains { $0.text.contains("---@class attest_new.Hooks") })
  }

  private static let luacheck = "/usr/bin/luacheck"

  @Test(.enabled(if: FileManager.default.isExecutableFile(atPath: luacheck)))
  func `luacheck finds nothing in our own Lua, given the sandbox's names`() async throws {
    let flowctl = try Flowctl()
    try flowctl.write("luacheckrc", try Self.settings())
    let flows = Flowctl.repository.appending(path: "flows").path
    let result = try await flowctl.shell(
      "\(Self.luacheck) --config luacheckrc --no-color --quiet '\(flows)'")
    #expect(result.status == 0, "\(result.output)\(result.error)")
  }

  /// The names of the sandbox as luacheck knows them.
  private static func settings() throws -> String {
    let names = try ScriptNames.ofChecks().union(try ScriptNames.ofSimulators())
    func fields(_ table: String) -> String {
      let members = (names.members[table] ?? []).sorted().map { name in
        let path = table.isEmpty ? name : "\(table).\(name)"
        return names.members[path] == nil
          ? "\(name) = {}" : "\(name) = { fields = { \(fields(path)) } }"
      }
      return members.joined(separator: ", ")
    }
    return """
      stds.flow = { read_globals = { \(fields("")) } }
      std = "flow"
      unused_args = false
      max_line_length = false
      """
  }
}
