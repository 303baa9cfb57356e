extension Sequence where Element: Sendable {
  /// Does something with each element, a few at once: a child process keeps one core busy, so that
  /// more would only stand in each other's way.
  func concurrently(
    atOnce: Int = 3, _ body: @escaping @Sendable (Element) async throws -> Void
  ) async throws {
    var rest = makeIterator()
    try await withThrowingTaskGroup(of: Void.self) { group in
      for _ in 0..<atOnce {
        guard let element = rest.next() else { break }
        group.addTask { try await body(element) }
      }
      while try await group.next() != nil {
        guard let element = rest.next() else { continue }
        group.addTask { try await body(element) }
      }
    }
  }
}
