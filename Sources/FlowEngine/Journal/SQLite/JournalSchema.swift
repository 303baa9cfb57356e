import GRDB

/// The tables of a journal and the steps that lead to them.
struct JournalSchema: Sendable {
  /// Marks the file as ours: the letters `Flow`.
  static let applicationID = 0x466C_6F77

  /// SQL scripts; the database's `user_version` says how many were done.
  ///
  /// A step that was released is never changed, a change is one more step.
  var steps: [String]

  static let current = JournalSchema(steps: [Self.firstStep])

  /// Brings a database up to this schema in one transaction.
  func migrate(_ database: Database) throws {
    guard try Self.version(of: database) < steps.count else { return }
    try database.inTransaction(.immediate) {
      // Another process may have been faster, hence the second look inside the transaction.
      let version = try Self.version(of: database)
      for step in steps.dropFirst(version) { try database.execute(sql: step) }
      try database.execute(sql: "PRAGMA application_id = \(Self.applicationID)")
      try database.execute(sql: "PRAGMA user_version = \(steps.count)")
      return .commit
    }
  }

  /// Checks that a database is a journal that this program knows, without changing it.
  func check(_ database: Database, path: String) throws {
    guard try Int.fetchOne(database, sql: "PRAGMA application_id") == Self.applicationID else {
      throw StoreError.foreignDatabase(path: path)
    }
    let version = try Self.version(of: database)
    guard version <= steps.count else {
      throw StoreError.newer(
        path: path, found: "format \(version)", supported: "formats up to \(steps.count)")
    }
  }

  /// Reads the first page of every table, so that a file that was cut short shows at once.
  func probe(_ database: Database) throws {
    for table in ["bundles", "runs", "entries", "inbox"] {
      _ = try Int.fetchOne(database, sql: "SELECT 1 FROM \(table) NOT INDEXED LIMIT 1")
    }
  }

  private static func version(of database: Database) throws -> Int {
    try Int.fetchOne(database, sql: "PRAGMA user_version") ?? 0
  }

  /// What a commit costs is the pages it touches.
  ///
  /// So entries are a plain table with an index, not one clustered by run: runs that commit
  /// together write to the same last page. And runs are numbered, which keeps that index small. The
  /// triggers make the database itself refuse what no program of ours does.
  private static let firstStep = """
    CREATE TABLE bundles (
      hash TEXT NOT NULL PRIMARY KEY,
      content BLOB NOT NULL
    ) STRICT;

    CREATE TABLE runs (
      number INTEGER PRIMARY KEY,
      id TEXT NOT NULL UNIQUE,
      namespace TEXT NOT NULL,
      name TEXT NOT NULL,
      version TEXT NOT NULL,
      bundle TEXT NOT NULL REFERENCES bundles (hash),
      input_digest TEXT NOT NULL,
      profile TEXT NOT NULL,
      phase TEXT NOT NULL,
      started_at INTEGER NOT NULL,
      updated_at INTEGER NOT NULL,
      ended_at INTEGER,
      error TEXT,
      waiting TEXT NOT NULL,
      wake_at INTEGER,
      worker TEXT,
      fence INTEGER NOT NULL,
      sequence INTEGER NOT NULL,
      last_hash BLOB NOT NULL
    ) STRICT;
    CREATE INDEX runs_by_start ON runs (started_at, id);
    CREATE INDEX runs_by_phase ON runs (phase, wake_at);

    CREATE TABLE entries (
      run INTEGER NOT NULL REFERENCES runs (number),
      sequence INTEGER NOT NULL,
      key TEXT NOT NULL,
      kind TEXT NOT NULL,
      time INTEGER NOT NULL,
      request TEXT,
      request_salt BLOB,
      request_commitment BLOB,
      outcome TEXT,
      outcome_salt BLOB,
      outcome_commitment BLOB,
      actor TEXT,
      actor_salt BLOB,
      actor_commitment BLOB,
      previous_hash BLOB NOT NULL,
      hash BLOB NOT NULL,
      PRIMARY KEY (run, sequence)
    ) STRICT;
    CREATE TRIGGER entries_stay BEFORE DELETE ON entries
      BEGIN SELECT RAISE(ABORT, 'an entry cannot be deleted'); END;
    CREATE TRIGGER entries_are_sealed BEFORE UPDATE OF run, sequence, key, kind, time,
      request_commitment, outcome_commitment, actor_commitment, previous_hash, hash ON entries
      BEGIN SELECT RAISE(ABORT, 'only the content of an entry can be purged'); END;

    CREATE TABLE inbox (
      arrival INTEGER PRIMARY KEY AUTOINCREMENT,
      run INTEGER NOT NULL REFERENCES runs (number),
      id TEXT NOT NULL,
      kind TEXT NOT NULL,
      payload TEXT NOT NULL,
      actor TEXT NOT NULL,
      time INTEGER NOT NULL,
      UNIQUE (run, id)
    ) STRICT;
    """
}
