package import FlowValue

/// A value of a file whose every part knows its place.
package struct LocatedValue: Sendable {
  /// How a scalar is written, which decides where its text begins.
  package enum Style: Sendable {
    case plain, singleQuoted, doubleQuoted, literal, folded
  }

  package enum Content: Sendable {
    /// Anything but an array and an object.
    case scalar(FlowValue)
    case array([LocatedValue])
    case object([LocatedMember])
  }

  package var content: Content
  package var location: SourceLocation
  package var style = Style.plain
  /// A tag of the application, such as `!exact`.
  package var tag: String?
  /// The name of its anchor.
  package var anchor: String?
  /// The name of the anchor that an alias stands for here; the place is then the anchor's.
  package var alias: String?
}

/// One key of an object and its value.
package struct LocatedMember: Sendable {
  package let key: String
  package var location: SourceLocation
  package var value: LocatedValue
}

extension LocatedValue {
  /// A value that no file holds: every part has the one place.
  package init(_ value: FlowValue, at location: SourceLocation) {
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
  package var value: FlowValue {
    switch content {
    case .scalar(let value): value
    case .array(let elements): .array(elements.map(\.value))
    case .object(let members):
      .object(
        FlowObject(members.map { ($0.key, $0.value.value) }, uniquingKeysWith: { _, last in last }))
    }
  }

  package var string: String? { if case .scalar(.string(let text)) = content { text } else { nil } }

  package var elements: [LocatedValue]? {
    if case .array(let elements) = content { elements } else { nil }
  }

  package var members: [LocatedMember]? {
    if case .object(let members) = content { members } else { nil }
  }

  package subscript(key: String) -> LocatedValue? { members?.first { $0.key == key }?.value }

  package var typeName: String {
    switch content {
    case .scalar(let value): value.typeName
    case .array: "array"
    case .object: "object"
    }
  }
}

extension LocatedValue {
  /// What is written at a JSON pointer.
  package func node(at pointer: String) -> LocatedValue? {
    pointer.split(separator: "/", omittingEmptySubsequences: true).reduce(self as LocatedValue?) {
      node, token in
      let name = String(token).replacing("~1", with: "/").replacing("~0", with: "~")
      if let elements = node?.elements {
        return Int(name).flatMap { elements.indices.contains($0) ? elements[$0] : nil }
      }
      return node?[name]
    }
  }

  /// The member with its key's place.
  package func member(_ name: String) -> LocatedMember? { members?.first { $0.key == name } }
}
