package import FlowEngine

/// What every store has to do, as checks that any test framework can run.
///
/// ```swift
/// let conformance = StoreConformance { try await temporaryPlace() }
/// for check in StoreConformance.checks { try await conformance.run(check) }
/// ```
public struct StoreConformance: Sendable {
  /// One thing that every store has to do.
  public struct Check: Sendable, CustomStringConvertible {
    /// The thing, as a sentence.
    public let name: String
    let body: @Sendable (StoreBench) async throws -> Void

    /// The sentence.
    public var description: String { name }

    init(_ name: String, _ body: @escaping @Sendable (StoreBench) async throws -> Void) {
      self.name = name
      self.body = body
    }
  }

  /// All checks.
  public static let checks: [Check] =
    creation + appending + leases + inboxes + lists + lifetimes

  private let makePlace: @Sendable () async throws -> StorePlace

  /// A suite over the stores of one kind.
  /// - Parameter makePlace: makes an empty place; each check gets one of its own.
  package init(makePlace: @escaping @Sendable () async throws -> StorePlace) {
    self.makePlace = makePlace
  }

  /// Runs one check in a place of its own.
  /// - Throws: `ConformanceFailure`, or what the store threw where it should not.
  public func run(_ check: Check) async throws {
    let place = try await makePlace()
    defer { place.remove() }
    try await check.body(StoreBench(place: place))
  }
}

/// Where stores keep what they share, such as one folder.
package struct StorePlace: Sendable {
  let open: @Sendable (_ worker: String) async throws -> any RunStore
  let remove: @Sendable () -> Void

  /// A place.
  /// - Parameters:
  ///   - open: opens a store for a worker of that name.
  ///   - remove: clears the place away after the check.
  package init(
    open: @escaping @Sendable (_ worker: String) async throws -> any RunStore,
    remove: @escaping @Sendable () -> Void = {}
  ) {
    self.open = open
    self.remove = remove
  }
}

/// A store that does not do what every store has to.
public struct ConformanceFailure: Error, Sendable, CustomStringConvertible {
  /// What it did instead.
  public let message: String

  /// What it did instead.
  public var description: String { message }
}
