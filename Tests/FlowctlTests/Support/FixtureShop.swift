import FlowValue
import Foundation
import Testing

/// A folder with a plugin `shop`, flows that order from it, and the fixtures that a test writes.
struct FixtureShop {
  let flowctl: Flowctl

  init(environment: [String: String] = [:]) throws {
    flowctl = try Flowctl(environment: environment)
    try flowctl.write("flows/flowctl.yaml", Self.configuration)
    try flowctl.write("flows/plugins/shop/plugin.yaml", Self.manifest)
    try flowctl.write("flows/plugins/shop/orders.lua", Self.orders)
    try flowctl.write("flows/plugins/shop/simulator.lua", Self.simulator)
    try flow(
      "order",
      """
      - stock: { call: shop.stock, with: {} }
      - paper: { call: prompt, with: { form: shop.paper } }
      - order: { call: shop.order, with: { size: "${ workflow.input.size }" } }
      """)
    try flow("careless", "- order: { call: shop.orderCarelessly, with: { size: 1 } }")
    try flow(
      "patient",
      """
      - pause: { wait: P30D }
      - stock: { call: shop.stock, with: {} }
      """)
  }

  func flow(_ name: String, _ tasks: String) throws {
    let lines = tasks.split(separator: "\n").map { "  \($0)" }.joined(separator: "\n")
    try flowctl.write(
      "flows/\(name)/workflow.yaml",
      """
      document: { dsl: 1.0.3, namespace: tests, name: \(name), version: 1.0.0 }
      evaluate: { language: lua }
      do:
      \(lines)
      """)
  }

  func fixture(_ name: String, of flow: String, _ text: String) throws {
    try flowctl.write("flows/\(flow)/fixtures/\(name).yaml", text)
  }

  /// Runs `flowctl test`.
  func test(_ arguments: String...) async throws -> Flowctl.Result {
    try await flowctl.run(["test"] + arguments)
  }

  /// A fixture of `order` that passes.
  static let good = """
    title: An order is placed
    clock: 2026-03-01T09:00:00Z
    input: { size: 3 }
    simulate: []
    http:
      - request: { method: GET, path: /stock }
        response: { status: 200, body: { count: 7 } }
        times: any
      - request: { method: POST, path: /orders, body: { size: 3 } }
        response: { status: 201, body: { id: o-1, size: 3 } }
    answers: { paper: [ { color: red } ] }
    expect:
      status: completed
      output: { id: o-1 }
      tasks: [ stock, …, order ]
      effects: [ { http: POST /orders, body: { size: 3 } } ]
      never: [ { http: DELETE * } ]

    """

  private static let configuration = """
    profile: sandbox
    plugins: [ plugins/shop ]
    profiles:
      sandbox: { simulate: [ shop ] }
    """

  private static let manifest = """
    name: shop
    version: 1.0.0
    engine: ">=0.1.0 <1.0.0"
    settings:
      baseURL: { type: string, default: "https://shop.example", x-connection: true }
    permissions:
      { hosts: [ "${settings.baseURL}" ], secrets: [ key ], artifacts: [ secrets ] }
    simulators:
      shop: { module: simulator, origins: [ "${settings.baseURL}" ], secrets: [ key ] }
    functions:
      stock: { module: orders, description: "Reads the stock.", input: {}, output: {} }
      order: { module: orders, description: "Places an order.", input: {}, output: {} }
      write: { module: orders, description: "Writes a letter.", input: {}, output: {} }
      orderCarelessly: { module: orders, description: "Orders twice.", input: {}, output: {} }
    forms:
      paper:
        schema:
          type: object
          required: [ color ]
          properties: { color: { type: string, enum: [ red, blue ] } }
    """

  private static let orders = """
    local orders = {}

    local function authorized(request)
      request.headers = { Authorization = { prefix = "Key ", secret = flow.secret("key") } }
      return flow.http(request)
    end

    function orders.stock() return authorized { url = "{baseURL}/stock" }.body end

    function orders.order(given)
      return authorized {
        method = "POST", url = "{baseURL}/orders", body = { size = given.size },
        lost = "repeat", idempotencyHeader = "Request-Id",
      }.body
    end

    function orders.write()
      flow.save {
        name = "letter.eml", type = "message/rfc822",
        content = { prefix = "To: Ada\\r\\n\\r\\nThe key: ", secret = flow.secret("key") },
      }
      flow.save { name = "copy.txt", content = "To: Ada\\n\\nThe key is in the letter.\\n" }
      return {}
    end

    function orders.orderCarelessly(given)
      return authorized {
        method = "POST", url = "{baseURL}/orders", body = { size = given.size }, lost = "repeat",
      }.body
    end

    return orders
    """

  private static let simulator = """
    return {
      handle = function(request)
        if request.headers.authorization ~= "Key " .. flow.hmac { data = "secret:key" } then
          return { status = 401, body = {} }
        end
        if request.method == "GET" then return { status = 200, body = { count = 7 } } end
        local id = request.headers["request-id"] or flow.uuid()
        state.put("order/" .. id, request.body)
        return { status = 201, body = { size = request.body.size } }
      end,
    }
    """
}
