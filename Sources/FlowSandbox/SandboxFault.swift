package import FlowEngine

/// A misfortune on the way, for tests.
package struct SandboxFault: Sendable {
  /// What happens to the answer.
  package enum Kind: Sendable {
    /// The connection is closed instead.
    case close
    /// Another answer takes its place, such as a gateway's 503 with an HTML body.
    case replace(HTTPResponse)
    /// Only so many bytes of the body are sent, and the connection is closed.
    case truncate(bytes: Int)
    /// A byte-order mark stands before the body.
    case byteOrderMark
  }

  /// Whether the simulator does what was asked before this happens.
  package let isApplied: Bool
  /// What happens to the answer.
  package let kind: Kind

  /// Happens after the simulator has done what was asked.
  package static func afterApplying(_ kind: Kind) -> SandboxFault {
    SandboxFault(isApplied: true, kind: kind)
  }

  /// Happens instead: the simulator never sees the request.
  package static func instead(_ kind: Kind) -> SandboxFault {
    SandboxFault(isApplied: false, kind: kind)
  }
}
