import FlowValue

/// One of the ways that a walk can go where it decides: an arm of a `switch`, a condition that holds
/// or does not, a problem that is caught or not, a loop that is entered or passed by.
package struct Branch: Sendable, Hashable {
  /// What was decided, and how.
  package enum Kind: Sendable, Hashable {
    /// The case of that name fits.
    case switchCase(String)
    /// No case fits.
    case switchNone
    /// The task's `if` holds.
    case ifTaken
    /// The task's `if` does not hold.
    case ifSkipped
    /// A problem is caught and handled.
    case caught
    /// A problem is caught and the tasks are tried again.
    case retried
    /// The tasks of a `try` come to their end without a problem that is caught.
    case notCaught
    /// A loop has a first pass.
    case loopEntered
    /// A loop has no pass.
    case loopSkipped
  }

  /// The name of the task that decides.
  package let task: String
  /// Its JSON pointer in its definition.
  package let reference: String
  /// What was decided.
  package let kind: Kind
  /// Where the definition says so.
  package let location: SourceLocation
}

extension Branch.Kind {
  /// The kind as programs read it.
  package var name: String {
    switch self {
    case .switchCase: "switchCase"
    case .switchNone: "switchNone"
    case .ifTaken: "ifTaken"
    case .ifSkipped: "ifSkipped"
    case .caught: "caught"
    case .retried: "retried"
    case .notCaught: "notCaught"
    case .loopEntered: "loopEntered"
    case .loopSkipped: "loopSkipped"
    }
  }
}

extension Workflow {
  /// Every branch that a walk of the workflow can take, in the order of the definition.
  package var branches: [Branch] { steps.flatMap(\.branches) }

  /// Every task at any depth, each before those inside it, and those of extensions last.
  package var steps: [TaskDefinition] {
    let extensions = use.extensions.flatMap { $0.before + $0.after }
    return (tasks + extensions).flatMap(\.steps)
  }
}

extension TaskDefinition {
  /// The task, and those inside it.
  fileprivate var steps: [TaskDefinition] { [self] + body.tasks.flatMap(\.steps) }

  /// The branches that the task itself decides between.
  package var branches: [Branch] {
    let condition = self.if == nil ? [] : [branch(.ifTaken), branch(.ifSkipped)]
    switch body {
    case .for(let loop):
      let entered = [branch(.loopEntered)]
      return condition + entered + (loop.canBeSkipped ? [branch(.loopSkipped)] : [])
    case .switch(let cases):
      let isTotal = cases.contains { $0.when == nil }
      return condition + cases.map(branch) + (isTotal ? [] : [branch(.switchNone)])
    case .try(let attempt):
      return condition + [branch(.notCaught)] + attempt.catch.kinds.map(branch)
    case .call, .do, .emit, .fork, .listen, .raise, .run, .set, .wait: return condition
    }
  }

  /// A branch of this task.
  package func branch(_ kind: Branch.Kind) -> Branch {
    Branch(task: name, reference: reference, kind: kind, location: location(of: kind))
  }

  /// The branch of a case of this task.
  package func branch(_ option: SwitchCase) -> Branch {
    Branch(
      task: name, reference: reference, kind: .switchCase(option.name), location: option.location)
  }

  private func location(of kind: Branch.Kind) -> SourceLocation {
    switch (kind, body) {
    case (.ifTaken, _), (.ifSkipped, _): self.if?.location ?? location
    case (.caught, .try(let attempt)), (.retried, .try(let attempt)): attempt.catch.location
    default: location
    }
  }
}

extension ForLoop {
  /// Whether there may be no item; an array written in place has them.
  fileprivate var canBeSkipped: Bool {
    switch `in` {
    case .array(let items): items.isEmpty || self.while != nil
    case .literal(let items): items.array?.isEmpty ?? true || self.while != nil
    case .expression, .object: true
    }
  }
}

extension CatchClause {
  /// What can come of a problem that fits: another attempt, its handling, or both in turn.
  fileprivate var kinds: [Branch.Kind] {
    guard let retry else { return [.caught] }
    let retried: [Branch.Kind] = retry.attempts == 0 ? [] : [.retried]
    return retried + (tasks.isEmpty ? [] : [.caught])
  }
}
