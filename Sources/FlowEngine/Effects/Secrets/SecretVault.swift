import Crypto
import FlowValue
import Foundation

/// The stored secrets as the file holds them: each value sealed, names and origins in the clear.
struct SecretVault: Sendable {
  struct Record: Sendable {
    /// Origins the secret may be sent to.
    var origins: [String]
    /// RFC 3339.
    var updatedAt: String
    /// AES-GCM over the text.
    var sealed: [UInt8]?
    /// AES-GCM over what took the text's place, with the digest of what it replaced.
    var rotated: [UInt8]?
  }

  static let version: Int64 = 1
  /// The first bytes of the key's SHA-256: tells another key from a damaged value.
  var fingerprint: String
  var records: [String: Record] = [:]

  init(key: SymmetricKey) { fingerprint = Self.fingerprint(of: key) }

  static func fingerprint(of key: SymmetricKey) -> String {
    let digest = SHA256.hash(data: unsafe key.withUnsafeBytes { unsafe Data($0) })
    return digest.prefix(8).map { String($0 >> 4, radix: 16) + String($0 & 15, radix: 16) }.joined()
  }

  /// Reads what `bytes` wrote.
  init(_ bytes: [UInt8], path: String) throws(SecretStoreError) {
    let value: FlowValue
    do { value = try FlowValue(json: bytes) } catch {
      throw .damaged(path: path, detail: error.description)
    }
    guard let version = value["version"]?.integer, let fingerprint = value["key"]?.string,
      let secrets = value["secrets"]?.object
    else { throw .damaged(path: path, detail: "version, key or secrets is missing") }
    guard version <= Self.version else { throw .newer(path: path, version: version) }
    self.fingerprint = fingerprint
    for (name, value) in secrets {
      guard let record = Record(value) else {
        throw .damaged(path: path, detail: "the entry '\(name)' is incomplete")
      }
      records[name] = record
    }
  }

  var bytes: [UInt8] {
    let secrets = records.sorted { $0.key < $1.key }.map { ($0.key, $0.value.value) }
    let value: FlowValue = [
      "version": .integer(Self.version), "key": .string(fingerprint),
      "secrets": .object(FlowObject(uniqueKeysWithValues: secrets)),
    ]
    return Array((value.prettyJSON + "\n").utf8)
  }
}

extension SecretVault.Record {
  init?(_ value: FlowValue) {
    guard let origins = value["origins"]?.array, let updatedAt = value["updatedAt"]?.string else {
      return nil
    }
    self.origins = origins.compactMap(\.string)
    self.updatedAt = updatedAt
    sealed = value["sealed"]?.string.flatMap { Data(base64Encoded: $0) }.map(Array.init)
    rotated = value["rotated"]?.string.flatMap { Data(base64Encoded: $0) }.map(Array.init)
    if sealed == nil && rotated == nil { return nil }
  }

  var value: FlowValue {
    var object: FlowObject = [
      "origins": .array(origins.map { .string($0) }), "updatedAt": .string(updatedAt),
    ]
    if let sealed { object["sealed"] = .string(Data(sealed).base64EncodedString()) }
    if let rotated { object["rotated"] = .string(Data(rotated).base64EncodedString()) }
    return .object(object)
  }
}
