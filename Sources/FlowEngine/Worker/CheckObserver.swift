import FlowValue

/// Notes the values that a walk holds against schemas that mark personal data.
final class CheckObserver: WalkObserver {
  private(set) var checks: [RunRecord.Check] = []

  func taskStarted(_ name: String, reference: String) {}
  func taskEnded(_ task: TaskRecord) {}
  func branchTaken(_ branch: @autoclosure () -> Branch) {}
  func saved(_ artifact: Artifact) {}
  func log(_ level: String, _ text: String, task: String) {}

  func noted(_ detail: @autoclosure () -> WalkDetail) {
    guard case .checked(let value, let schema) = detail(), schema.source.marksPersonalData else {
      return
    }
    checks.append(RunRecord.Check(value: value, schema: schema.source))
  }
}

extension FlowValue {
  fileprivate var marksPersonalData: Bool {
    switch self {
    case .array(let elements): elements.contains(where: \.marksPersonalData)
    case .object(let members):
      members["x-personal"] != nil || members.values.contains(where: \.marksPersonalData)
    default: false
    }
  }
}
