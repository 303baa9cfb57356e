import FlowValue
import Yams

/// Reads one YAML document, or JSON as a subset of it, into values that know their places.
package struct YAMLDocument {
  /// How many bytes a file may have.
  static let byteBudget = 4 << 20
  /// How many values a file may hold once its aliases are expanded.
  static let nodeBudget = 100_000
  /// How deep values may be nested.
  static let depthLimit = 100

  private let source: SourceText
  private let tags: Set<String>
  private let marks: ByteOrderMarks
  private var nodes = 0
  /// Where the anchored values are that have been read: who comes there again comes by an alias.
  private var anchored: Set<SourceLocation> = []
  /// The library's nodes know their anchors only as long as it lives.
  private var parser: Parser?

  /// Reads a file's text.
  ///
  /// - Parameters:
  ///   - source: The same text by lines, with the file's path.
  ///   - text: The text.
  ///   - tags: The application's own tags that the file may use, such as `!exact`.
  /// - Returns: The root of the one document.
  /// - Throws: `DefinitionError` with the first problem of the syntax.
  package static func read(
    _ source: SourceText, text: String, tags: Set<String> = []
  ) throws(DefinitionError) -> LocatedValue {
    let text = ByteOrderMarks.removed(from: text)
    var document = YAMLDocument(source, text, tags)
    let root = try document.root(text)
    return try document.value(of: root, depth: 0)
  }

  private init(_ source: SourceText, _ text: String, _ tags: Set<String>) {
    self.source = source
    self.tags = tags
    marks = ByteOrderMarks(text, source)
  }

  /// Only syntax comes from the library; `.basic` keeps it from resolving scalars by YAML 1.1.
  private mutating func root(_ text: String) throws(DefinitionError) -> Node {
    guard text.utf8.count <= Self.byteBudget else {
      throw failure(.documentTooLarge, at: nil, "the file has more than \(Self.byteBudget) bytes")
    }
    if YAMLAliases.mayExplodeInKeys(text) {
      throw failure(
        .documentTooLarge, at: nil, "the file has many aliases, and keys that are made of them",
        hint: "write the keys out")
    }
    do {
      let parser = try Parser(yaml: text, resolver: .basic)
      self.parser = parser
      if let root = try parser.singleRoot() { return root }
    } catch {
      throw YAMLFault(error, in: source).definitionError
    }
    throw failure(.emptyFile, at: nil, "the file is empty")
  }

  private mutating func value(of node: Node, depth: Int) throws(DefinitionError) -> LocatedValue {
    nodes += 1
    guard nodes <= Self.nodeBudget else {
      throw failure(
        .documentTooLarge, at: node.mark,
        "the file holds more than \(Self.nodeBudget) values once its aliases are expanded")
    }
    guard depth <= Self.depthLimit else {
      throw failure(
        .documentTooLarge, at: node.mark, "values are nested deeper than \(Self.depthLimit)")
    }
    var value =
      switch node {
      case .scalar(let scalar): try self.scalar(scalar)
      case .sequence(let sequence): try self.sequence(sequence, depth: depth)
      case .mapping(let mapping): try self.mapping(mapping, depth: depth)
      case .alias(let alias): throw failure(.yamlSyntax, at: alias.mark, "an alias of nothing")
      }
    if let name = node.anchor?.rawValue {
      if anchored.insert(value.location).inserted {
        value.anchor = name
      } else {
        value.alias = name
      }
    }
    return value
  }

  private func scalar(_ scalar: Node.Scalar) throws(DefinitionError) -> LocatedValue {
    let tag = try applicationTag(scalar.tag, at: scalar.mark)
    let isText = scalar.style != .plain || scalar.tag.rawValue == Tag.Name.str.rawValue
    let text = marks.text(of: scalar)
    guard let value = isText ? .string(text) : YAMLScalar.value(of: text) else {
      throw failure(
        .unsupportedScalar, at: scalar.mark, "'\(scalar.string)' is not a number that JSON has",
        hint: "put it in quotes if it is text")
    }
    return LocatedValue(
      content: .scalar(value), location: place(scalar.mark), style: .init(scalar.style), tag: tag)
  }

  private mutating func sequence(
    _ sequence: Node.Sequence, depth: Int
  ) throws(DefinitionError) -> LocatedValue {
    let tag = try applicationTag(sequence.tag, at: sequence.mark)
    var elements: [LocatedValue] = []
    for node in sequence { elements.append(try value(of: node, depth: depth + 1)) }
    return LocatedValue(content: .array(elements), location: place(sequence.mark), tag: tag)
  }

  private mutating func mapping(
    _ mapping: Node.Mapping, depth: Int
  ) throws(DefinitionError) -> LocatedValue {
    let tag = try applicationTag(mapping.tag, at: mapping.mark)
    var members: [LocatedMember] = []
    var keys: Set<String> = []
    for (key, node) in mapping {
      guard case .scalar(let scalar) = key else {
        throw failure(
          .unsupportedKey, at: key.mark, "a key must be text, not an array or an object")
      }
      if scalar.anchor != nil { anchored.insert(place(scalar.mark)) }
      guard keys.insert(scalar.string).inserted else {
        throw failure(.repeatedKey, at: scalar.mark, "the key '\(scalar.string)' is repeated")
      }
      let value = try value(of: node, depth: depth + 1)
      members.append(
        LocatedMember(key: scalar.string, location: place(scalar.mark), value: value))
    }
    return LocatedValue(content: .object(members), location: place(mapping.mark), tag: tag)
  }

  private func applicationTag(_ tag: Tag, at mark: Mark?) throws(DefinitionError) -> String? {
    let name = tag.rawValue
    if name.isEmpty || name == "!" || Self.standardTags.contains(name) { return nil }
    guard tags.contains(name) else {
      throw failure(.unsupportedTag, at: mark, "the tag '\(name)' has no meaning here")
    }
    return name
  }

  private static let standardTags: Set<String> = Set(
    [Tag.Name.implicit, .str, .seq, .map].map(\.rawValue))

  private func place(_ mark: Mark?) -> SourceLocation {
    source.location(line: mark?.line ?? 1, column: mark?.column ?? 1)
  }

  private func failure(
    _ code: DiagnosticCode, at mark: Mark?, _ message: String, hint: String? = nil
  ) -> DefinitionError {
    var findings = Findings(source: source)
    findings.report(code, at: place(mark), message, hint: hint)
    return DefinitionError(findings.diagnostics)
  }
}

extension LocatedValue.Style {
  fileprivate init(_ style: Node.Scalar.Style) {
    self =
      switch style {
      case .any, .plain: .plain
      case .singleQuoted: .singleQuoted
      case .doubleQuoted: .doubleQuoted
      case .literal: .literal
      case .folded: .folded
      }
  }
}
