#pragma once

#include "internal.h"

/// How many captures a pattern may have, and how deep its matching may recurse; both as in Lua.
enum { MAX_CAPTURES = 32, MAX_RECURSION = 200 };
enum { CAPTURE_OPEN = -1, CAPTURE_POSITION = -2 };

/// One search of a subject for a pattern.
typedef struct matcher {
  lua_State *L;
  const char *subject, *subject_end, *pattern, *pattern_end;
  /// Comparisons left.
  int64_t work;
  int recursion;
  int level;
  /// Whether a `^` at the start means the start.
  bool anchored;
  struct {
    const char *start;
    ptrdiff_t length;
  } captures[MAX_CAPTURES];
} matcher;

/// The strings at 1 and 2 as subject and pattern.
matcher matcher_of(lua_State *L);
/// Where a match that starts at `at` ends; NULL if there is none.
const char *matcher_match(matcher *m, const char *at);
/// Counts the work of a finished search against the script's instructions.
void matcher_settle(const matcher *m);
/// Pushes the captures, or the whole match if the pattern has none; returns how many.
int matcher_push_captures(matcher *m, const char *start, const char *end);
/// Pushes one capture, from 0; with none in the pattern the first is the whole match.
void matcher_push_capture(matcher *m, int number, const char *start, const char *end);
