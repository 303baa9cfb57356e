import FlowEngine
import FlowValue

/// A personal text, and what stands for it.
struct Needle {
  let replacement: String
  let kind: PersonalKind
  /// The personal text that it is a spelling of.
  let original: String
}

/// The personal texts of a run in all their spellings.
struct Needles {
  /// By the whole value.
  private(set) var whole: [String: Needle] = [:]
  /// Those that are replaced in fields of their kind only.
  private(set) var own: [String: Needle] = [:]
  /// The whole ones of some length in lower case, which stand nowhere in a fixture.
  private(set) var hidden = TextSearch<Bool>()
  /// Those that are replaced inside of longer texts.
  private(set) var inside = TextSearch<Needle>()
  private let disguise: Disguise
  private let ownWords: OwnWords
  /// What stands for domains, by their name in lower case.
  private var domains: [String: String] = [:]
  private var hosts = 0
  private var addresses: Set<String> = []

  init(_ fields: PersonalFields, disguise: Disguise) {
    self.disguise = disguise
    ownWords = fields.own
    for domain in fields.companyDomains { domains[domain] = disguise.text(domain, .domain) }
    for found in fields.found {
      let needle = Needle(
        replacement: replacement(of: found), kind: found.kind, original: found.text)
      if found.isOwn {
        own[found.text] = needle
      } else {
        whole[found.text] = needle
        add(needle)
        if found.text.count >= 4, needle.replacement != found.text {
          hidden.add(found.text.lowercased(), edge: .both, true)
        }
      }
    }
  }

  // MARK: - What stands for a text

  private mutating func replacement(of found: PersonalFields.Found) -> String {
    switch found.kind {
    case .domain: return domain(found.text)
    case .email:
      let local = found.text.prefix { $0 != "@" }
      let domain = domain(String(found.text.dropFirst(local.count + 1)))
      let name = disguise.words(String(local))
      var address = "\(name)@\(domain)"
      if !addresses.insert(address).inserted { address = "\(name).\(addresses.count)@\(domain)" }
      return address
    default: return disguise.text(found.text, found.kind)
    }
  }

  /// Domains of mail addresses are those that nobody has (RFC 2606).
  private mutating func domain(_ text: String) -> String {
    if let known = domains[text.lowercased()] { return known }
    let reserved = ["example.com", "example.net", "example.org"]
    let domain =
      hosts < reserved.count
      ? reserved[hosts] : disguise.words(String(text.prefix { $0 != "." })) + ".example.com"
    hosts += 1
    domains[text.lowercased()] = domain
    return domain
  }

  // MARK: - Spellings

  private mutating func add(_ needle: Needle) {
    let (text, kind) = (needle.original, needle.kind)
    switch kind {
    case .email, .domain: addCases(text, needle.replacement, needle)
    case .id: add(id: needle)
    case .token: add(text, needle.replacement, needle)
    case .secret:
      if text.count >= 6 { add(text, needle.replacement, needle, edge: .none) }
    case .phone:
      add(text, needle.replacement, needle)
      let core = Disguise.core(ofPhone: text)
      if core.count == 8 { add(core, disguise.digits(core), needle, edge: .none) }
    case .address: add(text: text, needle)
    case .name, .company:
      add(text: text, needle)
      let words = OwnWords.words(in: text)
      for word in words where words.count > 1 && isTelling(word) { add(text: word, needle) }
      let slug = Self.plain(words.joined())
      if words.count > 1, slug.count >= 6 {
        add(slug, Self.plain(OwnWords.words(in: needle.replacement).joined()), needle)
      }
    }
  }

  /// Ids without their dashes, and those that were made of how they begin.
  private mutating func add(id needle: Needle) {
    addCases(needle.original, needle.replacement, needle)
    let plain = needle.original.replacing("-", with: "")
    addCases(plain, needle.replacement.replacing("-", with: ""), needle)
    let (first, other) = (String(plain.prefix(8)), String(needle.replacement.prefix(8)))
    if Set(first).count > 2 { addCases(first, other, needle, edge: .start) }
  }

  private func isTelling(_ word: String) -> Bool {
    word.count >= 3 && word.contains(where: \.isLetter) && !ownWords.contains(word)
      && !Disguise.isLegalForm(word)
  }

  /// A text in words.
  ///
  /// Short ones are words of other meanings in other cases.
  private mutating func add(text: String, _ needle: Needle) {
    let replacement = disguise.text(text, needle.kind)
    if text.count < 4 { return add(text, replacement, needle) }
    addCases(text, replacement, needle)
    add(Self.plain(text), Self.plain(replacement), needle)
  }

  private mutating func addCases(
    _ text: String, _ replacement: String, _ needle: Needle, edge: TextSearch<Needle>.Edge = .both
  ) {
    add(text, replacement, needle, edge: edge)
    add(text.lowercased(), replacement.lowercased(), needle, edge: edge)
    add(text.uppercased(), replacement.uppercased(), needle, edge: edge)
  }

  private mutating func add(
    _ text: String, _ replacement: String, _ needle: Needle,
    edge: TextSearch<Needle>.Edge = .both
  ) {
    func add(_ text: String, _ replacement: String) {
      inside.add(
        text, edge: edge,
        Needle(replacement: replacement, kind: needle.kind, original: needle.original))
    }
    add(text, replacement)
    if TextSpelling.isPlain(text) { return }
    for spelling in TextSpelling.allCases {
      let spelled = spelling.of(text)
      if spelled != text { add(spelled, spelling.of(replacement)) }
    }
  }

  /// As names of domains spell it.
  private static func plain(_ text: String) -> String { OwnWords.folded(text).lowercased() }
}
