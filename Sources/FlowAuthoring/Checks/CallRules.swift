import FlowEngine
import FlowValue

/// Holds what a workflow calls, asks and runs against what there is.
struct CallRules {
  private(set) var findings: Findings
  private let definition: FlowDefinition
  private let surroundings: ScriptSurroundings
  private let workplace: Workplace

  init(
    _ definition: FlowDefinition, _ surroundings: ScriptSurroundings, in workplace: Workplace
  ) {
    self.definition = definition
    self.surroundings = surroundings
    self.workplace = workplace
    findings = Findings(source: definition.source)
  }

  mutating func check() {
    for task in definition.tasks {
      guard let node = definition.node(at: task.reference) else { continue }
      switch task.body {
      case .call(let call): check(call, node, at: task.location)
      case .run(let workflow): check(workflow, node)
      default: break
      }
    }
    for (name, call) in definition.workflow.use.functions {
      guard let member = definition.root["use"]?["functions"]?.member(name) else { continue }
      check(call, member.value, at: member.location)
    }
  }

  private mutating func check(_ call: Call, _ node: LocatedValue, at location: SourceLocation) {
    switch call {
    case .function(let name, let with):
      guard let schema = surroundings.functions[name]?.input else { return }
      let arguments = WrittenValue(
        with, at: node["with"], otherwise: node["call"]?.location ?? location)
      ArgumentRules(schema: schema, function: name).check(arguments, &findings)
    case .prompt: check(form: node["with"]?["form"])
    case .http: check(endpoint: node["with"]?["endpoint"])
    case .defined: break
    }
  }

  private mutating func check(form: LocatedValue?) {
    guard let form, let name = form.string, !name.contains("${"),
      !surroundings.forms.contains(name)
    else { return }
    findings.report(
      .unknownForm, at: form.location, "there is no form '\(name)'",
      hint: Spelling.hint(for: name, among: surroundings.forms)
        ?? "no plugin of the configuration brings it")
  }

  private mutating func check(endpoint: LocatedValue?) {
    guard let node = endpoint?["uri"] ?? endpoint, let text = node.string, !text.hasPrefix("${")
    else { return }
    let address = RequestAddress(text)
    guard case .origin = address.host,
      !address.isPermitted(by: surroundings.permissions.hosts)
    else { return }
    findings.report(
      .undeclaredHost, at: node.location,
      "\(surroundings.owner) may not reach \(address.shownHost)",
      hint: "list \"\(address.permission)\" under 'permissions.hosts'")
  }

  private mutating func check(_ workflow: SubWorkflow, _ node: LocatedValue) {
    guard let node = node["run"]?["workflow"] else { return }
    let place = node["name"]?.location ?? node.location
    let known = FlowFolder.names(in: workplace.searchPath)
    guard known.contains(workflow.name) else {
      findings.report(
        .unknownWorkflow, at: place, "there is no flow '\(workflow.name)'",
        hint: Spelling.hint(for: workflow.name, among: known) ?? "put it beside this flow")
      return
    }
    guard let identity = identity(of: workflow.name), !workflow.names(identity) else { return }
    findings.report(
      .unknownWorkflow, at: place, "the flow '\(workflow.name)' is \(identity)",
      hint: "correct the namespace or version, here or there")
  }

  private func identity(of flow: String) -> WorkflowIdentity? {
    let folder = try? FlowFolder.find(
      flow, in: workplace.searchPath, plugins: [], base: workplace.base)
    return (try? folder?.bundle().workflow).flatMap { try? WorkflowIdentity($0) }
  }
}
