import Foundation
import GRDB

/// The SQL of bundles.
struct BundleTable {
  let database: Database

  func insert(_ bundle: [UInt8], hash: String) throws {
    let sql = "INSERT INTO bundles (hash, content) VALUES (?, ?) ON CONFLICT (hash) DO NOTHING"
    try database.cachedStatement(sql: sql).execute(arguments: [hash, Data(bundle)])
  }

  func content(_ hash: String) throws -> [UInt8]? {
    let statement = try database.cachedStatement(sql: "SELECT content FROM bundles WHERE hash = ?")
    return try Row.fetchOne(statement, arguments: [hash]).map { row in
      Array(try row.decode(Data.self, atIndex: 0))
    }
  }

  /// Refuses a bundle that is not saved.
  func require(_ hash: String) throws {
    guard try contains(hash) else { throw StoreError.unknownBundle(hash) }
  }

  func contains(_ hash: String) throws -> Bool {
    let statement = try database.cachedStatement(sql: "SELECT 1 FROM bundles WHERE hash = ?")
    return try Int.fetchOne(statement, arguments: [hash]) != nil
  }
}
