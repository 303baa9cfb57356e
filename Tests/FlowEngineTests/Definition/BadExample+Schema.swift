extension BadExample {
  static let schema: [BadExample] = [
    BadExample(
      code: "FE0201", kind: .workflow,
      text: #"""
        document: { dsl: 1.0.3, namespace: test, name: sample, version: 1.0.0 }
        evaluate: { language: lua }
        input:
          schema:
            document:
              type: object
              unevaluatedProperties: false
              properties:
                name: { type: string, maxLenght: 50 }
        do: []

        """#,
      rendered: #"""
        flow.yaml:7:7: error: the schema keyword 'unevaluatedProperties' is not supported [FE0201]
              unevaluatedProperties: false
              ^
        hint: use 'additionalProperties' and list all properties

        flow.yaml:9:31: error: there is no schema keyword 'maxLenght' [FE0201]
                name: { type: string, maxLenght: 50 }
                                      ^
        hint: did you mean 'maxLength'?
        """#),
    BadExample(
      code: "FE0202", kind: .workflow,
      text: #"""
        document: { dsl: 1.0.3, namespace: test, name: sample, version: 1.0.0 }
        evaluate: { language: lua }
        input:
          schema:
            document:
              type: objct
              required: name
              minProperties: -1
        do: []

        """#,
      rendered: #"""
        flow.yaml:6:13: error: 'type' must be one of 'array', 'boolean', 'integer', 'null', 'number', 'object' and 'string' [FE0202]
              type: objct
                    ^
        hint: did you mean 'object'?

        flow.yaml:7:17: error: 'required' must be an array of names [FE0202]
              required: name
                        ^

        flow.yaml:8:22: error: 'minProperties' must be a whole number that is not negative [FE0202]
              minProperties: -1
                             ^
        """#),
    BadExample(
      code: "FE0203", kind: .workflow,
      text: #"""
        document: { dsl: 1.0.3, namespace: test, name: sample, version: 1.0.0 }
        evaluate: { language: lua }
        input:
          schema:
            document:
              properties:
                home: { $ref: '#/$defs/adress' }
                work: { $ref: 'https://a.example/address.json' }
              $defs: { address: {} }
        do: []

        """#,
      rendered: #"""
        flow.yaml:7:23: error: there is no schema at '#/$defs/adress' [FE0203]
                home: { $ref: '#/$defs/adress' }
                              ^
        hint: did you mean '#/$defs/address'?

        flow.yaml:8:23: error: 'https://a.example/address.json' is in another document [FE0203]
                work: { $ref: 'https://a.example/address.json' }
                              ^
        hint: write '#/$defs/NAME'
        """#),
    BadExample(
      code: "FE0204", kind: .workflow,
      text: #"""
        document: { dsl: 1.0.3, namespace: test, name: sample, version: 1.0.0 }
        evaluate: { language: lua }
        input:
          schema:
            document: { pattern: '[a-z' }
        do: []

        """#,
      rendered: #"""
        flow.yaml:5:26: error: '[a-z' is not a regular expression [FE0204]
            document: { pattern: '[a-z' }
                                 ^
        """#),
  ]
}
