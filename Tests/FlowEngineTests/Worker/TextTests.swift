import FlowEngine
import FlowValue
import Testing

/// Where words come from.
@Suite struct `A text` {
  private static let says = """
    return { getStatus = function(arguments)
      flow.raise { type = "https://shop.example/problems/said", status = 400, title = "Said",
        detail = flow.text("greeting", { name = "Ada" }, arguments.language) }
    end, placeOrder = function() end, countOrders = function() end }
    """

  private static func workshop() throws -> Workshop {
    let workshop = try Workshop()
    try workshop.write("flows/plugins/shop/orders.lua", says)
    try workshop.write("flows/plugins/shop/texts.en.yaml", "greeting: Hello {name}\n")
    return workshop
  }

  private static func said(
    in workshop: borrowing Workshop, language: String? = nil
  ) async throws -> String? {
    let arguments = language.map { "{ language: \($0) }" } ?? "{}"
    try workshop.flow("- say: { call: shop.getStatus, with: \(arguments) }")
    return try await workshop.run().error?.detail
  }

  @Test func `is in the language that the script names, or in English`() async throws {
    let workshop = try Self.workshop()
    try workshop.write("flows/plugins/shop/texts.fr.yaml", "greeting: Bonjour {name}\n")
    #expect(try await Self.said(in: workshop) == "Hello Ada")
    #expect(try await Self.said(in: workshop, language: "fr") == "Bonjour Ada")
    #expect(try await Self.said(in: workshop, language: "de") == "Hello Ada")
  }

  @Test func `may stand in a file for one part of them`() async throws {
    let workshop = try Self.workshop()
    try workshop.write("flows/plugins/shop/texts/greetings.fr.yaml", "greeting: Salut {name}\n")
    #expect(try await Self.said(in: workshop, language: "fr") == "Salut Ada")
  }

  @Test func `that stands in two files of a language is refused with its place`() async throws {
    let workshop = try Self.workshop()
    try workshop.write("flows/plugins/shop/texts/greetings.en.yaml", "greeting: Hi {name}\n")
    let error = await #expect(throws: DefinitionError.self) { try await Self.said(in: workshop) }
    #expect(error?.diagnostics.map(\.code.id) == ["FE0002"])
    #expect(error?.diagnostics.first?.message.contains("'greeting'") == true)
  }

  @Test func `is replaced by the outermost plugin that has it under its owner's name`()
    async throws
  {
    let workshop = try Self.workshop()
    for (plugin, greeting) in [("outer", "Welcome {name}"), ("inner", "Nobody reads this")] {
      try workshop.write(
        "flows/plugins/\(plugin)/plugin.yaml",
        "name: \(plugin)\nversion: 1.0.0\nengine: \">=0.1.0 <1.0.0\"\n")
      try workshop.write(
        "flows/plugins/\(plugin)/texts.en.yaml", "shop/greeting: \(greeting)\n")
    }
    try workshop.write("flows/plugins/shop/texts.fr.yaml", "greeting: Bonjour {name}\n")
    try workshop.changing("flows/flowctl.yaml") {
      $0.replacing("plugins/shop ]", with: "plugins/shop, plugins/outer, plugins/inner ]")
    }
    #expect(try await Self.said(in: workshop) == "Welcome Ada")
    // There is no other word for it in French, so the shop's own counts.
    #expect(try await Self.said(in: workshop, language: "fr") == "Bonjour Ada")
  }
}
