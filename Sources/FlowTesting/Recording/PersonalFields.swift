import FlowEngine
import FlowValue

/// Finds the personal texts in what a run was told and said.
struct PersonalFields {
  struct Found {
    let kind: PersonalKind
    let text: String
    /// Whether it cannot be told from others that are the flow's own or say nothing, so that it is
    /// replaced in fields of its kind only.
    let isOwn: Bool
  }

  /// In the order in which they were found.
  private(set) var found: [Found] = []
  /// The domains of companies, in lower case; what they end with stays.
  private(set) var companyDomains: Set<String> = []
  let own: OwnWords
  private let told: ToldTexts
  private var known: Set<String> = []
  /// The JSON pointers in the fixture of what schemas mark.
  private var marked: Set<String> = []
  /// The kinds of members, by name, as the schemas of the definition mark them.
  private var names: [String: PersonalKind] = [:]
  /// The definition's own texts, in lower case: what stands there is nobody's secret.
  private let constants: String

  init(_ definition: RunRecord.Definition, told values: [FlowValue]) {
    constants = definition.texts.joined(separator: "\n").lowercased()
    own = OwnWords(definition)
    told = ToldTexts(values)
    for document in definition.documents { learn(from: document) }
  }

  /// Whether a field of the fixture holds something personal.
  func isPersonal(_ pointer: String, member: String) -> Bool {
    marked.contains(pointer) || kind(of: member) != nil || PersonalKind.isDomain(member)
      || PersonalKind.isSecret(member)
  }

  // MARK: - By schema

  /// Takes the texts that a schema marks in what the run was told.
  mutating func take(_ value: FlowValue, by schema: FlowValue?, at pointer: String) {
    for mark in marks(value, schema, at: pointer) { note(mark.text, mark.kind) }
  }

  /// Takes what a schema marks in what the run made itself.
  ///
  /// What it was told so counts, and else the words that it was told: a disguise of the whole would
  /// not be what it makes of the disguised parts.
  mutating func take(made value: FlowValue, by schema: FlowValue?, at pointer: String? = nil) {
    for mark in marks(value, schema, at: pointer) { note(made: mark.text, mark.kind) }
  }

  private mutating func marks(
    _ value: FlowValue, _ schema: FlowValue?, at pointer: String?
  ) -> [SchemaMarks.Mark] {
    guard let schema else { return [] }
    let marks = SchemaMarks(value, by: schema, at: pointer ?? "").marks.compactMap { mark in
      guard let member = mark.member else { return mark }
      // Of an object that is somebody's as a whole, what says nothing of anybody is not.
      let own = PersonalKind.isDomain(member) ? .company : kind(of: member)
      if own == nil, PersonalShape.isCode(mark.text) { return nil }
      var mark = mark
      mark.kind = own ?? mark.kind
      return mark
    }
    if pointer != nil { marked.formUnion(marks.map(\.pointer)) }
    return marks
  }

  // MARK: - By name and shape

  /// Takes what no schema is about: members of usual names, and whatever looks like an e-mail
  /// address, an id or a token.
  mutating func take(_ value: FlowValue) {
    switch value {
    case .string(let text): take(shapesIn: text)
    case .array(let elements): for element in elements { take(element) }
    case .object(let members):
      let isPerson = members.keys.contains { [.email, .name].contains(kind(of: $0)) }
      for (name, member) in members {
        take(shapesIn: name)
        takeSecrets(member, named: name)
        take(member)
        let kind = kind(of: name) ?? (isPerson && name == "displayName" ? .name : nil)
        if let text = member.personalText, let kind { note(text, kind) }
        if PersonalKind.isDomain(name) {
          for domain in member.texts where domain.contains(".") { note(companyDomain: domain) }
        }
      }
    default: break
    }
  }

  /// Takes of what the run made itself the members of usual names, and what they call secrets.
  mutating func take(made value: FlowValue) {
    for element in value.array ?? [] { take(made: element) }
    for (name, member) in value.object ?? [:] {
      takeSecrets(member, named: name)
      if let text = member.personalText, let kind = kind(of: name) { note(made: text, kind) }
      take(made: member)
    }
  }

  mutating func take(shapesIn text: String) {
    for (kind, text) in PersonalShape.passages(in: text)
    where !constants.contains(text.lowercased()) { note(text, kind) }
    for passage in Base64Passage.all(in: text) { take(shapesIn: passage.decoded) }
  }

