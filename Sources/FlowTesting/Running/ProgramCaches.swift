import FlowEngine
import Synchronization

/// The programs of the flows under test, by flow and configuration: each flow is read once.
final class ProgramCaches: Sendable {
  private let caches = Mutex<[String: ProgramCache]>([:])

  func cache(flow: String, configuration: String?) -> ProgramCache {
    caches.withLock { caches in
      let key = "\(flow)\u{0}\(configuration ?? "")"
      if let known = caches[key] { return known }
      let cache = ProgramCache(keepsFlows: true)
      caches[key] = cache
      return cache
    }
  }
}
