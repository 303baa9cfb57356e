import FlowValue

/// What `flowctl.yaml` says: which plugins are in use, and which outside worlds there are.
package struct Configuration: Sendable {
  /// The profile that is used unless another one is asked for.
  let profile: String?
  /// Folders of plugins, relative to the file, or names of plugins that come with the flows.
  package let plugins: [String]
  /// In the order of the file.
  let profiles: [Profile]
  /// The file's path, as messages print it; `nil` where there is none.
  package var file: String?

  /// One outside world.
  struct Profile: Sendable {
    let name: String
    /// The plugins whose simulators answer.
    var simulate: [String] = []
    /// Who starts and answers where identity is stated, not proved.
    var actor: StatedActor?
    /// Settings by plugin.
    var settings: [String: FlowObject] = [:]
    /// Where a virtual clock starts.
    var clock: Timestamp?
    /// What random values of a simulated world come from.
    var seed: String?
    /// The language of texts, such as `en`.
    var language: String?
  }

  struct StatedActor: Sendable, Equatable {
    let upn: String?
    let name: String?
    let roles: [String]
  }

  /// What holds where there is no file.
  static let none = Configuration(profile: nil, plugins: [], profiles: [])
}

extension Configuration {
  /// The profile of this name, or the file's own choice, or the only one, or an empty one where
  /// the file defines none.
  ///
  /// - Throws: `UnknownProfile` naming those that there are.
  func profile(named name: String?) throws(UnknownProfile) -> Profile {
    if let name = name ?? profile {
      if let profile = profiles.first(where: { $0.name == name }) { return profile }
      throw UnknownProfile(name: name, known: profiles.map(\.name))
    }
    if profiles.count > 1 { throw UnknownProfile(name: nil, known: profiles.map(\.name)) }
    return profiles.first ?? Profile(name: "default")
  }
}

/// A profile that was asked for and is not defined, or the choice between several that was not made.
struct UnknownProfile: Error, Sendable, Equatable, CustomStringConvertible {
  let name: String?
  let known: [String]

  var description: String {
    let list = Spelling.list(known, "and")
    guard let name else { return "No profile was chosen. Use --profile with one of \(list)." }
    if known.isEmpty { return "There is no profile '\(name)': the configuration defines none." }
    let near = Spelling.hint(for: name, among: known).map { " \($0.capitalizedFirst)" } ?? ""
    return "There is no profile '\(name)'. The configuration has \(list).\(near)"
  }
}

extension String {
  fileprivate var capitalizedFirst: String { prefix(1).uppercased() + dropFirst() }
}
