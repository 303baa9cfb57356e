import FlowValue

/// Something that happens in a simulated world because a person says so, not by a request:
/// `flowctl sandbox NAME ARGUMENT…`.
package struct SimulatorCommand: Sendable {
  /// A word of the command, given by its place.
  package struct Argument: Sendable {
    package let name: String
    package let isOptional: Bool

    package init(name: String, isOptional: Bool = false) {
      self.name = name
      self.isOptional = isOptional
    }
  }

  /// The command's name, and that of its function in the module.
  package let name: String
  package let module: String
  /// What happens, in a sentence.
  package let help: String
  /// In their order, the optional ones last.
  package let arguments: [Argument]
  /// Where the manifest names the module.
  var place: SourceLocation?

  package init(name: String, module: String, help: String, arguments: [Argument] = []) {
    self.name = name
    self.module = module
    self.help = help
    self.arguments = arguments
  }

  /// How it is typed: `deliver ORDER [DATE]`.
  package var usage: String {
    arguments.reduce(name) { usage, argument in
      let word = argument.name.uppercased()
      return usage + (argument.isOptional ? " [\(word)]" : " \(word)")
    }
  }

  /// The words by the arguments' names.
  ///
  /// - Throws: `EngineError` if there are too few or too many.
  func named(_ words: [String]) throws(EngineError) -> FlowValue {
    let hint = "type: flowctl sandbox \(usage)"
    if words.count > arguments.count {
      throw .usage("'\(words[arguments.count])' is one word too many for \(name).", hint: hint)
    }
    let missing = arguments.dropFirst(words.count).first { !$0.isOptional }
    if let missing {
      throw .usage("\(name) lacks its \(missing.name.uppercased()).", hint: hint)
    }
    let pairs = zip(arguments, words).map { ($0.name, FlowValue.string($1)) }
    return .object(FlowObject(pairs, uniquingKeysWith: { $1 }))
  }
}
