public import FlowValue

/// A secret as lists show it: everything but its text.
public struct SecretSummary: Sendable {
  /// The name that handles carry.
  public let name: String
  /// Origins it may be sent to.
  public let origins: [String]
  /// When it was last set or rotated.
  public let updatedAt: Timestamp?

  /// The object that `flowctl secret list --output json` lists.
  public var value: FlowValue {
    [
      "name": .string(name), "origins": .array(origins.map { .string($0) }),
      "updatedAt": updatedAt.map { .string($0.description) } ?? .null,
    ]
  }
}

extension FlowEngine {
  /// Stores a secret of the profile.
  ///
  /// - Parameters:
  ///   - name: Such as `shop/apiKey`.
  ///   - text: The secret itself.
  ///   - origins: Where it may be sent, as `https://host[:port]`; none means nowhere.
  /// - Throws: `EngineError`, and nothing was stored.
  public func setSecret(_ name: String, text: String, origins: [String]) async throws {
    if let wrong = origins.first(where: { Origin(url: $0) == nil }) {
      throw EngineError.usage("\(wrong) is no origin.", hint: "write it as https://host")
    }
    try await translatingErrors {
      try await surroundings.secrets.set(name, text: text, origins: origins)
    }
  }

  /// The text of a secret of the profile.
  ///
  /// - Throws: `EngineError` if there is none.
  public func secret(_ name: String) async throws -> String {
    try await translatingErrors {
      guard let secret = try await surroundings.secrets.get(name) else {
        throw EngineError.usage(
          "There is no secret \(name) in profile \(surroundings.profile.name).",
          hint: "flowctl secret list; secrets of another profile need --profile")
      }
      return secret.text
    }
  }

  /// The secrets of the profile, by name.
  public func secrets() async throws -> [SecretSummary] {
    try await translatingErrors {
      try await surroundings.secrets.list().map {
        SecretSummary(name: $0.name, origins: $0.origins, updatedAt: $0.updatedAt)
      }
    }
  }

  /// Removes a secret of the profile.
  ///
  /// - Throws: `EngineError` if there is none.
  public func removeSecret(_ name: String) async throws {
    try await translatingErrors {
      guard try await surroundings.secrets.remove(name) else {
        throw EngineError.usage(
          "There is no secret \(name) in profile \(surroundings.profile.name).",
          hint: "flowctl secret list")
      }
    }
  }
}
