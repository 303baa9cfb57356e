package import FlowValue

/// What a test can name of a flow: its tasks, and the plugins and simulators beside it.
package struct FlowOutline: Sendable {
  /// The flow's name.
  package let name: String
  /// The names of its tasks, and of those of the workflows that it runs.
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
    return FlowOutline(
      name: program.workflow.document.name, tasks: try Set(program.taskNames()),
      plugins: program.plugins.map(\.manifest.name),
      simulators: program.plugins.flatMap { $0.manifest.simulators.map(\.name) })
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
  /// The names of all tasks, those of the workflows that it runs included; `above` are the
  /// workflows that run this one, since one may run itself.
  fileprivate func taskNames(below above: [WorkflowIdentity] = []) throws(DefinitionError)
    -> [String]
  {
    let extensions = workflow.use.extensions.flatMap { $0.before + $0.after }
    var names = Self.names(of: workflow.tasks + extensions)
    for sub in workflow.subworkflows where !(above + [identity]).contains(where: sub.names) {
      guard let bundle = bundle(ofSubworkflow: sub.namespace, sub.name, sub.version) else {
        continue
      }
      names += try Program(bundle).taskNames(below: above + [identity])
    }
    return names
  }

  private static func names(of tasks: [TaskDefinition]) -> [String] {
    tasks.flatMap { [$0.name] + names(of: $0.body.tasks) }
  }
}
