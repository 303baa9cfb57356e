import Foundation

/// A folder with a flow that tells a desk what it was told, and gives what the desk answers.
struct RecordedDesk {
  let flowctl: Flowctl

  /// The properties of the inputs of workflow and function are YAML, as are the tasks after the
  /// question; what the function sends of `given`, and the desk answers of `asked`, is Lua.
  init(
    input: String = "{}", asks: String = "{}", does: String = "", sends: String = "given",
    answers: String
  ) throws {
    flowctl = try Flowctl()
    try flowctl.write(
      "flows/flowctl.yaml",
      """
      profile: sandbox
      plugins: [ plugins/desk ]
      profiles: { sandbox: { simulate: [ desk ] } }
      """)
    try flowctl.write("flows/plugins/desk/plugin.yaml", Self.manifest(asks))
    try flowctl.write("flows/plugins/desk/people.lua", Self.people(sends))
    try flowctl.write(
      "flows/plugins/desk/simulator.lua",
      """
      return {
        handle = function(request)
          local asked = request.body
          return { status = 200, body = \(answers) }
        end,
      }
      """)
    try flowctl.write(
      "flows/tell/workflow.yaml",
      """
      document: { dsl: 1.0.3, namespace: tests, name: tell, version: 1.0.0 }
      evaluate: { language: lua }
      input: { schema: { document: { type: object, properties: \(input) } } }
      do:
        - ask: { call: desk.ask, with: "${ input }" }
      \(does)
      """)
  }

  /// Runs the flow, and what came of it with the text of the fixture.
  func record(_ input: String) async throws -> (result: Flowctl.Result, fixture: String) {
    let result = try await flowctl.run(
      "run", "tell", "--id", "told", "--input", input, "--record", Self.file)
    let file = flowctl.folder.appending(path: Self.file)
    return (result, (try? String(contentsOf: file, encoding: .utf8)) ?? "")
  }

  private static let file = "flows/tell/fixtures/told.yaml"

  private static func manifest(_ asks: String) -> String {
    """
    name: desk
    version: 1.0.0
    engine: ">=0.1.0 <1.0.0"
    settings:
      baseURL: { type: string, default: "https://desk.example", x-connection: true }
    permissions: { hosts: [ "${settings.baseURL}" ] }
    simulators:
      desk: { module: simulator, origins: [ "${settings.baseURL}" ] }
    functions:
      ask:
        module: people
        description: Asks the desk.
        input: { type: object, properties: \(asks) }
        output: {}
    """
  }

  private static func people(_ sends: String) -> String {
    """
    local people = {}

    function people.ask(given)
      return flow.http {
        method = "POST", url = "{baseURL}/questions", body = \(sends), lost = "repeat",
        idempotencyHeader = "Request-Id",
      }.body
    end

    return people
    """
  }
}
