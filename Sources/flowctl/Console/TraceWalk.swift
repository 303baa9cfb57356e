import FlowEngine

/// Walks through a trace with somebody who types a key and Enter.
struct TraceWalk {
  private let trace: RunTrace
  private let view: TraceView
  private let terminal = Terminal()

  init(_ trace: RunTrace) {
    self.trace = trace
    view = TraceView(trace)
  }

  private enum Key {
    case next, back, locals, state, quit
    case entry(Int)

    init?(_ typed: String) {
      switch typed.lowercased() {
      case "", "n": self = .next
      case "b": self = .back
      case "l": self = .locals
      case "s": self = .state
      case "q": self = .quit
      default:
        guard let number = Int(typed) else { return nil }
        self = .entry(number)
      }
    }
  }

  /// Shows an entry and goes where its reader wants, until that is enough.
  func start(at first: Int) {
    var place = first
    guard trace.moments.indices.contains(place) else { return }
    show(view.lines(trace.moments[place]))
    while let typed = terminal.ask(prompt(at: place)) {
      guard let key = Key(typed) else {
        terminal.complain("n next, b back, l locals, s state, a number, q quit")
        continue
      }
      let moment = trace.moments[place]
      switch key {
      case .quit: return
      case .locals: show(view.locals(moment))
      case .state: show(view.details(moment))
      case .next: place = move(to: place + 1, from: place)
      case .back: place = move(to: place - 1, from: place)
      case .entry(let number): place = move(to: number, from: place)
      }
    }
  }

  /// Where the reader is then.
  private func move(to target: Int, from place: Int) -> Int {
    guard trace.moments.indices.contains(target) else {
      let isEnd = target == trace.moments.count
      if isEnd { show(view.difference) }
      terminal.complain(
        isEnd
          ? "this was the last entry"
          : target < 0 ? "this is the first entry" : "there is no entry \(target)")
      return place
    }
    show(view.lines(trace.moments[target]))
    return target
  }

  private func prompt(at place: Int) -> String {
    let keys = trace.moments[place].frames.isEmpty ? "n, b, s, q" : "n, b, s, l, q"
    return "[\(place)/\(trace.moments.count - 1)] \(keys)> "
  }

  private func show(_ lines: [String]) {
    for line in lines { Console.print(line.inOneLine) }
  }
}
