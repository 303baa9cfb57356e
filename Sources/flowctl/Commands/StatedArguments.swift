import ArgumentParser
import FlowEngine
import FlowValue

/// A value that the command line states: as a whole, and member by member.
struct StatedArguments: ParsableArguments {
  @Option(help: "A JSON or YAML file, - for standard input, or JSON text.")
  var input: String?

  @Option(
    name: .customLong("set"), parsing: .unconditionalSingleValue,
    help: ArgumentHelp(
      "Set one value; repeatable.",
      discussion: """
        The value is JSON or else plain text; digits that are text need quotes: \
        --set code='"69002"'.
        """,
      valueName: "path=value"))
  var assignments: [String] = []

  /// Whether anything is stated.
  var isStated: Bool { input != nil || !assignments.isEmpty }

  /// The value; `noun` is what messages call it.
  func value(_ noun: String) throws(EngineError) -> FlowValue {
    try InputArgument(text: input, assignments: assignments, noun: noun).value()
  }
}
