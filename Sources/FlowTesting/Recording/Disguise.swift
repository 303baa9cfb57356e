import FlowEngine
import FlowValue
import Foundation

/// Makes texts that stand for others: of the same form, and the same ones for the same run.
///
/// Words are disguised one by one, so that a name is found again inside other texts, whatever their
/// case and accents.
struct Disguise {
  /// What keeps the original from being guessed and tried.
  private let salt: String

  /// - Parameters:
  ///   - run: The run's id, which people may have chosen.
  ///   - told: What it was told: nobody guesses all of it at once.
  init(run: String, told: [FlowValue]) {
    let text = ([run] + told.map(\.json)).joined(separator: "\u{0}")
    salt = EntryDigest(of: Array(text.utf8)).description
  }

  /// A text as it stands for a text of that kind.
  func text(_ text: String, _ kind: PersonalKind) -> String {
    switch kind {
    case .name: return words(text)
    case .company, .address:
      // Articles, legal forms and the numbers of houses stay, unless there is nothing else.
      let most = words(text, keepingCommon: true)
      return most == text ? words(text) : most
    case .email: return words(String(text.prefix { $0 != "@" })) + "@example.com"
    case .domain:
      let label = String(text.prefix { $0 != "." })
      return self.text(label, .company) + text.dropFirst(label.count)
    case .phone: return phone(text)
    case .id: return id(text)
    case .token: return "[redacted]"
    case .secret: return secret(text)
    }
  }

  /// The text with every run of letters, or of digits, replaced.
  func words(_ text: String, keepingCommon: Bool = false) -> String {
    var result = ""
    var run: [Character] = []
    func close() {
      result += keepingCommon && Self.isCommon(run) ? String(run) : word(run)
      run = []
    }
    for character in text {
      if let last = run.last, Self.shape(last) != Self.shape(character) { close() }
      if Self.shape(character) == .other {
        result.append(character)
      } else {
        run.append(character)
      }
    }
    close()
    return result
  }

  /// Whether a word says what a company is in law, and not which one it is.
  static func isLegalForm(_ word: String) -> Bool { legalForms.contains(word.lowercased()) }

  private static let legalForms: Set = [
    "gmbh", "mbh", "ag", "kg", "kgaa", "ohg", "ug", "gbr", "ev", "se", "sa", "sas", "sasu", "sarl",
    "eurl", "sci", "snc", "scop", "scp", "ltd", "limited", "llc", "llp", "plc", "inc", "corp",
    "corporation", "incorporated", "co", "cie", "bv", "nv", "srl", "spa", "sl", "lda", "ab", "as",
    "asa", "aps", "oy", "oyj", "kft", "sro", "pty", "pte",
  ]

  private static let articles: Set = [
    "de", "du", "des", "la", "le", "les", "et", "en", "sur", "sous", "aux", "au", "of", "the",
    "and", "for", "in", "at", "on", "und", "der", "die", "das", "von", "am", "im", "el", "los",
    "las", "di", "da", "del", "van", "het",
  ]

  private static func isCommon(_ run: [Character]) -> Bool {
    guard let first = run.first else { return true }
    if shape(first) == .digit { return run.count < 4 }
    let word = String(run).lowercased()
    return run.count < 2 || legalForms.contains(word) || articles.contains(word)
  }

  /// The last digits of a phone number, by which it is found in every notation.
  static func core(ofPhone text: String) -> String {
    let digits = text.filter(\.isNumber)
    return String(digits.suffix(digits.count > 8 ? 8 : digits.count - 1))
  }

  // MARK: - Inside

  private enum Shape { case letter, digit, other }

  private static func shape(_ character: Character) -> Shape {
    character.isLetter ? .letter : character.isNumber ? .digit : .other
  }

  private func word(_ characters: [Character]) -> String {
    let key = String(characters).folding(
      options: [.caseInsensitive, .diacriticInsensitive], locale: nil)
    let bytes = bytes(characters.count, for: key)
    return zip(characters, bytes).reduce(into: "") { $0.append(Self.letter($1.0, $1.1)) }
  }

