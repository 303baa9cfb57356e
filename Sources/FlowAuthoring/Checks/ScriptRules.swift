import FlowEngine

/// Holds a script or expression against what it may name.
struct ScriptRules {
  let surroundings: ScriptSurroundings
  /// What the engine and the library have.
  let names: ScriptNames
  /// Variables of the definition that an expression sees.
  var variables: Set<String> = []
  /// Whether it answers in a simulator, which has its own settings.
  var isSimulator = false
  /// Whether it is a check, which may read where to connect.
  var isCheck = false
  let place: (LuaPlace) -> SourceLocation
  var findings: Findings

  mutating func check(_ outline: LuaOutline) {
    for global in outline.globals {
      guard checkName(global), checkMembers(global), let arguments = global.arguments else {
        continue
      }
      check(call: global.path, arguments)
      HostArguments(function: global, arguments: arguments).check(place, &findings)
    }
  }

  mutating func report(
    _ code: DiagnosticCode, at name: LuaGlobal.Name, _ message: String, hint: String?,
    severity: Diagnostic.Severity = .error
  ) {
    findings.report(code, at: place(name.place), message, hint: hint, severity: severity)
  }

  /// Whether a name stands for something.
  private mutating func checkName(_ global: LuaGlobal) -> Bool {
    let name = global.name.text
    if case .set(let isInFunction) = global.use {
      guard isInFunction else { return false }
      report(
        .unknownGlobal, at: global.name, "the global '\(name)' is set inside a function",
        hint: "write 'local \(name)': globals are read-only once a script is loaded")
      return false
    }
    let library = names.members[""] ?? []
    if library.contains(name) || variables.contains(name) || name == "_ENV"
      || surroundings.globals.contains(name)
    {
      return true
    }
    let known = library.union(variables).union(surroundings.globals)
    report(
      .unknownGlobal, at: global.name, "there is nothing called '\(name)' here",
      hint: (variables.isEmpty ? nil : ExpressionNames.hint(forAbsent: name))
        ?? Spelling.hint(for: name, among: known) ?? missingNameHint)
    return false
  }

  private var missingNameHint: String {
    variables.isEmpty
      ? "it is no local variable, no argument, and nothing that scripts are given"
      : "an expression sees \(Spelling.list(variables.sorted(), "and"))"
  }

  /// Whether all members behind a name of the engine or the library are there.
  private mutating func checkMembers(_ global: LuaGlobal) -> Bool {
    var path = global.name.text
    if variables.contains(path) || surroundings.globals.contains(path) { return true }
    for member in global.members {
      guard let known = names.members[path] else { return true }
      guard known.contains(member.text) else {
        report(
          .unknownMember, at: member, "'\(path)' has no member '\(member.text)'",
          hint: Spelling.hint(for: member.text, among: known)
            ?? "it has \(Spelling.list(known.sorted(), "and"))")
        return false
      }
      path += ".\(member.text)"
    }
    return true
  }

  private mutating func check(call name: String, _ arguments: [LuaShape]) {
    let texts = arguments.first?.texts ?? []
    if let known = HostTables.fields[name] { check(fields: arguments.first, of: name, known) }
    switch name {
    case "pcall":
      if case .global(let function)? = arguments.first {
        check(call: function, Array(arguments.dropFirst()))
      }
    case "flow.text": if !surroundings.unread.texts { check(texts: texts, arguments) }
    case "flow.call":
      for text in texts { check(function: text) }
      if case .text(let function)? = arguments.first, arguments.count > 1 {
        check(arguments: arguments[1], of: function.text)
      }
    case "flow.secret": for text in texts { check(secret: text) }
    case "flow.setting": for text in texts where !isSimulator { check(setting: text) }
    case "require": if !surroundings.unread.modules { for text in texts { check(module: text) } }
    case "flow.prompt": for form in arguments.first?["form"]?.texts ?? [] { check(form: form) }
    case "flow.http": if let request = arguments.first { check(request: request) }
    case "flow.save": if let file = arguments.first { check(file: file) }
    default: break
    }
  }
}

/// What the host API is called with, where that is written as text.
extension ScriptRules {
  private mutating func check(
    fields table: LuaShape?, of function: String, _ known: [String]
  ) {
    for field in table?.fields ?? [] where !known.contains(field.key.text) {
      report(
        .unknownField, at: field.key, "\(function) takes no field '\(field.key.text)'",
        hint: Spelling.hint(for: field.key.text, among: known)
          ?? "it takes \(Spelling.list(known, "and"))")
    }
  }

  private mutating func check(arguments: LuaShape, of function: String) {
    guard let schema = surroundings.functions[function]?.input,
      let written = WrittenValue(arguments, in: place)
    else { return }
    ArgumentRules(schema: schema, function: function).check(written, &findings)
  }

