import FlowEngine

/// The texts of a flow or plugin in all its languages, each with its place.
struct TextSources {
  /// Where a text stands.
  struct Entry {
    let location: SourceLocation
    let source: SourceText
    /// What stands in braces in it.
    let placeholders: Set<String>
  }

  /// By key and language.
  private(set) var entries: [String: [String: Entry]] = [:]
  /// In the order of their names.
  private(set) var languages: [String] = []
  private(set) var refusals: [Diagnostic] = []
  /// The languages of files that are no YAML.
  private var unread: Set<String> = []

  /// - Parameter files: By language, or by part and language: `en`, `mail.en`.
  init(_ files: [String: FlowBundle.Source]) {
    for (name, file) in files.sorted(by: { $0.key < $1.key }) {
      let language = String(name.split(separator: ".").last ?? "en")
      if !languages.contains(language) { languages.append(language) }
      let source = SourceText(file.text, file: file.file)
      do throws(DefinitionError) {
        _ = try TextFile.read([name: file])
      } catch {
        refusals += error.diagnostics
      }
      guard let root = try? YAMLDocument.read(source, text: file.text) else {
        unread.insert(language)
        continue
      }
      for member in root.members ?? [] { add(member, language, source) }
    }
    languages.sort()
    if refusals.isEmpty { refuseRepeated(files) }
  }

  private mutating func add(_ member: LocatedMember, _ language: String, _ source: SourceText) {
    entries[member.key, default: [:]][language] = Entry(
      location: member.location, source: source,
      placeholders: Self.placeholders(in: member.value.string ?? ""))
  }

  private mutating func refuseRepeated(_ files: [String: FlowBundle.Source]) {
    do throws(DefinitionError) {
      _ = try TextFile.read(files)
    } catch {
      refusals = error.diagnostics
    }
  }

  /// The texts that every language falls back to, with what stands in braces in each.
  var known: [String: Set<String>] { entries.compactMapValues { $0["en"]?.placeholders } }

  /// Whether not all that is said in English is known.
  var lacksEnglish: Bool { unread.contains("en") }

  /// What is said in one language and not in another that there is.
  var untranslated: [Diagnostic] {
    entries.sorted { $0.key < $1.key }.flatMap { key, translations -> [Diagnostic] in
      let missing = languages.filter { translations[$0] == nil && !unread.contains($0) }
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

/// What stands in braces.
extension TextSources {
  static func placeholders(in text: String) -> Set<String> {
    Set(text.matches(of: /\{([A-Za-z_][A-Za-z0-9_]*)\}/).map { String($0.output.1) })
  }

  /// What stands in braces in one language and not in English, or the other way round.
  var unlike: [Diagnostic] {
    entries.sorted { $0.key < $1.key }.flatMap { key, translations -> [Diagnostic] in
      guard let english = translations["en"]?.placeholders else { return [] }
      return languages.flatMap { language -> [Diagnostic] in
        translations[language].map { Self.diagnostics(key, $0, language, beside: english) } ?? []
      }
    }
  }

  private static func diagnostics(
    _ key: String, _ entry: Entry, _ language: String, beside english: Set<String>
  ) -> [Diagnostic] {
    var findings = Findings(source: entry.source)
    let others = entry.placeholders.subtracting(english).sorted()
    let missing = english.subtracting(entry.placeholders).sorted()
    if let other = others.first {
      findings.report(
        .badPlaceholder, at: entry.location,
        "the text '\(key)' holds {\(other)} in '\(language)', and not in English",
        hint: Spelling.hint(for: other, among: english)
          ?? "a text holds the same words in braces in every language")
    } else if let lacked = missing.first {
      findings.report(
        .badPlaceholder, at: entry.location,
        "the text '\(key)' lacks {\(lacked)} in '\(language)', and has it in English",
        hint: "people who chose that language would not read it", severity: .warning)
    }
    return findings.diagnostics
  }
}
