/// The versions that a run and a plugin can rely on.
public enum EngineVersion {
  /// The version of this engine, which a plugin's `engine` range is checked against.
  public static let current = "0.1.0"

  /// The version of walk and Lua prelude that new runs are pinned to.
  ///
  /// Anything that makes an old journal replay differently needs a new number here, and the old
  /// semantics kept beside it.
  public static let semantics = 1
}
