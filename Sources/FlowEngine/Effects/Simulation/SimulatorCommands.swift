/// The commands that the simulators of the plugins in use have.
package struct SimulatorCommands: Sendable {
  /// In the order of the plugins and of their manifests.
  package let all: [SimulatorCommand]

  /// Reads the manifests of the plugins that the configuration names.
  ///
  /// - Throws: `EngineError` or `DefinitionError` if one of them is missing or wrong.
  package init(_ options: EngineOptions) throws {
    let folders = Folders(options)
    let (configuration, folder) = try folders.configuration()
    let plugins = try FlowFolder.plugins(
      configuration.plugins.map { folders.plugin($0, from: folder) },
      base: options.workingDirectory)
    all = try plugins.flatMap { try Manifest.read($0).simulators.flatMap(\.commands) }
  }

  /// Performs a command on the simulator that has it.
  ///
  /// - Parameters:
  ///   - words: The command's name and its arguments.
  ///   - simulators: The simulators of the same plugins.
  /// - Returns: What to tell whoever gave the command.
  /// - Throws: `EngineError` if there is no such command, it got other arguments, or it is refused.
  package func perform(
    _ words: [String], on simulators: () throws -> [Simulator]
  ) async throws -> String {
    let name = words.first ?? ""
    let found = all.filter { $0.name == name }
    guard let command = found.first else {
      throw EngineError.usage(
        "The sandbox has no command '\(name)'.",
        hint: Spelling.hint(for: name, among: all.map(\.name))
          ?? "flowctl sandbox --help lists them")
    }
    guard found.count == 1 else {
      throw EngineError.usage(
        "\(found.count) simulators have a command '\(name)'.",
        hint: "use --config with a configuration that names one plugin")
    }
    _ = try command.named(Array(words.dropFirst()))
    let simulator = try simulators().first { $0.command(named: name) != nil }
    return try await simulator?.perform(words) ?? ""
  }
}
