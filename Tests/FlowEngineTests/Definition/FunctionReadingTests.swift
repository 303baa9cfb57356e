import FlowValue
import Testing

@testable import FlowEngine

/// Functions of `use.functions`, prompts, forks and timeouts.
struct FunctionReadingTests {
  private func workflow(_ rest: String) throws -> Workflow {
    try read(
      """
      document: { dsl: 1.0.3, namespace: test, name: sample, version: 1.0.0 }
      evaluate: { language: lua }

      """ + rest)
  }

  @Test func `a function stands for its call, in whatever order functions are defined`() throws {
    let workflow = try workflow(
      """
      use:
        functions:
          outer: { call: inner, with: { b: '${ input.a }' } }
          inner: { call: http, with: { method: get, endpoint: 'https://a.example/{b}' } }
      do:
      - step: { call: outer, with: { a: '${ context.c }' } }
      - none: { call: inner }
      """)
    guard case .call(.defined(let outer, let arguments)) = workflow.tasks[0].body,
      case .defined(.http(let http), let between) = outer,
      case .call(.defined(.http, let none)) = workflow.tasks[1].body
    else { throw UnexpectedShape() }
    #expect(arguments.shape == "{a: ${context.c}}" && between.shape == "{b: ${input.a}}")
    #expect(http.endpoint.shape == "https://a.example/{b}" && none.shape == "{}")
    #expect(workflow.use.functions.keys.sorted() == ["inner", "outer"])
    // An expression of a function is one expression, however often it is called.
    #expect(workflow.expressionCount == 2)
  }

  @Test func `a function can call a plugin or ask a person`() throws {
    let functions = try workflow(
      """
      use:
        functions:
          order: { call: shop.placeOrder, metadata: { a: 1 } }
          ask: { call: prompt, with: { form: shop.review } }
      do: []
      """
    ).use.functions
    guard case .function("shop.placeOrder", let none)? = functions["order"],
      case .prompt(let form)? = functions["ask"]
    else { throw UnexpectedShape() }
    #expect(none.shape == "{}" && form.shape == "{form: shop.review}")
  }

  @Test func `a prompt keeps its arguments, with expressions in them`() throws {
    let tasks = try workflow(
      """
      do:
      - asked:
          call: prompt
          with:
            schema: { type: object, properties: { name: { type: string } } }
            title: Who?
            defaults: { name: '${ input.name }' }
            given: ${ input.given }
            context: { customer: '${ context.customer }' }
            roles: [ clerk, '${ input.role }' ]
            due: { days: 14 }
      - named: { call: prompt, with: { form: '${ input.form }', due: P14D } }
      - whole: { call: prompt, with: '${ context.question }' }
      """
    ).tasks
    guard case .call(.prompt(.object(let members))) = tasks[0].body,
      case .call(.prompt(let named)) = tasks[1].body,
      case .call(.prompt(let whole)) = tasks[2].body
    else { throw UnexpectedShape() }
    #expect(
      members.map { "\($0.key): \($0.value.shape)" } == [
        "schema: {type: object, properties: {name: {type: string}}}", "title: Who?",
        "defaults: {name: ${input.name}}", "given: ${input.given}",
        "context: {customer: ${context.customer}}", "roles: [clerk, ${input.role}]",
        "due: {days: 14}",
      ])
    #expect(named.shape == "{form: ${input.form}, due: P14D}")
    #expect(whole.shape == "${context.question}")
  }

  @Test func `fork reads its branches, and runs all of them unless told to race`() throws {
    let tasks = try workflow(
      """
      do:
      - all: { fork: { branches: [ { a: { wait: PT1S, then: exit } }, { b: { wait: PT1S } } ] } }
      - race: { fork: { compete: true, branches: [ { c: { do: [ { d: { wait: PT1S } } ] } } ] } }
      """
    ).tasks
    guard case .fork(let all) = tasks[0].body, case .fork(let race) = tasks[1].body else {
      throw UnexpectedShape()
    }
    #expect(!all.compete && race.compete)
    #expect(
      tasks.flatMap(\.all).map { "\($0.reference) \($0.then)" } == [
        "/do/0/all continue", "/do/0/all/fork/branches/0/a exit",
        "/do/0/all/fork/branches/1/b continue", "/do/1/race continue",
        "/do/1/race/fork/branches/0/c continue", "/do/1/race/fork/branches/0/c/do/0/d continue",
      ])
  }

  @Test func `a timeout is written in place or named`() throws {
    let workflow = try workflow(
      """
      use: { timeouts: { short: { after: PT1S } } }
      timeout: { after: { hours: 1 } }
      do:
      - a: { wait: PT1S, timeout: short }
      - b: { wait: PT1S, timeout: { after: '${ input.most }' } }
      - c: { try: [], catch: { retry: { limit: { attempt: { duration: PT2S } } } } }
      """)
    #expect(workflow.timeout?.shape == "3600000")
    #expect(workflow.use.timeouts["short"]?.shape == "1000")
    #expect(workflow.tasks.map { $0.timeout?.shape } == ["1000", "${input.most}", nil])
    guard case .try(let attempt) = workflow.tasks[2].body else { throw UnexpectedShape() }
    #expect(attempt.catch.retry?.attemptDuration?.shape == "2000")
    #expect(attempt.catch.retry?.duration == nil)
  }
}
