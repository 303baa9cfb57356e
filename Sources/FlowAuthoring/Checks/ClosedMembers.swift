import FlowEngine
import FlowValue

/// What an expression can read of a value whose schema allows no other members.
struct ClosedMembers {
  /// A member that is read and cannot be there.
  struct Unknown {
    /// What should have it, as written: `workflow.input`.
    let owner: String
    let member: LuaGlobal.Name
    let known: [String]
  }

  /// The names that lead to the value: `workflow`, `input`.
  private let path: [String]
  private let schema: FlowValue

  /// The first member on the way that the schema does not have.
  func unknown(in global: LuaGlobal) -> Unknown? {
    let names = [global.name] + global.members
    guard names.count > path.count, names.map(\.text).starts(with: path) else { return nil }
    var schema = schema
    for (position, name) in names.enumerated().dropFirst(path.count) {
      guard let known = Self.properties(of: schema) else { return nil }
      guard let next = known[name.text] else {
        return Unknown(
          owner: names[..<position].map(\.text).joined(separator: "."), member: name,
          known: Array(known.keys))
      }
      schema = next
    }
    return nil
  }

  /// The only members that a value can have; `nil` where others may be there too.
  private static func properties(of schema: FlowValue) -> FlowObject? {
    guard schema["additionalProperties"] == false, schema["patternProperties"] == nil,
      let properties = schema["properties"]?.object, !properties.isEmpty
    else { return nil }
    return properties
  }
}

extension ClosedMembers {
  /// What every expression can be held against: the run's input, and the context where no task
  /// changes it.
  static func everywhere(in definition: FlowDefinition, hasHooks: Bool) -> [Self] {
    let workflow = definition.workflow
    guard let schema = workflow.input.schema?.source else { return [] }
    let own = Self(path: ["workflow", "input"], schema: schema)
    let isKept =
      !hasHooks && workflow.input.from == nil && !definition.tasks.contains(where: exports)
    return isKept ? [own, Self(path: ["context"], schema: schema)] : [own]
  }

  /// What the expressions of the first task can be held against, where nothing changes its input.
  static func ofFirst(
    _ task: TaskDefinition, in definition: FlowDefinition, hasHooks: Bool
  ) -> [Self] {
    let workflow = definition.workflow
    guard !hasHooks, workflow.input.from == nil, task.input.from == nil, task.body.tasks.isEmpty,
      let schema = workflow.input.schema?.source,
      !workflow.tasks.contains(where: { $0.goes(to: task.name) })
    else { return [] }
    return [Self(path: ["input"], schema: schema)]
  }

  private static func exports(_ task: TaskDefinition) -> Bool {
    if case .listen(let listen) = task.body, listen.foreach?.export.as != nil { return true }
    return task.export.as != nil
  }
}

extension TaskDefinition {
  /// Whether the task can lead to one of this name in its list.
  func goes(to name: String) -> Bool {
    if case .switch(let cases) = body, cases.contains(where: { $0.then == .task(name) }) {
      return true
    }
    return then == .task(name)
  }
}
