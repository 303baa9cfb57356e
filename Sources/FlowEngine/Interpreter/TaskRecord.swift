import FlowValue

/// What happened to one task, in the order tasks started.
struct TaskRecord: Sendable {
  enum Status: String, Sendable { case running, completed, faulted, skipped, cancelled }

  let name: String
  let reference: String
  var status = Status.running
  let startedAt: Timestamp
  var endedAt: Timestamp?

  init(name: String, reference: String, startedAt: Timestamp) {
    self.name = name
    self.reference = reference
    self.startedAt = startedAt
  }

  var value: FlowValue {
    let start = FlowValue.string(startedAt.description)
    return [
      "name": .string(name), "reference": .string(reference), "status": .string(status.rawValue),
      "startedAt": start,
      // Most tasks wait for nothing and end when they start.
      "endedAt": endedAt.map { $0 == startedAt ? start : .string($0.description) } ?? .null,
    ]
  }
}
