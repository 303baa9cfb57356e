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
    [
      "name": .string(name), "reference": .string(reference), "status": .string(status.rawValue),
      "startedAt": .string(startedAt.description),
      "endedAt": endedAt.map { .string($0.description) } ?? .null,
    ]
  }
}
