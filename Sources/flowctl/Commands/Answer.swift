import ArgumentParser
import FlowEngine
import FlowValue
import Foundation

struct Answer: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "answer", abstract: "Answer what a waiting run asks, and go on with the run.",
    discussion: """
      Without --input or --set the questions are asked at the terminal. Fields that an answer \
      leaves out keep their defaults. An answer that does not fit the form changes nothing. Who \
      answers is told by the profile; see 'flowctl runs --waiting' for what is asked.
      """)

  @Argument(help: "The run's id.")
  var id: String

  @Argument(help: "The task that asks; needed if several do.")
  var task: String?

  @OptionGroup var stated: StatedArguments
  @OptionGroup var engine: EngineArguments
  @OptionGroup var output: OutputArguments

  func run() async throws {
    let id = try RunArgument.id(self.id)
    let screen = Screen(output.output, engine)
    let answer = try stated.value("answer")
    let status = try await engine.converse(on: screen, isAsking: !stated.isStated) { conversation in
      let prompt = try await conversation.engine.prompt(of: id, task: task)
      if stated.isStated { return try await conversation.give(answer, to: prompt, of: id) }
      let report = try await conversation.engine.show(id).report
      guard conversation.isAsking else { throw noAnswer(prompt, report, screen) }
      let answered = try await conversation.ask(prompt, of: id, language: report.language)
      guard let answered else {
        screen.finish(report)
        throw ExitStatus(status: .waiting)
      }
      return answered
    }
    throw ExitStatus(status: status)
  }

  private func noAnswer(_ prompt: OpenPrompt, _ report: RunReport, _ screen: Screen) -> EngineError
  {
    let guide = AnswerGuide(
      run: report.id, words: screen.words(report.language), invocation: screen.invocation)
    return .usage(
      "No answer was given, and there is no terminal to ask at.",
      hint: guide.command(prompt, among: report.prompts))
  }
}
