import FlowValue
import LuaVM
import Testing

/// The string functions of our own behave as Lua's.
@Suite(.timeLimit(.minutes(15)))
struct TextTests {
  let script = ScriptRunner()

  static let cases: [(String, FlowValue)] = [
    ("('hello world'):find('wor')", [7, 9]),
    ("('hello'):find('l', 1, true)", [3, 3]),
    ("('hello'):find('xyz')", []),
    ("('hello'):find('')", [1, 0]),
    ("('hello'):find('', 6)", [6, 5]),
    ("('hello'):find('', 7)", []),
    ("('hello'):find('l', -2)", [4, 4]),
    ("('a.b'):find('.', 2, true)", [2, 2]),
    ("('a+b'):find('%+')", [2, 2]),
    ("('key = value'):match('^(%w+)%s*=%s*(%w+)$')", ["key", "value"]),
    ("('  trim  '):match('^%s*(.-)%s*$')", ["trim"]),
    ("('x'):match('()x()')", [1, 2]),
    ("('2026-03-01'):match('(%d+)-(%d+)-(%d+)')", ["2026", "03", "01"]),
    ("('f(a(b)c)d'):match('%b()')", ["(a(b)c)"]),
    ("('THE (quick) fox'):find('%((%a+)%)')", [5, 11, "quick"]),
    ("('hello hello'):match('(%w+) %1')", ["hello"]),
    ("('THE (quick) fox'):gsub('%f[%a]%a+', 'W')", ["W (W) W", 3]),
    ("('abc'):gsub('', '-')", ["-a-b-c-", 4]),
    ("('abc'):gsub('%w', '%0%0', 2)", ["aabbc", 2]),
    ("('abc'):gsub('(b)', '[%1]')", ["a[b]c", 1]),
    ("('abc'):gsub('b', '%%')", ["a%c", 1]),
    ("('$name is $age'):gsub('%$(%w+)', { name = 'Ann', age = 7 })", ["Ann is 7", 2]),
    ("('$a $b'):gsub('%$(%w+)', { a = false })", ["$a $b", 2]),
    ("('abc'):gsub('%w', function(c) if c == 'b' then return 'X' end end)", ["aXc", 3]),
    ("('abc'):gsub('', function() return '-' end)", ["-a-b-c-", 4]),
    ("('aaa'):gsub('^a', function() return 'b' end)", ["baa", 1]),
    ("('aaa'):gsub('^a', 'b')", ["baa", 1]),
    (
      "('k=v, x=y'):gsub('(%w+)=(%w+)', function(k, v) return v .. '=' .. k end, 1)",
      ["v=k, x=y", 1]
    ),
    ("('abc'):gsub('b*', 'x')", ["xaxcx", 3]),
    ("('abc'):gsub('.', '')", ["", 3]),
    ("('x^2'):match('%^')", ["^"]),
    ("('a-b'):match('[a-]+')", ["a-"]),
    ("('a]b'):match('[]]')", ["]"]),
    ("('a^b'):match('[%^x]')", ["^"]),
    ("('abc'):match('[^a]+')", ["bc"]),
    ("('aXb'):match('%u')", ["X"]),
    ("('aXb'):match('[%U]+')", ["a"]),
    ("('a\\0b'):match('%z')", []),
    ("('a\\0b'):find('\\0')", [2, 2]),
    ("('aaab'):match('a-b')", ["aaab"]),
    ("('aaab'):match('a?b')", ["ab"]),
    ("('ab'):match('a?a?b')", ["ab"]),
    ("('price: $5'):match('$%d$')", ["$5"]),
    ("('x'):match('(x)(y?)')", ["x", ""]),
    (
      "(function() local t = {} for k, v in ('a=1, b=2'):gmatch('(%w+)=(%w+)') do t[#t+1] = k .. v end return table.unpack(t) end)()",
      ["a1", "b2"]
    ),
    (
      "(function() local t = {} for p in ('abc'):gmatch('()') do t[#t+1] = p end return table.unpack(t) end)()",
      [1, 2, 3, 4]
    ),
    ("(function() local n = 0 for _ in ('aaa'):gmatch('^a') do n = n + 1 end return n end)()", [0]),
    (
      "(function() local t = {} for w in ('one two'):gmatch('%a+', 4) do t[#t+1] = w end return table.unpack(t) end)()",
      ["two"]
    ),
    (
      "('%5.1f|%-5s|%05d|%s|%%|%c'):format(3.14159, 'ab', 42, true, 65)",
      ["  3.1|ab   |00042|true|%|A"]
    ),
    (
      "('%s %s'):format(nil, setmetatable({}, { __tostring = function() return 'me' end }))",
      ["nil me"]
    ),
    ("('%q'):format('a\\n\"b\"')", ["\"a\\\n\\\"b\\\"\""]),
    ("('x'):rep(3, ',')", ["x,x,x"]),
    ("('x'):rep(0)", [""]),
    ("('x'):rep(-1)", [""]),
    ("table.concat({ 1, 'b', 2.5 }, ', ')", ["1, b, 2.5"]),
    ("table.concat({ 1, 2, 3 }, '-', 2, 3)", ["2-3"]),
    ("table.concat({})", [""]),
    ("tonumber('0x10'), tonumber('z', 36), tonumber('x')", [16, 35]),
    ("utf8.len('héllo'), utf8.char(233), utf8.codepoint('é', 1)", [5, "é", 233]),
    ("string.rep(1234, 2)", ["12341234"]),
    ("('abc'):byte(1, -1)", [97, 98, 99]),
    ("('abc'):sub(-2), #'abc'", ["bc", 3]),
  ]

