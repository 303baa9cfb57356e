// The base library, cut down to what is safe and the same in every process.
#include "internal.h"

static int finish_pcall(lua_State *L, int status, lua_KContext extra) {
  if (status == LUA_OK || status == LUA_YIELD) return lua_gettop(L) - (int)extra;
  if (clua_fatal(L, status)) return lua_error(L);
  lua_pushboolean(L, 0);
  lua_pushvalue(L, -2);
  return 2;
}

/// Catches what a script may catch: never a limit or the end that the host decided on.
static int base_pcall(lua_State *L) {
  luaL_checkany(L, 1);
  lua_pushboolean(L, 1);
  lua_insert(L, 1);
  int status = lua_pcallk(L, lua_gettop(L) - 2, LUA_MULTRET, 0, 0, finish_pcall);
  return finish_pcall(L, status, 0);
}

static int base_tostring(lua_State *L) {
  luaL_checkany(L, 1);
  clua_text(L, 1, NULL);
  return 1;
}

static int base_tonumber(lua_State *L) {
  if (lua_type(L, 1) == LUA_TSTRING) clua_charge(L, lua_rawlen(L, 1) / 16);
  return machine_of(L)->originals[ORIGINAL_TONUMBER](L);
}

static void refuse_event(lua_State *L, const char *event) {
  lua_pushstring(L, event);
  lua_rawget(L, 2);
  if (!lua_isnil(L, -1)) clua_error(L, "a metatable with '%s' is not available", event);
  lua_pop(L, 1);
}

/// When the collector runs is no script's business: it would differ from process to process.
static int base_setmetatable(lua_State *L) {
  luaL_checktype(L, 1, LUA_TTABLE);
  luaL_argexpected(L, lua_isnil(L, 2) || lua_istable(L, 2), 2, "nil or table");
  if (luaL_getmetafield(L, 1, "__metatable") != LUA_TNIL) {
    return clua_error(L, "a protected metatable cannot be changed");
  }
  if (lua_istable(L, 2)) {
    refuse_event(L, "__gc");
    refuse_event(L, "__mode");
  }
  lua_settop(L, 2);
  lua_setmetatable(L, 1);
  return 1;
}

static int base_rawset(lua_State *L) {
  luaL_checktype(L, 1, LUA_TTABLE);
  if (clua_table_kind(L, 1) == CLUA_TABLE_FROZEN) {
    return clua_error(L, "a read-only table cannot be changed by 'rawset'");
  }
  return machine_of(L)->originals[ORIGINAL_RAWSET](L);
}

/// `array{…}`: marks a table as an array, so that an empty one stays `[]`.
static int base_array(lua_State *L) {
  if (lua_isnoneornil(L, 1)) {
    lua_settop(L, 0);
    lua_newtable(L);
  }
  luaL_checktype(L, 1, LUA_TTABLE);
  lua_settop(L, 1);
  if (clua_table_kind(L, 1) == CLUA_TABLE_ARRAY) return 1;
  if (lua_getmetatable(L, 1)) {
    return clua_error(L, "array: the table has a metatable already");
  }
  clua_mark_array(L);
  return 1;
}

const luaL_Reg clua_base_functions[] = {
    {"pcall", base_pcall},     {"tostring", base_tostring},
    {"tonumber", base_tonumber}, {"setmetatable", base_setmetatable},
    {"rawset", base_rawset},   {"array", base_array},
    {"pairs", clua_pairs},     {"random", clua_random},
    {NULL, NULL},
};
