import FlowEngine
import FlowSandbox
import Synchronization

/// What can go wrong with a request.
enum Misfortune: String, Sendable, CaseIterable {
  // The sandbox's own, as `flowctl sandbox fault` names them.
  case busy, error, timeout, throttled, signIn, refused, lost, forgotten
  /// The connection is closed before anything was done.
  case cutBefore
  /// The connection is closed instead of an answer.
  case cutAfter
  /// The connection is closed in the middle of the answer.
  case cutInside

  /// What happens on the wire; `nil` for what the sandbox does itself.
  private var onTheWire: SandboxFault? {
    switch self {
    case .cutBefore: .instead(.close)
    case .cutAfter: .afterApplying(.close)
    case .cutInside: .afterApplying(.truncate(bytes: 40))
    default: nil
    }
  }

  /// The same for the first requests that do a write.
  func happening(to write: Write, times: Int = 1) -> Mischief {
    guard let fault = onTheWire else {
      return Mischief(command: ["fault", "POST", write.path, rawValue, String(times)], faults: nil)
    }
    let left = Mutex(times)
    return Mischief(command: nil) { request in
      guard write.isDone(by: request) else { return nil }
      return left.withLock { left in
        left -= 1
        return left >= 0 ? fault : nil
      }
    }
  }
}

/// How a misfortune is brought about: by a command of the sandbox, or on the wire.
struct Mischief: Sendable {
  let command: [String]?
  let faults: SandboxServer.Faults?
}
