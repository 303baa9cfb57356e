public import Foundation

/// What an engine is opened with.
///
/// Everything left out has the command line's default.
public struct EngineOptions: Sendable {
  /// The configuration's path; `nil` looks for `flowctl.yaml` beside the flows.
  public var configuration: String?
  /// The profile's name; `nil` takes the configuration's own choice.
  public var profile: String?
  /// The language of texts, such as `en`; `nil` takes the profile's.
  public var language: String?
  /// `FLOWCTL_HOME`, `FLOWCTL_FLOWS`, and settings and secrets of plugins.
  public var environment: [String: String]
  /// What relative paths start from.
  public var workingDirectory: URL

  /// Options from their parts.
  public init(
    configuration: String? = nil, profile: String? = nil, language: String? = nil,
    environment: [String: String] = ProcessInfo.processInfo.environment,
    workingDirectory: URL = URL(filePath: FileManager.default.currentDirectoryPath)
  ) {
    self.configuration = configuration
    self.profile = profile
    self.language = language
    self.environment = environment
    self.workingDirectory = workingDirectory
  }
}
