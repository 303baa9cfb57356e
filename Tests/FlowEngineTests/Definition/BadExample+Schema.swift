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
              definitions: {}
              properties:
                name: { type: string, maxLenght: 50 }
        do: []

        """#,
      rendered: #"""
        flow.yaml:7:7: error: the schema keyword 'definitions' is not of JSON Schema 2020-12 [FE0201]
              definitions: {}
              ^
        hint: use '$defs'

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

        flow.yaml:8:23: error: 'https://a.example/address.json' is in another document, which is not read [FE0203]
                work: { $ref: 'https://a.example/address.json' }
                              ^
        hint: copy the schema to '$defs' and write '#/$defs/NAME'
        """#),
    BadExample(
      code: "FE0204", kind: .workflow,
      text: #"""
        document: { dsl: 1.0.3, namespace: test, name: sample, version: 1.0.0 }
        evaluate: { language: lua }
        input:
          schema:
            document:
              pattern: '[a-z'
              not: { pattern: '(?<=a)b' }
        do: []

        """#,
      rendered: #"""
        flow.yaml:6:16: error: '[a-z' is not a regular expression [FE0204]
              pattern: '[a-z'
                       ^
        hint: write it as JavaScript does (ECMA-262)

        flow.yaml:7:23: error: '(?<=a)b' looks behind with '(?<', which is not supported [FE0204]
              not: { pattern: '(?<=a)b' }
                              ^
        hint: match what stands before as well, or use 'not' with a pattern of its own
        """#),
    BadExample(
      code: "FE0205", kind: .workflow,
      text: #"""
        document: { dsl: 1.0.3, namespace: test, name: sample, version: 1.0.0 }
        evaluate: { language: lua }
        input:
          schema:
            document:
              $ref: '#/$defs/node'
              $defs:
                node: { anyOf: [ { type: 'null' }, { $ref: '#/$defs/node' } ] }
        do: []

        """#,
      rendered: #"""
        flow.yaml:8:52: error: the reference '#/$defs/node' leads back to itself without end [FE0205]
                node: { anyOf: [ { type: 'null' }, { $ref: '#/$defs/node' } ] }
                                                           ^
        hint: refer to it from inside 'properties' or 'items', or leave the reference out
        """#),
  ]
}
