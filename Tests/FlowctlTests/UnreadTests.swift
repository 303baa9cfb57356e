import FlowEngine
import FlowSandbox
import FlowValue
import Synchronization
import Testing

/// verify-acceptance over sockets: what cannot be read is never taken for "not accepted".
@Suite(.timeLimit(.minutes(15))) struct `What cannot be read` {
  /// One of each state that the sandbox starts with; the others are states of names.
  private static let customers = [
    "fabrikam-paris", "tailspin-lyon", "northwind-nantes", "litware-lille", "trey-rennes",
    "wingtip-nostatus", "coho-norecords", "adventure-nostatus", "proseware-norecords",
    "woodgrove-annecy", "fourthcoffee-brest",
  ]

  private static let readings = ["directSignedMicrosoftCustomerAgreementStatus", "agreements"]

  @Test func `makes no customer one that has not accepted`() async throws {
    try await SandboxWorld.serving { world in
      try await Self.customers.concurrently { prefix in
        let plain = try #require(try await world.verified(prefix)["output"])
        #expect(plain["verdict"]?.string == Self.verdict(of: plain), "\(prefix)")
        for reading in Self.readings {
          let id = plain["customerId"]?.string ?? ""
          try await world.happen(["fault", "GET", "/v1/customers/\(id)/\(reading)", "busy", "4"])
          let found = try #require(try await world.verified(prefix)["output"])
          let unread = reading == "agreements" ? "records" : "direct"
          #expect(found["verdict"]?.string == Self.verdict(of: plain, unread: unread), "\(prefix)")
          #expect(found[unread] == .null, "\(prefix)")
          #expect(found["why"]?.string?.isEmpty == false, "\(prefix)")
        }
      }
    }
  }

  /// By the table that the plugin's verdicts come from.
  private static func verdict(of found: FlowValue, unread: String? = nil) -> String {
    let records = unread == "records" ? nil : found["records"]?.array
    let direct = unread == "direct" ? nil : found["direct"]?.bool
    if records?.isEmpty == false { return "attested" }
    if direct == true { return "accepted-directly" }
    return records != nil && direct == false ? "not-accepted" : "unknown"
  }

  /// The ways in which a reading fails, on customers of whom both readings would say no.
  ///
  /// On others they would show no more: what becomes of a reading knows nothing of the customer.
  private static let failures: [(name: String, times: Int, kind: SandboxFault.Kind?)] = [
    ("busy", 4, nil), ("error", 4, nil), ("timeout", 4, nil), ("throttled", 6, nil),
    ("refused", 1, nil), ("lost", 4, nil), ("signIn", 1, nil), ("closed", 4, .close),
    ("truncated", 4, .truncate(bytes: 5)), ("HTML", 1, answer("<html>busy</html>")),
    ("empty", 1, answer("")), ("no object", 1, answer("null")), ("no field", 1, answer("{}")),
    ("null", 1, answer(#"{"isSigned":null,"items":null}"#)),
    ("text", 1, answer(#"{"isSigned":"false","items":"none"}"#)),
    ("error with status 200", 1, answer(#"{"code":20002,"description":"no"}"#)),
  ]

  private static func answer(_ text: String) -> SandboxFault.Kind {
    let type = text.hasPrefix("<") ? "text/html" : "application/json"
    return .replace(
      HTTPResponse(status: 200, headers: [("Content-Type", type)], body: Array(text.utf8)))
  }

  @Test(arguments: zip(["northwind-nantes", "fourthcoffee-brest"], readings))
  func `in whatever way, is unknown`(prefix: String, reading: String) async throws {
    let spoilt = Mutex<(times: Int, kind: SandboxFault.Kind)?>(nil)
    try await SandboxWorld.serving(
      faults: { request in
        guard request.path.hasSuffix("/\(reading)") else { return nil }
        return spoilt.withLock { spoilt in
          guard let found = spoilt, found.times > 0 else { return nil }
          spoilt?.times -= 1
          return .instead(found.kind)
        }
      }
    ) { world in
      #expect(try await world.verified(prefix)["output"]?["verdict"] == "not-accepted")
      for failure in Self.failures {
        let path = "/v1/customers/*/\(reading)"
        if let kind = failure.kind {
          spoilt.withLock { $0 = (failure.times, kind) }
        } else {
          try await world.happen(["fault", "GET", path, failure.name, String(failure.times)])
        }
        let report = try await world.verified(prefix)
        if failure.name == "signIn" {
          #expect(report["waiting"]?.array?.first?["form"]?["form"] == "signIn")
          #expect(report["output"] == .null)
        } else {
          #expect(report["output"]?["verdict"] == "unknown", "\(failure.name)")
        }
      }
    }
  }
}

extension SandboxWorld {
  /// The report of a run of verify-acceptance.
  fileprivate func verified(_ prefix: String) async throws -> FlowValue {
    let result = try await flowctl.run(
      ["run", "verify-acceptance", "--set", "customer.domain=\(prefix).onmicrosoft.com"]
        + Self.options)
    return try FlowValue(json: result.output)
  }
}
