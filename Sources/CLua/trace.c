#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "internal.h"

enum { MAX_FRAMES = 20 };

/// A function of a script: not of C, and not of the prelude, whose chunk names start with `=`.
static bool is_script(const lua_Debug *activation) {
  return activation->what[0] != 'C' && activation->source[0] == '@';
}

static void copy_text(char *target, size_t size, const char *text) {
  snprintf(target, size, "%s", text);
}

/// Writes what `luaL_traceback` would, without the host's own frames.
static size_t write_frame(char *target, size_t size, const lua_Debug *activation) {
  const char *source = activation->source + 1;
  int written;
  if (*activation->what == 'm') {
    written = snprintf(target, size, "%s:%d: in the main chunk\n", source, activation->currentline);
  } else if (activation->name) {
    written = snprintf(target, size, "%s:%d: in function '%s'\n", source, activation->currentline,
                       activation->name);
  } else {
    written = snprintf(target, size, "%s:%d: in a function of line %d\n", source,
                       activation->currentline, activation->linedefined);
  }
  return written < 0 ? 0 : (size_t)written;
}

void clua_trace(clua_vm *vm, lua_State *L) {
  lua_Debug activation;
  size_t length = 0;
  int frames = 0;
  vm->line = 0;
  vm->source[0] = vm->trace[0] = '\0';
  for (int level = 0; frames < MAX_FRAMES && lua_getstack(L, level, &activation); level++) {
    lua_getinfo(L, "Sln", &activation);
    if (!is_script(&activation)) continue;
    if (frames++ == 0) {
      vm->line = activation.currentline;
      copy_text(vm->source, sizeof vm->source, activation.source + 1);
    }
    if (length >= sizeof vm->trace) break;
    length += write_frame(vm->trace + length, sizeof vm->trace - length, &activation);
  }
}

bool clua_frame_from(lua_State *L, int level, clua_frame *frame) {
  lua_Debug activation;
  for (; lua_getstack(L, level, &activation); level++) {
    lua_getinfo(L, "Sln", &activation);
    if (!is_script(&activation)) continue;
    frame->level = level;
    frame->line = activation.currentline;
    frame->defined = *activation.what == 'm' ? 0 : activation.linedefined;
    copy_text(frame->source, sizeof frame->source, activation.source + 1);
    copy_text(frame->name, sizeof frame->name, activation.name ? activation.name : "");
    return true;
  }
  return false;
}

const char *clua_local(lua_State *L, int level, int number) {
  lua_Debug activation;
  return lua_getstack(L, level, &activation) ? lua_getlocal(L, &activation, number) : NULL;
}

/// Length of `file:line: ` at the start of a message, if that is where a frame stands.
static size_t position_length(const char *message, const lua_Debug *activation) {
  char position[LUA_IDSIZE + 32];
  snprintf(position, sizeof position, "%s:%d: ", activation->short_src, activation->currentline);
  size_t length = strlen(position);
  return strncmp(message, position, length) == 0 ? length : 0;
}

/// Takes the position off a message and notes it: `error(text, 2)` blames a caller.
static void split_position(clua_vm *vm, lua_State *L) {
  lua_Debug activation;
  size_t length;
  const char *message = lua_tolstring(L, 1, &length);
  for (int level = 0; level < 2 * MAX_FRAMES && lua_getstack(L, level, &activation); level++) {
    lua_getinfo(L, "Sl", &activation);
    size_t prefix = position_length(message, &activation);
    if (prefix == 0) continue;
    if (is_script(&activation)) {
      vm->line = activation.currentline;
      copy_text(vm->source, sizeof vm->source, activation.source + 1);
    }
    lua_pushlstring(L, message + prefix, length - prefix);
    return;
  }
}

int clua_on_error(lua_State *L) {
  clua_vm *vm = vm_of(L);
  if (vm->tripped != CLUA_LIMIT_NONE) return 1;
  clua_trace(vm, L);
  if (lua_type(L, 1) == LUA_TSTRING) split_position(vm, L);
  return 1;
}

void clua_where(lua_State *L) {
  lua_Debug activation;
  for (int level = 1; lua_getstack(L, level, &activation); level++) {
    lua_getinfo(L, "Sl", &activation);
    if (!is_script(&activation)) continue;
    lua_pushfstring(L, "%s:%d: ", activation.short_src, activation.currentline);
    return;
  }
  lua_pushliteral(L, "");
}

int clua_error(lua_State *L, const char *format, ...) {
  va_list arguments;
  va_start(arguments, format);
  clua_where(L);
  lua_pushvfstring(L, format, arguments);
  va_end(arguments);
  lua_concat(L, 2);
  return lua_error(L);
}
