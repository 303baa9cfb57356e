#pragma once

#include "clua.h"

/// Functions of the standard library that ours check before they run.
typedef enum clua_original {
  ORIGINAL_REP,
  ORIGINAL_FORMAT,
  ORIGINAL_BYTE,
  ORIGINAL_INSERT,
  ORIGINAL_REMOVE,
  ORIGINAL_MOVE,
  ORIGINAL_UNPACK,
  ORIGINAL_TONUMBER,
  ORIGINAL_RAWSET,
  ORIGINAL_UTF8_LEN,
  ORIGINAL_UTF8_OFFSET,
  ORIGINAL_UTF8_CODEPOINT,
  ORIGINAL_COUNT,
} clua_original;

/// The state as allocated: what Swift sees comes first.
typedef struct clua_machine {
  clua_vm vm;
  lua_CFunction originals[ORIGINAL_COUNT];
} clua_machine;

static inline clua_machine *machine_of(lua_State *L) {
  return *(clua_machine **)lua_getextraspace(L);
}

static inline clua_vm *vm_of(lua_State *L) { return &machine_of(L)->vm; }

/// Keys into the registry, and markers inside metatables: only their addresses matter.
extern char clua_key_core, clua_key_array, clua_key_secret, clua_key_frozen, clua_key_environment,
    clua_key_base;

/// How many values one call may pass or return; a longer list makes single instructions slow.
enum { CLUA_MAX_VALUES = 8000 };

// limits.c
void *clua_allocate(void *context, void *block, size_t old_size, size_t new_size);
void clua_count(lua_State *L, lua_Debug *activation);
void clua_arm(lua_State *thread, const clua_vm *vm);
/// Marks the running script as ended; it stops at its next instruction whatever it catches.
void clua_trip(clua_vm *vm, clua_limit limit);
/// Trips and raises at once.
int clua_exceed(lua_State *L, clua_limit limit);
/// Counts work that the instruction hook does not see.
void clua_charge(lua_State *L, uint64_t amount);
/// After a protected call failed: whether the script must end even though the error was caught.
bool clua_fatal(lua_State *L, int status);

// trace.c
/// Notes where a thread stands in `clua_vm`.
void clua_trace(clua_vm *vm, lua_State *L);
/// The message handler of every call: notes the place and takes the position off the message.
int clua_on_error(lua_State *L);
/// Raises a message with the position of the innermost script function.
int clua_error(lua_State *L, const char *format, ...);
/// Pushes that position, as `luaL_where` writes it.
void clua_where(lua_State *L);

// text.c
/// `luaL_tolstring` without addresses. Pushes the text.
const char *clua_text(lua_State *L, int index, size_t *length);

// values.c
/// Lists the names alone, of a table that has `count` of them, in the order of their bytes.
void clua_names(lua_State *L, int index, clua_member *members, int count);

// Functions by the part of the library that they replace.
extern const luaL_Reg clua_base_functions[];
extern const luaL_Reg clua_string_functions[];
extern const luaL_Reg clua_table_functions[];
extern const luaL_Reg clua_utf8_functions[];
extern const luaL_Reg clua_core_functions[];
int clua_find(lua_State *L);
int clua_match(lua_State *L);
int clua_gmatch(lua_State *L);
int clua_gsub(lua_State *L);
int clua_scan(lua_State *L);
int clua_random(lua_State *L);
int clua_pairs(lua_State *L);
int clua_freeze(lua_State *L);
int clua_package_environment(lua_State *L);
void clua_open_values(lua_State *L);
