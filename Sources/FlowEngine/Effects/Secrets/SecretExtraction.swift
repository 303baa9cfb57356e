import FlowValue

/// Moves parts of an answer into the secret store before anybody sees them.
struct SecretExtraction {
  let store: SecretStore
  let context: HTTPContext
  let origin: Origin

  /// Stores each part durably and leaves a handle in its place; returns the texts.
  ///
  /// A successful answer that lacks a part is withheld as a whole: the secret may stand elsewhere
  /// in it.
  func apply(
    _ secrets: [(path: String, name: String)], to answer: inout HTTPAnswer
  ) async throws(SecretStoreError) -> [String] {
    var texts: [String] = []
    var isComplete = true
    for (path, name) in secrets {
      let keys = path.split(separator: ".").map(String.init)
      guard answer.bodyKind == "json", let text = Self.text(at: keys[...], in: answer.body) else {
        isComplete = false
        continue
      }
      let stored = context.storedName(name)
      try await store.set(stored, text: text, origins: [origin.description])
      answer.body = Self.replacing(keys[...], in: answer.body, with: .secret(stored))
      texts.append(text)
    }
    if !isComplete && 200...299 ~= answer.response.status { answer.withhold() }
    return texts
  }

  private static func text(at keys: ArraySlice<String>, in value: FlowValue) -> String? {
    guard let key = keys.first else {
      if let number = value.integer { return String(number) }
      return value.string.flatMap { $0.isEmpty ? nil : $0 }
    }
    return member(key, of: value).flatMap { text(at: keys.dropFirst(), in: $0) }
  }

  private static func member(_ key: String, of value: FlowValue) -> FlowValue? {
    if let array = value.array, let index = Int(key) {
      return array.indices.contains(index) ? array[index] : nil
    }
    return value[key]
  }

  private static func replacing(
    _ keys: ArraySlice<String>, in value: FlowValue, with handle: FlowValue
  ) -> FlowValue {
    guard let key = keys.first else { return handle }
    guard let member = member(key, of: value) else { return value }
    let replaced = replacing(keys.dropFirst(), in: member, with: handle)
    if var array = value.array, let index = Int(key) {
      array[index] = replaced
      return .array(array)
    }
    var changed = value
    changed[key] = replaced
    return changed
  }
}
