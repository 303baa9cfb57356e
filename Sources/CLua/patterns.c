// The string functions that take patterns.
#define _GNU_SOURCE

#include <stdint.h>
#include <string.h>

#include "matcher.h"

/// A 1-based position, which may count from the end, as an offset; past the end if it is.
static size_t offset_of(lua_Integer position, size_t length) {
  if (position > 0) return (size_t)position - 1;
  if (position == 0 || position < -(lua_Integer)length) return 0;
  return length - (size_t)-position;
}

static bool is_plain(const matcher *m) {
  for (const char *p = m->pattern; p < m->pattern_end; p++) {
    if (*p && strchr("^$*+?.([%-", *p)) return false;
  }
  return true;
}

static int find_plain(matcher *m, const char *from) {
  size_t left = (size_t)(m->subject_end - from);
  size_t length = (size_t)(m->pattern_end - m->pattern);
  clua_charge(m->L, left / 16);
  const char *found = length == 0 ? from : memmem(from, left, m->pattern, length);
  if (!found) {
    lua_pushnil(m->L);
    return 1;
  }
  lua_pushinteger(m->L, found - m->subject + 1);
  lua_pushinteger(m->L, found - m->subject + (ptrdiff_t)length);
  return 2;
}

/// The first match at or after `*at`, which becomes its start; NULL if there is none.
static const char *search(matcher *m, const char **at, const char *last) {
  const char *end = NULL;
  for (;; ++*at) {
    end = matcher_match(m, *at);
    if (end && end != last) break;
    end = NULL;
    if (m->anchored || *at >= m->subject_end) break;
  }
  matcher_settle(m);
  return end;
}

static int find_or_match(lua_State *L, bool positions) {
  matcher m = matcher_of(L);
  size_t length = (size_t)(m.subject_end - m.subject);
  size_t offset = offset_of(luaL_optinteger(L, 3, 1), length);
  if (offset > length) {
    lua_pushnil(L);
    return 1;
  }
  const char *at = m.subject + offset;
  if (positions && (lua_toboolean(L, 4) || is_plain(&m))) return find_plain(&m, at);
  const char *end = search(&m, &at, NULL);
  if (!end) {
    lua_pushnil(L);
    return 1;
  }
  if (!positions) return matcher_push_captures(&m, at, end);
  lua_pushinteger(L, at - m.subject + 1);
  lua_pushinteger(L, end - m.subject);
  return matcher_push_captures(&m, NULL, NULL) + 2;
}

int clua_find(lua_State *L) { return find_or_match(L, true); }
int clua_match(lua_State *L) { return find_or_match(L, false); }

/// Upvalues: subject, pattern, offset, end of the last match or -1. A `^` stands for itself here.
static int next_match(lua_State *L) {
  lua_settop(L, 0);
  lua_pushvalue(L, lua_upvalueindex(1));
  lua_pushvalue(L, lua_upvalueindex(2));
  matcher m = matcher_of(L);
  m.anchored = false;
  size_t offset = (size_t)lua_tointeger(L, lua_upvalueindex(3));
  lua_Integer last = lua_tointeger(L, lua_upvalueindex(4));
  if (offset > (size_t)(m.subject_end - m.subject)) return 0;
  const char *at = m.subject + offset;
  const char *end = search(&m, &at, last < 0 ? NULL : m.subject + last);
  if (!end) return 0;
  lua_pushinteger(L, end - m.subject);
  lua_copy(L, -1, lua_upvalueindex(3));
  lua_replace(L, lua_upvalueindex(4));
  return matcher_push_captures(&m, at, end);
}

int clua_gmatch(lua_State *L) {
  size_t length;
  luaL_checklstring(L, 1, &length);
  luaL_checkstring(L, 2);
  size_t offset = offset_of(luaL_optinteger(L, 3, 1), length);
  lua_settop(L, 2);
  lua_pushinteger(L, (lua_Integer)(offset > length ? length + 1 : offset));
  lua_pushinteger(L, -1);
  lua_pushcclosure(L, next_match, 4);
  return 1;
}

