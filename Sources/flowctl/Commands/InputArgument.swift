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

  /// The value.
  /// - Throws: `EngineError` that names the file and place, or the assignment.
  func value() throws(EngineError) -> FlowValue {
    var value = try base()
    for assignment in assignments { try assign(assignment, in: &value) }
    return value
  }

  private func base() throws(EngineError) -> FlowValue {
    guard let text else { return .object([:]) }
    if text == "-" {
      let data = FileHandle.standardInput.readDataToEndOfFile()
      return try read(String(decoding: data, as: UTF8.self), from: "standard input")
    }
    if text.hasPrefix("{") || text.hasPrefix("[") { return try read(text, from: option) }
    guard let data = FileManager.default.contents(atPath: text) else {
      if let value = try? FlowValue(json: text) { return value }
      throw .usage(
        "The \(noun) \(text) cannot be read.",
        hint: "give a JSON or YAML file, - for standard input, or JSON text in quotes")
    }
    return try read(String(decoding: data, as: UTF8.self), from: text)
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
    guard parts.count == 2, !path.contains("") else {
      throw .usage(
        "--set \(assignment) is no assignment.",
        hint: "write --set contact.email=a@b.example, with JSON or plain text after =")
    }
    let text = String(parts[1])
    value.set((try? FlowValue(json: text)) ?? .string(text), at: path[...])
  }
}
