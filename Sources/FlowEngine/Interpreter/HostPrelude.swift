import LuaVM

/// The part of the host API `flow` that is written in Lua; part of a run's `semantics`.
enum HostPrelude {
  static let modules = [
    module("values.lua", PackageResources.values_lua),
    module("http.lua", PackageResources.http_lua),
    module("base64.lua", PackageResources.base64_lua),
  ]

  private static func module(_ name: String, _ bytes: [UInt8]) -> LuaModule {
    LuaModule(name: name, source: String(decoding: bytes, as: UTF8.self), chunkName: name)
      .compiledAsPrelude
  }
}
