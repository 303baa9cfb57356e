// Lua's pattern matching, counting every comparison: the library's own cannot be interrupted, and
// `a?` 26 times keeps it busy for a minute. Meaning and messages follow `lstrlib.c` of Lua 5.4
// (MIT licence, Copyright (C) 1994-2022 Lua.org, PUC-Rio).
#include "matcher.h"

#include <ctype.h>
#include <string.h>

enum { ESCAPE = '%' };
/// Comparisons that cost as much as one instruction.
enum { COMPARISONS_PER_INSTRUCTION = 4 };

static const char *match(matcher *m, const char *s, const char *p);

matcher matcher_of(lua_State *L) {
  size_t subject_length, pattern_length;
  const char *subject = luaL_checklstring(L, 1, &subject_length);
  const char *pattern = luaL_checklstring(L, 2, &pattern_length);
  return (matcher){
      .L = L,
      .subject = subject,
      .subject_end = subject + subject_length,
      .pattern = pattern,
      .pattern_end = pattern + pattern_length,
      .work = vm_of(L)->limits.pattern,
      .recursion = MAX_RECURSION,
      .anchored = pattern_length > 0 && *pattern == '^',
  };
}

const char *matcher_match(matcher *m, const char *at) {
  m->level = 0;
  m->recursion = MAX_RECURSION;
  return match(m, at, m->anchored ? m->pattern + 1 : m->pattern);
}

void matcher_settle(const matcher *m) {
  int64_t done = vm_of(m->L)->limits.pattern - m->work;
  clua_charge(m->L, (uint64_t)done / COMPARISONS_PER_INSTRUCTION);
}

static void work(matcher *m) {
  if (--m->work < 0) clua_exceed(m->L, CLUA_LIMIT_PATTERN);
}

static int closing_capture(matcher *m) {
  for (int level = m->level - 1; level >= 0; level--) {
    if (m->captures[level].length == CAPTURE_OPEN) return level;
  }
  return clua_error(m->L, "invalid pattern capture");
}

static int back_reference(matcher *m, int digit) {
  int level = digit - '1';
  if (level < 0 || level >= m->level || m->captures[level].length == CAPTURE_OPEN) {
    return clua_error(m->L, "invalid capture index %%%d", level + 1);
  }
  return level;
}

static const char *class_end(matcher *m, const char *p) {
  if (*p++ == ESCAPE) {
    if (p == m->pattern_end) clua_error(m->L, "malformed pattern (ends with '%%')");
    return p + 1;
  }
  if (p[-1] != '[') return p;
  if (*p == '^') p++;
  do {
    if (p == m->pattern_end) clua_error(m->L, "malformed pattern (missing ']')");
    if (*p++ == ESCAPE && p < m->pattern_end) p++;
  } while (p == m->pattern_end || *p != ']');
  return p + 1;
}

static bool in_class(int c, int class) {
  bool found;
  switch (tolower(class)) {
    case 'a': found = isalpha(c); break;
    case 'c': found = iscntrl(c); break;
    case 'd': found = isdigit(c); break;
    case 'g': found = isgraph(c); break;
    case 'l': found = islower(c); break;
    case 'p': found = ispunct(c); break;
    case 's': found = isspace(c); break;
    case 'u': found = isupper(c); break;
    case 'w': found = isalnum(c); break;
    case 'x': found = isxdigit(c); break;
    default: return class == c;
  }
  return isupper(class) ? !found : found;
}

/// `p` is at the `[` and `end` at the `]`.
static bool in_set(matcher *m, int c, const char *p, const char *end) {
  bool wanted = true;
  if (p[1] == '^') {
    wanted = false;
    p++;
  }
  while (++p < end) {
    work(m);
    if (*p == ESCAPE) {
      if (in_class(c, (unsigned char)*++p)) return wanted;
    } else if (p[1] == '-' && p + 2 < end) {
      p += 2;
      if ((unsigned char)p[-2] <= c && c <= (unsigned char)*p) return wanted;
    } else if ((unsigned char)*p == c) {
      return wanted;
    }
  }
  return !wanted;
}

static bool matches_one(matcher *m, const char *s, const char *p, const char *end) {
  work(m);
  if (s >= m->subject_end) return false;
  int c = (unsigned char)*s;
  switch (*p) {
    case '.': return true;
    case ESCAPE: return in_class(c, (unsigned char)p[1]);
    case '[': return in_set(m, c, p, end - 1);
    default: return (unsigned char)*p == c;
  }
}

/// `%bxy`; `p` is at the x.
static const char *match_balance(matcher *m, const char *s, const char *p) {
  if (p + 1 >= m->pattern_end) {
    clua_error(m->L, "malformed pattern (missing arguments to '%%b')");
  }
  if (s >= m->subject_end || *s != *p) return NULL;
  int open = 1;
  while (++s < m->subject_end) {
    work(m);
    if (*s == p[1]) {
      if (--open == 0) return s + 1;
    } else if (*s == *p) {
      open++;
    }
  }
  return NULL;
}

/// `%f[set]`; `p` is after the f.
static const char *match_frontier(matcher *m, const char *s, const char *p) {
  if (p >= m->pattern_end || *p != '[') {
    clua_error(m->L, "missing '[' after '%%f' in pattern");
  }
  const char *end = class_end(m, p);
  int before = s == m->subject ? 0 : (unsigned char)s[-1];
  int after = s == m->subject_end ? 0 : (unsigned char)*s;
  if (in_set(m, before, p, end - 1) || !in_set(m, after, p, end - 1)) return NULL;
  return match(m, s, end);
}

