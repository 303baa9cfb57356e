import FlowEngine
import FlowValue

/// What an entry of a journal records, in a line for each side.
struct EntryView {
  private let moment: TraceMoment

  init(_ moment: TraceMoment) { self.moment = moment }

  /// What was asked, what came of it, and who is behind it, each with its label.
  var lines: [(label: String, text: String)] {
    var lines: [(label: String, text: String)] = []
    if let actor = moment.actor { lines.append(("by", Self.name(actor))) }
    switch moment.kind {
    case "started": lines.append(("input", (moment.request?["input"] ?? .null).brief))
    case "ended": lines.append(("status", ending))
    default:
      if let request = moment.request { lines.append(("asks", Self.asked(request))) }
      if let run = moment.child { lines.append(("run", run)) }
      if let outcome = moment.outcome { lines.append(("answer", answered(outcome))) }
    }
    return lines
  }

  /// The whole of both sides.
  var documents: [(label: String, value: FlowValue)] {
    [("request", moment.request), ("outcome", moment.outcome)].compactMap { label, value in
      value.map { (label, $0) }
    }
  }

  private static func name(_ actor: FlowValue) -> String {
    let account = "\(actor["osUser"]?.string ?? "") on \(actor["host"]?.string ?? "")"
    return actor["upn"]?.string.map { "\($0) (\(account))" } ?? account
  }

  private static func asked(_ request: FlowValue) -> String {
    guard let (kind, arguments) = request.object?.first(where: { $0.key != "owner" }) else {
      return request.brief
    }
    switch kind {
    case "http": return call(arguments)
    case "prompt":
      let fields = (arguments["fields"]?.array ?? []).compactMap { $0["name"]?.string }
      return "prompt \(arguments["title"]?.brief ?? ""): \(fields.joined(separator: ", "))"
    case "sleep", "deadline":
      return "\(kind) \(arguments["milliseconds"]?.integer.map(ISODuration.text) ?? "")"
    default: return arguments == .null ? kind : "\(kind) \(arguments.brief)"
    }
  }

  private static func call(_ arguments: FlowValue) -> String {
    let method = arguments["method"]?.string ?? "GET"
    let body = arguments["body"].map { " with \($0.brief)" } ?? ""
    return "\(method) \(url(arguments))\(query(arguments["query"]))\(body)"
  }

  /// With the names of its path filled; where to connect is in no journal.
  private static func url(_ arguments: FlowValue) -> String {
    (arguments["path"]?.object ?? [:]).reduce(arguments["url"]?.string ?? "") { url, part in
      url.replacing("{\(part.key)}", with: part.value.string ?? part.value.json)
    }
  }

  private static func query(_ query: FlowValue?) -> String {
    let pairs = (query?.object ?? [:]).map { "\($0.key)=\($0.value.string ?? $0.value.json)" }
    return pairs.isEmpty ? "" : "?" + pairs.joined(separator: "&")
  }

  private func answered(_ outcome: FlowValue) -> String {
    if let reason = outcome["unknown"]?.string { return "none: \(reason)" }
    if let problem = outcome["problem"] { return "problem \(problem.brief)" }
    if let due = outcome["due"]?.string { return "by \(due)" }
    guard let value = outcome["value"] else { return outcome.brief }
    guard moment.request?["http"] != nil || value["bodyKind"] != nil,
      let status = value["status"]?.integer
    else { return value.brief }
    let body = value["body"].map { $0 == .null ? "" : ", \($0.brief)" } ?? ""
    return "\(status)\(body)"
  }

  private var ending: String {
    let outcome = moment.outcome ?? .null
    let status = outcome["status"]?.string ?? ""
    for name in ["output", "error"] {
      if let value = outcome[name], value != .null { return "\(status), \(name) \(value.brief)" }
    }
    return status
  }
}

extension FlowValue {
  /// The beginning of the value, in a line.
  var brief: String { excerpt(100) }
}
