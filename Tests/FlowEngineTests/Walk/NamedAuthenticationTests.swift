import FlowEngine
import FlowValue
import Testing

/// What a workflow names under `use.authentications` is what its HTTP calls prove themselves with.
@Suite struct `Authentications of a workflow` {
  private static let simulator = """
    local function grant(form)
      if form.client_secret ~= "s3cret" then return { status = 401, body = {} } end
      return { status = 200, body = { access_token = "granted", expires_in = 3600 } }
    end

    return {
      handle = function(request)
        if request.path == "/oauth2/token" then return grant(request.form) end
        if request.path == "/mfa" then return { status = 401, body = { code = "mfa" } } end
        -- clerk:s3cret
        local basic = request.headers.authorization == "Basic Y2xlcms6czNjcmV0"
        local bearer = request.headers.authorization == "Bearer granted"
        return { status = 200, body = { basic = basic, bearer = bearer } }
      end,
    }
    """

  private static let more = """
    permissions: { hosts: [ "https://shop.example" ], secrets: [ key ] }
    use:
      secrets: [ key ]
      authentications:
        clerk: { basic: { username: clerk, password: "${ secrets.key }" } }
        till:
          oauth2:
            authority: https://shop.example
            grant: client_credentials
            client: { id: till, secret: key }
            consent: { codes: [ mfa ] }
    """

  private func report(_ path: String, as name: String) async throws -> RunReport {
    let workshop = try Workshop()
    try workshop.write("flows/plugins/shop/simulator.lua", Self.simulator)
    try workshop.flow(
      """
      - ask:
          call: http
          with:
            method: get
            endpoint: { uri: "https://shop.example\(path)", authentication: { use: \(name) } }
      """, more: Self.more)
    let engine = try await FlowEngine(workshop.options)
    try await engine.setSecret("key", text: "s3cret", origins: ["https://shop.example"])
    await engine.close()
    return try await workshop.run()
  }

  @Test func `basic sends the name and the secret`() async throws {
    let report = try await report("/", as: "clerk")
    #expect(report.error == nil)
    #expect(report.output == ["basic": true, "bearer": false])
  }

  @Test func `oauth2 without origins sends its token where the call goes`() async throws {
    let report = try await report("/", as: "till")
    #expect(report.error == nil)
    #expect(report.output == ["basic": false, "bearer": true])
  }

  @Test func `a refusal that it names as such needs a person`() async throws {
    let report = try await report("/mfa", as: "till")
    #expect(report.error?.type == "https://flowengine.dev/problems/consent-required")
  }
}
