import Testing

/// Files that break a rule of `flowctl check`, over those of a sound shop.
struct CheckExample: Sendable, CustomTestStringConvertible {
  let name: String
  /// The codes that are told.
  let codes: [String]
  let files: [String: String]

  var testDescription: String { name }

  init(_ name: String, _ codes: [String], _ files: [String: String]) {
    self.name = name
    self.codes = codes
    self.files = files
  }

  /// A flow's tasks that break a rule.
  init(_ name: String, _ codes: [String], tasks: String, head: String = "") {
    self.init(
      name, codes, ["flows/order/workflow.yaml": CheckShop.flow(tasks, head: head), Self.hooks: ""])
  }

  /// A function of the plugin that breaks a rule.
  init(_ name: String, _ codes: [String], script: String) {
    self.init(
      name, codes,
      [
        "flows/plugins/shop/orders.lua": """
        local orders = {}

        function orders.order(arguments)
        \(script.split(separator: "\n").map { "  \($0)" }.joined(separator: "\n"))
        end

        return orders

        """
      ])
  }

  static let hooks = "flows/order/hooks.lua"

  static let all = flows + scripts + hookFiles + texts + values + files

  private static let flows = [
    Self(
      "unreachable-task", ["FE0701"],
      tasks: """
        - choose:
            switch:
              - small: { when: "${ input.size < 3 }", then: last }
              - other: { then: end }
        - forgotten: { set: { n: 1 } }
        - last: { raise: { error: { type: "https://shop.example/no", status: 400 } } }
        - never: { set: { n: 2 } }
        """),
    Self(
      "unreachable-case", ["FE0702"],
      tasks: """
        - choose:
            switch:
              - other: { then: end }
              - small: { when: "${ input.size < 3 }", then: end }
        """),
    Self(
      "argument", ["FE0703"],
      tasks: """
        - unknown: { call: shop.order, with: { sise: 3 } }
        - missing: { call: shop.order }
        - type:
            call: shop.order
            with:
              size: large
              colour: green
        - expressions: { call: shop.order, with: { size: "${ input.size }", colour: red } }
        """),
    Self(
      "expression-name", ["FE0704", "FE0705", "FE0304"],
      tasks: """
        - loop:
            for: { each: line, in: "${ context.lines }" }
            do:
              - one: { set: { n: "${ line.size + lines.size }" } }
        - after: { set: { n: "${ line.size }", now: "${ flow.nwo() }" } }
        - attempt:
            try: [ { one: { set: { n: 1 } } } ]
            catch:
              as: problem
              when: >-
                ${ problem.status == 404
                or porblem.status == 410 }
        - secret: { set: { key: "${ secrets.kye }" } }
        """, head: "use: { secrets: [ key ] }\n"),
    Self("form", ["FE0711"], tasks: "- ask: { call: prompt, with: { form: shop.papre } }"),
    Self(
      "host", ["FE0710"],
      tasks: "- read: { call: http, with: { method: get, endpoint: \"https://else.example/a\" } }",
      head: "permissions: { hosts: [ \"https://shop.example\" ] }\n"),
    Self(
      "workflow", ["FE0713"],
      tasks: """
        - other: { run: { workflow: { namespace: tests, name: ordre, version: 1.0.0 } } }
        - newer: { run: { workflow: { namespace: tests, name: order, version: 2.0.0 } } }
        """),
    Self(
      "refused", ["FE0112", "FE0115", "FE0111"],
      tasks: """
        - one: { call: shop.odrer, with: {} }
        - two: { set: { n: "${ 1 + }" }, then: thre }
        - three: { set: { n: 1 } }
        """),
  ]

  private static let scripts = [
    Self(
      "script-name", ["FE0704"],
      script: """
        for position, line in ipairs(arguments.lines) do total = position end
        return { size = argumnets.size, file = io.open("x") }
        """),
    Self(
      "script-member", ["FE0705"],
      script:
        """
        local day = flow.date.ad(flow.now(), "P1D")
        return { at = flow.nwo(), day = day, name = string.upepr("a") }
        """
    ),
    Self(
      "script-request", ["FE0710", "FE0303", "FE0113"],
      script: """
        flow.http{ url = "https://else.example/orders" }
        flow.http{ url = "{otherURL}/orders" }
        flow.http{ url = "{baseURL}/orders/{id}", path = { name = "a" }, authentication = "user" }
        """),
    Self(
      "script-declared", ["FE0303", "FE0304", "FE0112", "FE0711", "FE0712"],
      script: """
        local lines = require("lines")
        flow.call("shop.odrer", { size = flow.setting("sise"), key = flow.secret("kye") })
        flow.setting("baseURL")
        return flow.prompt{ form = "papre" }
        """),
    Self(
      "script-field", ["FE0102"],
      script: """
        flow.prompt{ form = "paper", givne = {} }
        return flow.http{ url = "{baseURL}/orders", boddy = arguments, lost = "repeat" }
        """),
    Self(
      "script-argument", ["FE0703"],
      script: """
        local size, order = 3, { sise = 1 }
        flow.call("shop.order", { sise = size })
        flow.call("shop.order", { size = "large", colour = arguments.colour })
        flow.call("shop.order", order)
        pcall(flow.call, "shop.order", { sise = size })
        return flow.call("shop.order", { size = size, colour = "red" })
        """),
    Self(
      "script-artifact", ["FE0304"],
      script: """
        local key = flow.secret("key")
        flow.save{ name = "key.txt", content = { prefix = "key ", secret = arguments.key and key } }
        return flow.save{ name = "size.txt", content = arguments.size .. "" }
        """),
    Self(
      "script-plugin", ["FE0714"],
      [
        "flows/flowctl.yaml": "plugins: [ plugins/shop, plugins/store ]\n",
        "flows/plugins/store/plugin.yaml":
          "name: store\nversion: 1.0.0\nengine: \">=0.1.0\"\nhooks: hooks.lua\n",
        "flows/plugins/store/hooks.lua":
          "return { order = { after = function() flow.call(\"shop.order\", { size = 1 }) end } }\n",
      ]),
    Self("script-syntax", ["FE0501"], script: "return flow.now("),
    Self(
      "simulator-member", ["FE0705"],
      [
        "flows/plugins/shop/simulator.lua":
          "return { handle = function() return { status = 201, body = state.gte(\"a\") } end }\n"
      ]),
  ]

  private static let hookFiles = [
    Self(
      "hook-task", ["FE0706"],
      [
        hooks: "return {\n  odrer = { before = function() end },\n}\n",
        "flows/plugins/shop/hooks.lua":
          "local hooks = {}\n\nhooks.prder = { after = function() end }\n\nreturn hooks\n",
      ]),
    Self(
      "hook-moment", ["FE0707"],
      [hooks: "return { order = { befor = function() end, during = function() end } }\n"]),
  ]

  private static let texts = [
    Self(
      "text", ["FE0708"],
      script:
        "return flow.text(arguments.big and \"refusd\" or \"refused\", {}) .. flow.text(\"thanks\")"
    ),
    Self(
      "language", ["FE0709"],
      [
        "flows/plugins/shop/texts.en.yaml": "refused: The shop refused.\nthanks: Thank you.\n",
        "flows/plugins/shop/texts.fr.yaml": "refused: La boutique a refusé.\nadieu: Au revoir.\n",
      ]),
  ]
}
