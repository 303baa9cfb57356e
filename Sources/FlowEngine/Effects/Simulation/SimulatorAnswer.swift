package import FlowValue

/// What a simulator's handler returned, on its way to the wire.
package enum SimulatorAnswer {
  /// Reads `{ status, reason, headers, body, bom, raw }`: a table as `body` goes out as JSON, a text
  /// as it is, `bom` puts a byte-order mark before it, and `raw` takes its place.
  package static func response(_ value: FlowValue, method: String) throws -> HTTPResponse {
    guard let status = value["status"]?.integer, 200...599 ~= status else {
      throw SimulatorFault("the answer has no 'status' from 200 to 599")
    }
    var headers = try fields(value["headers"] ?? [:])
    var body = value["raw"]?.string.map { Array($0.utf8) } ?? content(value["body"] ?? .null)
    let isTable = value["body"]?.object != nil || value["body"]?.array != nil
    if isTable && headers.first(named: "content-type") == nil {
      headers.append(("Content-Type", "application/json; charset=utf-8"))
    }
    if value["bom"]?.bool == true { body = [0xEF, 0xBB, 0xBF] + body }
    let reason = try line(value["reason"]?.string ?? "", "reason")
    return HTTPResponse(
      status: Int(status), reason: reason, headers: headers, body: method == "HEAD" ? [] : body)
  }

  private static func content(_ body: FlowValue) -> [UInt8] {
    switch body {
    case .null: []
    case .string(let text): Array(text.utf8)
    default: Array(body.json.utf8)
    }
  }

  private static func fields(_ value: FlowValue) throws -> [(name: String, value: String)] {
    var fields: [(name: String, value: String)] = []
    for (name, value) in value.object ?? [:] {
      for element in value.array ?? [value] where element != .null {
        guard case .plain(let text)? = SecretText(element) else {
          throw SimulatorFault("the header '\(name)' of the answer must be a text")
        }
        fields.append((try line(name, "header"), try line(text, "header '\(name)'")))
      }
    }
    return fields
  }

  private static func line(_ text: String, _ what: String) throws -> String {
    guard text.utf8.allSatisfy({ $0 >= 0x20 && $0 != 0x7F }) else {
      throw SimulatorFault("the \(what) of the answer has a line break or a control character")
    }
    return text
  }
}
