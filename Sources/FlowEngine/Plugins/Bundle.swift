import Crypto
import FlowValue

/// Everything that defines a run, as text: what a run is pinned to by hash.
///
/// Connection settings and secrets are not part of it; they are read live.
package struct Bundle: Sendable {
  /// A file's text and the path that messages show.
  package struct Source: Sendable, Equatable {
    package let file: String
    package let text: String

    package init(file: String, text: String) {
      self.file = file
      self.text = text
    }
  }

  package struct Plugin: Sendable {
    package let manifest: Source
    /// The files that the manifest lists for parts of itself, by the name it gives them.
    package var parts: [String: Source] = [:]
    /// Lua modules by the name `require` knows them under.
    package let modules: [String: Source]
    /// Texts by language, or by part and language: `en`, `mail.en`.
    package let texts: [String: Source]
  }

  package let workflow: Source
  package let hooks: Source?
  package let texts: [String: Source]
  /// The enabled plugins, outermost first.
  package let plugins: [Plugin]
  /// The workflows that this one runs, and those that they run; they share its plugins.
  package var subworkflows: [Subworkflow] = []
  package let semantics: Int

  package struct Subworkflow: Sendable {
    package let workflow: Source
    package let hooks: Source?
    package let texts: [String: Source]
  }
}

extension Bundle {
  /// A bundle of this engine's own semantics.
  package init(
    workflow: Source, hooks: Source? = nil, texts: [String: Source] = [:], plugins: [Plugin]
  ) {
    self.init(
      workflow: workflow, hooks: hooks, texts: texts, plugins: plugins,
      semantics: EngineVersion.semantics)
  }

  /// The bytes that are stored and hashed.
  var bytes: [UInt8] { value.canonicalJSON }

  /// SHA-256 of the bytes in hexadecimal.
  static func hash(_ bytes: [UInt8]) -> String {
    SHA256.hash(data: bytes).map { byte in
      (byte < 16 ? "0" : "") + String(byte, radix: 16)
    }.joined()
  }

  /// The bundle of a workflow that this one runs.
  package func bundle(of sub: Subworkflow) -> Bundle {
    Bundle(
      workflow: sub.workflow, hooks: sub.hooks, texts: sub.texts, plugins: plugins,
      subworkflows: subworkflows, semantics: semantics)
  }

  private var value: FlowValue {
    var value: FlowValue = [
      "semantics": .integer(Int64(semantics)), "workflow": workflow.value,
      "hooks": hooks?.value ?? .null, "texts": texts.value,
      "plugins": .array(plugins.map(\.value)),
    ]
    if !subworkflows.isEmpty {
      value["subworkflows"] = .array(
        subworkflows.map {
          [
            "workflow": $0.workflow.value, "hooks": $0.hooks?.value ?? .null,
            "texts": $0.texts.value,
          ]
        })
    }
    return value
  }

  /// Reads what `bytes` wrote; `nil` if it is something else.
  init?(bytes: [UInt8]) {
    guard let value = try? FlowValue(json: bytes),
      let semantics = value["semantics"]?.integer.flatMap({ Int(exactly: $0) }),
      let workflow = value["workflow"].flatMap(Source.init),
      let plugins = value["plugins"]?.array
    else { return nil }
    self.semantics = semantics
    self.workflow = workflow
    hooks = value["hooks"].flatMap(Source.init)
    texts = Source.all(value["texts"])
    subworkflows = (value["subworkflows"]?.array ?? []).compactMap { sub in
      sub["workflow"].flatMap(Source.init).map {
        Subworkflow(
          workflow: $0, hooks: sub["hooks"].flatMap(Source.init), texts: Source.all(sub["texts"]))
      }
    }
    self.plugins = plugins.compactMap { plugin in
      plugin["manifest"].flatMap(Source.init).map {
        Plugin(
          manifest: $0, parts: Source.all(plugin["parts"]),
          modules: Source.all(plugin["modules"]), texts: Source.all(plugin["texts"]))
      }
    }
  }
}

extension Bundle.Plugin {
  fileprivate var value: FlowValue {
    var value: FlowValue = [
      "manifest": manifest.value, "modules": modules.value, "texts": texts.value,
    ]
    if !parts.isEmpty { value["parts"] = parts.value }
    return value
  }
}

extension Bundle.Source {
  fileprivate var value: FlowValue { ["file": .string(file), "text": .string(text)] }

  fileprivate init?(_ value: FlowValue) {
    guard let file = value["file"]?.string, let text = value["text"]?.string else { return nil }
    self.init(file: file, text: text)
  }

  fileprivate static func all(_ value: FlowValue?) -> [String: Self] {
    (value?.object ?? [:]).reduce(into: [:]) { $0[$1.key] = Self($1.value) }
  }
}

extension [String: Bundle.Source] {
  fileprivate var value: FlowValue {
    .object(FlowObject(map { ($0.key, $0.value.value) }, uniquingKeysWith: { $1 }))
  }
}

/// The same, for those who have Foundation's `Bundle` in sight too.
package typealias FlowBundle = Bundle
