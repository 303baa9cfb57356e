import Synchronization

/// Which ways walks went, by the file of the workflow they walked.
package final class Footprints: Sendable {
  private let paths = Mutex<[String: WalkedPath]>([:])

  /// No walk yet.
  package init() {}

  /// The way that all walks of a workflow went together.
  ///
  /// - Parameter file: The workflow's file, as messages print it.
  /// - Returns: What was done, each as often as it was.
  package func path(in file: String) -> WalkedPath {
    paths.withLock { $0[file] ?? WalkedPath() }
  }

  func note(in file: String, _ change: (inout WalkedPath) -> Void) {
    paths.withLock { change(&$0[file, default: WalkedPath()]) }
  }
}

/// The way of walks through a workflow.
package struct WalkedPath: Sendable, Equatable {
  /// How often each task was performed, by its reference; one that its `if` skips is not.
  package var tasks: [String: Int] = [:]
  /// How often each came to its end.
  package var completed: [String: Int] = [:]
  /// The tasks that were begun and have not ended.
  package var open: Set<String> = []
  /// The tasks that failed when they were last performed.
  package var faulted: Set<String> = []
  /// How often each branch was taken.
  package var branches: [Branch: Int] = [:]

  /// A way that begins.
  package init() {}
}
