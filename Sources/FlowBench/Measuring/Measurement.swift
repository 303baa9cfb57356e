/// What came of a benchmark.
struct Measurement: Sendable {
  let samples: Samples
  let unit: String
  /// The same work without the engine, measured in the same rounds.
  var baseline: Baseline?

  struct Baseline: Sendable {
    let name: String
    let samples: Samples
  }

  /// The median as a part of the baseline's.
  var ratio: Double? { baseline.map { samples.median / $0.samples.median } }
}

/// The results of several rounds; never empty.
struct Samples: Sendable, CustomStringConvertible {
  private let sorted: [Double]

  /// Results in any order.
  ///
  /// - Throws: `BenchmarkFailure` if there is none.
  init(_ values: [Double]) throws(BenchmarkFailure) {
    if values.isEmpty { throw BenchmarkFailure(description: "no round was measured") }
    sorted = values.sorted()
  }

  var median: Double {
    let middle = sorted.count / 2
    return sorted.count.isMultiple(of: 2)
      ? (sorted[middle - 1] + sorted[middle]) / 2 : sorted[middle]
  }

  /// `median (min–max)`.
  var description: String {
    let range = [sorted.first, sorted.last].compactMap(\.self).map(Number.text)
    return "\(Number.text(median)) (\(range.joined(separator: "–")))"
  }
}

/// Numbers as people read them: three digits that count, thousands apart.
enum Number {
  static func text(_ number: Double) -> String {
    let digits =
      switch abs(number) {
      case 100...: 0
      case 10..<100: 1
      default: 2
      }
    var scale = 1.0
    for _ in 0..<digits { scale *= 10 }
    let rounded = Int64((number * scale).rounded())
    let (whole, rest) = rounded.quotientAndRemainder(dividingBy: Int64(scale))
    if rest == 0 { return grouped(whole) }
    let fraction = String(abs(rest))
    let zeros = String(repeating: "0", count: digits - fraction.count)
    let sign = rounded < 0 && whole == 0 ? "-" : ""
    return "\(sign)\(grouped(whole)).\(zeros)\(fraction)"
  }

  private static func grouped(_ number: Int64) -> String {
    let digits = Array(String(number.magnitude))
    let text = digits.enumerated().reduce(into: "") { text, digit in
      if digit.offset > 0, (digits.count - digit.offset).isMultiple(of: 3) { text += "," }
      text.append(digit.element)
    }
    return number < 0 ? "-" + text : text
  }
}
