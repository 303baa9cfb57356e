import FlowValue
import LuaVM

/// An answer to a prompt, before it is posted: completed and checked.
struct PromptAnswer {
  /// The answer with what was given, and the defaults of request and schema that it leaves alone.
  let value: FlowValue
  /// What is wrong with it: `field` and `message`.
  let violations: [PromptViolation]

  /// - Parameters:
  ///   - answer: What the person said: the fields asked for.
  ///   - asked: The arguments of the request.
  ///   - now: When it was said.
  ///   - walk: The run's scripts; the walk itself is not moved.
  /// - Throws: What the form's function raises, other than violations.
  init(_ answer: FlowValue, to asked: FlowValue, now: Timestamp, in walk: Walk) throws(Problem) {
    let schema: Schema
    do throws(SchemaError) {
      schema = try Schema(asked["schema"] ?? true)
    } catch {
      throw ProblemType.configuration.problem("The schema of the prompt is wrong: \(error)")
    }
    let known = (asked["defaults"] ?? [:]).overlaid(by: asked["given"] ?? [:])
    value = schema.defaults(filling: known.overlaid(by: answer))
    let found = schema.violations(of: value).map {
      PromptViolation(field: $0.field, message: $0.message, keyword: $0.keyword)
    }
    violations =
      found.isEmpty
      ? try Self.scripted(value, asked: asked, now: now, in: walk) : found
  }

  /// What the form's Lua function says.
  private static func scripted(
    _ answer: FlowValue, asked: FlowValue, now: Timestamp, in walk: Walk
  ) throws(Problem) -> [PromptViolation] {
    guard let plugin = asked["validate"]?["plugin"]?.string,
      let name = asked["validate"]?["form"]?.string,
      let manifest = walk.program.plugin(named: plugin)?.manifest,
      let validator = manifest.forms.first(where: { $0.name == name })?.validate
    else { return [] }
    let function = try walk.scripts.member(validator.member, of: validator.module, in: plugin)
    let call = walk.scripts.vm.call(
      function.function, arguments: [answer, asked, .string(now.description)], seed: 0)
    var reply: LuaAnswer?
    while true {
      switch call.resume(reply) {
      case .returned(let value): return PromptViolation.list(value ?? .null)
      case .failed(let failure):
        let problem = Problem(failure)
        let list = PromptViolation.list(problem.members["violations"] ?? .null)
        if list.isEmpty { throw problem }
        return list
      case .host(let name, let arguments):
        reply = pure(HostCall(name: name, arguments: arguments), plugin, in: walk)
      }
    }
  }

  private static func pure(_ call: HostCall, _ owner: String, in walk: Walk) -> LuaAnswer {
    if case .now(let answer) = call.answer(owner: owner, task: "/", in: walk) { return answer }
    return .raise(
      ProblemType.expression.problem(
        "flow.\(call.name) reaches the outside world, and 'validate' only computes."
      ).value)
  }
}

/// What is wrong with a field of an answer.
public struct PromptViolation: Sendable, Equatable {
  /// The field's name, such as `contact.email`; empty for the answer as a whole.
  public let field: String
  /// What is wrong, to be read after the field's name.
  public let message: String
  /// The keyword of JSON Schema that is broken; `nil` where the form's own function says so.
  public let keyword: String?

  /// Both in one line.
  public var description: String { field.isEmpty ? message : "\(field) \(message)" }

  static func list(_ value: FlowValue) -> [PromptViolation] {
    (value.array ?? []).compactMap { item in
      guard let message = item["message"]?.string else { return nil }
      return PromptViolation(field: item["field"]?.string ?? "", message: message, keyword: nil)
    }
  }
}
