import FlowEngine
import Synchronization

/// Keeps what fixtures reach of the flows that they test.
package final class CoverageRecorder: Sendable {
  let footprints = Footprints()
  /// By their file.
  private let workflows = Mutex<[String: Workflow]>([:])

  /// A recorder that has seen no fixture.
  package init() {}

  func note(_ tested: [Workflow]) {
    workflows.withLock { known in
      for workflow in tested { known[workflow.file] = workflow }
    }
  }

  /// What was reached of each flow and of each that it runs, by their files.
  package var flows: [FlowCoverage] {
    workflows.withLock(\.self).sorted { $0.key < $1.key }.map { file, workflow in
      FlowCoverage(workflow, path: footprints.path(in: file))
    }
  }
}
