import FlowEngine
import FlowValue

/// Finds what a definition says that cannot be meant, whatever the run.
struct DefinitionRules {
  private(set) var findings: Findings
  private let definition: FlowDefinition

  init(_ definition: FlowDefinition) {
    self.definition = definition
    findings = Findings(source: definition.source)
  }

  mutating func check() {
    for task in definition.tasks {
      guard let node = definition.node(at: task.reference) else { continue }
      checkLoop(task, node)
      checkVariables(node)
      if case .switch(let cases) = task.body { checkNames(of: cases, in: task) }
      if node["call"]?.string == "http" { checkRequest(node["with"]) }
      checkStatus(node["raise"]?["error"]?["status"])
    }
    let use = definition.root["use"]
    for member in use?["errors"]?.members ?? [] { checkStatus(member.value["status"]) }
    for member in use?["functions"]?.members ?? [] where member.value["call"]?.string == "http" {
      checkRequest(member.value["with"])
    }
  }

  /// A task that cannot fail goes to itself for ever.
  private mutating func checkLoop(_ task: TaskDefinition, _ node: LocatedValue) {
    guard task.if == nil, task.timeout == nil, task.then == .task(task.name) else { return }
    switch task.body {
    case .set, .emit, .wait: break
    case .call, .do, .for, .fork, .listen, .raise, .run, .switch, .try: return
    }
    findings.report(
      .endlessLoop, at: (node["then"] ?? node).location,
      "'\(task.name)' goes to itself, and nothing ends it",
      hint: "give it an 'if', or go to a task that decides", severity: .warning)
  }

  /// The standard's arguments come first, so a variable of such a name is never seen.
  private mutating func checkVariables(_ node: LocatedValue) {
    let variables = [
      node["for"]?["each"], node["for"]?["at"], node["catch"]?["as"], node["foreach"]?["item"],
      node["foreach"]?["at"],
    ]
    for variable in variables.compactMap(\.self) {
      guard let name = variable.string, ExpressionNames.export.contains(name) else { continue }
      findings.report(
        .hiddenVariable, at: variable.location,
        "the variable '\(name)' is never seen: '\(name)' is an argument of every expression",
        hint: "give the variable another name")
    }
  }

  private mutating func checkNames(of cases: [SwitchCase], in task: TaskDefinition) {
    var names: Set<String> = []
    for option in cases where !names.insert(option.name).inserted {
      findings.report(
        .repeatedTask, at: option.location,
        "'\(task.name)' already has a case '\(option.name)'",
        hint: "give each case of a switch a name of its own")
    }
  }

  /// RFC 9457 takes the status of an HTTP response, and an error is one of 4xx or 5xx.
  private mutating func checkStatus(_ node: LocatedValue?) {
    guard let node, let status = node.value.integer, !(400...599).contains(status) else { return }
    findings.report(
      .valueNotAllowed, at: node.location, "\(status) is not the status of an error",
      hint: "errors have a status from 400 to 599")
  }

  private mutating func checkRequest(_ node: LocatedValue?) {
    if let method = node?["method"], let text = method.string, !text.contains("${") {
      check(method: text, at: method.location)
    }
    if let endpoint = node?["endpoint"], let uri = endpoint["uri"] ?? Optional(endpoint),
      let text = uri.string, !text.contains("${"),
      text.wholeMatch(of: /(?i)https?:\/\/[^\/?#\s]+\S*/) == nil
    {
      findings.report(
        .valueNotAllowed, at: uri.location, "'\(text)' is not where a request can go",
        hint: "write a whole URI such as https://api.example.org/orders")
    }
  }

  private mutating func check(method: String, at location: SourceLocation) {
    if !RequestMethod.isAllowed(method) {
      findings.report(
        .valueNotAllowed, at: location, "'\(method)' is not a method that can be sent",
        hint: "write a method such as GET or POST")
    } else if !RequestMethod.isRegistered(method) {
      findings.report(
        .valueNotAllowed, at: location, "'\(method)' is no registered method of HTTP",
        hint: Spelling.hint(for: method.uppercased(), among: RequestMethod.usual)
          ?? "servers know \(Spelling.list(RequestMethod.usual, "and"))", severity: .warning)
    }
  }
}
