import FlowValue

extension DefinitionReader {
  mutating func run(_ node: LocatedValue?) -> SubWorkflow? {
    guard let node, let fields = fields(of: node, .run) else { return nil }
    let returnsOutput = returnsOutput(fields["return"])
    guard let workflow = fields["workflow"],
      let reference = self.fields(of: workflow, .subWorkflow)
    else { return nil }
    let input = reference["input"].map { wholeTemplate($0, "'input'") } ?? .literal([:])
    let namespace = name(reference, "namespace")
    let name = name(reference)
    let version = workflowVersion(reference)
    guard let input else { return nil }
    return SubWorkflow(
      namespace: namespace, name: name, version: version, input: input,
      await: fields["await"]?.value.bool ?? true, returnsOutput: returnsOutput)
  }

  private mutating func workflowVersion(_ fields: Fields) -> String {
    guard let text = fields.string("version"), text != "latest" else { return "latest" }
    return version(fields)?.description ?? text
  }

  /// A workflow has an output and no streams or exit code.
  private mutating func returnsOutput(_ node: LocatedValue?) -> Bool {
    guard let node, let text = node.string else { return true }
    if Vocabulary.laterReturns.contains(text) {
      notSupported(
        "'return: \(text)'", at: node.location, instead: "leave it out for the workflow's output")
    } else if !Vocabulary.returns.contains(text) {
      report(
        .valueNotAllowed, at: node.location,
        "'return' must be \(Spelling.list(Vocabulary.returns, "or")), not '\(text)'",
        hint: Spelling.hint(for: text, among: Vocabulary.returns))
    }
    return text != "none"
  }
}