/// `%1`: the text of an earlier capture again.
static const char *match_again(matcher *m, const char *s, int digit) {
  int level = back_reference(m, digit);
  ptrdiff_t length = m->captures[level].length;
  if (length == CAPTURE_POSITION || m->subject_end - s < length) return NULL;
  for (ptrdiff_t i = 0; i < length; i++) {
    work(m);
    if (s[i] != m->captures[level].start[i]) return NULL;
  }
  return s + length;
}

static const char *match_most(matcher *m, const char *s, const char *p, const char *end) {
  ptrdiff_t count = 0;
  while (matches_one(m, s + count, p, end)) count++;
  for (; count >= 0; count--) {
    const char *result = match(m, s + count, end + 1);
    if (result) return result;
  }
  return NULL;
}

static const char *match_least(matcher *m, const char *s, const char *p, const char *end) {
  for (;; s++) {
    const char *result = match(m, s, end + 1);
    if (result) return result;
    if (!matches_one(m, s, p, end)) return NULL;
  }
}

static const char *open_capture(matcher *m, const char *s, const char *p, ptrdiff_t kind) {
  if (m->level >= MAX_CAPTURES) clua_error(m->L, "too many captures");
  m->captures[m->level].start = s;
  m->captures[m->level++].length = kind;
  const char *result = match(m, s, p);
  if (!result) m->level--;
  return result;
}

static const char *close_capture(matcher *m, const char *s, const char *p) {
  int level = closing_capture(m);
  m->captures[level].length = s - m->captures[level].start;
  const char *result = match(m, s, p);
  if (!result) m->captures[level].length = CAPTURE_OPEN;
  return result;
}

/// One item and what follows it. Sets `*p` to what is left of the pattern when matching goes on
/// with the returned place, and to NULL when the result is final.
static const char *match_item(matcher *m, const char *s, const char **p) {
  const char *item = *p, *end = class_end(m, item);
  char suffix = end < m->pattern_end ? *end : '\0';
  *p = NULL;
  switch (suffix) {
    case '*': return match_most(m, s, item, end);
    case '+': return matches_one(m, s, item, end) ? match_most(m, s + 1, item, end) : NULL;
    case '-': return match_least(m, s, item, end);
    case '?': {
      const char *result = matches_one(m, s, item, end) ? match(m, s + 1, end + 1) : NULL;
      if (result) return result;
      *p = end + 1;
      return s;
    }
    default:
      if (!matches_one(m, s, item, end)) return NULL;
      *p = end;
      return s + 1;
  }
}

/// The items that start with `%` and are no character class; as `match_item`.
static const char *match_escape(matcher *m, const char *s, const char **p) {
  const char *letter = *p + 1;
  switch (letter < m->pattern_end ? *letter : '\0') {
    case 'b':
      *p = letter + 3;
      return match_balance(m, s, letter + 1);
    case 'f':
      *p = NULL;
      return match_frontier(m, s, letter + 1);
    case '0': case '1': case '2': case '3': case '4':
    case '5': case '6': case '7': case '8': case '9':
      *p = letter + 1;
      return match_again(m, s, (unsigned char)*letter);
    default:
      return match_item(m, s, p);
  }
}

static const char *match_rest(matcher *m, const char *s, const char *p) {
  while (s && p && p < m->pattern_end) {
    work(m);
    switch (*p) {
      case '(':
        if (p + 1 < m->pattern_end && p[1] == ')') {
          return open_capture(m, s, p + 2, CAPTURE_POSITION);
        }
        return open_capture(m, s, p + 1, CAPTURE_OPEN);
      case ')': return close_capture(m, s, p + 1);
      case ESCAPE: s = match_escape(m, s, &p); break;
      case '$':
        if (p + 1 == m->pattern_end) return s == m->subject_end ? s : NULL;
        s = match_item(m, s, &p);
        break;
      default: s = match_item(m, s, &p);
    }
  }
  return s;
}

static const char *match(matcher *m, const char *s, const char *p) {
  if (m->recursion-- == 0) clua_error(m->L, "pattern too complex");
  const char *result = match_rest(m, s, p);
  m->recursion++;
  return result;
}

void matcher_push_capture(matcher *m, int number, const char *start, const char *end) {
  if (number >= m->level) {
    if (number != 0) clua_error(m->L, "invalid capture index %%%d", number + 1);
    lua_pushlstring(m->L, start, (size_t)(end - start));
    return;
  }
  ptrdiff_t length = m->captures[number].length;
  if (length == CAPTURE_OPEN) clua_error(m->L, "unfinished capture");
  if (length == CAPTURE_POSITION) {
    lua_pushinteger(m->L, m->captures[number].start - m->subject + 1);
  } else {
    lua_pushlstring(m->L, m->captures[number].start, (size_t)length);
  }
}

int matcher_push_captures(matcher *m, const char *start, const char *end) {
  int count = m->level == 0 && start ? 1 : m->level;
  luaL_checkstack(m->L, count, "too many captures");
  for (int i = 0; i < count; i++) matcher_push_capture(m, i, start, end);
  return count;
}
