public import FlowValue

/// An error in the form of RFC 9457: the only error that a running workflow sees.
public struct Problem: Error, Sendable, Equatable {
  /// A URI that names the kind of problem.
  public var type: String
  /// The HTTP status code that fits the problem.
  public var status: Int
  /// A short summary of the kind of problem.
  public var title: String
  /// What happened this time.
  public var detail: String?
  /// The JSON pointer of the task that raised it.
  public var instance: String?
  /// Further members, such as `field` or `roles`.
  public var members: FlowObject

  /// A problem from its parts.
  public init(
    type: String, status: Int, title: String, detail: String? = nil, instance: String? = nil,
    members: FlowObject = [:]
  ) {
    self.type = type
    self.status = status
    self.title = title
    self.detail = detail
    self.instance = instance
    self.members = members
  }

  /// The problem as a JSON object.
  public var value: FlowValue {
    var object: FlowObject = [
      "type": .string(type), "status": .integer(Int64(status)), "title": .string(title),
    ]
    if let detail { object["detail"] = .string(detail) }
    if let instance { object["instance"] = .string(instance) }
    object.merge(members) { own, _ in own }
    return .object(object)
  }

  /// Reads what `value` wrote, or what a script threw; `nil` if it has no `type`.
  public init?(_ value: FlowValue) {
    guard let object = value.object, let type = object["type"]?.string else { return nil }
    let known: Set = ["type", "status", "title", "detail", "instance"]
    self.init(
      type: type, status: object["status"]?.integer.flatMap { Int(exactly: $0) } ?? 500,
      title: object["title"]?.string ?? type, detail: object["detail"]?.string,
      instance: object["instance"]?.string, members: object.filter { !known.contains($0.key) })
  }
}

/// The kinds of problem that the engine itself makes.
public struct ProblemType: Sendable {
  /// The URI, emitted as written here.
  public let uri: String
  /// The status that goes with it.
  public let status: Int
  /// The summary that goes with it.
  public let title: String

  /// A problem of this kind.
  public func problem(_ detail: String, members: FlowObject = [:]) -> Problem {
    Problem(type: uri, status: status, title: title, detail: detail, members: members)
  }

  // The standard's types; source: the specification's dsl-reference.md, "Standard Error Types".
  static let configuration = standard("configuration", 400, "Configuration error")
  static let validation = standard("validation", 400, "Validation error")
  static let expression = standard("expression", 400, "Expression error")
  static let authentication = standard("authentication", 401, "Authentication error")
  static let authorization = standard("authorization", 403, "Authorization error")
  static let timeout = standard("timeout", 408, "Timeout error")
  package static let communication = standard("communication", 500, "Communication error")
  static let runtime = standard("runtime", 500, "Runtime error")

  package static let consentRequired = own("consent-required", 401, "A person has to sign in again")
  static let outcomeUnknown = own("outcome-unknown", 500, "Nobody knows whether it was done")
  static let limitExceeded = own("limit-exceeded", 500, "A script went over its limits")
  static let permissionDenied = own("permission-denied", 403, "Not among the permissions")
  static let notSupported = own("not-supported", 501, "Not supported by this version")

  private static func standard(_ name: String, _ status: Int, _ title: String) -> ProblemType {
    ProblemType(uri: standardTypeBase + name, status: status, title: title)
  }

  private static func own(_ name: String, _ status: Int, _ title: String) -> ProblemType {
    ProblemType(uri: "https://flowengine.dev/problems/" + name, status: status, title: title)
  }

  private static let standardTypeBase =
    "https://open-workflow-specification.org/spec/1.0.0/errors/"

  /// Whether two type URIs mean the same: every published spelling of a standard type is equal.
  static func areEqual(_ left: String, _ right: String) -> Bool {
    left == right || (standardName(left) != nil && standardName(left) == standardName(right))
  }

  private static func standardName(_ uri: String) -> Substring? {
    let pattern =
      /https?:\/\/(?:open-workflow-specification\.org|serverlessworkflow\.io)\/(?:spec\/1\.0\.\d+\/errors|dsl\/errors\/types)\/([a-z]+)/
    return uri.wholeMatch(of: pattern)?.1
  }
}
