/// Where in a run an effect stands, made of names: `order~2/before:shop#0`.
///
/// A scope that is entered again carries its visit (`~2`), a retry its attempt (`!2`) and a loop
/// item its index (`[3]`); the first visit and attempt stay unwritten. What stands after the last
/// slash names the script, or the engine's own effect, and `#` counts the script's effects.
struct EffectKey: Hashable, Sendable, CustomStringConvertible {
  let text: String

  init(_ text: String) { self.text = text }

  var description: String { text }

  /// The scope of a task below this one.
  func task(_ name: String, visit: Int) -> EffectKey {
    var scope = text
    if !scope.isEmpty { scope += "/" }
    scope += Self.escaped(name)
    if visit > 1 { scope += "~\(visit)" }
    return EffectKey(scope)
  }

  /// The scope of one pass through a loop.
  func item(_ index: Int) -> EffectKey { EffectKey("\(text)[\(index)]") }

  /// The scope of one attempt of a `try`, or of one repetition of an effect.
  func attempt(_ number: Int) -> EffectKey { number > 1 ? EffectKey("\(text)!\(number)") : self }

  /// The scope of what a `catch` runs.
  var `catch`: EffectKey { EffectKey(text + ":catch") }

  /// A script, or an effect of the engine's own, at this scope.
  func part(_ name: String) -> EffectKey { EffectKey(text.isEmpty ? name : "\(text)/\(name)") }

  /// The effect with this number of a script.
  func effect(_ number: Int) -> EffectKey { EffectKey("\(text)#\(number)") }

  /// The key with its attempts taken out: what a request id is made of, so that a repetition of
  /// an unanswered write carries the id of the first.
  var withoutAttempts: String {
    // Most keys have none, and a regex costs more than all else that is done with a key.
    text.utf8.contains(UInt8(ascii: "!")) ? text.replacing(/!\d+/, with: "") : text
  }

  /// Names may hold any character; those with a meaning in a key are written as `%XX`.
  private static func escaped(_ name: String) -> String {
    guard name.utf8.contains(where: isReserved) else { return name }
    return name.utf8.reduce(into: "") { text, byte in
      if isReserved(byte) {
        text += "%" + String(byte, radix: 16, uppercase: true)
      } else {
        text.unicodeScalars.append(Unicode.Scalar(byte))
      }
    }
  }

  private static func isReserved(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "/"), UInt8(ascii: "~"), UInt8(ascii: "!"), UInt8(ascii: "#"),
      UInt8(ascii: "["), UInt8(ascii: "]"), UInt8(ascii: ":"), UInt8(ascii: "%"):
      true
    default: false
    }
  }
}
