import FlowEngine
import FlowValue
import Foundation

/// What a flow says itself, and what every fixture says.
///
/// A personal text that equals one of its words cannot be told from it: it is replaced where it is
/// known to be personal, and nowhere else.
struct OwnWords {
  private let text: String
  private let words: Set<String>

  init(_ definition: RunRecord.Definition) {
    let said =
      definition.documents.flatMap(\.ownTexts) + definition.scripts.map(Self.withoutComments)
      + [Self.fixture]
    text = Self.folded(said.joined(separator: "\n"))
    words = Set(Self.words(in: text))
  }

  /// Whether the flow says it, whatever the case and the accents: a word by itself, several as they
  /// follow each other.
  func contains(_ text: String) -> Bool {
    let folded = Self.folded(text)
    let parts = Self.words(in: folded)
    return parts.count == 1 ? words.contains(parts[0]) : self.text.contains(folded)
  }

  static func folded(_ text: String) -> String {
    text.folding(options: [.caseInsensitive, .diacriticInsensitive], locale: nil)
  }

  /// The runs of letters and digits.
  static func words(in text: String) -> [String] {
    text.split { !$0.isLetter && !$0.isNumber }.map(String.init)
  }

  private static let fixture = """
    title flow language clock profile actor upn name roles settings input set simulate http answers
    meanwhile expect request response responses lost times any method path query headers body status
    reason output error type waiting refused tasks effects never artifacts detail instance true false
    null GET HEAD POST PUT PATCH DELETE OPTIONS application json
    """

  /// Comments are for readers: nothing is compared with them.
  private static func withoutComments(_ source: String) -> String {
    source.split(separator: "\n").compactMap { line in
      let text = line.drop { $0 == " " || $0 == "\t" }
      if text.hasPrefix("--") || text.hasPrefix("#") { return nil }
      return line.components(separatedBy: " -- ")[0]
    }.joined(separator: "\n")
  }
}

extension FlowValue {
  /// The names and texts of a file, but for those that only explain.
  fileprivate var ownTexts: [String] {
    switch self {
    case .string(let text): [text]
    case .array(let elements): elements.flatMap(\.ownTexts)
    case .object(let members):
      members.flatMap { name, member in
        ["examples", "example", "description", "$comment"].contains(name) && !member.isObject
          ? [name] : [name] + member.ownTexts
      }
    default: []
    }
  }

  /// A member of any name may be a property of that name.
  private var isObject: Bool { object != nil }
}
