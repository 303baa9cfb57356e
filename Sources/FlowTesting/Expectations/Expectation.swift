import FlowEngine
import FlowValue

/// What a fixture says of its run.
struct Expectation: Sendable {
  /// A part with the place that says it.
  struct Part<Value: Sendable>: Sendable {
    let value: Value
    let location: SourceLocation
  }

  /// How a run stands in the end, or that its input is refused and none is made.
  enum Status: Sendable, Equatable {
    case phase(RunPhase)
    case refused

    init?(_ text: String) {
      if text == "refused" {
        self = .refused
      } else if let phase = RunPhase(rawValue: text) {
        self = .phase(phase)
      } else {
        return nil
      }
    }

    var text: String {
      switch self {
      case .phase(let phase): phase.rawValue
      case .refused: "refused"
      }
    }
  }

  var status: Part<Status>
  var output: Part<ExpectedValue>?
  var error: Part<ExpectedValue>?
  /// The tasks that the run waits at in the end.
  var waiting: Part<[String]>?
  /// The fields for which the input is refused.
  var refused: Part<[String]>?
  /// The tasks in the order in which they started.
  var tasks: Part<[String]>?
  /// Calls in their order among all of the run.
  var effects: Part<[ExpectedCall]>?
  /// Whether the calls are all that the run makes.
  var effectsAreExact = false
  /// Calls that the run never makes.
  var never: [ExpectedCall] = []
  /// Files in the order in which the run saves them.
  var artifacts: Part<[ExpectedArtifact]>?
  /// Whether the files are all that the run saves.
  var artifactsAreExact = false
  /// How a run may stand as well whose process was killed, at most one: where a loss more than
  /// usual is rightly left to a person.
  var afterCrash: [Expectation] = []

  /// Whether the run is to stand still at its question in the end.
  var isWaiting: Bool { status.value == .phase(.waiting) }
}

extension Expectation {
  /// Everything in which a run was not as expected.
  ///
  /// What follows from something else is not told beside it: the output of a run that stands
  /// otherwise, or answers to questions that it did not get to.
  func failures(_ observation: FixtureObservation) -> [FixtureFailure] {
    if !observation.failures.isEmpty { return observation.failures }
    let status = statusFailures(observation)
    if !status.isEmpty { return status + neverFailures(observation) }
    let failures =
      valueFailures(observation) + listFailures(observation) + effectFailures(observation)
      + neverFailures(observation) + artifactFailures(observation)
    return failures.isEmpty ? observation.unasked : failures
  }

  /// Whether a run stands as expected, whatever answers it did not get to.
  func accepts(_ observation: FixtureObservation) -> Bool {
    var observation = observation
    observation.unasked = []
    return failures(observation).isEmpty
  }

  /// Calls that should never be made.
  func neverFailures(_ observation: FixtureObservation) -> [FixtureFailure] {
    never.compactMap { never in
      guard let call = observation.calls.first(where: { never.accepts($0) }) else { return nil }
      return FixtureFailure(
        subject: "never", location: never.location, expected: "no call \(never.pattern)",
        actual: call.description, details: ValueText.short(call.body).map { ["body: \($0)"] } ?? [])
    }
  }

  private func statusFailures(_ observation: FixtureObservation) -> [FixtureFailure] {
    guard status.value != observation.status else { return [] }
    return [
      FixtureFailure(
        subject: "status", location: status.location, expected: status.value.text,
        actual: observation.status.text, details: observation.reasons)
    ]
  }

  private func valueFailures(_ observation: FixtureObservation) -> [FixtureFailure] {
    let parts = [
      ("output", output, observation.report?.output),
      ("error", error, observation.report?.error?.value),
    ]
    return parts.flatMap { name, part, actual in
      (part?.value.differences(from: actual, at: name) ?? []).map {
        FixtureFailure($0, location: part?.location)
      }
    }
  }

  private func listFailures(_ observation: FixtureObservation) -> [FixtureFailure] {
    let lists = [
      ("waiting", waiting, observation.waiting), ("refused", refused, observation.refused ?? []),
      ("tasks", tasks, observation.tasks),
    ]
    return lists.compactMap { name, part, actual in
      guard let part else { return nil }
      let alignment = SequenceAlignment(part.value.map(SequenceAlignment.Item.init), actual)
      guard !alignment.fits else { return nil }
      return FixtureFailure(subject: name, location: part.location, details: alignment.lines)
    }
  }
}
