import FlowValue

/// `fork`: tasks beside each other; their outputs in the order of the branches, or, where they
/// compete, that of the first to end.
///
/// A branch that fails fails the fork, whichever way it runs; the others are given up then.
final class ForkFrame: Frame {
  private let fork: Fork
  private let body: TaskBodyInput
  private var outputs: [FlowValue?]

  init(fork: Fork, body: TaskBodyInput) {
    self.fork = fork
    self.body = body
    outputs = fork.branches.map { _ in nil }
  }

  func resume(_ event: Event, in walk: Walk) -> Step {
    switch event {
    case .start:
      return fork.branches.isEmpty
        ? .complete([]) : .fork(fork.branches.map { branch($0, in: walk) })
    case .branch(_, .failed(let problem)): return .fail(problem)
    case .branch(let index, .completed(let output, let directive)):
      if fork.compete { return .complete(output, directive == .end ? .end : .continue) }
      if directive == .end { return .complete(output, .end) }
      outputs[index] = output
      return outputs.contains { $0 == nil } ? .join : .complete(.array(outputs.compactMap(\.self)))
    case .completed, .failed, .answered: return .fail(.unexpectedOutcome)
    }
  }

  private func branch(_ task: TaskDefinition, in walk: Walk) -> any Frame {
    var scope = body.scope
    scope.key = scope.key.task(task.name, visit: 1)
    return TaskFrame(task: task, input: body.input, scope: scope, in: walk)
  }
}
