/// The name of one run: 1 to 64 of the characters `A–Z a–z 0–9 . _ -`.
public struct RunID: RawRepresentable, Hashable, Sendable, CustomStringConvertible {
  /// The name as it is written in the journal and on the command line.
  public let rawValue: String

  /// A run's name; `nil` if it is empty, longer than 64 or has any other character.
  public init?(rawValue: String) {
    guard 1...64 ~= rawValue.utf8.count, rawValue.utf8.allSatisfy(Self.isAllowed) else {
      return nil
    }
    self.rawValue = rawValue
  }

  /// The name itself.
  public var description: String { rawValue }

  private static func isAllowed(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "a")...UInt8(ascii: "z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "."), UInt8(ascii: "_"),
      UInt8(ascii: "-"):
      true
    default: false
    }
  }
}

extension RunID {
  /// A new id: sortable by time, and unguessable by its 80 random bits.
  ///
  /// The form is a ULID (https://github.com/ulid/spec): 48 bits of milliseconds and 80 random
  /// ones, as 26 digits of Crockford's base 32.
  init(at time: Timestamp, random: [UInt8]) {
    let clock = UInt64(clamping: time.milliseconds)
    let bytes =
      (0..<6).map { UInt8(truncatingIfNeeded: clock >> (40 - 8 * $0)) } + random.prefix(10)
    // 128 bits are 26 digits of 5 bits, the first of which holds only 3.
    let digits = Array("0123456789ABCDEFGHJKMNPQRSTVWXYZ")
    var text = ""
    var bits = 0
    var buffer: UInt32 = 0
    for byte in [0] + bytes {
      buffer = buffer << 8 | UInt32(byte)
      bits += text.isEmpty && bits == 0 ? 2 : 8
      while bits >= 5 {
        bits -= 5
        text.append(digits[Int(buffer >> bits & 31)])
      }
    }
    rawValue = text
  }
}
