import Crypto
import Foundation

/// A SHA-256 digest, printed as 64 hexadecimal digits.
package struct EntryDigest: Hashable, Sendable, CustomStringConvertible {
  /// How many bytes a digest has.
  package static let length = 32

  /// What the first entry of a run names as its previous hash: 32 zero bytes.
  package static let genesis = EntryDigest(unchecked: [UInt8](repeating: 0, count: length))

  package let bytes: [UInt8]

  /// A digest from its bytes; `nil` if they are not 32.
  package init?(bytes: [UInt8]) {
    guard bytes.count == Self.length else { return nil }
    self.bytes = bytes
  }

  /// The digest of some bytes.
  package init(of bytes: [UInt8]) {
    self.init(unchecked: Array(SHA256.hash(data: bytes)))
  }

  private init(unchecked bytes: [UInt8]) { self.bytes = bytes }

  package var description: String { String(decoding: hexadecimal, as: UTF8.self) }

  /// The 64 digits as ASCII.
  var hexadecimal: [UInt8] {
    var text: [UInt8] = []
    text.reserveCapacity(2 * Self.length)
    for byte in bytes {
      text.append(Hexadecimal.digit(byte >> 4))
      text.append(Hexadecimal.digit(byte & 15))
    }
    return text
  }
}
