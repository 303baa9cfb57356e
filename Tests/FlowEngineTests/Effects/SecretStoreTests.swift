import FlowValue
import Foundation
import Testing

@testable import FlowEngine

@Suite(.timeLimit(.minutes(15)))
struct SecretStoreTests {
  private func store(_ home: String) -> SecretStore {
    SecretStore(home: home, now: { HTTPBench.start })
  }

  private func mode(_ path: String) throws -> Int? {
    try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
  }

  @Test func `a secret outlives the store that set it, and the file does not show it`()
    async throws
  {
    try await withHome { home in
      try await store(home).set("shop/key", text: "s3cret text", origins: ["https://x.example"])
      let read = try await store(home).get("shop/key")
      #expect(read == Secret(text: "s3cret text", origins: ["https://x.example"]))
      let file = try String(contentsOfFile: "\(home)/secrets.json", encoding: .utf8)
      #expect(!file.contains("s3cret"))
      #expect(!file.contains(Data("s3cret text".utf8).base64EncodedString()))
    }
  }

  @Test func `home, secrets and key are for their owner alone`() async throws {
    try await withHome { home in
      try await store(home).set("key", text: "s3cret", origins: [])
      #expect(try mode(home) == 0o700)
      #expect(try mode("\(home)/secrets.json") == 0o600)
      #expect(try mode("\(home)/secrets.key") == 0o600)
    }
  }

  @Test func `a list has names and origins and no text`() async throws {
    try await withHome { home in
      let store = store(home)
      try await store.set("b", text: "s3cret", origins: ["https://x.example"])
      await store.seeded("a", text: "seed", origins: [])
      #expect(
        try await store.list() == [
          SecretListing(name: "a", origins: [], updatedAt: nil),
          SecretListing(name: "b", origins: ["https://x.example"], updatedAt: HTTPBench.start),
        ])
    }
  }

  @Test func `a removed secret is gone`() async throws {
    try await withHome { home in
      let store = store(home)
      try await store.set("key", text: "s3cret", origins: [])
      #expect(try await store.remove("key"))
      #expect(try await store.get("key") == nil)
      #expect(try await !store.remove("key"))
    }
  }

  @Test func `a secret cannot be set to nothing`() async throws {
    try await withHome { home in
      let store = store(home)
      try await store.set("key", text: "s3cret", origins: [])
      await #expect(throws: SecretStoreError.self) {
        try await store.set("key", text: "", origins: [])
      }
      #expect(try await store.get("key")?.text == "s3cret")
    }
  }

  @Test func `a provided secret wins over a stored one and is never written`() async throws {
    try await withHome { home in
      let store = store(home)
      await store.seeded("key", text: "provided", origins: [])
      let secret = try await store.get("key")
      #expect(secret?.text == "provided")
      #expect(!FileManager.default.fileExists(atPath: home))
    }
  }

  @Test func `a rotated text survives the process and loses when the stored seed is set anew`()
    async throws
  {
    try await withHome { home in
      try await store(home).set("key", text: "seed", origins: ["https://x.example"])
      try await store(home).rotate("key", from: "seed", to: "rotated")
      #expect(try await store(home).get("key")?.text == "rotated")
      #expect(try await store(home).seed(of: "key") == "seed")
      try await store(home).set("key", text: "seed 2", origins: ["https://x.example"])
      #expect(try await store(home).get("key")?.text == "seed 2")
    }
  }

  @Test func `two stores on one folder lose none of each other's secrets`() async throws {
    try await withHome { home in
      try await withThrowingTaskGroup(of: Void.self) { group in
        for number in 0..<8 {
          let store = store(home)
          group.addTask { try await store.set("key\(number)", text: "t\(number)", origins: []) }
        }
        try await group.waitForAll()
      }
      #expect(try await store(home).list().count == 8)
    }
  }

  @Test func `a missing key is named while secrets exist, and no new one is made`() async throws {
    try await withHome { home in
      try await store(home).set("key", text: "s3cret", origins: [])
      try FileManager.default.removeItem(atPath: "\(home)/secrets.key")
      let missing = SecretStoreError.keyMissing(path: "\(home)/secrets.key")
      await #expect(throws: missing) { try await store(home).get("key") }
      await #expect(throws: missing) { try await store(home).set("b", text: "x", origins: []) }
      #expect(!FileManager.default.fileExists(atPath: "\(home)/secrets.key"))
      #expect(missing.hint.contains("flowctl secret set"))
    }
  }

  @Test func `another key is told from a damaged file`() async throws {
    try await withHome { home in
      try await store(home).set("key", text: "s3cret", origins: [])
      try await withHome { other in
        try await store(other).set("key", text: "s3cret", origins: [])
        try FileManager.default.removeItem(atPath: "\(home)/secrets.key")
        try FileManager.default.copyItem(
          atPath: "\(other)/secrets.key", toPath: "\(home)/secrets.key")
      }
      await #expect(throws: SecretStoreError.keyMismatch(path: "\(home)/secrets.json")) {
        try await store(home).get("key")
      }
    }
  }

  @Test(
    arguments: [
      { $0.replacing("https://x.example", with: "https://evil.example") },
      { $0.replacing("\"key\":", with: "\"yek\":").replacing("\"name\"", with: "\"other\"") },
      { String($0.dropLast(40)) },
      { _ in "" },
    ] as [@Sendable (String) -> String])
  func `a file that somebody changed is damaged`(_ change: @Sendable (String) -> String)
    async throws
  {
    try await withHome { home in
      let path = "\(home)/secrets.json"
      try await store(home).set("name", text: "s3cret", origins: ["https://x.example"])
      let changed = change(try String(contentsOfFile: path, encoding: .utf8))
      // Written in place, so that the file keeps its mode.
      let handle = try #require(FileHandle(forWritingAtPath: path))
      try handle.truncate(atOffset: 0)
      try handle.write(contentsOf: Data(changed.utf8))
      try handle.close()
      let error = await #expect(throws: SecretStoreError.self) {
        for listing in try await store(home).list() { _ = try await store(home).get(listing.name) }
      }
      guard case .damaged(path, _)? = error else {
        throw UnexpectedOutcome("\(String(describing: error))")
      }
    }
  }

  @Test(arguments: ["secrets.json", "secrets.key", ""])
  func `what others could read is refused with the command that mends it`(
    _ name: String
  ) async throws {
    try await withHome { home in
      try await store(home).set("key", text: "s3cret", origins: [])
      let path = name.isEmpty ? home : "\(home)/\(name)"
      try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: path)
      let error = await #expect(throws: SecretStoreError.self) {
        try await store(home).set("key", text: "other", origins: [])
      }
      #expect(error?.hint == "run: chmod \(name.isEmpty ? "700" : "600") \(path)")
    }
  }

  @Test func `a file of a later version is not touched`() async throws {
    try await withHome { home in
      let path = "\(home)/secrets.json"
      let file = PrivateFile(path: path)
      try file.locked { () throws(SecretStoreError) in
        try file.replace(with: Array(#"{"version":2,"key":"x","secrets":{}}"#.utf8))
      }
      await #expect(throws: SecretStoreError.newer(path: path, version: 2)) {
        try await store(home).set("key", text: "s3cret", origins: [])
      }
    }
  }
}
