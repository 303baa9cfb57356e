import FlowValue
import Testing

@testable import FlowEngine

struct EntryChainTests {
  let run: RunID
  let entries: [Entry]

  init() throws {
    run = try RunID(sample: "run")
    var chain = EntryChain(run: run, last: nil)
    var byte: UInt8 = 0
    entries = (0..<4).map { number in
      chain.seal(
        EntryDraft(
          key: "k\(number)", kind: .answered, request: ["b": 1, "a": 2.0],
          outcome: .integer(Int64(number)), time: Timestamp(milliseconds: 10), actor: "me")
      ) {
        byte += 1
        return [UInt8](repeating: byte, count: 16)
      }
    }
  }

  /// Both were computed with Python's hashlib and json from the words of `Entry.hash`'s comment.
  @Test func `hashes are what any JSON and SHA-256 tool computes`() {
    #expect(
      entries[0].sealedRequest?.commitment.description
        == "c70afe0ccea80029f8bc2591411a61629b74bae383bfbe66966c2b54b42952e2")
    #expect(
      entries[3].hash.description
        == "32c2ef6b932f031ee3f1ddafe66517914c17c2084caaf09e73d3f410006d5d30")
  }

  @Test func `a chain that goes on after an entry equals one that never paused`() {
    var chain = EntryChain(run: run, last: entries[2])
    let draft = EntryDraft(
      key: "k3", kind: .answered, request: ["b": 1, "a": 2.0], outcome: 3,
      time: Timestamp(milliseconds: 10), actor: "me")
    var byte: UInt8 = 9
    let entry = chain.seal(draft) {
      byte += 1
      return [UInt8](repeating: byte, count: 16)
    }
    #expect(entry == entries[3])
    #expect(chain.nextSequence == 4)
  }

  @Test func `each content has a salt of its own`() {
    let salts = entries.flatMap { [$0.sealedRequest?.salt, $0.sealedOutcome?.salt] }
    #expect(Set(salts).count == 8)
  }

  @Test func `a whole journal verifies, and an empty one too`() throws {
    try EntryChain.verify(entries)
    try EntryChain.verify([])
  }

  @Test func `a journal verifies with any of its contents purged`() throws {
    for place in entries.indices {
      var journal = entries
      journal[place] = journal[place].purged
      #expect(journal[place].request == nil && journal[place].outcome == nil)
      try EntryChain.verify(journal)
    }
    try EntryChain.verify(entries.map(\.purged))
  }

  @Test func `a purged journal does not verify against other commitments`() {
    let other = SealedValue(value: nil, salt: nil, commitment: EntryDigest(of: []))
    expectDefect(.hash, of: entries[1].purged.with(request: .some(other)))
  }

  @Test func `a change to any field is found at its entry`() throws {
    let entry = entries[1]
    expectDefect(.hash, of: entry.with(key: "other"))
    expectDefect(.hash, of: entry.with(kind: .late))
    expectDefect(.hash, of: entry.with(time: Timestamp(milliseconds: 11)))
    expectDefect(.hash, of: entry.with(actor: .some(nil)))
    expectDefect(.hash, of: entry.with(hash: entries[2].hash))
    expectDefect(.link, of: entry.with(previousHash: .genesis))
    let other = try RunID(sample: "other")
    expectDefect(.otherRun(other), of: entry.with(run: other))
    expectDefect(.missing(found: 7), of: entry.with(sequence: 7))
  }

  @Test(arguments: ["request", "outcome", "actor"])
  func `another content is found at its entry`(part: String) {
    for value: FlowValue? in [nil, ["b": 1, "a": 2], 9] {
      let forged = entries[1].replacing(part, with: value)
      expectDefect(.content(part), of: forged)
    }
  }

  @Test func `a content that lost its salt is found`() {
    let seal = entries[1].sealedOutcome
    let bare = seal.map { SealedValue(value: $0.value, salt: nil, commitment: $0.commitment) }
    expectDefect(.content("outcome"), of: entries[1].with(outcome: .some(bare)))
  }

  @Test func `a missing, doubled or moved entry is found`() {
    expectDefect(.missing(found: 2), at: 1, in: [entries[0], entries[2], entries[3]])
    expectDefect(.missing(found: 1), at: 2, in: [entries[0], entries[1], entries[1]])
    expectDefect(.missing(found: 2), at: 1, in: [entries[0], entries[2], entries[1]])
    expectDefect(.missing(found: 1), at: 0, in: [entries[1]])
  }

  @Test func `a rewritten entry breaks the next one, even with a hash that fits`() {
    var chain = EntryChain(run: run, last: entries[0])
    let draft = EntryDraft(key: "k1", kind: .ended, time: Timestamp(milliseconds: 10))
    let rewritten = chain.seal(draft) { [] }
    expectDefect(.link, at: 2, in: [entries[0], rewritten, entries[2], entries[3]])
  }

  @Test func `entries cut from the end are found by the run's row`() throws {
    var row = RunRow(
      id: run, workflow: WorkflowIdentity(namespace: "n", name: "w", version: "1"), bundle: "b",
      inputDigest: "i", profile: "p", startedAt: Timestamp(milliseconds: 0))
    row.sequence = 4
    row.lastHash = entries[3].hash
    try EntryChain.verify(entries, endingAt: row)
    #expect(throws: ChainError(run: run, sequence: 3, defect: .cut(recorded: 4))) {
      try EntryChain.verify(entries.dropLast(), endingAt: row)
    }
    #expect(throws: ChainError.self) { try EntryChain.verify([], endingAt: row) }
  }

  @Test func `a defect names its entry and run`() {
    let error = ChainError(run: run, sequence: 3, defect: .content("outcome"))
    #expect(
      error.description == "Entry 3 of run run: its outcome is not the one that was recorded.")
  }

  private func expectDefect(
    _ defect: ChainError.Defect, of entry: Entry,
    location: Testing.SourceLocation = #_sourceLocation
  ) {
    let journal = [entries[0], entry, entries[2], entries[3]]
    expectDefect(defect, at: 1, in: journal, location: location)
  }

  private func expectDefect(
    _ defect: ChainError.Defect, at sequence: Int, in journal: [Entry],
    location: Testing.SourceLocation = #_sourceLocation
  ) {
    let expected = ChainError(run: run, sequence: sequence, defect: defect)
    #expect(throws: expected, sourceLocation: location) { try EntryChain.verify(journal) }
  }
}

extension Entry {
  fileprivate func with(
    run: RunID? = nil, sequence: Int? = nil, key: String? = nil, kind: EntryKind? = nil,
    time: Timestamp? = nil, request: SealedValue?? = nil, outcome: SealedValue?? = nil,
    actor: SealedValue?? = nil, previousHash: EntryDigest? = nil, hash: EntryDigest? = nil
  ) -> Entry {
    Entry(
      run: run ?? self.run, sequence: sequence ?? self.sequence, key: key ?? self.key,
      kind: kind ?? self.kind, time: time ?? self.time, request: request ?? sealedRequest,
      outcome: outcome ?? sealedOutcome, actor: actor ?? sealedActor,
      previousHash: previousHash ?? self.previousHash, hash: hash ?? self.hash)
  }

  fileprivate func replacing(_ part: String, with value: FlowValue?) -> Entry {
    let forge: (SealedValue?) -> SealedValue? = { seal in
      seal.map { SealedValue(value: value, salt: $0.salt, commitment: $0.commitment) }
    }
    return switch part {
    case "request": with(request: .some(forge(sealedRequest)))
    case "outcome": with(outcome: .some(forge(sealedOutcome)))
    default: with(actor: .some(forge(sealedActor)))
    }
  }
}
