import FlowEngine

/// The texts of a flow or plugin in all its languages, each with its place.
struct TextSources {
  /// Where a text stands.
  private struct Entry {
    let location: SourceLocation
    let source: SourceText
  }

  /// By key and language.
  private var entries: [String: [String: Entry]] = [:]
  /// In the order of their names.
  private(set) var languages: [String] = []
  private(set) var refusals: [Diagnostic] = []

  /// - Parameter files: By language, or by part and language: `en`, `mail.en`.
  init(_ files: [String: FlowBundle.Source]) {
    do throws(DefinitionError) {
      _ = try TextFile.read(files)
    } catch {
      refusals = error.diagnostics
    }
    for (name, file) in files.sorted(by: { $0.key < $1.key }) {
      let language = String(name.split(separator: ".").last ?? "en")
      let source = SourceText(file.text, file: file.file)
      guard let root = try? YAMLDocument.read(source, text: file.text) else { continue }
      for member in root.members ?? [] {
        entries[member.key, default: [:]][language] = Entry(
          location: member.location, source: source)
      }
      if !languages.contains(language) { languages.append(language) }
    }
    languages.sort()
  }

  /// The keys of the texts that every language falls back to.
  var known: Set<String> { Set(entries.filter { $0.value["en"] != nil }.keys) }

  /// What is said in one language and not in another that there is.
  var untranslated: [Diagnostic] {
    entries.sorted { $0.key < $1.key }.flatMap { key, translations -> [Diagnostic] in
      let missing = languages.filter { translations[$0] == nil }
      guard let own = translations["en"] ?? translations.values.first, !missing.isEmpty else {
        return []
      }
      var findings = Findings(source: own.source)
      for language in missing {
        findings.report(
          .untranslatedText, at: own.location,
          "the text '\(key)' is not there in the language '\(language)'",
          hint: "add it to \(Self.file(of: language, beside: own.source.file))",
          severity: .warning)
      }
      return findings.diagnostics
    }
  }

  /// `texts/mail.fr.yaml` beside `texts/mail.en.yaml`.
  private static func file(of language: String, beside file: String) -> String {
    var parts = file.split(separator: ".", omittingEmptySubsequences: false)
    if parts.count >= 3 { parts[parts.count - 2] = language[...] }
    return parts.joined(separator: ".")
  }
}
