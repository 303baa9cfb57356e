import FlowValue

/// Makes a list of names fit: a name takes the place of the one that stood there, the others come
/// and go, and gaps stay.
struct NameListUpdate {
  private(set) var change = FixtureEdits.ListChange()
  /// The place in the list.
  private var index = 0
  private var missing: [Int] = []
  private var unexpected: [String] = []
  /// Names that the gap stands for that ends here.
  private var skipped: [String] = []
  /// Names that a gap stands for which ended before what is looked at.
  private var before: [String] = []

  init(_ alignment: SequenceAlignment) {
    for move in alignment.moves {
      switch move {
      case .step(.missing):
        missing.append(index)
        index += 1
      case .step(.unexpected(let name)): unexpected.append(name)
      case .step(.skipped(let name)): skipped.append(name)
      case .step(.same):
        close()
        index += 1
      case .gapEnd:
        // A name beside a gap stays a name.
        let wanted = max(0, missing.count - unexpected.count - before.count)
        unexpected += skipped.prefix(wanted)
        let rest = Array(skipped.dropFirst(wanted))
        close()
        (before, skipped) = (rest, [])
        index += 1
      }
    }
    close()
  }

  private mutating func close() {
    let wanted = max(0, missing.count - unexpected.count)
    unexpected = before.suffix(wanted) + unexpected
    for (place, name) in zip(missing, unexpected) { change.replaced[place] = .string(name) }
    change.removed.formUnion(missing.dropFirst(unexpected.count))
    let rest = unexpected.dropFirst(missing.count)
    if !rest.isEmpty { change.inserted[index] = rest.map { .string($0) } }
    (missing, unexpected, before) = ([], [], [])
  }
}
