// Values that JSON or the engine have and Lua does not: null, arrays, secrets; and frozen tables.
#include <stdlib.h>
#include <string.h>

#include "internal.h"

static int refuse(lua_State *L) {
  return clua_error(L, "%s", lua_tostring(L, lua_upvalueindex(1)));
}

/// Every way to use a value, and how a message calls it.
static const struct {
  const char *event, *words;
} uses[] = {
    {"__index", "indexed"},        {"__newindex", "changed"},      {"__call", "called"},
    {"__len", "measured"},         {"__concat", "concatenated"},   {"__lt", "compared"},
    {"__le", "compared"},          {"__add", "used as a number"},  {"__sub", "used as a number"},
    {"__mul", "used as a number"}, {"__div", "used as a number"},  {"__mod", "used as a number"},
    {"__pow", "used as a number"}, {"__idiv", "used as a number"}, {"__unm", "used as a number"},
    {"__band", "used as a number"}, {"__bor", "used as a number"}, {"__bxor", "used as a number"},
    {"__shl", "used as a number"}, {"__shr", "used as a number"},  {"__bnot", "used as a number"},
    {"__eq", "compared"},          {"__tostring", "printed"},
};

/// Pushes a metatable that refuses all uses of `subject`.
static void push_refusals(lua_State *L, const char *subject, size_t count) {
  lua_createtable(L, 0, 32);
  for (size_t i = 0; i < count; i++) {
    lua_pushfstring(L, "%s cannot be %s", subject, uses[i].words);
    lua_pushcclosure(L, refuse, 1);
    lua_setfield(L, -2, uses[i].event);
  }
  lua_pushboolean(L, 0);
  lua_setfield(L, -2, "__metatable");
}

static int print_null(lua_State *L) {
  lua_pushliteral(L, "null");
  return 1;
}

static void open_null(lua_State *L) {
  clua_push_null(L);
  // Null equals null and prints as such.
  push_refusals(L, "null", sizeof uses / sizeof uses[0] - 2);
  lua_pushcfunction(L, print_null);
  lua_setfield(L, -2, "__tostring");
  lua_setmetatable(L, -2);
  lua_pop(L, 1);
}

static void open_secret(lua_State *L) {
  push_refusals(L, "a secret", sizeof uses / sizeof uses[0]);
  lua_pushliteral(L, "secret");
  lua_setfield(L, -2, "__name");
  lua_rawsetp(L, LUA_REGISTRYINDEX, &clua_key_secret);
}

static void open_array(lua_State *L) {
  lua_createtable(L, 0, 1);
  lua_pushliteral(L, "array");
  lua_setfield(L, -2, "__metatable");
  lua_rawsetp(L, LUA_REGISTRYINDEX, &clua_key_array);
}

/// `("x"):rep(3)` goes through the strings' metatable; scripts see neither it nor the real library.
static void open_strings(lua_State *L) {
  lua_pushliteral(L, "");
  lua_getmetatable(L, -1);
  lua_pushboolean(L, 0);
  lua_setfield(L, -2, "__metatable");
  lua_pop(L, 2);
}

void clua_open_values(lua_State *L) {
  open_null(L);
  open_secret(L);
  open_array(L);
  open_strings(L);
}

void clua_push_null(lua_State *L) { lua_pushlightuserdata(L, NULL); }

bool clua_is_null(lua_State *L, int index) {
  return lua_type(L, index) == LUA_TLIGHTUSERDATA;
}

void clua_push_secret(lua_State *L, const void *name, size_t length) {
  char *kept = lua_newuserdatauv(L, length + 1, 0);
  if (length > 0) memcpy(kept, name, length);
  lua_rawgetp(L, LUA_REGISTRYINDEX, &clua_key_secret);
  lua_setmetatable(L, -2);
}

static bool has_metatable(lua_State *L, int index, const void *key) {
  if (!lua_getmetatable(L, index)) return false;
  lua_rawgetp(L, LUA_REGISTRYINDEX, key);
  bool equal = lua_rawequal(L, -1, -2);
  lua_pop(L, 2);
  return equal;
}

const char *clua_secret(lua_State *L, int index, size_t *length) {
  if (lua_type(L, index) != LUA_TUSERDATA || !has_metatable(L, index, &clua_key_secret)) {
    return NULL;
  }
  *length = lua_rawlen(L, index) - 1;
  return lua_touserdata(L, index);
}

void clua_mark_array(lua_State *L) {
  lua_rawgetp(L, LUA_REGISTRYINDEX, &clua_key_array);
  lua_setmetatable(L, -2);
}

clua_table clua_table_kind(lua_State *L, int index) {
  if (!lua_getmetatable(L, index)) return CLUA_TABLE_PLAIN;
  lua_rawgetp(L, LUA_REGISTRYINDEX, &clua_key_array);
  if (lua_rawequal(L, -1, -2)) {
    lua_pop(L, 2);
    return CLUA_TABLE_ARRAY;
  }
  lua_rawgetp(L, -2, &clua_key_frozen);
  if (lua_type(L, -1) == LUA_TTABLE) {
    lua_replace(L, -3);
    lua_pop(L, 1);
    return CLUA_TABLE_FROZEN;
  }
  lua_pop(L, 3);
  return CLUA_TABLE_PLAIN;
}

