/// Suggestions for mistyped names.
package enum Spelling {
  /// "did you mean 'input'?" for the nearest of the known names, `nil` if none is near.
  package static func hint(for word: String, among known: some Sequence<String>) -> String? {
    nearest(to: word, among: known).map { "did you mean '\($0)'?" }
  }

  /// The known name with the fewest edits from `word`, at most one edit in three letters; or the
  /// one that it begins.
  static func nearest(to word: String, among known: some Sequence<String>) -> String? {
    let longer = known.filter { $0.hasPrefix(word) }
    if word.count >= 3, longer.count == 1 { return longer.first }
    let lowered = Array(word.lowercased())
    guard lowered.count <= 64 else { return nil }
    let ranked = known.filter { $0.count <= 64 }
      .map { (distance: distance(lowered, Array($0.lowercased())), name: $0) }
      .min { ($0.distance, $0.name) < ($1.distance, $1.name) }
    guard let ranked, ranked.distance <= max(1, word.count / 3) else { return nil }
    return ranked.name
  }

  /// "a, b and c", in their own order.
  package static func list(_ words: some Collection<String>, _ conjunction: String) -> String {
    let quoted = words.map { "'\($0)'" }
    guard let last = quoted.last, quoted.count > 1 else { return quoted.joined() }
    return quoted.dropLast().joined(separator: ", ") + " \(conjunction) " + last
  }

  /// Insertions, deletions, replacements and swaps of neighbours (optimal string alignment).
  private static func distance(_ left: [Character], _ right: [Character]) -> Int {
    var rows = [Array(0...right.count)]
    for (i, letter) in left.enumerated() {
      var row = [i + 1]
      for (j, other) in right.enumerated() {
        var best = min(rows[i][j + 1] + 1, row[j] + 1, rows[i][j] + (letter == other ? 0 : 1))
        if i > 0, j > 0, letter == right[j - 1], left[i - 1] == other {
          best = min(best, rows[i - 1][j - 1] + 1)
        }
        row.append(best)
      }
      rows.append(row)
    }
    return rows[left.count][right.count]
  }
}
