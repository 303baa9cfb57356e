import FlowValue
import Foundation
import GRDB

/// Reads the columns of one row from left to right, and trusts none of them.
struct RecordReader {
  private let row: Row
  /// What the row is, for messages: `entry 3 of run r1`.
  var subject: String
  private var column = 0

  init(_ row: Row, subject: String) {
    self.row = row
    self.subject = subject
  }

  /// The next column, of any type that SQLite stores.
  mutating func next<Value: DatabaseValueConvertible>(
    _ type: Value.Type = Value.self
  ) throws -> Value {
    defer { column += 1 }
    return try row.decode(Value.self, atIndex: column)
  }

  mutating func text() throws -> String { try next() }

  mutating func bytes() throws -> [UInt8]? { try next(Data?.self).map { Array($0) } }

  mutating func value() throws -> FlowValue? { try next(String?.self).map(parse) }

  mutating func requiredValue() throws -> FlowValue { try parse(next(String.self)) }

  mutating func time() throws -> Timestamp { Timestamp(milliseconds: try next(Int64.self)) }

  mutating func optionalTime() throws -> Timestamp? {
    try next(Int64?.self).map(Timestamp.init(milliseconds:))
  }

  mutating func runID() throws -> RunID {
    let text = try text()
    guard let id = RunID(rawValue: text) else { throw damaged("\(text) is no run's id") }
    return id
  }

  mutating func digest() throws -> EntryDigest {
    guard let digest = try optionalDigest() else { throw damaged("a digest is missing") }
    return digest
  }

  mutating func optionalDigest() throws -> EntryDigest? {
    guard let bytes = try bytes() else { return nil }
    guard let digest = EntryDigest(bytes: bytes) else { throw damaged("a digest is cut short") }
    return digest
  }

  /// A word of a list that newer programs may lengthen.
  mutating func word<Word: RawRepresentable<String>>(_ type: Word.Type) throws -> Word {
    let text = try text()
    guard let word = Word(rawValue: text) else {
      throw RecordError.newer("the \(Word.self) “\(text)” in \(subject)")
    }
    return word
  }

  private func parse(_ text: String) throws -> FlowValue {
    do throws(JSONError) { return try FlowValue(journalJSON: Array(text.utf8)) } catch {
      throw damaged(error.description)
    }
  }

  private func damaged(_ reason: String) -> RecordError { .damaged("\(subject): \(reason)") }
}

/// A record that cannot be understood.
enum RecordError: Error {
  case damaged(String)
  case newer(String)

  /// The error as the store tells it.
  func storeError(path: String) -> StoreError {
    switch self {
    case .damaged(let detail): .corrupt(path: path, detail: detail)
    case .newer(let found): .newer(path: path, found: found, supported: "none of that name")
    }
  }
}

extension FlowValue {
  /// The value as a text column holds it.
  var column: String { String(decoding: journalJSON, as: UTF8.self) }
}

extension EntryDigest {
  /// The digest as a blob column holds it.
  var column: Data { Data(bytes) }
}
