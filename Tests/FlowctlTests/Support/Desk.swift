import FlowEngine
import FlowSandbox
import FlowValue
import Foundation
import Testing

/// A folder with a plugin `desk` that has a form, and flows that ask.
struct Desk {
  let flowctl: Flowctl

  init() throws {
    flowctl = try Flowctl()
    try flowctl.write("flows/flowctl.yaml", Self.configuration(role: "clerk"))
    try flowctl.write("other.yaml", Self.configuration(role: "guest"))
    try flowctl.write("flows/plugins/desk/plugin.yaml", Self.manifest)
    try flowctl.write("flows/plugins/desk/reviews.lua", Self.reviews)
    try flowctl.write("flows/plugins/desk/stamps.lua", Self.stamps)
    try flowctl.write("flows/plugins/desk/simulator.lua", Self.simulator)
    try flowctl.write("flows/plugins/desk/texts.en.yaml", Self.english)
    try flowctl.write("flows/plugins/desk/texts.fr.yaml", Self.french)
    try flow("order", "- order: { call: prompt, with: { form: desk.order } }")
  }

  func flow(_ name: String, _ tasks: String) throws {
    try flowctl.write(
      "flows/\(name)/workflow.yaml",
      """
      document: { dsl: 1.0.3, namespace: tests, name: \(name), version: 1.0.0 }
      evaluate: { language: lua }
      do:
      \(tasks.split(separator: "\n").map { "  \($0)" }.joined(separator: "\n"))
      """)
  }

  /// The run as `show` prints it.
  func show(_ id: String) async throws -> FlowValue {
    let shown = try await flowctl.run("show", id, "--output", "json")
    #expect(shown.status == 0, "\(shown.error)")
    return try FlowValue(json: shown.output)
  }

  /// The answers in a run's journal.
  func answers(of id: String) async throws -> [FlowValue] {
    try await show(id)["journal"]?.array?.filter {
      $0["kind"] == "answered" && $0["key"]?.string?.contains("order") == true
    } ?? []
  }

  /// Serves the plugin's simulator at a port while `body` runs; `socket.yaml` reaches it.
  func serving(_ gate: Gate, _ body: @Sendable () async throws -> Void) async throws {
    let surroundings = try Surroundings(
      EngineOptions(
        environment: ["FLOWCTL_HOME": flowctl.folder.appending(path: "server").path],
        workingDirectory: flowctl.folder))
    let simulator = try #require(try surroundings.simulators().first)
    let server = SandboxServer(SimulatorTransport(simulator), observer: gate.hold)
    do {
      try await server.serving { port in
        try flowctl.write("socket.yaml", Self.configuration(port: port))
        try await body()
      }
    } catch {
      await surroundings.close()
      throw error
    }
    await surroundings.close()
  }

  /// A good answer to the form.
  static let answer: FlowValue = [
    "person": ["name": "Ada", "email": "ada@desk.example"], "size": "large", "accepted": true,
  ]

  /// The profile of somebody with a role; it may pause.
  private static func configuration(role: String) -> String {
    """
    profile: desk
    plugins: [ \(role == "clerk" ? "" : "flows/")plugins/desk ]
    profiles:
      desk:
        simulate: [ desk ]
        actor: { upn: \(role)@desk.example, roles: [ \(role) ] }
    """
  }

  /// The profile that reaches the simulator behind a socket.
  private static func configuration(port: Int) -> String {
    """
    profile: socket
    plugins: [ flows/plugins/desk ]
    profiles:
      socket: { settings: { desk: { baseURL: "http://127.0.0.1:\(port)" } } }
    """
  }

  private static let manifest = """
    name: desk
    version: 1.0.0
    engine: ">=0.1.0 <1.0.0"
    settings:
      baseURL: { type: string, default: "https://desk.example", x-connection: true }
    permissions: { hosts: [ "${settings.baseURL}" ] }
    simulators:
      desk: { module: simulator, origins: [ "${settings.baseURL}" ] }
    functions:
      stamp: { module: stamps, description: "Stamps a paper.", input: {}, output: {} }
      count: { module: stamps, description: "Counts papers.", input: {}, output: {} }
    forms:
      order:
        roles: [ clerk ]
        validate: reviews.validate
        schema:
          type: object
          required: [ person, size, accepted ]
          properties:
            person:
              type: object
              required: [ name, email ]
              properties:
                name: { type: string, minLength: 1 }
                email: { type: string, format: email }
            size: { type: string, enum: [ small, large ], default: small }
            count: { type: integer, minimum: 1 }
            tags: { type: array, items: { type: string } }
            accepted: { const: true }
    """

  private static let reviews = """
    local reviews = {}

    function reviews.validate(answer)
      if answer.person.name == "Nobody" then
        return array { { field = "person.name", message = flow.text("nobody") } }
      end
    end

    return reviews
    """

  /// The first paper is refused, as long as nobody asks again.
  private static let stamps = """
    local stamps = {}

    function stamps.stamp()
      local answer = flow.http {
        method = "POST", url = "{baseURL}/stamps", lost = "repeat", idempotencyHeader = "Request-Id",
      }
      if answer.status ~= 201 then
        flow.raise { type = "https://desk.example/problems/busy", status = 409, title = "Busy" }
      end
      return answer.body
    end

    function stamps.count() return flow.http { url = "{baseURL}/papers" }.body end

    return stamps
    """

  private static let simulator = """
    return {
      handle = function(request)
        if request.method == "GET" then return { status = 200, body = { count = 7 } } end
        local asked = state.get("asked") == true
        state.put("asked", true)
        if not asked then return { status = 409, body = {} } end
        return { status = 201, body = { stamped = true } }
      end,
    }
    """

  private static let english = """
    order.title: Your order
    order.help: We send it today.
    order.person.name: Name
    order.person.email: E-mail address
    order.person.email.help: where the bill goes
    order.size: Size
    order.count: How many
    order.tags: Labels
    order.accepted: You accept the terms
    nobody: is not somebody
    """

  private static let french = """
    order.title: Votre commande
    order.help: Nous l'envoyons aujourd'hui.
    order.person.name: Nom
    order.person.email: Adresse électronique
    order.person.email.help: pour la facture
    order.size: Taille
    order.count: Combien
    order.tags: Étiquettes
    order.accepted: Vous acceptez les conditions
    nobody: n'est personne
    """
}

extension Flowctl {
  /// Starts the command at a pseudo-terminal.
  func atTerminal(_ arguments: String...) throws -> TerminalSession {
    try atTerminal(arguments)
  }

  func atTerminal(_ arguments: [String]) throws -> TerminalSession {
    let command = ([Self.binary.path] + arguments).map { "'\($0)'" }.joined(separator: " ")
    return try TerminalSession(command, environment: environment, folder: folder)
  }

  /// Runs a line as a shell does.
  func shell(_ line: String) async throws -> Result {
    try await start(["-c", line], input: nil, program: URL(filePath: "/bin/sh")).finish()
  }
}
