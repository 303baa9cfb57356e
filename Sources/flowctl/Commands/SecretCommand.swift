import ArgumentParser
import FlowEngine
import FlowValue
import Foundation

struct SecretCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "secret",
    abstract: "Keep secrets in the encrypted store.",
    subcommands: [Set.self, Show.self, List.self, Remove.self])

  struct Set: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "set", abstract: "Store a secret; its text is read from standard input.",
      discussion: """
        A plugin's secret is called PLUGIN/NAME. It may be sent to the hosts that the plugin is \
        permitted to reach, unless --origin says less; any other secret to the origins given.
        """)

    @Argument(help: "The secret's name, such as partner-center/clientSecret.")
    var name: String

    @Option(help: "An origin the secret may be sent to, such as https://host; repeatable.")
    var origin: [String] = []

    @OptionGroup var engine: EngineArguments

    func run() async throws {
      let text = try Self.text()
      let origins = try await engine.withEngine {
        try await $0.setSecret(name, text: text, origins: origin)
      }
      let bound =
        origins.isEmpty
        ? "it may be sent nowhere until it is set with --origin"
        : "it may be sent to \(origins.joined(separator: ", "))"
      Console.error("stored \(name); \(bound)".escapingControls)
    }

    /// All of standard input but the newline at its end; a terminal does not show what is typed.
    private static func text() throws -> String {
      if isatty(STDIN_FILENO) == 1 {
        let typed = unsafe getpass("the secret's text, then return: ")
        return try checked(unsafe typed.map { unsafe String(cString: $0) })
      }
      let data = try FileHandle.standardInput.readToEnd() ?? Data()
      let text = String(validating: data, as: UTF8.self)
      return try checked(text.map { $0.hasSuffix("\n") ? String($0.dropLast()) : $0 })
    }

    private static func checked(_ text: String?) throws -> String {
      guard let text else {
        throw EngineError.usage("The secret is not UTF-8 text; nothing was stored.")
      }
      guard !text.isEmpty else {
        throw EngineError.usage(
          "No text came on standard input; nothing was stored.",
          hint: "type it, or send it: flowctl secret set NAME < FILE")
      }
      return text
    }
  }

  struct Show: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "show", abstract: "Print a secret's text to standard output.")

    @Argument(help: "The secret's name.")
    var name: String

    @OptionGroup var engine: EngineArguments

    func run() async throws {
      Console.print(try await engine.withEngine { try await $0.secret(name) })
    }
  }

  struct List: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "list", abstract: "List the names of secrets, never their texts.")

    @OptionGroup var engine: EngineArguments
    @OptionGroup var output: OutputArguments

    func run() async throws {
      let secrets = try await engine.withEngine { try await $0.secrets() }
      switch output.output {
      case .json: Console.print(FlowValue.array(secrets.map(\.value)).prettyJSON)
      case .jsonl: for secret in secrets { Console.print(secret.value.json) }
      case .text:
        for secret in secrets {
          let origins = secret.origins.isEmpty ? "-" : secret.origins.joined(separator: " ")
          let time = secret.updatedAt?.description ?? "-"
          Console.print("\(secret.name)  \(time)  \(origins)".escapingControls)
        }
      }
    }
  }

  struct Remove: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "rm", abstract: "Remove a secret from the store.")

    @Argument(help: "The secret's name.")
    var name: String

    @OptionGroup var engine: EngineArguments

    func run() async throws {
      try await engine.withEngine { try await $0.removeSecret(name) }
      Console.error("removed \(name)".escapingControls)
    }
  }
}
