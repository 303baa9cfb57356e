import FlowValue

/// A file that holds a part of a manifest: declarations by their names.
enum ManifestPart {
  /// The members of a manifest that may list files.
  private static let members = ["functions", "forms"]

  /// The files that a manifest lists; none where it cannot be read, which its reader reports.
  static func names(in manifest: Bundle.Source) -> [String] {
    let source = SourceText(manifest.text, file: manifest.file)
    guard let root = try? YAMLDocument.read(source, text: manifest.text) else { return [] }
    return members.flatMap { root[$0]?.elements ?? [] }.compactMap(\.string).filter(isName)
  }

  /// Whether this is the path of a YAML file below the plugin's folder.
  static func isName(_ path: String) -> Bool {
    let parts = path.split(separator: "/", omittingEmptySubsequences: false)
    return path.hasSuffix(".yaml") && !parts.contains { ["", ".", ".."].contains($0) }
  }
}

extension ManifestReader {
  /// Reads declarations: the members of an object, or of each file of a list.
  mutating func declarations<Item>(
    _ node: LocatedValue?, _ read: (inout Self, LocatedMember) -> Item?
  ) -> [Item] {
    guard node?.elements != nil else {
      return (node?.members ?? []).compactMap { read(&self, $0) }
    }
    var names: Set<String> = []
    return located(strings: node, "the files").flatMap { file in
      part(file) { reader, member in
        guard names.insert(member.key).inserted else {
          reader.report(
            .repeatedKey, at: member.location, "'\(member.key)' is declared in another file too",
            hint: "give it another name")
          return nil
        }
        return read(&reader, member)
      }
    }
  }

  /// Reads the members of a file that is named at `node`.
  private mutating func part<Item>(
    _ node: LocatedValue, _ read: (inout Self, LocatedMember) -> Item?
  ) -> [Item] {
    let name = node.string ?? ""
    guard let part = parts[name] else {
      report(
        .missingPart, at: node.location,
        ManifestPart.isName(name)
          ? "the plugin has no file '\(name)'" : "'\(name)' is not a YAML file of the plugin",
        hint: "write its path below the plugin's folder, such as functions/orders.yaml")
      return []
    }
    let source = SourceText(part.text, file: part.file)
    var reader = self
    reader.findings = Findings(source: source)
    var items: [Item] = []
    do throws(DefinitionError) {
      let root = try YAMLDocument.read(source, text: part.text)
      if root.members == nil { reader.wrongType("a part of a manifest", root, .object) }
      items = (root.members ?? []).compactMap { read(&reader, $0) }
    } catch {
      reader.findings.add(error)
    }
    findings.add(reader.findings)
    return items
  }
}
