package import FlowValue

/// One line of a run's journal: a fact that is never changed, in its place of the hash chain.
package struct Entry: Sendable, Equatable {
  /// The version of the hashed header.
  ///
  /// A change to what is hashed, or how, needs a new one.
  static let headerVersion: Int64 = 1

  package let run: RunID
  /// The place in the run's journal, from 0.
  package let sequence: Int
  package let key: String
  package let kind: EntryKind
  package let time: Timestamp
  package let sealedRequest: SealedValue?
  package let sealedOutcome: SealedValue?
  package let sealedActor: SealedValue?
  package let previousHash: EntryDigest
  package let hash: EntryDigest

  /// An entry as the journal holds it, whether or not its hash fits.
  package init(
    run: RunID, sequence: Int, key: String, kind: EntryKind, time: Timestamp,
    request: SealedValue?, outcome: SealedValue?, actor: SealedValue?,
    previousHash: EntryDigest, hash: EntryDigest
  ) {
    self.run = run
    self.sequence = sequence
    self.key = key
    self.kind = kind
    self.time = time
    self.sealedRequest = request
    self.sealedOutcome = outcome
    self.sealedActor = actor
    self.previousHash = previousHash
    self.hash = hash
  }

  /// What was asked, with personal fields and secrets already redacted; `nil` if purged too.
  package var request: FlowValue? { sealedRequest?.value }
  /// What came of it; `nil` if purged too.
  package var outcome: FlowValue? { sealedOutcome?.value }
  /// Who did it; `nil` if purged too.
  package var actor: FlowValue? { sealedActor?.value }

  /// The same entry, and the same proof, without its content.
  package var purged: Entry {
    Entry(
      run: run, sequence: sequence, key: key, kind: kind, time: time,
      request: sealedRequest?.purged, outcome: sealedOutcome?.purged, actor: sealedActor?.purged,
      previousHash: previousHash, hash: hash)
  }

  /// The hash that the entry's fields call for.
  var expectedHash: EntryDigest {
    Self.hash(
      run: run, sequence: sequence, key: key, kind: kind, time: time, request: sealedRequest,
      outcome: sealedOutcome, actor: sealedActor, previousHash: previousHash)
  }

  /// SHA-256 over the canonical JSON of an array: version, run, sequence, key, kind, milliseconds,
  /// commitments of actor, request and outcome (null where absent), previous hash.
  ///
  /// Digests are lower-case hexadecimal, so any JSON tool can repeat the computation.
  static func hash(
    run: RunID, sequence: Int, key: String, kind: EntryKind, time: Timestamp,
    request: SealedValue?, outcome: SealedValue?, actor: SealedValue?, previousHash: EntryDigest
  ) -> EntryDigest {
    // Written as text at once: building the array as a value costs more than hashing it.
    var header = Array("[\(headerVersion),\"\(run.rawValue)\",\(sequence),".utf8)
    header.reserveCapacity(512)
    header += FlowValue.string(key).canonicalJSON
    header += Array(",\"\(kind.rawValue)\",\(time.milliseconds)".utf8)
    for content in [actor, request, outcome] { append(content?.commitment, to: &header) }
    append(previousHash, to: &header)
    header.append(UInt8(ascii: "]"))
    return EntryDigest(of: header)
  }

  private static func append(_ digest: EntryDigest?, to header: inout [UInt8]) {
    header.append(UInt8(ascii: ","))
    guard let digest else { return header += Array("null".utf8) }
    header.append(UInt8(ascii: "\""))
    header += digest.hexadecimal
    header.append(UInt8(ascii: "\""))
  }
}
