import FlowValue
import Foundation

/// Puts disguised texts in the place of personal ones: whole values, and inside longer texts.
struct Replacements {
  /// A text to look for.
  private struct Needle {
    let text: [Character]
    let replacement: String
    let kind: PersonalKind
    /// The personal text that it is a spelling of.
    let original: String
    /// Whether it has to stand by itself, between other characters than letters and digits.
    let isWord: Bool
  }

  private let disguise: Disguise
  private var whole: [String: Needle] = [:]
  /// By their first character, the longest first.
  private var needles: [Character: [Needle]] = [:]
  private var replacements: Set<String> = []
  private var used: Set<String> = []
  private var values: [PersonalKind: Int] = [:]
  private var places: [PersonalKind: Int] = [:]

  init(_ found: [(kind: PersonalKind, text: String)], disguise: Disguise) {
    self.disguise = disguise
    for (kind, text) in found { add(text, kind) }
    for first in needles.keys {
      needles[first]?.sort { $0.text.count > $1.text.count }
    }
  }

  /// How many values of each kind were replaced in how many places.
  var counts: [(kind: PersonalKind, values: Int, places: Int)] {
    PersonalKind.allCases.compactMap { kind in
      values[kind].map { (kind, $0, places[kind, default: 0]) }
    }
  }

  /// How many personal texts of some length stand in texts, in any case.
  func count(leftIn texts: [String]) -> Int {
    let characters = Array(texts.joined(separator: "\n").lowercased())
    let originals = whole.keys.filter { $0.count >= 4 && whole[$0]?.replacement != $0 }
    return originals.count { original in
      let word = Array(original.lowercased())
      return characters.indices.contains { start in
        characters[start] == word[0]
          && Self.isWord(word, at: start, in: characters)
      }
    }
  }

  // MARK: - Replacing

  mutating func apply(_ value: FlowValue) -> FlowValue {
    switch value {
    case .string(let text): return .string(apply(text))
    case .array(let elements): return .array(elements.map { apply($0) })
    case .object(let members):
      var result = FlowObject(minimumCapacity: members.count)
      for (name, member) in members { result[replacingParts(of: name)] = apply(member) }
      return .object(result)
    default: return value
    }
  }

  mutating func apply(_ text: String) -> String {
    if let needle = whole[text] {
      count(needle)
      return needle.replacement
    }
    return replacingParts(of: text)
  }

  private mutating func replacingParts(of text: String) -> String {
    let characters = Array(text)
    var result = ""
    var index = 0
    while index < characters.count {
      if let needle = needles[characters[index]]?.first(where: { fits($0, characters, index) }) {
        count(needle)
        result += needle.replacement
        index += needle.text.count
      } else {
        result.append(characters[index])
        index += 1
      }
    }
    return result
  }

  private func fits(_ needle: Needle, _ text: [Character], _ index: Int) -> Bool {
    if needle.isWord { return Self.isWord(needle.text, at: index, in: text) }
    return text[index...].starts(with: needle.text)
  }

  /// Whether a text stands there by itself.
  private static func isWord(_ word: [Character], at index: Int, in text: [Character]) -> Bool {
    let end = index + word.count
    guard end <= text.count, text[index..<end].elementsEqual(word) else { return false }
    func isPart(_ character: Character) -> Bool { character.isLetter || character.isNumber }
    return !(index > 0 && isPart(text[index - 1])) && !(end < text.count && isPart(text[end]))
  }

  private mutating func count(_ needle: Needle) {
    places[needle.kind, default: 0] += 1
    if used.insert(needle.original).inserted { values[needle.kind, default: 0] += 1 }
  }

  // MARK: - Spellings

  private mutating func add(_ text: String, _ kind: PersonalKind) {
    var replacement = disguise.text(text, kind)
    if kind == .email, !replacements.insert(replacement).inserted {
      replacement = "\(replacements.count)." + replacement
    }
    let needle = Needle(
      text: Array(text), replacement: replacement, kind: kind, original: text, isWord: true)
    if whole[text] == nil { whole[text] = needle }
    switch kind {
    case .email:
      add(needle)
      add(needle, text.lowercased(), replacement)
      add(needle, text.replacing("@", with: "%40"), replacement.replacing("@", with: "%40"))
    case .id:
      add(needle)
      add(needle, text.lowercased(), replacement.lowercased())
      add(needle, text.uppercased(), replacement.uppercased())
    case .token: add(needle)
    case .phone:
      add(needle)
      let core = Disguise.core(ofPhone: text)
      if core.count == 8 { add(needle, core, disguise.digits(core), isWord: false) }
    case .name, .address: addSpellings(needle, text)
    case .company:
      addSpellings(needle, text)
      let words = text.split { !$0.isLetter && !$0.isNumber }.map(String.init)
      for word in words where word.count >= 4 { addSpellings(needle, word) }
      let slug = Self.plain(text.filter { $0.isLetter || $0.isNumber })
      if words.count > 1, slug.count >= 6 {
        add(needle, slug, Self.plain(replacement.filter { $0.isLetter || $0.isNumber }))
      }
    }
  }

  private mutating func addSpellings(_ needle: Needle, _ text: String) {
    guard text.count >= 4 else { return }
    let replacement = disguise.text(text, needle.kind)
    add(needle, text, replacement)
    add(needle, text.lowercased(), replacement.lowercased())
    add(needle, text.uppercased(), replacement.uppercased())
    add(needle, Self.plain(text), Self.plain(replacement))
  }

  private mutating func add(_ needle: Needle) {
    add(needle, needle.original, needle.replacement)
  }

  private mutating func add(
    _ needle: Needle, _ text: String, _ replacement: String, isWord: Bool = true
  ) {
    guard let first = text.first else { return }
    if (needles[first] ?? []).contains(where: { String($0.text) == text }) { return }
    needles[first, default: []].append(
      Needle(
        text: Array(text), replacement: replacement, kind: needle.kind, original: needle.original,
        isWord: isWord))
  }

  /// As names of domains spell it.
  private static func plain(_ text: String) -> String {
    text.folding(options: [.caseInsensitive, .diacriticInsensitive], locale: nil).lowercased()
  }
}
