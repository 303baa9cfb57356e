import Foundation

/// Where a request goes: scheme, host and port, as permissions and secrets name it.
package struct Origin: Hashable, Sendable, CustomStringConvertible {
  /// `http` or `https`.
  package let scheme: String
  /// The host in lower case; an IPv6 address without its brackets.
  package let host: String
  /// The port, the scheme's own where the URL has none.
  package let port: Int

  /// The origin of a URL; `nil` unless it is an http or https URL with a host and no user in it.
  package init?(url: String) {
    guard url.utf8.allSatisfy({ $0 > 0x20 && $0 != 0x7F }),
      let components = URLComponents(string: url), let scheme = components.scheme?.lowercased(),
      let own = Self.defaultPorts[scheme], components.user == nil, components.password == nil,
      let encoded = components.encodedHost, !encoded.isEmpty,
      // Percent signs and non-ASCII letters are where two URL parsers read two hosts.
      encoded.utf8.allSatisfy({ Self.hostBytes.contains($0) })
    else { return nil }
    self.scheme = scheme
    host = encoded.lowercased().trimmingCharacters(in: ["[", "]"])
    port = components.port ?? own
  }

  package var description: String {
    let name = host.contains(":") ? "[\(host)]" : host
    return "\(scheme)://\(name)" + (port == Self.defaultPorts[scheme] ? "" : ":\(port)")
  }

  /// Whether the host is this machine by its name or its number.
  package var isLoopback: Bool {
    if host == "localhost" || host == "::1" { return true }
    let parts = host.split(separator: ".", omittingEmptySubsequences: false)
    return parts.count == 4 && parts[0] == "127" && parts.allSatisfy { UInt8($0) != nil }
  }

  /// Whether a request may go there at all: plain http is for this machine only.
  package var isConnectable: Bool { scheme == "https" || isLoopback }

  private static let defaultPorts = ["http": 80, "https": 443]
  private static let hostBytes = Set(
    "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789.-_:[]".utf8)
}
