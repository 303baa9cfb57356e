import Crypto
import FlowValue
import Foundation
import Logging
import LuaVM

/// The functions that a simulator's script may call, for one request.
struct SimulatorHost {
  let transaction: any SimulatorTransaction
  let key: SandboxKey
  let script: SimulatorScript
  let now: @Sendable () -> Timestamp
  let log: Logger

  /// Members of `flow`.
  static let functions = ["now", "uuid", "hmac", "sha256", "setting", "log"]
  /// Functions outside of it.
  static let globals = ["state.get", "state.put", "state.list"]

  // Keys of the simulator's own stand behind a character that scripts cannot use in theirs.
  private static let own = "\u{1}"
  private static let seeded = own + "seeded"
  private static let counter = own + "counter"

  /// What was asked wrongly is an error in the script, at the call; the rest ends the request.
  func answer(_ name: String, _ arguments: [FlowValue]) throws -> LuaAnswer {
    do {
      return .value(try value(name, arguments.first ?? .null, arguments.dropFirst().first ?? .null))
    } catch let fault as SimulatorFault {
      return .raise(.string(fault.description))
    }
  }

  func isEmpty() throws -> Bool { try transaction.get(Self.seeded) == nil }

  func markSeeded() throws { try transaction.put(Self.seeded, "true") }

  /// What `math.random` starts from.
  func randomSeed() throws -> UInt64 {
    let count = try transaction.get(Self.counter) ?? "0"
    return key.code(for: "random:\(script.name):\(count)").prefix(8)
      .reduce(0) { $0 << 8 | UInt64($1) }
  }

  private func value(
    _ name: String, _ first: FlowValue, _ second: FlowValue
  ) throws -> FlowValue {
    switch name {
    case "state.get": return try read(transaction.get(try stateKey(first)))
    case "state.put":
      try transaction.put(try stateKey(first), second == .null ? nil : second.json)
      return .null
    case "state.list": return try list(first)
    case "now": return .string(now().description)
    case "uuid": return .string(try uuid())
    case "hmac":
      return .string(try code(first, of: name) { key.code(for: "hmac:\(script.name):\($0)") })
    case "sha256":
      return .string(try code(first, of: name) { Array(SHA256.hash(data: Array($0.utf8))) })
    case "setting":
      guard let name = first.string else { throw SimulatorFault("a setting's name must be a text") }
      return script.settings[name] ?? .null
    case "log":
      write(level: first, text: second)
      return .null
    default: throw SimulatorFault("'\(name)' is no function of simulators")
    }
  }

  private func stateKey(_ value: FlowValue) throws -> String {
    guard let key = value.string, !key.isEmpty, key.unicodeScalars.allSatisfy({ $0.value >= 32 })
    else { throw SimulatorFault("a key of the state must be a text without control characters") }
    return key
  }

  private func read(_ json: String?) throws -> FlowValue {
    try json.map { try FlowValue(json: $0) } ?? .null
  }

  private func list(_ prefix: FlowValue) throws -> FlowValue {
    guard let prefix = prefix == .null ? "" : prefix.string else {
      throw SimulatorFault("a prefix of keys must be a text")
    }
    let entries = try transaction.list(prefix).filter { !$0.key.hasPrefix(Self.own) }
    return .array(
      try entries.map { ["key": .string($0.key), "value": try FlowValue(json: $0.json)] })
  }

  /// Ids follow from the key and a counter in the state, so that a repeated test sees the same.
  private func uuid() throws -> String {
    let count = (try transaction.get(Self.counter).flatMap { Int($0) } ?? 0) + 1
    try transaction.put(Self.counter, String(count))
    let code = key.code(for: "uuid:\(script.name):\(count)")
    return UUIDv5.text(Array(code.prefix(16)), version: 4)
  }

  /// What `compute` makes of a text, in the encoding and length that are asked for.
  private func code(
    _ arguments: FlowValue, of function: String, _ compute: (String) -> [UInt8]
  ) throws -> String {
    guard let data = arguments["data"]?.string else {
      throw SimulatorFault("flow.\(function) wants { data = TEXT }")
    }
    let code = compute(data)
    let text: String
    switch arguments["encoding"]?.string ?? "hex" {
    case "hex": text = code.map { String($0 >> 4, radix: 16) + String($0 & 15, radix: 16) }.joined()
    case "base64url":
      text = Data(code).base64EncodedString().replacing("+", with: "-").replacing("/", with: "_")
        .replacing("=", with: "")
    default: throw SimulatorFault("the encoding of flow.\(function) must be hex or base64url")
    }
    let length = arguments["length"]?.integer.map { Int(clamping: $0) } ?? text.count
    guard 1...text.count ~= length else {
      throw SimulatorFault("the length of flow.\(function) must be 1 to \(text.count)")
    }
    return String(text.prefix(length))
  }

  private func write(level: FlowValue, text: FlowValue) {
    let level = level.string.flatMap { Logger.Level(rawValue: $0) } ?? .info
    log.log(level: level, "simulator \(script.name): \(text.string ?? text.json)")
  }
}
