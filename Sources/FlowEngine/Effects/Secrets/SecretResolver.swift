import FlowValue

/// Turns the names of secrets into their texts, for the one origin they are about to be sent to.
struct SecretResolver: Sendable {
  let store: SecretStore

  func text(_ name: String, for origin: Origin) async throws(EffectFailure) -> String {
    guard let secret = try await secret(name) else {
      throw .problem(
        ProblemType.configuration.problem(
          "the secret '\(name)' is not set: use 'flowctl secret set \(name)'",
          members: ["secret": .string(name)]))
    }
    guard secret.isBound(to: origin) else {
      let bound = secret.origins.isEmpty ? "no origin" : secret.origins.joined(separator: ", ")
      throw .problem(
        ProblemType.permissionDenied.problem(
          "the secret '\(name)' may not be sent to \(origin): it is bound to \(bound). To allow it, set it again with 'flowctl secret set \(name) --origin \(origin)'",
          members: ["secret": .string(name), "origin": .string(origin.description)]))
    }
    return secret.text
  }

  private func secret(_ name: String) async throws(EffectFailure) -> Secret? {
    do throws(SecretStoreError) { return try await store.get(name) } catch { throw .store(error) }
  }
}
