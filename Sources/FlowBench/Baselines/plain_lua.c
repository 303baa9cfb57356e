#include "baselines.h"

#include <lauxlib.h>
#include <lua.h>
#include <lualib.h>
#include <stdlib.h>
#include <string.h>

enum { HOOK_DISTANCE = 1000 };

struct plain_lua {
  lua_State *state;
  lua_State *thread;
  int function;
  int64_t instructions;
  int64_t budget;
  size_t memory;
  size_t used;
};

static void *allocate(void *context, void *block, size_t old_size, size_t new_size) {
  plain_lua *lua = context;
  if (!block) old_size = 0;
  if (new_size == 0) {
    free(block);
    lua->used -= old_size;
    return NULL;
  }
  if (new_size > old_size && lua->used + (new_size - old_size) > lua->memory) return NULL;
  void *moved = realloc(block, new_size);
  if (moved) lua->used += new_size - old_size;
  return moved;
}

static void count(lua_State *thread, lua_Debug *activation) {
  (void)activation;
  void *context;
  lua_getallocf(thread, &context);
  plain_lua *lua = context;
  lua->budget -= HOOK_DISTANCE;
  if (lua->budget < 0) luaL_error(thread, "too many instructions");
}

plain_lua *plain_lua_open(const char *source, int64_t instructions, size_t memory) {
  plain_lua *lua = calloc(1, sizeof *lua);
  if (!lua) return NULL;
  lua->instructions = instructions;
  lua->memory = memory;
  lua->state = lua_newstate(allocate, lua);
  if (lua->state) {
    luaL_openlibs(lua->state);
    if (luaL_loadstring(lua->state, source) == LUA_OK &&
        lua_pcall(lua->state, 0, 1, 0) == LUA_OK) {
      lua->function = luaL_ref(lua->state, LUA_REGISTRYINDEX);
      lua->thread = lua_newthread(lua->state);
      return lua;
    }
  }
  plain_lua_close(lua);
  return NULL;
}

static void push_input(lua_State *thread, int64_t number) {
  lua_createtable(thread, 0, 6);
  lua_pushlstring(thread, "c-12345", 7);
  lua_setfield(thread, -2, "id");
  lua_pushlstring(thread, "Northern Lights", 15);
  lua_setfield(thread, -2, "name");
  lua_pushinteger(thread, number);
  lua_setfield(thread, -2, "count");
  lua_pushboolean(thread, 1);
  lua_setfield(thread, -2, "ok");
  lua_pushnumber(thread, 1.5);
  lua_setfield(thread, -2, "rate");
  lua_pushlstring(thread, "fr", 2);
  lua_setfield(thread, -2, "lang");
}

/// Takes a text out of Lua, as whoever keeps it has to.
static size_t copy_text(lua_State *thread, const char *name) {
  size_t length = 0;
  lua_getfield(thread, -1, name);
  const char *text = lua_tolstring(thread, -1, &length);
  char *copy = text ? malloc(length + 1) : NULL;
  if (copy) memcpy(copy, text, length + 1);
  // Keeps the compiler from leaving the copy out.
  __asm__ volatile("" : : "r"(copy) : "memory");
  free(copy);
  lua_pop(thread, 1);
  return copy ? length : 0;
}

static bool read_output(lua_State *thread, int64_t number) {
  bool right = copy_text(thread, "id") == 7 && copy_text(thread, "name") == 16;
  lua_getfield(thread, -1, "count");
  right = right && lua_tointeger(thread, -1) == number + 1;
  lua_getfield(thread, -2, "ok");
  right = right && lua_toboolean(thread, -1);
  lua_pop(thread, 2);
  return right;
}

bool plain_lua_call(plain_lua *lua, int64_t number) {
  lua_State *thread = lua->thread;
  int results = 0;
  lua->budget = lua->instructions;
  lua_settop(thread, 0);
  lua_sethook(thread, count, LUA_MASKCOUNT, HOOK_DISTANCE);
  lua_rawgeti(thread, LUA_REGISTRYINDEX, lua->function);
  push_input(thread, number);
  return lua_resume(thread, NULL, 1, &results) == LUA_OK && results == 1 &&
         lua_istable(thread, -1) && read_output(thread, number);
}

void plain_lua_close(plain_lua *lua) {
  if (lua->state) lua_close(lua->state);
  free(lua);
}