/// [subject, pattern, position, end of the last match] → position, end and captures of the next
/// match; nothing if there is none.
int clua_scan(lua_State *L) {
  matcher m = matcher_of(L);
  const char *at = m.subject + luaL_checkinteger(L, 3) - 1;
  const char *end = search(&m, &at, m.subject + luaL_checkinteger(L, 4) - 1);
  if (!end) return 0;
  lua_pushinteger(L, at - m.subject + 1);
  lua_pushinteger(L, end - m.subject + 1);
  return matcher_push_captures(&m, at, end) + 2;
}

/// Adds text to a result that may not grow over the limit.
static void add(lua_State *L, luaL_Buffer *buffer, const char *text, size_t length) {
  if (luaL_bufflen(buffer) + length > vm_of(L)->limits.string) {
    clua_exceed(L, CLUA_LIMIT_STRING);
  }
  luaL_addlstring(buffer, text, length);
}

/// Adds the value on the top of the stack, and pops it.
static void add_value(lua_State *L, luaL_Buffer *buffer) {
  if (luaL_bufflen(buffer) + lua_rawlen(L, -1) > vm_of(L)->limits.string) {
    clua_exceed(L, CLUA_LIMIT_STRING);
  }
  luaL_addvalue(buffer);
}

static void add_template(matcher *m, luaL_Buffer *buffer, const char *start, const char *end) {
  size_t length;
  const char *text = lua_tolstring(m->L, 3, &length), *text_end = text + length, *mark;
  for (; (mark = memchr(text, '%', (size_t)(text_end - text))); text = mark + 1) {
    add(m->L, buffer, text, (size_t)(mark - text));
    char kind = *++mark;
    if (kind == '%') {
      add(m->L, buffer, mark, 1);
    } else if (kind == '0') {
      add(m->L, buffer, start, (size_t)(end - start));
    } else if (kind >= '1' && kind <= '9') {
      matcher_push_capture(m, kind - '1', start, end);
      luaL_tolstring(m->L, -1, NULL);
      lua_remove(m->L, -2);
      add_value(m->L, buffer);
    } else {
      clua_error(m->L, "invalid use of '%%' in replacement string");
    }
  }
  add(m->L, buffer, text, (size_t)(text_end - text));
}

static void add_member(matcher *m, luaL_Buffer *buffer, const char *start, const char *end) {
  matcher_push_capture(m, 0, start, end);
  lua_gettable(m->L, 3);
  if (!lua_toboolean(m->L, -1)) {
    lua_pop(m->L, 1);
    add(m->L, buffer, start, (size_t)(end - start));
  } else if (lua_isstring(m->L, -1)) {
    add_value(m->L, buffer);
  } else {
    clua_error(m->L, "invalid replacement value (a %s)", luaL_typename(m->L, -1));
  }
}

static void replace_all(matcher *m, luaL_Buffer *buffer, lua_Integer limit, lua_Integer *count) {
  const char *at = m->subject, *last = NULL;
  while (*count < limit) {
    const char *end = matcher_match(m, at);
    if (end && end != last) {
      ++*count;
      if (lua_type(m->L, 3) == LUA_TTABLE) {
        add_member(m, buffer, at, end);
      } else {
        add_template(m, buffer, at, end);
      }
      at = last = end;
    } else if (at < m->subject_end) {
      luaL_addchar(buffer, *at++);
    } else {
      break;
    }
    if (m->anchored) break;
  }
  add(m->L, buffer, at, (size_t)(m->subject_end - at));
}

/// `string.gsub` with a text or a table; the prelude does functions, so that they can yield.
int clua_gsub(lua_State *L) {
  matcher m = matcher_of(L);
  luaL_Buffer buffer;
  lua_Integer count = 0;
  int kind = lua_type(L, 3);
  luaL_argexpected(L, kind == LUA_TSTRING || kind == LUA_TNUMBER || kind == LUA_TTABLE, 3,
                   "string/function/table");
  lua_Integer limit = luaL_optinteger(L, 4, (lua_Integer)(m.subject_end - m.subject) + 1);
  luaL_buffinit(L, &buffer);
  replace_all(&m, &buffer, limit, &count);
  luaL_pushresult(&buffer);
  matcher_settle(&m);
  lua_pushinteger(L, count);
  return 2;
}
