// The table library and `pairs`.
#include "internal.h"

/// Counts the elements that are about to move. What `__len` says is not known to be true.
static void charge_shift(lua_State *L, const char *name) {
  if (!lua_istable(L, 1)) return;
  if (luaL_getmetafield(L, 1, "__len") != LUA_TNIL) {
    clua_error(L, "table.%s cannot move the elements of a table with '__len'", name);
  }
  clua_charge(L, lua_rawlen(L, 1));
}

static int table_insert(lua_State *L) {
  if (lua_gettop(L) == 3) charge_shift(L, "insert");
  return machine_of(L)->originals[ORIGINAL_INSERT](L);
}

static int table_remove(lua_State *L) {
  if (lua_gettop(L) == 2) charge_shift(L, "remove");
  return machine_of(L)->originals[ORIGINAL_REMOVE](L);
}

static int table_move(lua_State *L) {
  lua_Integer first = luaL_checkinteger(L, 2), last = luaL_checkinteger(L, 3);
  if (last >= first) clua_charge(L, (uint64_t)last - (uint64_t)first);
  return machine_of(L)->originals[ORIGINAL_MOVE](L);
}

static int table_unpack(lua_State *L) {
  lua_Integer first = luaL_optinteger(L, 2, 1);
  lua_Integer last = luaL_opt(L, luaL_checkinteger, 3, luaL_len(L, 1));
  if (last >= first && (uint64_t)last - (uint64_t)first >= CLUA_MAX_VALUES) {
    return clua_error(L, "too many results to unpack: at most %d", (int)CLUA_MAX_VALUES);
  }
  return machine_of(L)->originals[ORIGINAL_UNPACK](L);
}

static void add_element(lua_State *L, luaL_Buffer *buffer, lua_Integer index, size_t *total) {
  lua_geti(L, 1, index);
  if (!lua_isstring(L, -1)) {
    clua_error(L, "invalid value (at index %I) in table for 'concat': %s", (LUAI_UACINT)index,
               clua_is_null(L, -1) ? "null" : luaL_typename(L, -1));
  }
  size_t length;
  lua_tolstring(L, -1, &length);
  if ((*total += length) > vm_of(L)->limits.string) clua_exceed(L, CLUA_LIMIT_STRING);
  clua_charge(L, 1);
  luaL_addvalue(buffer);
}

static int table_concat(lua_State *L) {
  luaL_Buffer buffer;
  size_t separator_length, total = 0;
  luaL_checktype(L, 1, LUA_TTABLE);
  lua_Integer last = luaL_opt(L, luaL_checkinteger, 4, luaL_len(L, 1));
  const char *separator = luaL_optlstring(L, 2, "", &separator_length);
  lua_Integer index = luaL_optinteger(L, 3, 1);
  luaL_buffinit(L, &buffer);
  for (; index < last; index++) {
    add_element(L, &buffer, index, &total);
    luaL_addlstring(&buffer, separator, separator_length);
    total += separator_length;
  }
  if (index == last) add_element(L, &buffer, index, &total);
  luaL_pushresult(&buffer);
  return 1;
}

const luaL_Reg clua_table_functions[] = {
    {"insert", table_insert}, {"remove", table_remove}, {"move", table_move},
    {"unpack", table_unpack}, {"concat", table_concat}, {NULL, NULL},
};

/// What the keys of a table are.
typedef struct keys {
  uint64_t integers, names;
  /// Whether the integers are 1…n.
  bool dense;
} keys;

static keys count_keys(lua_State *L) {
  keys found = {.dense = true};
  uint64_t highest = 0;
  lua_pushnil(L);
  while (lua_next(L, 1)) {
    lua_pop(L, 1);
    if (lua_type(L, -1) == LUA_TSTRING) {
      found.names++;
    } else if (lua_isinteger(L, -1)) {
      lua_Integer key = lua_tointeger(L, -1);
      found.integers++;
      if (key < 1) found.dense = false;
      if (key > 0 && (uint64_t)key > highest) highest = (uint64_t)key;
    } else {
      clua_error(L, "pairs: a key is a %s; only integers and strings have an order",
                 luaL_typename(L, -1));
    }
  }
  found.dense = found.dense && highest == found.integers;
  return found;
}

