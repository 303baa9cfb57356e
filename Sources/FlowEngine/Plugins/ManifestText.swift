import FlowValue

/// A setting that a text names and no profile sets.
struct MissingSetting: Error, Sendable, Equatable, CustomStringConvertible {
  let name: String

  var description: String {
    "the setting '\(name)' is not set. Write it under the plugin's settings in the profile."
  }
}

/// Texts of a manifest with `${settings.NAME}` in them.
enum ManifestText {
  /// The names of the settings that a text reads; `nil` if something else stands in `${ }`.
  static func names(in text: String) -> [String]? {
    guard let pieces = pieces(of: text) else { return nil }
    return pieces.compactMap { if case .setting(let name) = $0 { name } else { nil } }
  }

  /// The text with the settings' values in it.
  ///
  /// Where a single setting is the whole text, its value keeps its type.
  static func substituting(
    _ text: String, settings: FlowObject
  ) throws(MissingSetting) -> FlowValue {
    guard let pieces = pieces(of: text) else { return .string(text) }
    if pieces.count == 1, case .setting(let name) = pieces[0] {
      return try value(name, settings)
    }
    var result = ""
    for piece in pieces {
      switch piece {
      case .text(let text): result += text
      case .setting(let name):
        let value = try value(name, settings)
        result += value.string ?? value.json
      }
    }
    return .string(result)
  }

  static func substituting(
    _ texts: [String], settings: FlowObject
  ) throws(MissingSetting) -> [String] {
    var result: [String] = []
    for text in texts {
      let value = try substituting(text, settings: settings)
      result.append(value.string ?? value.json)
    }
    return result
  }

  private static func value(
    _ name: String, _ settings: FlowObject
  ) throws(MissingSetting) -> FlowValue {
    guard let value = settings[name], value != .null else { throw MissingSetting(name: name) }
    return value
  }

  private enum Piece { case text(String), setting(String) }

  private static func pieces(of text: String) -> [Piece]? {
    var pieces: [Piece] = []
    var rest = text[...]
    while let start = rest.firstRange(of: "${") {
      guard let end = rest[start.upperBound...].firstIndex(of: "}") else { return nil }
      let words = rest[start.upperBound..<end].split(separator: " ")
      guard words.count == 1, words[0].hasPrefix("settings."), words[0].count > 9 else {
        return nil
      }
      if start.lowerBound > rest.startIndex {
        pieces.append(.text(String(rest[..<start.lowerBound])))
      }
      pieces.append(.setting(String(words[0].dropFirst(9))))
      rest = rest[rest.index(after: end)...]
    }
    if !rest.isEmpty { pieces.append(.text(String(rest))) }
    return pieces
  }
}
