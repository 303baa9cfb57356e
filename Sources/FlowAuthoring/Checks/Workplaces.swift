import FlowEngine
import Foundation

/// The workplaces of several flows and plugins, each read once.
struct Workplaces {
  private let options: EngineOptions
  private var known: [String: Workplace] = [:]

  /// What is wrong with the configurations of those that were asked for.
  private(set) var configurationDiagnostics: [Diagnostic] = []

  init(_ options: EngineOptions) { self.options = options }

  /// The workplace that counts for a flow's or plugin's folder.
  ///
  /// - Parameters:
  ///   - url: The folder.
  ///   - plugin: A plugin that is looked at whether or not it is in use.
  /// - Returns: Its configuration with the plugins.
  /// - Throws: `EngineError` or `DefinitionError` if the configuration or a plugin cannot be read.
  mutating func workplace(for url: URL, with plugin: URL? = nil) throws -> Workplace {
    let options = Workplace.options(for: url, options)
    let key = options.configuration ?? ""
    if let known = known[key], plugin.map(known.has) ?? true { return known }
    let workplace = try Workplace(options, with: plugin)
    if let file = workplace.configuration {
      configurationDiagnostics +=
        ConfigurationRules(file, plugins: workplace.pluginsInUse).diagnostics
    }
    if known[key] == nil, plugin == nil || !workplace.hasExtra { known[key] = workplace }
    return workplace
  }
}
