package import FlowEngine
package import Foundation

/// Looks at flows and plugins without running them: what is refused when they are loaded, and what
/// could only be noticed when a run gets there.
package struct Check {
  private let subjects: CheckSubjects
  private let options: EngineOptions
  private let names: ScriptCatalog

  /// - Parameters:
  ///   - paths: Names, folders or files of flows and plugins; everything below `./flows` if there is
  ///     none.
  ///   - options: Where paths start from, and the configuration, if it is not the one beside each.
  /// - Throws: `EngineError` naming the path that leads nowhere.
  package init(_ paths: [String], options: EngineOptions) throws {
    self.options = options
    subjects = try CheckSubjects(paths, options: options)
    names = try ScriptCatalog()
  }

  /// The folders that are looked at.
  package var folders: [URL] { subjects.flows + subjects.plugins }

  /// - Throws: `EngineError` or `DefinitionError` if a configuration cannot be read.
  package func report() throws -> CheckReport {
    var diagnostics: [Diagnostic] = []
    var workplaces = Workplaces(options)
    for url in subjects.plugins {
      let workplace = try workplaces.workplace(for: url, with: url)
      let plugin = workplace.plugins.first { $0.folder.path == url.path }
      if let plugin { diagnostics += PluginCheck(plugin, in: workplace, names).diagnostics }
    }
    for url in subjects.flows {
      let workplace = try workplaces.workplace(for: url)
      diagnostics += try FlowCheck(url, in: workplace, names).diagnostics
    }
    diagnostics += workplaces.configurationDiagnostics
    return CheckReport(
      diagnostics, flows: subjects.flows.count, plugins: subjects.plugins.count)
  }
}
