// The string and utf8 libraries, except patterns.
#include <math.h>
#include <string.h>

#include "internal.h"

const char *clua_text(lua_State *L, int index, size_t *length) {
  index = lua_absindex(L, index);
  if (lua_type(L, index) != LUA_TSTRING && luaL_callmeta(L, index, "__tostring")) {
    if (!lua_isstring(L, -1)) clua_error(L, "'__tostring' must return a string");
    return lua_tolstring(L, -1, length);
  }
  switch (lua_type(L, index)) {
    case LUA_TNUMBER:
      // The C library prints the sign of a NaN, which differs between processors.
      if (!lua_isinteger(L, index) && isnan(lua_tonumber(L, index))) {
        lua_pushliteral(L, "nan");
        break;
      }
      lua_pushvalue(L, index);
      break;
    case LUA_TSTRING:
      lua_pushvalue(L, index);
      break;
    case LUA_TBOOLEAN:
      lua_pushstring(L, lua_toboolean(L, index) ? "true" : "false");
      break;
    default:
      lua_pushstring(L, luaL_typename(L, index));
  }
  return lua_tolstring(L, -1, length);
}

static int string_rep(lua_State *L) {
  size_t length, separator;
  luaL_checklstring(L, 1, &length);
  lua_Integer count = luaL_checkinteger(L, 2);
  luaL_optlstring(L, 3, "", &separator);
  if (count > 0 && length + separator > vm_of(L)->limits.string / (size_t)count) {
    return clua_exceed(L, CLUA_LIMIT_STRING);
  }
  if (count > 0 && length + separator == 0) {
    // The library would still count to the end.
    lua_pushliteral(L, "");
    return 1;
  }
  if (count > 0) clua_charge(L, (uint64_t)count / 8);
  return machine_of(L)->originals[ORIGINAL_REP](L);
}

/// Skips flags, width and precision.
static const char *conversion(const char *format) {
  format += strspn(format, "-+ #0");
  format += strspn(format, "0123456789");
  if (*format == '.') format += 1 + strspn(format + 1, "0123456789");
  return format;
}

/// Makes one argument safe to print; returns how long it can get.
static size_t prepare_argument(lua_State *L, char kind, int argument) {
  size_t length = 0;
  if (kind == 'p') {
    clua_error(L, "string.format has no '%%p': addresses differ from process to process");
  }
  if (argument > lua_gettop(L)) return 0;
  if (kind == 's') {
    clua_text(L, argument, &length);
    lua_replace(L, argument);
    return length;
  }
  if (kind == 'q' && lua_type(L, argument) == LUA_TSTRING) return 4 * lua_rawlen(L, argument);
  return 450;
}

static int string_format(lua_State *L) {
  size_t total;
  const char *format = luaL_checklstring(L, 1, &total), *end = format + total;
  int argument = 1;
  for (const char *mark = format; (mark = memchr(mark, '%', (size_t)(end - mark))); mark++) {
    if (*++mark == '%') continue;
    mark = conversion(mark);
    total += prepare_argument(L, *mark, ++argument);
    if (mark >= end) break;
  }
  if (total > vm_of(L)->limits.string) return clua_exceed(L, CLUA_LIMIT_STRING);
  return machine_of(L)->originals[ORIGINAL_FORMAT](L);
}

/// Refuses a range of positions that would return too many values.
static void check_range(lua_State *L, lua_Integer first, lua_Integer last, size_t length) {
  if (first < 0) first += (lua_Integer)length + 1;
  if (last < 0) last += (lua_Integer)length + 1;
  if (first < 1) first = 1;
  if (last > (lua_Integer)length) last = (lua_Integer)length;
  if (last - first >= CLUA_MAX_VALUES) {
    clua_error(L, "string slice too long: at most %d values", (int)CLUA_MAX_VALUES);
  }
}

static int slice(lua_State *L, clua_original original) {
  size_t length;
  luaL_checklstring(L, 1, &length);
  lua_Integer first = luaL_optinteger(L, 2, 1);
  check_range(L, first, luaL_optinteger(L, 3, first), length);
  return machine_of(L)->originals[original](L);
}

static int string_byte(lua_State *L) { return slice(L, ORIGINAL_BYTE); }
static int utf8_codepoint(lua_State *L) { return slice(L, ORIGINAL_UTF8_CODEPOINT); }

static int scan_utf8(lua_State *L, clua_original original) {
  size_t length;
  luaL_checklstring(L, 1, &length);
  clua_charge(L, length / 4);
  return machine_of(L)->originals[original](L);
}

static int utf8_len(lua_State *L) { return scan_utf8(L, ORIGINAL_UTF8_LEN); }
static int utf8_offset(lua_State *L) { return scan_utf8(L, ORIGINAL_UTF8_OFFSET); }

const luaL_Reg clua_string_functions[] = {
    {"rep", string_rep},   {"format", string_format}, {"byte", string_byte},
    {"find", clua_find},   {"match", clua_match},     {"gmatch", clua_gmatch},
    {NULL, NULL},
};

const luaL_Reg clua_utf8_functions[] = {
    {"len", utf8_len}, {"offset", utf8_offset}, {"codepoint", utf8_codepoint}, {NULL, NULL},
};
