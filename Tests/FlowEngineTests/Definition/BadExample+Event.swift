/// Events, other workflows, and extensions.
extension BadExample {
  static let event: [BadExample] = [
    BadExample(
      code: "FE0103", kind: .workflow,
      text: #"""
        document: { dsl: 1.0.3, namespace: test, name: sample, version: 1.0.0 }
        evaluate: { language: lua }
        do:
        - a: { emit: { event: { with: { type: x } } } }
        - b: { listen: { to: {} } }
        - c: { listen: { to: { one: { correlate: { k: {} } } } } }
        - d: { run: {} }
        - e: { run: { workflow: { name: other } } }

        """#,
      rendered: #"""
        flow.yaml:4:31: error: the event lacks the attribute 'source' [FE0103]
        - a: { emit: { event: { with: { type: x } } } }
                                      ^

        flow.yaml:5:22: error: 'to' must have exactly one of 'one', 'any' and 'all' [FE0103]
        - b: { listen: { to: {} } }
                             ^

        flow.yaml:6:29: error: an event filter lacks the field 'with' [FE0103]
        - c: { listen: { to: { one: { correlate: { k: {} } } } } }
                                    ^

        flow.yaml:6:47: error: a correlation lacks the field 'from' [FE0103]
        - c: { listen: { to: { one: { correlate: { k: {} } } } } }
                                                      ^

        flow.yaml:7:13: error: 'run' lacks the field 'workflow' [FE0103]
        - d: { run: {} }
                    ^

        flow.yaml:8:25: error: 'workflow' lacks the field 'namespace' [FE0103]
        - e: { run: { workflow: { name: other } } }
                                ^
        """#),
    BadExample(
      code: "FE0106", kind: .workflow,
      text: #"""
        document: { dsl: 1.0.3, namespace: test, name: sample, version: 1.0.0 }
        evaluate: { language: lua }
        do:
        - send:
            emit:
              event:
                with:
                  source: ''
                  type: 1
                  time: noon
                  dataContentType: text/plain
                  order-id: 1
                  tags: [ a ]
        - start: { run: { workflow: { namespace: a, name: my order, version: '1' } } }

        """#,
      rendered: #"""
        flow.yaml:8:19: error: the attribute 'source' is empty [FE0118]
                  source: ''
                          ^
        hint: leave it out

        flow.yaml:9:17: error: 'type' must be a string, not an integer [FE0101]
                  type: 1
                        ^
        hint: put it in quotes: "1"

        flow.yaml:10:17: error: 'noon' is not a date and time such as 2026-11-20T09:00:00Z [FE0106]
                  time: noon
                        ^
        hint: leave it out for the time at which the event is emitted

        flow.yaml:11:11: error: 'dataContentType' is not the name of an attribute [FE0106]
                  dataContentType: text/plain
                  ^
        hint: did you mean 'datacontenttype'?

        flow.yaml:12:11: error: 'order-id' is not the name of an attribute [FE0106]
                  order-id: 1
                  ^
        hint: use small letters and digits, or put it under 'data'

        flow.yaml:13:17: error: 'tags' must be a string or an integer or true or false, not an array [FE0101]
                  tags: [ a ]
                        ^

        flow.yaml:14:51: error: 'my order' is not a name [FE0106]
        - start: { run: { workflow: { namespace: a, name: my order, version: '1' } } }
                                                          ^
        hint: use at most 63 letters, digits and inner hyphens

        flow.yaml:14:70: error: '1' is not a semantic version [FE0106]
        - start: { run: { workflow: { namespace: a, name: my order, version: '1' } } }
                                                                             ^
        hint: write three numbers, such as 1.0.0
        """#),
    BadExample(
      code: "FE0105", kind: .workflow,
      text: #"""
        document: { dsl: 1.0.3, namespace: test, name: sample, version: 1.0.0 }
        evaluate: { language: lua }
        do:
        - a: { listen: { to: { one: { with: { type: x } }, any: [] } } }
        - b: { listen: { to: { one: { with: { type: x } }, until: false } } }
        - c: { listen: { to: { any: [], until: true }, read: text } }
        - d: { listen: { to: { any: [], until: { any: [], until: false } } } }
        - e: { listen: { to: { any: [], until: 'x =>' } }, foreach: { item: 1st } }
        - f: { run: { workflow: { namespace: a, name: b }, return: stdin } }

        """#,
      rendered: #"""
        flow.yaml:4:22: error: 'to' must have exactly one of 'one', 'any' and 'all' [FE0105]
        - a: { listen: { to: { one: { with: { type: x } }, any: [] } } }
                             ^

        flow.yaml:5:52: error: 'until' goes with 'any', not with 'one' [FE0105]
        - b: { listen: { to: { one: { with: { type: x } }, until: false } } }
                                                           ^

        flow.yaml:6:40: error: 'until' must be false, an expression or events [FE0105]
        - c: { listen: { to: { any: [], until: true }, read: text } }
                                               ^
        hint: leave it out to take the first event only

        flow.yaml:6:54: error: 'read' must be 'data', 'envelope' or 'raw', not 'text' [FE0105]
        - c: { listen: { to: { any: [], until: true }, read: text } }
                                                             ^

        flow.yaml:7:51: error: unknown field 'until' [FE0102]
        - d: { listen: { to: { any: [], until: { any: [], until: false } } } }
                                                          ^
        hint: 'until' has the fields 'one', 'any' and 'all'

        flow.yaml:8:43: error: '=>' is no operator [FE0115]
        - e: { listen: { to: { any: [], until: 'x =>' } }, foreach: { item: 1st } }
                                                  ^

        flow.yaml:8:69: error: '1st' is not the name of a variable [FE0106]
        - e: { listen: { to: { any: [], until: 'x =>' } }, foreach: { item: 1st } }
                                                                            ^
        hint: use letters, digits and '_', and begin with a letter

        flow.yaml:9:60: error: 'return' must be 'stdout' or 'none', not 'stdin' [FE0105]
        - f: { run: { workflow: { namespace: a, name: b }, return: stdin } }
                                                                   ^
        """#),
    BadExample(
      code: "FE0118", kind: .workflow,
      text: #"""
        document: { dsl: 1.0.3, namespace: test, name: sample, version: 1.0.0 }
        evaluate: { language: lua }
        do:
        - a: { listen: { to: { all: [] } } }
        - b: { listen: { to: { one: { with: {} } } } }

        """#,
      rendered: #"""
        flow.yaml:4:29: error: 'all' waits for no event [FE0118]
        - a: { listen: { to: { all: [] } } }
                                    ^
        hint: write 'any: []' to take every event

        flow.yaml:5:37: error: the filter has no attribute [FE0118]
        - b: { listen: { to: { one: { with: {} } } } }
                                            ^
        hint: write 'any: []' to take every event
        """#),
    BadExample(
      code: "FE0110", kind: .workflow,
      text: #"""
        document: { dsl: 1.0.3, namespace: test, name: sample, version: 1.0.0 }
        evaluate: { language: lua }
        use:
          extensions:
          - log: { extend: cal, when: 'x =>', before: [ { a: { wait: PT1S, then: other } } ] }
          - log: { extend: all, befor: [] }
          - text
        do: []

        """#,
      rendered: #"""
        flow.yaml:5:20: error: 'extend' must be a kind of task or 'all', not 'cal' [FE0105]
          - log: { extend: cal, when: 'x =>', before: [ { a: { wait: PT1S, then: other } } ] }
                           ^
        hint: did you mean 'call'?

        flow.yaml:5:34: error: '=>' is no operator [FE0115]
          - log: { extend: cal, when: 'x =>', before: [ { a: { wait: PT1S, then: other } } ] }
                                         ^

        flow.yaml:5:74: error: the list has no task 'other' [FE0111]
          - log: { extend: cal, when: 'x =>', before: [ { a: { wait: PT1S, then: other } } ] }
                                                                                 ^
        hint: 'then' can go to 'a', 'continue', 'exit' or 'end'

        flow.yaml:6:5: error: the list already has an extension 'log' [FE0110]
          - log: { extend: all, befor: [] }
            ^
        hint: give each extension a name of its own

        flow.yaml:6:25: error: unknown field 'befor' [FE0102]
          - log: { extend: all, befor: [] }
                                ^
        hint: did you mean 'before'?

        flow.yaml:7:5: error: an extension must be an object with one key, its name [FE0117]
          - text
            ^
        hint: write '- name: { … }'
        """#),
  ]
}
