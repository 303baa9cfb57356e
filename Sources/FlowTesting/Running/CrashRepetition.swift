import FlowEngine
import FlowValue

/// A fixture gone on with where its process died: everything has to come out as it did without.
struct CrashRepetition {
  let moment: CrashMoment

  /// What came out otherwise than without a crash.
  func failures(unlike steady: FixtureObservation) async throws -> [FixtureFailure] {
    let observation = try await FixtureRun.takeUp(moment)
    let expectation = moment.stage.fixture.expect
    let mayDiffer = expectation.afterCrash.contains { $0.accepts(observation) }
    let differences =
      observation.failures + expectation.neverFailures(observation)
      + Self.writeDifferences(observation.calls, steady.calls)
      + (mayDiffer ? [] : Self.differences(of: observation, from: steady))
    return differences.map { failure in
      var failure = failure
      failure.details.append(moment.description)
      return failure
    }
  }

  private static func differences(
    of observation: FixtureObservation, from steady: FixtureObservation
  ) -> [FixtureFailure] {
    guard observation.status == steady.status else {
      return [
        FixtureFailure(
          subject: "status after a crash", expected: steady.status.text,
          actual: observation.status.text, details: observation.reasons)
      ]
    }
    let values = [
      ("output", steady.report?.output, observation.report?.output),
      ("error", steady.report?.error?.value, observation.report?.error?.value),
      ("state", steady.state, observation.state),
    ]
    let differences = values.filter { $0.1 != $0.2 }.flatMap { name, expected, actual in
      ExpectedValue(exactly: (expected ?? .null).withoutTimes)
        .differences(from: (actual ?? .null).withoutTimes, at: name)
    }
    return differences.map { FixtureFailure($0, location: nil) }
  }

  /// A write that its receiver cannot know for a repetition was made once more, if it was sent once
  /// more; one that it can know, if it was sent under another request id.
  private static func writeDifferences(
    _ calls: [SeenCall], _ steady: [SeenCall]
  ) -> [FixtureFailure] {
    let (writes, before) = (Writes(calls), Writes(steady))
    return writes.counts.keys.sorted().compactMap { write in
      let (count, usual) = (writes.counts[write] ?? 0, before.counts[write] ?? 0)
      guard count > usual else { return nil }
      return FixtureFailure(
        subject: "written twice: \(write)", expected: "\(usual)", actual: "\(count)")
    }
  }
}

/// How often each write was made; one that was refused was not.
private struct Writes {
  /// By method and path.
  private(set) var counts: [String: Int] = [:]

  init(_ calls: [SeenCall]) {
    var known: Set<String> = []
    for call in calls where call.isWrite && !call.isRefused {
      // RFC 9110 9.2.2: to do these twice is to do them once.
      let isIdempotent = ["PUT", "DELETE"].contains(call.method)
      let mayRepeat = call.carriesID || isIdempotent
      let isNew = known.insert("\(call.effectID ?? "") \(call.description)").inserted
      if isNew || !mayRepeat { counts[call.description, default: 0] += 1 }
    }
  }
}
