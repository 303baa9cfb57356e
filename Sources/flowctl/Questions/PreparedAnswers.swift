import FlowEngine
import FlowValue

/// Answers that the command line states beforehand, for tasks that may ask.
struct PreparedAnswers {
  private var answers: [(task: String, value: FlowValue)] = []

  /// - Parameter arguments: Each `TASK=FILE` or `TASK=JSON`.
  /// - Throws: `EngineError` naming the one that cannot be read.
  init(_ arguments: [String]) throws(EngineError) {
    for argument in arguments {
      let parts = argument.split(separator: "=", maxSplits: 1).map(String.init)
      guard parts.count == 2 else {
        throw .usage(
          "--answer \(argument.escapingControls) names no answer.",
          hint: "write --answer TASK=FILE or --answer 'TASK={\"field\": \"value\"}'")
      }
      let answer = InputArgument(
        text: parts[1], assignments: [], option: "--answer", noun: "answer")
      answers.append((parts[0], try answer.value()))
    }
  }

  /// Takes the first answer that is left for a prompt.
  mutating func take(for prompt: OpenPrompt) -> FlowValue? {
    let names = [prompt.task, prompt.reference, prompt.key]
    let index = answers.firstIndex { names.contains($0.task) }
    return index.map { answers.remove(at: $0).value }
  }

  /// The tasks whose answers are left, each as often as it has some.
  var unused: [String] { answers.map(\.task) }
}
