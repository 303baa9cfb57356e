public import FlowValue

extension FlowEngine {
  /// Reads a JSON or YAML text, such as an input file.
  ///
  /// - Parameter file: What diagnostics call the text.
  /// - Throws: `DefinitionError` with the place of what is wrong.
  public static func readDocument(_ text: String, file: String) throws(DefinitionError) -> FlowValue {
    try YAMLDocument.read(SourceText(text, file: file), text: text).value
  }
}
