import FlowValue
import Foundation

/// Takes the texts of known secrets out of whatever leaves the HTTP handler.
struct Redactor: Sendable {
  static let replacement = "[redacted]"
  /// Shorter texts are no secrets, and replacing them would garble everything.
  static let minimumBytes = 4

  private var texts: Set<String> = []
  /// The longest first, so that no part of one is left when another is its beginning.
  private var needles: [Needle] = []

  /// Also looks for the text as JSON, a URL and base64 would spell it.
  mutating func insert(_ secret: String) {
    guard secret.utf8.count >= Self.minimumBytes, texts.insert(secret).inserted else { return }
    for spelling in Set(Self.spellings(secret)) {
      let length = spelling.utf8.count
      let place = needles.firstIndex { $0.text.utf8.count < length } ?? needles.endIndex
      needles.insert(Needle(spelling), at: place)
    }
  }

  private static func spellings(_ text: String) -> [String] {
    let base64 = Data(text.utf8).base64EncodedString()
    if text.utf8.allSatisfy(isUnreserved) { return [text, base64] }
    let json = String(FlowValue.string(text).json.dropFirst().dropLast())
    return [text, json, FormEncoding.escaped(text), base64]
  }

  /// Whether JSON and a URL spell the byte as it is.
  private static func isUnreserved(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "_"),
      UInt8(ascii: "."), UInt8(ascii: "~"):
      true
    default: false
    }
  }

  func redact(_ text: String) -> String {
    needles.reduce(text) { $1.mayOccur(in: $0) ? $1.replaced(in: $0) : $0 }
  }

  func redact(_ value: FlowValue) -> FlowValue {
    switch value {
    case .string(let text): .string(redact(text))
    case .array(let elements): .array(elements.map { redact($0) })
    case .object(let members):
      .object(
        FlowObject(
          members.map { (redact($0.key), redact($0.value)) }, uniquingKeysWith: { _, last in last })
      )
    case .null, .bool, .integer, .double, .secret: value
    }
  }

  func redact(_ problem: Problem) -> Problem {
    var redacted = problem
    redacted.detail = problem.detail.map { redact($0) }
    redacted.members = redact(.object(problem.members)).object ?? [:]
    return redacted
  }
}

/// A text that must not get out.
private struct Needle: Sendable {
  let text: String
  private let isASCII: Bool

  init(_ text: String) {
    self.text = text
    isASCII = text.utf8.allSatisfy { $0 < 0x80 }
  }

  /// A look at the bytes, since every text of every answer is looked through.
  ///
  /// Only a needle of letters beyond ASCII can be spelled with other bytes that mean the same.
  func mayOccur(in hay: String) -> Bool {
    guard isASCII else { return true }
    guard hay.utf8.count >= text.utf8.count else { return false }
    var (hay, needle) = (hay, text)
    return hay.withUTF8 { hay in needle.withUTF8 { unsafe Self.occurs($0, in: hay) } }
  }

  /// Unsafe: the C library searches far faster, and only reads: from `start` on, less than `hay` has.
  private static func occurs(
    _ needle: UnsafeBufferPointer<UInt8>, in hay: UnsafeBufferPointer<UInt8>
  ) -> Bool {
    guard let base = hay.baseAddress, let wanted = needle.baseAddress else {
      return false
    }
    var start = 0
    while start + needle.count <= hay.count {
      let last = hay.count - needle.count + 1
      guard
        let found = unsafe memchr(base + start, Int32(unsafe needle[0]), last - start)
      else { return false }
      if unsafe memcmp(found, wanted, needle.count) == 0 { return true }
      start = unsafe UnsafeRawPointer(found) - UnsafeRawPointer(base) + 1
    }
    return false
  }

  func replaced(in hay: String) -> String {
    hay.replacingOccurrences(
      of: text, with: Redactor.replacement, options: isASCII ? .literal : [])
  }
}
