import FlowEngine

/// An HTTP call and what is answered in the place of a server.
package struct HTTPMock: Sendable {
  /// What comes back.
  enum Answer: Sendable {
    case response(HTTPResponse)
    /// Nothing, although the request arrived: where a simulator is behind the mock, it does what
    /// was asked.
    case lost
    /// Nothing, since the request did not arrive; whoever sent it cannot know.
    case cut
  }

  let call: ExpectedCall
  /// One after the other; the last one stays.
  let answers: [Answer]
  /// How often it answers; `nil` for any number of times.
  let times: Int?

  func answer(_ use: Int) -> Answer { answers[min(use, answers.count - 1)] }
}
