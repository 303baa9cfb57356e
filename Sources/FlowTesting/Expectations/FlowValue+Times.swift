import FlowValue

extension FlowValue {
  /// The value with `TIME` for every moment in its texts: a run that was killed does not wait a
  /// second time for what is over, so that its times may be others.
  var withoutTimes: FlowValue {
    switch self {
    case .string(let text): .string(MomentText.masked(text))
    case .array(let elements): .array(elements.map(\.withoutTimes))
    case .object(let members): .object(members.mapValues { $0.withoutTimes })
    default: self
    }
  }
}

/// Moments as RFC 3339 writes them, found in texts.
private enum MomentText {
  /// `0` stands for a digit.
  private static let shape = Array("0000-00-00T00:00:00".utf8)

  static func masked(_ text: String) -> String {
    let bytes = Array(text.utf8)
    guard bytes.count >= shape.count, bytes.contains(UInt8(ascii: "T")) else { return text }
    var masked: [UInt8] = []
    var index = 0
    while index < bytes.count {
      if let end = end(of: bytes, from: index) {
        masked += Array("TIME".utf8)
        index = end
      } else {
        masked.append(bytes[index])
        index += 1
      }
    }
    return String(decoding: masked, as: UTF8.self)
  }

  /// The end of the moment that begins there; `nil` if none does.
  private static func end(of bytes: [UInt8], from start: Int) -> Int? {
    let end = start + shape.count
    guard end <= bytes.count,
      zip(shape, bytes[start..<end]).allSatisfy({
        $0 == UInt8(ascii: "0") ? isDigit($1) : $0 == $1
      })
    else { return nil }
    var index = end
    if index < bytes.count, bytes[index] == UInt8(ascii: ".") {
      index += 1
      while index < bytes.count, isDigit(bytes[index]) { index += 1 }
    }
    if index < bytes.count, bytes[index] == UInt8(ascii: "Z") { index += 1 }
    return index
  }

  private static func isDigit(_ byte: UInt8) -> Bool {
    UInt8(ascii: "0")...UInt8(ascii: "9") ~= byte
  }
}
