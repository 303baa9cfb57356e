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

  /// By hand: names are asked for again with each run, and a pattern would be compiled each time.
  private static func screaming(_ name: String) -> String {
    var text = ""
    var last: Character = "_"
    for character in name {
      let isKept = character.isASCII && (character.isLetter || character.isNumber)
      let isAfterSmall = last.isASCII && (last.isLowercase || last.isNumber)
      if isKept, character.isUppercase, isAfterSmall { text += "_" }
      text.append(isKept ? character : "_")
      last = character
    }
    return text.uppercased()
  }
}
