import FlowEngine
import FlowValue
import Foundation

/// The input of a run, or an answer, as the command line states it.
struct InputArgument {
  let text: String?
  let assignments: [String]
  /// The option that states it.
  var option = "--input"
  /// What it is, in messages.
  var noun = "input"

  /// How many names a path may have: as many as JSON and YAML may be nested deep, about.
  private static let depthLimit = 100
  /// How many bytes an input may have; each is kept in the journal.
  private static let byteLimit = 16 << 20

  /// The value.
  /// - Throws: `EngineError` that names the file and place, or the assignment.
  func value() throws(EngineError) -> FlowValue {
    var value = try base()
    for assignment in assignments { try assign(assignment, in: &value) }
    return value
  }

  private func base() throws(EngineError) -> FlowValue {
    guard let text else { return .object([:]) }
    if text == "-" { return try read(.standardInput, from: "standard input") }
    if text.hasPrefix("{") || text.hasPrefix("[") { return try read(text, from: option) }
    guard let file = FileHandle(forReadingAtPath: text) else {
      if let value = try? FlowValue(json: text) { return value }
      throw unreadable(text)
    }
    return try read(file, from: text)
  }

  /// Pipes and devices are read as files are: `--input <(command)`.
  private func read(_ file: FileHandle, from name: String) throws(EngineError) -> FlowValue {
    let data: Data
    do { data = try file.readToEnd() ?? Data() } catch { throw unreadable(name) }
    guard data.count <= Self.byteLimit else {
      throw .usage("The \(noun) \(name) has more than \(Self.byteLimit) bytes.")
    }
    // Bytes that are no text would be replaced silently, and so change somebody's name.
    guard let text = String(validating: data, as: UTF8.self) else {
      throw .usage("The \(noun) \(name) is not UTF-8 text.", hint: "save it as UTF-8")
    }
    return try read(text, from: name)
  }

  private func unreadable(_ name: String) -> EngineError {
    .usage(
      "The \(noun) '\(name)' cannot be read.",
      hint: "give a JSON or YAML file, - for standard input, or JSON text in quotes")
  }

  private func read(_ text: String, from name: String) throws(EngineError) -> FlowValue {
    if text.drop(while: \.isWhitespace).first.map({ "{[".contains($0) }) == true {
      return try readJSON(text, from: name)
    }
    do {
      return try FlowEngine.readDocument(text, file: name)
    } catch {
      throw .usage("The \(noun) is not valid.\n\(error)")
    }
  }

  private func readJSON(_ text: String, from name: String) throws(EngineError) -> FlowValue {
    do {
      return try FlowValue(json: text)
    } catch {
      throw .usage(
        "The \(noun) is not valid JSON: \(name):\(error.line):\(error.column): \(error.message)")
    }
  }

  private func assign(_ assignment: String, in value: inout FlowValue) throws(EngineError) {
    let parts = assignment.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
    let path = parts[0].split(separator: ".", omittingEmptySubsequences: false).map(String.init)
    guard parts.count == 2, !path.contains(""), path.count <= Self.depthLimit else {
      throw .usage(
        "--set \(assignment.prefix(80)) is no assignment.",
        hint: "write --set contact.email=a@b.example, with JSON or plain text after =")
    }
    let text = String(parts[1])
    value.set((try? FlowValue(json: text)) ?? .string(text), at: path[...])
  }
}