  private mutating func takeSecrets(_ value: FlowValue, named name: String) {
    guard PersonalKind.isSecret(name) else { return }
    for text in [value.string].compactMap(\.self) + (value.array ?? []).compactMap(\.string)
    where !own.contains(text) { note(text, .secret) }
  }

  private func kind(of name: String) -> PersonalKind? { names[name] ?? PersonalKind.usual(name) }

  /// Names that mean something else elsewhere mark nothing but their own place.
  private static let common: Set = [
    "name", "title", "text", "notice", "from", "to", "id", "state", "value", "subject",
  ]

  private mutating func learn(from document: FlowValue) {
    for (name, schema) in document["properties"]?.object ?? [:] {
      if let kind = schema["x-personal"]?.string.flatMap(PersonalKind.init),
        schema["type"]?.string != "object", !Self.common.contains(name)
      {
        names[name] = kind
      }
    }
    for element in document.array ?? [] { learn(from: element) }
    for member in (document.object ?? [:]).values { learn(from: member) }
  }

  // MARK: - Noting

  private mutating func note(made text: String, _ kind: PersonalKind) {
    if told.contains(text) { return note(text, kind) }
    noteWords(of: text, told: true)
  }

  /// Sentences are no values: what is personal in them is found by itself.
  private mutating func note(_ text: String, _ kind: PersonalKind) {
    let kind = kind == .secret ? kind : PersonalShape.kind(of: text) ?? kind
    switch kind {
    case .email:
      if PersonalShape.isEmail(text) { return note(email: text) }
      noteUnshaped(text, PersonalShape.passages(in: text))
    case .phone where !PersonalShape.isPhone(text):
      noteUnshaped(text, PersonalShape.phones(in: text).map { (.phone, $0) })
    // The letters of a state or a country point to nobody, and are values of lists elsewhere.
    case .address where PersonalShape.isCode(text): return
    case .company where PersonalShape.isDomain(text): note(companyDomain: text)
    default:
      if text.count <= kind.limit { return insert(text, kind) }
      noteWords(of: text, told: false)
    }
  }

  /// A text that is not what its field should hold.
  private mutating func noteUnshaped(
    _ text: String, _ passages: [(kind: PersonalKind, text: String)]
  ) {
    // A mail as a whole is no address: what is personal in it is found by itself.
    if Base64Passage.all(in: text).first?.range == text.startIndex..<text.endIndex { return }
    if passages.isEmpty, text.count <= PersonalKind.name.limit { return insert(text, .name) }
    for passage in passages { note(passage.text, passage.kind) }
    noteWords(of: text, told: false)
  }

  /// Takes the words of a sentence; of one that the run made, those that it was told.
  private mutating func noteWords(of text: String, told isTold: Bool) {
    for word in text.split(whereSeparator: { !$0.isLetter }).map(String.init)
    where word.count >= 3 && !own.contains(word) && !Disguise.isLegalForm(word) {
      if !isTold || told.contains(word) { insert(word, .name) }
    }
  }

  private mutating func note(companyDomain domain: String) {
    companyDomains.insert(domain.lowercased())
    insert(domain, .domain)
    // What a domain ends with is everybody's.
    insert(String(domain.prefix { $0 != "." }), .company)
  }

  private mutating func note(email text: String) {
    let domain = text.drop { $0 != "@" }.dropFirst().lowercased()
    insert(domain, .domain)
    for label in domain.split(separator: ".").dropLast().map(String.init)
    where label.count >= 4 && !Self.providers.contains(label) && !own.contains(label) {
      insert(label, .company)
    }
    insert(text, .email)
  }

  /// Whose names are words of everybody's.
  private static let providers: Set = [
    "gmail", "googlemail", "outlook", "hotmail", "live", "yahoo", "icloud", "proton",
    "protonmail", "gmx", "aol", "orange", "wanadoo", "free", "laposte", "sfr", "mail", "smtp",
  ]

  private mutating func insert(_ text: String, _ kind: PersonalKind) {
    guard text.contains(where: { $0.isLetter || $0.isNumber }), known.insert(text).inserted else {
      return
    }
    let isShort = text.count < 2 || text.count < 4 && text.allSatisfy(\.isNumber)
    found.append(Found(kind: kind, text: text, isOwn: isShort || own.contains(text)))
  }
}
