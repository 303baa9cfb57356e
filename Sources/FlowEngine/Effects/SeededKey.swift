import Crypto

/// What `math.random` of a script starts from: the same in every replay of the same call.
enum SeededKey {
  static func seed(run: String, key: String) -> UInt64 {
    SHA256.hash(data: Array("\(run)\u{0}\(key)".utf8)).prefix(8).reduce(0) { $0 << 8 | UInt64($1) }
  }
}
