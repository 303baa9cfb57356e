/// What is written out and cannot be meant.
extension CheckExample {
  static let values = [
    Self(
      "output", ["FE0704"],
      tasks: """
        - note: { if: "${ output.size }", set: { n: "${ output.size }" } }
        - kept:
            set: { n: 1 }
            output: { as: "${ output.n }" }
            export: { as: "${ { n = output } }" }
        """, head: "output: { as: \"${ { input = input, task = task.name } }\" }\n"),
    Self(
      "definition-value", ["FE0105", "FE0110", "FE0718", "FE0719"],
      tasks: """
        - read: { call: http, with: { method: fetch, endpoint: "htp:/shop.example" } }
        - trace: { call: http, with: { method: trace, endpoint: "https://shop.example/a" } }
        - loop:
            for: { each: input, in: "${ context.lines }" }
            do: [ { one: { set: { n: "${ input }" } } } ]
        - choose:
            switch:
              - small: { when: "${ input.size < 3 }", then: stop }
              - small: { when: "${ input.size > 9 }", then: end }
        - rest: { set: { n: 1 }, then: rest }
        - stop: { raise: { error: { type: "https://shop.example/no", status: 4000 } } }
        """, head: "permissions: { hosts: [ \"https://shop.example\" ] }\n"),
    Self(
      "closed-member", ["FE0717"],
      [
        "flows/plugins/shop/plugin.yaml": CheckShop.manifest.replacing(
          "hooks: hooks.lua\n", with: ""),
        hooks: "",
        "flows/order/workflow.yaml": CheckShop.flow(
          """
          - first: { set: { n: "${ input.sise }", lines: "${ workflow.input.buyer.nmae }" } }
          - second: { set: { n: "${ input.sise }", size: "${ context.sise }" } }
          """,
          head: """
            input:
              schema:
                document:
                  type: object
                  properties:
                    size: { type: integer }
                    buyer:
                      type: object
                      properties: { name: { type: string } }
                      additionalProperties: false
                  additionalProperties: false

            """),
      ]),
    Self(
      "unused", ["FE0720"],
      [
        "flows/order/workflow.yaml": CheckShop.flow(
          "- first: { raise: { error: lost } }",
          head: """
            use:
              secrets: [ old ]
              errors:
                lost: { type: "https://shop.example/lost", status: 404 }
                gone: { type: "https://shop.example/gone", status: 410 }
              retries: { busy: { delay: PT1S } }

            """), hooks: "",
        "flows/plugins/shop/plugin.yaml": CheckShop.manifest
          .replacing("secrets: [ key ]", with: "secrets: [ key, former ]"),
      ]),
    Self(
      "host-argument", ["FE0103", "FE0114", "FE0703"],
      script: """
        flow.http{ method = "POST", lost = "retry" }
        flow.http{ method = "POST", url = "{baseURL}/orders", lost = "repeat", timeout = "5 s" }
        flow.sleep("5 s")
        flow.sleep{ seconds = 5 }
        flow.log("warn", "little is left")
        local later = flow.date.add(flow.now(), "14 days")
        flow.save{ name = "orders/" .. later, content = "a" }
        flow.save{ name = "orders/a.txt" }
        if arguments.size == 0 then flow.raise{ title = "No size" } end
        return flow.prompt{ given = {} }
        """),
  ]

  static let files = [
    Self(
      "hook-function", ["FE0715"],
      [
        hooks: "return {\n  order = { after = 5 },\n  ask = \"first\",\n}\n",
        "flows/plugins/shop/hooks.lua": "local hooks = {}\n\nfunction hooks.order() end\n",
      ]),
    Self(
      "hook-file", ["FE0305"],
      [
        "flows/plugins/shop/plugin.yaml": CheckShop.manifest
          .replacing("hooks: hooks.lua", with: "hooks: hook.lua")
      ]),
    Self(
      "function-missing", ["FE0501"],
      ["flows/plugins/shop/orders.lua": "local orders = {}\n\nreturn orders\n"]),
    Self(
      "simulator-missing", ["FE0501"],
      ["flows/plugins/shop/simulator.lua": "return { handel = function() end }\n"]),
    Self(
      "unreadable", ["FE0001", "FE0704", "FE0706", "FE0708"],
      [
        "flows/order/workflow.yaml": CheckShop.flow(
          "- order: { call: shop.order, with: { a: 1 } }"),
        "flows/order/hooks.lua": "return { odrer = { after = function() end } }\n",
        "flows/plugins/shop/plugin.yaml": CheckShop.manifest
          .replacing(CheckShop.forms, with: "forms: [ forms.yaml ]\n"),
        "flows/plugins/shop/forms.yaml": "paper: { schema: [\n",
        "flows/plugins/shop/texts.fr.yaml": "refused: \"La boutique\n",
        "flows/plugins/shop/orders.lua": """
        return {
          order = function() flow.prompt{ form = "paper" } return flow.text("refusd") .. wrod end,
        }

        """,
      ]),
    Self(
      "placeholder", ["FE0716"],
      [
        "flows/plugins/shop/texts.en.yaml":
          "refused: The order {id} is refused.\nthanks: Thank you, {name}.\n",
        "flows/plugins/shop/texts.fr.yaml":
          "refused: La commande {ident} est refusée.\nthanks: Merci.\n",
        "flows/plugins/shop/orders.lua": """
        local orders = {}

        function orders.order(arguments)
          local name = { name = arguments.name }
          flow.log(flow.text("refused", { ident = 1 }), flow.text("thanks", name))
          return flow.text(arguments.big and "thanks" or "refused", { id = 1, nmae = "a" })
        end

        return orders

        """,
      ]),
    Self(
      "configuration", ["FE0105", "FE0303", "FE0602"],
      [
        "flows/flowctl.yaml": """
        plugins: [ plugins/shop ]
        profiles:
          sandbox:
            simulate: [ shpo ]
            settings:
              shop: { sise: 4, size: large }
              store: { size: 3 }

        """
      ]),
    Self(
      "replacement", ["FE0721"],
      [
        "flows/flowctl.yaml": "plugins: [ plugins/shop, plugins/store ]\n",
        "flows/plugins/store/plugin.yaml": "name: store\nversion: 1.0.0\nengine: \">=0.1.0\"\n",
        "flows/plugins/store/texts.en.yaml": """
        shop/refused: The order {id} is refused.
        shop/refusd: Sorry, no.
        shpo/refused: Sorry, no.
        shop/paper.title: Which paper?
        order/thanks: Thank you.

        """,
      ]),
    Self(
      "fixture", ["FE0102", "FE0111", "FE0703"],
      [
        "flows/order/workflow.yaml": CheckShop.flow(
          "- ask: { call: prompt, with: { form: shop.paper } }",
          head: """
            input:
              schema:
                document: { type: object, properties: { size: { type: integer } } }

            """), hooks: "",
        "flows/order/fixtures/large.yaml": "input: { size: large }\nexpect: { status: waiting }\n",
        "flows/order/fixtures/refused.yaml":
          "input: { size: large }\nexpect: { refused: [ size ] }\n",
        "flows/order/fixtures/typo.yaml": """
        inptu: { size: 3 }
        answers: { aks: [ { size: 3 } ] }
        expect: { tasks: [ ask, odrer ] }

        """,
      ]),
  ]
}
