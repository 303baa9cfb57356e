/// Guards against aliases of aliases inside keys.
///
/// The YAML library compares keys, and comparing walks a value as often as aliases repeat it, before
/// anyone can count. Values are safe: they are shared until they are read.
enum YAMLAliases {
  /// So few aliases cannot stand for more than some thousand values.
  private static let harmless = 24
  /// What an alias and an anchor begin with.
  private static let alias = UInt8(ascii: "*")
  private static let anchor = UInt8(ascii: "&")

  /// Whether a text has many aliases, and keys that may be made of them.
  static func mayExplodeInKeys(_ text: String) -> Bool {
    // Most files have none, and a look at their bytes tells so at once.
    guard text.utf8.contains(alias), text.utf8.contains(anchor) else { return false }
    let bytes = Array(text.utf8)
    let aliases = bytes.indices.filter { bytes[$0] == alias && isToken(bytes, $0) }
    guard aliases.count > harmless,
      bytes.indices.count(where: { bytes[$0] == anchor && isToken(bytes, $0) }) > 2
    else { return false }
    return aliases.contains { isKey(bytes, after: nameEnd(bytes, $0 + 1)) }
      || bytes.indices.contains { index in
        switch bytes[index] {
        case UInt8(ascii: "]"), UInt8(ascii: "}"): isKey(bytes, after: index + 1)
        case UInt8(ascii: "?"): isSpace(byte(bytes, index - 1)) && isSpace(byte(bytes, index + 1))
        default: false
        }
      }
  }

  /// Whether the sign here begins an alias or anchor: it stands where a value can begin, and a name
  /// follows.
  private static func isToken(_ bytes: [UInt8], _ index: Int) -> Bool {
    guard let next = byte(bytes, index + 1) else { return false }
    let previous = byte(bytes, index - 1)
    return isNameByte(next)
      && (isSpace(previous) || previous.map { "[{,:".utf8.contains($0) } ?? true)
  }

  /// The library's names of anchors are ASCII letters, digits, '_' and '-'.
  private static func isNameByte(_ byte: UInt8) -> Bool {
    let character = Character(Unicode.Scalar(byte))
    return byte < 128 && (character.isLetter || character.isNumber || "_-".contains(character))
  }

  private static func nameEnd(_ bytes: [UInt8], _ start: Int) -> Int {
    var end = start
    while let byte = byte(bytes, end), isNameByte(byte) { end += 1 }
    return end
  }

  private static func isKey(_ bytes: [UInt8], after start: Int) -> Bool {
    var index = start
    while byte(bytes, index) == UInt8(ascii: " ") { index += 1 }
    return byte(bytes, index) == UInt8(ascii: ":")
  }

  private static func byte(_ bytes: [UInt8], _ index: Int) -> UInt8? {
    bytes.indices.contains(index) ? bytes[index] : nil
  }

  private static func isSpace(_ byte: UInt8?) -> Bool {
    byte.map { " \n\r\t".utf8.contains($0) } ?? true
  }
}
