import ArgumentParser
import FlowAuthoring
import FlowEngine

struct New: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "new",
    abstract: "Make a flow or a plugin that can be checked, tested and run at once.",
    subcommands: [Flow.self, Plugin.self])

  struct Flow: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Make a flow: a definition, hooks, texts in two languages, and a fixture.")

    @Argument(help: "Its name: letters, digits and inner hyphens.")
    var name: String

    @Option(name: .customLong("in"), help: "The folder that its folder goes into.")
    var folder = "flows"

    func run() throws {
      let options = EngineOptions()
      try Scaffold.flow(name, in: folder, options: options).make(in: options)
    }
  }

  struct Plugin: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract:
        "Make a plugin: a function, a simulator, texts, and a flow with fixtures that uses it.")

    @Argument(help: "Its name: letters, digits and inner hyphens.")
    var name: String

    @Option(name: .customLong("in"), help: "The folder that its folder goes into.")
    var folder = "flows/plugins"

    func run() throws {
      let options = EngineOptions()
      try Scaffold.plugin(name, in: folder, options: options).make(in: options)
    }
  }
}
