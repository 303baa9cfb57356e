import Crypto
import FlowValue
import Foundation

/// The secrets of one home folder, sealed in `secrets.json` with the key in `secrets.key`.
///
/// Each call reads the file anew and changes it under a lock, so that several processes see one
/// state. Without a home everything stays in memory.
package actor SecretStore {
  private let file: PrivateFile?
  private let keyFile: SecretKeyFile?
  private let now: @Sendable () -> Timestamp
  private var seeds: [String: Secret] = [:]
  private var memory: SecretVault
  private let memoryKey: SymmetricKey

  /// A store in a folder, or in memory if there is none.
  package init(home: String?, now: @escaping @Sendable () -> Timestamp) {
    file = home.map { PrivateFile(path: "\($0)/secrets.json") }
    keyFile = home.map { SecretKeyFile(file: PrivateFile(path: "\($0)/secrets.key")) }
    self.now = now
    memoryKey = SymmetricKey(size: .bits256)
    memory = SecretVault(key: memoryKey)
  }

  private init(
    seeds: [String: Secret], memory: SecretVault, key: SymmetricKey,
    now: @escaping @Sendable () -> Timestamp
  ) {
    file = nil
    keyFile = nil
    self.now = now
    self.seeds = seeds
    memoryKey = key
    self.memory = memory
  }

  /// The secrets in memory, in a store that goes its own way from here on.
  func copy(now: @escaping @Sendable () -> Timestamp) -> SecretStore {
    SecretStore(seeds: seeds, memory: memory, key: memoryKey, now: now)
  }

  /// The secret under a name, or `nil`.
  ///
  /// A rotated text wins as long as the text it replaced is still the one that was provided.
  package func get(_ name: String) throws(SecretStoreError) -> Secret? {
    let (vault, key) = try open()
    let record = vault.records[name]
    let stored = try record?.sealed.map { sealed throws(SecretStoreError) in
      try unseal(sealed, key, name, record, part: .text)
    }
    let seed = seeds[name] ?? stored.map { Secret(text: $0, origins: record?.origins ?? []) }
    guard let seed, let record, let rotated = record.rotated else { return seed }
    let payload = try unseal(rotated, key, name, record, part: .rotated)
    guard let newline = payload.firstIndex(of: "\n"),
      payload[..<newline] == Self.digest(of: seed.text)[...]
    else { return seed }
    return Secret(text: String(payload[payload.index(after: newline)...]), origins: seed.origins)
  }

  /// Stores a secret durably and binds it to origins; what was rotated before is forgotten.
  package func set(
    _ name: String, text: String, origins: [String]
  ) throws(SecretStoreError) {
    try Self.check(name: name, text: text)
    try change { vault, key throws(SecretStoreError) in
      var record = SecretVault.Record(origins: origins, updatedAt: now().description)
      record.sealed = try seal(text, key, name, record, part: .text)
      vault.records[name] = record
    }
  }

  /// Stores durably what a server gave in place of a provided text.
  package func rotate(
    _ name: String, from seed: String, to text: String
  ) throws(SecretStoreError) {
    try Self.check(name: name, text: text)
    let origins = seeds[name]?.origins
    try change { vault, key throws(SecretStoreError) in
      var record =
        vault.records[name]
        ?? SecretVault.Record(origins: origins ?? [], updatedAt: now().description)
      record.updatedAt = now().description
      let payload = Self.digest(of: seed) + "\n" + text
      record.rotated = try seal(payload, key, name, record, part: .rotated)
      vault.records[name] = record
    }
  }

  /// The text that was provided for a name, whatever has been rotated since.
  package func seed(of name: String) throws(SecretStoreError) -> String? {
    if let seed = seeds[name] { return seed.text }
    let (vault, key) = try open()
    guard let record = vault.records[name], let sealed = record.sealed else { return nil }
    return try unseal(sealed, key, name, record, part: .text)
  }

  /// The text that comes from outside of the store, if one does.
  func provided(_ name: String) -> String? { seeds[name]?.text }

  /// Forgets a stored secret.
  ///
  /// - Returns: whether there was one.
  package func remove(_ name: String) throws(SecretStoreError) -> Bool {
    guard try open().vault.records[name] != nil else { return false }
    try change { vault, _ throws(SecretStoreError) in vault.records[name] = nil }
    return true
  }

  /// All names with their origins, sorted; never a text.
  package func list() throws(SecretStoreError) -> [SecretListing] {
    let records = try open().vault.records
    let names = Set(records.keys).union(seeds.keys).sorted()
    return names.map { name in
      SecretListing(
        name: name, origins: seeds[name]?.origins ?? records[name]?.origins ?? [],
        updatedAt: records[name].flatMap { Timestamp($0.updatedAt) })
    }
  }

  /// Provides a secret for the life of this store: from the environment or a simulator's manifest.
  package func seeded(_ name: String, text: String, origins: [String]) {
    seeds[name] = Secret(text: text, origins: origins)
  }

  private static func check(name: String, text: String) throws(SecretStoreError) {
    guard name.wholeMatch(of: /[A-Za-z0-9][A-Za-z0-9._:\/-]{0,299}/) != nil else {
      throw .refused("'\(name)' cannot name a secret: use letters, digits and . _ : / -")
    }
    guard !text.isEmpty else {
      throw .refused("the secret '\(name)' was to be set to nothing; remove it instead")
    }
  }
}

