import FlowValue
import LuaVM

/// A hook that gets an object of six members and returns one of four.
struct HookCalls: Benchmark {
  let number = 5
  let name = "hook call, 6 fields in and 4 out"
  let budget = Budget.baselineTimes(0.6)

  private static let function = """
    function(input)
      return {
        id = input.id, name = input.name .. "!", count = input.count + 1, ok = input.ok,
      }
    end
    """

  func run(on ground: Ground) async throws -> Measurement {
    let count = ground.amount(200_000, quick: 2000)
    let plain = try PlainLua("return " + Self.function)
    let hook = try Hook(source: "return { call = \(Self.function) }")
    return try await ground.compare(
      with: "calls of plain Lua", unit: "calls/s",
      baseline: { _ in
        Double(count)
          / (try await Stopwatch.seconds { for _ in 0..<count { try plain.call(count: 7) } })
      },
      { _ in
        Double(count) / (try await Stopwatch.seconds { for _ in 0..<count { try hook.call() } })
      })
  }

  private struct Hook {
    private let vm: LuaVM
    private let function: LuaReference
    private let input: FlowValue = [
      "id": "c-12345", "name": "Northern Lights", "count": 7, "ok": true, "rate": 1.5,
      "lang": "fr",
    ]

    init(source: String) throws {
      vm = try LuaVM(
        packages: [
          LuaPackage(
            name: "flow",
            modules: [LuaModule(name: "hooks", source: source, chunkName: "flows/bench/hooks.lua")])
        ], hostFunctions: ["http", "log"])
      let table = try vm.require("hooks", in: "flow")
      guard let function = vm.function(at: ["call"], in: table) else {
        throw BenchmarkFailure(description: "the hook does not load")
      }
      self.function = function
    }

    func call() throws {
      guard case .returned(let output?) = vm.call(function, arguments: [input], seed: 1).resume(),
        output["count"] == 8
      else { throw BenchmarkFailure(description: "the hook does not return what it should") }
    }
  }
}
