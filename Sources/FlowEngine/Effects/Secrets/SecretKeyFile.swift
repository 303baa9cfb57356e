import Crypto
import Foundation

/// The key that seals stored secrets: 32 random bytes in a file of their own.
struct SecretKeyFile: Sendable {
  let file: PrivateFile

  /// The key, made now if there is none yet and nothing was sealed before.
  func key(mayCreate: Bool) throws(SecretStoreError) -> SymmetricKey {
    if let bytes = try file.read() { return try Self.decoded(bytes, path: file.path) }
    guard mayCreate else { throw .keyMissing(path: file.path) }
    let key = SymmetricKey(size: .bits256)
    let text = unsafe key.withUnsafeBytes { unsafe Data($0) }.base64EncodedString() + "\n"
    try file.replace(with: Array(text.utf8))
    return key
  }

  private static func decoded(
    _ bytes: [UInt8], path: String
  ) throws(SecretStoreError) -> SymmetricKey {
    let text = String(decoding: bytes, as: UTF8.self)
    guard let data = Data(base64Encoded: text.trimmingCharacters(in: .whitespacesAndNewlines)),
      data.count == 32
    else { throw .damaged(path: path, detail: "32 bytes in base64 were expected") }
    return SymmetricKey(data: data)
  }
}
