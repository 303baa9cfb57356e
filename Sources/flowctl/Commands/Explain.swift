import ArgumentParser
import FlowEngine

struct Explain: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "explain", abstract: "Explain an error code of a definition, such as FE0102.")

  @Argument(help: "The code; left out, all codes are listed.")
  var code: String?

  func run() throws {
    guard let code else {
      for known in DiagnosticCode.all { Console.print("\(known.id)  \(known.title)") }
      return
    }
    guard let known = DiagnosticCode.all.first(where: { $0.id == code.uppercased() }) else {
      throw EngineError.usage(
        "There is no code \(code.escapingControls).", hint: "flowctl explain lists all codes")
    }
    Console.print(known.explanation)
  }
}
