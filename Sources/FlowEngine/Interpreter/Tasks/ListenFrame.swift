import FlowValue

/// `listen`: waits for events; its output is the array of what was consumed.
///
/// The driver offers events with `accepts`; one that fits becomes the outcome of the effect that
/// the frame waits with, and where more are wanted the frame asks again.
final class ListenFrame: Frame {
  private let listen: Listen
  private let body: TaskBodyInput
  private var events: EventConsumer?
  private var outputs: [FlowValue] = []
  /// How many events were asked for: the number of the next request.
  private var count = 0
  /// Whether the tasks of an event are running.
  private var isBusy = false

  init(listen: Listen, body: TaskBodyInput) {
    self.listen = listen
    self.body = body
  }

  func accepts(_ event: FlowValue, in walk: Walk) -> Bool {
    do throws(Problem) {
      return try events?.accepts(event, body.arguments(in: walk)) ?? false
    } catch {
      // A filter that fails on an event does not want it.
      return false
    }
  }

  func resume(_ event: Event, in walk: Walk) -> Step {
    do throws(Problem) {
      switch event {
      case .start:
        events = EventConsumer(listen.to)
        return next(in: walk)
      case .answered(.value(let event)): return try take(event, in: walk)
      case .completed(let output, let directive):
        isBusy = false
        outputs.append(try iterationOutput(output ?? .null, in: walk))
        if directive == .end { return .complete(.array(outputs), .end) }
        return try goOn(in: walk)
      case .failed(let problem), .answered(.problem(let problem)): return .fail(problem)
      case .answered(.unknown), .branch: return .fail(.unexpectedOutcome)
      }
    } catch {
      return .fail(error)
    }
  }

  /// What a waiting run says of the task while it works on an event; `nil` while it asks for one.
  var busyDescription: FlowValue? {
    guard isBusy else { return nil }
    return [
      "task": .string(body.facts.task.name), "reference": .string(body.facts.task.reference),
      "kind": "listen", "due": .null, "events": listen.to.value,
    ]
  }

  private func take(_ event: FlowValue, in walk: Walk) throws(Problem) -> Step {
    try events?.take(event, body.arguments(in: walk))
    let item = listen.read.value(of: event)
    guard let loop = listen.foreach else {
      outputs.append(item)
      return try goOn(in: walk)
    }
    isBusy = true
    return .enter(DoFrame(tasks: loop.tasks, input: item, scope: scope(of: item, loop)))
  }

  private func goOn(in walk: Walk) throws(Problem) -> Step {
    var arguments = body.arguments(in: walk)
    arguments.this = .array(outputs)
    return try events?.isDone(walk.expressions, arguments) ?? true
      ? .complete(.array(outputs)) : next(in: walk)
  }

  private func next(in walk: Walk) -> Step {
    let key = body.scope.key.part("listen").effect(count)
    count += 1
    return .ask(
      EffectRequest(
        key: key, kind: .listen, arguments: ["events": listen.to.value],
        owner: walk.program.workflow.document.name, task: body.facts.task.reference))
  }

  private func scope(of item: FlowValue, _ loop: ListenLoop) -> TaskPosition {
    var scope = body.scope
    scope.variables = scope.variables
      .adding(loop.item, item).adding(loop.at, .integer(Int64(outputs.count)))
    scope.key = scope.key.item(outputs.count)
    return scope
  }

  private func iterationOutput(_ raw: FlowValue, in walk: Walk) throws(Problem) -> FlowValue {
    guard let loop = listen.foreach else { return raw }
    var arguments = body.arguments(in: walk)
    arguments.this = raw
    var output = raw
    if let template = loop.output.as {
      output = try walk.expressions.evaluate(template, arguments)
    }
    try walk.check(output, by: loop.output.schema, what: "the output of an event's tasks")
    if let template = loop.export.as {
      arguments.this = output
      arguments.output = output
      let context = try walk.expressions.evaluate(template, arguments)
      try walk.check(context, by: loop.export.schema, what: "what an event's tasks export")
      walk.context = context
    }
    return output
  }
}

extension Listen.Read {
  /// What the task gets of a CloudEvent.
  fileprivate func value(of event: FlowValue) -> FlowValue {
    switch self {
    case .data: event["data"] ?? .null
    case .envelope: event
    case .raw: .string(event.json)
    }
  }
}
