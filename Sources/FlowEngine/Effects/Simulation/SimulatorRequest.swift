package import FlowValue
import Foundation

/// A request as a simulator's script sees it.
package enum SimulatorRequest {
  /// `{ method, path, query, headers, body, form, text }`; names of headers in lower case.
  package static func value(of request: HTTPRequest) -> FlowValue {
    let components = URLComponents(string: request.url)
    let bytes = request.body ?? []
    let text = String(decoding: bytes, as: UTF8.self)
    var object: FlowObject = [
      "method": .string(request.method),
      "path": .string(path(components?.percentEncodedPath ?? "/")),
      "query": fields(FormEncoding.decoded(components?.percentEncodedQuery ?? "")),
      "headers": .object(headers(request)), "text": .string(text),
    ]
    let type = request.header("content-type")?.lowercased() ?? ""
    if type.contains("json"), let body = try? FlowValue(json: bytes) { object["body"] = body }
    if type.hasPrefix("application/x-www-form-urlencoded") {
      object["form"] = fields(FormEncoding.decoded(text))
    }
    return .object(object)
  }

  /// Decoded segment by segment; one that would hold a slash stays as it is.
  private static func path(_ encoded: String) -> String {
    let segments = encoded.split(separator: "/", omittingEmptySubsequences: false).map { segment in
      let decoded = segment.removingPercentEncoding ?? String(segment)
      return decoded.contains("/") ? String(segment) : decoded
    }
    let path = segments.joined(separator: "/")
    return path.isEmpty ? "/" : path
  }

  private static func headers(_ request: HTTPRequest) -> FlowObject {
    request.headers.reduce(into: [:]) { headers, field in
      let name = field.name.lowercased()
      headers[name] = .string(headers[name]?.string.map { "\($0), \(field.value)" } ?? field.value)
    }
  }

  /// A name that is repeated has an array.
  private static func fields(_ pairs: [(name: String, value: String)]) -> FlowValue {
    .object(
      pairs.reduce(into: [:]) { fields, pair in
        switch fields[pair.name] {
        case nil: fields[pair.name] = .string(pair.value)
        case .array(let values)?: fields[pair.name] = .array(values + [.string(pair.value)])
        case let value?: fields[pair.name] = [value, .string(pair.value)]
        }
      })
  }
}
