public import FlowValue

/// A file that a run has saved.
public struct Artifact: Sendable, Equatable {
  /// The file's name, which is unique in its run.
  public let name: String
  /// Where it is.
  public let path: String
  /// Its media type.
  public let type: String
  /// Whether it is meant to be put on the clipboard and shown whole.
  public let isCopied: Bool

  /// The object that a run's report lists.
  public var value: FlowValue {
    var value: FlowValue = ["name": .string(name), "path": .string(path), "type": .string(type)]
    if isCopied { value["copy"] = true }
    return value
  }
}

extension Artifact {
  /// Reads what `value` wrote.
  init?(_ value: FlowValue) {
    guard let name = value["name"]?.string, let path = value["path"]?.string,
      let type = value["type"]?.string
    else { return nil }
    self.init(name: name, path: path, type: type, isCopied: value["copy"] == true)
  }

  /// What a run saved, from its request and what came of it.
  init?(_ request: EffectRequest, _ outcome: Outcome) {
    guard request.kind == .save, case .value(let saved) = outcome,
      let name = saved["name"]?.string, let path = saved["path"]?.string
    else { return nil }
    self.init(
      name: name, path: path, type: request.arguments["type"]?.string ?? ArtifactContent.plain,
      isCopied: request.arguments["copy"] == true)
  }
}
