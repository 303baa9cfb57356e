/// Problems of fixtures.
extension DiagnosticCode {
  static let fixture = [badCallPattern, unknownPlugin, mockWithoutAnswer, unknownTag]

  package static let badCallPattern = DiagnosticCode(
    "FE0601", "badly formed call",
    """
    A call is a method and a path, such as `POST /v1/orders/*/lines`. `*` stands for one part of the \
    path or some of its letters, `**` for any number of parts, and `*` alone for every path or \
    method. An origin may stand before the path. What follows a question mark belongs into `query`.
    """,
    wrong: "never: [ { http: DELETE /v1/orders?all=true } ]",
    right: "never: [ { http: DELETE /v1/orders, query: { all: \"true\" } } ]")

  package static let unknownPlugin = DiagnosticCode(
    "FE0602", "unknown plugin or simulator",
    """
    A fixture or a profile of flowctl.yaml names a plugin or a simulator that the configuration does \
    not have in use, so nothing would come of it.
    """,
    wrong: "simulate: [ shp ]", right: "simulate: [ shop ]")

  package static let mockWithoutAnswer = DiagnosticCode(
    "FE0603", "mock without an answer",
    """
    A mock says what is answered: `response`, or `responses` that come one after the other, or \
    `lost: true` where the request arrives and no answer comes back.
    """,
    wrong: "- request: { method: GET, path: /v1/orders }",
    right: "- request: { method: GET, path: /v1/orders }\n  response: { status: 200, body: [] }")

  package static let unknownTag = DiagnosticCode(
    "FE0604", "tag without a meaning here",
    """
    `!exact` stands before an object or a list that is expected whole, and `!refused` before an \
    answer that is expected to be refused. Anywhere else they would be overlooked.
    """,
    wrong: "input: !exact { size: 3 }", right: "expect: { output: !exact { size: 3 } }")
}
