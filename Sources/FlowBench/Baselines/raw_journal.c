#include "baselines.h"

#include <sqlite3.h>
#include <stdlib.h>

struct raw_journal {
  sqlite3 *database;
  sqlite3_stmt *begin;
  sqlite3_stmt *insert;
  sqlite3_stmt *commit;
};

static const char schema[] =
    "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA wal_autocheckpoint = 4000;"
    "CREATE TABLE entries (id INTEGER PRIMARY KEY, run TEXT NOT NULL, key TEXT NOT NULL,"
    "  request TEXT NOT NULL, outcome TEXT NOT NULL)";

static bool prepare(raw_journal *journal, const char *sql, sqlite3_stmt **statement) {
  return sqlite3_prepare_v3(journal->database, sql, -1, SQLITE_PREPARE_PERSISTENT, statement,
                            NULL) == SQLITE_OK;
}

raw_journal *raw_journal_open(const char *path) {
  raw_journal *journal = calloc(1, sizeof *journal);
  if (!journal) return NULL;
  const char *insert = "INSERT INTO entries (run, key, request, outcome) VALUES (?, ?, ?, ?)";
  if (sqlite3_open(path, &journal->database) == SQLITE_OK &&
      sqlite3_exec(journal->database, schema, NULL, NULL, NULL) == SQLITE_OK &&
      prepare(journal, "BEGIN IMMEDIATE", &journal->begin) &&
      prepare(journal, insert, &journal->insert) && prepare(journal, "COMMIT", &journal->commit)) {
    return journal;
  }
  raw_journal_close(journal);
  return NULL;
}

static bool step(sqlite3_stmt *statement) {
  bool done = sqlite3_step(statement) == SQLITE_DONE;
  return sqlite3_reset(statement) == SQLITE_OK && done;
}

bool raw_journal_commit(raw_journal *journal, int rows, const char *run, const char *key,
                        const char *request, const char *outcome) {
  if (!step(journal->begin)) return false;
  for (int row = 0; row < rows; row++) {
    const char *texts[] = {run, key, request, outcome};
    for (int column = 0; column < 4; column++) {
      if (sqlite3_bind_text(journal->insert, column + 1, texts[column], -1, SQLITE_TRANSIENT) !=
          SQLITE_OK)
        return false;
    }
    if (!step(journal->insert)) return false;
  }
  return step(journal->commit);
}

void raw_journal_close(raw_journal *journal) {
  sqlite3_finalize(journal->begin);
  sqlite3_finalize(journal->insert);
  sqlite3_finalize(journal->commit);
  sqlite3_close(journal->database);
  free(journal);
}
