#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

// What the engine is compared with: the same work in C, as directly as the libraries allow.

/// A SQLite file that rows are put into, as durable as the journal: WAL, `synchronous=FULL`, and
/// the journal's own distance between checkpoints.
typedef struct raw_journal raw_journal;

/// Creates the file; NULL if that fails.
raw_journal *_Nullable raw_journal_open(const char *_Nonnull path);
/// Commits so many rows in one transaction, each with these texts; false if anything fails.
bool raw_journal_commit(raw_journal *_Nonnull journal, int rows, const char *_Nonnull run,
                        const char *_Nonnull key, const char *_Nonnull request,
                        const char *_Nonnull outcome);
void raw_journal_close(raw_journal *_Nonnull journal);

/// A Lua state with a counting allocator that has a limit, and a count hook in each call.
typedef struct plain_lua plain_lua;

/// Loads a chunk that returns a function of one table, which returns a table; NULL if that fails.
plain_lua *_Nullable plain_lua_open(const char *_Nonnull source, int64_t instructions,
                                    size_t memory);
/// Calls the function: six members in, of which four come back, copied out of Lua; false if
/// anything is not as it should be.
bool plain_lua_call(plain_lua *_Nonnull lua, int64_t count);
void plain_lua_close(plain_lua *_Nonnull lua);
