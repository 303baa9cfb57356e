import ArgumentParser
import FlowAuthoring
import FlowEngine
import FlowTesting

struct Graph: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "graph",
    abstract: "Draw a flow; with the way that a run took, or with what its fixtures miss.",
    discussion: """
      The picture goes to standard output: Mermaid for a page that shows it, DOT for Graphviz, or \
      SVG that needs nothing else: flowctl graph attest-new --format svg > attest-new.svg

      With --run the definition is the one that the run is pinned to; what it passed is strong, \
      what it left out is faint, where it waits and where it failed has a colour of its own. With \
      --coverage the flow's fixtures are performed, as 'flowctl test' does, and what none of them \
      reaches is marked.
      """)

  @Argument(help: "A flow's name or path; with --run it can be left out.")
  var flow: String?

  @Option(help: "How to draw: mermaid, dot or svg.")
  var format = GraphFormat.mermaid

  @Option(
    name: .customLong("run"), help: ArgumentHelp("Draw the way of this run.", valueName: "id"))
  var taken: String?

  @Flag(help: "Mark which steps and branches no fixture reaches.")
  var coverage = false

  @OptionGroup var engine: EngineArguments

  func validate() throws {
    if flow == nil, taken == nil { throw ValidationError("Name a flow, or a run with --run.") }
    if taken != nil, coverage {
      throw ValidationError("--run shows one run and --coverage all fixtures; leave one out.")
    }
    if coverage, engine.profile != nil || engine.language != nil {
      throw ValidationError("--coverage goes by the fixtures; leave --profile and --lang out.")
    }
  }

  func run() async throws {
    let graph = try await drawn()
    switch format {
    case .mermaid: Console.print(MermaidText(graph).text)
    case .dot: Console.print(DOTText(graph).text)
    case .svg: Console.print(SVGText(graph).text)
    }
  }

  private func drawn() async throws -> FlowGraph {
    if let taken { return try await drawn(run: try RunArgument.id(taken)) }
    let name = flow ?? ""
    let workflow = try await engine.withEngine { try $0.outline(of: name).workflows.first }
    guard let workflow else { throw EngineError.usage("There is nothing to draw in \(name).") }
    return coverage ? try await covered(workflow, name) : FlowGraph(workflow)
  }

  private func drawn(run id: RunID) async throws -> FlowGraph {
    let taken = try await engine.withEngine { try await $0.path(of: id) }
    if let flow, taken.workflow.document.name != flow.split(separator: "/").last.map(String.init) {
      throw EngineError.usage(
        "The run \(id) is one of \(taken.workflow.document.name), not of \(flow).",
        hint: "flowctl graph --run \(id)")
    }
    var graph = FlowGraph(taken.workflow).marked(run: taken.path)
    graph.subtitle = "run \(id), \(taken.phase.rawValue) (\(legend(of: taken)))"
    return graph
  }

  /// What the colours mean.
  private func legend(of taken: RunPath) -> String {
    var colours = ["green: the way it took"]
    if !taken.path.open.isEmpty {
      let isOver = taken.phase == .cancelled
      colours.append(isOver ? "amber: what was cancelled" : "amber: what is going on")
    }
    if !taken.path.faulted.isEmpty { colours.append("red: what faulted") }
    return colours.joined(separator: ", ")
  }

  private func covered(_ workflow: Workflow, _ name: String) async throws -> FlowGraph {
    let recorder = CoverageRecorder()
    let finder = FixtureFinder(EngineOptions(configuration: engine.config))
    let suite = FixtureSuite(
      try finder.sources([name]), crash: false, parallel: 2, coverage: recorder)
    let report = FixtureReport(await suite.run { _ in })
    if report.count(.passed) < report.outcomes.count {
      Console.error("Not every fixture passed: \(report.summary)".escapingControls)
    }
    guard let flow = recorder.flows.first(where: { $0.file == workflow.file }) else {
      throw EngineError.usage(
        "No fixture of \(name) can be performed.", hint: "flowctl test \(name) says why")
    }
    var graph = FlowGraph(workflow).marked(coverage: flow.path)
    graph.subtitle = flow.summary + " (red: never)"
    return graph
  }
}

/// How a picture is written.
enum GraphFormat: String, CaseIterable, ExpressibleByArgument {
  case mermaid, dot, svg
}
