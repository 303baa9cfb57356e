import ArgumentParser
import FlowEngine
import Foundation

extension Sandbox {
  /// A command of a simulator: `flowctl sandbox accept CUSTOMER`.
  struct Perform: AsyncParsableCommand {
    static var configuration: CommandConfiguration {
      let command = SandboxCommands.current?.asked
      return CommandConfiguration(
        commandName: "perform", abstract: command?.help ?? "",
        usage: "flowctl sandbox \(command?.usage ?? "COMMAND [ARGUMENT…]") [--profile NAME]",
        shouldDisplay: false)
    }

    @Argument(help: .hidden)
    var words: [String] = []

    @OptionGroup var engine: EngineArguments

    func run() async throws {
      if words.isEmpty { throw CleanExit.helpRequest(Sandbox.self) }
      let commands = try SimulatorCommands(engine.options)
      try await engine.withSurroundings { surroundings in
        let told = try await commands.perform(words) { try surroundings.simulators() }
        if !told.isEmpty { Console.print(told.escapingControls) }
      }
    }
  }
}

/// The commands of the simulators, as help shows them.
///
/// They come from the manifests of the plugins in use, so help has to read the configuration that
/// the command line names before the command line is parsed.
struct SandboxCommands {
  private let commands: [SimulatorCommand]

  /// `nil` where the command line is about something else, or nothing is to be read.
  static let current: SandboxCommands? = {
    let words = CommandLine.arguments.dropFirst()
    guard words.first == "sandbox" || words.prefix(2) == ["help", "sandbox"] else { return nil }
    let options = EngineOptions(
      configuration: Invocation.value(of: "--config", in: CommandLine.arguments),
      environment: ProcessInfo.processInfo.environment,
      workingDirectory: URL(filePath: FileManager.default.currentDirectoryPath))
    return (try? SimulatorCommands(options)).map { SandboxCommands(commands: $0.all) }
  }()

  /// The command whose help is asked for.
  var asked: SimulatorCommand? {
    commands.first { CommandLine.arguments.dropFirst(2).contains($0.name) }
  }

  /// The commands with their help, as ArgumentParser lists its own.
  var list: String {
    guard !commands.isEmpty else { return "" }
    let lines = commands.flatMap { ["  " + $0.usage] + Self.wrapped($0.help, indent: 6) }
    return (["WHAT CAN HAPPEN THERE:"] + lines).joined(separator: "\n")
  }

  /// The text in lines that a terminal of 80 columns need not break.
  private static func wrapped(_ text: String, indent: Int) -> [String] {
    let margin = String(repeating: " ", count: indent)
    return text.split(separator: " ").reduce(into: [String]()) { lines, word in
      if let last = lines.last, last.count + word.count < 80 {
        lines[lines.count - 1] = last + " " + word
      } else {
        lines.append(margin + word)
      }
    }
  }
}
