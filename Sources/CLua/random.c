// `math.random` with Lua's generator (xoshiro256**, by D. Blackman and S. Vigna) and Lua's
// arguments, from the seed of the call.
#include "internal.h"

static uint64_t rotate(uint64_t value, int count) {
  return (value << count) | (value >> (64 - count));
}

/// SplitMix64, which spreads near seeds far apart.
static void seed(clua_call *call) {
  uint64_t state = call->seed;
  for (int i = 0; i < 4; i++) {
    uint64_t mixed = (state += 0x9e3779b97f4a7c15);
    mixed = (mixed ^ (mixed >> 30)) * 0xbf58476d1ce4e5b9;
    mixed = (mixed ^ (mixed >> 27)) * 0x94d049bb133111eb;
    call->random[i] = mixed ^ (mixed >> 31);
  }
  call->seeded = true;
}

static uint64_t draw(clua_call *call) {
  if (!call->seeded) seed(call);
  uint64_t *s = call->random;
  uint64_t result = rotate(s[1] * 5, 7) * 9, carried = s[1] << 17;
  s[2] ^= s[0];
  s[3] ^= s[1];
  s[1] ^= s[2];
  s[0] ^= s[3];
  s[2] ^= carried;
  s[3] = rotate(s[3], 45);
  return result;
}

/// A number in 0…limit, each as likely as the other.
static uint64_t draw_below(clua_call *call, uint64_t limit) {
  uint64_t mask = limit;
  for (int shift = 1; shift < 64; shift *= 2) mask |= mask >> shift;
  uint64_t number;
  do number = draw(call) & mask;
  while (number > limit);
  return number;
}

int clua_random(lua_State *L) {
  clua_call *call = vm_of(L)->call;
  if (!call) return luaL_error(L, "no script is running");
  lua_Integer low = 1, high;
  switch (lua_gettop(L)) {
    case 0:
      lua_pushnumber(L, (lua_Number)(draw(call) >> 11) * (0.5 / ((uint64_t)1 << 52)));
      return 1;
    case 1:
      high = luaL_checkinteger(L, 1);
      if (high == 0) {
        lua_pushinteger(L, (lua_Integer)draw(call));
        return 1;
      }
      break;
    case 2:
      low = luaL_checkinteger(L, 1);
      high = luaL_checkinteger(L, 2);
      break;
    default:
      return clua_error(L, "wrong number of arguments to 'random'");
  }
  luaL_argcheck(L, low <= high, lua_gettop(L), "interval is empty");
  uint64_t offset = draw_below(call, (uint64_t)high - (uint64_t)low);
  lua_pushinteger(L, (lua_Integer)(offset + (uint64_t)low));
  return 1;
}
