package import FlowEngine
import Foundation

extension Scaffold {
  /// A flow that greets: one task, a hook around it, texts in two languages, a fixture.
  ///
  /// - Parameters:
  ///   - name: The flow's name.
  ///   - folder: Where its folder goes, relative to the working folder.
  ///   - options: The working folder.
  /// - Returns: The files and the next steps.
  /// - Throws: `EngineError` if the name cannot be one.
  package static func flow(
    _ name: String, in folder: String, options: EngineOptions
  ) throws(EngineError) -> Scaffold {
    try check(name: name)
    let path = "\(folder)/\(name)"
    var files = [
      ("\(path)/workflow.yaml", workflow(name)), ("\(path)/hooks.lua", hooks),
      ("\(path)/texts.en.yaml", "greeting: Hello, {name}!\nworld: world\n"),
      ("\(path)/texts.fr.yaml", "greeting: Bonjour, {name}\u{A0}!\nworld: tout le monde\n"),
      ("\(path)/fixtures/greets.yaml", fixture),
    ]
    let configuration = "\(folder)/flowctl.yaml"
    let place = options.workingDirectory.appending(path: configuration).path
    if !FileManager.default.fileExists(atPath: place) {
      files.append((configuration, Self.configuration))
    }
    let hidden = hidden(by: path, name, with: "workflow.yaml", options: options)
    let notes = hidden.map {
      "there is a flow '\(name)' in \($0) as well; from here on the name stands for the new one. "
        + "To change that flow by hooks instead: flowctl customize \(name)"
    }
    return Scaffold(
      files: files,
      nextSteps: [
        "flowctl check \(path)", "flowctl test \(path)", "flowctl run \(path) --set name=Ada",
      ], notes: [notes].compactMap(\.self))
  }

  private static let configuration = """
    # Which plugins are in use, and which outside worlds a run can meet.
    profile: local

    plugins: []

    profiles:
      local: {}

    """

  private static func workflow(_ name: String) -> String {
    """
    document:
      dsl: 1.0.3
      namespace: flows
      name: \(name)
      version: 0.1.0
      title: Greet somebody

    evaluate:
      language: lua

    input:
      schema:
        document:
          type: object
          additionalProperties: false
          properties:
            name: { title: Who is greeted, type: string, minLength: 1 }

    do:
      - greet:
          set:
            greeting: "${ flow.text('greeting', { name = input.name or flow.text('world') }) }"

    output:
      schema:
        document:
          type: object
          required: [greeting, letters]
          additionalProperties: false
          properties:
            greeting: { type: string }
            letters: { type: integer }

    """
  }

  private static let hooks = """
    -- What happens around the tasks of the flow. A hook that returns nothing keeps the value.
    return {
      greet = {
        after = function(_, output)
          return flow.merge(output, { letters = utf8.len(output.greeting) })
        end,
      },
    }

    """

  private static let fixture = """
    title: Whoever is named is greeted
    input: { name: Ada }
    expect:
      status: completed
      output: { greeting: "Hello, Ada!", letters: 11 }

    """
}
