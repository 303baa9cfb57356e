#pragma once

#include <lauxlib.h>
#include <lua.h>
#include <lualib.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/// What ended a script against its will.
typedef enum clua_limit {
  CLUA_LIMIT_NONE = 0,
  CLUA_LIMIT_INSTRUCTIONS,
  CLUA_LIMIT_MEMORY,
  CLUA_LIMIT_STRING,
  CLUA_LIMIT_PATTERN,
  CLUA_LIMIT_STACK,
  CLUA_LIMIT_ABORTED,
} clua_limit;

/// What a yielded coroutine asks for.
typedef enum clua_request {
  /// The host function `clua_vm.host`; its arguments are the yielded values.
  CLUA_REQUEST_HOST,
  /// The variable whose name is the yielded value; no answer means there is none.
  CLUA_REQUEST_VARIABLE,
  /// The main chunk of a module: yields package and name.
  CLUA_REQUEST_MODULE,
  /// Text to be read as JSON.
  CLUA_REQUEST_DECODE,
  /// A value to be written as JSON.
  CLUA_REQUEST_ENCODE,
} clua_request;

/// One script call: what it may still spend, and its random numbers.
typedef struct clua_call {
  int64_t budget;
  uint64_t seed;
  uint64_t random[4];
  bool seeded;
} clua_call;

typedef struct clua_limits {
  int64_t instructions;
  size_t memory;
  size_t string;
  int64_t pattern;
} clua_limits;

enum { CLUA_SOURCE_SIZE = 512, CLUA_TRACE_SIZE = 4096 };

/// A Lua state and everything that C and Swift share about it. The fields below `call` are written
/// by C while a script runs and read by Swift after it stopped.
typedef struct clua_vm {
  lua_State *_Nullable main;
  clua_limits limits;
  size_t used;
  /// The thread inside `lua_resume`; limits are enforced only while there is one.
  lua_State *_Nullable running;
  clua_call *_Nullable call;
  clua_limit tripped;
  bool failed;
  bool pressed;
  /// How many module main chunks are running.
  int loading;
  clua_request request;
  int host;
  /// Set by Swift before it resumes: the value pushed is to be raised.
  bool raise;
  /// Where the last uncaught error happened; line 0 and no text when unknown.
  int line;
  char source[CLUA_SOURCE_SIZE];
  char trace[CLUA_TRACE_SIZE];
} clua_vm;

/// What a value is, when C can say all about it.
typedef enum clua_kind {
  CLUA_BOOLEAN,
  CLUA_INTEGER,
  CLUA_NUMBER,
  CLUA_TEXT,
  /// Anything else, in the stack slot `index`.
  CLUA_OTHER,
} clua_kind;

/// A member of a table, as `clua_members` lists it.
typedef struct clua_member {
  const char *_Nullable name;
  size_t length;
  clua_kind kind;
  int index;
  lua_Integer integer;
  lua_Number number;
  /// Valid as long as the table is not changed.
  const char *_Nullable text;
  size_t text_length;
} clua_member;

/// Where a function of a script stands in a thread that waits.
typedef struct clua_frame {
  /// Its place among all functions of the thread, from the innermost, 0.
  int level;
  int line;
  char source[CLUA_SOURCE_SIZE];
  /// Empty when unknown.
  char name[64];
  /// The line of its first word; 0 for a main chunk.
  int defined;
} clua_frame;

/// Opens a state with the sandbox's primitives; NULL if there is no memory.
clua_vm *_Nullable clua_open(clua_limits limits);
/// Ends the opening: empties the main stack, and lets the collector, which stood still, begin.
void clua_opened(clua_vm *_Nonnull vm);
void clua_close(clua_vm *_Nonnull vm);

/// Pushes the table of primitives that the prelude is built from.
void clua_push_core(lua_State *_Nonnull L);

/// Prepares a thread for a new call; the caller then pushes a function and its arguments.
void clua_begin(clua_vm *_Nonnull vm, lua_State *_Nonnull thread, clua_call *_Nonnull call,
                uint64_t seed);