static int refuse_change(lua_State *L) {
  return clua_error(L, "'%s' is read-only: its member '%s' cannot be set",
                    lua_tostring(L, lua_upvalueindex(1)), clua_text(L, 2, NULL));
}

static int length_behind(lua_State *L) {
  lua_pushinteger(L, (lua_Integer)lua_rawlen(L, lua_upvalueindex(1)));
  return 1;
}

/// [table, name] → a table that shows what is in the other and lets nobody change it.
int clua_freeze(lua_State *L) {
  luaL_checktype(L, 1, LUA_TTABLE);
  lua_settop(L, 2);
  lua_newtable(L);
  lua_createtable(L, 0, 5);
  lua_pushvalue(L, 1);
  lua_setfield(L, -2, "__index");
  lua_pushvalue(L, 2);
  lua_pushcclosure(L, refuse_change, 1);
  lua_setfield(L, -2, "__newindex");
  lua_pushvalue(L, 1);
  lua_pushcclosure(L, length_behind, 1);
  lua_setfield(L, -2, "__len");
  lua_pushboolean(L, 0);
  lua_setfield(L, -2, "__metatable");
  lua_pushvalue(L, 1);
  lua_rawsetp(L, -2, &clua_key_frozen);
  lua_setmetatable(L, -2);
  return 1;
}

static int define_global(lua_State *L) {
  if (vm_of(L)->loading == 0) {
    return clua_error(L, "the global '%s' cannot be set once its module is loaded; use 'local'",
                      clua_text(L, 2, NULL));
  }
  lua_pushvalue(L, 2);
  lua_pushvalue(L, 3);
  lua_rawset(L, lua_upvalueindex(1));
  return 0;
}

/// [globals] → the environment of a package's modules: shows its globals, and lets main chunks
/// define more.
int clua_package_environment(lua_State *L) {
  lua_settop(L, 1);
  lua_pushliteral(L, "_ENV");
  clua_freeze(L);
  lua_getmetatable(L, -1);
  lua_pushvalue(L, 1);
  lua_pushcclosure(L, define_global, 1);
  lua_setfield(L, -2, "__newindex");
  lua_pop(L, 1);
  return 1;
}

static int by_name(const void *left, const void *right) {
  const clua_member *a = left, *b = right;
  size_t shared = a->length < b->length ? a->length : b->length;
  int order = memcmp(a->name, b->name, shared);
  return order ? order : (a->length > b->length) - (a->length < b->length);
}

static void sort_members(clua_member *members, int count) {
  if (count > 16) {
    qsort(members, (size_t)count, sizeof *members, by_name);
    return;
  }
  for (int i = 1; i < count; i++) {
    clua_member member = members[i];
    int j = i;
    for (; j > 0 && by_name(&member, &members[j - 1]) < 0; j--) members[j] = members[j - 1];
    members[j] = member;
  }
}

/// Describes the value on the top of the stack.
static void describe(lua_State *L, clua_member *member) {
  member->index = lua_gettop(L);
  switch (lua_type(L, -1)) {
    case LUA_TBOOLEAN:
      member->kind = CLUA_BOOLEAN;
      member->integer = lua_toboolean(L, -1);
      break;
    case LUA_TNUMBER:
      member->kind = lua_isinteger(L, -1) ? CLUA_INTEGER : CLUA_NUMBER;
      member->integer = lua_tointeger(L, -1);
      member->number = lua_tonumber(L, -1);
      break;
    case LUA_TSTRING:
      member->kind = CLUA_TEXT;
      member->text = lua_tolstring(L, -1, &member->text_length);
      break;
    default: member->kind = CLUA_OTHER;
  }
}

int clua_members(lua_State *L, int index, clua_member *members, int capacity) {
  int top = lua_gettop(L), count = 0;
  lua_pushnil(L);
  while (lua_next(L, index)) {
    if (count == capacity || lua_type(L, -2) != LUA_TSTRING) {
      int refusal = lua_type(L, -2) != LUA_TSTRING ? -2 : -1;
      lua_settop(L, top);
      return refusal;
    }
    clua_member *member = &members[count++];
    member->name = lua_tolstring(L, -2, &member->length);
    describe(L, member);
    if (member->kind == CLUA_OTHER) {
      // The value takes the place of its key, which goes on top for the next round.
      lua_insert(L, -2);
      member->index--;
    } else {
      lua_pop(L, 1);
    }
  }
  sort_members(members, count);
  return count;
}

int clua_count_members(lua_State *L, int index) {
  int count = 0;
  lua_pushnil(L);
  while (lua_next(L, index)) {
    lua_pop(L, 1);
    count++;
  }
  return count;
}

void clua_names(lua_State *L, int index, clua_member *members, int count) {
  int filled = 0;
  lua_pushnil(L);
  while (lua_next(L, index)) {
    lua_pop(L, 1);
    if (filled == count || lua_type(L, -1) != LUA_TSTRING) continue;
    members[filled].name = lua_tolstring(L, -1, &members[filled].length);
    filled++;
  }
  sort_members(members, filled);
}
