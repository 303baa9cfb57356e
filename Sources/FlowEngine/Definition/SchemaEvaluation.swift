/// The members and elements of one value that keywords have looked at, for `unevaluatedProperties`
/// and `unevaluatedItems`.
struct SchemaEvaluation {
  private var hasAllMembers = false
  private var members: Set<String> = []
  /// Elements before this one.
  private var count = 0
  /// Elements further on.
  private var elements: Set<Int> = []

  func contains(member: String) -> Bool { hasAllMembers || members.contains(member) }

  func contains(element: Int) -> Bool { element < count || elements.contains(element) }

  mutating func insert(member: String) { members.insert(member) }

  mutating func insert(element: Int) { elements.insert(element) }

  mutating func insert(first count: Int) { self.count = max(self.count, count) }

  mutating func insertAllMembers() { hasAllMembers = true }

  mutating func insertAllElements() { count = .max }

  mutating func formUnion(_ other: SchemaEvaluation) {
    hasAllMembers = hasAllMembers || other.hasAllMembers
    members.formUnion(other.members)
    count = max(count, other.count)
    elements.formUnion(other.elements)
  }
}
