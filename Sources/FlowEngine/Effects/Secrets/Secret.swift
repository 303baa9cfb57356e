/// A secret's text together with the origins it may be sent to.
package struct Secret: Sendable, Equatable {
  /// The text itself: never journalled, never logged.
  package let text: String
  /// Origins it may be sent to.
  package let origins: [String]

  /// Whether the secret may be sent to an origin.
  package func isBound(to origin: Origin) -> Bool {
    origins.contains { Origin(url: $0) == origin }
  }
}

/// What an operator may see of a secret.
package struct SecretListing: Sendable, Equatable {
  /// The name that handles carry.
  package let name: String
  /// Origins it may be sent to.
  package let origins: [String]
  /// When it was last set or rotated; `nil` for one that the environment provides.
  package let updatedAt: Timestamp?
}
