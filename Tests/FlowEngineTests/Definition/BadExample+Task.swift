extension BadExample {
  static let task: [BadExample] = [
    BadExample(
      code: "FE0105", kind: .workflow,
      text: #"""
        document: { dsl: 1.0.3, namespace: test, name: sample, version: 1.0.0 }
        evaluate: { language: lua }
        do:
        - step:
            call: http
            with: { method: get, endpoint: 'https://a.example', output: body }

        """#,
      rendered: #"""
        flow.yaml:6:65: error: 'output' must be 'raw', 'content' or 'response', not 'body' [FE0105]
            with: { method: get, endpoint: 'https://a.example', output: body }
                                                                        ^
        """#),
    BadExample(
      code: "FE0105", kind: .workflow,
      text: #"""
        document: { dsl: 1.0.3, namespace: test, name: sample, version: 1.0.0 }
        evaluate: { language: lua }
        permissions: { hosts: [ 'https://a.example/v1' ] }
        do: []

        """#,
      rendered: #"""
        flow.yaml:3:25: error: 'https://a.example/v1' is not an origin [FE0105]
        permissions: { hosts: [ 'https://a.example/v1' ] }
                                ^
        hint: write scheme and host only, such as https://api.example.org
        """#),
    BadExample(
      code: "FE0105", kind: .workflow,
      text: #"""
        document: { dsl: 1.0.3, namespace: test, name: sample, version: 1.0.0 }
        evaluate: { language: lua }
        use:
          retries: { a: { jitter: { from: PT2S, to: PT1S }, limit: { attempt: { count: -1 } }, backoff: {} } }
        do: []

        """#,
      rendered: #"""
        flow.yaml:4:27: error: 'from' must not be longer than 'to' [FE0105]
          retries: { a: { jitter: { from: PT2S, to: PT1S }, limit: { attempt: { count: -1 } }, backoff: {} }…
                                  ^

        flow.yaml:4:80: error: 'count' must not be negative [FE0105]
          retries: { a: { jitter: { from: PT2S, to: PT1S }, limit: { attempt: { count: -1 } }, backoff: {} }…
                                                                                       ^

        flow.yaml:4:97: error: 'backoff' must have exactly one of 'constant', 'exponential' and 'linear' [FE0105]
        …2S, to: PT1S }, limit: { attempt: { count: -1 } }, backoff: {} } }
                                                                     ^
        """#),
    BadExample(
      code: "FE0106", kind: .workflow,
      text: #"""
        document: { dsl: 1.0.3, namespace: test, name: My Order, version: '1.0' }
        do: []

        """#,
      rendered: #"""
        flow.yaml:1:48: error: 'My Order' is not a name [FE0106]
        document: { dsl: 1.0.3, namespace: test, name: My Order, version: '1.0' }
                                                       ^
        hint: use at most 63 letters, digits and inner hyphens

        flow.yaml:1:67: error: '1.0' is not a semantic version [FE0106]
        document: { dsl: 1.0.3, namespace: test, name: My Order, version: '1.0' }
                                                                          ^
        hint: write three numbers, such as 1.0.0
        """#),
    BadExample(
      code: "FE0107", kind: .workflow,
      text: #"""
        document: { dsl: 0.8.0, namespace: test, name: sample, version: 1.0.0 }
        do: []

        """#,
      rendered: #"""
        flow.yaml:1:18: error: version 0.8.0 of the DSL is not supported [FE0107]
        document: { dsl: 0.8.0, namespace: test, name: sample, version: 1.0.0 }
                         ^
        hint: the engine reads 1.0.x; write 1.0.3
        """#),
    BadExample(
      code: "FE0108", kind: .workflow,
      text: #"""
        document: { dsl: 1.0.3, namespace: test, name: sample, version: 1.0.0 }
        evaluate: { language: lua }
        do:
        - step: { input: {} }
        - next: { cal: http }

        """#,
      rendered: #"""
        flow.yaml:4:3: error: the task 'step' does not say what to do [FE0108]
        - step: { input: {} }
          ^
        hint: give it one of call, do, fork, emit, for, listen, raise, run, set, switch, try and wait

        flow.yaml:5:11: error: the task 'next' does not say what to do [FE0108]
        - next: { cal: http }
                  ^
        hint: did you mean 'call'?
        """#),
    BadExample(
      code: "FE0109", kind: .workflow,
      text: #"""
        document: { dsl: 1.0.3, namespace: test, name: sample, version: 1.0.0 }
        evaluate: { language: lua }
        do:
        - step: { set: { a: 1 }, wait: PT1S }

        """#,
      rendered: #"""
        flow.yaml:4:26: error: the task 'step' is both 'set' and 'wait' [FE0109]
        - step: { set: { a: 1 }, wait: PT1S }
                                 ^
        hint: make two tasks of it
        """#),
    BadExample(
      code: "FE0110", kind: .workflow,
      text: #"""
        document: { dsl: 1.0.3, namespace: test, name: sample, version: 1.0.0 }
        evaluate: { language: lua }
        do:
        - step: { wait: PT1S }
        - step: { wait: PT2S }

        """#,
      rendered: #"""
        flow.yaml:5:3: error: the list already has a task 'step' [FE0110]
        - step: { wait: PT2S }
          ^
        hint: give each task of a list a name of its own
        """#),
    BadExample(
      code: "FE0111", kind: .workflow,
      text: #"""
        document: { dsl: 1.0.3, namespace: test, name: sample, version: 1.0.0 }
        evaluate: { language: lua }
        do:
        - first: { wait: PT1S, then: thrid }
        - third: { wait: PT1S }
        - fourth: { do: [ { inner: { wait: PT1S, then: first } } ] }

        """#,
      rendered: #"""
        flow.yaml:4:30: error: the list has no task 'thrid' [FE0111]
        - first: { wait: PT1S, then: thrid }
                                     ^
        hint: did you mean 'third'?

        flow.yaml:6:48: error: the list has no task 'first' [FE0111]
        - fourth: { do: [ { inner: { wait: PT1S, then: first } } ] }
                                                       ^
        hint: 'then' can go to 'inner', 'continue', 'exit' or 'end'
        """#),
    BadExample(
      code: "FE0112", kind: .workflow,
      text: #"""
        document: { dsl: 1.0.3, namespace: test, name: sample, version: 1.0.0 }
        evaluate: { language: lua }
        do:
        - a: { call: shop.palceOrder }
        - b: { call: shop.zzzzzzzzzzzz }
        - c: { call: other.run }

        """#,
      rendered: #"""
        flow.yaml:4:14: error: there is no function 'shop.palceOrder' [FE0112]
        - a: { call: shop.palceOrder }
                     ^
        hint: did you mean 'shop.placeOrder'?

        flow.yaml:5:14: error: there is no function 'shop.zzzzzzzzzzzz' [FE0112]
        - b: { call: shop.zzzzzzzzzzzz }
                     ^
        hint: the plugin has 'shop.placeOrder'

        flow.yaml:6:14: error: there is no function 'other.run' [FE0112]
        - c: { call: other.run }
                     ^
        hint: no plugin of the configuration brings it
        """#),
  ]
}
