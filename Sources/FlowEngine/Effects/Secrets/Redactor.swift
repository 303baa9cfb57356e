import FlowValue
import Foundation

/// Takes the texts of known secrets out of whatever leaves the HTTP handler.
struct Redactor: Sendable {
  static let replacement = "[redacted]"
  /// Shorter texts are no secrets, and replacing them would garble everything.
  static let minimumBytes = 4

  private let needles: [String]

  /// Also looks for each text as JSON, a URL and base64 would spell it.
  init(_ secrets: some Sequence<String>) {
    let texts = Set(secrets.filter { $0.utf8.count >= Self.minimumBytes })
    let spelled = texts.flatMap { text in
      [
        text, String(FlowValue.string(text).json.dropFirst().dropLast()),
        FormEncoding.escaped(text), Data(text.utf8).base64EncodedString(),
      ]
    }
    // The longest first, so that no part of one is left when another is its beginning.
    needles = Set(spelled).sorted { ($0.utf8.count, $0) > ($1.utf8.count, $1) }
  }

  func redact(_ text: String) -> String {
    needles.reduce(text) { $0.replacingOccurrences(of: $1, with: Self.replacement) }
  }

  func redact(_ value: FlowValue) -> FlowValue {
    switch value {
    case .string(let text): .string(redact(text))
    case .array(let elements): .array(elements.map { redact($0) })
    case .object(let members):
      .object(
        FlowObject(
          members.map { (redact($0.key), redact($0.value)) }, uniquingKeysWith: { _, last in last })
      )
    case .null, .bool, .integer, .double, .secret: value
    }
  }

  func redact(_ problem: Problem) -> Problem {
    var redacted = problem
    redacted.detail = problem.detail.map { redact($0) }
    redacted.members = redact(.object(problem.members)).object ?? [:]
    return redacted
  }
}
