import ArgumentParser
import FlowEngine
import FlowSandbox
import Foundation

struct Sandbox: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Serve the plugins' simulators over a socket, or make them forget everything.",
    subcommands: [Serve.self, Reset.self])

  struct Serve: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Answer on this machine as the simulated servers would, until Ctrl-C.",
      discussion: """
        Everything is answered on one port: a profile whose connection settings all name it \
        reaches the sandbox over a real socket, with the secrets that are printed.
        """)

    @Option(help: "The port; 0 takes a free one.")
    var port = 8620

    @OptionGroup var engine: EngineArguments

    func run() async throws {
      let surroundings = try Surroundings(engine.options)
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
      let secrets = try surroundings.sandboxSecrets()
      let server = SandboxServer(SimulatorTransport(simulator), port: port)
      try await server.run { port in
        Console.print("sandbox: http://127.0.0.1:\(port)")
        for secret in secrets { Console.print("export \(secret.variable)=\(secret.text)") }
      }
      await surroundings.close()
    }
  }

  struct Reset: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Make the sandbox forget everything that was done to it.")

    @OptionGroup var engine: EngineArguments

    func run() async throws {
      let surroundings = try Surroundings(engine.options)
      for simulator in try surroundings.simulators() { try await simulator.reset() }
      await surroundings.close()
      Console.error("the sandbox is as new")
    }
  }
}
