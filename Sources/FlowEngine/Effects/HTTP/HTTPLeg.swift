import FlowValue
import Foundation

/// One of the requests that an effect makes: the first, or one that a redirect asks for.
struct HTTPLeg: Sendable {
  let effect: HTTPEffect
  let url: String
  let origin: Origin
  /// Whether nothing was left behind yet: authentication goes only where the effect pointed.
  let isFirst: Bool

  /// The next request, or `nil` if the answer is final.
  ///
  /// Only reads are repeated elsewhere. Another origin gets no authentication, no cookie and no
  /// secret; a body with a secret in it is not sent there at all.
  func redirect(by response: HTTPResponse) throws(EffectFailure) -> HTTPLeg? {
    guard effect.redirect, !effect.isWrite, [301, 302, 303, 307, 308].contains(response.status),
      let location = response.header("location"),
      let target = URL(string: location, relativeTo: URL(string: url))?.absoluteString
    else { return nil }
    guard let next = Origin(url: target) else {
      throw .problem(
        ProblemType.communication.problem("\(origin) redirected to something that is no URL"))
    }
    guard next == origin else {
      return HTTPLeg(
        effect: try withoutSecrets(for: next), url: target, origin: next, isFirst: false)
    }
    return HTTPLeg(effect: effect, url: target, origin: next, isFirst: isFirst)
  }

  private func withoutSecrets(for next: Origin) throws(EffectFailure) -> HTTPEffect {
    var bare = effect
    bare.headers.removeAll { name, value in
      if case .secret = value { return true }
      return ["authorization", "cookie"].contains(name.lowercased())
    }
    guard HTTPRequestBuilder.secretNames(in: bare).isEmpty else {
      throw .problem(
        ProblemType.permissionDenied.problem(
          "\(origin) redirected to \(next), and the body holds a secret that is not for it",
          members: ["origin": .string(next.description)]))
    }
    return bare
  }
}
