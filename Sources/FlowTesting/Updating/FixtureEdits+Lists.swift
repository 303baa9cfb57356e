import FlowEngine
import FlowValue

/// Parts that come into a list or an object, or go.
extension FixtureEdits {
  /// What becomes of the parts of a list.
  struct ListChange {
    /// The elements that go.
    var removed: Set<Int> = []
    /// The elements in whose place another value comes.
    var replaced: [Int: FlowValue] = [:]
    /// What comes before an element; before the end under their number.
    var inserted: [Int: [FlowValue]] = [:]

    var isEmpty: Bool { removed.isEmpty && replaced.isEmpty && inserted.isEmpty }
  }

  mutating func change(_ list: LocatedValue, _ change: ListChange) {
    guard !change.isEmpty, let elements = list.elements else { return }
    if let refusal = refusal(list) { return refuse(refusal) }
    for (index, value) in change.replaced { replace(elements[index], with: value) }
    guard !change.removed.isEmpty || !change.inserted.isEmpty else { return }
    together { edits throws(Refusal) in
      try edits.restructure(list, elements, change)
    }
  }

  private mutating func restructure(
    _ list: LocatedValue, _ elements: [LocatedValue], _ change: ListChange
  ) throws(Refusal) {
    if change.removed.count == elements.count || elements.isEmpty {
      let values = change.inserted.sorted { $0.key < $1.key }.flatMap(\.value)
      let start = text.start(list)
      return try put(line(.array(values), at: start), in: start..<(try end(list)))
    }
    let places = try places(elements.map { ($0.location, $0) })
    if text.isInBrackets(list) {
      try changeInBrackets(places, change)
    } else {
      try changeLines(places, change)
    }
  }

  private mutating func changeInBrackets(
    _ places: [Range<Int>], _ change: ListChange
  ) throws(Refusal) {
    try remove(change.removed, of: places)
    for (index, values) in change.inserted {
      let first = places[0].lowerBound
      let texts = values.map { line($0, at: first) }.joined(separator: ", ")
      if index == 0 {
        try put(texts + ", ", in: first..<first)
      } else {
        let end = places[index - 1].upperBound
        try put(", " + texts, in: end..<end)
      }
    }
  }

  /// Takes parts out of brackets, each with the comma before it, or after it where it is the first.
  private mutating func remove(_ removed: Set<Int>, of places: [Range<Int>]) throws(Refusal) {
    let firstKept = places.indices.first { !removed.contains($0) } ?? 0
    if firstKept > 0 { try put("", in: places[0].lowerBound..<places[firstKept].lowerBound) }
    for index in removed.sorted() where index > firstKept {
      try put("", in: places[index - 1].upperBound..<places[index].upperBound)
    }
  }

  private mutating func changeLines(
    _ places: [Range<Int>], _ change: ListChange
  ) throws(Refusal) {
    for index in change.removed { try removeLines(of: dash(before: places[index]), places[index]) }
    for (index, values) in change.inserted {
      let first = dash(before: places[min(index, places.count - 1)])
      let margin = String(repeating: " ", count: text.column(first))
      let lines = values.map { "\(margin)- \(line($0, at: first))" }
      if index < places.count {
        let start = text.lineStart(first)
        try put(lines.map { $0 + text.newline }.joined(), in: start..<start)
      } else {
        let end = text.lineEnd(places[index - 1].upperBound)
        try put(lines.map { text.newline + $0 }.joined(), in: end..<end)
      }
    }
  }

  private func dash(before place: Range<Int>) -> Int {
    text.scalars[..<place.lowerBound].lastIndex(of: "-") ?? place.lowerBound
  }

  /// Takes the lines of a part out; it must have them for itself.
  private mutating func removeLines(of first: Int, _ place: Range<Int>) throws(Refusal) {
    let start = text.lineStart(first)
    guard text.scalars[start..<first].allSatisfy({ $0 == " " }) else {
      throw Refusal(reason: "what would have to be removed shares its line with something else")
    }
    try put("", in: start..<text.nextLine(max(place.upperBound - 1, place.lowerBound)))
  }

  // MARK: - Members

  /// Takes members out of an object and puts others at its end.
  mutating func change(
    _ object: LocatedValue, removing removed: Set<Int>, adding added: FlowObject
  ) {
    guard let members = object.members, !removed.isEmpty || !added.isEmpty else { return }
    if let refusal = refusal(object) { return refuse(refusal) }
    together { edits throws(Refusal) in
      try edits.restructure(object, members, removed, added)
    }
  }

  private mutating func restructure(
    _ object: LocatedValue, _ members: [LocatedMember], _ removed: Set<Int>, _ added: FlowObject
  ) throws(Refusal) {
    let start = text.start(object)
    if removed.count == members.count || members.isEmpty {
      return try put(line(.object(added), at: start), in: start..<(try end(object)))
    }
    let places = try places(members.map { ($0.location, $0.value) })
    let pairs = added.map { pair($0.key, $0.value, at: start) }
    let last = places[places.count - 1].upperBound
    if text.isInBrackets(object) {
      try remove(removed, of: places)
      if !pairs.isEmpty { try put(", " + pairs.joined(separator: ", "), in: last..<last) }
      return
    }
    for index in removed.sorted() { try remove(places, index, removed) }
    let margin = text.newline + String(repeating: " ", count: text.column(places[0].lowerBound))
    let line = text.lineEnd(last)
    if !pairs.isEmpty { try put(pairs.map { margin + $0 }.joined(), in: line..<line) }
  }

  /// The first member of a list's element shares its line with the dash.
  private mutating func remove(
    _ places: [Range<Int>], _ index: Int, _ removed: Set<Int>
  ) throws(Refusal) {
    let first = places[index].lowerBound
    let isAlone = text.scalars[text.lineStart(first)..<first].allSatisfy { $0 == " " }
    if isAlone { return try removeLines(of: first, places[index]) }
    guard index == 0, !removed.contains(1),
      !text.string(places[0].upperBound..<places[1].lowerBound).contains("#")
    else { throw Refusal(reason: "what would have to be removed shares its line with a dash") }
    try put("", in: first..<places[1].lowerBound)
  }

  /// Puts a member before all others.
  mutating func prepend(_ name: String, _ value: FlowValue, to object: LocatedValue) {
    if let refusal = refusal(object) { return refuse(refusal) }
    guard let first = object.members?.first else { return }
    let start = text.position(first.location)
    let margin = text.newline + String(repeating: " ", count: text.column(start))
    let separator = text.isInBrackets(object) ? ", " : margin
    together { edits throws(Refusal) in
      try edits.put(edits.pair(name, value, at: start) + separator, in: start..<start)
    }
  }
}
