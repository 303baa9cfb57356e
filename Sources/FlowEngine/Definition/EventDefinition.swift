import FlowValue

/// The event of an `emit`: the attributes of a CloudEvent, which may be expressions.
package struct EmittedEvent: Sendable {
  /// `source` and `type` are required; a left-out `id` and `time` are the engine's to give.
  package let attributes: [(name: String, value: Template)]
}

/// `listen`: waits for events.
package struct Listen: Sendable {
  /// What an event is to the task: its data, its attributes with the data, or the same as text.
  package enum Read: String, Sendable { case data, envelope, raw }

  package let to: EventConsumption
  /// The standard's default is `data`.
  package let read: Read
  package let foreach: ListenLoop?
}

/// Which events a `listen` consumes before it is done.
package indirect enum EventConsumption: Sendable {
  case one(EventFilter)
  /// One event of each filter.
  case all([EventFilter])
  /// Any event of any filter (no filter: every event), again and again while `until` says so.
  case any([EventFilter], until: Until?)

  /// When an `any` stops; without one the first event ends it.
  package enum Until: Sendable {
    /// `until: false`: never, only a timeout or an enclosing race ends it.
    case never
    /// After each event, on what was consumed so far.
    case condition(Expression)
    /// Once these events have come.
    case consumed(EventConsumption)
  }
}

/// What an event has to look like.
package struct EventFilter: Sendable {
  /// Attributes by name: an expression decides on the attribute's value, or a literal equals it.
  package let attributes: [(name: String, value: Template)]
  /// Values that events of one `listen` have to share.
  package let correlations: [Correlation]

  package struct Correlation: Sendable {
    package let name: String
    /// Reads the value from the event's envelope.
    package let from: Expression
    /// What it has to be; left out, what the first event has.
    package let expect: Template?
  }
}

/// The tasks of a `listen` for each event.
package struct ListenLoop: Sendable {
  /// The variable that holds the event; the standard's default is `item`.
  package let item: String
  /// The variable that holds the index from 0; the standard's default is `index`.
  package let at: String
  package let tasks: [TaskDefinition]
  package let output: OutputDefinition
  package let export: ExportDefinition
}
