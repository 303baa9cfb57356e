// Limits are soft: an allocation or a library function that oversteps one marks the state as
// tripped and sets the count hook to fire at the next instruction, which raises; from then on every
// instruction does, so nothing that is caught can go on. Only what would overshoot by far is denied
// on the spot.
#include <stdlib.h>
#include <string.h>

#include "internal.h"

/// Instructions between two looks at the budget.
enum { SLICE = 1000 };
/// Calls inside each other that show that recursion is what took the memory.
enum { DEEP = 10000 };
/// Bytes of new memory that cost as much as one instruction.
enum { BYTES_PER_INSTRUCTION_SHIFT = 6 };

static int slice_of(const clua_vm *vm) {
  return vm->limits.instructions < SLICE ? (int)vm->limits.instructions + 1 : SLICE;
}

void clua_arm(lua_State *thread, const clua_vm *vm) {
  bool at_once = vm->tripped != CLUA_LIMIT_NONE || vm->pressed;
  lua_sethook(thread, clua_count, LUA_MASKCOUNT, at_once ? 1 : slice_of(vm));
}

void clua_trip(clua_vm *vm, clua_limit limit) {
  if (vm->tripped == CLUA_LIMIT_NONE) {
    vm->tripped = limit;
    if (vm->running) clua_trace(vm, vm->running);
  }
  if (vm->running) clua_arm(vm->running, vm);
}

/// The value raised is never seen: what reports it looks at `tripped`.
static int raise_tripped(lua_State *L) {
  lua_pushlightuserdata(L, NULL);
  return lua_error(L);
}

int clua_exceed(lua_State *L, clua_limit limit) {
  clua_trip(vm_of(L), limit);
  return raise_tripped(L);
}

static void spend(clua_vm *vm, uint64_t amount) {
  if (!vm->call) return;
  int64_t left = vm->call->budget;
  vm->call->budget = amount > (uint64_t)INT64_MAX ? INT64_MIN / 2 : left - (int64_t)amount;
  if (vm->call->budget < 0) {
    vm->call->budget = -1;
    clua_trip(vm, CLUA_LIMIT_INSTRUCTIONS);
  }
}

void clua_charge(lua_State *L, uint64_t amount) {
  clua_vm *vm = vm_of(L);
  spend(vm, amount);
  if (vm->tripped != CLUA_LIMIT_NONE) raise_tripped(L);
}

/// Whether an allocation may go on. Lua's own string objects come with their type as the old size.
static bool admit(clua_vm *vm, bool is_string, size_t growth) {
  if (is_string && growth > vm->limits.string + 64) clua_trip(vm, CLUA_LIMIT_STRING);
  spend(vm, growth >> BYTES_PER_INSTRUCTION_SHIFT);
  if (vm->used + growth <= vm->limits.memory) return true;
  // The double is what growing a table needs for a moment; strings come on top of it.
  if (growth > 2 * vm->limits.memory + 4 * vm->limits.string ||
      vm->used + growth > 3 * vm->limits.memory + 4 * vm->limits.string) {
    clua_trip(vm, CLUA_LIMIT_MEMORY);
    return false;
  }
  if (!vm->pressed) {
    vm->pressed = true;
    clua_arm(vm->running, vm);
  }
  return true;
}

void *clua_allocate(void *context, void *block, size_t old_size, size_t new_size) {
  clua_vm *vm = context;
  size_t old = block ? old_size : 0;
  if (new_size == 0) {
    free(block);
    vm->used -= old;
    return NULL;
  }
  bool is_string = !block && old_size == LUA_TSTRING;
  if (vm->running && new_size > old && !admit(vm, is_string, new_size - old)) return NULL;
  void *result = realloc(block, new_size);
  if (!result) {
    // Lua counts on shrinking; and outside `lua_resume` nothing could catch its error.
    if (new_size <= old) return block;
    if (!vm->running) abort();
    clua_trip(vm, CLUA_LIMIT_MEMORY);
    return NULL;
  }
  vm->used = vm->used - old + new_size;
  return result;
}

/// Collects, and trips unless that made room: with less than an eighth free it would collect again
/// and again.
static void relieve(lua_State *L, clua_vm *vm) {
  vm->pressed = false;
  lua_gc(L, LUA_GCCOLLECT);
  lua_Debug frame;
  if (vm->used > vm->limits.memory - vm->limits.memory / 8) {
    clua_trip(vm, lua_getstack(L, DEEP, &frame) ? CLUA_LIMIT_STACK : CLUA_LIMIT_MEMORY);
  }
  clua_arm(L, vm);
}

/// A function that is called with ever more arguments copies all of them in one instruction.
static void check_arguments(lua_State *L, clua_vm *vm, lua_Debug *activation) {
  if (!lua_getlocal(L, activation, -(CLUA_MAX_VALUES + 1))) return;
  lua_pop(L, 1);
  clua_trip(vm, CLUA_LIMIT_STACK);
}

void clua_count(lua_State *L, lua_Debug *activation) {
  clua_vm *vm = vm_of(L);
  if (vm->tripped == CLUA_LIMIT_NONE) {
    int passed = lua_gethookcount(L);
    if (vm->pressed) {
      relieve(L, vm);
    } else if (passed != slice_of(vm)) {
      clua_arm(L, vm);
    }
    spend(vm, (uint64_t)passed);
    check_arguments(L, vm, activation);
  }
  if (vm->tripped != CLUA_LIMIT_NONE) raise_tripped(L);
}

/// Lua reports an overflow as an ordinary error; only its words tell it apart.
static bool is_overflow(lua_State *L) {
  static const char words[] = "stack overflow";
  size_t length;
  if (lua_type(L, -1) != LUA_TSTRING) return false;
  const char *text = lua_tolstring(L, -1, &length);
  size_t size = sizeof words - 1;
  return length >= size && memcmp(text + length - size, words, size) == 0;
}

bool clua_fatal(lua_State *L, int status) {
  clua_vm *vm = vm_of(L);
  if (vm->tripped != CLUA_LIMIT_NONE) return true;
  if (status == LUA_ERRMEM) clua_trip(vm, CLUA_LIMIT_MEMORY);
  if (status == LUA_ERRERR || is_overflow(L)) clua_trip(vm, CLUA_LIMIT_STACK);
  return vm->tripped != CLUA_LIMIT_NONE;
}
