extension BadExample {
  static let shape: [BadExample] = [
    BadExample(
      code: "FE0101", kind: .workflow,
      text: #"""
        document: { dsl: 1.0.3, namespace: test, name: 12, version: 1.0.0 }
        do: []

        """#,
      rendered: #"""
        flow.yaml:1:48: error: 'name' must be a string, not an integer [FE0101]
        document: { dsl: 1.0.3, namespace: test, name: 12, version: 1.0.0 }
                                                       ^
        hint: put it in quotes: "12"
        """#),
    BadExample(
      code: "FE0101", kind: .workflow,
      text: #"""
        document: { dsl: 1.0.3, namespace: test, name: sample, version: 1.0.0 }
        evaluate: { language: lua }
        do:
        - step: { set: hello }

        """#,
      rendered: #"""
        flow.yaml:4:16: error: 'set' must be an object or an expression, not text [FE0101]
        - step: { set: hello }
                       ^
        hint: write an expression as '${ … }'
        """#),
    BadExample(
      code: "FE0101", kind: .workflow,
      text: #"""
        document: { dsl: 1.0.3, namespace: test, name: sample, version: 1.0.0 }
        evaluate: { language: lua }
        do:
        - step:

        """#,
      rendered: #"""
        flow.yaml:4:8: error: the task 'step' must be an object, not null [FE0101]
        - step:
               ^
        """#),
    BadExample(
      code: "FE0102", kind: .workflow,
      text: #"""
        document: { dsl: 1.0.3, namespace: test, name: sample, version: 1.0.0 }
        evaluate: { language: lua }
        do:
        - step:
            set: { a: 1 }
            inptu: { from: .user }

        """#,
      rendered: #"""
        flow.yaml:6:5: error: unknown field 'inptu' [FE0102]
            inptu: { from: .user }
            ^
        hint: did you mean 'input'?
        """#),
    BadExample(
      code: "FE0102", kind: .workflow,
      text: #"""
        document: { dsl: 1.0.3, namespace: test, name: sample, version: 1.0.0 }
        evaluate: { language: lua }
        do:
        - step:
            set: { a: 1 }
            banana: 1

        """#,
      rendered: #"""
        flow.yaml:6:5: error: unknown field 'banana' [FE0102]
            banana: 1
            ^
        hint: a 'set' task has the fields 'if', 'input', 'output', 'export', 'timeout', 'then', 'metadata' and 'set'
        """#),
    BadExample(
      code: "FE0103", kind: .workflow,
      text: #"""
        document: { dsl: 1.0.3, namespace: test, name: sample, version: 1.0.0 }
        evaluate: { language: lua }
        do:
        - step:
            call: http
            with:
              method: get

        """#,
      rendered: #"""
        flow.yaml:7:7: error: 'with' lacks the field 'endpoint' [FE0103]
              method: get
              ^
        """#),
  ]
}
