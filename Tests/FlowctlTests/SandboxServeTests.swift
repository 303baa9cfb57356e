import FlowEngine
import FlowValue
import Foundation
import Testing

@Suite(.timeLimit(.minutes(15))) struct `Sandbox behind a socket` {
  @Test func `flowctl sandbox serve answers another flowctl with the secrets it prints`()
    async throws
  {
    let server = try Flowctl()
    try server.linkFlows()
    let serving = try server.start(["sandbox", "serve", "--port", "0"], isHeard: true)
    defer { serving.kill() }
    let printed = try await serving.output(containing: "REFRESH_TOKEN=")
    let port = try #require(printed.firstMatch(of: /127\.0\.0\.1:(\d+)/).flatMap { Int($0.1) })
    var secrets: [String: String] = [:]
    for match in printed.matches(of: /export (\w+)=(\w+)/) {
      secrets[String(match.1)] = String(match.2)
    }
    #expect(secrets.count == 2)

    let client = try Flowctl(environment: secrets)
    try client.linkFlows()
    try client.write("socket.yaml", SandboxWorld.configuration(port: port))
    let result = try await client.run(
      "run", "attest-new", "--config", "socket.yaml", "--output", "json", "--input",
      SandboxWorld.example.json)
    #expect(result.status == 0, "\(result.error)")
    #expect(try FlowValue(json: result.output)["status"] == "completed")

    let taken = try await server.run("sandbox", "serve", "--port", String(port))
    #expect(taken.status == 5)
    #expect(taken.error.contains("127.0.0.1:\(port) cannot be listened on"))

    let again = try await client.run(
      "run", "attest-new", "--config", "socket.yaml", "--output", "json", "--input",
      SandboxWorld.example.json)
    #expect(again.status == 3)
    let waiting = try FlowValue(json: again.output)["waiting"]?.array ?? []
    #expect(waiting.map { $0["task"]?.string } == ["anotherDomain"])
  }

  @Test func `after a reset the first customer can be made again, with the sign-in that there is`()
    async throws
  {
    let flowctl = try Flowctl(environment: [
      "FLOWCTL_SECRET_PARTNER_CENTER_CLIENT_SECRET": "meant for the real servers"
    ])
    try flowctl.linkFlows()
    let attest = ["run", "attest-new", "--input", SandboxWorld.example.json]
    #expect(try await flowctl.run(attest).status == 0)
    // The name is taken now, and somebody has to choose another.
    #expect(try await flowctl.run(attest).status == 3)
    #expect(try await flowctl.run("sandbox", "reset").status == 0)
    let again = try await flowctl.run(attest)
    #expect(again.status == 0, "\(again.output)")
  }
}
