import FlowValue

/// Which events a `listen` still wants.
struct EventConsumer {
  private let filters: [EventFilter]
  /// Of an `all`: the filters that have had their event.
  private var satisfied: Set<Int> = []
  private let goal: Goal
  /// The values that events have to share, by filter and name, as the first event has them.
  private var shared: [String: FlowValue] = [:]
  private var isSatisfied = false

  private indirect enum Goal {
    case first
    case each
    case never
    case condition(Expression)
    case consumed(EventConsumer)
  }

  init(_ consumption: EventConsumption) {
    switch consumption {
    case .one(let filter): (filters, goal) = ([filter], .first)
    case .all(let filters): (self.filters, goal) = (filters, .each)
    case .any(let filters, nil): (self.filters, goal) = (filters, .first)
    case .any(let filters, .never): (self.filters, goal) = (filters, .never)
    case .any(let filters, .condition(let condition)):
      (self.filters, goal) = (filters, .condition(condition))
    case .any(let filters, .consumed(let other)):
      (self.filters, goal) = (filters, .consumed(EventConsumer(other)))
    }
  }

  func accepts(_ event: FlowValue, _ arguments: ExpressionArguments) throws(Problem) -> Bool {
    if try index(of: event, arguments) != nil { return true }
    guard case .consumed(let other) = goal else { return false }
    return try other.accepts(event, arguments)
  }

  /// Notes an event that was accepted.
  mutating func take(_ event: FlowValue, _ arguments: ExpressionArguments) throws(Problem) {
    if case .consumed(let goal) = goal, try goal.accepts(event, arguments) {
      var other = goal
      try other.take(event, arguments)
      isSatisfied = try other.isDone(arguments.walk.expressions, arguments)
      self = EventConsumer(filters, .consumed(other), satisfied, shared, isSatisfied)
      return
    }
    guard let index = try index(of: event, arguments) else { return }
    satisfied.insert(index)
    isSatisfied = if case .first = goal { true } else { false }
    guard !filters.isEmpty else { return }
    for correlation in filters[index].correlations {
      let name = "\(index)/\(correlation.name)"
      if shared[name] == nil { shared[name] = try correlation.value(of: event, arguments) }
    }
  }

  /// Whether no further event is wanted; `arguments.this` is what was consumed so far.
  func isDone(_ expressions: any ExpressionLanguage, _ arguments: ExpressionArguments)
    throws(Problem) -> Bool
  {
    switch goal {
    case .first, .consumed: isSatisfied
    case .each: satisfied.count == filters.count
    case .never: false
    case .condition(let condition): try expressions.holds(condition, arguments)
    }
  }

  private init(
    _ filters: [EventFilter], _ goal: Goal, _ satisfied: Set<Int>, _ shared: [String: FlowValue],
    _ isSatisfied: Bool
  ) {
    self.filters = filters
    self.goal = goal
    self.satisfied = satisfied
    self.shared = shared
    self.isSatisfied = isSatisfied
  }

  /// The filter that the event satisfies; of an `all`, one that has had none yet.
  private func index(of event: FlowValue, _ arguments: ExpressionArguments) throws(Problem) -> Int?
  {
    if filters.isEmpty { return 0 }
    let isAll = if case .each = goal { true } else { false }
    for (index, filter) in filters.enumerated() where !(isAll && satisfied.contains(index)) {
      if try filter.fits(event, index: index, shared: shared, arguments) { return index }
    }
    return nil
  }
}

extension EventFilter {
  fileprivate func fits(
    _ event: FlowValue, index: Int, shared: [String: FlowValue], _ arguments: ExpressionArguments
  ) throws(Problem) -> Bool {
    for (name, wanted) in attributes {
      guard let value = event[name] else { return false }
      var arguments = arguments
      arguments.this = value
      switch (wanted, try arguments.walk.expressions.evaluate(wanted, arguments)) {
      case (.expression, .bool(let holds)): if !holds { return false }
      case (_, let other): if other != value { return false }
      }
    }
    for correlation in correlations {
      let expected =
        if let template = correlation.expect {
          try arguments.walk.expressions.evaluate(template, arguments) as FlowValue?
        } else {
          shared["\(index)/\(correlation.name)"]
        }
      let value = try correlation.value(of: event, arguments)
      if let expected, value != expected { return false }
    }
    return true
  }
}

extension EventFilter.Correlation {
  fileprivate func value(of event: FlowValue, _ arguments: ExpressionArguments) throws(Problem)
    -> FlowValue
  {
    var arguments = arguments
    arguments.this = event
    return try arguments.walk.expressions.evaluate(from, arguments)
  }
}

extension EventConsumption {
  /// What a waiting run says of the events it wants: the attributes, expressions as written.
  var value: FlowValue {
    switch self {
    case .one(let filter): ["one": filter.value]
    case .all(let filters): ["all": .array(filters.map(\.value))]
    case .any(let filters, _): ["any": .array(filters.map(\.value))]
    }
  }
}

extension EventFilter {
  fileprivate var value: FlowValue {
    .object(FlowObject(attributes.map { ($0.name, $0.value.text) }, uniquingKeysWith: { $1 }))
  }
}

extension Template {
  /// The template with its expressions as text.
  fileprivate var text: FlowValue {
    switch self {
    case .literal(let value): value
    case .expression(let expression): .string("${ \(expression.source) }")
    case .array(let elements): .array(elements.map(\.text))
    case .object(let members):
      .object(FlowObject(members.map { ($0.key, $0.value.text) }, uniquingKeysWith: { $1 }))
    }
  }
}
