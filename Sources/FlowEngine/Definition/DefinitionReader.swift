import FlowValue

/// Reads a workflow definition and refuses what is wrong with it or does not run yet, all problems
/// at once.
package struct DefinitionReader: AuthenticationReading {
  /// What a definition says about the language of its expressions.
  enum Language {
    case lua
    /// Nothing: the standard's default, jq, which is refused at the first expression.
    case unstated
    /// Another one, already refused.
    case refused
  }

  package var findings: Findings
  let functions: Set<String>
  let authentications: Set<String>
  let check: (Expression) -> ExpressionFault?
  var language = Language.unstated
  var expressionCount = 0
  var use = Workflow.Use()
  var definedFunctions = DefinedFunctions()
  var permissions = Permissions()

  /// Reads a definition.
  ///
  /// - Parameters:
  ///   - text: The file's text.
  ///   - file: The path that diagnostics print.
  ///   - functions: The names that `call` may use beside `http`, such as `shop.placeOrder`.
  ///   - authentications: The names that plugins add to those of `use.authentications`.
  ///   - check: Compiles an expression and tells its fault.
  /// - Returns: The workflow, sound and ready to walk.
  /// - Throws: `DefinitionError` with every problem of the file.
  package static func read(
    _ text: String, file: String, functions: Set<String> = [], authentications: Set<String> = [],
    check: @escaping (Expression) -> ExpressionFault?
  ) throws(DefinitionError) -> Workflow {
    let source = SourceText(text, file: file)
    let root = try YAMLDocument.read(source, text: text)
    var reader = DefinitionReader(
      findings: Findings(source: source), functions: functions, authentications: authentications,
      check: check)
    let workflow = reader.workflow(root)
    try reader.findings.check()
    guard let workflow else { throw DefinitionError([]) }
    return workflow
  }

  private mutating func workflow(_ root: LocatedValue) -> Workflow? {
    guard let fields = fields(of: root, .workflow) else { return nil }
    readLanguage(fields["evaluate"])
    permissions = permissions(fields["permissions"])
    readUse(fields["use"])
    let document = document(fields["document"], source: root.value)
    let input = input(fields["input"])
    let tasks = tasks(fields["do"], at: "/do")
    let timeout = timeout(fields["timeout"])
    let output = output(fields["output"])
    guard let document else { return nil }
    return Workflow(
      document: document, input: input, use: use, tasks: tasks, timeout: timeout, output: output,
      permissions: permissions, expressionCount: expressionCount)
  }

  private mutating func readLanguage(_ node: LocatedValue?) {
    guard let node, let fields = fields(of: node, .evaluate) else { return }
    if let mode = fields["mode"], mode.string == "loose" {
      notSupported(
        "the mode 'loose'", at: mode.location,
        instead: "leave 'mode' out and write expressions as '${ … }'")
    }
    guard let language = fields["language"], let name = language.string else { return }
    if name == "lua" {
      self.language = .lua
    } else {
      self.language = .refused
      report(
        .expressionLanguage, at: language.location,
        "expressions in '\(name)' are not supported yet",
        hint: "write evaluate: { language: lua }, and the expressions in Lua")
    }
  }

  private mutating func document(_ node: LocatedValue?, source: FlowValue) -> Workflow.Document? {
    guard let node, let fields = fields(of: node, .document) else { return nil }
    if let dsl = version(fields, "dsl"), let node = fields["dsl"], (dsl.major, dsl.minor) != (1, 0)
    {
      report(
        .unsupportedVersion, at: node.location, "version \(dsl) of the DSL is not supported",
        hint: "the engine reads 1.0.x; write 1.0.3")
    }
    let version = version(fields)
    return Workflow.Document(
      dsl: fields.string("dsl") ?? "", namespace: name(fields, "namespace"), name: name(fields),
      version: version?.description ?? "", title: fields.string("title"),
      summary: fields.string("summary"), tags: fields["tags"]?.value ?? [:],
      metadata: fields["metadata"]?.value ?? [:], source: source)
  }

  private mutating func readUse(_ node: LocatedValue?) {
    guard let node, let fields = fields(of: node, .use) else { return }
    definedNames = Set(
      ["authentications", "errors", "functions", "retries", "timeouts"].flatMap { kind in
        (fields[kind]?.members ?? []).map { "\(kind)/\($0.key)" }
      })
    use.secrets = strings(fields["secrets"], "'secrets'")
    use.authentications = named(fields["authentications"]) { $0.authentication($1.value) }
    use.errors = named(fields["errors"]) { $0.errorDefinition($1.value) }
    use.retries = named(fields["retries"]) { $0.retryPolicy($1.value) }
    use.timeouts = named(fields["timeouts"]) { $0.timeoutDefinition($1.value) }
    readFunctions(fields["functions"])
    use.extensions = extensions(fields["extensions"])
  }

  /// `errors/NAME` and so on, of all that `use` defines, be it sound or not.
  private var definedNames: Set<String> = []

  private init(
    findings: Findings, functions: Set<String>, authentications: Set<String>,
    check: @escaping (Expression) -> ExpressionFault?
  ) {
    self.findings = findings
    self.functions = functions
    self.authentications = authentications
    self.check = check
  }

  var takesSignIn: Bool { false }

  func declares(secret: String) -> Bool {
    use.secrets.contains(secret) || permissions.secrets.contains(secret)
  }

  /// Reports a name that `use` does not define under `kind`.
  mutating func checkReference(_ node: LocatedValue, to kind: String, or others: Set<String> = []) {
    guard let name = node.string, !definedNames.contains("\(kind)/\(name)"),
      !others.contains(name)
    else { return }
    let known = definedNames.filter { $0.hasPrefix("\(kind)/") }.map {
      $0.dropFirst(kind.count + 1)
    }
    report(
      .unknownReference, at: node.location, "'use.\(kind)' has no '\(name)'",
      hint: Spelling.hint(for: name, among: known.map(String.init) + others)
        ?? "define it under 'use.\(kind)'")
  }
}
