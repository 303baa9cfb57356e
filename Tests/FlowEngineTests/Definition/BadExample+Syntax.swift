extension BadExample {
  static let syntax: [BadExample] = [
    BadExample(
      code: "FE0001", kind: .workflow,
      text: #"""
        do:
        - step: { set: [1, 2 }

        """#,
      rendered: #"""
        flow.yaml:2:22: error: did not find expected ',' or ']', while parsing a flow sequence [FE0001]
        - step: { set: [1, 2 }
                             ^
        hint: close every bracket and brace, with commas inside
        """#),
    BadExample(
      code: "FE0001", kind: .workflow,
      text: #"""
        title: Step one: begin

        """#,
      rendered: #"""
        flow.yaml:1:16: error: mapping values are not allowed in this context [FE0001]
        title: Step one: begin
                       ^
        hint: put text that holds ': ' in quotes, or check the indentation
        """#),
    BadExample(
      code: "FE0001", kind: .workflow,
      text: #"""
        do: *nothing

        """#,
      rendered: #"""
        flow.yaml:1:5: error: found undefined alias [FE0001]
        do: *nothing
            ^
        """#),
    BadExample(
      code: "FE0002", kind: .workflow,
      text: #"""
        document:
          dsl: 1.0.3
          name: a
          name: b

        """#,
      rendered: #"""
        flow.yaml:4:3: error: the key 'name' is repeated [FE0002]
          name: b
          ^
        hint: the first one is on line 3
        """#),
    BadExample(
      code: "FE0002", kind: .workflow,
      text: #"""
        a: { 1: x, '1': y }

        """#,
      rendered: #"""
        flow.yaml:1:6: error: the key '1' is repeated [FE0002]
        a: { 1: x, '1': y }
             ^
        hint: the first one is on line 1
        """#),
    BadExample(
      code: "FE0003", kind: .workflow,
      text: #"""
        a: [[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]

        """#,
      rendered: #"""
        flow.yaml:1:104: error: values are nested deeper than 100 [FE0003]
        …[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]…
                                                                     ^
        """#),
    BadExample(
      code: "FE0004", kind: .workflow,
      text: #"""
        document: {}
        ---
        document: {}

        """#,
      rendered: #"""
        flow.yaml:2:1: error: a second document begins here [FE0004]
        ---
        ^
        hint: put each document into a file of its own
        """#),
    BadExample(
      code: "FE0005", kind: .workflow,
      text: #"""
        # nothing yet

        """#,
      rendered: #"""
        flow.yaml:1:1: error: the file is empty [FE0005]
        # nothing yet
        ^
        """#),
    BadExample(
      code: "FE0006", kind: .workflow,
      text: #"""
        limit: .inf

        """#,
      rendered: #"""
        flow.yaml:1:8: error: '.inf' is not a number that JSON has [FE0006]
        limit: .inf
               ^
        hint: put it in quotes if it is text
        """#),
    BadExample(
      code: "FE0007", kind: .workflow,
      text: #"""
        ? [a, b]
        : 1

        """#,
      rendered: #"""
        flow.yaml:1:3: error: a key must be text, not an array or an object [FE0007]
        ? [a, b]
          ^
        """#),
    BadExample(
      code: "FE0008", kind: .workflow,
      text: #"""
        do: !include tasks.yaml

        """#,
      rendered: #"""
        flow.yaml:1:5: error: the tag '!include' has no meaning here [FE0008]
        do: !include tasks.yaml
            ^
        """#),
  ]
}
