import FlowValue
import LuaVM
import Testing

@Suite(.timeLimit(.minutes(15)))
struct ModuleTests {
  private func result(_ packages: [LuaPackage], _ module: String = "main") throws -> FlowValue {
    let vm = try LuaVM(packages: packages, hostFunctions: ["http"])
    return try vm.value(of: try vm.require(module, in: "x"))
  }

  private func failure(_ packages: [LuaPackage], _ module: String = "main") throws -> LuaFailure {
    try #require(#expect(throws: LuaFailure.self) { try result(packages, module) })
  }

  @Test func `a module requires the others of its package`() throws {
    let package = LuaPackage(
      name: "x",
      files: [
        "main": "return require('lib.dates').today .. require('names')",
        "lib.dates": "return { today = 'monday' }", "names": "return ', ' .. ...",
      ])
    #expect(try result([package]) == "monday, names")
  }

  @Test func `a module runs once`() throws {
    let package = LuaPackage(
      name: "x",
      files: [
        "main": "return { require('a') == require('a'), require('b').a == require('a') }",
        "a": "return {}", "b": "return { a = require('a') }",
      ])
    #expect(try result([package]) == [true, true])
    let vm = try LuaVM(packages: [package], hostFunctions: [])
    _ = try vm.require("a", in: "x")
    #expect(try vm.value(of: vm.require("main", in: "x")) == [true, true])
  }

  @Test func `a module that returns nothing is true`() throws {
    #expect(try result([LuaPackage(name: "x", files: ["main": ""])]) == true)
  }

  @Test func `a package reaches what it uses and nothing else`() throws {
    let main = "return require('partner.lib.ids')"
    let other = LuaPackage(name: "partner", files: ["lib.ids": "return 'id'"])
    let using = LuaPackage(name: "x", files: ["main": main], uses: ["partner"])
    #expect(try result([using, other]) == "id")
    let strange = LuaPackage(name: "x", files: ["main": main])
    #expect(
      try failure([strange, other]).message
        == "require: 'partner.lib.ids' belongs to package 'partner', which package 'x' does not use"
    )
  }

  @Test(arguments: [
    ("require('missing')", "require: package 'x' has no module 'missing'; it has: lib.a, main"),
    ("require('../main')", "require: package 'x' has no module '../main'; it has: lib.a, main"),
    ("require('y.nothing')", "require: package 'y' has no module 'nothing'; it has: none"),
    ("require(7)", "require takes the name of a module"),
  ])
  func `what is missing is named`(statement: String, message: String) throws {
    let package = LuaPackage(
      name: "x", files: ["main": "\n\(statement)", "lib.a": ""], uses: ["y"])
    let failure = try failure([package, LuaPackage(name: "y", files: [:])])
    #expect(failure.message == message)
    #expect(failure.source == "flows/x/main.lua")
    #expect(failure.line == 2)
  }

  @Test func `missing modules and packages are named to the host`() throws {
    let package = LuaPackage(name: "x", files: ["main": ""])
    #expect(
      try failure([package], "other").message
        == "require: package 'x' has no module 'other'; it has: main")
    let vm = try LuaVM(packages: [], hostFunctions: [])
    let failure = #expect(throws: LuaFailure.self) { try vm.require("main", in: "x") }
    #expect(failure?.message == "there is no package 'x'")
  }

  @Test func `modules that require each other are refused`() throws {
    let package = LuaPackage(
      name: "x", files: ["main": "require('a')", "a": "require('main')"])
    #expect(
      try failure([package]).message == "require: module 'main' of package 'x' requires itself")
  }

  @Test func `globals defined while loading are the package's own`() throws {
    let files = [
      "main": "shared = 'mine' function helper() return shared end return require('a')",
      "a": "return { helper(), other == nil, require('y.b') }",
    ]
    let packages = [
      LuaPackage(name: "x", files: files, uses: ["y"]),
      LuaPackage(name: "y", files: ["b": "other = 'theirs' return shared == nil"]),
    ]
    #expect(try result(packages) == ["mine", true, true])
  }

  @Test func `a module loaded late may define globals until it is loaded`() throws {
    let vm = try LuaVM(
      packages: [
        LuaPackage(
          name: "x",
          files: [
            "main": "return { run = function() require('late') return late() end }",
            "late": "function late() return 'late' end",
          ])
      ], hostFunctions: [])
    let run = try #require(vm.function(at: ["run"], in: try vm.require("main", in: "x")))
    for _ in 0..<2 {
      #expect(try vm.call(run, arguments: [], seed: 0).resume().result() == "late")
    }
  }

  @Test func `the host cannot be called while a module is loaded`() throws {
    for main in ["flow.http()", "pcall(flow.http) flow.http()"] {
      let failure = try failure([LuaPackage(name: "x", files: ["main": main])])
      #expect(
        failure.message
          == "flow.http cannot be called while a module is loaded; call it in a function")
    }
  }

  @Test func `a module that failed to load fails again in the same way`() throws {
    let vm = try LuaVM(
      packages: [LuaPackage(name: "x", files: ["main": "error('broken')"])], hostFunctions: [])
    for _ in 0..<2 {
      let failure = #expect(throws: LuaFailure.self) { try vm.require("main", in: "x") }
      #expect(failure?.message == "broken")
    }
  }

  @Test func `text that is no Lua is a syntax failure with its place`() throws {
    let package = LuaPackage(
      name: "x", files: ["main": "pcall(require, 'bad')", "bad": "local x = 1\nlocal = 2"])
    let failure = try failure([package])
    #expect(failure.kind == .syntax)
    #expect(failure.source == "flows/x/bad.lua")
    #expect(failure.line == 2)
    #expect(failure.message == "<name> expected near '='")
  }

  @Test func `names used twice are refused`() throws {
    let module = LuaModule(name: "a", source: "", chunkName: "a.lua")
    let twice = LuaPackage(name: "x", modules: [module, module])
    #expect(try failure([twice]).message == "package 'x' has two modules 'a'")
    let once = LuaPackage(name: "x", modules: [module])
    #expect(try failure([once, once]).message == "there are two packages 'x'")
  }

  @Test func `functions and names are found in what a module returns`() throws {
    let vm = try LuaVM(
      packages: [
        .hooks("return { attest = { before = function() return 1 end, n = 2 }, ['*'] = {} }")
      ], hostFunctions: [])
    let module = try vm.require("hooks", in: "x")
    #expect(vm.keys(of: module) == ["*", "attest"])
    #expect(vm.function(at: ["attest", "after"], in: module) == nil)
    #expect(vm.function(at: ["attest", "n"], in: module) == nil)
    #expect(vm.function(at: ["attest", "n", "m"], in: module) == nil)
    #expect(vm.function(at: ["attest"], in: module) == nil)
    let before = try #require(vm.function(at: ["attest", "before"], in: module))
    #expect(try vm.call(before, arguments: [], seed: 0).resume().result() == 1)
    let failure = #expect(throws: LuaFailure.self) { try vm.value(of: module) }
    #expect(failure?.message == "the value.attest.before is a function, which is no data")
  }
}
