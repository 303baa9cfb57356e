import FlowEngine
import FlowValue

/// Shows a trace as lines for people.
struct TraceView {
  private let trace: RunTrace

  init(_ trace: RunTrace) { self.trace = trace }

  /// The whole trace.
  var lines: [String] {
    let head = [
      "run       \(trace.run)", "workflow  \(trace.workflow)", "status    \(trace.phase.rawValue)",
    ]
    return head + trace.moments.flatMap { [""] + lines($0) } + difference
  }

  /// Where the journal does not replay.
  var difference: [String] {
    trace.mismatch.map {
      ["", "entry \($0.sequence) does not replay [\($0.code.id)]"]
        + $0.description.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    } ?? []
  }

  /// An entry, and what the walk did next.
  func lines(_ moment: TraceMoment) -> [String] {
    let number = String(moment.sequence).padding(to: 3)
    var title = "\(number) \(moment.time)  \(moment.kind)"
    if !moment.key.isEmpty { title += "  \(moment.key)" }
    if let milliseconds = moment.milliseconds { title += "  after \(Self.duration(milliseconds))" }
    var lines = [title]
    if let note = moment.note { lines.append("    \(note)") }
    if let task = moment.task { lines.append("    asked by \(task.name), \(task.location)") }
    if let frame = moment.frames.first { lines.append("    in \(frame.place)") }
    lines += EntryView(moment).lines.map { "    \($0.label.padding(to: 6)) \($0.text)" }
    return lines
      + moment.steps.map { step in
        String(repeating: "  ", count: step.depth + 3) + Self.line(step)
      }
  }

  /// The whole of an entry, how the run stood before and after it, and the scripts that waited for
  /// it.
  func details(_ moment: TraceMoment) -> [String] {
    lines(moment) + Self.documents(moment) + ["", "before"] + Self.lines(moment.before) + [
      "", "after",
    ]
      + Self.lines(moment.after)
      + (moment.frames.isEmpty ? [] : ["", "scripts"] + locals(moment))
  }

  /// The functions that wait for an entry, with their variables.
  func locals(_ moment: TraceMoment) -> [String] {
    if moment.frames.isEmpty { return ["  no script waits for this entry"] }
    return moment.frames.flatMap { frame in
      ["  \(frame.place) in \(frame.name ?? "a function")"]
        + frame.locals.map { local in
          "    \(local.name) \(local.value.map { "= \($0.brief)" } ?? local.note ?? "")"
        }
    }
  }

  private static func documents(_ moment: TraceMoment) -> [String] {
    EntryView(moment).documents.flatMap { label, value in
      ["", label] + value.prettyJSON.split(separator: "\n").map { "  \($0)" }
    }
  }

  private static func lines(_ state: TraceState) -> [String] {
    var lines = ["  context \(state.context.brief)"]
    for request in state.open.array ?? [] {
      let key = request["key"]?.string ?? ""
      let kind = request["kind"]?.string ?? ""
      let isRecorded = request["recorded"]?.bool ?? false
      lines.append("  open    \(kind) \(key)\(isRecorded ? ", recorded as asked" : "")")
    }
    for task in state.tasks.array ?? [] {
      let status = (task["status"]?.string ?? "").padding(to: 9)
      lines.append("  task    \(status) \(task["name"]?.string ?? "")")
    }
    return lines
  }

  private static func line(_ step: TraceStep) -> String {
    switch step.kind {
    case .task(let input): "\(step.task)  input \(input.brief)"
    case .input(let input): "  works on \(input.brief)"
    case .pass(let variable, let item): "  \(variable) is \(item.brief)"
    case .exported(let context): "  context \(context.brief)"
    case .script(let name, let arguments):
      "  runs \(name)" + (arguments.map { " with \($0.brief)" } ?? "")
    case .returned(let name, let output):
      "  \(name) returns \(output?.brief ?? "nothing")"
    case .raised(let name, let problem): "  \(name) raises \(problem.brief)"
    case .test(let expression, let location, let value):
      "  tests \(expression), \(location): \(value.brief)"
    case .branch(let branch): "  takes \(branch.label)"
    case .log(let level, let text): "  logs \(level): \(text)"
    case .saved(let path): "  saved \(path)"
    case .ended(let status, let output, let error, let milliseconds):
      "\(step.task)  \(status)"
        + (milliseconds > 0 ? " after \(duration(milliseconds))" : "")
        + (output.map { ", output \($0.brief)" } ?? "")
        + (error.map { ", \($0.brief)" } ?? "")
    }
  }

  /// Seconds with their thousandths.
  private static func duration(_ milliseconds: Int64) -> String {
    let (seconds, rest) = milliseconds.quotientAndRemainder(dividingBy: 1000)
    let digits = String(abs(rest))
    return "\(seconds).\(String(repeating: "0", count: 3 - digits.count))\(digits) s"
  }
}
