/// The fields of the tables that functions of the host API take.
package enum HostTables {
  /// Those of a request that go to what sends it.
  static let sentFields = [
    "method", "url", "query", "headers", "body", "form", "text", "authentication", "secrets",
    "write", "idempotencyHeader", "correlationHeader", "timeout", "redirect",
  ]

  /// Those of `flow.save`.
  static let fileFields = ["name", "content", "type", "copy"]

  /// By the function's name; `path` and `lost` of a request are settled before it is sent.
  package static let fields: [String: [String]] = [
    "flow.http": sentFields + ["path", "lost"],
    "flow.prompt": Vocabulary.prompt.fields.filter { $0.later == nil }.map(\.name),
    "flow.save": fileFields,
  ]
}
