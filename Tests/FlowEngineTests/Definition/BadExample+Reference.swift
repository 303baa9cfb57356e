extension BadExample {
  static let reference: [BadExample] = [
    BadExample(
      code: "FE0113", kind: .workflow,
      text: #"""
        document: { dsl: 1.0.3, namespace: test, name: sample, version: 1.0.0 }
        evaluate: { language: lua }
        use:
          errors: { refused: { type: 'https://a.example/refused', status: 403 } }
        do:
        - stop: { raise: { error: refusd } }
        - again: { try: [], catch: { retry: often } }
        - ask: { call: http, with: { method: get, endpoint: { uri: 'https://a.example', authentication: { use: me } } } }

        """#,
      rendered: #"""
        flow.yaml:6:27: error: 'use.errors' has no 'refusd' [FE0113]
        - stop: { raise: { error: refusd } }
                                  ^
        hint: did you mean 'refused'?

        flow.yaml:7:37: error: 'use.retries' has no 'often' [FE0113]
        - again: { try: [], catch: { retry: often } }
                                            ^
        hint: define it under 'use.retries'

        flow.yaml:8:104: error: 'use.authentications' has no 'me' [FE0113]
        …ndpoint: { uri: 'https://a.example', authentication: { use: me } } } }
                                                                     ^
        hint: define it under 'use.authentications'
        """#),
    BadExample(
      code: "FE0114", kind: .workflow,
      text: #"""
        document: { dsl: 1.0.3, namespace: test, name: sample, version: 1.0.0 }
        evaluate: { language: lua }
        do:
        - a: { wait: 5m }
        - b: { wait: P1Y }
        - c: { wait: { minutes: -5 } }

        """#,
      rendered: #"""
        flow.yaml:4:14: error: '5m' is not a duration [FE0114]
        - a: { wait: 5m }
                     ^
        hint: write for example PT30S, PT5M or P14D

        flow.yaml:5:14: error: 'P1Y' is not a duration [FE0114]
        - b: { wait: P1Y }
                     ^
        hint: write for example PT30S, PT5M or P14D

        flow.yaml:6:14: error: a duration must have whole numbers that are not negative [FE0114]
        - c: { wait: { minutes: -5 } }
                     ^
        hint: write for example { minutes: 5 }
        """#),
    BadExample(
      code: "FE0115", kind: .workflow,
      text: #"""
        document: { dsl: 1.0.3, namespace: test, name: sample, version: 1.0.0 }
        evaluate: { language: lua }
        do:
        - a:
            if: ${ input.amount => 10 }
            set: { a: 1 }

        """#,
      rendered: #"""
        flow.yaml:5:25: error: '=>' is no operator [FE0115]
            if: ${ input.amount => 10 }
                                ^
        """#),
    BadExample(
      code: "FE0115", kind: .workflow,
      text: #"""
        document: { dsl: 1.0.3, namespace: test, name: sample, version: 1.0.0 }
        evaluate: { language: lua }
        do:
        - a:
            set:
              text: |
                ${
                  local x = 1
                  return x => 2
                }

        """#,
      rendered: #"""
        flow.yaml:9:20: error: '=>' is no operator [FE0115]
                  return x => 2
                           ^
        """#),
    BadExample(
      code: "FE0115", kind: .workflow,
      text: #"""
        document: { dsl: 1.0.3, namespace: test, name: sample, version: 1.0.0 }
        evaluate: { language: lua }
        do:
        - a: { set: { text: '${ a => 1 } and ${ b }' } }
        - b: { set: '${ }' }

        """#,
      rendered: #"""
        flow.yaml:4:27: error: '=>' is no operator [FE0115]
        - a: { set: { text: '${ a => 1 } and ${ b }' } }
                                  ^
        hint: an expression is the whole string; join texts with '..'

        flow.yaml:5:13: error: the expression is empty [FE0115]
        - b: { set: '${ }' }
                    ^
        """#),
    BadExample(
      code: "FE0116", kind: .workflow,
      text: #"""
        document: { dsl: 1.0.3, namespace: test, name: sample, version: 1.0.0 }
        evaluate: { language: jq }
        do:
        - a: { if: .x, set: { a: 1 } }

        """#,
      rendered: #"""
        flow.yaml:2:23: error: expressions in 'jq' are not supported yet [FE0116]
        evaluate: { language: jq }
                              ^
        hint: write evaluate: { language: lua }, and the expressions in Lua
        """#),
    BadExample(
      code: "FE0116", kind: .workflow,
      text: #"""
        document: { dsl: 1.0.3, namespace: test, name: sample, version: 1.0.0 }
        do:
        - a: { set: { a: '${ .x }' } }
        - b: { set: { a: '${ .y }' } }

        """#,
      rendered: #"""
        flow.yaml:3:22: error: expressions in 'jq', the standard's default, are not supported yet [FE0116]
        - a: { set: { a: '${ .x }' } }
                             ^
        hint: write evaluate: { language: lua }, and the expressions in Lua
        """#),
    BadExample(
      code: "FE0117", kind: .workflow,
      text: #"""
        document: { dsl: 1.0.3, namespace: test, name: sample, version: 1.0.0 }
        evaluate: { language: lua }
        do:
        - first: { wait: PT1S }
          second: { wait: PT1S }
        - text

        """#,
      rendered: #"""
        flow.yaml:5:3: error: 'second' is a second key in one task of the list [FE0117]
          second: { wait: PT1S }
          ^
        hint: put '- ' before it, or indent it

        flow.yaml:6:3: error: a task must be an object with one key, its name [FE0117]
        - text
          ^
        hint: write '- name: { … }'
        """#),
    BadExample(
      code: "FE0118", kind: .workflow,
      text: #"""
        document: { dsl: 1.0.3, namespace: test, name: sample, version: 1.0.0 }
        evaluate: { language: lua }
        do:
        - a: { switch: [] }
        - b: { set: {} }
        - c: { try: [], catch: { errors: { with: {} } } }

        """#,
      rendered: #"""
        flow.yaml:4:16: error: 'switch' has no case [FE0118]
        - a: { switch: [] }
                       ^

        flow.yaml:5:13: error: 'set' sets nothing [FE0118]
        - b: { set: {} }
                    ^

        flow.yaml:6:42: error: the filter has no field [FE0118]
        - c: { try: [], catch: { errors: { with: {} } } }
                                                 ^
        hint: leave 'errors' out to catch every error
        """#),
    BadExample(
      code: "FE0119", kind: .workflow,
      text: #"""
        document: { dsl: 1.0.3, namespace: test, name: sample, version: 1.0.0 }
        evaluate: { language: lua }
        do:
        - end: { wait: PT1S }

        """#,
      rendered: #"""
        flow.yaml:4:3: error: 'end' cannot be the name of a task [FE0119]
        - end: { wait: PT1S }
          ^
        hint: 'then: end' has a meaning of its own
        """#),
  ]
}
