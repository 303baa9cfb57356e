import FlowEngine
import FlowValue
import Foundation

/// A folder of its own for one test: flows, a plugin with a simulator, a configuration, a home.
///
/// The plugin `shop` sells: its simulator counts orders, and answers each request id once. Time
/// stands still at the profile's clock, except for pauses.
struct Workshop: ~Copyable {
  let folder: URL

  init(plugin: Bool = true) throws {
    folder = FileManager.default.temporaryDirectory.appending(path: "workshop-\(UUID())")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    try write(
      "flows/flowctl.yaml", plugin ? Self.configuration : "profile: bare\nprofiles: { bare: {} }\n")
    if plugin {
      try write("flows/plugins/shop/plugin.yaml", Self.manifest)
      try write("flows/plugins/shop/orders.lua", Self.orders)
      try write("flows/plugins/shop/simulator.lua", Self.simulator)
    }
  }

  deinit { try? FileManager.default.removeItem(at: folder) }

  func write(_ path: String, _ text: String) throws {
    let file = folder.appending(path: path)
    try FileManager.default.createDirectory(
      at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(text.utf8).write(to: file)
  }

  /// Rewrites a file of the workshop.
  func changing(_ path: String, _ change: (String) -> String) throws {
    let file = folder.appending(path: path)
    try write(path, change(try String(contentsOf: file, encoding: .utf8)))
  }

  /// Writes a flow `test` from its `do` list, and what else its definition says.
  func flow(_ tasks: String, more: String = "", hooks: String? = nil) throws {
    let indented = tasks.split(separator: "\n").map { "  \($0)" }.joined(separator: "\n")
    try write(
      "flows/test/workflow.yaml",
      """
      document: { dsl: 1.0.3, namespace: tests, name: test, version: 1.0.0 }
      evaluate: { language: lua }
      \(more)
      do:
      \(indented)
      """)
    if let hooks { try write("flows/test/hooks.lua", hooks) }
  }

  /// Lets the profile's clock stand at a later moment.
  func moveClock(to moment: String) throws {
    try write(
      "flows/flowctl.yaml", Self.configuration.replacing("2026-03-01T09:00:00Z", with: moment))
  }

  var options: EngineOptions {
    EngineOptions(environment: ["FLOWCTL_HOME": home.path], workingDirectory: folder)
  }

  var home: URL { folder.appending(path: "home") }

  /// Runs the flow `test` to where it ends or waits.
  func run(input: FlowValue = [:], id: String? = nil) async throws -> RunReport {
    let engine = try await FlowEngine(options)
    do {
      let report = try await engine.start("test", input: input, id: id).finish()
      await engine.close()
      return report
    } catch {
      await engine.close()
      throw error
    }
  }

  /// How many orders the shop has, by asking its simulator the way a flow does.
  func orderCount() async throws -> Int {
    try write(
      "flows/count/workflow.yaml",
      """
      document: { dsl: 1.0.3, namespace: tests, name: count, version: 1.0.0 }
      evaluate: { language: lua }
      do:
        - count: { call: shop.countOrders }
      """)
    let engine = try await FlowEngine(options)
    let report = try await engine.start("count", input: [:]).finish()
    await engine.close()
    return Int(report.output?.integer ?? -1)
  }

  private static let configuration = """
    profile: simulated
    plugins: [ plugins/shop ]
    profiles:
      simulated:
        simulate: [ shop ]
        actor: { upn: clerk@shop.example, roles: [ clerk ] }
        clock: 2026-03-01T09:00:00Z
        seed: workshop
        settings: { shop: { currency: EUR } }
    """

  private static let manifest = """
    name: shop
    version: 1.0.0
    engine: ">=0.1.0 <1.0.0"
    settings:
      baseURL: { type: string, default: "https://shop.example", x-connection: true }
      currency: { type: string, default: USD }
    permissions: { hosts: [ "${settings.baseURL}" ] }
    simulators:
      shop: { module: simulator, origins: [ "${settings.baseURL}" ] }
    functions:
      placeOrder:
        module: orders
        description: Places an order.
        input: { type: object, required: [ item ], properties: { item: { type: string } } }
        output: { type: object, required: [ number ] }
      countOrders:
        module: orders
        description: Counts the orders.
        input: {}
        output: { type: integer }
      getStatus:
        module: orders
        description: Asks for a status code and gets it.
        input: { type: object }
        output: { type: integer }
    """

  private static let orders = """
    local orders = {}

    function orders.placeOrder(arguments)
      local answer = flow.http {
        method = "POST", url = "{baseURL}/orders", lost = "repeat",
        idempotencyHeader = "Request-Id",
        body = { item = arguments.item, currency = flow.setting("currency") },
      }
      if answer.status ~= 201 then
        flow.raise { type = "https://shop.example/problems/refused", status = answer.status,
          title = "The shop refused", detail = flow.json.encode(answer.body) }
      end
      return { number = answer.body.number, item = answer.body.item }
    end

    function orders.countOrders()
      return flow.http { url = "{baseURL}/orders" }.body.count
    end

    function orders.getStatus(arguments)
      return flow.http { url = "{baseURL}/status/{code}", path = { code = arguments.code } }.status
    end

    return orders
    """

  private static let simulator = """
    local function place(request)
      local known = state.get("request/" .. request.headers["request-id"])
      if known ~= null then return known end
      local number = #state.list("order/") + 1
      local order = { number = number, item = request.body.item, currency = request.body.currency }
      state.put("order/" .. number, order)
      state.put("request/" .. request.headers["request-id"], order)
      return order
    end

    return {
      handle = function(request)
        if request.method == "POST" and request.path == "/orders" then
          return { status = 201, body = place(request) }
        elseif request.path == "/orders" then
          return { status = 200, body = { count = #state.list("order/") } }
        end
        local code = request.path:match("^/status/(%d+)$")
        return { status = tonumber(code) or 404, body = { path = request.path } }
      end,
    }
    """
}
