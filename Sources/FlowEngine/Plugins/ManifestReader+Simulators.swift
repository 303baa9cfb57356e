import FlowValue

/// The simulators of a plugin and their commands.
extension ManifestReader {
  mutating func simulators(_ node: LocatedValue?) -> [Manifest.Simulator] {
    (node?.members ?? []).compactMap { member in
      guard let fields = fields(of: member.value, .manifestSimulator) else { return nil }
      let origins = located(strings: fields["origins"], "'origins'")
      for origin in origins {
        checkSettings(in: origin)
        checkOrigin(origin)
      }
      return Manifest.Simulator(
        name: member.key, module: module(fields["module"]), place: place(of: "module", fields),
        origins: origins.compactMap(\.string), secrets: simulatedSecrets(fields["secrets"]),
        settings: fields["settings"]?.value.object ?? [:],
        volatile: strings(fields["volatile"], "'volatile'"),
        commands: commands(fields["commands"]))
    }
  }

  private mutating func simulatedSecrets(_ node: LocatedValue?) -> [String] {
    let names = located(strings: node, "'secrets'")
    for name in names where !declares(secret: name.string ?? "") {
      report(
        .undeclaredSecret, at: name.location,
        "the secret '\(name.string ?? "")' is not declared",
        hint: "list it under 'permissions.secrets'")
    }
    return names.compactMap(\.string)
  }

  /// Names that `flowctl sandbox` has for itself.
  private static let ownCommands = ["serve", "reset", "help"]

  private mutating func commands(_ node: LocatedValue?) -> [SimulatorCommand] {
    (node?.members ?? []).compactMap { member in
      checkIdentifier(member, "a command")
      if Self.ownCommands.contains(member.key) {
        report(
          .valueNotAllowed, at: member.location, "'\(member.key)' is a command of every sandbox",
          hint: "give it another name")
      }
      guard let fields = fields(of: member.value, .manifestCommand) else { return nil }
      var command = SimulatorCommand(
        name: member.key, module: module(fields["module"]), help: fields.string("help") ?? "",
        arguments: commandArguments(fields["arguments"]))
      command.place = place(of: "module", fields)
      return command
    }
  }

  /// `[order, "date?"]`: names, the optional ones last.
  private mutating func commandArguments(_ node: LocatedValue?) -> [SimulatorCommand.Argument] {
    var arguments: [SimulatorCommand.Argument] = []
    for element in located(strings: node, "'arguments'") {
      let text = element.string ?? ""
      let isOptional = text.hasSuffix("?")
      let name = isOptional ? String(text.dropLast()) : text
      if !Self.isIdentifier(name[...]) {
        report(
          .badPattern, at: element.location, "'\(text)' is not the name of an argument",
          hint: "use letters, digits and '_'; a '?' at the end makes it optional")
      }
      if arguments.contains(where: { $0.name == name }) {
        report(.repeatedKey, at: element.location, "the argument '\(name)' is repeated")
      }
      if !isOptional, arguments.last?.isOptional == true {
        report(
          .valueNotAllowed, at: element.location,
          "'\(name)' is required and stands behind an optional argument",
          hint: "put the optional arguments last")
      }
      arguments.append(SimulatorCommand.Argument(name: name, isOptional: isOptional))
    }
    return arguments
  }
}
