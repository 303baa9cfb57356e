import FlowValue

/// Puts disguised texts in the place of personal ones: whole values, and inside longer texts.
struct Replacements {
  private let fields: PersonalFields
  private let needles: Needles
  private var used: Set<String> = []
  private var values: [PersonalKind: Int] = [:]
  private var places: [PersonalKind: Int] = [:]
  /// Where words of the flow's own were replaced as personal ones, by the word.
  private var ownPlaces: [String: Place] = [:]
  private var secretPlaces: [String: Place] = [:]

  init(_ fields: PersonalFields, disguise: Disguise) {
    self.fields = fields
    needles = Needles(fields, disguise: disguise)
  }

  /// How many values of each kind were replaced in how many places.
  var counts: [(kind: PersonalKind, values: Int, places: Int)] {
    PersonalKind.allCases.compactMap { kind in
      values[kind].map { (kind, $0, places[kind, default: 0]) }
    }
  }

  /// The fields that hold words of the flow's own, by their JSON pointers.
  var ownFields: [String] { ownPlaces.values.map(\.shown).sorted() }

  /// The fields that hold secrets which nobody kept.
  var secretFields: [String] { secretPlaces.values.map(\.shown).sorted() }

  /// The text without the words that are replaced in some places only.
  func masked(_ text: String) -> String {
    needles.own.values.reduce(text) { text, needle in
      guard needle.original.count > 1 else { return text }
      return text.replacing(needle.replacement, with: needle.original)
    }
  }

  /// Where personal texts of some length stand, in any case, as JSON pointers.
  func fieldsLeft(in value: FlowValue, at place: Place) -> [String] {
    fields(of: value, at: place) { text in
      let characters = Array(text.lowercased())
      return characters.indices.contains { needles.hidden.longest(at: $0, in: characters) != nil }
    }
  }

  private func fields(
    of value: FlowValue, at place: Place, where holds: (String) -> Bool
  ) -> [String] {
    switch value {
    case .string(let text): return holds(text) ? [place.shown] : []
    case .array(let elements):
      return elements.enumerated().flatMap {
        fields(of: $1, at: place.element($0), where: holds)
      }
    case .object(let members):
      return members.flatMap { name, member in
        // A name that says it is not told: it would say it again.
        (holds(name) && !fields.own.contains(name) ? [place.shown] : [])
          + fields(of: member, at: place.member(name), where: holds)
      }
    default: return []
    }
  }

  // MARK: - Replacing

  mutating func apply(_ value: FlowValue, at place: Place) -> FlowValue {
    switch value {
    case .string(let text): return .string(apply(text, at: place))
    case .integer:
      guard let text = value.personalText,
        fields.isPersonal(place.pointer, member: place.member),
        let needle = needles.whole[text] ?? needles.own[text],
        let number = Int64(needle.replacement)
      else { return value }
      count(needle, at: place)
      return .integer(number)
    case .array(let elements):
      return .array(elements.enumerated().map { apply($1, at: place.element($0)) })
    case .object(let members):
      var result = FlowObject(minimumCapacity: members.count)
      for (name, member) in members {
        let other = key(name, at: place)
        result[other] = apply(member, at: place.member(name, shownAs: other))
      }
      return .object(result)
    default: return value
    }
  }

  /// Names that the flow or every fixture says are nobody's.
  private mutating func key(_ name: String, at place: Place) -> String {
    fields.own.contains(name) || PersonalKind.usual(name) != nil
      ? name : replacingParts(of: name, at: place)
  }

  private mutating func apply(_ text: String, at place: Place) -> String {
    let needle =
      needles.whole[text]
      ?? (fields.isPersonal(place.pointer, member: place.member) ? needles.own[text] : nil)
    if let needle {
      count(needle, at: place)
      return needle.replacement
    }
    return replacingDecoded(text, at: place)
  }

  /// Looks into what is in base64, as mails and files are, and then at the rest.
  private mutating func replacingDecoded(_ text: String, at place: Place) -> String {
    var result = ""
    var rest = text.startIndex
    for passage in Base64Passage.all(in: text) {
      let other = replacingDecoded(passage.decoded, at: place)
      guard other != passage.decoded, let encoded = passage.encoded(other) else { continue }
      result += replacingParts(of: String(text[rest..<passage.range.lowerBound]), at: place)
      result += encoded
      rest = passage.range.upperBound
    }
    return result + replacingParts(of: String(text[rest...]), at: place)
  }

  private mutating func replacingParts(of text: String, at place: Place) -> String {
    let characters = Array(text)
    var result = ""
    var index = 0
    while index < characters.count {
      if let (length, needle) = needles.inside.longest(at: index, in: characters) {
        count(needle, at: place)
        result += needle.replacement
        index += length
      } else {
        result.append(characters[index])
        index += 1
      }
    }
    return result
  }

  private mutating func count(_ needle: Needle, at place: Place) {
    places[needle.kind, default: 0] += 1
    if used.insert(needle.original).inserted { values[needle.kind, default: 0] += 1 }
    if needles.own[needle.original] != nil, ownPlaces[needle.original] == nil {
      ownPlaces[needle.original] = place
    }
    if needle.kind == .secret, secretPlaces[needle.original] == nil {
      secretPlaces[needle.original] = place
    }
  }
}
