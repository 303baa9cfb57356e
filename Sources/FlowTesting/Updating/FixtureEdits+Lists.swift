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

  mutating func change(_ list: LocatedValue, _ change: ListChange) throws(Refusal) {
    guard !change.isEmpty, let elements = list.elements else { return }
    for (index, value) in change.replaced { try replace(elements[index], with: value) }
    if change.removed.count == elements.count || elements.isEmpty {
      let values = change.inserted.sorted { $0.key < $1.key }.flatMap(\.value)
      return replace(text.start(list)..<(try end(list)), with: YAMLWriter.line(.array(values)))
    }
    let places = try elements.map { element throws(Refusal) in
      text.position(element.location)..<(try end(element))
    }
    if text.isInBrackets(list) {
      changeInBrackets(places, change)
    } else {
      try changeLines(places, change)
    }
  }

  private mutating func changeInBrackets(_ places: [Range<Int>], _ change: ListChange) {
    remove(change.removed, of: places)
    for (index, values) in change.inserted {
      let texts = values.map { YAMLWriter.line($0) }.joined(separator: ", ")
      if index == 0 {
        replace(places[0].lowerBound..<places[0].lowerBound, with: texts + ", ")
      } else {
        let end = places[index - 1].upperBound
        replace(end..<end, with: ", " + texts)
      }
    }
  }

  /// Takes parts out of brackets, each with the comma before it, or after it where it is the first.
  private mutating func remove(_ removed: Set<Int>, of places: [Range<Int>]) {
    let firstKept = places.indices.first { !removed.contains($0) } ?? 0
    if firstKept > 0 { replace(places[0].lowerBound..<places[firstKept].lowerBound, with: "") }
    for index in removed.sorted() where index > firstKept {
      replace(places[index - 1].upperBound..<places[index].upperBound, with: "")
    }
  }

  private mutating func changeLines(
    _ places: [Range<Int>], _ change: ListChange
  ) throws(Refusal) {
    for index in change.removed { try removeLines(of: dash(before: places[index]), places[index]) }
    for (index, values) in change.inserted {
      let first = dash(before: places[min(index, places.count - 1)])
      let margin = String(repeating: " ", count: text.column(first))
      let lines = values.map { "\(margin)- \(YAMLWriter.line($0))" }
      if index < places.count {
        let start = text.lineStart(first)
        replace(start..<start, with: lines.map { $0 + "\n" }.joined())
      } else {
        let end = text.lineEnd(places[index - 1].upperBound)
        replace(end..<end, with: lines.map { "\n" + $0 }.joined())
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
    replace(start..<text.nextLine(max(place.upperBound - 1, place.lowerBound)), with: "")
  }

  // MARK: - Members

  /// Takes members out of an object and puts others at its end.
  mutating func change(
    _ object: LocatedValue, removing removed: Set<Int>, adding added: FlowObject
  ) throws(Refusal) {
    guard let members = object.members, !removed.isEmpty || !added.isEmpty else { return }
    if removed.count == members.count || members.isEmpty {
      return replace(text.start(object)..<(try end(object)), with: YAMLWriter.line(.object(added)))
    }
    let places = try members.map { member throws(Refusal) in
      text.position(member.location)..<(try end(member.value))
    }
    let pairs = added.map { "\(YAMLWriter.scalar($0.key)): \(YAMLWriter.line($0.value))" }
    let last = places[places.count - 1].upperBound
    if text.isInBrackets(object) {
      remove(removed, of: places)
      if !pairs.isEmpty { replace(last..<last, with: ", " + pairs.joined(separator: ", ")) }
      return
    }
    for index in removed.sorted() { try remove(places, index, removed) }
    let margin = String(repeating: " ", count: text.column(places[0].lowerBound))
    let line = text.lineEnd(last)
    if !pairs.isEmpty { replace(line..<line, with: pairs.map { "\n\(margin)\($0)" }.joined()) }
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
    replace(first..<places[1].lowerBound, with: "")
  }

  /// Puts a member before all others.
  mutating func prepend(_ name: String, _ value: FlowValue, to object: LocatedValue) {
    guard let first = object.members?.first else { return }
    let start = text.position(first.location)
    let margin = String(repeating: " ", count: text.column(start))
    let separator = text.isInBrackets(object) ? ", " : "\n" + margin
    replace(start..<start, with: "\(name): \(YAMLWriter.line(value))\(separator)")
  }
}
