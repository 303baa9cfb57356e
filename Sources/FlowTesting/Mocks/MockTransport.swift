import FlowEngine
import FlowValue
import Synchronization

/// Answers the calls of one fixture: by its mocks, else by simulators, and remembers them all.
///
/// It outlives the engines of the fixture. A call that was answered before a crash and whose answer
/// was not recorded is answered the same again, without using its mock up.
package final class MockTransport: Sendable {
  private struct State {
    /// How often each mock was used.
    var uses: [Int]
    var calls: [SeenCall] = []
    /// How many requests were sent, those for tokens included.
    var count = 0
    /// Definite answers by request id that the run may not have recorded yet.
    var unsettled: [String: [HTTPResponse]] = [:]
    /// Answers that were lost with the process that got them.
    var again: [String: [HTTPResponse]] = [:]
    var unexpected: UnexpectedCall?
    var fault: String?
    var stop: (@Sendable () -> Void)?
  }

  private let mocks: [HTTPMock]
  private let state: Mutex<State>

  /// A transport that has not been used.
  init(_ mocks: [HTTPMock]) {
    self.mocks = mocks
    state = Mutex(State(uses: Array(repeating: 0, count: mocks.count)))
  }

  /// A transport after a crash, which goes its own way from here on: what was answered and not
  /// recorded will be asked again.
  init(surviving other: MockTransport) {
    mocks = other.mocks
    var left = other.state.withLock(\.self)
    left.again = left.unsettled
    left.unsettled = [:]
    state = Mutex(left)
  }

  /// How many requests were sent.
  var count: Int { state.withLock(\.count) }

  /// Everything that was sent for the run's effects, in the order of sending.
  var calls: [SeenCall] { state.withLock(\.calls) }

  /// The first call that nobody answers.
  var unexpected: UnexpectedCall? { state.withLock(\.unexpected) }

  /// The first error in the script of a simulator.
  var fault: String? { state.withLock(\.fault) }

  /// Notes an error in the script of a simulator, which ends the fixture.
  func fail(_ reason: String) {
    let stop = state.withLock { state in
      if state.fault == nil { state.fault = reason }
      return state.stop
    }
    stop?()
  }

  /// The transport with simulators behind the mocks.
  func over(_ simulators: RoutingTransport) -> any HTTPTransport {
    Leg(mocks: self, simulators: simulators)
  }

  /// Has something happen at a call that nobody answers.
  func onUnexpected(_ stop: @escaping @Sendable () -> Void) { state.withLock { $0.stop = stop } }

  /// What was answered so far has been recorded.
  func settle() { state.withLock { $0.unsettled = [:] } }

  private enum Reply {
    case mock(HTTPMock.Answer)
    case simulator
    case token
    case nobody(@Sendable () -> Void)
  }

  private func reply(to call: SeenCall, isSimulated: Bool) -> Reply {
    state.withLock { state in
      state.count += 1
      if call.effectID != nil { state.calls.append(call) }
      if let id = call.effectID, let known = state.again[id]?.first {
        state.again[id]?.removeFirst()
        return .mock(.response(known))
      }
      for (index, mock) in mocks.enumerated() where mock.call.accepts(call) {
        let use = state.uses[index]
        if let times = mock.times, use >= times { continue }
        state.uses[index] += 1
        return .mock(mock.answer(use))
      }
      if isSimulated { return .simulator }
      if call.effectID == nil { return .token }
      if state.unexpected == nil { state.unexpected = UnexpectedCall(call, among: mocks) }
      return .nobody(state.stop ?? {})
    }
  }

  private func note(_ response: HTTPResponse, for call: SeenCall) {
    guard 400..<500 ~= response.status, response.status != 408 else { return }
    state.withLock { state in
      let index = state.calls.lastIndex { $0.effectID == call.effectID }
      if let index { state.calls[index].isRefused = true }
    }
  }

  /// An unknown outcome is not kept: the crash itself is one.
  private func keep(_ response: HTTPResponse, for call: SeenCall) {
    guard let id = call.effectID, response.status != 408, response.status < 500 else { return }
    state.withLock { $0.unsettled[id, default: []].append(response) }
  }

  private struct Leg: HTTPTransport {
    let mocks: MockTransport
    let simulators: RoutingTransport

    func send(_ request: HTTPRequest) async throws(TransportFailure) -> HTTPResponse {
      let call = SeenCall(request)
      let isSimulated = Origin(url: request.url).map { simulators.hasRoute(to: $0) } ?? false
      switch mocks.reply(to: call, isSimulated: isSimulated) {
      case .simulator:
        let response = try await simulators.send(request)
        mocks.note(response, for: call)
        return response
      case .token: return Self.token
      case .mock(.response(let response)):
        mocks.keep(response, for: call)
        mocks.note(response, for: call)
        return response
      case .mock(.lost):
        if isSimulated { _ = try await simulators.send(request) }
        throw .lost("the answer was lost, as the fixture says")
      case .mock(.cut): throw .lost("the request was lost, as the fixture says")
      case .nobody(let stop):
        stop()
        throw .notSent("the fixture has no answer to \(call.description)")
      }
    }

    /// A sign-in that no mock is about succeeds.
    private static let token = HTTPResponse(
      status: 200, reason: "OK", headers: [("Content-Type", "application/json")],
      body: Array(#"{"access_token":"made-up-token","token_type":"Bearer","expires_in":3600}"#.utf8)
    )
  }
}
