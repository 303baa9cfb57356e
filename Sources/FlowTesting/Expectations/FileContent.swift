import FlowValue

/// What is in a saved file, as a report shows it: line by line, without secrets.
struct FileContent {
  private let text: String
  private let secrets: [String: String]
  private let lines: [String]

  init(_ text: String, secrets: [String: String]) {
    self.text = text
    self.secrets = secrets
    // A secret may be in another one.
    let longestFirst = secrets.sorted { $0.value.utf8.count > $1.value.utf8.count }
    lines =
      longestFirst.reduce(text.withPlainLineBreaks) { text, secret in
        text.replacing(secret.value, with: "${\(secret.key)}")
      }.lines
  }

  /// A passage that is not in it, laid beside the lines that are most like it.
  func difference(from passage: Passage) -> [String] {
    let wanted = passage.text.withPlainLineBreaks.lines
    let nearest = NearestLines(to: wanted, in: lines).lines
    guard !nearest.isEmpty else { return wanted.map { "- " + $0 } + ["nothing is like it"] }
    return SequenceAlignment(wanted.map { .name($0) }, nearest).lines
  }

  /// The line in which a passage begins, as a report names it; `nil` if it is not there.
  func place(of passage: Passage) -> String? {
    passage.line(in: text, secrets: secrets).map { "line \($0): \(lines[$0 - 1])" }
  }
}

extension Passage {
  /// As it is written, in one line.
  var quoted: String { ValueText.short(.string(text)) ?? "" }
}

extension String {
  /// What line breaks part; one at the end begins no other line.
  fileprivate var lines: [String] {
    let lines = split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    return lines.last == "" ? lines.dropLast() : lines
  }
}
