import FlowValue

/// The texts of a flow or plugin in one language, an object of name and text: `texts.en.yaml`, or
/// one part of them, such as `texts/mail.en.yaml`.
package enum TextFile {
  /// The folder of parts.
  static let folder = "texts"

  /// What a bundle knows a file by.
  ///
  /// - Parameter path: The file's path below the flow's or plugin's folder.
  /// - Returns: `en` for `texts.en.yaml`, `mail.en` for `texts/mail.en.yaml`; `nil` for any other.
  static func name(ofFile path: String) -> String? {
    guard path.hasSuffix(".yaml") else { return nil }
    let parts = path.dropLast(".yaml".count).split(separator: "/", omittingEmptySubsequences: false)
    let words = (parts.last ?? "").split(separator: ".", omittingEmptySubsequences: false)
    guard words.count == 2, words.allSatisfy({ !$0.isEmpty }), isLanguage(words[1]) else {
      return nil
    }
    if parts.count == 1 { return words[0] == "texts" ? String(words[1]) : nil }
    return parts.dropLast() == [folder[...]] ? "\(words[0]).\(words[1])" : nil
  }

  private static func isLanguage(_ word: Substring) -> Bool {
    word.utf8.allSatisfy { byte in
      byte == UInt8(ascii: "-") || UInt8(ascii: "a")...UInt8(ascii: "z") ~= byte | 0x20
    }
  }

  /// Reads the files of one owner, by their names in the bundle.
  ///
  /// - Returns: The texts by language and key.
  /// - Throws: `DefinitionError` naming every entry that is no text or stands twice.
  package static func read(_ files: [String: Bundle.Source]) throws(DefinitionError)
    -> [String: [String: String]]
  {
    var texts: [String: [String: String]] = [:]
    for (name, source) in files.sorted(by: { $0.key < $1.key }) {
      let language = String(name.split(separator: ".").last ?? "en")
      let known = texts[language] ?? [:]
      let read = try read(source.text, file: source.file, known: Set(known.keys))
      texts[language] = known.merging(read) { $1 }
    }
    return texts
  }

  /// Reads a file of texts.
  ///
  /// - Parameters:
  ///   - text: What stands in the file.
  ///   - file: The file's path, for messages.
  ///   - known: The texts that other files have in the language already.
  /// - Returns: The texts by key.
  /// - Throws: `DefinitionError` naming every entry that is no text or stands twice.
  static func read(_ text: String, file: String, known: Set<String> = [])
    throws(DefinitionError) -> [String: String]
  {
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
      if known.contains(member.key) {
        findings.report(
          .repeatedKey, at: member.location,
          "the text '\(member.key)' stands in another file of this language too")
      }
    }
    try findings.check()
    return texts
  }
}