  private mutating func check(function: LuaGlobal.Name) {
    if surroundings.functions[function.text] != nil { return check(pluginOf: function) }
    if surroundings.unread.contains("functions") { return }
    report(
      .unknownFunction, at: function, "there is no function '\(function.text)'",
      hint: Spelling.hint(for: function.text, among: surroundings.functions.keys)
        ?? "no plugin of the configuration brings it")
  }

  private mutating func check(pluginOf function: LuaGlobal.Name) {
    let plugin = String(function.text.split(separator: ".").first ?? "")
    guard let used = surroundings.plugins, !used.contains(plugin), !surroundings.unread.modules
    else { return }
    findings.report(
      .undeclaredPlugin, at: place(function.place),
      "\(surroundings.owner) does not say that it uses the plugin '\(plugin)'",
      hint: "list it under 'uses' in \(surroundings.file)", severity: .warning)
  }

  private mutating func check(secret: LuaGlobal.Name) {
    let known = surroundings.permissions.secrets
    if known.contains(secret.text) || surroundings.unread.contains("permissions") { return }
    report(
      .undeclaredSecret, at: secret,
      "\(surroundings.owner) does not declare the secret '\(secret.text)'",
      hint: Spelling.hint(for: secret.text, among: known)
        ?? "list it under 'permissions.secrets' in \(surroundings.file)")
  }

  private mutating func check(file: LuaShape) {
    guard !surroundings.permissions.artifacts.contains("secrets"),
      !surroundings.unread.contains("permissions"),
      let content = file.fields?.last(where: { $0.key.text == "content" }),
      content.value.mayHold(resultOf: "flow.secret")
    else { return }
    report(
      .undeclaredSecret, at: content.key, "\(surroundings.owner) may not write a secret to a file",
      hint: "add 'artifacts: [secrets]' to 'permissions' in \(surroundings.file)")
  }

  private mutating func check(setting: LuaGlobal.Name) {
    let name = setting.text
    if surroundings.unread.contains("settings") { return }
    guard let isConnection = surroundings.settings[name] else {
      report(
        .unknownSetting, at: setting, "\(surroundings.owner) has no setting '\(name)'",
        hint: Spelling.hint(for: name, among: surroundings.settings.keys)
          ?? "declare it under 'settings' in plugin.yaml")
      return
    }
    guard isConnection, !isCheck else { return }
    report(
      .unknownSetting, at: setting,
      "the setting '\(name)' says where to connect, which is not for scripts",
      hint: "write {\(name)} in a request's url")
  }

  private mutating func check(form: LuaGlobal.Name) {
    if surroundings.forms.contains(form.text) || surroundings.unread.contains("forms") { return }
    report(
      .unknownForm, at: form, "there is no form '\(form.text)'",
      hint: Spelling.hint(for: form.text, among: surroundings.forms)
        ?? "declare it under 'forms' in plugin.yaml")
  }

  private mutating func check(module: LuaGlobal.Name) {
    if surroundings.modules.contains(module.text) { return }
    report(
      .unknownModule, at: module, "\(surroundings.owner) reaches no module '\(module.text)'",
      hint: Spelling.hint(for: module.text, among: surroundings.modules)
        ?? "write the path of a Lua file with dots, such as lib.dates")
  }

  private mutating func check(request: LuaShape) {
    for name in request["authentication"]?.texts ?? []
    where !surroundings.authentications.contains(name.text)
      && !surroundings.unread.contains("authentications")
    {
      report(
        .unknownReference, at: name, "\(surroundings.owner) has no authentication '\(name.text)'",
        hint: Spelling.hint(for: name.text, among: surroundings.authentications)
          ?? "declare it under 'authentications' in \(surroundings.file)")
    }
    let path = request["path"].map { $0.fields?.map(\.key.text) }
    // A path that is made at run time may hold any name.
    let names = path.map { $0.map(Set.init) } ?? []
    for url in request["url"]?.texts ?? [] { check(url: url, path: names) }
  }

  private mutating func check(url: LuaGlobal.Name, path: Set<String>?) {
    let unread = surroundings.unread
    if unread.contains("settings") || unread.contains("permissions") { return }
    let address = RequestAddress(url.text)
    for name in address.names {
      guard let isConnection = surroundings.settings[name], isConnection else {
        guard let path, !path.contains(name) else { continue }
        report(
          .unknownSetting, at: url, "{\(name)} is neither in the request's path nor a setting",
          hint: Spelling.hint(for: name, among: Array(path) + surroundings.settings.keys)
            ?? "declare it under 'settings' with 'x-connection: true', or write it into 'path'")
        continue
      }
    }
    guard let host = address.host, !address.isPermitted(by: surroundings.permissions.hosts) else {
      return
    }
    if case .setting(let name) = host, surroundings.settings[name] != true { return }
    report(
      .undeclaredHost, at: url, "\(surroundings.owner) may not reach \(address.shownHost)",
      hint: "list \"\(address.permission)\" under 'permissions.hosts' in \(surroundings.file)")
  }
}
