import FlowValue

/// Writes values as YAML for people to go on with.
enum YAMLText {
  /// The lines of a value below a key, indented by so many spaces.
  static func lines(_ value: FlowValue, indent: Int) -> [String] {
    let space = String(repeating: " ", count: indent)
    guard let members = value.object, !members.isEmpty else { return [space + inline(value)] }
    return members.flatMap { key, member -> [String] in
      if let inner = member.object, !inner.isEmpty {
        return ["\(space)\(scalar(key)):"] + lines(member, indent: indent + 2)
      }
      return ["\(space)\(scalar(key)): \(inline(member))"]
    }
  }

  /// A value in one line.
  static func inline(_ value: FlowValue) -> String {
    switch value {
    case .array(let elements): "[\(elements.map(inline).joined(separator: ", "))]"
    case .string(let text): scalar(text)
    default: value.json
    }
  }

  /// A text, in quotes where YAML would read something else.
  private static func scalar(_ text: String) -> String {
    let isPlain = text.wholeMatch(of: /[A-Za-z][A-Za-z0-9_.@\/-]*(:\/\/[A-Za-z0-9_.\/-]+)?/) != nil
    let words = ["true", "false", "null", "yes", "no", "on", "off", "y", "n"]
    let isWord = words.contains(text.lowercased())
    return isPlain && !isWord ? text : FlowValue.string(text).json
  }
}
