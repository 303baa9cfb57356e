/// The functions of `use.functions` while they are read: they may call each other in any order.
struct DefinedFunctions {
  private(set) var names: Set<String> = []
  fileprivate var unread: [String: LocatedValue] = [:]
  /// The functions that are being read, each called by the one before.
  fileprivate var path: [String] = []

  init(_ members: [LocatedMember] = []) {
    names = Set(members.map(\.key))
    unread = Dictionary(members.map { ($0.key, $0.value) }, uniquingKeysWith: { _, last in last })
  }
}

extension DefinitionReader {
  mutating func readFunctions(_ node: LocatedValue?) {
    let members = node?.members ?? []
    definedFunctions = DefinedFunctions(members)
    for member in members {
      checkFunctionName(member)
      _ = definedFunction(member.key, at: member.location)
    }
  }

  /// The call that the function stands for; `nil` if it is unsound, which is reported.
  mutating func definedFunction(_ name: String, at location: SourceLocation) -> Call? {
    if let index = definedFunctions.path.firstIndex(of: name) {
      let others = definedFunctions.path[(index + 1)...]
      report(
        .recursiveFunction, at: location,
        "the function '\(name)' calls itself"
          + (others.isEmpty ? "" : " through \(Spelling.list(others, "and"))"),
        hint: "repeat a call by a 'for' task or by 'retry'")
      return nil
    }
    if let node = definedFunctions.unread.removeValue(forKey: name) {
      definedFunctions.path.append(name)
      use.functions[name] = fields(of: node, .function).flatMap { call($0) }
      definedFunctions.path.removeLast()
    }
    return use.functions[name]
  }

  private mutating func checkFunctionName(_ member: LocatedMember) {
    let name = member.key
    if name.isEmpty {
      report(.emptyValue, at: member.location, "the name of the function is empty")
    } else if ["http", "prompt"].contains(name) || Vocabulary.laterCalls[name] != nil {
      report(
        .reservedName, at: member.location, "'\(name)' cannot be the name of a function",
        hint: "'call: \(name)' has a meaning of its own")
    } else if name.contains(where: { ".@".contains($0) }) {
      report(
        .reservedName, at: member.location, "the name of a function cannot have '.' or '@'",
        hint: "'plugin.function' names a function of a plugin")
    }
  }
}
