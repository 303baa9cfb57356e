import FlowEngine

/// What `flow.text` is called with.
extension ScriptRules {
  mutating func check(texts: [LuaGlobal.Name], _ arguments: [LuaShape]) {
    for text in texts where surroundings.texts[text.text] == nil {
      report(
        .missingText, at: text, "\(surroundings.owner) has no text '\(text.text)' in English",
        hint: Spelling.hint(for: text.text, among: surroundings.texts.keys)
          ?? "add it to texts.en.yaml and to every other language")
    }
    guard arguments.count > 1, case .table(let words) = arguments[1], !words.isOpen else { return }
    checkMissing(in: words, of: texts)
    // What is chosen at run time may hold any word.
    if arguments[0].isText, texts.allSatisfy({ surroundings.texts[$0.text] != nil }) {
      checkUnknown(in: words, of: texts)
    }
  }

  /// Holds a table that is written in place against what stands in braces in the texts it is for.
  private mutating func checkMissing(in words: LuaTable, of texts: [LuaGlobal.Name]) {
    let given = words.fields.filter { !$0.value.isNil }.map(\.key.text)
    for text in texts {
      for missing in (surroundings.texts[text.text] ?? []).subtracting(given).sorted() {
        report(
          .badPlaceholder, at: text,
          "the text '\(text.text)' holds {\(missing)}, which is not given",
          hint: Spelling.hint(for: missing, among: given)
            ?? "add '\(missing) = …' to the table behind it")
      }
    }
  }

  private mutating func checkUnknown(in words: LuaTable, of texts: [LuaGlobal.Name]) {
    let all = texts.reduce(into: Set<String>()) { $0.formUnion(surroundings.texts[$1.text] ?? []) }
    for field in words.fields where !all.contains(field.key.text) {
      report(
        .badPlaceholder, at: field.key, "the text holds no {\(field.key.text)}",
        hint: Spelling.hint(for: field.key.text, among: all)
          ?? "leave it out, or put it into the text", severity: .warning)
    }
  }
}
