extension BadExample {
  static let later: [BadExample] = [
    BadExample(
      code: "FE0104", kind: .workflow,
      text: #"""
        document: { dsl: 1.0.3, namespace: test, name: sample, version: 1.0.0 }
        evaluate: { language: lua }
        schedule: { cron: '0 0 * * *' }
        do: []

        """#,
      rendered: #"""
        flow.yaml:3:1: error: 'schedule' is not supported yet [FE0104]
        schedule: { cron: '0 0 * * *' }
        ^
        hint: start the workflow from outside, for example by cron
        """#),
    BadExample(
      code: "FE0104", kind: .workflow,
      text: #"""
        document: { dsl: 1.0.3, namespace: test, name: sample, version: 1.0.0 }
        evaluate: { language: lua }
        use:
          extensions:
          - both: { extend: composite }
          - other: { extend: extension }
          catalogs: {}
        do: []

        """#,
      rendered: #"""
        flow.yaml:5:21: error: 'extend: composite' is not supported yet [FE0104]
          - both: { extend: composite }
                            ^
        hint: extend 'do', 'for', 'fork' or 'try'

        flow.yaml:6:22: error: 'extend: extension' is not supported yet [FE0104]
          - other: { extend: extension }
                             ^
        hint: write the tasks into the other extension

        flow.yaml:7:3: error: 'catalogs' is not supported yet [FE0104]
          catalogs: {}
          ^
        hint: write the functions in a plugin
        """#),
    BadExample(
      code: "FE0104", kind: .workflow,
      text: #"""
        document: { dsl: 1.0.3, namespace: test, name: sample, version: 1.0.0 }
        evaluate: { language: lua }
        do:
        - a: { run: { container: { image: busybox } } }
        - b: { run: { script: { language: js, code: '1' } } }
        - c: { run: { shell: { command: ls }, return: code } }

        """#,
      rendered: #"""
        flow.yaml:4:15: error: 'container' is not supported yet [FE0104]
        - a: { run: { container: { image: busybox } } }
                      ^
        hint: write a function in a plugin that asks a service, and 'call' it

        flow.yaml:5:15: error: 'script' is not supported yet [FE0104]
        - b: { run: { script: { language: js, code: '1' } } }
                      ^
        hint: write it in Lua, as an expression, a hook or a function of a plugin

        flow.yaml:6:15: error: 'shell' is not supported yet [FE0104]
        - c: { run: { shell: { command: ls }, return: code } }
                      ^
        hint: write a function in a plugin and 'call' it

        flow.yaml:6:47: error: 'return: code' is not supported yet [FE0104]
        - c: { run: { shell: { command: ls }, return: code } }
                                                      ^
        hint: leave it out for the workflow's output
        """#),
    BadExample(
      code: "FE0104", kind: .workflow,
      text: #"""
        document: { dsl: 1.0.3, namespace: test, name: sample, version: 1.0.0 }
        evaluate: { language: lua }
        do:
        - b: { call: grpc, with: {} }
        - c: { call: openapi, with: {} }
        - d: { call: asyncapi, with: {} }
        - e: { call: a2a, with: {} }
        - f: { call: mcp, with: {} }
        - g: { call: 'log:1.0.0@global', with: {} }
        - h: { call: 'https://a.example/function.yaml' }

        """#,
      rendered: #"""
        flow.yaml:4:14: error: 'call: grpc' is not supported yet [FE0104]
        - b: { call: grpc, with: {} }
                     ^
        hint: use 'call: http' if the service has a JSON gateway

        flow.yaml:5:14: error: 'call: openapi' is not supported yet [FE0104]
        - c: { call: openapi, with: {} }
                     ^
        hint: use 'call: http' with the operation's method and URI

        flow.yaml:6:14: error: 'call: asyncapi' is not supported yet [FE0104]
        - d: { call: asyncapi, with: {} }
                     ^
        hint: use 'call: http' if the broker has an HTTP endpoint

        flow.yaml:7:14: error: 'call: a2a' is not supported yet [FE0104]
        - e: { call: a2a, with: {} }
                     ^
        hint: use 'call: http' with the agent's JSON-RPC endpoint

        flow.yaml:8:14: error: 'call: mcp' is not supported yet [FE0104]
        - f: { call: mcp, with: {} }
                     ^
        hint: use 'call: http' with the server's JSON-RPC endpoint

        flow.yaml:9:14: error: a function of a catalog is not supported yet [FE0104]
        - g: { call: 'log:1.0.0@global', with: {} }
                     ^
        hint: write the function in a plugin

        flow.yaml:10:14: error: a function from elsewhere is not supported yet [FE0104]
        - h: { call: 'https://a.example/function.yaml' }
                     ^
        hint: write the function in a plugin
        """#),
    BadExample(
      code: "FE0104", kind: .workflow,
      text: #"""
        document: { dsl: 1.0.3, namespace: test, name: sample, version: 1.0.0 }
        evaluate: { language: lua }
        use:
          authentications:
            a: { digest: { username: a, password: b } }
            b: { oidc: {} }
            c: { oauth2: { authority: 'https://a.example', grant: password, client: { id: x, assertion: y, authentication: private_key_jwt }, issuers: [], request: {} } }
            d: { basic: { use: secret } }
        do: []

        """#,
      rendered: #"""
        flow.yaml:5:10: error: 'digest' is not supported yet [FE0104]
            a: { digest: { username: a, password: b } }
                 ^
        hint: use 'basic' over https, or 'oauth2'

        flow.yaml:6:10: error: 'oidc' is not supported yet [FE0104]
            b: { oidc: {} }
                 ^
        hint: use 'oauth2' with the provider's token endpoint

        flow.yaml:7:59: error: the grant 'password' is not supported yet [FE0104]
            c: { oauth2: { authority: 'https://a.example', grant: password, client: { id: x, assertion: y, a…
                                                                  ^
        hint: use 'refresh_token' or 'client_credentials'

        flow.yaml:7:86: error: 'assertion' is not supported yet [FE0104]
            c: { oauth2: { authority: 'https://a.example', grant: password, client: { id: x, assertion: y, a…
                                                                                             ^
        hint: use a 'secret'

        flow.yaml:7:116: error: the client authentication 'private_key_jwt' is not supported yet [FE0104]
        …t: password, client: { id: x, assertion: y, authentication: private_key_jwt }, issuers: [], request:…
                                                                     ^
        hint: use 'client_secret_post'

        flow.yaml:7:135: error: 'issuers' is not supported yet [FE0104]
        …: { id: x, assertion: y, authentication: private_key_jwt }, issuers: [], request: {} } }
                                                                     ^
        hint: leave it out: the issuer of a token is not checked

        flow.yaml:7:148: error: 'request' is not supported yet [FE0104]
        …sertion: y, authentication: private_key_jwt }, issuers: [], request: {} } }
                                                                     ^
        hint: leave it out: token requests are form-encoded

        flow.yaml:8:19: error: 'use' is not supported yet [FE0104]
            d: { basic: { use: secret } }
                          ^
        hint: write the fields out, with '${ secrets.NAME }'
        """#),
    BadExample(
      code: "FE0104", kind: .workflow,
      text: #"""
        document: { dsl: 1.0.3, namespace: test, name: sample, version: 1.0.0 }
        evaluate: { language: lua }
        use:
          retries:
            a: { backoff: { linear: { increment: PT1S } } }
        input: { schema: { format: avro, document: {} } }
        output: { schema: { resource: { endpoint: 'https://a.example' } } }
        do: []

        """#,
      rendered: #"""
        flow.yaml:5:31: error: the parameter 'increment' of a backoff is not supported yet [FE0104]
            a: { backoff: { linear: { increment: PT1S } } }
                                      ^
        hint: write 'linear: {}'

        flow.yaml:6:28: error: the schema format 'avro' is not supported yet [FE0104]
        input: { schema: { format: avro, document: {} } }
                                   ^
        hint: write a JSON Schema 2020-12

        flow.yaml:7:21: error: 'resource' is not supported yet [FE0104]
        output: { schema: { resource: { endpoint: 'https://a.example' } } }
                            ^
        hint: write the schema in place, under 'document'
        """#),
    BadExample(
      code: "FE0104", kind: .workflow,
      text: #"""
        document: { dsl: 1.0.3, namespace: test, name: sample, version: 1.0.0 }
        evaluate: { language: lua }
        do:
        - a:
            try: []
            catch: { then: exit }

        """#,
      rendered: #"""
        flow.yaml:6:14: error: 'then' is not supported yet [FE0104]
            catch: { then: exit }
                     ^
        hint: put a 'switch' at the end of the 'do'
        """#),
    BadExample(
      code: "FE0104", kind: .workflow,
      text: #"""
        document: { dsl: 1.0.3, namespace: test, name: sample, version: 1.0.0 }
        evaluate: { language: lua, mode: loose }
        do: []

        """#,
      rendered: #"""
        flow.yaml:2:34: error: the mode 'loose' is not supported yet [FE0104]
        evaluate: { language: lua, mode: loose }
                                         ^
        hint: leave 'mode' out and write expressions as '${ … }'
        """#),
    BadExample(
      code: "FE0104", kind: .workflow,
      text: #"""
        document: { dsl: 1.0.3, namespace: test, name: sample, version: 1.0.0 }
        evaluate: { language: lua }
        use:
          functions:
            a: { set: { b: 1 } }
            c: { call: shop.placeOrder, input: { from: '${ this }' } }
        do: []

        """#,
      rendered: #"""
        flow.yaml:5:10: error: 'set' is not supported yet [FE0104]
            a: { set: { b: 1 } }
                 ^
        hint: write a 'call', or the task where it is needed

        flow.yaml:6:33: error: 'input' is not supported yet [FE0104]
            c: { call: shop.placeOrder, input: { from: '${ this }' } }
                                        ^
        hint: write it in the task that calls the function
        """#),
  ]
}
