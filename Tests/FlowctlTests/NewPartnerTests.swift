import FlowEngine
import FlowValue
import Foundation
import Testing

/// What somebody meets who begins in an empty folder, with our flows elsewhere.
@Suite(.timeLimit(.minutes(10))) struct `In an empty folder` {
  private static func flowctl() throws -> Flowctl {
    try Flowctl(environment: [
      "FLOWCTL_FLOWS": Flowctl.repository.appending(path: "flows").path
    ])
  }

  @Test func `what happens in the sandbox of a plugin that is named without a path is known`()
    async throws
  {
    let flowctl = try Self.flowctl()
    try flowctl.write(
      "flows/flowctl.yaml",
      """
      profile: sandbox
      plugins: [ partner-center ]
      profiles: { sandbox: { simulate: [ partner-center ] } }
      """)
    let help = try await flowctl.run("sandbox", "--help")
    #expect(help.output.contains("WHAT CAN HAPPEN THERE"))
    let done = try await flowctl.run("sandbox", "accept", "northwind-nantes.onmicrosoft.com")
    #expect(done.status == 0, "\(done.error)")
  }

  @Test func `types tell what our plugins have`() async throws {
    let flowctl = try Self.flowctl()
    let written = try await flowctl.run("types")
    #expect(written.status == 0, "\(written.error)")
    let types = try String(
      contentsOf: flowctl.folder.appending(path: ".flowctl/types/plugins/partner-center.lua"),
      encoding: .utf8)
    #expect(types.contains("partner-center.createAgreement"))
  }

  @Test func `fixtures are looked for where there are none, and that is said`() async throws {
    let tested = try await Self.flowctl().run("test")
    #expect(tested.status == 2)
    #expect(tested.error.contains("There is no folder 'flows' here."))
  }
}

/// `flowctl secret set` for a plugin's secret.
@Suite struct `A plugin's secret` {
  private static func set(_ arguments: String..., in shop: FixtureShop) async throws
    -> Flowctl.Result
  {
    try await shop.flowctl.run(["secret", "set"] + arguments, input: "text\n")
  }

  @Test func `may be sent to the plugin's hosts, unless less is said`() async throws {
    let shop = try FixtureShop()
    let stored = try await Self.set("shop/key", in: shop)
    #expect(stored.error == "stored shop/key; it may be sent to https://shop.example\n")
    let same = try await Self.set("shop/key", "--origin", "https://SHOP.example:443/", in: shop)
    #expect(same.status == 0, "\(same.error)")
    let other = try await Self.set("shop/key", "--origin", "https://evil.example", in: shop)
    #expect(other.status == 2 && other.error.contains("it may reach 'https://shop.example'"))
  }

  @Test func `that no plugin declares is refused by name, and nothing is stored`() async throws {
    let shop = try FixtureShop()
    let misspelt = try await Self.set("shop/kye", in: shop)
    #expect(misspelt.status == 2)
    #expect(misspelt.error.contains("declares no secret 'kye'") && misspelt.error.contains("'key'"))
    let stranger = try await Self.set("store/key", in: shop)
    #expect(stranger.status == 2 && stranger.error.contains("No plugin in use is called 'store'"))
    #expect(try await shop.flowctl.run("secret", "list").output == "")
  }

  @Test func `that is nobody's is sent nowhere until it is told where`() async throws {
    let shop = try FixtureShop()
    let stored = try await Self.set("own", in: shop)
    #expect(stored.status == 0 && stored.error.contains("--origin"))
  }
}
