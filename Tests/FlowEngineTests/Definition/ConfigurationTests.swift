import FlowValue
import Testing

@testable import FlowEngine

struct ConfigurationTests {
  private static let text = """
    profile: sandbox
    plugins: [ plugins/shop ]
    profiles:
      sandbox:
        simulate: [ shop ]
        actor: { upn: ann@a.example, name: Ann, roles: [ Clerk ] }
        settings: { shop: { kind: a } }
        clock: 2026-03-01T09:00:00Z
        seed: 7
        language: fr
      production:
    """

  @Test func `a configuration is read`() throws {
    let text = Self.text + " {}\n"
    let configuration = try Configuration.read(text, file: "flowctl.yaml")
    #expect(configuration.plugins == ["plugins/shop"])
    #expect(configuration.profiles.map(\.name) == ["sandbox", "production"])
    let profile = try configuration.profile(named: nil)
    #expect(profile.simulate == ["shop"] && profile.settings == ["shop": ["kind": "a"]])
    #expect(
      profile.actor
        == Configuration.StatedActor(upn: "ann@a.example", name: "Ann", roles: ["Clerk"]))
    #expect(profile.clock?.description == "2026-03-01T09:00:00Z")
    #expect(profile.seed == "7" && profile.language == "fr")
    #expect(try configuration.profile(named: "production").simulate == [])
  }

  @Test func `a profile without anything in it is not one`() {
    #expect(throws: DefinitionError.self) {
      try Configuration.read(Self.text, file: "flowctl.yaml")
    }
  }

  @Test(arguments: [
    (
      "prodution",
      "There is no profile 'prodution'. The configuration has 'sandbox' and "
        + "'production'. Did you mean 'production'?"
    ),
    ("x", "There is no profile 'x'. The configuration has 'sandbox' and 'production'."),
  ])
  func `an unknown profile is refused with the known ones`(name: String, message: String) throws {
    let configuration = try Configuration.read(Self.text + " {}\n", file: "flowctl.yaml")
    let error = #expect(throws: UnknownProfile.self) { try configuration.profile(named: name) }
    #expect(error?.description == message)
  }

  @Test func `without a choice the only profile is taken, or an empty one`() throws {
    let one = try Configuration.read("profiles: { a: { language: fr } }", file: "f.yaml")
    #expect(try one.profile(named: nil).name == "a")
    #expect(try Configuration.none.profile(named: nil).settings.isEmpty)
    let two = try Configuration.read("profiles: { a: {}, b: {} }", file: "f.yaml")
    let error = #expect(throws: UnknownProfile.self) { try two.profile(named: nil) }
    #expect(error?.description == "No profile was chosen. Use --profile with one of 'a' and 'b'.")
  }
}
