import FlowEngine
import FlowValue

/// Each feature of the control flow, by itself and with others.
extension Scenario {
  static let all = forks + timeouts + prompts + events + runs + reuse

  private static let timeoutType: FlowValue =
    "https://open-workflow-specification.org/spec/1.0.0/errors/timeout"

  private static let forks = [
    Scenario(
      name: "a fork waits for all branches and gives their outputs in order",
      tasks: """
        - both:
            fork:
              branches:
                - slow:
                    do:
                      - rest: { wait: PT5S }
                      - order: { call: shop.placeOrder, with: { item: tea } }
                      - say: { set: { from: slow } }
                - quick:
                    do:
                      - order: { call: shop.placeOrder, with: { item: pot } }
                      - say: { set: { from: quick } }
        """,
      ending: [["from": "slow"], ["from": "quick"]], orders: 2),
    Scenario(
      name: "of competing branches the first to end decides",
      tasks: """
        - race:
            fork:
              compete: true
              branches:
                - slow:
                    do:
                      - rest: { wait: PT30S }
                      - order: { call: shop.placeOrder, with: { item: tea } }
                - quick:
                    do:
                      - rest: { wait: PT5S }
                      - say: { set: { from: quick } }
        """,
      ending: ["from": "quick"]),
    Scenario(
      name: "a branch that fails fails the fork, and the others are given up",
      tasks: """
        - guarded:
            try:
              - both:
                  fork:
                    branches:
                      - slow:
                          do:
                            - rest: { wait: PT30S }
                            - order: { call: shop.placeOrder, with: { item: tea } }
                      - bad:
                          do:
                            - rest: { wait: PT5S }
                            - fail: { raise: { error: { type: "https://x.example/bad", status: 400 } } }
            catch:
              as: problem
              do:
                - note: { set: { caught: "${ problem.type }" } }
        """,
      ending: ["caught": "https://x.example/bad"]),
    Scenario(
      name: "forks inside forks and loops keep their branches apart",
      tasks: """
        - each:
            for: { each: item, in: "${ { 'a', 'b' } }" }
            do:
              - outer:
                  fork:
                    branches:
                      - order: { call: shop.placeOrder, with: { item: "${ item }" } }
                      - inner:
                          fork:
                            branches:
                              - order: { call: shop.placeOrder, with: { item: "${ item }" } }
                              - rest: { wait: PT1S }
        - count: { call: shop.countOrders }
        """,
      ending: 4, orders: 4),
  ]

  private static let timeouts = [
    Scenario(
      name: "a task that takes too long fails with the standard's timeout",
      tasks: """
        - slow:
            timeout: { after: PT10S }
            do:
              - rest: { wait: PT30S }
              - order: { call: shop.placeOrder, with: { item: tea } }
        """,
      phase: .faulted, ending: timeoutType),
    Scenario(
      name: "a task that ends in time forgets its bound",
      tasks: """
        - quick:
            timeout: { after: PT10S }
            do: [ { rest: { wait: PT5S } } ]
        - later: { wait: PT20S }
        - say: { set: { done: true } }
        """,
      ending: ["done": true]),
    Scenario(
      name: "a bound around a fork gives all its branches up",
      tasks: """
        - guarded:
            try:
              - both:
                  timeout: { after: PT10S }
                  fork:
                    branches:
                      - a: { wait: PT20S }
                      - b:
                          do:
                            - rest: { wait: PT30S }
                            - order: { call: shop.placeOrder, with: { item: tea } }
            catch: { do: [ { say: { set: { gave: up } } } ] }
        """,
      ending: ["gave": "up"]),
    Scenario(
      name: "an attempt that takes too long is tried again",
      tasks: """
        - guarded:
            try:
              - rest: { wait: "${ task and context.short or 'PT30S' }" }
              - say: { set: { never: true } }
            catch:
              errors: { with: { type: "\(timeoutType.string ?? "")" } }
              retry: { delay: PT1S, limit: { attempt: { count: 2, duration: PT5S } } }
        """,
      phase: .faulted, ending: timeoutType),
    Scenario(
      name: "an attempt and its task have clocks of their own",
      tasks: """
        - guarded:
            timeout: { after: PT20S }
            try:
              - rest: { wait: PT30S }
            catch:
              retry: { delay: PT1S, limit: { attempt: { count: 1, duration: PT5S } } }
              do: [ { say: { set: { gave: up } } } ]
        """,
      ending: ["gave": "up"]),
    Scenario(
      name: "a run that takes too long fails",
      tasks: """
        - rest: { wait: PT30S }
        - order: { call: shop.placeOrder, with: { item: tea } }
        """,
      more: "timeout: { after: PT10S }", phase: .faulted, ending: timeoutType),
    Scenario(
      name: "a fault hook recovers from a timeout",
      tasks: """
        - slow:
            timeout: { after: PT10S }
            do: [ { rest: { wait: PT30S } } ]
        """,
      hooks: """
        return { slow = { fault = function(task, problem) return { status = problem.status } end } }
        """,
      ending: ["status": 408]),
  ]

