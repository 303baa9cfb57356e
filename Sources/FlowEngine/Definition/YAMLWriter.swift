package import FlowValue

/// Writes values as YAML, as people would: small ones in a line, texts without quotes where they need
/// none.
package enum YAMLWriter {
  private static let width = 100

  /// A document of an object.
  package static func document(_ value: FlowValue) -> String {
    lines(value, indent: 0).joined(separator: "\n") + "\n"
  }

  /// The value in one line.
  package static func line(_ value: FlowValue) -> String {
    switch value {
    case .string(let text): return scalar(text)
    case .array(let elements): return "[\(elements.map(line).joined(separator: ", "))]"
    case .object(let members):
      if members.isEmpty { return "{}" }
      let pairs = members.map { "\(scalar($0.key)): \(line($0.value))" }
      return "{ \(pairs.joined(separator: ", ")) }"
    default: return value.json
    }
  }

  /// A text without quotes if it reads as that text inside brackets too, else in double quotes.
  package static func scalar(_ text: String) -> String {
    let isSimple = text.wholeMatch(of: /[\p{L}\p{N}\/][\p{L}\p{N} ._\/@+:*()'-]*/) != nil
    guard isSimple, !text.hasSuffix(" "), !text.hasSuffix(":"), !text.contains(": "),
      (try? FlowEngine.readDocument("[\(text)]", file: "text")) == [.string(text)]
    else { return json(.string(text)) }
    return text
  }

  /// The value as JSON in one line that YAML reads as the same.
  package static func json(_ value: FlowValue) -> String {
    switch value {
    case .array(let elements): return "[\(elements.map(json).joined(separator: ", "))]"
    case .object(let members) where !members.isEmpty:
      let pairs = members.map { "\(json(.string($0.key))): \(json($0.value))" }
      return "{ \(pairs.joined(separator: ", ")) }"
    default:
      return value.json.unicodeScalars.reduce(into: "") { text, scalar in
        if isPlain(scalar) {
          text.unicodeScalars.append(scalar)
        } else {
          let digits = String(scalar.value, radix: 16)
          text += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
        }
      }
    }
  }

  /// Whether a character may stand for itself in a text: it ends no line, and YAML can hold it.
  package static func isPlain(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case ..<0x20, 0x7F...0x9F, 0x2028, 0x2029, 0xFEFF, 0xFFFE, 0xFFFF: false
    default: true
    }
  }

  /// The lines of the value, indented by so many spaces.
  package static func lines(_ value: FlowValue, indent: Int) -> [String] {
    switch value {
    case .object(let members) where !members.isEmpty:
      members.flatMap { pair("\(scalar($0.key)):", $0.value, indent: indent) }
    case .array(let elements) where !elements.isEmpty:
      elements.flatMap { element($0, indent: indent) }
    default: [spaces(indent) + line(value)]
    }
  }

  private static func pair(_ key: String, _ value: FlowValue, indent: Int) -> [String] {
    let inline = spaces(indent) + "\(key) \(line(value))"
    if isSmall(value), inline.count <= width || !isNested(value) { return [inline] }
    if let names = names(value) {
      return [spaces(indent) + key] + wrapped(names, indent: indent + 2)
    }
    return [spaces(indent) + key] + lines(value, indent: indent + 2)
  }

  private static func element(_ value: FlowValue, indent: Int) -> [String] {
    let inline = spaces(indent) + "- \(line(value))"
    if isSmall(value), inline.count <= width || !isNested(value) { return [inline] }
    var block = lines(value, indent: indent + 2)
    block[0] = spaces(indent) + "- " + block[0].dropFirst(indent + 2)
    return block
  }

  /// Nothing that is worth lines of its own.
  private static func isSmall(_ value: FlowValue) -> Bool { depth(value) <= 2 }

  private static func isNested(_ value: FlowValue) -> Bool {
    depth(value) > 0 && line(value).count > 2
  }

  private static func depth(_ value: FlowValue) -> Int {
    let parts = value.array ?? value.object.map { Array($0.values) }
    return parts.map { 1 + ($0.map(depth).max() ?? 0) } ?? 0
  }

  /// The elements of a list of texts.
  private static func names(_ value: FlowValue) -> [String]? {
    guard let elements = value.array, elements.allSatisfy({ $0.string != nil }) else { return nil }
    return elements.map(line)
  }

  /// A list in brackets over several lines.
  private static func wrapped(_ names: [String], indent: Int) -> [String] {
    var lines = [spaces(indent) + "["]
    for (index, name) in names.enumerated() {
      let piece = name + (index == names.count - 1 ? "]" : ",")
      let isFirst = lines[lines.count - 1].hasSuffix("[")
      if lines[lines.count - 1].count + piece.count + 1 > width, !isFirst {
        lines.append(spaces(indent + 1) + piece)
      } else {
        lines[lines.count - 1] += isFirst ? piece : " " + piece
      }
    }
    return lines
  }

  private static func spaces(_ count: Int) -> String { String(repeating: " ", count: count) }
}
