import FlowEngine
import FlowValue

/// Tells what of a run would be otherwise in a repetition: its ids, what came of chance, and the
/// times at which it did something.
struct Volatility {
  private let run: String
  private let chance: [[Character]]
  /// What the run was told, in which a moment is no accident.
  private let told: String

  init(_ record: RunRecord) {
    run = record.report.id.rawValue
    chance = record.chance.map(Array.init)
    let answers = record.exchanges.compactMap { exchange -> FlowValue? in
      guard case .answer(let answer) = exchange.result else { return nil }
      return answer["body"]
    }
    let said = record.answers.map(\.value)
    told = ([record.input] + said + answers).map(\.json).joined(separator: "\n")
  }

  /// Whether a text would be another one.
  func contains(_ text: String) -> Bool {
    holdsChance(text) || holdsTime(text) || decoded(text).contains(where: contains)
  }

  /// Whether a text holds an id of the run or something that came of chance.
  func holdsChance(_ text: String) -> Bool {
    let characters = Array(text)
    return chance.contains { Self.isWord($0, in: characters) }
      || decoded(text).contains(where: holdsChance)
  }

  private func decoded(_ text: String) -> [String] {
    Base64Passage.all(in: text).map(\.decoded)
  }

  private func holdsTime(_ text: String) -> Bool {
    text.matches(of: /(\d{4}-\d\d-\d\d)T(\d\d:\d\d:\d\d)(?:\.\d+)?/).contains { match in
      if told.contains(match.0) { return false }
      return !(match.2 == "00:00:00" && told.contains(match.1))
    }
  }

  private static func isWord(_ word: [Character], in text: [Character]) -> Bool {
    guard !word.isEmpty, word.count <= text.count else { return false }
    func isPart(_ index: Int) -> Bool {
      text.indices.contains(index) && (text[index].isLetter || text[index].isNumber)
    }
    return (0...(text.count - word.count)).contains { start in
      text[start] == word[0] && text[start..<(start + word.count)].elementsEqual(word)
        && !isPart(start - 1) && !isPart(start + word.count)
    }
  }

  // MARK: - Values

  /// What of a request would be asked again just so; `nil` if nothing would.
  func lasting(_ value: FlowValue) -> FlowValue? {
    reduced(value) { contains($0) ? nil : $0 }
  }

  /// What of a result would come out again just so, but for times; ids that name the run's secrets
  /// are those of a fixture's run.
  func result(_ value: FlowValue) -> FlowValue? {
    reduced(value) { text in
      let text = text.replacing("run:\(run)/", with: "run:\(FixtureRun.id)/")
      return holdsChance(text) ? nil : text
    }
  }

  private func reduced(_ value: FlowValue, _ text: (String) -> String?) -> FlowValue? {
    switch value {
    case .secret: return nil
    case .string(let string): return text(string).map { .string($0) }
    case .array(let elements): return .array(elements.compactMap { reduced($0, text) })
    case .object(let members):
      if case .secret? = members["secret"] { return nil }
      var kept: FlowObject = [:]
      for (name, member) in members { kept[name] = reduced(member, text) }
      return .object(kept)
    default: return value
    }
  }
}
