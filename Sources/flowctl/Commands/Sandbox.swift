import ArgumentParser
import FlowEngine
import FlowSandbox
import Foundation

struct Sandbox: AsyncParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "sandbox",
      abstract: "Serve the plugins' simulators, make them forget, or let something happen there.",
      discussion: SandboxCommands.current?.list ?? "",
      subcommands: [Serve.self, Reset.self, Perform.self], defaultSubcommand: Perform.self)
  }

  struct Serve: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "serve",
      abstract: "Answer on this machine as the simulated servers would, until Ctrl-C.",
      discussion: """
        Everything is answered on one port: a profile whose connection settings all name it \
        reaches the sandbox over a real socket, with the secrets that are printed.
        """)

    @Option(help: "The port; 0 takes a free one.")
    var port = 8620

    @OptionGroup var engine: EngineArguments

    func validate() throws {
      guard 0...65535 ~= port else {
        throw ValidationError("\(port) is no port; there are 0 to 65535.")
      }
    }

    func run() async throws {
      try await engine.withSurroundings { surroundings in
        let simulator = try Self.simulator(of: surroundings)
        let secrets = try surroundings.sandboxSecrets()
        let server = SandboxServer(SimulatorTransport(simulator), port: port)
        try await server.run { port in
          Console.print("sandbox: http://127.0.0.1:\(port)")
          for secret in secrets { Console.print("export \(secret.variable)=\(secret.text)") }
        }
      }
    }

    private static func simulator(of surroundings: Surroundings) throws -> Simulator {
      let simulators = try surroundings.simulators()
      guard let simulator = simulators.first else {
        throw EngineError.usage(
          "No plugin in use has a simulator.", hint: "name one under 'plugins' in flowctl.yaml")
      }
      guard simulators.count == 1 else {
        throw EngineError.usage(
          "\(simulators.count) plugins have simulators, and one port serves one.",
          hint: "use --config with a configuration that names one plugin")
      }
      return simulator
    }
  }

  struct Reset: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "reset", abstract: "Make the sandbox forget everything that was done to it.")

    @OptionGroup var engine: EngineArguments

    func run() async throws {
      try await engine.withSurroundings { surroundings in
        for simulator in try surroundings.simulators() { try await simulator.reset() }
      }
      Console.error("the sandbox is as new")
    }
  }
}
