import FlowEngine
import FlowTesting
import FlowValue
import Testing

/// A flow with all that happens to a run of it: answers to its questions, and how it has to end.
struct Scenario: Sendable, CustomTestStringConvertible {
  let name: String
  /// The flow's `do` list.
  let tasks: String
  /// What else its definition says.
  var more = ""
  var hooks: String?
  /// Other flows, by name: their `do` lists.
  var others: [String: String] = [:]
  var input: FlowValue = [:]
  /// What is answered when a task asks.
  var answers: [String: FlowValue] = [:]
  var phase = RunPhase.completed
  /// The output of a completed run, or the type of a faulted one's problem.
  let ending: FlowValue
  /// How many orders the shop has then.
  var orders = 0

  var testDescription: String { name }

  func workshop() throws -> Workshop {
    let workshop = try Workshop()
    try workshop.flow(tasks, more: more, hooks: hooks)
    for (name, tasks) in others {
      try workshop.write(
        "flows/\(name)/workflow.yaml",
        """
        document: { dsl: 1.0.3, namespace: tests, name: \(name), version: 1.0.0 }
        evaluate: { language: lua }
        do:
        \(tasks.split(separator: "\n").map { "  \($0)" }.joined(separator: "\n"))
        """)
    }
    return workshop
  }

  /// Starts the run, or takes it up, and plays it to its end.
  func play(_ engine: FlowEngine, id: String) async throws -> RunReport {
    var report = try await engine.start("test", input: input, id: id).finish()
    var rounds = 0
    while report.phase == .waiting, rounds < 20 {
      rounds += 1
      for summary in try await engine.runs(phases: [.waiting]) {
        for prompt in summary.prompts {
          guard let answer = answers[prompt.task] else { continue }
          _ = try await engine.answer(summary.id, task: prompt.key, with: answer)
        }
      }
      _ = try await engine.work()
      report = try await engine.start("test", input: input, id: id).finish()
    }
    return report
  }

  func check(_ report: RunReport, _ comment: Comment? = nil) {
    #expect(
      report.phase == phase, "\(comment?.rawValue ?? ""): \(String(describing: report.error))")
    if phase == .faulted {
      #expect(report.error.map { .string($0.type) } == ending, comment)
    } else {
      #expect(report.output == ending, comment)
    }
  }
}
