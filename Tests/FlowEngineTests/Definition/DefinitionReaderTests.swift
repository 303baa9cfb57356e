import FlowValue
import Testing

@testable import FlowEngine

struct DefinitionReaderTests {
  private func workflow(_ rest: String) throws -> Workflow {
    try read(
      """
      document: { dsl: 1.0.3, namespace: test, name: sample, version: 1.0.0 }
      evaluate: { language: lua }

      """ + rest)
  }

  private func body(_ task: String) throws -> TaskBody {
    try #require(try workflow("do:\n- step: \(task)\n").tasks.first).body
  }

  @Test func `the document is read, and kept as written`() throws {
    let text = """
      document:
        dsl: 1.0.3
        namespace: test
        name: sample
        version: 1.0.0-rc.1
        title: T
        summary: S
        tags: { a: b }
        metadata: { c: [1] }
      do: []
      """
    let document = try read(text).document
    #expect(document.dsl == "1.0.3" && document.version == "1.0.0-rc.1")
    #expect(document.namespace == "test" && document.name == "sample")
    #expect(document.title == "T" && document.summary == "S")
    #expect(document.tags == ["a": "b"] && document.metadata == ["c": [1]])
    #expect(document.source["do"] == [])
  }

  @Test func `what every task can have is read`() throws {
    let task = try #require(
      try workflow(
        """
        do:
        - step:
            if: input.a > 1
            input: { from: '${ input.b }', schema: { document: { type: object } } }
            output: { as: { c: '${ output }' } }
            export: { as: output }
            then: end
            metadata: { d: 1 }
            set: { e: 1 }
        """
      ).tasks.first)
    #expect(task.name == "step" && task.reference == "/do/0/step")
    #expect(task.location.description == "flow.yaml:4:3")
    #expect(task.if?.source == "input.a > 1" && task.if?.id == 0)
    #expect(task.input.from?.shape == "${input.b}" && task.input.schema != nil)
    #expect(task.output.as?.shape == "{c: ${output}}")
    #expect(task.export.as?.shape == "${output}")
    #expect(task.then == .end && task.metadata == ["d": 1])
    #expect(task.source["set"] == ["e": 1])
  }

  @Test func `references are JSON pointers, and directives default to continue`() throws {
    let workflow = try workflow(
      """
      do:
      - a/b~c: { set: { x: 1 } }
      - loop:
          for: { in: '${ input }' }
          do:
          - x: { set: { x: 1 }, then: exit }
      - guard:
          try:
          - inner: { set: { x: 1 } }
          catch:
            do:
            - y: { set: { x: 1 } }
      - group: { do: [ { z: { set: { x: 1 }, then: continue } } ] }
      """)
    #expect(
      workflow.tasks.flatMap(\.all).map { "\($0.reference) \($0.then)" } == [
        "/do/0/a~1b~0c continue", "/do/1/loop continue", "/do/1/loop/do/0/x exit",
        "/do/2/guard continue", "/do/2/guard/try/0/inner continue",
        "/do/2/guard/catch/do/0/y continue", "/do/3/group continue", "/do/3/group/do/0/z continue",
      ])
  }

  @Test func `expressions count from 0 over the file`() throws {
    let workflow = try workflow(
      """
      use:
        errors: { e: { type: 'https://a.example', status: '${ 1 }' } }
      input: { from: '${ 2 }' }
      do:
      - a: { set: { x: ['${ 3 }', { y: '${ 4 }' }], z: 'a ${ b } c' } }
      output: { as: '${ 5 }' }
      """)
    #expect(workflow.expressionCount == 5)
    guard case .expression(let last)? = workflow.output.as else { throw UnexpectedShape() }
    #expect(last.id == 4 && last.source == "5")
  }

  @Test func `only a whole string is an expression`() throws {
    guard case .set(let template) = try body("{ set: { a: 'x ${ b }', c: \" ${ d }\\n\", e: f } }")
    else { throw UnexpectedShape() }
    #expect(template.shape == "{a: x ${ b }, c: ${d}, e: f}")
  }

  @Test func `an expression over several lines is kept as it is`() throws {
    guard
      case .set(.expression(let expression)) = try body(
        "\n    set: |\n      ${\n        local x = 1\n        return { y = x }\n      }")
    else { throw UnexpectedShape() }
    #expect(expression.source == "local x = 1\n  return { y = x }")
    #expect(expression.location.description == "flow.yaml:7:9")
  }

  @Test func `for takes an expression or an array`() throws {
    guard case .for(let loop) = try body("{ for: { in: input.items }, do: [] }"),
      case .for(let other) = try body(
        "{ for: { each: a, at: b, in: [ { c: '${ d }' } ] }, while: e, do: [] }")
    else { throw UnexpectedShape() }
    #expect(loop.each == "item" && loop.at == "index" && loop.in.shape == "${input.items}")
    #expect(other.each == "a" && other.at == "b" && other.in.shape == "[{c: ${d}}]")
    #expect(loop.while == nil && other.while?.source == "e")
  }

  @Test func `switch reads its cases in order`() throws {
    guard
      case .switch(let cases) = try body(
        "{ switch: [ { a: { when: '${ x }', then: step } }, { b: { then: end } } ] }")
    else { throw UnexpectedShape() }
    #expect(cases.map(\.name) == ["a", "b"])
    #expect(cases.map(\.when?.source) == ["x", nil])
    #expect(cases.map(\.then) == [.task("step"), .end])
  }

  @Test func `try reads its filter, conditions, retry and tasks`() throws {
    guard
      case .try(let attempt) = try body(
        """

            try: [ { a: { set: { x: 1 } } } ]
            catch:
              errors: { with: { status: 503, type: 'https://a.example' } }
              as: fault
              when: fault.status > 500
              exceptWhen: ${ false }
              retry:
                delay: { seconds: 3 }
                backoff: { exponential: {} }
                limit: { attempt: { count: 5 }, duration: PT1M }
                jitter: { from: PT0.1S, to: '${ input.most }' }
              do: [ { b: { set: { x: 1 } } } ]
        """)
    else { throw UnexpectedShape() }
    let clause = attempt.catch
    #expect(clause.with == ["status": 503, "type": "https://a.example"] && clause.as == "fault")
    #expect(clause.when?.source == "fault.status > 500" && clause.exceptWhen?.source == "false")
    let retry = try #require(clause.retry)
    #expect(retry.delay?.shape == "3000" && retry.duration?.shape == "60000")
    #expect(retry.backoff == .exponential && retry.attempts == 5)
    #expect(retry.jitter?.from.shape == "100" && retry.jitter?.to.shape == "${input.most}")
  }

  @Test func `a definition without expressions needs no language`() throws {
    let text = """
      document: { dsl: 1.0.3, namespace: test, name: sample, version: 1.0.0 }
      do:
      - a: { wait: { minutes: 2 } }
      - b: { wait: { seconds: 1 } }
      """
    guard case .wait(let duration) = try #require(try read(text).tasks.first).body else {
      throw UnexpectedShape()
    }
    #expect(duration.shape == "120000")
  }

  @Test func `a definition in JSON is read too`() throws {
    let workflow = try read(
      #"{"document": {"dsl": "1.0.3", "namespace": "a", "name": "b", "version": "1.0.0"}, "do": []}"#
    )
    #expect(workflow.document.name == "b")
  }

  @Test func `all problems of a file are told at once, in their order`() {
    let error = #expect(throws: DefinitionError.self) {
      try workflow("do:\n- a: { wait: 5m }\n- b: { cal: x }\n- c: { set: 1 }\nextra: 1\n")
    }
    #expect(
      error?.diagnostics.map { "\($0.location.line) \($0.code.id)" } == [
        "4 FE0114", "5 FE0108", "6 FE0101", "7 FE0102",
      ])
  }
}