static void sift(lua_Integer *numbers, size_t root, size_t count) {
  for (size_t child; (child = 2 * root + 1) < count; root = child) {
    if (child + 1 < count && numbers[child] < numbers[child + 1]) child++;
    if (numbers[root] >= numbers[child]) return;
    lua_Integer swapped = numbers[root];
    numbers[root] = numbers[child];
    numbers[child] = swapped;
  }
}

static void sort_integers(lua_Integer *numbers, size_t count) {
  for (size_t root = count / 2; root-- > 0;) sift(numbers, root, count);
  for (size_t end = count; end-- > 1;) {
    lua_Integer swapped = numbers[0];
    numbers[0] = numbers[end];
    numbers[end] = swapped;
    sift(numbers, 0, end);
  }
}

/// Appends the integer keys in order to the list on the top of the stack.
static void list_integers(lua_State *L, size_t count) {
  lua_Integer *numbers = lua_newuserdatauv(L, count * sizeof *numbers, 0);
  size_t filled = 0;
  lua_pushnil(L);
  while (lua_next(L, 1)) {
    lua_pop(L, 1);
    if (lua_isinteger(L, -1)) numbers[filled++] = lua_tointeger(L, -1);
  }
  sort_integers(numbers, count);
  for (size_t i = 0; i < count; i++) {
    lua_pushinteger(L, numbers[i]);
    lua_rawseti(L, -3, (lua_Integer)i + 1);
  }
  lua_pop(L, 1);
}

static void list_names(lua_State *L, size_t count, size_t offset) {
  clua_member *members = lua_newuserdatauv(L, count * sizeof *members, 0);
  clua_names(L, 1, members, (int)count);
  for (size_t i = 0; i < count; i++) {
    lua_pushlstring(L, members[i].name, members[i].length);
    lua_rawseti(L, -3, (lua_Integer)(offset + i) + 1);
  }
  lua_pop(L, 1);
}

/// Pushes the keys of the table at 1 as a list, or nil when they are 1…n.
static uint64_t push_order(lua_State *L) {
  keys found = count_keys(L);
  uint64_t count = found.integers + found.names;
  clua_charge(L, count * 2);
  if (found.dense && found.names == 0) {
    lua_pushnil(L);
    return count;
  }
  if (count > INT32_MAX) clua_exceed(L, CLUA_LIMIT_MEMORY);
  lua_createtable(L, (int)count, 0);
  if (found.integers > 0) list_integers(L, found.integers);
  if (found.names > 0) list_names(L, found.names, found.integers);
  return count;
}

/// Upvalues: table, order, count, position. What was removed meanwhile is left out.
static int next_pair(lua_State *L) {
  lua_Integer count = lua_tointeger(L, lua_upvalueindex(3));
  lua_Integer position = lua_tointeger(L, lua_upvalueindex(4));
  bool dense = lua_isnil(L, lua_upvalueindex(2));
  int value = LUA_TNIL;
  lua_settop(L, 0);
  while (value == LUA_TNIL && position < count) {
    lua_settop(L, 0);
    position++;
    if (dense) {
      lua_pushinteger(L, position);
    } else {
      lua_rawgeti(L, lua_upvalueindex(2), position);
    }
    lua_pushvalue(L, 1);
    value = lua_rawget(L, lua_upvalueindex(1));
  }
  lua_pushinteger(L, position);
  lua_replace(L, lua_upvalueindex(4));
  if (value == LUA_TNIL) lua_pushnil(L);
  return value == LUA_TNIL ? 1 : 2;
}

/// Walks integers upwards, then names in the order of their bytes; raw, over the keys of the start.
int clua_pairs(lua_State *L) {
  luaL_checktype(L, 1, LUA_TTABLE);
  lua_settop(L, 1);
  if (clua_table_kind(L, 1) == CLUA_TABLE_FROZEN) lua_replace(L, 1);
  uint64_t count = push_order(L);
  lua_pushvalue(L, 1);
  lua_insert(L, 2);
  lua_pushinteger(L, (lua_Integer)count);
  lua_pushinteger(L, 0);
  lua_pushcclosure(L, next_pair, 4);
  return 1;
}
