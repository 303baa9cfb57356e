/// How settings and secrets of plugins are named in the environment.
enum EnvironmentName {
  /// `FLOWCTL_SHOP_BASE_URL` for `baseURL` of `shop`.
  static func setting(_ name: String, of plugin: String) -> String {
    "FLOWCTL_\(screaming(plugin))_\(screaming(name))"
  }

  /// `FLOWCTL_SECRET_SHOP_API_KEY` for `apiKey` of `shop`.
  static func secret(_ name: String, of plugin: String) -> String {
    "FLOWCTL_SECRET_\(screaming(plugin))_\(screaming(name))"
  }

  private static func screaming(_ name: String) -> String {
    name.replacing(/([a-z0-9])([A-Z])/) { "\($0.1)_\($0.2)" }
      .replacing(/[^A-Za-z0-9]/, with: "_").uppercased()
  }
}
