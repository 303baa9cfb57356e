import FlowEngine

/// What is not known, since a file cannot be read: nothing is said of what names it.
struct Unread {
  /// The fields of a manifest; all of them where it cannot be read at all.
  private(set) var fields: Set<String> = []
  /// Whether a manifest cannot be read at all, so that not even the plugin's name is known.
  private(set) var hasNameless = false
  private(set) var texts = false

  static let none = Unread()

  private static let all: Set = [
    "functions", "forms", "settings", "permissions", "authentications", "uses", "simulators",
  ]

  private init() {}

  init(_ manifest: ManifestReading, _ texts: TextSources) {
    hasNameless = manifest.manifest == nil
    fields = hasNameless ? Self.all : manifest.unread
    self.texts = texts.lacksEnglish
  }

  /// What is not known of one of several plugins.
  func union(_ other: Self, fields names: Set<String>) -> Self {
    var both = self
    both.fields.formUnion(other.fields.intersection(names))
    both.hasNameless = hasNameless || other.hasNameless
    return both
  }

  /// The same, but for texts.
  func telling(texts: Bool) -> Self {
    var copy = self
    copy.texts = texts
    return copy
  }

  func contains(_ field: String) -> Bool { fields.contains(field) }

  /// Whether modules that scripts may require are not known.
  var modules: Bool { hasNameless || fields.contains("uses") }
}
