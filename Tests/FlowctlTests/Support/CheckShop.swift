import Foundation

/// A folder with a sound flow `order` and a sound plugin `shop`, for a test to spoil.
struct CheckShop {
  let flowctl: Flowctl

  init() throws {
    flowctl = try Flowctl()
    for (file, text) in Self.files { try flowctl.write(file, text) }
  }

  /// Other tasks, and no hooks around them.
  func flow(_ tasks: String) throws {
    try flowctl.write("flows/order/workflow.yaml", Self.flow(tasks))
    try flowctl.write("flows/order/hooks.lua", "")
  }

  static func flow(_ tasks: String, head: String = "") -> String {
    """
    document: { dsl: 1.0.3, namespace: tests, name: order, version: 1.0.0 }
    evaluate: { language: lua }
    \(head)do:
    \(tasks.split(separator: "\n").map { "  \($0)" }.joined(separator: "\n"))

    """
  }

  static let manifest = """
    name: shop
    version: 1.0.0
    engine: ">=0.1.0 <1.0.0"
    settings:
      baseURL: { type: string, default: "https://shop.example", x-connection: true }
      otherURL: { type: string, default: "https://other.example", x-connection: true }
      size: { type: integer, default: 3 }
    permissions: { hosts: [ "${settings.baseURL}" ], secrets: [ key ] }
    hooks: hooks.lua
    functions:
      order:
        module: orders
        description: Orders.
        input:
          type: object
          required: [ size ]
          properties: { size: { type: integer }, colour: { enum: [ red, blue ] } }
          additionalProperties: false
        output: {}
    \(forms)simulators:
      shop: { module: simulator, origins: [ "${settings.baseURL}" ] }

    """

  static let forms = """
    forms:
      paper: { schema: { type: object, properties: { size: { type: integer } } } }

    """

  private static let files = [
    "flows/flowctl.yaml": "plugins: [ plugins/shop ]\n",
    "flows/order/workflow.yaml": flow(
      """
      - ask: { call: prompt, with: { form: shop.paper } }
      - order: { call: shop.order, with: { size: "${ input.size }" } }
      """),
    "flows/order/hooks.lua": """
    return {
      order = { after = function(task, output) return flow.merge(output, { by = task.name }) end },
    }

    """,
    "flows/plugins/shop/plugin.yaml": manifest,
    "flows/plugins/shop/hooks.lua": """
    return { ["*"] = { before = function() flow.log(flow.secret_name(flow.secret("key"))) end } }

    """,
    "flows/plugins/shop/orders.lua": """
    local orders = {}

    function orders.order(arguments)
      local size = arguments.size or flow.setting("size")
      local answer = flow.http{
        method = "POST", url = "{baseURL}/orders/{size}", path = { size = size },
        headers = { Key = flow.secret("key") },
      }
      if answer.status ~= 201 then error(flow.text("refused")) end
      return answer.body
    end

    return orders

    """,
    "flows/plugins/shop/simulator.lua": """
    return { handle = function() return { status = 201, body = state.get("order") } end }

    """,
    "flows/plugins/shop/texts.en.yaml": "refused: The shop refused.\n",
    "flows/plugins/shop/texts.fr.yaml": "refused: La boutique a refusé.\n",
  ]
}
