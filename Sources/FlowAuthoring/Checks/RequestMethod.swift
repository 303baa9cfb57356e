/// Methods of HTTP, as the engine sends them.
enum RequestMethod {
  /// Whether the engine sends it at all.
  static func isAllowed(_ method: String) -> Bool {
    method.wholeMatch(of: /[A-Za-z]{1,20}/) != nil
      && !["CONNECT", "TRACE"].contains(method.uppercased())
  }

  /// Whether servers may know it: those of RFC 9110, RFC 5789, RFC 4918 and RFC 3253 that have no
  /// hyphen.
  ///
  /// https://www.iana.org/assignments/http-methods/http-methods.xhtml
  static func isRegistered(_ method: String) -> Bool { registered.contains(method.uppercased()) }

  private static let registered: Set = [
    "ACL", "BIND", "CHECKIN", "CHECKOUT", "COPY", "DELETE", "GET", "HEAD", "LABEL", "LINK", "LOCK",
    "MERGE", "MKACTIVITY", "MKCALENDAR", "MKCOL", "MKREDIRECTREF", "MKWORKSPACE", "MOVE", "OPTIONS",
    "ORDERPATCH", "PATCH", "POST", "PROPFIND", "PROPPATCH", "PUT", "REBIND", "REPORT", "SEARCH",
    "UNBIND", "UNCHECKOUT", "UNLINK", "UNLOCK", "UPDATE", "UPDATEREDIRECTREF",
  ]

  /// The usual ones, to choose from.
  static let usual = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"]
}
