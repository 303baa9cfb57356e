import Crypto
import Foundation

/// A UUID made of a namespace and a name (RFC 9562, version 5): the same for the same input.
enum UUIDv5 {
  /// The namespace of request ids; drawn once at random, and never to change: a resumed run must
  /// send the id that it sent before.
  static let requestNamespace = "5d1f0b52-6c0e-4a0c-9f0e-2f6d8f3f7a41"

  /// The UUID in lower case.
  ///
  /// A namespace that is no UUID counts as the nil UUID.
  static func make(namespace: String, name: String) -> String {
    var hash = Insecure.SHA1()
    hash.update(data: bytes(of: namespace))
    hash.update(data: Array(name.utf8))
    return text(Array(hash.finalize().prefix(16)), version: 5)
  }

  /// Sixteen bytes as a UUID with a version and RFC 9562's variant.
  static func text(_ bytes: [UInt8], version: UInt8) -> String {
    var bytes = bytes
    bytes[6] = bytes[6] & 0x0F | version << 4
    bytes[8] = bytes[8] & 0x3F | 0x80
    var text: [UInt8] = []
    text.reserveCapacity(36)
    for (index, byte) in bytes.enumerated() {
      if [4, 6, 8, 10].contains(index) { text.append(UInt8(ascii: "-")) }
      text.append(Hexadecimal.digit(byte >> 4))
      text.append(Hexadecimal.digit(byte & 15))
    }
    return String(decoding: text, as: UTF8.self)
  }

  private static func bytes(of uuid: String) -> [UInt8] {
    let digits = uuid.utf8.compactMap(Hexadecimal.value)
    guard digits.count == 32 else { return Array(repeating: 0, count: 16) }
    return (0..<16).map { digits[2 * $0] << 4 | digits[2 * $0 + 1] }
  }
}
