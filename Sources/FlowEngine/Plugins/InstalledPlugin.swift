import LuaVM

/// A plugin as the configuration has it in use, in the world of its profile.
struct InstalledPlugin: Sendable {
  let bundle: Bundle.Plugin
  let world: PluginWorld

  var package: LuaPackage { LuaPackage(bundle, manifest: world.manifest) }
}
