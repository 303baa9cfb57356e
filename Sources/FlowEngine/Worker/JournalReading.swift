import FlowValue
import Foundation

/// Reads calls, answers and chance out of journals.
struct JournalReading {
  let surroundings: Surroundings
  let program: Program
  private(set) var answers: [RunRecord.Answer] = []
  private(set) var chance: Set<String> = []

  /// A call with the time at which it was begun.
  struct Call {
    let time: Timestamp
    let exchange: RecordedExchange
  }

  init(surroundings: Surroundings, program: Program) {
    self.surroundings = surroundings
    self.program = program
  }

  /// The calls of one journal, in their order.
  mutating func read(_ journal: RunJournalText) throws -> [Call] {
    chance.insert(journal.start.facts.id.rawValue)
    var outcomes: [String: [Outcome]] = [:]
    for entry in journal.entries where entry.kind == .answered {
      guard let outcome = entry.outcome.flatMap(Outcome.init(journalled:)) else { continue }
      outcomes[entry.key, default: []].append(outcome)
    }
    var used: [String: Int] = [:]
    var calls: [Call] = []
    for entry in journal.entries {
      guard let request = entry.request, entry.kind == .asked || entry.kind == .answered else {
        continue
      }
      let number = used[entry.key, default: 0]
      used[entry.key] = number + 1
      let outcome = outcomes[entry.key].flatMap { number < $0.count ? $0[number] : nil }
      note(request, outcome, key: entry.key)
      if let exchange = try exchange(request, outcome) {
        calls.append(Call(time: entry.time, exchange: exchange))
      }
    }
    return calls
  }

  private mutating func note(_ request: FlowValue, _ outcome: Outcome?, key: String) {
    guard case .value(let value)? = outcome else { return }
    if let prompt = request["prompt"] {
      answers.append(
        RunRecord.Answer(
          task: EffectKey(key).taskName, schema: prompt["schema"] ?? true, value: value))
    }
    for kind in ["uuid", "hmac"] where request[kind] != nil {
      if let text = value.string { chance.insert(text) }
    }
    if request["random"] != nil { chance.insert(value.json) }
    if request["http"] != nil {
      for id in ["requestId", "correlationId"] {
        if let text = value[id]?.string { chance.insert(text) }
      }
    }
  }

  private func exchange(_ request: FlowValue, _ outcome: Outcome?) throws -> RecordedExchange? {
    guard var arguments = request["http"] else { return nil }
    if let plugin = program.plugin(named: request["owner"]?.string ?? "") {
      let world = try surroundings.world(of: plugin.manifest)
      do throws(Problem) {
        arguments = try world.resolvingURL(in: arguments)
      } catch {
        // Nothing was sent, which the run got to know as this problem.
        return nil
      }
    }
    return RecordedExchange(
      arguments, isWrite: arguments["write"]?.bool ?? true, outcome: outcome)
  }
}

extension EffectKey {
  /// The name of the task that asks: the last part that is no script's.
  var taskName: String {
    let scope = text.split(separator: "/").last { !$0.contains("#") } ?? ""
    let name = scope.replacing(/(~\d+|!\d+|\[\d+\]|:catch)+$/, with: "")
    return String(name).removingPercentEncoding ?? String(name)
  }
}

extension Surroundings {
  /// The settings of a run that are otherwise than the plugins have them by themselves, and those
  /// that say where to connect and have to be set.
  func changedSettings(_ settings: FlowValue, of program: Program) throws(EngineError) -> FlowValue
  {
    var changed: FlowValue = [:]
    for plugin in program.plugins {
      let manifest = plugin.manifest
      let live = try self.settings(of: manifest)
      var values: FlowObject = [:]
      for setting in manifest.settings {
        let known = setting.schema.source["default"]
        let value =
          setting.isConnection
          ? (known == nil ? live[setting.name] : nil) : settings[manifest.name]?[setting.name]
        values[setting.name] = value == known ? nil : value
      }
      if !values.isEmpty { changed[manifest.name] = .object(values) }
    }
    return changed
  }
}
