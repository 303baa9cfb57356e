import FlowValue

/// A value of a file whose every part knows its place.
struct LocatedValue: Sendable {
  /// How a scalar is written, which decides where its text begins.
  enum Style: Sendable {
    case plain, singleQuoted, doubleQuoted, literal, folded
  }

  enum Content: Sendable {
    /// Anything but an array and an object.
    case scalar(FlowValue)
    case array([LocatedValue])
    case object([LocatedMember])
  }

  let content: Content
  let location: SourceLocation
  var style = Style.plain
  /// A tag of the application, such as `!exact`.
  var tag: String?
}

/// One key of an object and its value.
struct LocatedMember: Sendable {
  let key: String
  let location: SourceLocation
  let value: LocatedValue
}

extension LocatedValue {
  /// A value that no file holds: every part has the one place.
  init(_ value: FlowValue, at location: SourceLocation) {
    self.location = location
    content =
      switch value {
      case .array(let elements): .array(elements.map { LocatedValue($0, at: location) })
      case .object(let members):
        .object(
          members.map {
            LocatedMember(key: $0, location: location, value: LocatedValue($1, at: location))
          })
      default: .scalar(value)
      }
  }

  /// The value without its places.
  var value: FlowValue {
    switch content {
    case .scalar(let value): value
    case .array(let elements): .array(elements.map(\.value))
    case .object(let members):
      .object(
        FlowObject(members.map { ($0.key, $0.value.value) }, uniquingKeysWith: { _, last in last }))
    }
  }

  var string: String? { if case .scalar(.string(let text)) = content { text } else { nil } }

  var elements: [LocatedValue]? { if case .array(let elements) = content { elements } else { nil } }

  var members: [LocatedMember]? { if case .object(let members) = content { members } else { nil } }

  subscript(key: String) -> LocatedValue? { members?.first { $0.key == key }?.value }

  var typeName: String {
    switch content {
    case .scalar(let value): value.typeName
    case .array: "array"
    case .object: "object"
    }
  }
}
