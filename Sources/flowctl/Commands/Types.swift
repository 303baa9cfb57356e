import ArgumentParser
import FlowAuthoring
import FlowEngine
import FlowValue
import Foundation

struct Types: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "types",
    abstract: "Write what editors need to complete and check Lua: types of flows and plugins.",
    discussion: """
      The annotations are those of Lua's language server (LuaCATS): the host API, each plugin's \
      functions, each flow's input, output and hooks, for all that is below ./flows or found beside \
      it. In a hook file, '---@type NAME.Hooks' before the table makes the editor know the flow's \
      tasks ('-' in a name is '_' there). A .luarc.json is written into this folder, unless there is \
      one.
      """)

  @Option(help: ArgumentHelp("Where the types go.", valueName: "folder"))
  var output = ".flowctl/types"

  @Option(help: "Read this configuration instead of the flowctl.yaml beside the flows.")
  var config: String?

  func run() throws {
    let stubs = try TypeStubs(EngineOptions(configuration: config))
    let folder = NewFiles(folder: URL(filePath: output))
    for file in stubs.files { try folder.write(file.text, to: file.path) }
    Console.print("\(stubs.files.count) files written to \(output)".escapingControls)
    try writeSettings()
  }

  /// Settings that somebody made are theirs.
  private func writeSettings() throws {
    let settings = TypeStubs.settings(library: output)
    if FileManager.default.fileExists(atPath: ".luarc.json") {
      let known = FileManager.default.contents(atPath: ".luarc.json").map { Array($0) } ?? []
      if (try? FlowValue(json: known)) != settings {
        Console.error(
          ".luarc.json is kept; its workspace.library has to list \(output)".escapingControls)
      }
      return
    }
    try NewFiles(folder: URL(filePath: ".")).write(settings.prettyJSON + "\n", to: ".luarc.json")
    Console.print(".luarc.json written")
  }
}
