import FlowValue

/// Fills in defaults by the schema as written.
struct SchemaDefaults {
  let root: FlowValue

  func filling(_ value: FlowValue, schema: FlowValue, depth: Int) -> FlowValue {
    guard depth < 64, let keywords = schema.object else { return value }
    var filled = value
    if let target = keywords["$ref"]?.string.flatMap(resolve) {
      filled = filling(filled, schema: target, depth: depth + 1)
    }
    for part in keywords["allOf"]?.array ?? [] {
      filled = filling(filled, schema: part, depth: depth + 1)
    }
    if case .object(let members) = filled {
      filled = .object(self.members(members, keywords["properties"]?.object ?? [:], depth))
    }
    if case .array(let elements) = filled, let items = keywords["items"] {
      let first = keywords["prefixItems"]?.array?.count ?? 0
      filled = .array(
        elements.enumerated().map { index, element in
          index < first ? element : filling(element, schema: items, depth: depth + 1)
        })
    }
    return filled
  }

  private func members(_ members: FlowObject, _ properties: FlowObject, _ depth: Int) -> FlowObject
  {
    var members = members
    for (name, schema) in properties {
      if let member = members[name] ?? defaultValue(of: schema) {
        members[name] = filling(member, schema: schema, depth: depth + 1)
      }
    }
    return members
  }

  private func defaultValue(of schema: FlowValue, depth: Int = 0) -> FlowValue? {
    if let value = schema["default"] { return value }
    guard depth < 64, let target = schema["$ref"]?.string.flatMap(resolve) else { return nil }
    return defaultValue(of: target, depth: depth + 1)
  }

  func resolve(_ reference: String) -> FlowValue? {
    guard reference.hasPrefix("#") else { return nil }
    return reference.dropFirst().split(separator: "/").reduce(Optional(root)) { value, token in
      let name = String(token).pointerName
      if let members = value?.object { return members[name] }
      guard let elements = value?.array, let index = Int(name), elements.indices.contains(index)
      else { return Optional.none }
      return elements[index]
    }
  }
}

extension String {
  /// The name that a token of a JSON pointer stands for, in a URI fragment or outside.
  var pointerName: String {
    let decoded = removingPercentEncoding
    return decoded.replacing("~1", with: "/").replacing("~0", with: "~")
  }

  private var removingPercentEncoding: String {
    var bytes: [UInt8] = []
    var rest = utf8[...]
    while let byte = rest.popFirst() {
      let digits = rest.prefix(2)
      if byte == UInt8(ascii: "%"), digits.count == 2,
        let code = UInt8(String(decoding: digits, as: UTF8.self), radix: 16)
      {
        rest.removeFirst(2)
        bytes.append(code)
      } else {
        bytes.append(byte)
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}
