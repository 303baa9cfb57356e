import FlowEngine
import FlowValue
import Foundation
import Testing

/// `flowctl run --record`: a run becomes a fixture that passes and tells nothing of anybody.
@Suite(.timeLimit(.minutes(10))) struct `Recorded runs` {
  private typealias Shop = FixtureShop

  @Test func `pass at once, in the folder of their flow`() async throws {
    let shop = try Shop()
    let file = "flows/order/fixtures/recorded.yaml"
    let result = try await shop.flowctl.run(
      "run", "order", "--id", "recorded", "--input", #"{"size": 3}"#, "--answer",
      #"paper={"color": "red"}"#, "--record", file)
    #expect(result.status == 0, "\(result.error)")
    #expect(result.error.contains("recorded \(file)"))
    #expect(result.error.contains("it passes"))
    let text = try read(file, in: shop.flowctl)
    let snapshot = Flowctl.Result(status: result.status, output: text, error: "")
    try Snapshot.expect(snapshot, named: "recorded-order", in: shop.flowctl)
    let tested = try await shop.test(file)
    #expect(tested.status == 0, "\(tested.output)")
    let crashed = try await shop.test(file, "--crash")
    #expect(crashed.status == 0, "\(crashed.output)")
  }

  @Test func `that wait are recorded as far as they came`() async throws {
    let shop = try Shop()
    let file = "flows/order/fixtures/waiting.yaml"
    let result = try await shop.flowctl.run(
      "run", "order", "--input", #"{"size": 3}"#, "--record", file)
    #expect(result.status == 3)
    let fixture = try FlowEngine.readDocument(read(file, in: shop.flowctl), file: file)
    #expect(fixture["expect"]?["status"] == "waiting")
    #expect(fixture["expect"]?["waiting"] == ["paper"])
    #expect(try await shop.test(file).status == 0)
  }

  @Test func `overwrite nothing, and nothing is begun then`() async throws {
    let shop = try Shop()
    try shop.fixture("good", of: "order", Shop.good)
    let result = try await shop.flowctl.run(
      "run", "order", "--input", #"{"size": 3}"#, "--record", "flows/order/fixtures/good.yaml")
    #expect(result.status == 2)
    #expect(result.error.contains("exists already"))
    #expect(!FileManager.default.fileExists(atPath: shop.flowctl.home.path))
    let detached = try await shop.flowctl.run("run", "order", "--detach", "--record", "x.yaml")
    #expect(detached.status == 2)
    #expect(detached.error.contains("--record"))
  }

  @Test func `name nobody, and everybody by the same other name`() async throws {
    let flowctl = try Flowctl()
    try flowctl.linkFlows()
    let result = try await flowctl.run(
      "run", "attest-new", "--input", "flows/attest-new/example.json", "--output", "json",
      "--record", "recorded.yaml")
    #expect(result.status == 0, "\(result.error)")
    #expect(result.error.contains("it passes"), "\(result.error)")
    let text = try read("recorded.yaml", in: flowctl)
    let output = try FlowValue(json: result.output)["output"]
    let customer = try #require(output?["customerId"]?.string)
    for original in [
      "Élise", "elise", "Fournier", "fournier", "Marc", "Petit", "contoso", "Contoso", "quai",
      "Lyon", "lyon", "69002", "72111213", customer, "adatum",
    ] {
      #expect(!text.contains(original), "\(original)")
    }
    let fixture = try FlowEngine.readDocument(text, file: "recorded.yaml")
    let (input, expected) = (fixture["input"], fixture["expect"]?["output"])
    #expect(expected?["notification"]?["recipient"] == input?["contact"]?["email"])
    #expect(input?["contact"]?["email"]?.string?.hasSuffix("@example.com") == true)
    #expect(expected?["domain"] == input?["company"]?["domain"])
    #expect(input?["contact"]?["phoneNumber"]?.string?.wholeMatch(of: /04\d{8}/) != nil)
    #expect(fixture["simulate"] == [])
    let tested = try await flowctl.run("test", "recorded.yaml")
    #expect(tested.status == 0, "\(tested.output)\(tested.error)")
  }

  @Test func `hold no secret of the world that they met`() async throws {
    try await SandboxWorld.serving { world in
      let child = try world.attest("--record", "recorded.yaml")
      let result = try await child.finish()
      #expect(result.status == 0, "\(result.error)")
      #expect(result.error.contains("it passes"), "\(result.error)")
      let text = try read("recorded.yaml", in: world.flowctl)
      for secret in world.secrets { #expect(!text.contains(secret)) }
      #expect(!text.contains("eyJ"))
      let tested = try await world.flowctl.run("test", "recorded.yaml")
      #expect(tested.status == 0, "\(tested.output)\(tested.error)")
    }
  }

  @Test func `from questions have the answers in their order`() async throws {
    let flowctl = try Flowctl()
    try flowctl.linkFlows()
    let example = try FlowEngine.readDocument(
      String(
        contentsOf: Flowctl.repository.appending(path: "flows/attest-new/example.json"),
        encoding: .utf8), file: "example")
    let account: FlowValue = [
      "company": example["company"] ?? .null, "contact": example["contact"] ?? .null,
    ]
    let result = try await flowctl.run(
      "run", "attest-new", "--record", "recorded.yaml", "--answer", "account=\(account.json)",
      "--answer", #"agreement={"agreement": {"accepted": true, "dateAgreed": "2025-10-13"}}"#,
      "--answer", #"reviewContact={"correct": true}"#)
    #expect(result.status == 0, "\(result.error)")
    #expect(result.error.contains("it passes"), "\(result.error)")
    let text = try read("recorded.yaml", in: flowctl)
    for original in ["Fournier", "elise", "contoso", "quai"] { #expect(!text.contains(original)) }
    #expect(try await flowctl.run("test", "recorded.yaml").status == 0)
  }

  private func read(_ path: String, in flowctl: Flowctl) throws -> String {
    try String(contentsOf: flowctl.folder.appending(path: path), encoding: .utf8)
  }
}
