/// Where a run stands, in the words of the workflow standard.
public enum RunPhase: String, Sendable, CaseIterable {
  case pending, running, waiting, suspended, cancelled, faulted, completed

  /// Whether the run has ended, so that nothing more can be posted to it.
  public var isFinished: Bool {
    switch self {
    case .cancelled, .faulted, .completed: true
    case .pending, .running, .waiting, .suspended: false
    }
  }
}
