package import FlowValue

/// The first entry of a journal that a definition does not agree with, in both sources.
package struct ReplayMismatch: Sendable, CustomStringConvertible {
  /// One side of it.
  package struct Side: Sendable {
    /// What it is: `asked`, `answered`, `ended`, or for a definition `asks`, `ends`.
    package let verb: String
    package let key: String
    package let content: FlowValue?
    package let task: TaskPlace?
    package let script: ScriptPlace?
  }

  /// A member that the two sides have otherwise.
  package struct Difference: Sendable {
    package let path: String
    package let journal: FlowValue?
    package let definition: FlowValue?
  }

  /// The entry's place in the journal.
  package let sequence: Int
  package let journal: Side
  /// What the definition wants there; empty if it waits for nothing.
  package let definition: [Side]
  /// The first member that differs, where both sides have one and the same effect.
  package let difference: Difference?

  init(
    _ divergence: Divergence, by asker: Rehearsal.Asker?, of pinned: ReplayedDefinition,
    on other: ReplayedDefinition
  ) {
    sequence = divergence.sequence
    journal = Side(
      verb: divergence.kind.rawValue, key: divergence.key, content: divergence.content,
      task: asker.map { pinned.place(of: $0.task) }, script: asker?.script)
    let same = divergence.outstanding.filter { $0.key == divergence.key }
    let new = divergence.outstanding.filter { !$0.isAsked }
    let wishes = same.isEmpty ? (new.isEmpty ? divergence.outstanding : new) : same
    let ending = divergence.ending.map {
      Side(verb: "ends", key: "", content: $0, task: nil, script: nil)
    }
    definition =
      wishes.map { wish in
        Side(
          verb: wish.isAsked ? "still waits" : "asks", key: wish.key, content: wish.request,
          task: other.place(of: wish.task), script: wish.script)
      } + [ending].compactMap(\.self)
    let counterpart = same.first?.request ?? (divergence.kind == .ended ? divergence.ending : nil)
    difference = counterpart.flatMap { Difference(divergence.content, $0) }
  }

  /// The code under which `flowctl explain` tells more.
  package var code: DiagnosticCode {
    if journal.verb == EntryKind.ended.rawValue { return .otherEnd }
    return difference == nil ? .otherEffect : .otherRequest
  }
}

extension ReplayMismatch {
  /// The object that stands for it in JSON.
  package var value: FlowValue {
    [
      "sequence": .integer(Int64(sequence)), "code": .string(code.id), "journal": journal.value,
      "definition": .array(definition.map(\.value)),
      "differs": difference.map { difference in
        [
          "path": .string(difference.path), "journal": difference.journal ?? .null,
          "definition": difference.definition ?? .null,
        ]
      } ?? .null,
    ]
  }

  /// Both sides as people read them.
  package var description: String {
    var lines = ["", "the journal holds"] + journal.lines(pinned: true)
    lines += ["", "the definition"]
    lines +=
      definition.isEmpty
      ? ["  waits for nothing"] : definition.flatMap { $0.lines(pinned: false) }
    if let difference {
      lines += [
        "", "they differ in \(difference.path)",
        "  journal     \(difference.journal?.excerpt(200) ?? "nothing")",
        "  definition  \(difference.definition?.excerpt(200) ?? "nothing")",
      ]
    }
    return lines.joined(separator: "\n")
  }
}

extension ReplayMismatch.Side {
  fileprivate var value: FlowValue {
    [
      "verb": .string(verb), "key": .string(key), "content": content ?? .null,
      "task": task?.value ?? .null, "script": script.map { .string($0.description) } ?? .null,
    ]
  }

  fileprivate func lines(pinned: Bool) -> [String] {
    var lines = ["  \(verb) \(key)".trimmingSpaces]
    if let content { lines.append("    \(content.excerpt(200))") }
    if let task {
      let own = task.lines
      lines.append("    task \(own[0])\(pinned ? " as pinned" : "")")
      lines += own.dropFirst().map { "    \($0)" }
    }
    if let script { lines.append("    script \(script)") }
    return lines
  }
}

extension ReplayMismatch.Difference {
  /// The first member that differs, in the order of the first value; `nil` if none does.
  fileprivate init?(_ journal: FlowValue?, _ definition: FlowValue?, at path: String = "") {
    guard journal != definition else { return nil }
    if case .object(let left)? = journal, case .object(let right)? = definition {
      let names = left.keys + right.keys.filter { left[$0] == nil }
      for name in names {
        let inner = path.isEmpty ? name : "\(path).\(name)"
        if let found = Self(left[name], right[name], at: inner) {
          self = found
          return
        }
      }
    }
    if case .array(let left)? = journal, case .array(let right)? = definition {
      for index in 0..<max(left.count, right.count) {
        let (one, other) = (left.dropFirst(index).first, right.dropFirst(index).first)
        if let found = Self(one, other, at: "\(path)[\(index)]") {
          self = found
          return
        }
      }
    }
    self.init(path: path.isEmpty ? "the value" : path, journal: journal, definition: definition)
  }
}

extension FlowValue {
  /// The value on one line, cut after so many characters.
  package func excerpt(_ length: Int) -> String {
    let text = json
    return text.count > length ? text.prefix(length) + "…" : text
  }
}

extension String {
  fileprivate var trimmingSpaces: String {
    String(reversed().drop { $0 == " " }.reversed())
  }
}
