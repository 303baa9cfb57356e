import FlowValue

/// The event of an `emit`: the attributes of a CloudEvent, which may be expressions.
struct EmittedEvent: Sendable {
  /// `source` and `type` are required; a left-out `id` and `time` are the engine's to give.
  let attributes: [(name: String, value: Template)]
}

/// `listen`: waits for events.
struct Listen: Sendable {
  /// What an event is to the task: its data, its attributes with the data, or the same as text.
  enum Read: String, Sendable { case data, envelope, raw }

  let to: EventConsumption
  /// The standard's default is `data`.
  let read: Read
  let foreach: ListenLoop?
}

/// Which events a `listen` consumes before it is done.
indirect enum EventConsumption: Sendable {
  case one(EventFilter)
  /// One event of each filter.
  case all([EventFilter])
  /// Any event of any filter (no filter: every event), again and again while `until` says so.
  case any([EventFilter], until: Until?)

  /// When an `any` stops; without one the first event ends it.
  enum Until: Sendable {
    /// `until: false`: never, only a timeout or an enclosing race ends it.
    case never
    /// After each event, on what was consumed so far.
    case condition(Expression)
    /// Once these events have come.
    case consumed(EventConsumption)
  }
}

/// What an event has to look like.
struct EventFilter: Sendable {
  /// Attributes by name: an expression decides on the attribute's value, or a literal equals it.
  let attributes: [(name: String, value: Template)]
  /// Values that events of one `listen` have to share.
  let correlations: [Correlation]

  struct Correlation: Sendable {
    let name: String
    /// Reads the value from the event's envelope.
    let from: Expression
    /// What it has to be; left out, what the first event has.
    let expect: Template?
  }
}

/// The tasks of a `listen` for each event.
struct ListenLoop: Sendable {
  /// The variable that holds the event; the standard's default is `item`.
  let item: String
  /// The variable that holds the index from 0; the standard's default is `index`.
  let at: String
  let tasks: [TaskDefinition]
  let output: OutputDefinition
  let export: ExportDefinition
}
