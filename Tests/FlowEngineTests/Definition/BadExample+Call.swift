/// Functions of `use.functions`, prompts, and timeouts.
extension BadExample {
  static let call: [BadExample] = [
    BadExample(
      code: "FE0104", kind: .workflow,
      text: #"""
        document: { dsl: 1.0.3, namespace: test, name: sample, version: 1.0.0 }
        do:
        - a: { call: prompt, with: { schema: { type: object }, validate: checks.name } }

        """#,
      rendered: #"""
        flow.yaml:3:56: error: 'validate' is not supported yet [FE0104]
        - a: { call: prompt, with: { schema: { type: object }, validate: checks.name } }
                                                               ^
        hint: name a 'form' of a plugin, whose manifest names the Lua function
        """#),
    BadExample(
      code: "FE0103", kind: .workflow,
      text: #"""
        document: { dsl: 1.0.3, namespace: test, name: sample, version: 1.0.0 }
        evaluate: { language: lua }
        do:
        - a: { call: prompt }
        - b: { call: prompt, with: { title: Who? } }
        - c: { wait: PT1S, timeout: {} }

        """#,
      rendered: #"""
        flow.yaml:4:14: error: 'call: prompt' lacks the field 'with' [FE0103]
        - a: { call: prompt }
                     ^

        flow.yaml:5:28: error: a prompt lacks the field 'form' or 'schema' [FE0103]
        - b: { call: prompt, with: { title: Who? } }
                                   ^
        hint: name a form as 'plugin.form', or write what to ask as a JSON Schema

        flow.yaml:6:29: error: a timeout lacks the field 'after' [FE0103]
        - c: { wait: PT1S, timeout: {} }
                                    ^
        """#),
    BadExample(
      code: "FE0105", kind: .workflow,
      text: #"""
        document: { dsl: 1.0.3, namespace: test, name: sample, version: 1.0.0 }
        evaluate: { language: lua }
        do:
        - ask:
            call: prompt
            with:
              schema: { type: string, minLenght: 1 }
              form: review
              titel: Who?
              defaults: none
              roles: [ 1 ]
              due: tomorrow
        - tell: { call: prompt, with: { form: '${ input.form }', roles: [] } }
        - send: { call: prompt, with: { form: a.b, roles: all } }

        """#,
      rendered: #"""
        flow.yaml:7:31: error: there is no schema keyword 'minLenght' [FE0201]
              schema: { type: string, minLenght: 1 }
                                      ^
        hint: did you mean 'minLength'?

        flow.yaml:8:7: error: a prompt has either 'form' or 'schema' [FE0105]
              form: review
              ^
        hint: leave one of them out

        flow.yaml:8:13: error: 'review' is not the name of a form [FE0106]
              form: review
                    ^
        hint: write 'plugin.form', or what to ask as a JSON Schema under 'schema'

        flow.yaml:9:7: error: unknown field 'titel' [FE0102]
              titel: Who?
              ^
        hint: did you mean 'title'?

        flow.yaml:10:17: error: 'defaults' must be an object or an expression, not text [FE0101]
              defaults: none
                        ^
        hint: write an expression as '${ … }'

        flow.yaml:11:16: error: each of 'roles' must be a string, not an integer [FE0101]
              roles: [ 1 ]
                       ^
        hint: put it in quotes: "1"

        flow.yaml:12:12: error: 'tomorrow' is not a duration [FE0114]
              due: tomorrow
                   ^
        hint: write for example PT30S, PT5M or P14D

        flow.yaml:13:65: error: 'roles' names no role [FE0118]
        - tell: { call: prompt, with: { form: '${ input.form }', roles: [] } }
                                                                        ^
        hint: leave it out to let everyone answer

        flow.yaml:14:51: error: 'roles' must be an array, not a string [FE0101]
        - send: { call: prompt, with: { form: a.b, roles: all } }
                                                          ^
        """#),
    BadExample(
      code: "FE0111", kind: .workflow,
      text: #"""
        document: { dsl: 1.0.3, namespace: test, name: sample, version: 1.0.0 }
        evaluate: { language: lua }
        do:
        - race:
            fork:
              branches:
              - left: { wait: PT1S, then: right }
              - right: { wait: PT1S, then: race }
              - other: { switch: [ { all: { then: exti } } ] }
        - none: { fork: { branches: [], compete: true } }

        """#,
      rendered: #"""
        flow.yaml:7:35: error: a branch cannot go to another, 'right'; they run beside each other [FE0111]
              - left: { wait: PT1S, then: right }
                                          ^
        hint: 'then' can be 'continue', 'exit' or 'end'

        flow.yaml:8:36: error: the list has no task 'race' [FE0111]
              - right: { wait: PT1S, then: race }
                                           ^
        hint: 'then' can be 'continue', 'exit' or 'end'

        flow.yaml:9:43: error: the list has no task 'exti' [FE0111]
              - other: { switch: [ { all: { then: exti } } ] }
                                                  ^
        hint: did you mean 'exit'?

        flow.yaml:10:29: error: 'compete' needs a branch that can win [FE0118]
        - none: { fork: { branches: [], compete: true } }
                                    ^
        """#),
    BadExample(
      code: "FE0113", kind: .workflow,
      text: #"""
        document: { dsl: 1.0.3, namespace: test, name: sample, version: 1.0.0 }
        evaluate: { language: lua }
        use: { timeouts: { short: { after: PT1S }, bad: { after: 5m } } }
        timeout: shrt
        do:
        - a: { wait: PT1S, timeout: PT5S }
        - b: { wait: PT1S, timeout: short }

        """#,
      rendered: #"""
        flow.yaml:3:58: error: '5m' is not a duration [FE0114]
        use: { timeouts: { short: { after: PT1S }, bad: { after: 5m } } }
                                                                 ^
        hint: write for example PT30S, PT5M or P14D

        flow.yaml:4:10: error: 'use.timeouts' has no 'shrt' [FE0113]
        timeout: shrt
                 ^
        hint: did you mean 'short'?

        flow.yaml:6:29: error: 'timeout' takes the name of one of 'use.timeouts' [FE0113]
        - a: { wait: PT1S, timeout: PT5S }
                                    ^
        hint: write a duration as 'timeout: { after: … }'
        """#),
    BadExample(
      code: "FE0119", kind: .workflow,
      text: #"""
        document: { dsl: 1.0.3, namespace: test, name: sample, version: 1.0.0 }
        evaluate: { language: lua }
        use:
          functions:
            http: { call: shop.placeOrder }
            shop.other: { call: shop.placeOrder }
            order: { call: shop.placeOrder }
        do:
        - a: { call: ordr }
        - b: { call: zzzzzzzzzz }

        """#,
      rendered: #"""
        flow.yaml:5:5: error: 'http' cannot be the name of a function [FE0119]
            http: { call: shop.placeOrder }
            ^
        hint: 'call: http' has a meaning of its own

        flow.yaml:6:5: error: the name of a function cannot have '.' or '@' [FE0119]
            shop.other: { call: shop.placeOrder }
            ^
        hint: 'plugin.function' names a function of a plugin

        flow.yaml:9:14: error: there is no function 'ordr' [FE0112]
        - a: { call: ordr }
                     ^
        hint: did you mean 'order'?

        flow.yaml:10:14: error: there is no function 'zzzzzzzzzz' [FE0112]
        - b: { call: zzzzzzzzzz }
                     ^
        hint: define it under 'use.functions', or write 'plugin.function'
        """#),
    BadExample(
      code: "FE0120", kind: .workflow,
      text: #"""
        document: { dsl: 1.0.3, namespace: test, name: sample, version: 1.0.0 }
        evaluate: { language: lua }
        use:
          functions:
            start: { call: ask }
            ask: { call: tell }
            tell: { call: show }
            show: { call: ask }
            self: { call: self }
        do:
        - a: { call: ask }

        """#,
      rendered: #"""
        flow.yaml:8:19: error: the function 'ask' calls itself through 'tell' and 'show' [FE0120]
            show: { call: ask }
                          ^
        hint: repeat a call by a 'for' task or by 'retry'

        flow.yaml:9:19: error: the function 'self' calls itself [FE0120]
            self: { call: self }
                          ^
        hint: repeat a call by a 'for' task or by 'retry'
        """#),
  ]
}
