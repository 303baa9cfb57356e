import FlowValue
import Testing

@testable import FlowEngine

/// Calls, and what they refer to under `use`.
struct CallReadingTests {
  private func workflow(_ rest: String) throws -> Workflow {
    try read(
      """
      document: { dsl: 1.0.3, namespace: test, name: sample, version: 1.0.0 }
      evaluate: { language: lua }

      """ + rest)
  }

  private func body(_ task: String) throws -> TaskBody {
    try #require(try workflow("do:\n- step: \(task)\n").tasks.first).body
  }

  @Test func `names under use stand for what they define`() throws {
    let workflow = try workflow(
      """
      use:
        errors: { refused: { type: 'https://a.example/refused', status: 403, title: '${ t }' } }
        retries: { often: { limit: { attempt: { count: 9 } } } }
        secrets: [ password ]
        authentications:
          me: { basic: { username: ann, password: '${ secrets.password }' } }
      do:
      - stop: { raise: { error: refused } }
      - again: { try: [], catch: { retry: often } }
      - ask:
          call: http
          with: { method: get, endpoint: { uri: https://a.example, authentication: { use: me } } }
      """)
    guard case .raise(let error) = workflow.tasks[0].body,
      case .try(let attempt) = workflow.tasks[1].body,
      case .call(.http(let http)) = workflow.tasks[2].body,
      case .basic(let username, let password)? = workflow.use.authentications["me"]
    else { throw UnexpectedShape() }
    #expect(error.type.shape == "https://a.example/refused" && error.status.shape == "403")
    #expect(error.title?.shape == "${t}" && error.detail == nil)
    #expect(attempt.catch.retry?.attempts == 9 && workflow.use.secrets == ["password"])
    guard case .named("me")? = http.authentication else { throw UnexpectedShape() }
    #expect(username.shape == "ann" && password.shape == "${secrets.password}")
  }

  @Test func `call http reads its arguments`() throws {
    guard
      case .call(.http(let http)) = try body(
        """

            call: http
            with:
              method: post
              endpoint: https://a.example/{id}
              headers: { a: '${ b }' }
              query: ${ q }
              body: [ 1 ]
              output: response
              redirect: true
        """),
      case .call(.http(let plain)) = try body(
        "{ call: http, with: { method: get, endpoint: '${ u }' } }")
    else { throw UnexpectedShape() }
    #expect(http.method.shape == "post" && http.endpoint.shape == "https://a.example/{id}")
    #expect(http.headers?.shape == "{a: ${b}}" && http.query?.shape == "${q}")
    #expect(http.body?.shape == "[1]" && http.output == .response && http.redirect)
    #expect(plain.endpoint.shape == "${u}" && plain.output == .content && !plain.redirect)
  }

  @Test func `oauth2 reads its fields and ours`() throws {
    let workflow = try workflow(
      """
      permissions: { hosts: [ https://a.example, '${base}' ], secrets: [ seed, key ] }
      use:
        authentications:
          me:
            oauth2:
              authority: ${ setting.authority }
              endpoints: { token: /token }
              grant: refresh_token
              client: { id: x, secret: '${ secrets.key }', authentication: client_secret_post }
              refreshToken: seed
              scopes: [ openid ]
              audiences: [ b ]
              parameters: { resource: https://b.example }
              origins: [ https://a.example ]
              consent: { codes: [ '1' ], reasons: [ more ] }
      do: []
      """)
    guard case .oauth2(let oauth2)? = workflow.use.authentications["me"] else {
      throw UnexpectedShape()
    }
    #expect(oauth2.authority.shape == "${setting.authority}" && oauth2.tokenPath.shape == "/token")
    #expect(oauth2.grant == .refreshToken && oauth2.clientID.shape == "x")
    #expect(oauth2.clientSecret == "key" && oauth2.refreshToken == "seed")
    #expect(oauth2.scopes.map(\.shape) == ["openid"] && oauth2.audiences.map(\.shape) == ["b"])
    #expect(
      oauth2.parameters.map { "\($0.key)=\($0.value.shape)" } == ["resource=https://b.example"])
    #expect(oauth2.origins.map(\.shape) == ["https://a.example"])
    #expect(oauth2.consent == ConsentSigns(codes: ["1"], reasons: ["more"]))
    #expect(workflow.permissions.hosts == ["https://a.example", "${base}"])
  }

  @Test func `plugins bring functions and authentications`() throws {
    let workflow = try DefinitionReader.read(
      """
      document: { dsl: 1.0.0, namespace: test, name: sample, version: 1.0.0 }
      do:
      - a: { call: shop.list }
      - b: { call: http, with: { method: get, endpoint: { uri: u, authentication: { use: shop.me } } } }
      """, file: "f.yaml", functions: ["shop.list"], authentications: ["shop.me"],
      check: { _ in nil })
    guard case .call(.function("shop.list", let with)) = workflow.tasks[0].body else {
      throw UnexpectedShape()
    }
    #expect(with.shape == "{}")
  }
}
