public import FlowValue
import Logging

extension FlowEngine {
  /// Hands an event to every run of the profile that listens.
  ///
  /// A run takes an event once, by its `source` and `id`.
  ///
  /// - Parameter event: A CloudEvent (https://cloudevents.io) as an object with at least `source`,
  ///   `type` and `id`.
  /// - Returns: How many runs it was handed to.
  /// - Throws: `EngineError` if the event lacks one of these, or the journal cannot be written.
  @discardableResult
  public func publish(_ event: FlowValue) async throws -> Int {
    for name in ["source", "type", "id"] where event[name]?.string?.isEmpty ?? true {
      throw EngineError.usage("The event needs a text '\(name)'.")
    }
    return try await translatingErrors {
      let listeners = RunFilter(
        phases: [.waiting, .running, .suspended], waitingFor: EffectRequest.Kind.listen.rawValue)
      let identity = "event:\(event["source"]?.string ?? "") \(event["id"]?.string ?? "")"
      var count = 0
      for row in try await store.runs(listeners)
      where row.profile == surroundings.profile.name {
        do {
          try await store.post(
            InboxMessage(
              id: identity, run: row.id, kind: "event", payload: event, actor: surroundings.actor,
              time: surroundings.world.now()))
          count += 1
        } catch StoreError.finished {
          continue
        }
      }
      return count
    }
  }

  /// What a run reaches other runs with.
  func neighbours(
    of start: RunStart, program: Program, observer: @escaping @Sendable (RunEvent) -> Void
  ) -> Neighbours {
    Neighbours(
      publish: { event in
        try await publish(event)
        return event
      },
      run: { request, id in
        try await startChild(request, id: id, of: start, program: program, observer: observer)
      },
      cancel: { id in
        guard let id = RunID(rawValue: id), let row = try await store.run(id),
          !row.phase.isFinished
        else { return }
        do {
          _ = try await cancel(id)
        } catch let error as EngineError {
          // It has ended meanwhile, or the message waits in its inbox until it can be driven.
          surroundings.log.warning("the run \(id) was told to end, and does not yet: \(error)")
        }
      })
  }

  /// Starts a workflow as a run of its own, or takes up the one that was started; `nil` while that
  /// run waits, or is driven elsewhere.
  private func startChild(
    _ request: EffectRequest, id: String, of parent: RunStart, program: Program,
    observer: @escaping @Sendable (RunEvent) -> Void
  ) async throws -> Outcome? {
    guard let id = RunID(rawValue: id) else { return .problem(.unexpectedOutcome) }
    let input = request.arguments["input"] ?? [:]
    func argument(_ name: String) -> String { request.arguments[name]?.string ?? "" }
    guard
      let bundle = program.bundle(
        ofSubworkflow: argument("namespace"), argument("name"), argument("version"))
    else {
      return .problem(
        ProblemType.configuration.problem("The run's bundle holds no workflow \(argument("name")).")
      )
    }
    let child = try pinned(bundle)
    do throws(Problem) {
      try child.program.workflow.input.schema?.validate(
        input, what: "the input of \(child.program.identity)")
    } catch {
      return .problem(error)
    }
    let start = RunStart(
      facts: parent.facts.child(id, input: input, at: surroundings.world.now()),
      bundle: child.hash, profile: parent.profile,
      parent: RunStart.Parent(run: parent.facts.id, key: request.key.text))
    do {
      try await store.save(bundle: child.bytes, hash: child.hash)
      let started = try await create(start, program: child.program, observer: observer)
      if request.arguments["await"]?.bool ?? true { return try await outcome(of: started) }
      // It is in the journal, and a worker drives it.
      try await started.letGo()
      return .value(.null)
    } catch let error as EngineError where error.isHeld {
      return request.arguments["await"]?.bool ?? true ? nil : .value(.null)
    } catch RunError.otherRun(let id) {
      return .problem(
        ProblemType.configuration.problem("The id \(id) belongs to another run already."))
    }
  }

  /// Whether a run was started by that very request: it keeps its definition where its parent has
  /// gone on with another.
  func isChild(_ id: RunID, of parent: RunStart.Parent?) async throws -> Bool {
    guard let parent else { return false }
    let start = try RunStart(try await store.entries(of: id), of: id)
    return start.parent?.run == parent.run && start.parent?.key == parent.key
  }

  private func outcome(of child: ActiveRun) async throws -> Outcome? {
    let report = try await withTaskCancellationHandler {
      try await child.finish()
    } onCancel: {
      child.interrupt()
    }
    switch report.phase {
    case .completed: return .value(report.output ?? .null)
    case .faulted:
      return .problem(report.error ?? .unexpectedOutcome)
    case .cancelled:
      return .problem(
        ProblemType.runtime.problem(
          "The run \(report.id) of \(report.workflow.json) was cancelled."))
    case .pending, .running, .waiting, .suspended: return nil
    }
  }

  /// Tells the run that started this one that it has ended.
  func tell(_ parent: RunStart.Parent, ofEndOf child: RunID) async throws {
    do {
      try await store.post(
        InboxMessage(
          id: "ended:\(child)", run: parent.run, kind: "ended",
          payload: ["key": .string(parent.key), "run": .string(child.rawValue)],
          actor: surroundings.actor, time: surroundings.world.now()))
    } catch StoreError.finished {
      // It was given up, or has ended with a run that it did not wait for.
    } catch StoreError.unknownRun {
      // Its journal is elsewhere.
    }
  }
}

extension RunFacts {
  /// The facts of a run that this one starts: the same actor, language and settings.
  fileprivate func child(_ id: RunID, input: FlowValue, at time: Timestamp) -> RunFacts {
    RunFacts(
      id: id, input: input, startedAt: time, actor: actor, language: language, settings: settings)
  }
}
