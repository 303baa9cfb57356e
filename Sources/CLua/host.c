// What a script asks of its host. Each of these yields; nothing of the host ever stands on the C
// stack below a script, so an error has nothing of the host's to jump over.
#include "internal.h"

/// Ends the script, as the host decided while it waited.
static int end_here(lua_State *L) {
  clua_trace(vm_of(L), L);
  return clua_exceed(L, CLUA_LIMIT_ABORTED);
}

static int resumed(lua_State *L, int status, lua_KContext kept) {
  (void)status;
  clua_vm *vm = vm_of(L);
  if (vm->tripped != CLUA_LIMIT_NONE) return end_here(L);
  if (!vm->raise) return lua_gettop(L) - (int)kept;
  if (lua_type(L, -1) == LUA_TSTRING) {
    clua_where(L);
    lua_insert(L, -2);
    lua_concat(L, 2);
  }
  return lua_error(L);
}

/// No thread may wait while the state is tripped: others could run meanwhile.
static void check_tripped(lua_State *L) {
  clua_limit tripped = vm_of(L)->tripped;
  if (tripped != CLUA_LIMIT_NONE) clua_exceed(L, tripped);
}

static int ask(lua_State *L, clua_request request, const char *name) {
  check_tripped(L);
  if (!lua_isyieldable(L)) {
    return clua_error(L, "%s cannot be called from inside a metamethod that a library calls", name);
  }
  vm_of(L)->request = request;
  return lua_yieldk(L, lua_gettop(L), 0, resumed);
}

static int call_host(lua_State *L) {
  clua_vm *vm = vm_of(L);
  const char *name = lua_tostring(L, lua_upvalueindex(2));
  if (vm->loading > 0) {
    return clua_error(L, "%s cannot be called while a module is loaded; call it in a function",
                      name);
  }
  vm->host = (int)lua_tointeger(L, lua_upvalueindex(1));
  return ask(L, CLUA_REQUEST_HOST, name);
}

void clua_push_host(lua_State *L, int number, const void *name, size_t length) {
  lua_pushinteger(L, number);
  lua_pushlstring(L, name, length);
  lua_pushcclosure(L, call_host, 2);
}

static int ask_module(lua_State *L) { return ask(L, CLUA_REQUEST_MODULE, "require"); }

static int decode(lua_State *L) {
  size_t length;
  luaL_checklstring(L, 1, &length);
  clua_charge(L, length / 4);
  lua_settop(L, 1);
  return ask(L, CLUA_REQUEST_DECODE, "json.decode");
}

static int encode(lua_State *L) {
  luaL_checkany(L, 1);
  lua_settop(L, 1);
  return ask(L, CLUA_REQUEST_ENCODE, "json.encode");
}

/// [environment, key, value?]: keeps the value for the rest of the evaluation.
static int found(lua_State *L, int status, lua_KContext context) {
  (void)status, (void)context;
  if (vm_of(L)->tripped != CLUA_LIMIT_NONE) return end_here(L);
  if (lua_gettop(L) < 3) {
    lua_rawgetp(L, LUA_REGISTRYINDEX, &clua_key_base);
    lua_pushvalue(L, 2);
    lua_rawget(L, -2);
  }
  if (lua_isnil(L, -1)) return 1;
  lua_pushvalue(L, 2);
  lua_pushvalue(L, -2);
  lua_rawset(L, 1);
  return 1;
}

static int find_variable(lua_State *L) {
  if (lua_type(L, 2) != LUA_TSTRING) return 0;
  if (!lua_isyieldable(L)) {
    return clua_error(L, "the variable '%s' cannot be read here; read it before",
                      lua_tostring(L, 2));
  }
  check_tripped(L);
  vm_of(L)->request = CLUA_REQUEST_VARIABLE;
  lua_pushvalue(L, 2);
  return lua_yieldk(L, 1, 0, found);
}

static int refuse_assignment(lua_State *L) {
  return clua_error(L, "an expression cannot set '%s'", clua_text(L, 2, NULL));
}

/// Opens what evaluations share: the metatable of their environments.
static int open_environments(lua_State *L) {
  lua_createtable(L, 0, 4);
  lua_pushcfunction(L, find_variable);
  lua_setfield(L, -2, "__index");
  lua_pushcfunction(L, refuse_assignment);
  lua_setfield(L, -2, "__newindex");
  lua_pushboolean(L, 0);
  lua_setfield(L, -2, "__metatable");
  lua_newtable(L);
  lua_rawsetp(L, -2, &clua_key_frozen);
  lua_rawsetp(L, LUA_REGISTRYINDEX, &clua_key_environment);
  return 0;
}

void clua_push_environment(lua_State *L) {
  lua_createtable(L, 0, 4);
  lua_rawgetp(L, LUA_REGISTRYINDEX, &clua_key_environment);
  lua_setmetatable(L, -2);
}

void clua_set_base(lua_State *L) { lua_rawsetp(L, LUA_REGISTRYINDEX, &clua_key_base); }

static int end_loading(lua_State *L) {
  vm_of(L)->loading--;
  lua_pushboolean(L, 1);
  lua_rawseti(L, 1, 1);
  return 0;
}

/// Returns a value to be held in a `<close>` variable while a main chunk runs; its first element
/// tells whether that is over. In C, so that it is told whatever ended the chunk.
static int loading(lua_State *L) {
  lua_createtable(L, 1, 0);
  lua_pushboolean(L, 0);
  lua_rawseti(L, -2, 1);
  lua_createtable(L, 0, 1);
  lua_pushcfunction(L, end_loading);
  lua_setfield(L, -2, "__close");
  lua_setmetatable(L, -2);
  vm_of(L)->loading++;
  return 1;
}

static int raw_next(lua_State *L) {
  luaL_checktype(L, 1, LUA_TTABLE);
  lua_settop(L, 2);
  return lua_next(L, 1) ? 2 : 0;
}

static int raise_at_script(lua_State *L) {
  return clua_error(L, "%s", luaL_checkstring(L, 1));
}

const luaL_Reg clua_core_functions[] = {
    {"module", ask_module},
    {"decode", decode},
    {"encode", encode},
    {"loading", loading},
    {"next", raw_next},
    {"raise", raise_at_script},
    {"scan", clua_scan},
    {"gsub", clua_gsub},
    {"freeze", clua_freeze},
    {"environment", clua_package_environment},
    {"open_environments", open_environments},
    {NULL, NULL},
};
