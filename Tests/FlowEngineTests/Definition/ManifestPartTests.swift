import FlowValue
import Testing

@testable import FlowEngine

@Suite struct `A manifest in several files` {
  private static let order = """
    place:
      module: orders
      description: Places an order.
      input: {}
      output: {}
    """

  private func manifest(_ files: String, _ parts: [String: String]) throws -> Manifest {
    try Manifest.read(
      "name: shop\nversion: 1.2.0\nengine: \">=0.1.0 <1.0.0\"\n" + files, file: "shop/plugin.yaml",
      parts: Dictionary(
        uniqueKeysWithValues: parts.map { ($0, Bundle.Source(file: "shop/\($0)", text: $1)) }),
      engine: "0.1.0")
  }

  @Test func `reads its functions and forms in the order of the files`() throws {
    let manifest = try manifest(
      "functions: [ functions/b.yaml, functions/a.yaml ]\nforms: [ forms/x.yaml ]",
      [
        "functions/a.yaml": Self.order,
        "functions/b.yaml": Self.order.replacing("place", with: "b"),
        "forms/x.yaml": "x: { schema: { type: object } }",
      ])
    #expect(manifest.functions.map(\.name) == ["b", "place"])
    #expect(manifest.forms.map(\.name) == ["x"])
  }

  @Test func `shows a mistake in the file where it stands`() {
    let error = #expect(throws: DefinitionError.self) {
      try manifest(
        "functions: [ functions/a.yaml, functions/b.yaml ]",
        [
          "functions/a.yaml": Self.order,
          "functions/b.yaml": """
          list:
            modul: orders
            description: D
            input: {}
            output: {}
          """,
        ])
    }
    #expect(
      error?.description == """
        shop/functions/b.yaml:2:3: error: unknown field 'modul' [FE0102]
          modul: orders
          ^
        hint: did you mean 'module'?
        """)
  }

  @Test func `shows broken syntax in the file where it stands`() {
    let error = #expect(throws: DefinitionError.self) {
      try manifest("forms: [ x.yaml ]", ["x.yaml": "x: { schema: [\n"])
    }
    #expect(error?.diagnostics.map(\.location.file) == ["shop/x.yaml"])
  }

  @Test func `names no function twice`() {
    let error = #expect(throws: DefinitionError.self) {
      try manifest(
        "functions: [ a.yaml, b.yaml ]", ["a.yaml": Self.order, "b.yaml": Self.order])
    }
    #expect(
      error?.description == """
        shop/b.yaml:1:1: error: 'place' is declared in another file too [FE0002]
        place:
        ^
        hint: give it another name
        """)
  }

  @Test func `holds declarations, not a list of them, in each file`() {
    let error = #expect(throws: DefinitionError.self) {
      try manifest("functions: [ a.yaml ]", ["a.yaml": "- place\n"])
    }
    #expect(
      error?.diagnostics.map(\.message) == [
        "a part of a manifest must be an object, not an array"
      ])
  }

  @Test func `is pinned with its files`() async throws {
    let workshop = try Workshop()
    try workshop.changing("flows/plugins/shop/plugin.yaml") {
      $0 + "\nforms: [ forms/size.yaml ]\n"
    }
    try workshop.write("flows/plugins/shop/forms/size.yaml", "size: { schema: { type: object } }\n")
    try workshop.flow("- order: { call: shop.placeOrder, with: { item: hat } }")
    let first = try await workshop.run(id: "pinned")
    #expect(first.phase == .completed)
    try workshop.changing("flows/plugins/shop/forms/size.yaml") { $0 + "# changed\n" }
    await #expect(throws: EngineError.self) { try await workshop.run(id: "pinned") }
  }
}
