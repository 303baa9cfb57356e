import FlowValue

/// What a run was told: its input, the answers of people and of others, and who started it.
struct ToldTexts {
  private let texts: Set<String>
  private let words: Set<String>
  private let joined: String

  init(_ values: [FlowValue]) {
    let all = values.flatMap(\.texts)
    texts = Set(all)
    joined = OwnWords.folded(all.joined(separator: "\n"))
    words = Set(OwnWords.words(in: joined))
  }

  /// Whether it was told as it stands, or as a part of something longer.
  func contains(_ text: String) -> Bool {
    if texts.contains(text) { return true }
    let folded = OwnWords.folded(text)
    let parts = OwnWords.words(in: folded)
    if parts.count < 2 { return parts.first.map(words.contains) ?? false }
    return joined.contains(folded)
  }
}