  @Test(arguments: cases)
  func `string functions do as Lua's`(expression: String, expected: FlowValue) throws {
    let call = try script.call("return array { \(expression) }")
    let step = call.resume()
    guard case .returned(let value) = step else {
      throw UnexpectedStep(step: step)
    }
    #expect(value == expected)
  }

  @Test(arguments: [

    ("('x'):find('[')", "malformed pattern (missing ']')"),
    ("('x'):find('%')", "malformed pattern (ends with '%')"),
    ("('x'):find('(')", "unfinished capture"),
    ("('x'):match('x)')", "invalid pattern capture"),
    ("('x'):find('%1')", "invalid capture index %1"),
    ("('x'):find('%b')", "malformed pattern (missing arguments to '%b')"),
    ("('x'):find('%f')", "missing '[' after '%f' in pattern"),
    ("('x'):gsub('x', '%2')", "invalid capture index %2"),
    ("('x'):gsub('x', '%a')", "invalid use of '%' in replacement string"),
    ("('x'):gsub('x', { x = {} })", "invalid replacement value (a table)"),
    ("('x'):gsub('x', function() return {} end)", "invalid replacement value (a table)"),
    ("('x'):rep(300):match(('(x)'):rep(40))", "too many captures"),
    ("('x'):rep(300):match(('x?'):rep(250))", "pattern too complex"),
    ("table.concat({ {} })", "invalid value (at index 1) in table for 'concat': table"),
    ("table.concat({ null })", "invalid value (at index 1) in table for 'concat': null"),
    ("table.sort(1)", "bad argument #1 to 'sort' (table expected, got number)"),
    ("table.sort({ 1 }, 1)", "bad argument #2 to 'sort' (function expected, got number)"),
    ("table.sort { 1, 'x' }", "attempt to compare string with number"),
    ("string.rep()", "bad argument #1 to 'rep' (string expected, got no value)"),
    ("('%d'):format('x')", "bad argument #1 to 'format' (number expected, got string)"),
  ])
  func `misuse is an error in the script's line`(expression: String, message: String) throws {
    let failure = try script.failure("\nlocal x = \(expression)")
    #expect(failure.message == message)
    #expect(failure.line == 3)
  }
}
