/// What a measurement has to reach.
enum Budget: Sendable, CustomStringConvertible {
  /// At least this part of the baseline.
  case baselineTimes(Double)
  case atLeast(Double)
  case atMost(Double)
  case below(Double)

  var description: String {
    switch self {
    case .baselineTimes(let limit): "≥ \(Number.text(limit)) of it"
    case .atLeast(let limit): "≥ \(Number.text(limit))"
    case .atMost(let limit): "≤ \(Number.text(limit))"
    case .below(let limit): "< \(Number.text(limit))"
    }
  }

  func isMet(by measurement: Measurement) -> Bool {
    let median = measurement.samples.median
    return switch self {
    case .baselineTimes(let limit): (measurement.ratio ?? 0) >= limit
    case .atLeast(let limit): median >= limit
    case .atMost(let limit): median <= limit
    case .below(let limit): median < limit
    }
  }

  /// The measurement as a part of the baseline, or of the limit.
  func share(of measurement: Measurement) -> Double {
    switch self {
    case .baselineTimes: measurement.ratio ?? 0
    case .atLeast(let limit), .atMost(let limit), .below(let limit):
      measurement.samples.median / limit
    }
  }
}
