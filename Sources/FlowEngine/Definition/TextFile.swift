import FlowValue

/// The texts of a flow or plugin in one language: `texts.en.yaml`, an object of name and text.
enum TextFile {
  /// The language of `texts.LANGUAGE.yaml`; `nil` for any other name.
  static func language(ofFile name: String) -> String? {
    guard name.hasPrefix("texts."), name.hasSuffix(".yaml") else { return nil }
    let language = name.dropFirst("texts.".count).dropLast(".yaml".count)
    let isWord = language.utf8.allSatisfy { byte in
      byte == UInt8(ascii: "-") || UInt8(ascii: "a")...UInt8(ascii: "z") ~= byte | 0x20
    }
    return isWord && !language.isEmpty ? String(language) : nil
  }

  /// Reads a file of texts.
  /// - Throws: `DefinitionError` naming every entry that is no text.
  static func read(_ text: String, file: String) throws(DefinitionError) -> [String: String] {
    let source = SourceText(text, file: file)
    let root = try YAMLDocument.read(source, text: text)
    var findings = Findings(source: source)
    var texts: [String: String] = [:]
    for member in root.members ?? [] {
      if let text = member.value.string {
        texts[member.key] = text
      } else {
        findings.report(
          .wrongType, at: member.value.location,
          "the text '\(member.key)' must be a string, not \(member.value.typeName)")
      }
    }
    try findings.check()
    return texts
  }
}
