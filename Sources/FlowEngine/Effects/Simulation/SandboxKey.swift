import Crypto
import FlowValue
import Foundation

/// What a sandbox signs with and draws its ids from.
package struct SandboxKey: Sendable {
  private let key: SymmetricKey

  /// The same key for the same seed: for runs that are to repeat.
  package init(seed: String) {
    key = SymmetricKey(data: SHA256.hash(data: Array("sandbox\u{0}\(seed)".utf8)))
  }

  /// The key in the file `sandbox.key` of a home folder, made at random if there is none yet.
  package init(home: String) throws(SecretStoreError) {
    let file = PrivateFile(path: "\(home)/sandbox.key")
    key = try file.locked { () throws(SecretStoreError) in
      try SecretKeyFile(file: file).key(mayCreate: true)
    }
  }

  /// The text that a simulator accepts as a secret.
  ///
  /// It is what `flow.hmac { data = "secret:NAME" }` gives its script. Each sandbox has its own, and
  /// none is written down.
  func secret(_ name: String, simulator: String) -> String {
    code(for: "hmac:\(simulator):secret:\(name)").map {
      String($0 >> 4, radix: 16) + String($0 & 15, radix: 16)
    }.joined()
  }

  /// HMAC-SHA256.
  func code(for text: String) -> [UInt8] {
    Array(HMAC<SHA256>.authenticationCode(for: Array(text.utf8), using: key))
  }
}