  private static let prompts = [
    Scenario(
      name: "a prompt waits for its answer, and the run goes on with it",
      tasks: """
        - ask:
            call: prompt
            with:
              title: Which item?
              schema:
                type: object
                required: [ item ]
                properties: { item: { type: string, minLength: 1 } }
        - order: { call: shop.placeOrder, with: { item: "${ input.item }" } }
        """,
      answers: ["ask": ["item": "tea"]], ending: ["number": 1, "item": "tea"], orders: 1),
    Scenario(
      name: "branches ask beside each other",
      tasks: """
        - both:
            fork:
              branches:
                - one: { call: prompt, with: { schema: { type: object, required: [a], properties: { a: { type: integer } } } } }
                - two: { call: prompt, with: { schema: { type: object, required: [b], properties: { b: { type: integer } } } } }
        """,
      answers: ["one": ["a": 1], "two": ["b": 2]], ending: [["a": 1], ["b": 2]]),
    Scenario(
      name: "what is given is not asked",
      tasks: """
        - ask:
            call: prompt
            with:
              given: { item: tea }
              schema: { type: object, required: [ item ], properties: { item: { type: string } } }
        """,
      ending: ["item": "tea"]),
    Scenario(
      name: "a script asks as a task does",
      tasks: "- order: { set: { item: pot } }",
      hooks: """
        return { order = { after = function(task, output)
          return flow.prompt { given = output, defaults = { size = 2 }, schema = { type = "object",
            required = array{ "item", "size" }, properties = {
              item = { type = "string" }, size = { type = "integer" } } } }
        end } }
        """,
      answers: ["order": [:]], ending: ["size": 2, "item": "pot"]),
  ]

  private static let events = [
    Scenario(
      name: "a branch hears what another one says",
      tasks: """
        - both:
            fork:
              branches:
                - hear:
                    listen: { to: { one: { with: { type: org.example.said, data: "${ this.n > 1 }" } } } }
                - say:
                    do:
                      - one: { emit: { event: { with: { source: urn:test, type: org.example.said, data: { n: 1 } } } } }
                      - two: { emit: { event: { with: { source: urn:test, type: org.example.said, data: { n: 2 } } } } }
        """,
      ending: [[["n": 2]], [:]]),
    Scenario(
      name: "events are consumed until a condition holds, with tasks for each",
      tasks: """
        - both:
            fork:
              branches:
                - hear:
                    listen: { to: { any: [ { with: { type: org.example.said } } ], until: "${ #this >= 2 }" } }
                    foreach:
                      item: event
                      do:
                        - order: { call: shop.placeOrder, with: { item: "${ event.item }" } }
                - say:
                    do:
                      - one: { emit: { event: { with: { source: urn:test, type: org.example.said, data: { item: tea } } } } }
                      - two: { emit: { event: { with: { source: urn:test, type: org.example.said, data: { item: pot } } } } }
        - count: { set: { orders: "${ #input[1] }" } }
        """,
      ending: ["orders": 2], orders: 2),
    Scenario(
      name: "an event that comes while another one's tasks ask a person is taken afterwards",
      tasks: """
        - both:
            fork:
              branches:
                - hear:
                    listen: { to: { any: [ { with: { type: org.example.said } } ], until: "${ #this >= 2 }" } }
                    foreach:
                      do:
                        - ask: { call: prompt, with: { schema: { type: object, required: [n], properties: { n: { type: integer } } } } }
                - say:
                    do:
                      - one: { emit: { event: { with: { source: urn:test, type: org.example.said, data: 1 } } } }
                      - two: { emit: { event: { with: { source: urn:test, type: org.example.said, data: 2 } } } }
        """,
      answers: ["ask": ["n": 1]], ending: [[["n": 1], ["n": 1]], [:]]),
    Scenario(
      name: "one event of each kind is consumed",
      tasks: """
        - both:
            fork:
              branches:
                - hear:
                    listen: { to: { all: [ { with: { type: org.example.a } }, { with: { type: org.example.b } } ] }, read: envelope }
                - say:
                    do:
                      - b: { emit: { event: { with: { source: urn:test, type: org.example.b, data: 1 } } } }
                      - again: { emit: { event: { with: { source: urn:test, type: org.example.b, data: 2 } } } }
                      - a: { emit: { event: { with: { source: urn:test, type: org.example.a, data: 3 } } } }
        - say: { set: { heard: "${ { input[1][1].data, input[1][2].data } }" } }
        """,
      ending: ["heard": [1, 3]]),
  ]

