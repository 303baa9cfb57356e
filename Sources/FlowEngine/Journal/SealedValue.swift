package import FlowValue

/// Content of an entry together with what the hash chain knows of it.
///
/// The chain covers only the commitment, SHA-256(salt ‖ canonical bytes). So the content can be
/// purged and the proof stays; without the salt nobody can guess the content from its commitment.
/// Each content has a salt of its own, so that purging one does not expose it through another.
package struct SealedValue: Sendable, Equatable {
  /// The content; `nil` once it is purged.
  package let value: FlowValue?
  /// 16 random bytes; `nil` once the content is purged.
  package let salt: [UInt8]?
  package let commitment: EntryDigest

  /// Content as the journal holds it, whether or not it fits its commitment.
  package init(value: FlowValue?, salt: [UInt8]?, commitment: EntryDigest) {
    self.value = value
    self.salt = salt
    self.commitment = commitment
  }

  init(sealing value: FlowValue, salt: [UInt8]) {
    let commitment = Self.commitment(to: value, salt: salt)
    self.init(value: value, salt: salt, commitment: commitment)
  }

  /// The same commitment without its content.
  package var purged: SealedValue { SealedValue(value: nil, salt: nil, commitment: commitment) }

  /// Whether the content is what was committed to, or was purged as a whole.
  var isIntact: Bool {
    switch (value, salt) {
    case (let value?, let salt?): Self.commitment(to: value, salt: salt) == commitment
    case (nil, nil): true
    case (_?, nil), (nil, _?): false
    }
  }

  private static func commitment(to value: FlowValue, salt: [UInt8]) -> EntryDigest {
    EntryDigest(of: salt + value.canonicalJSON)
  }
}
