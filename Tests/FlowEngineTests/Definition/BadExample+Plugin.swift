extension BadExample {
  static let plugin: [BadExample] = [
    BadExample(
      code: "FE0301", kind: .manifest,
      text: #"""
        name: shop
        version: 1.2.0
        engine: "^0.1"

        """#,
      rendered: #"""
        plugin.yaml:3:9: error: '^0.1' is not a range of versions [FE0301]
        engine: "^0.1"
                ^
        hint: write for example ">=0.1.0 <1.0.0"
        """#),
    BadExample(
      code: "FE0302", kind: .manifest,
      text: #"""
        name: shop
        version: 1.2.0
        engine: ">=2.0.0"

        """#,
      rendered: #"""
        plugin.yaml:3:9: error: the plugin wants engine >=2.0.0, and this is 0.1.0 [FE0302]
        engine: ">=2.0.0"
                ^
        hint: use a version of the plugin that fits, or another engine
        """#),
    BadExample(
      code: "FE0303", kind: .manifest,
      text: #"""
        name: shop
        version: 1.2.0
        engine: ">=0.1.0 <1.0.0"
        settings: { baseURL: { type: string } }
        permissions: { hosts: [ '${settings.baseUrl}', '${settings.other}' ] }

        """#,
      rendered: #"""
        plugin.yaml:5:25: error: there is no setting 'baseUrl' [FE0303]
        permissions: { hosts: [ '${settings.baseUrl}', '${settings.other}' ] }
                                ^
        hint: did you mean 'baseURL'?

        plugin.yaml:5:48: error: there is no setting 'other' [FE0303]
        permissions: { hosts: [ '${settings.baseUrl}', '${settings.other}' ] }
                                                       ^
        hint: declare it under 'settings'
        """#),
    BadExample(
      code: "FE0304", kind: .manifest,
      text: #"""
        name: shop
        version: 1.2.0
        engine: ">=0.1.0 <1.0.0"
        permissions: { secrets: [ token ] }
        authentications:
          user:
            oauth2:
              authority: https://a.example
              grant: client_credentials
              client: { id: x, secret: clientSecret }
        simulators:
          shop: { module: simulator, origins: [], secrets: [ other ] }

        """#,
      rendered: #"""
        plugin.yaml:10:32: error: the secret 'clientSecret' is not declared [FE0304]
              client: { id: x, secret: clientSecret }
                                       ^
        hint: list it under 'permissions.secrets'

        plugin.yaml:12:54: error: the secret 'other' is not declared [FE0304]
          shop: { module: simulator, origins: [], secrets: [ other ] }
                                                             ^
        hint: list it under 'permissions.secrets'
        """#),
    BadExample(
      code: "FE0305", kind: .manifest,
      text: #"""
        name: shop
        version: 1.2.0
        engine: ">=0.1.0 <1.0.0"
        functions: [ functions/orders.yaml ]
        forms: [ ../forms.yaml ]

        """#,
      rendered: #"""
        plugin.yaml:4:14: error: the plugin has no file 'functions/orders.yaml' [FE0305]
        functions: [ functions/orders.yaml ]
                     ^
        hint: write its path below the plugin's folder, such as functions/orders.yaml

        plugin.yaml:5:10: error: '../forms.yaml' is not a YAML file of the plugin [FE0305]
        forms: [ ../forms.yaml ]
                 ^
        hint: write its path below the plugin's folder, such as functions/orders.yaml
        """#),
    BadExample(
      code: "FE0104", kind: .manifest,
      text: #"""
        name: shop
        version: 1.2.0
        engine: ">=0.1.0 <1.0.0"
        templates: {}
        commands: {}

        """#,
      rendered: #"""
        plugin.yaml:4:1: error: 'templates' is not supported yet [FE0104]
        templates: {}
        ^
        hint: keep the text in texts.LANGUAGE.yaml

        plugin.yaml:5:1: error: 'commands' is not supported yet [FE0104]
        commands: {}
        ^
        hint: write a flow and run it by 'flowctl run'
        """#),
    BadExample(
      code: "FE0105", kind: .manifest,
      text: #"""
        name: shop
        version: 1.2.0
        engine: ">=0.1.0 <1.0.0"
        permissions: { artifacts: [ passwords ] }
        simulators:
          shop:
            module: simulator
            origins: []
            commands:
              serve: { module: plays, help: x }
              deliver: { module: plays, help: x, arguments: [ "day?", order, order, no-way ] }

        """#,
      rendered: #"""
        plugin.yaml:4:29: error: 'artifacts' may list 'secrets', not 'passwords' [FE0105]
        permissions: { artifacts: [ passwords ] }
                                    ^

        plugin.yaml:10:7: error: 'serve' is a command of every sandbox [FE0105]
              serve: { module: plays, help: x }
              ^
        hint: give it another name

        plugin.yaml:11:63: error: 'order' is required and stands behind an optional argument [FE0105]
              deliver: { module: plays, help: x, arguments: [ "day?", order, order, no-way ] }
                                                                      ^
        hint: put the optional arguments last

        plugin.yaml:11:70: error: the argument 'order' is repeated [FE0002]
              deliver: { module: plays, help: x, arguments: [ "day?", order, order, no-way ] }
                                                                             ^

        plugin.yaml:11:77: error: 'no-way' is not the name of an argument [FE0106]
              deliver: { module: plays, help: x, arguments: [ "day?", order, order, no-way ] }
                                                                                    ^
        hint: use letters, digits and '_'; a '?' at the end makes it optional
        """#),
    BadExample(
      code: "FE0103", kind: .manifest,
      text: #"""
        name: shop
        version: 1.2.0
        engine: ">=0.1.0 <1.0.0"
        permissions: { secrets: [ seed ] }
        checks: [ { name: state } ]
        authentications:
          user:
            oauth2:
              authority: https://a.example
              grant: refresh_token
              client: { id: x }
              refreshToken: seed
              signIn: { scopes: [ a ] }

        """#,
      rendered: #"""
        plugin.yaml:5:11: error: a check lacks the field 'module' [FE0103]
        checks: [ { name: state } ]
                  ^

        plugin.yaml:13:15: error: 'signIn' needs the field 'authorization' or 'deviceAuthorization' [FE0103]
              signIn: { scopes: [ a ] }
                      ^
        """#),
    BadExample(
      code: "FE0106", kind: .manifest,
      text: #"""
        name: shop
        version: 1.2.0
        engine: ">=0.1.0 <1.0.0"
        functions:
          place-order: { module: orders.lua, description: x, input: {}, output: {} }

        """#,
      rendered: #"""
        plugin.yaml:5:3: error: 'place-order' is not the name of a function [FE0106]
          place-order: { module: orders.lua, description: x, input: {}, output: {} }
          ^
        hint: use letters, digits and '_', and begin with a letter

        plugin.yaml:5:26: error: 'orders.lua' is not the name of a Lua module [FE0106]
          place-order: { module: orders.lua, description: x, input: {}, output: {} }
                                 ^
        hint: leave '.lua' out
        """#),
    BadExample(
      code: "FE0115", kind: .manifest,
      text: #"""
        name: shop
        version: 1.2.0
        engine: ">=0.1.0 <1.0.0"
        permissions: { hosts: [ '${ env.HOME }' ] }

        """#,
      rendered: #"""
        plugin.yaml:4:25: error: a manifest reads settings only [FE0115]
        permissions: { hosts: [ '${ env.HOME }' ] }
                                ^
        hint: write ${settings.NAME}
        """#),
    BadExample(
      code: "FE0401", kind: .configuration,
      text: #"""
        profile: prod
        profiles: { production: {}, sandbox: {} }

        """#,
      rendered: #"""
        flowctl.yaml:1:10: error: there is no profile 'prod' [FE0401]
        profile: prod
                 ^
        hint: did you mean 'production'?
        """#),
    BadExample(
      code: "FE0102", kind: .configuration,
      text: #"""
        profiles:
          sandbox: { simulat: [ shop ] }

        """#,
      rendered: #"""
        flowctl.yaml:2:14: error: unknown field 'simulat' [FE0102]
          sandbox: { simulat: [ shop ] }
                     ^
        hint: did you mean 'simulate'?
        """#),
    BadExample(
      code: "FE0105", kind: .configuration,
      text: #"""
        profiles:
          sandbox: { clock: tomorrow, language: f }

        """#,
      rendered: #"""
        flowctl.yaml:2:21: error: 'tomorrow' is not a date and time [FE0105]
          sandbox: { clock: tomorrow, language: f }
                            ^
        hint: write for example 2026-03-01T09:00:00Z

        flowctl.yaml:2:41: error: 'f' is not a language [FE0105]
          sandbox: { clock: tomorrow, language: f }
                                                ^
        hint: write for example en or fr
        """#),
  ]
}
