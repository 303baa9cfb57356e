#include <stdlib.h>
#include <string.h>

#include "internal.h"

char clua_key_core, clua_key_array, clua_key_secret, clua_key_frozen, clua_key_environment,
    clua_key_base;

/// How far memory grows before the collector begins, in percent. A state lives on a small heap,
/// which Lua's own 200 would walk every few dozen calls.
enum { GC_PAUSE = 500 };

static const struct {
  clua_original slot;
  const char *library, *name;
} originals[] = {
    {ORIGINAL_REP, "string", "rep"},
    {ORIGINAL_FORMAT, "string", "format"},
    {ORIGINAL_BYTE, "string", "byte"},
    {ORIGINAL_INSERT, "table", "insert"},
    {ORIGINAL_REMOVE, "table", "remove"},
    {ORIGINAL_MOVE, "table", "move"},
    {ORIGINAL_UNPACK, "table", "unpack"},
    {ORIGINAL_TONUMBER, LUA_GNAME, "tonumber"},
    {ORIGINAL_RAWSET, LUA_GNAME, "rawset"},
    {ORIGINAL_UTF8_LEN, "utf8", "len"},
    {ORIGINAL_UTF8_OFFSET, "utf8", "offset"},
    {ORIGINAL_UTF8_CODEPOINT, "utf8", "codepoint"},
};

static void open_libraries(lua_State *L) {
  static const luaL_Reg libraries[] = {
      {LUA_GNAME, luaopen_base},        {LUA_TABLIBNAME, luaopen_table},
      {LUA_STRLIBNAME, luaopen_string}, {LUA_MATHLIBNAME, luaopen_math},
      {LUA_UTF8LIBNAME, luaopen_utf8},  {NULL, NULL},
  };
  for (const luaL_Reg *library = libraries; library->func; library++) {
    luaL_requiref(L, library->name, library->func, 1);
    lua_pop(L, 1);
  }
}

static void keep_originals(lua_State *L, clua_machine *machine) {
  for (size_t i = 0; i < sizeof originals / sizeof originals[0]; i++) {
    lua_getglobal(L, originals[i].library);
    lua_getfield(L, -1, originals[i].name);
    machine->originals[originals[i].slot] = lua_tocfunction(L, -1);
    lua_pop(L, 2);
  }
}

static void replace(lua_State *L, const char *library, const luaL_Reg *functions) {
  lua_getglobal(L, library);
  luaL_setfuncs(L, functions, 0);
  lua_pop(L, 1);
}

static int set_up(lua_State *L) {
  open_libraries(L);
  keep_originals(L, machine_of(L));
  replace(L, LUA_GNAME, clua_base_functions);
  replace(L, LUA_STRLIBNAME, clua_string_functions);
  replace(L, LUA_TABLIBNAME, clua_table_functions);
  replace(L, LUA_UTF8LIBNAME, clua_utf8_functions);
  lua_newtable(L);
  luaL_setfuncs(L, clua_core_functions, 0);
  lua_rawsetp(L, LUA_REGISTRYINDEX, &clua_key_core);
  clua_open_values(L);
  return 0;
}

clua_vm *clua_open(clua_limits limits) {
  clua_machine *machine = calloc(1, sizeof *machine);
  if (!machine) return NULL;
  clua_vm *vm = &machine->vm;
  vm->limits = limits;
  vm->main = lua_newstate(clua_allocate, vm);
  if (!vm->main) {
    free(machine);
    return NULL;
  }
  *(clua_machine **)lua_getextraspace(vm->main) = machine;
  lua_pushcfunction(vm->main, set_up);
  lua_gc(vm->main, LUA_GCSTOP);
  if (lua_pcall(vm->main, 0, 0, 0) == LUA_OK) return vm;
  clua_close(vm);
  return NULL;
}

void clua_opened(clua_vm *vm) {
  lua_settop(vm->main, 0);
  lua_gc(vm->main, LUA_GCINC, GC_PAUSE, 0, 0);
  lua_gc(vm->main, LUA_GCRESTART);
}

void clua_close(clua_vm *vm) {
  lua_close(vm->main);
  free(vm);
}

void clua_push_core(lua_State *L) { lua_rawgetp(L, LUA_REGISTRYINDEX, &clua_key_core); }

/// Ends a call in order: what failed is reported through `failed`, so the thread can be used again.
static int finish(lua_State *L, int status, lua_KContext context) {
  (void)context;
  if (status == LUA_OK || status == LUA_YIELD) return lua_gettop(L) - 1;
  clua_fatal(L, status);
  vm_of(L)->failed = true;
  return 1;
}

/// The bottom of every call: [message handler, function, arguments …].
static int enter(lua_State *L) {
  int status = lua_pcallk(L, lua_gettop(L) - 2, LUA_MULTRET, 1, 0, finish);
  return finish(L, status, 0);
}

void clua_begin(clua_vm *vm, lua_State *thread, clua_call *call, uint64_t seed) {
  call->budget = vm->limits.instructions;
  call->seed = seed;
  call->seeded = false;
  vm->pressed = false;
  clua_arm(thread, vm);
  lua_settop(thread, 0);
  lua_pushcfunction(thread, enter);
  lua_pushcfunction(thread, clua_on_error);
}

int clua_resume(clua_vm *vm, lua_State *thread, clua_call *call, int arguments, int *results) {
  vm->failed = false;
  vm->line = 0;
  vm->source[0] = vm->trace[0] = '\0';
  vm->pressed = vm->used > vm->limits.memory;
  vm->running = thread;
  vm->call = call;
  // Otherwise the hook keeps its count from the step before.
  if (vm->pressed || vm->tripped != CLUA_LIMIT_NONE) clua_arm(thread, vm);
  int status = lua_resume(thread, NULL, arguments, results);
  if (status != LUA_OK && status != LUA_YIELD) clua_fatal(thread, status);
  vm->running = NULL;
  vm->call = NULL;
  return status;
}

void clua_abandon(clua_vm *vm, lua_State *thread, clua_call *call) {
  vm->running = thread;
  vm->call = call;
  vm->tripped = CLUA_LIMIT_ABORTED;
  clua_arm(thread, vm);
#if LUA_VERSION_RELEASE_NUM >= 50406
  lua_closethread(thread, NULL);
#else
  lua_resetthread(thread);
#endif
  vm->running = NULL;
  vm->call = NULL;
  vm->tripped = CLUA_LIMIT_NONE;
}

typedef struct bytes {
  char *start;
  size_t length;
} bytes;

static int append(lua_State *L, const void *piece, size_t size, void *context) {
  (void)L;
  bytes *target = context;
  char *grown = realloc(target->start, target->length + size);
  if (!grown) return 1;
  memcpy(grown + target->length, piece, size);
  target->start = grown;
  target->length += size;
  return 0;
}

void *clua_compile(const void *text, size_t length, const char *name, size_t *size) {
  bytes result = {NULL, 0};
  lua_State *L = luaL_newstate();
  if (!L) return NULL;
  if (clua_load(L, text, length, name) != LUA_OK || lua_dump(L, append, &result, 0) != 0) {
    free(result.start);
    result.start = NULL;
  }
  lua_close(L);
  *size = result.length;
  return result.start;
}
