/// The lines of a text that are most like those that were looked for in it.
struct NearestLines {
  /// The lines, as many as were looked for if there are so many; empty if nothing is alike.
  let lines: [String]

  /// How many bytes have to be the same for lines to be alike.
  private static let least = 4

  init(to wanted: [String], in text: [String]) {
    let (wantedBytes, textBytes) = (wanted.map { Array($0.utf8) }, text.map { Array($0.utf8) })
    var best = (start: 0, likeness: 0)
    for start in text.indices {
      let likeness = zip(wantedBytes, textBytes[start...]).reduce(0) {
        $0 + Self.longestCommon($1.0, $1.1)
      }
      if likeness > best.likeness { best = (start, likeness) }
    }
    lines =
      best.likeness < Self.least ? [] : Array(text[best.start...].prefix(max(1, wanted.count)))
  }

  /// The length of the longest sequence that is in both.
  private static func longestCommon(_ left: [UInt8], _ right: [UInt8]) -> Int {
    var longest = 0
    var row = Array(repeating: 0, count: right.count + 1)
    for byte in left {
      for index in stride(from: right.count, to: 0, by: -1) {
        row[index] = right[index - 1] == byte ? row[index - 1] + 1 : 0
        longest = max(longest, row[index])
      }
    }
    return longest
  }
}
