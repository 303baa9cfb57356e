import FlowValue
import Testing

@testable import FlowEngine

/// Events, other workflows, and extensions.
struct EventReadingTests {
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

  private func consumption(_ to: String) throws -> EventConsumption {
    guard case .listen(let listen) = try body("{ listen: { to: \(to) } }") else {
      throw UnexpectedShape()
    }
    return listen.to
  }

  @Test func `emit reads the attributes of its event in their order`() throws {
    guard
      case .emit(let event) = try body(
        """

            emit:
              event:
                with:
                  source: https://a.example/shop
                  type: order.placed
                  time: '2026-11-20T09:00:00Z'
                  subject: ${ input.id }
                  attempt: 2
                  data: { order: '${ input.order }', lines: [ 1 ] }
        """)
    else { throw UnexpectedShape() }
    #expect(
      event.attributes.map { "\($0.name)=\($0.value.shape)" } == [
        "source=https://a.example/shop", "type=order.placed", "time=2026-11-20T09:00:00Z",
        "subject=${input.id}", "attempt=2", "data={order: ${input.order}, lines: [1]}",
      ])
  }

  @Test func `listen to one event reads filters and correlations`() throws {
    guard
      case .one(let filter) = try consumption(
        """
        { one: { with: { type: order.paid, data: '${ this.amount > 0 }' }, correlate: { order: \
        { from: this.data.id, expect: '${ context.id }' }, shop: { from: '${ this.source }' } } } }
        """)
    else { throw UnexpectedShape() }
    #expect(
      filter.attributes.map { "\($0.name)=\($0.value.shape)" } == [
        "type=order.paid", "data=${this.amount > 0}",
      ])
    #expect(filter.correlations.map(\.name) == ["order", "shop"])
    #expect(filter.correlations.map(\.from.source) == ["this.data.id", "this.source"])
    #expect(filter.correlations.map { $0.expect?.shape } == ["${context.id}", nil])
  }

  @Test func `listen to any event stops at the first one, or as until says`() throws {
    guard case .any(let every, until: nil) = try consumption("{ any: [] }"),
      case .any(let two, until: .never?) = try consumption(
        "{ any: [ { with: { type: a } }, { with: { type: b } } ], until: false }"),
      case .any(_, until: .condition(let condition)?) = try consumption(
        "{ any: [], until: '#this > 3' }"),
      case .any(_, until: .consumed(.all(let last))?) = try consumption(
        "{ any: [], until: { all: [ { with: { type: c } } ] } }")
    else { throw UnexpectedShape() }
    #expect(every.isEmpty && two.count == 2 && condition.source == "#this > 3")
    #expect(last.flatMap(\.attributes).map(\.value.shape) == ["c"])
  }

  @Test func `listen reads data, and its tasks for each event`() throws {
    let workflow = try workflow(
      """
      do:
      - plain: { listen: { to: { all: [ { with: { type: a } } ] } }, foreach: {} }
      - full:
          listen: { to: { any: [] }, read: envelope }
          foreach:
            item: event
            at: i
            do: [ { note: { set: { a: '${ event }' } } } ]
            output: { as: '${ this.a }' }
            export: { as: '${ this }' }
      """)
    guard case .listen(let plain) = workflow.tasks[0].body, let loop = plain.foreach,
      case .listen(let full) = workflow.tasks[1].body, let each = full.foreach
    else { throw UnexpectedShape() }
    #expect(plain.read == .data && full.read == .envelope)
    #expect(loop.item == "item" && loop.at == "index" && loop.tasks.isEmpty)
    #expect(each.item == "event" && each.at == "i")
    #expect(each.output.as?.shape == "${this.a}" && each.export.as?.shape == "${this}")
    #expect(each.tasks.map(\.reference) == ["/do/1/full/foreach/do/0/note"])
  }

  @Test func `run reads another workflow, awaited unless told otherwise`() throws {
    guard
      case .run(let plain) = try body("{ run: { workflow: { namespace: shop, name: order } } }"),
      case .run(let full) = try body(
        """
        { run: { workflow: { namespace: a, name: b, version: 1.2.0, input: { c: '${ this.d }' } }, \
        await: false, return: none } }
        """)
    else { throw UnexpectedShape() }
    #expect(plain.namespace == "shop" && plain.name == "order" && plain.version == "latest")
    #expect(plain.input.shape == "{}" && plain.await && plain.returnsOutput)
    #expect(full.version == "1.2.0" && full.input.shape == "{c: ${this.d}}")
    #expect(!full.await && !full.returnsOutput)
  }

  @Test func `extensions are read in their order, with tasks that use what use defines`() throws {
    let extensions = try workflow(
      """
      use:
        functions: { note: { call: shop.placeOrder } }
        timeouts: { short: { after: PT1S } }
        extensions:
        - log:
            extend: all
            when: task.name ~= 'x'
            before: [ { a: { call: note, timeout: short } }, { b: { wait: PT1S, then: exit } } ]
        - after: { extend: call, after: [ { c: { set: { d: 1 } } } ] }
      do: []
      """
    ).use.extensions
    #expect(extensions.map(\.name) == ["log", "after"])
    #expect(extensions.map(\.extend) == ["all", "call"])
    #expect(extensions.map(\.when?.source) == ["task.name ~= 'x'", nil])
    #expect(
      extensions.flatMap { $0.before + $0.after }.map { "\($0.reference) \($0.then)" } == [
        "/use/extensions/0/log/before/0/a continue", "/use/extensions/0/log/before/1/b exit",
        "/use/extensions/1/after/after/0/c continue",
      ])
    #expect(extensions.first?.before.first?.timeout?.shape == "1000")
  }
}
