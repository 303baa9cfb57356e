/// Writes a regular expression of ECMA-262 in Swift's syntax, where the same text would mean
/// something else or means nothing in ECMA-262.
struct SchemaPatternTranslation {
  private let scalars: [Unicode.Scalar]
  private var position = 0
  private var result = ""

  init(_ text: String) { scalars = Array(text.unicodeScalars) }

  /// The expression in Swift's syntax; `nil` if the text is none.
  ///
  /// What Swift refuses by itself passes.
  mutating func run() -> String? {
    while let scalar = next() {
      guard let piece = piece(scalar) else { return nil }
      result += piece
    }
    return result
  }

  /// One term, or one sign of a term.
  private mutating func piece(_ scalar: Unicode.Scalar) -> String? {
    switch scalar {
    // The ends of the text; Swift's `$` lets a line end follow.
    case "^": "\\A"
    case "$": "\\z"
    case ".": #"[^\n\r\u{2028}\u{2029}]"#
    case "[": characterClass()
    case "(": group()
    case ")", "|": String(scalar)
    case "*", "+", "?": quantifier(String(scalar))
    case "{": counted()
    case "\\": escape()
    default: Self.literal(scalar)
    }
  }

  /// What follows `(`: of the groups with `?` only those of ECMA-262.
  private mutating func group() -> String? {
    guard take("?") else { return peek == "*" ? nil : "(" }
    for start in [":", "=", "!", "<=", "<!"] where take(start) { return "(?\(start)" }
    guard take("<") else { return nil }
    guard let name = name(until: ">") else { return nil }
    return "(?<\(name)>"
  }

  private mutating func name(until end: Unicode.Scalar) -> String? {
    var name = ""
    while let scalar = next(), scalar != end {
      guard Self.isNameCharacter(scalar) else { return nil }
      name.unicodeScalars.append(scalar)
    }
    return name.isEmpty || scalars[position - 1] != end ? nil : name
  }

  /// A `+` after a quantifier would make it possessive in Swift; in ECMA-262 it is a mistake.
  private mutating func quantifier(_ text: String) -> String? {
    let quantifier = take("?") ? text + "?" : text
    return "*+?".unicodeScalars.contains(peek ?? " ") ? nil : quantifier
  }

  /// `{2,3}`; any other brace stands for itself.
  private mutating func counted() -> String? {
    let start = position
    var text = "{"
    while let scalar = next(), scalar == "," || "0"..."9" ~= scalar {
      text.unicodeScalars.append(scalar)
    }
    let isQuantifier =
      position > start && scalars[position - 1] == "}" && text.count > 1 && !text.hasPrefix("{,")
      && text.count(where: { $0 == "," }) <= 1
    if isQuantifier { return quantifier(text + "}") }
    position = start
    return "\\{"
  }

  private mutating func escape() -> String? {
    guard let scalar = next() else { return nil }
    switch scalar {
    case "b", "B": return "\\\(scalar)"
    case "k":
      guard take("<"), let name = name(until: ">") else { return nil }
      return "\\k<\(name)>"
    case "1"..."9":
      var digits = String(scalar)
      while let digit = peek, "0"..."9" ~= digit {
        digits.unicodeScalars.append(digit)
        position += 1
      }
      return "(?:\\\(digits))"
    default:
      if let set = set(scalar) { return set.isNegated ? "[^\(set.text)]" : "[\(set.text)]" }
      return character(scalar).map(Self.literal)
    }
  }
}

/// Classes of characters.
extension SchemaPatternTranslation {
  private enum Atom {
    case set(String)
    case character(Unicode.Scalar)

    var text: String {
      switch self {
      case .set(let text): text
      case .character(let scalar): SchemaPatternTranslation.literal(scalar)
      }
    }
  }

  /// What follows `[`, up to its `]`.
  private mutating func characterClass() -> String? {
    let isNegated = take("^")
    var text = ""
    while !take("]") {
      guard let first = atom() else { return nil }
      guard peek == "-", lookahead(1) != "]" else {
        text += first.text
        continue
      }
      position += 1
      guard let last = atom() else { return nil }
      switch (first, last) {
      case (.character(let low), .character(let high)):
        if low > high { return nil }
        text += "\(first.text)-\(last.text)"
      default: text += "\(first.text)\\-\(last.text)"
      }
    }
    if text.isEmpty { return isNegated ? "[\\s\\S]" : "(?!)" }
    return "[\(isNegated ? "^" : "")\(text)]"
  }