  private static let vowels = Array("aeiou")
  private static let accented = Array("àéîôû")
  private static let consonants = Array("bcdfghjklmnprstvz")

  private static func letter(_ character: Character, _ byte: UInt8) -> Character {
    if character.isNumber { return Character(String(byte % 9 + 1)) }
    let base = String(character).folding(
      options: [.caseInsensitive, .diacriticInsensitive], locale: nil)
    guard base.utf8.count == 1, let letter = base.first else { return foreign(character, byte) }
    let isVowel = "aeiouy".contains(letter)
    let choices = isVowel ? vowels : consonants
    var index = Int(byte) % choices.count
    if choices[index] == letter { index = (index + 1) % choices.count }
    let isAccented = isVowel && !character.isASCII
    let chosen = isAccented ? accented[index] : choices[index]
    return character.isUppercase ? Character(chosen.uppercased()) : chosen
  }

  /// A letter of another script.
  private static func foreign(_ character: Character, _ byte: UInt8) -> Character {
    let first = character.unicodeScalars.first?.value ?? 0
    let start: UInt32 =
      switch first {
      case 0x0410...0x042F: 0x0410
      case 0x0430...0x044F: 0x0430
      case 0x4E00...0x9FFF: 0x4E00
      default: 0x0061
      }
    let count: UInt32 = start == 0x4E00 ? 251 : start == 0x0061 ? 26 : 32
    return Unicode.Scalar(start + UInt32(byte) % count).map(Character.init) ?? "x"
  }

  /// The country's and the network's digits stay, as do all separators.
  private func phone(_ text: String) -> String {
    let core = Self.core(ofPhone: text)
    var replacement = Array(digits(core))
    var kept = text.count(where: \.isNumber) - core.count
    return text.reduce(into: "") { result, character in
      guard character.isNumber, kept <= 0, !replacement.isEmpty else {
        if character.isNumber { kept -= 1 }
        return result.append(character)
      }
      result.append(replacement.removeFirst())
    }
  }

  /// Other digits, as many.
  func digits(_ digits: String) -> String {
    zip(digits, bytes(digits.count, for: "phone \(digits)")).reduce(into: "") { result, pair in
      let digit = Int(pair.1) % 9 + 1
      result += String(digit == pair.0.wholeNumberValue ? digit % 9 + 1 : digit)
    }
  }

  /// Letters stand for letters of the same case and digits for digits; it says nothing any more.
  private func secret(_ text: String) -> String {
    if let kind = PersonalShape.kind(of: text), kind != .email { return self.text(text, kind) }
    let bytes = bytes(text.count, for: "secret \(text)")
    return zip(text, bytes).reduce(into: "") { result, pair in
      let (character, byte) = pair
      let first: UInt8? =
        character.isNumber
        ? UInt8(ascii: "0")
        : !character.isLetter ? nil : UInt8(ascii: character.isUppercase ? "A" : "a")
      guard let first else { return result.append(character) }
      let code = first + byte % (character.isNumber ? 10 : 26)
      result.append(Character(Unicode.Scalar(code)))
    }
  }

  /// Version and variant stay, so that it is an id of the same kind.
  private func id(_ text: String) -> String {
    let bytes = bytes(text.count, for: "id \(text.lowercased())")
    let isUpper = text.contains(where: \.isUppercase)
    return zip(text.enumerated(), bytes).reduce(into: "") { result, pair in
      let ((index, character), byte) = pair
      if character == "-" || index == 14 || index == 19 { return result.append(character) }
      let digit = String(byte % 16, radix: 16, uppercase: isUpper)
      result += digit
    }
  }

  private func bytes(_ count: Int, for key: String) -> [UInt8] {
    var bytes: [UInt8] = []
    while bytes.count < count {
      bytes += EntryDigest(of: Array("\(salt)\u{0}\(key)\u{0}\(bytes.count)".utf8)).bytes
    }
    return Array(bytes.prefix(count))
  }
}
