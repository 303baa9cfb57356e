package import FlowValue
import Foundation

/// What an access token says of itself, where it is a JSON Web Token (RFC 7519).
///
/// It is meant for the server that it is sent to, so this is for diagnosis only, and nothing here
/// checks its signature.
package struct TokenClaims: Sendable {
  /// The claims as they stand in the token.
  package let value: FlowValue

  /// `nil` for a token that says nothing.
  init?(_ token: String) {
    let parts = token.split(separator: ".", omittingEmptySubsequences: false)
    guard parts.count == 3 else { return nil }
    var text = String(parts[1]).replacing("-", with: "+").replacing("_", with: "/")
    text += String(repeating: "=", count: (4 - text.count % 4) % 4)
    guard let data = Data(base64Encoded: text), let value = try? FlowValue(json: Array(data)),
      value.object != nil
    else { return nil }
    self.value = value
  }

  /// Who signed in.
  package var user: String? { (value["upn"] ?? value["preferred_username"])?.string }

  /// How the person proved who they are (RFC 8176); `nil` if the token does not say.
  package var methods: [String]? { value["amr"]?.array.map { $0.compactMap(\.string) } }
}
