package import FlowEngine

extension Scaffold {
  /// A plugin with a function that reads from a server, a simulator of that server, texts in two
  /// languages, and a flow that uses it, with a fixture.
  ///
  /// - Parameters:
  ///   - name: The plugin's name.
  ///   - folder: Where its folder goes, relative to the working folder.
  ///   - options: The working folder and the flows.
  /// - Returns: The files and the next steps.
  /// - Throws: `EngineError` if the name cannot be one.
  package static func plugin(
    _ name: String, in folder: String, options: EngineOptions
  ) throws(EngineError) -> Scaffold {
    try check(name: name)
    if Manifest.reservedNames.contains(name) {
      throw .usage(
        "'\(name)' cannot be the name of a plugin: the Lua modules of every flow are called so.",
        hint: "take another name")
    }
    let path = "\(folder)/\(name)"
    let hidden = hidden(by: path, "plugins/\(name)", with: "plugin.yaml", options: options)
    let notes = hidden.map {
      "there is a plugin '\(name)' in \($0) as well; from here on the name stands for the new one"
    }
    return Scaffold(
      files: [
        ("\(path)/plugin.yaml", manifest(name)), ("\(path)/items.lua", items),
        ("\(path)/simulator.lua", simulator), ("\(path)/texts.en.yaml", english),
        ("\(path)/texts.fr.yaml", french), ("\(path)/flowctl.yaml", configuration(name)),
        ("\(path)/example/workflow.yaml", workflow(name)),
        ("\(path)/example/fixtures/found.yaml", found(name)),
        ("\(path)/example/fixtures/not-found.yaml", notFound(name)),
      ],
      nextSteps: [
        "flowctl check \(path)", "flowctl test \(path)",
        "flowctl run \(path)/example --config \(path)/flowctl.yaml --set id=teapot",
        "To use it in your flows, list \(path) under 'plugins' in their flowctl.yaml.",
      ], notes: [notes].compactMap(\.self))
  }

  private static func manifest(_ name: String) -> String {
    """
    name: \(name)
    version: 0.1.0
    engine: "\(engine)"

    settings:
      baseURL:
        type: string
        format: uri
        default: https://\(name.lowercased()).example
        description: Where the server answers.
        x-connection: true

    # Everything that the plugin may reach.
    permissions:
      hosts: ["${settings.baseURL}"]

    functions:
      findItem:
        module: items
        title: Find an item
        description: Reads an item by its id.
        endpoint: GET /items/{id}
        input:
          type: object
          required: [id]
          additionalProperties: false
          properties:
            id: { title: The id of the item, type: string, minLength: 1 }
        output:
          type: object
          required: [name]
          properties:
            name: { type: string }

    \(simulators(name))
    """
  }

  private static func simulators(_ name: String) -> String {
    """
    # Stands in for the server in the sandbox and in fixtures.
    simulators:
      \(name):
        module: simulator
        origins: ["${settings.baseURL}"]

    """
  }

  private static let items = """
    local items = {}

    function items.findItem(wanted)
      local answer = flow.http{ url = "{baseURL}/items/{id}", path = { id = wanted.id } }
      if answer.status == 200 then return answer.body end
      flow.raise{
        type = "https://example.org/problems/no-item", status = 404, title = flow.text("no-item"),
        detail = flow.text("no-item-detail", { id = wanted.id }),
      }
    end

    return items

    """

  private static let simulator = """
    -- A server that has one item.
    local function handle(request)
      if request.path == "/items/teapot" then
        return { status = 200, body = { id = "teapot", name = "Teapot" } }
      end
      return { status = 404, body = {} }
    end

    return { handle = handle }

    """

  private static let english = """
    no-item: There is no such item
    no-item-detail: The server has no item {id}.

    """

  private static let french = """
    no-item: Cet article n’existe pas
    no-item-detail: Le serveur n’a pas d’article {id}.

    """

  private static func configuration(_ name: String) -> String {
    """
    # The plugin on its own, with its simulator in place of the server.
    profile: sandbox

    plugins: [.]

    profiles:
      sandbox:
        simulate: [\(name)]

    """
  }

  private static func workflow(_ name: String) -> String {
    """
    document:
      dsl: 1.0.3
      namespace: flows
      name: \(name)-example
      version: 0.1.0
      title: Find an item

    evaluate:
      language: lua

    input:
      schema:
        document:
          type: object
          required: [id]
          additionalProperties: false
          properties:
            id: { title: The id of the item, type: string, minLength: 1 }

    do:
      - find:
          call: \(name).findItem
          with: { id: "${ input.id }" }

    """
  }

  private static func found(_ name: String) -> String {
    """
    title: An item is found by its id
    input: { id: teapot }
    simulate: [\(name)]
    expect:
      status: completed
      output: { name: Teapot }
      effects:
        - http: GET /items/teapot

    """
  }

  private static func notFound(_ name: String) -> String {
    """
    title: An item that is not there is a problem of its own
    input: { id: kettle }
    simulate: [\(name)]
    expect:
      status: faulted
      error: { type: https://example.org/problems/no-item, status: 404 }

    """
  }
}
