import FlowValue
import LuaVM

/// A call of the host API `flow` by a script.
struct HostCall {
  /// What comes of a call.
  enum Answer {
    /// The run knows the answer itself.
    case now(LuaAnswer)
    case effect(EffectRequest.Kind, [FlowValue])
    case prompt(Prompt)
    case function(name: String, arguments: FlowValue)
  }

  /// The names under `flow` that reach the engine; what only computes is written in Lua.
  static let names = [
    "http", "call", "prompt", "sleep", "now", "uuid", "random", "log", "setting", "secret",
    "secret_name", "hmac", "actor", "text", "save",
  ]

  let name: String
  let arguments: [FlowValue]

  private var first: FlowValue { arguments.first ?? .null }
  private var second: FlowValue { arguments.dropFirst().first ?? .null }
  private var third: FlowValue { arguments.dropFirst(2).first ?? .null }

  func answer(owner: String, task: String, in walk: Walk) -> Answer {
    switch name {
    case "http": .effect(.http, arguments)
    case "prompt": prompt(owner: owner, in: walk)
    case "now": .effect(.now, [first])
    case "uuid": .effect(.uuid, [])
    case "random": .effect(.random, [])
    case "hmac": .effect(.hmac, [first])
    case "sleep": sleep
    case "call": function
    case "log": log(task: task, in: walk)
    case "setting": setting(owner: owner, in: walk)
    case "secret": secret(owner: owner, in: walk)
    case "secret_name": secretName
    case "actor": .now(.value(walk.run.actor))
    case "text": text(owner: owner, in: walk)
    case "save": save(owner: owner, in: walk)
    default:
      refuse(ProblemType.notSupported, "flow.\(name) is not supported by this version.")
    }
  }

  private func prompt(owner: String, in walk: Walk) -> Answer {
    do throws(Problem) {
      let prompt = try Prompt(first, owner: owner, in: walk)
      return prompt.isOpen ? .prompt(prompt) : .now(.value(prompt.given))
    } catch {
      return .now(.raise(error.value))
    }
  }

  private var sleep: Answer {
    guard let milliseconds = ISODuration.milliseconds(of: first) else {
      return refuse(
        .expression, "flow.sleep wants a duration such as \"PT30S\", and got \(first.json).")
    }
    return .effect(.sleep, [["milliseconds": .integer(max(0, milliseconds))]])
  }

  private var function: Answer {
    guard let name = first.string else {
      return refuse(.expression, "flow.call wants the name of a function, as plugin.function.")
    }
    return .function(name: name, arguments: second == .null ? .object([:]) : second)
  }

  private func log(task: String, in walk: Walk) -> Answer {
    let isLevel = ["debug", "info", "warning", "error"].contains(first.string)
    let text = arguments.dropFirst(isLevel ? 1 : 0).map(\.logText).joined(separator: " ")
    walk.observer.log(isLevel ? first.string ?? "info" : "info", text, task: task)
    return .now(.value(.null))
  }

  private func setting(owner: String, in walk: Walk) -> Answer {
    guard let name = first.string else {
      return refuse(.expression, "flow.setting wants the name of a setting.")
    }
    if let value = walk.run.settings[owner]?[name] { return .now(.value(value)) }
    if walk.program.plugin(named: owner)?.manifest.isConnectionSetting(name) == true {
      return refuse(
        .permissionDenied,
        "The setting \(name) says where to connect and is not for scripts. Write {\(name)} in a request's url."
      )
    }
    return .now(.value(.null))
  }

  private func secret(owner: String, in walk: Walk) -> Answer {
    guard let name = first.string else {
      return refuse(.expression, "flow.secret wants the name of a secret.")
    }
    // What an answer of this run held: whoever is told its name may use it.
    if name.hasPrefix(HTTPContext.storedName("", of: walk.run.id.rawValue)) {
      return .now(.value(.secret(name)))
    }
    guard walk.program.permissions(of: owner).secrets.contains(name) else {
      return refuse(
        .permissionDenied,
        "The secret \(name) is not among the permissions of \(owner). Add it to permissions.secrets."
      )
    }
    return .now(.value(.secret(walk.program.storedName(ofSecret: name, owner: owner))))
  }

  private var secretName: Answer {
    guard case .secret(let name) = first else {
      return refuse(.expression, "flow.secret_name wants a secret's handle.")
    }
    return .now(.value(.string(name)))
  }

  private func text(owner: String, in walk: Walk) -> Answer {
    guard let key = first.string else {
      return refuse(.expression, "flow.text wants the name of a text.")
    }
    let language = third.string ?? walk.run.language
    guard let text = walk.program.texts.text(key, of: owner, in: language) else {
      return refuse(
        .configuration,
        "There is no text \"\(key)\" in texts.\(language).yaml or texts.en.yaml.")
    }
    return .now(.value(.string(text.filled(with: second.object ?? [:]))))
  }

  private func save(owner: String, in walk: Walk) -> Answer {
    do throws(Problem) {
      let content = try ArtifactContent(first)
      if let secret = content.secrets.first,
        !walk.program.permissions(of: owner).artifacts.contains("secrets")
      {
        return refuse(
          .permissionDenied,
          "\(owner) may not write the secret \(secret) to a file. Add `artifacts: [secrets]` to its permissions."
        )
      }
      return .effect(.save, [content.arguments])
    } catch {
      return .now(.raise(error.value))
    }
  }

  private func refuse(_ type: ProblemType, _ detail: String) -> Answer {
    .now(.raise(type.problem(detail).value))
  }
}

extension FlowValue {
  /// Strings as they are, anything else as JSON.
  fileprivate var logText: String { string ?? json }
}