/// Runs a thread until it yields, returns or fails; the only door through which scripts run.
/// Returns the status of `lua_resume`; a failure that was unwound in order is `LUA_OK` with
/// `failed` set and the error as the only result.
int clua_resume(clua_vm *_Nonnull vm, lua_State *_Nonnull thread, clua_call *_Nonnull call,
                int arguments, int *_Nonnull results);
/// Ends a waiting thread. None of its code runs again, not even its `__close` handlers.
void clua_abandon(clua_vm *_Nonnull vm, lua_State *_Nonnull thread, clua_call *_Nonnull call);

/// Describes the innermost function of a script at `level` or further out; false if there is none.
bool clua_frame_from(lua_State *_Nonnull thread, int level, clua_frame *_Nonnull frame);
/// Pushes the local variable with this number, from 1, of the function at `level`. Returns its name,
/// or NULL, with nothing pushed, past the last one.
const char *_Nullable clua_local(lua_State *_Nonnull thread, int level, int number);

/// Pushes the function that calls a host function.
void clua_push_host(lua_State *_Nonnull L, int number, const void *_Nullable name, size_t length);
/// Pushes an environment for one evaluation of an expression.
void clua_push_environment(lua_State *_Nonnull L);
/// Makes the table on the top of the stack the fallback of all such environments; pops it.
void clua_set_base(lua_State *_Nonnull L);

void clua_push_null(lua_State *_Nonnull L);
void clua_push_secret(lua_State *_Nonnull L, const void *_Nullable name, size_t length);
/// The name in a secret's handle; NULL if the value is no such handle.
const char *_Nullable clua_secret(lua_State *_Nonnull L, int index, size_t *_Nonnull length);
bool clua_is_null(lua_State *_Nonnull L, int index);
/// Marks the table on the top of the stack as an array.
void clua_mark_array(lua_State *_Nonnull L);

typedef enum clua_table { CLUA_TABLE_PLAIN, CLUA_TABLE_ARRAY, CLUA_TABLE_FROZEN } clua_table;
/// What a table's metatable makes of it. For a frozen one, pushes the table behind it.
clua_table clua_table_kind(lua_State *_Nonnull L, int index);

/// Lists the members of a table by name, in the order of their bytes, and pushes the values that
/// are neither numbers, texts nor booleans. Returns how many members, -1 if they are more than
/// `capacity`, -2 if a key is no string (the stack is then as before). The stack must have room for
/// `capacity` and three more.
int clua_members(lua_State *_Nonnull L, int index, clua_member *_Nonnull members, int capacity);
/// How many members `clua_members` will find.
int clua_count_members(lua_State *_Nonnull L, int index);

/// Compiles Lua text for `clua_load_compiled`; NULL if it is no Lua. To be freed by the caller.
void *_Nullable clua_compile(const void *_Nullable text, size_t length, const char *_Nonnull name,
                             size_t *_Nonnull size);
/// Loads what `clua_compile` made. Nothing else: Lua does not check bytecode.
static inline int clua_load_compiled(lua_State *_Nonnull L, const void *_Nullable bytes,
                                     size_t length, const char *_Nonnull name) {
  return luaL_loadbufferx(L, (const char *)bytes, length, name, "b");
}

static inline int clua_registry(void) { return LUA_REGISTRYINDEX; }
static inline void clua_pop(lua_State *_Nonnull L, int count) { lua_settop(L, -count - 1); }
static inline int clua_absolute(lua_State *_Nonnull L, int index) { return lua_absindex(L, index); }
static inline void clua_push_bytes(lua_State *_Nonnull L, const void *_Nullable bytes,
                                   size_t length) {
  lua_pushlstring(L, (const char *)bytes, length);
}
/// Compiles Lua text, never bytecode. Catches its own errors.
static inline int clua_load(lua_State *_Nonnull L, const void *_Nullable text, size_t length,
                            const char *_Nonnull name) {
  return luaL_loadbufferx(L, (const char *)text, length, name, "t");
}
/// Calls what is on the stack, protected; the only results are those asked for or the error.
static inline int clua_protected_call(lua_State *_Nonnull L, int arguments, int results) {
  return lua_pcall(L, arguments, results, 0);
}