  private mutating func atom() -> Atom? {
    guard let scalar = next() else { return nil }
    guard scalar == "\\" else { return .character(scalar) }
    guard let escaped = next() else { return nil }
    if let set = set(escaped) { return .set(set.isNegated ? "[^\(set.text)]" : set.text) }
    return escaped == "b" ? .character("\u{8}") : character(escaped).map(Atom.character)
  }

  /// The inside of a class that an escape such as `\d` stands for.
  private mutating func set(_ scalar: Unicode.Scalar) -> (text: String, isNegated: Bool)? {
    switch scalar {
    case "d", "D": return ("0-9", scalar == "D")
    case "w", "W": return ("A-Za-z0-9_", scalar == "W")
    case "s", "S":
      return (#"\u{9}-\u{D}\u{20}\u{A0}\u{FEFF}\u{2028}\u{2029}\p{Zs}"#, scalar == "S")
    case "p", "P":
      let start = position
      guard take("{"), let name = name(until: "}") else {
        position = start
        return nil
      }
      return ("\\p{\(name)}", scalar == "P")
    default: return nil
    }
  }
}

/// Single characters.
extension SchemaPatternTranslation {
  /// The character that an escape stands for; `nil` if ECMA-262 does not have the escape.
  private mutating func character(_ scalar: Unicode.Scalar) -> Unicode.Scalar? {
    switch scalar {
    case "t": return "\t"
    case "n": return "\n"
    case "v": return "\u{B}"
    case "f": return "\u{C}"
    case "r": return "\r"
    case "0": return "0"..."9" ~= (peek ?? " ") ? nil : "\0"
    case "c":
      guard let letter = next(), Self.isLetter(letter) else { return nil }
      return Unicode.Scalar(letter.value & 31)
    case "x": return hexadecimal(2).flatMap { Unicode.Scalar($0) }
    case "u": return codePoint()
    default:
      let isSign = scalar.isASCII && !Self.isLetter(scalar) && !("0"..."9" ~= scalar)
      return isSign ? scalar : nil
    }
  }

  /// What follows `\u`: `{1F432}`, `00E9`, or two halves of a pair.
  private mutating func codePoint() -> Unicode.Scalar? {
    if take("{") {
      var digits = ""
      while let scalar = next(), scalar != "}" { digits.unicodeScalars.append(scalar) }
      return UInt32(digits, radix: 16).flatMap { Unicode.Scalar($0) }
    }
    guard let unit = hexadecimal(4) else { return nil }
    guard 0xD800..<0xDC00 ~= unit else { return Unicode.Scalar(unit) }
    guard take("\\u"), let low = hexadecimal(4), 0xDC00..<0xE000 ~= low else { return nil }
    return Unicode.Scalar(0x10000 + (unit - 0xD800) << 10 + (low - 0xDC00))
  }

  private mutating func hexadecimal(_ count: Int) -> UInt32? {
    guard position + count <= scalars.count else { return nil }
    let digits = scalars[position..<position + count]
    guard digits.allSatisfy({ $0.properties.isASCIIHexDigit }) else { return nil }
    position += count
    return UInt32(String(String.UnicodeScalarView(digits)), radix: 16)
  }

  /// A letter or digit as it is; everything else by its number, so that it means nothing more.
  private static func literal(_ scalar: Unicode.Scalar) -> String {
    isLetter(scalar) || "0"..."9" ~= scalar
      ? String(scalar) : "\\u{\(String(scalar.value, radix: 16))}"
  }

  private static func isLetter(_ scalar: Unicode.Scalar) -> Bool {
    "a"..."z" ~= scalar || "A"..."Z" ~= scalar
  }

  private static func isNameCharacter(_ scalar: Unicode.Scalar) -> Bool {
    isLetter(scalar) || "0"..."9" ~= scalar || scalar == "_" || scalar == "="
  }
}

/// Reading.
extension SchemaPatternTranslation {
  private var peek: Unicode.Scalar? { lookahead(0) }

  private func lookahead(_ distance: Int) -> Unicode.Scalar? {
    position + distance < scalars.count ? scalars[position + distance] : nil
  }

  private mutating func next() -> Unicode.Scalar? {
    guard let scalar = peek else { return nil }
    position += 1
    return scalar
  }

  private mutating func take(_ text: String) -> Bool {
    guard scalars[position...].starts(with: text.unicodeScalars) else { return false }
    position += text.unicodeScalars.count
    return true
  }
}
