package import FlowValue

/// What a test can name of a flow: its tasks, and the plugins and simulators beside it.
package struct FlowOutline: Sendable {
  /// The flow's name.
  package let name: String
  /// Its workflow, and those that it runs.
  package let workflows: [Workflow]
  /// The names of their tasks.
  package let tasks: Set<String>
  /// The names of the plugins in use.
  package let plugins: [String]
  /// The names of their simulators.
  package let simulators: [String]
}

extension FlowEngine {
  /// What there is to name in a flow.
  ///
  /// - Parameter flow: A flow's name or path.
  /// - Returns: The names.
  /// - Throws: `DefinitionError` or `EngineError`, as `start` does.
  package func outline(of flow: String) throws -> FlowOutline {
    let program = try read(flow).program
    let workflows = try program.workflows()
    return FlowOutline(
      name: program.workflow.document.name, workflows: workflows,
      tasks: Set(workflows.flatMap(\.steps).map(\.name)),
      plugins: program.plugins.map(\.manifest.name),
      simulators: program.plugins.flatMap { $0.manifest.simulators.map(\.name) })
  }

  /// The simulators of the plugins that a flow is run with, whatever the profile simulates.
  ///
  /// - Throws: `DefinitionError` or `EngineError` if the flow or the configuration is wrong.
  package func simulators(beside flow: String) throws -> [Simulator] {
    try surroundings.simulators(of: try read(flow).program)
  }

  /// What the simulators beside a run remember, an object for each by its name; without what their
  /// manifests call volatile.
  ///
  /// - Throws: `EngineError` if there is no such run.
  package func simulatedState(of id: RunID, in world: VirtualWorld) async throws -> FlowValue {
    try await translatingErrors {
      guard let row = try await store.run(id) else { throw StoreError.unknownRun(id) }
      var states: FlowValue = [:]
      for plugin in try await program(row.bundle).plugins {
        for simulator in plugin.manifest.simulators {
          states[simulator.name] = try simulator.lasting(
            world.contents(ofSimulator: simulator.name))
        }
      }
      return states
    }
  }
}

extension Manifest.Simulator {
  /// What lasts of its state.
  ///
  /// Keys that begin with a control character are the engine's own.
  fileprivate func lasting(_ contents: [String: String]) throws -> FlowValue {
    let kept = contents.filter { entry in
      entry.key.unicodeScalars.first.map { $0.value >= 32 } ?? false
        && !volatile.contains { entry.key.hasPrefix($0) }
    }
    return .object(
      FlowObject(
        uniqueKeysWithValues: try kept.sorted { $0.key < $1.key }.map {
          ($0.key, try FlowValue(json: $0.value))
        }))
  }
}

extension Program {
  /// The workflow, and those that it runs; `above` are the workflows that run this one, since one
  /// may run itself.
  fileprivate func workflows(below above: [WorkflowIdentity] = []) throws(DefinitionError)
    -> [Workflow]
  {
    var workflows = [workflow]
    for sub in workflow.subworkflows where !(above + [identity]).contains(where: sub.names) {
      guard let bundle = bundle(ofSubworkflow: sub.namespace, sub.name, sub.version) else {
        continue
      }
      workflows += try Program(bundle).workflows(below: above + [identity])
    }
    return workflows
  }
}