  private static let runs = [
    Scenario(
      name: "a workflow runs another one and gets its output",
      tasks: """
        - buy: { run: { workflow: { namespace: tests, name: buy, version: 1.0.0, input: { item: tea } } } }
        - say: { set: { bought: "${ input.item }" } }
        """,
      others: ["buy": "- order: { call: shop.placeOrder, with: { item: \"${ input.item }\" } }"],
      ending: ["bought": "tea"], orders: 1),
    Scenario(
      name: "a workflow waits while the one it runs waits for a person",
      tasks: """
        - buy: { run: { workflow: { namespace: tests, name: asking, version: 1.0.0 } } }
        - order: { call: shop.placeOrder, with: { item: "${ input.item }" } }
        """,
      others: [
        "asking":
          "- which: { call: prompt, with: { schema: { type: object, required: [item], properties: { item: { type: string } } } } }"
      ],
      answers: ["which": ["item": "pot"]], ending: ["number": 1, "item": "pot"], orders: 1),
    Scenario(
      name: "a run that is given up is not the one that the next attempt starts",
      tasks: """
        - guarded:
            try:
              - sub: { run: { workflow: { namespace: tests, name: slow, version: 1.0.0 } } }
            catch:
              retry: { delay: PT1S, limit: { attempt: { count: 1, duration: PT5S } } }
              do: [ { say: { set: { gave: up } } } ]
        """,
      others: ["slow": "- rest: { wait: PT2H }"], ending: ["gave": "up"]),
    Scenario(
      name: "a fault of the workflow that is run is caught where it is run",
      tasks: """
        - guarded:
            try:
              - sub: { run: { workflow: { namespace: tests, name: failing, version: latest } } }
            catch: { as: problem, do: [ { say: { set: { status: "${ problem.status }" } } } ] }
        """,
      others: [
        "failing":
          "- fail: { raise: { error: { type: \"https://x.example/bad\", status: 418 } } }"
      ],
      ending: ["status": 418]),
  ]

  private static let reuse = [
    Scenario(
      name: "a function of the workflow is called with arguments",
      tasks: """
        - tea: { call: order, with: { thing: tea } }
        - pot: { call: order, with: { thing: pot } }
        """,
      more: """
        use:
          functions:
            order: { call: shop.placeOrder, with: { item: "${ input.thing }" } }
        """,
      ending: ["number": 2, "item": "pot"], orders: 2),
    Scenario(
      name: "an extension runs around the tasks of its kind and leaves the data alone",
      tasks: """
        - order: { call: shop.placeOrder, with: { item: tea } }
        - say: { set: { item: "${ input.item }", log: "${ context.log }" } }
        """,
      more: """
        use:
          extensions:
            - log:
                extend: call
                before:
                  - note: { call: shop.placeOrder, with: { item: before }, export: { as: "${ { log = 'seen' } }" } }
                after:
                  - note: { call: shop.placeOrder, with: { item: after } }
        """,
      ending: ["item": "tea", "log": "seen"], orders: 3),
  ]
}
