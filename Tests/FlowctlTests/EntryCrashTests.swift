import FlowEngine
import FlowTesting
import FlowValue
import Foundation
import Testing

@Suite(.timeLimit(.minutes(15))) struct `Killed between two entries` {
  /// How many appends attest-new makes on the sandbox when nothing goes wrong.
  private static let appends = 14

  private static let configuration = """
    profile: sandbox
    plugins: [ flows/plugins/partner-center ]
    profiles:
      sandbox:
        simulate: [ partner-center ]
        clock: 2026-03-01T09:00:00Z
        seed: test
        actor: { upn: admin@adatum.example, roles: [ AdminAgents ] }
        settings:
          partner-center:
            partnerType: direct-bill
            tenantId: 80bb0fe3-fde8-5a93-8945-37aea8bbf228
            clientId: cef6d5d4-6a02-502c-8987-85b7cfa00368
    """

  private static func open(_ flowctl: Flowctl) async throws -> FlowEngine {
    try await FlowEngine(
      EngineOptions(
        configuration: "sandbox.yaml", environment: ["FLOWCTL_HOME": flowctl.home.path],
        workingDirectory: flowctl.folder))
  }

  private static func workshop() throws -> Flowctl {
    let flowctl = try Flowctl()
    try flowctl.linkFlows()
    try flowctl.write("sandbox.yaml", configuration)
    return flowctl
  }

  /// The one flow is read once for all.
  private static let programs = ProgramCache()

  /// What the run comes to when nothing goes wrong.
  private static let steady = Task {
    let flowctl = try workshop()
    let engine = try await open(flowctl)
    let run = try await engine.start("attest-new", input: SandboxWorld.example, id: "attest")
    let report = try await run.finish()
    let journal = try await engine.show(run.id).journal
    await engine.close()
    return (report, appends: journal.count - 1)
  }

  @Test(arguments: 1...appends, InterposedStore.Moment.allCases)
  func `attest-new ends with the same output`(append: Int, moment: InterposedStore.Moment)
    async throws
  {
    let (expected, appends) = try await Self.steady.value
    #expect(expected.phase == .completed)
    #expect(appends == Self.appends)

    let flowctl = try Self.workshop()
    let home = try await Self.open(flowctl)
    func engine(_ store: any RunStore) -> FlowEngine {
      FlowEngine(surroundings: home.surroundings, store: store, programs: Self.programs)
    }
    let dying = engine(InterposedStore.crashing(try home.store, at: append, moment))
    await #expect(throws: EngineError.self) {
      try await dying.start("attest-new", input: SandboxWorld.example, id: "attest").finish()
    }
    let survivor = engine(try home.store)
    let report = try await survivor.resume(expected.id).finish()
    #expect(report.output == expected.output)
    #expect(try await survivor.show(expected.id).chain == "intact")
    await home.close()
  }
}
