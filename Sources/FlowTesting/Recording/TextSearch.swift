/// Finds the longest of many texts that stands at a place in another one.
struct TextSearch<Found> {
  /// Where a text has to stand by itself, between other characters than letters and digits.
  enum Edge {
    case both, start, none
  }

  private struct Entry {
    let text: [Character]
    let edge: Edge
    let found: Found
  }

  /// By their first and second character.
  private var entries: [Character: [Character: [Entry]]] = [:]
  private var known: Set<String> = []

  /// Adds a text of two characters or more, if it is not there already.
  mutating func add(_ text: String, edge: Edge, _ found: Found) {
    let characters = Array(text)
    guard characters.count > 1, known.insert(text).inserted else { return }
    entries[characters[0], default: [:]][characters[1], default: []].append(
      Entry(text: characters, edge: edge, found: found))
  }

  /// What stands there, and how long it is.
  func longest(at index: Int, in text: [Character]) -> (count: Int, found: Found)? {
    guard index + 1 < text.count, let list = entries[text[index]]?[text[index + 1]] else {
      return nil
    }
    let isStart = Self.isStart(index, in: text)
    var longest: (count: Int, found: Found)?
    for entry in list where isStart || entry.edge == .none {
      let end = index + entry.text.count
      guard end <= text.count, entry.text.count > longest?.count ?? 0,
        text[index..<end].elementsEqual(entry.text)
      else { continue }
      if entry.edge == .both, end < text.count, Self.isPart(text[end]) { continue }
      longest = (entry.text.count, entry.found)
    }
    return longest
  }

  private static func isPart(_ character: Character) -> Bool {
    character.isLetter || character.isNumber
  }

  /// What is escaped before it (`%20`, `=20`) is no part of it.
  private static func isStart(_ index: Int, in text: [Character]) -> Bool {
    guard index > 0, isPart(text[index - 1]) else { return true }
    guard index > 2, "%=".contains(text[index - 3]) else { return false }
    return text[index - 2].isHexDigit && text[index - 1].isHexDigit
  }
}
