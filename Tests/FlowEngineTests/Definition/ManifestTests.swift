import FlowValue
import Testing

@testable import FlowEngine

struct ManifestTests {
  private func manifest(_ rest: String) throws -> Manifest {
    try Manifest.read(
      "name: shop\nversion: 1.2.0\nengine: \">=0.1.0 <1.0.0\"\n" + rest, file: "plugin.yaml",
      engine: "0.1.0")
  }

  private static let full = """
    title: Shop
    description: Sells things.
    hooks: hooks/all.lua
    uses: [ tax ]
    settings:
      kind: { enum: [ a, b ] }
      baseURL: { type: string, default: https://shop.example, x-connection: true }
      site: { type: string, x-connection: true }
      limits: { type: object, properties: { items: { type: integer, default: 5 } } }
    permissions: { hosts: [ "${settings.baseURL}" ], secrets: [ key, seed ] }
    authentications:
      user:
        oauth2:
          authority: ${settings.baseURL}/login
          endpoints: { token: "/${ settings.site }/token" }
          grant: refresh_token
          client: { id: me, secret: key }
          refreshToken: seed
          origins: [ "${settings.baseURL}" ]
    simulators:
      shop:
        module: sim.main
        origins: [ "${settings.baseURL}" ]
        secrets: [ key ]
        settings: { kind: a }
    functions:
      place: { module: orders, title: Place, description: D, endpoint: POST /o, source: s,
               input: { type: object }, output: true }
      list: { module: orders, description: L, input: {}, output: {} }
    """

  @Test func `a manifest is read`() throws {
    let manifest = try manifest(Self.full)
    #expect(manifest.name == "shop" && manifest.version.description == "1.2.0")
    #expect(manifest.title == "Shop" && manifest.description == "Sells things.")
    #expect(manifest.hooks == "hooks.all" && manifest.uses == ["tax"])
    #expect(manifest.functions.map(\.name) == ["place", "list"])
    let place = manifest.functions[0]
    #expect(place.module == "orders" && place.title == "Place" && place.description == "D")
    #expect(place.endpoint == "POST /o" && place.source == "s")
    #expect(place.input?.violations(of: 1).count == 1 && place.output?.violations(of: 1) == [])
    #expect(manifest.settings.map(\.name) == ["kind", "baseURL", "site", "limits"])
    #expect(manifest.isConnectionSetting("site") && !manifest.isConnectionSetting("kind"))
    let simulator = try #require(manifest.simulators.first)
    #expect(simulator.name == "shop" && simulator.module == "sim.main")
    #expect(simulator.origins == ["${settings.baseURL}"] && simulator.secrets == ["key"])
    #expect(simulator.settings == ["kind": "a"])
  }

  @Test func `settings get their defaults and are checked`() throws {
    let manifest = try manifest(Self.full)
    let settings = manifest.settings(filling: ["limits": [:], "kind": "c", "knd": 1])
    #expect(settings["baseURL"] == "https://shop.example" && settings["site"] == nil)
    #expect(settings["limits"] == ["items": 5])
    #expect(
      manifest.violations(ofSettings: settings).map(\.description) == [
        "knd is not a setting of shop (did you mean 'kind'?)", "kind must be one of 'a', 'b'",
      ])
    #expect(
      manifest.violations(ofSettings: ["limits": ["items": "x"]]).map(\.description) == [
        "limits.items must be a whole number"
      ])
  }

  @Test func `settings stand in permissions and authentications`() throws {
    let manifest = try manifest(Self.full)
    let settings = manifest.settings(filling: ["site": "north"])
    #expect(try manifest.permissions(settings: settings).hosts == ["https://shop.example"])
    guard case .oauth2(let oauth2)? = try manifest.authentication("user", settings: settings) else {
      throw UnexpectedShape()
    }
    #expect(oauth2.authority.shape == "https://shop.example/login")
    #expect(oauth2.tokenPath.shape == "/north/token")
    #expect(oauth2.origins.map(\.shape) == ["https://shop.example"])
    let none = try manifest.authentication("other", settings: settings)
    if none != nil { throw UnexpectedShape() }
  }

  @Test func `a setting that is missing is named, with the place that needs it`() throws {
    let manifest = try manifest(Self.full)
    let settings = manifest.settings(filling: [:])
    let error = #expect(throws: DefinitionError.self) {
      try manifest.authentication("user", settings: settings)
    }
    #expect(
      error?.description == """
        plugin.yaml:18:27: error: the setting 'site' is not set [FE0103]
              endpoints: { token: "/${ settings.site }/token" }
                                  ^
        hint: write it under the plugin's settings in the profile
        """)
    #expect(throws: MissingSetting(name: "baseURL")) { try manifest.permissions(settings: [:]) }
  }

  @Test func `a whole text keeps the type of its setting`() throws {
    let settings: FlowObject = ["n": 5, "s": "x"]
    #expect(try ManifestText.substituting("${settings.n}", settings: settings) == 5)
    #expect(
      try ManifestText.substituting("a${settings.n}${settings.s}", settings: settings) == "a5x")
    #expect(try ManifestText.substituting("plain", settings: settings) == "plain")
  }

  @Test(arguments: [
    "hooks: ../hooks.lua", "hooks: hooks.txt",
    "functions: { a: { module: a/b, description: D, input: {}, output: {} } }",
    "settings: { n: { type: integer, default: x } }",
    "authentications: { a: { basic: { username: '${ input }', password: x } } }",
  ])
  func `other mistakes are refused`(text: String) {
    let error = #expect(throws: DefinitionError.self) { try manifest(text + "\n") }
    #expect(error?.diagnostics.count == 1)
  }
}
