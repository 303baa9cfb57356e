import FlowValue

/// A question to a person, with everything resolved: what the journal keeps as asked.
struct Prompt {
  /// The request's arguments: `form title help fields schema given defaults roles validate`.
  ///
  /// `fields` are those to ask for: `name type title help required default choices format`.
  let arguments: FlowValue
  /// How long after the asking an answer is due, in milliseconds.
  let due: Int64?
  /// Whether something is left to ask for.
  let isOpen: Bool
  /// What is known already, which the answer completes.
  let given: FlowValue

  /// Resolves the arguments of `call: prompt` or `flow.prompt`.
  ///
  /// What is given is not asked for; `ask` names the fields to ask for whatever is given. Beside a
  /// `schema` of its own, `name` is what the texts of the prompt are found by.
  ///
  /// - Parameters:
  ///   - arguments: What the definition or the script says.
  ///   - owner: The plugin, or the workflow's name, whose texts count.
  ///   - walk: The run that asks.
  /// - Throws: a configuration problem if they name no form, or a bad schema.
  init(_ arguments: FlowValue, owner: String, in walk: Walk) throws(Problem) {
    let form = try Self.form(arguments, owner: owner, in: walk)
    let words = FormWords(
      form: form.form.name, owner: form.owner, values: arguments["context"]?.object ?? [:],
      walk: walk)
    given = arguments["given"] ?? [:]
    let given = self.given
    let fields = FormField.all(of: form.form.schema)
    let named = (arguments["ask"]?.array).map { Set($0.compactMap(\.string)) }
    let asked = fields.filter { named?.contains($0.name) ?? (given.member(at: $0.path) == nil) }
    // Optional fields are asked for beside required ones; on their own they may stay open, unless
    // they are named. A form without any required field is asked because it was not answered at all.
    isOpen =
      !asked.isEmpty
      && (named != nil || asked.contains(where: \.isRequired)
        || (given.object?.isEmpty ?? true))
    let defaults = arguments["defaults"] ?? [:]
    var request: FlowObject = [
      "title": .string(
        arguments["title"]?.string ?? words.text("title") ?? form.form.title ?? form.form.name),
      "fields": .array(
        asked.map { $0.value(default: defaults.member(at: $0.path), words: words) }),
      "schema": form.form.schema.source, "given": given, "defaults": defaults,
      "roles": .array(
        arguments["roles"]?.array ?? form.form.roles.map { .string($0) }),
    ]
    let help = arguments["help"]?.string ?? words.text("help") ?? form.form.help
    request["help"] = help.map { .string($0) }
    if form.form.validate != nil {
      request["validate"] = ["plugin": .string(form.owner), "form": .string(form.form.name)]
    }
    request["form"] = .string(form.form.name)
    self.arguments = .object(request)
    due = arguments["due"].flatMap { ISODuration.milliseconds(of: $0) }
    if due == nil, let wrong = arguments["due"], wrong != .null {
      throw ProblemType.configuration.problem(
        "\(wrong.json) is no duration in which to answer. Write for example P3D.")
    }
  }

  /// The request of the prompt.
  func request(key: EffectKey, owner: String, task: String) -> EffectRequest {
    var arguments = self.arguments
    arguments["milliseconds"] = due.map { .integer($0) }
    return EffectRequest(
      key: key, kind: .prompt, arguments: arguments, owner: owner, task: task)
  }

  private static func form(_ arguments: FlowValue, owner: String, in walk: Walk) throws(Problem)
    -> (form: Form, owner: String)
  {
    if let schema = arguments["schema"] {
      do throws(SchemaError) {
        let form = Form(
          name: arguments["name"]?.string ?? "prompt", title: nil, help: nil, roles: [],
          schema: try Schema(schema), validate: nil)
        return (form, owner)
      } catch {
        throw ProblemType.configuration.problem("The schema of the prompt is wrong: \(error)")
      }
    }
    guard let name = arguments["form"]?.string else {
      throw ProblemType.configuration.problem(
        "A prompt wants 'form', as plugin.form, or a 'schema' of its own.")
    }
    let parts = name.split(separator: ".").map(String.init)
    let plugin = parts.count == 2 ? parts[0] : owner
    let forms = walk.program.plugin(named: plugin)?.manifest.forms ?? []
    guard let form = forms.first(where: { $0.name == parts.last }) else {
      let known = walk.program.plugins.flatMap { plugin in
        plugin.manifest.forms.map { "\(plugin.manifest.name).\($0.name)" }
      }
      throw ProblemType.configuration.problem(
        "There is no form \(name). The plugins in use have: \(known.joined(separator: ", "))")
    }
    return (form, plugin)
  }
}

/// The words of a form in the run's language.
struct FormWords {
  let form: String
  let owner: String
  /// What `{name}` in a text stands for.
  let values: FlowObject
  let walk: Walk

  func text(_ key: String) -> String? {
    walk.program.texts.text("\(form).\(key)", of: owner, in: walk.run.language)?
      .filled(with: values)
  }
}

extension FormField {
  /// What a terminal or a page needs to ask for the field.
  fileprivate func value(default: FlowValue?, words: FormWords) -> FlowValue {
    var field: FlowObject = ["name": .string(name)]
    field["type"] = schema["type"] ?? (schema["const"].map { .string($0.typeName) })
    field["title"] = (words.text(name)).map { .string($0) } ?? schema["title"] ?? .string(name)
    field["help"] = words.text(name + ".help").map { .string($0) } ?? schema["description"]
    field["required"] = .bool(isRequired)
    // Nobody accepts by pressing return: what can only be one value is said by the person.
    field["default"] = schema["const"] == nil ? `default` ?? schema["default"] : nil
    field["choices"] = schema["enum"]
    field["format"] = schema["format"]
    field["examples"] = schema["examples"]
    field["x-personal"] = schema["x-personal"]
    return .object(field)
  }
}

extension String {
  /// The text with each `{name}` replaced by that member.
  func filled(with values: FlowObject) -> String {
    values.reduce(self) { text, member in
      text.replacing("{\(member.key)}", with: member.value.string ?? member.value.json)
    }
  }
}
