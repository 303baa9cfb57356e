/// The address of a request as a script or definition writes it: `{baseURL}/orders/{id}`.
struct RequestAddress {
  enum Host: Equatable {
    /// An origin written out.
    case origin(String)
    /// A setting that says where to connect.
    case setting(String)
  }

  /// What stands in braces.
  let names: [String]
  /// Where the request goes, as far as it is written.
  let host: Host?

  init(_ text: String) {
    names = text.matches(of: /\{([A-Za-z0-9_]+)\}/).map { String($0.output.1) }
    if let origin = text.prefixMatch(of: /(?i)(https?:\/\/[^\/{}?#]+)(\/|\?|#|$)/) {
      host = .origin(origin.output.1.lowercased())
    } else if text.hasPrefix("{"), let name = names.first {
      host = .setting(name)
    } else {
      host = nil
    }
  }

  /// Whether one of the permitted hosts is the address's own.
  func isPermitted(by hosts: [String]) -> Bool {
    switch host {
    case .origin(let origin): hosts.contains { $0.lowercased() == origin }
    case .setting(let name): hosts.contains { $0.contains("${settings.\(name)}") }
    case nil: true
    }
  }

  /// What permits it.
  var permission: String {
    switch host {
    case .origin(let origin): origin
    case .setting(let name): "${settings.\(name)}"
    case nil: ""
    }
  }

  var shownHost: String {
    if case .setting(let name) = host { "what the setting '\(name)' names" } else { permission }
  }
}
