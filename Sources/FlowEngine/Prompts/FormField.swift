import FlowValue

/// One field of a form: a member of the answer that is no object itself.
struct FormField {
  /// `contact.email`; empty where the answer as a whole is the field.
  let path: [String]
  /// The field's own schema, its references resolved.
  let schema: FlowValue
  let isRequired: Bool

  var name: String { path.joined(separator: ".") }

  /// The fields of a schema, in its order.
  ///
  /// What has no `properties` of its own, such as a choice between objects, is one field.
  static func all(of schema: Schema) -> [FormField] {
    Fields(root: schema.source).list(schema.source, at: [], isRequired: true, depth: 0)
  }

  private struct Fields {
    let root: FlowValue

    func list(_ schema: FlowValue, at path: [String], isRequired: Bool, depth: Int) -> [FormField] {
      let schema = resolved(schema)
      guard depth < 16, let properties = schema["properties"]?.object, !properties.isEmpty else {
        return [FormField(path: path, schema: schema, isRequired: isRequired)]
      }
      let required = Set((schema["required"]?.array ?? []).compactMap(\.string))
      return properties.flatMap { name, property in
        list(
          property, at: path + [name], isRequired: isRequired && required.contains(name),
          depth: depth + 1)
      }
    }

    /// The schema with the members of what its `$ref` names under its own.
    private func resolved(_ schema: FlowValue, depth: Int = 0) -> FlowValue {
      guard depth < 16, var members = schema.object, let reference = members["$ref"]?.string,
        let target = target(of: reference)
      else { return schema }
      members["$ref"] = nil
      let base = resolved(target, depth: depth + 1).object ?? [:]
      return .object(members.merging(base) { own, _ in own })
    }

    /// What a JSON pointer into the schema names; a reference by any other means stays one field.
    private func target(of reference: String) -> FlowValue? {
      guard reference.hasPrefix("#/") else { return nil }
      return reference.dropFirst(2).split(separator: "/").reduce(root as FlowValue?) {
        $0?[String($1).replacing("~1", with: "/").replacing("~0", with: "~")]
      }
    }
  }
}

extension FlowValue {
  /// The member at a path; `nil` where there is none, or it is null.
  func member(at path: [String]) -> FlowValue? {
    let value = path.reduce(self as FlowValue?) { $0?[$1] }
    return value == .null ? nil : value
  }

  /// The value with the members of the other one in it; where both have one, the other's stands.
  func overlaid(by other: FlowValue) -> FlowValue {
    guard case .object(var members) = self, case .object(let others) = other else { return other }
    for (name, value) in others {
      members[name] = members[name].map { $0.overlaid(by: value) } ?? value
    }
    return .object(members)
  }
}
