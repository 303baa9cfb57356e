import FlowValue
import LuaVM
import Testing

@Suite(.timeLimit(.minutes(15)))
struct DeterminismTests {
  let script = ScriptRunner()

  static let tour = """
    local lines = {}
    local function add(...)
      local words = { ... }
      for i = 1, #words do words[i] = tostring(words[i]) end
      lines[#lines + 1] = table.concat(words, " ")
    end
    local mixed = { z = 1, a = 2, [10] = 3, [-1] = 4, B = 5, [1] = 6 }
    for i = 1, 40 do mixed["key" .. i] = nil end
    for key, value in pairs(mixed) do add(key, value) end
    local people = {}
    for i = 1, 50 do people[i] = { rank = i % 3, name = i } end
    table.sort(people, function(a, b) return a.rank < b.rank end)
    for _, person in ipairs(people) do lines[#lines] = lines[#lines] .. "," .. person.name end
    add(tostring({}), tostring(print), tostring(null), tostring(0 / 0), 1e15, 2^53, 10 // 3, 1e100)
    add(string.format("%s %s %5.2f %q %d %x", {}, print, 1.5, "a\\nb", 42, 255))
    add(math.random(1, 1000), math.random(1, 1000), math.random(), math.random(0))
    add(flow.json.encode { c = 1, a = { 1, 2.0, null }, b = {}, d = array {} })
    return table.concat(lines, "\\n")
    """

  /// Fixed here, so that other processes, machines and versions must agree.
  static let golden = """
    -1 4
    1 6
    10 3
    B 5
    a 2
    z 1,3,6,9,12,15,18,21,24,27,30,33,36,39,42,45,48,1,4,7,10,13,16,19,22,25,28,31,34,37,40,43,46,49,\
    2,5,8,11,14,17,20,23,26,29,32,35,38,41,44,47,50
    table function null nan 1e+15 9.007199254741e+15 3 1e+100
    table function  1.50 "a\\
    b" 42 ff
    198 235 0.57410570001972 7218738570589545383
    {"a":[1,2.0,null],"b":{},"c":1,"d":[]}
    """

  @Test func `a script prints the same in every process`() throws {
    let first = try script.result(Self.tour)
    #expect(first == .string(Self.golden))
    #expect(try script.result(Self.tour) == first)
  }

  @Test func `pairs walks integers upwards and then names by their bytes`() throws {
    let result = try script.result(
      """
      local keys = {}
      for key in pairs { b = 1, [3] = 1, ["é"] = 1, a = 1, [1] = 1, Z = 1, [2] = 1, [-5] = 1 } do
        keys[#keys + 1] = key
      end
      return keys
      """)
    #expect(result == [-5, 1, 2, 3, "Z", "a", "b", "é"])
  }

  @Test(arguments: [("1.5", "number"), ("true", "boolean"), ("{}", "table"), ("print", "function")])
  func `pairs refuses keys that have no order`(key: String, type: String) throws {
    let failure = try script.failure("for _ in pairs { [\(key)] = 1 } do end")
    #expect(
      failure.message == "pairs: a key is a \(type); only integers and strings have an order")
  }

  @Test func `pairs leaves out what is removed and does not see what is added`() throws {
    let result = try script.result(
      """
      local t, seen = { a = 1, b = 2, c = 3 }, {}
      for key in pairs(t) do
        seen[#seen + 1] = key
        t.b, t.z = nil, 1
      end
      return seen
      """)
    #expect(result == ["a", "c"])
  }

  @Test func `pairs is raw and shows libraries`() throws {
    let body = """
      local n = 0
      for _ in pairs(setmetatable({ 1 }, { __pairs = error })) do n = n + 1 end
      for name in pairs(utf8) do n = n + 1 end
      return n
      """
    #expect(try script.result(body) == 7)
  }

  @Test func `sorting is stable for any length`() throws {
    let result = try script.result(
      """
      for n = 0, 70 do
        local list = {}
        for i = 1, n do list[i] = { rank = (i * 7) % 4, place = i } end
        table.sort(list, function(a, b) return a.rank < b.rank end)
        for i = 2, n do
          local a, b = list[i - 1], list[i]
          if a.rank > b.rank or (a.rank == b.rank and a.place > b.place) then return n end
        end
      end
      return "stable"
      """)
    #expect(result == "stable")
  }

  @Test func `a comparison function that contradicts itself does no harm`() throws {
    let body =
      "local t = {} for i = 1, 99 do t[i] = i end table.sort(t, function() return true end) return #t"
    #expect(try script.result(body) == 99)
  }

  @Test func `nothing prints an address`() throws {
    let body = """
      return { tostring({}), tostring(print), tostring(setmetatable({}, { __name = "thing" })),
        string.format("%s|%10s", {}, print) }
      """
    #expect(try script.result(body) == ["table", "function", "table", "table|  function"])
    #expect(try script.failure("return ('%p'):format({})").message.contains("no '%p'"))
    #expect(try script.failure("return ('%s %-10p'):format(1, {})").message.contains("no '%p'"))
    #expect(
      try script.failure("return {} .. ''").message == "attempt to concatenate a table value")
  }

  @Test func `random numbers depend on the seed alone`() throws {
    let body = "return { math.random(1, 1000000), math.random(6), math.random() }"
    let first = try ScriptRunner(seed: 42).result(body)
    #expect(try ScriptRunner(seed: 42).result(body) == first)
    #expect(try ScriptRunner(seed: 43).result(body) != first)
  }

  @Test func `random numbers stay in their range and reach its ends`() throws {
    let body = """
      local seen = {}
      for _ = 1, 1000 do
        local n, x = math.random(-2, 3), math.random()
        if n < -2 or n > 3 or x < 0 or x >= 1 then return n end
        seen[n + 3] = true
      end
      return #seen
      """
    #expect(try script.result(body) == 6)
    #expect(try script.failure("math.random(2, 1)").message.contains("interval is empty"))
    #expect(
      try script.result("return math.random(math.mininteger, math.maxinteger) ~= nil") == true)
  }

  @Test func `two calls that wait at once keep their own random numbers`() throws {
    let vm = try LuaVM(
      packages: [
        .hooks(
          """
          return { run = function()
            local first = math.random(1000000)
            flow.http()
            return { first, math.random(1000000) }
          end }
          """)
      ], hostFunctions: ["http"])
    let run = try #require(vm.function(at: ["run"], in: try vm.require("hooks", in: "x")))
    let alone = vm.call(run, arguments: [], seed: 5)
    _ = alone.resume()
    let expected = try alone.resume().result()
    let calls = (0..<4).map { _ in vm.call(run, arguments: [], seed: 5) }
    for call in calls { _ = call.resume() }
    for call in calls { #expect(try call.resume().result() == expected) }
  }
}
