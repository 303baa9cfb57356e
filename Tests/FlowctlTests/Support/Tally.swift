import FlowValue

/// How many of each thing the sandbox holds.
struct Tally: Equatable, Sendable {
  var customers = 0
  var attestations = 0
  var orders = 0
  /// Carts that were checked out; one that only stands there buys nothing.
  var checkouts = 0
  var mails = 0

  /// How many more there are than before.
  func since(_ before: Tally) -> Tally {
    Tally(
      customers: customers - before.customers, attestations: attestations - before.attestations,
      orders: orders - before.orders, checkouts: checkouts - before.checkouts,
      mails: mails - before.mails)
  }

  /// Whether there is no more of anything than in the other.
  func isWithin(_ other: Tally) -> Bool {
    customers <= other.customers && attestations <= other.attestations && orders <= other.orders
      && checkouts <= other.checkouts && mails <= other.mails
  }
}

extension SandboxWorld {
  /// What the sandbox holds now.
  func tally() throws -> Tally {
    Tally(
      customers: try state("customer/%").count, attestations: try listed("agreements/%"),
      orders: try listed("orders/%"),
      checkouts: try state("cart/%").count { $0["status"] == "Ordered" },
      mails: try listed("mail/%"))
  }

  /// How many items the lists under such keys have together.
  private func listed(_ pattern: String) throws -> Int {
    try state(pattern).reduce(0) { $0 + ($1.array?.count ?? 0) }
  }
}