// MARK: - The file

extension SecretStore {
  private enum Part: String { case text, rotated }

  private func open() throws(SecretStoreError) -> (vault: SecretVault, key: SymmetricKey) {
    guard let file, let keyFile else { return (memory, memoryKey) }
    // Nothing is made by reading: without a file there are no secrets, and no key is needed.
    guard let bytes = try file.read() else { return (memory, memoryKey) }
    return try opened(bytes, file: file, keyFile: keyFile)
  }

  private func opened(
    _ bytes: [UInt8], file: PrivateFile, keyFile: SecretKeyFile
  ) throws(SecretStoreError) -> (vault: SecretVault, key: SymmetricKey) {
    let vault = try SecretVault(bytes, path: file.path)
    let key = try keyFile.key(mayCreate: vault.records.isEmpty)
    guard vault.records.isEmpty || vault.fingerprint == SecretVault.fingerprint(of: key) else {
      throw .keyMismatch(path: file.path)
    }
    return (vault, key)
  }

  private func change(
    _ body: (inout SecretVault, SymmetricKey) throws(SecretStoreError) -> Void
  ) throws(SecretStoreError) {
    guard let file, let keyFile else { return try body(&memory, memoryKey) }
    try file.locked { () throws(SecretStoreError) in
      var vault: SecretVault
      let key: SymmetricKey
      if let bytes = try file.read() {
        (vault, key) = try opened(bytes, file: file, keyFile: keyFile)
      } else {
        key = try keyFile.key(mayCreate: true)
        vault = SecretVault(key: key)
      }
      vault.fingerprint = SecretVault.fingerprint(of: key)
      try body(&vault, key)
      try file.replace(with: vault.bytes)
    }
  }

  /// Name and origins are authenticated with the text: neither can be exchanged in the file.
  private func context(_ name: String, _ record: SecretVault.Record?, _ part: Part) -> Data {
    let origins = FlowValue.array((record?.origins ?? []).map { .string($0) })
    let parts: FlowValue = [.string(part.rawValue), .string(name), origins]
    return Data(parts.canonicalJSON)
  }

  private func seal(
    _ text: String, _ key: SymmetricKey, _ name: String, _ record: SecretVault.Record, part: Part
  ) throws(SecretStoreError) -> [UInt8] {
    let box = try? AES.GCM.seal(
      Data(text.utf8), using: key, authenticating: context(name, record, part))
    guard let combined = box?.combined else { throw .refused("'\(name)' cannot be encrypted") }
    return Array(combined)
  }

  private func unseal(
    _ sealed: [UInt8], _ key: SymmetricKey, _ name: String, _ record: SecretVault.Record?,
    part: Part
  ) throws(SecretStoreError) -> String {
    let authenticated = context(name, record, part)
    guard let box = try? AES.GCM.SealedBox(combined: sealed),
      let clear = try? AES.GCM.open(box, using: key, authenticating: authenticated)
    else {
      let path = file?.path ?? "the secrets in memory"
      throw .damaged(path: path, detail: "the entry '\(name)' does not open with the key")
    }
    return String(decoding: clear, as: UTF8.self)
  }

  private static func digest(of text: String) -> String {
    SHA256.hash(data: Data(text.utf8)).map { String($0, radix: 16) }.joined(separator: ".")
  }
}
