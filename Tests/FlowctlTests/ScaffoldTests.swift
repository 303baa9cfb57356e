import Foundation
import Testing

/// `flowctl new` and `flowctl customize`: what they make can be checked, tested and run at once.
@Suite struct `Scaffolds` {
  @Test func `a new flow is clean, its fixture passes, and it runs`() async throws {
    let flowctl = try Flowctl()
    let made = try await flowctl.run("new", "flow", "welcome")
    try Snapshot.expect(made, named: "new-flow", in: flowctl)
    try await Self.expectSound(flowctl)
    let run = try await flowctl.run("run", "welcome", "--set", "name=Ada")
    #expect(run.status == 0 && run.output.contains("Hello, Ada!"), "\(run.output)\(run.error)")
    let french = try await flowctl.run("run", "welcome", "--lang", "fr")
    #expect(french.output.contains("Bonjour, tout le monde"), "\(french.error)")
  }

  @Test func `a second flow leaves the configuration alone`() async throws {
    let flowctl = try Flowctl()
    #expect(try await flowctl.run("new", "flow", "first").status == 0)
    let configuration = flowctl.folder.appending(path: "flows/flowctl.yaml")
    try flowctl.write("flows/flowctl.yaml", "# ours\nprofile: own\nprofiles: { own: {} }\n")
    #expect(try await flowctl.run("new", "flow", "second").status == 0)
    #expect(try String(contentsOf: configuration, encoding: .utf8).hasPrefix("# ours"))
    try await Self.expectSound(flowctl)
  }

  @Test func `a new plugin is clean, its fixtures pass, and its example runs`() async throws {
    let flowctl = try Flowctl()
    let made = try await flowctl.run("new", "plugin", "tea-shop")
    try Snapshot.expect(made, named: "new-plugin", in: flowctl)
    try await Self.expectSound(flowctl)
    let run = try await flowctl.run(
      "run", "flows/plugins/tea-shop/example", "--config", "flows/plugins/tea-shop/flowctl.yaml",
      "--set", "id=teapot")
    #expect(run.status == 0 && run.output.contains("Teapot"), "\(run.output)\(run.error)")
  }

  @Test func `nothing is overwritten, and nothing is made beside what is there`() async throws {
    let flowctl = try Flowctl()
    try flowctl.write("flows/welcome/hooks.lua", "return {}\n")
    let refused = try await flowctl.run("new", "flow", "welcome")
    try Snapshot.expect(refused, named: "new-there", in: flowctl)
    let made = flowctl.folder.appending(path: "flows/welcome/workflow.yaml").path
    #expect(!FileManager.default.fileExists(atPath: made))
    let name = try await flowctl.run("new", "plugin", "Tea Shop")
    try Snapshot.expect(name, named: "new-bad-name", in: flowctl)
  }

  @Test func `a plugin cannot be called as the Lua modules of flows are`() async throws {
    let flowctl = try Flowctl()
    let refused = try await flowctl.run("new", "plugin", "flow")
    #expect(refused.status == 2)
    #expect(refused.error.contains("'flow' cannot be the name of a plugin"), "\(refused.error)")
    #expect(!FileManager.default.fileExists(atPath: flowctl.folder.appending(path: "flows").path))
    try flowctl.write(
      "flows/plugins/x/plugin.yaml", "name: flow\nversion: 0.1.0\nengine: '>=0.1.0'\n")
    let check = try await flowctl.run("check", "flows/plugins/x")
    #expect(check.output.contains("plugin.yaml:1:7: error: 'flow' cannot be"), "\(check.output)")
  }

  @Test func `whoever makes what is there already elsewhere is told`() async throws {
    let flows = Flowctl.repository.appending(path: "flows").path
    let flowctl = try Flowctl(environment: ["FLOWCTL_FLOWS": flows])
    let flow = try await flowctl.run("new", "flow", "attest-new")
    #expect(flow.status == 0)
    #expect(
      flow.error.contains("note: there is a flow 'attest-new' in \(flows)/attest-new as well"),
      "\(flow.error)")
    let plugin = try await flowctl.run("new", "plugin", "partner-center")
    #expect(plugin.status == 0)
    #expect(
      plugin.error.contains("there is a plugin 'partner-center' in \(flows)/plugins/"),
      "\(plugin.error)")
    #expect(try await flowctl.run("new", "flow", "other").error.isEmpty)
  }

  @Test func `an overlay of a new flow lists its tasks, is clean and keeps its fixture green`()
    async throws
  {
    let flowctl = try Flowctl()
    #expect(try await flowctl.run("new", "flow", "welcome").status == 0)
    let made = try await flowctl.run("customize", "welcome")
    try Snapshot.expect(made, named: "customize", in: flowctl)
    let hooks = flowctl.folder.appending(path: "flows/plugins/custom-welcome/hooks.lua")
    try Snapshot.expect(try String(contentsOf: hooks, encoding: .utf8), named: "customize-hooks")
    try await Self.expectSound(flowctl)
    let run = try await flowctl.run(
      "run", "welcome", "--config", "flows/plugins/custom-welcome/flowctl.yaml")
    #expect(run.status == 0, "\(run.error)")
    let missing = try await flowctl.run("customize", "welcme")
    #expect(missing.status == 2 && missing.error.contains("welcome"))
  }

  @Test func `an overlay of our own flow, made elsewhere, is clean and keeps its fixture green`()
    async throws
  {
    let flows = Flowctl.repository.appending(path: "flows").path
    let flowctl = try Flowctl(environment: ["FLOWCTL_FLOWS": flows])
    let made = try await flowctl.run("customize", "verify-acceptance")
    #expect(made.status == 0, "\(made.error)")
    try await Self.expectSound(flowctl)
  }

  /// All that is below `./flows` is clean, and every fixture passes.
  private static func expectSound(
    _ flowctl: Flowctl, at location: SourceLocation = #_sourceLocation
  ) async throws {
    let check = try await flowctl.run("check", "--strict")
    #expect(check.status == 0, "\(check.output)\(check.error)", sourceLocation: location)
    let test = try await flowctl.run("test")
    #expect(test.status == 0, "\(test.output)\(test.error)", sourceLocation: location)
  }
}
