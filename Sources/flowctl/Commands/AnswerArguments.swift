import ArgumentParser

/// Answers that are stated beforehand.
struct AnswerArguments: ParsableArguments {
  @Option(
    parsing: .unconditionalSingleValue,
    help: ArgumentHelp(
      "What to answer when a task asks: a JSON or YAML file, or JSON text; repeatable.",
      discussion: "If a task asks several times, its answers are used in their order.",
      valueName: "task=file|json"))
  var answer: [String] = []
}
