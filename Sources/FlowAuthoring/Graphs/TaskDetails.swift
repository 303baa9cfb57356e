import FlowEngine
import FlowValue

extension TaskBody {
  /// What the task does, in one short line.
  var detail: String? {
    switch self {
    case .call(.function(let name, _)): name
    case .call(.prompt): "asks a person"
    case .call(.http(let call)):
      "\(call.method.detail ?? "GET") \(call.endpoint.detail ?? "")".shortened
    case .call(.defined): "call"
    case .emit: "emits an event"
    case .listen: "waits for events"
    case .raise(let error): "raises \(error.type.detail?.split(separator: "/").last ?? "an error")"
    case .run(let workflow): "runs \(workflow.name)"
    case .wait(.milliseconds(let milliseconds)):
      "waits \(ISODuration.text(milliseconds: milliseconds))"
    case .wait(.template): "waits"
    case .set: "set"
    case .do, .for, .fork, .switch, .try: nil
    }
  }
}

extension Template {
  /// As short as a line of a picture has to be; `nil` for what has more parts.
  var detail: String? {
    switch self {
    case .literal(let value): (value.string ?? value.json).shortened
    case .expression(let expression): expression.source.shortened
    case .array, .object: nil
    }
  }
}

extension CatchClause {
  /// Which problems it is for.
  var detail: String? {
    let type = FlowValue.object(with)["type"]?.string?.split(separator: "/").last.map(String.init)
    return (type ?? when?.source ?? exceptWhen.map { "not \($0.source)" })?.shortened
  }
}

extension String {
  /// In one line of at most 44 characters.
  var shortened: String {
    let words = split(whereSeparator: \.isWhitespace).joined(separator: " ")
    return words.count > 44 ? words.prefix(43) + "…" : words
  }
}
