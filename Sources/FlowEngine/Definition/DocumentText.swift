public import FlowValue

extension FlowEngine {
  /// Reads a JSON or YAML text, such as an input file.
  ///
  /// - Parameters:
  ///   - text: The whole text; JSON is read as YAML.
  ///   - file: What diagnostics call the text.
  /// - Returns: The value that the text stands for.
  /// - Throws: `DefinitionError` with the place of what is wrong.
  public static func readDocument(_ text: String, file: String) throws(DefinitionError) -> FlowValue
  {
    try YAMLDocument.read(SourceText(text, file: file), text: text).value
  }
}
