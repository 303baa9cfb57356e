import ArgumentParser
import FlowAuthoring
import FlowEngine

struct Customize: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "customize",
    abstract: "Make a plugin that changes a flow by hooks, without touching it.",
    discussion: """
      Its hooks.lua lists every task of the flow, with what it takes and gives and an example that is \
      a comment. One of the flow's fixtures comes with it, to see that the flow still does what it did.
      """)

  @Argument(help: "The flow's name.")
  var flow: String

  @Option(name: .customLong("in"), help: "The folder that the plugin's folder goes into.")
  var folder = "flows/plugins"

  @Option(help: "Read this configuration instead of the flowctl.yaml beside the flows.")
  var config: String?

  func run() throws {
    let options = EngineOptions(configuration: config)
    try OverlayScaffold(flow, in: folder, options: options).scaffold.make(in: options)
  }
}
