/// A flow that is measured: its name, and its files by their paths.
struct BenchFlow: Sendable {
  let name: String
  let files: [String: String]

  private init(_ name: String, tasks: String, hooks: String? = nil, more: [String: String] = [:]) {
    self.name = name
    var files = more
    files["flows/\(name)/workflow.yaml"] = """
      document: { dsl: 1.0.3, namespace: bench, name: \(name), version: 1.0.0 }
      evaluate: { language: lua }
      do:
      \(tasks)
      """
    files["flows/\(name)/hooks.lua"] = hooks
    self.files = files
  }

  /// A run of so many entries: its start, its end, and between them the outcomes of effects that
  /// reach nothing outside.
  static func entries(_ count: Int) -> BenchFlow {
    BenchFlow(
      "entries-\(count)", tasks: "  - note: { set: { number: \"${ input.number }\" } }",
      hooks: """
        return { note = { before = function()
          for _ = 1, \(count - 2) do flow.uuid() end
        end } }
        """)
  }

  /// As many tasks as the input's `number`, each of which adds one to that number.
  static let counting = BenchFlow(
    "counting",
    tasks: """
        - count:
            for:
              each: item
              in: >-
                ${ (function()
                  local items = {}
                  for item = 1, input.number do items[item] = item end
                  return items
                end)() }
            do:
              - add: { set: { number: "${ input.number + 1 }" } }
      """)

  /// A run that waits for days.
  static let waiting = BenchFlow("waiting", tasks: "  - rest: { wait: P3D }")

  /// One `set` and one call, which a simulator answers.
  static let shopping = BenchFlow(
    "shopping",
    tasks: """
        - choose: { set: { item: "${ 'tea' }" } }
        - look: { call: shop.readPrice, with: { item: "${ input.item }" } }
      """,
    more: [
      "flows/flowctl.yaml": """
      profile: simulated
      plugins: [ plugins/shop ]
      profiles: { simulated: { simulate: [ shop ] } }
      """,
      "flows/plugins/shop/plugin.yaml": """
      name: shop
      version: 1.0.0
      engine: ">=0.1.0 <1.0.0"
      permissions: { hosts: [ "https://shop.example" ] }
      simulators:
        shop: { module: simulator, origins: [ "https://shop.example" ] }
      functions:
        readPrice:
          module: prices
          description: Reads the price of an item.
          input: { type: object, required: [ item ], properties: { item: { type: string } } }
          output: { type: object, required: [ price ] }
      """,
      "flows/plugins/shop/prices.lua": """
      return { readPrice = function(arguments)
        return flow.http {
          url = "https://shop.example/prices/{item}", path = { item = arguments.item },
        }.body
      end }
      """,
      "flows/plugins/shop/simulator.lua": """
      return { handle = function(request)
        return { status = 200, body = { item = request.path:match("[^/]+$"), price = 12 } }
      end }
      """,
    ])
}
