import FlowEngine
import FlowSandbox
import FlowValue
import Foundation
import Synchronization
import Testing

/// The admin password, the client secret and the refresh token appear nowhere in clear.
@Suite(.timeLimit(.minutes(15))) struct `Secrecy` {
  @Test func `after a run, no file under the home and no output holds a secret`() async throws {
    try await SandboxWorld.serving { world in
      let result = try await world.attest().finish()
      #expect(result.status == 0, "\(result.error)")
      let output = try FlowValue(json: result.output)["output"]
      let name = try #require(output?["adminPassword"]?["secret"]?.string)
      let shown = try await world.flowctl.run("secret", "show", name, "--config", "socket.yaml")
      let password = shown.output.trimmingCharacters(in: .whitespacesAndNewlines)
      #expect(password.count > 8)
      let listed = try await world.flowctl.run("secret", "list", "--config", "socket.yaml")
      #expect(listed.output.contains(name))
      let details = try await world.flowctl.run(
        "show", "attest", "--output", "json", "--config", "socket.yaml")
      try world.expectNowhere(
        [password], in: [result.output, result.error, listed.output, details.output])
    }
  }

  private static let html = HTTPResponse(
    status: 200, headers: [("Content-Type", "text/html")],
    body: Array("<html>busy</html>".utf8))

  @Test(arguments: ["byte-order mark", "HTML body", "truncated body", "gateway error"])
  func `after a spoilt answer that held the password, neither`(fault: String) async throws {
    let kind: SandboxFault.Kind =
      switch fault {
      case "byte-order mark": .byteOrderMark
      case "HTML body": .replace(Self.html)
      case "truncated body": .truncate(bytes: 120)
      default: .replace(HTTPResponse(status: 502, headers: [], body: []))
      }
    let spoilt = Mutex(false)
    try await SandboxWorld.serving(
      faults: { request in
        guard request.method == "POST", request.url.hasSuffix("/v1/customers") else { return nil }
        let isFirst = spoilt.withLock { spoilt in
          defer { spoilt = true }
          return !spoilt
        }
        return isFirst ? .afterApplying(kind) : nil
      }
    ) { world in
      let result = try await world.attest().finish()
      let details = try await world.flowctl.run(
        "show", "attest", "--output", "json", "--config", "socket.yaml")
      let name = "run:attest/adminPassword"
      let shown = try await world.flowctl.run("secret", "show", name, "--config", "socket.yaml")
      let password = shown.output.trimmingCharacters(in: .whitespacesAndNewlines)
      try world.expectNowhere(
        password.isEmpty ? [] : [password], in: [result.output, result.error, details.output])
      #expect(
        try world.state("customer/%").count { $0["companyProfile"]?["domain"] == world.domain } == 1
      )
      if fault != "HTML body" { #expect(result.status == 0, "\(result.error)\(result.output)") }
    }
  }
}

extension SandboxWorld {
  var domain: FlowValue { Self.example["company"]?["domain"] ?? .null }

  /// Looks for secrets in every file under the home, and in what commands printed.
  fileprivate func expectNowhere(_ passwords: [String], in outputs: [String]) throws {
    let secrets = passwords + self.secrets
    let files = try FileManager.default.subpathsOfDirectory(atPath: flowctl.home.path)
    #expect(files.contains("journal.sqlite"))
    for secret in secrets {
      for file in files {
        let data = FileManager.default.contents(atPath: flowctl.home.appending(path: file).path)
        #expect(data?.firstRange(of: Data(secret.utf8)) == nil, "\(file) holds a secret")
      }
      for output in outputs { #expect(!output.contains(secret)) }
    }
  }
}
