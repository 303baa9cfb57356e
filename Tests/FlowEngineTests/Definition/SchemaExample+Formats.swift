extension SchemaExample {
  /// Each format with texts that have it and texts that do not.
  private static let texts: [(format: String, phrase: String, good: [String], bad: [String])] = [
    (
      "date", "a date such as 2026-11-20", ["2028-02-29"], ["2026-02-29", "2026-2-1", "2026-11-2O"]
    ),
    (
      "date-time", "a date and time such as 2026-11-20T09:00:00Z",
      ["2026-11-20T09:00:00+01:00", "2026-11-20t09:00:00.5z", "2016-12-31T23:59:60Z"],
      ["2026-11-20T09:00:00", "2026-11-20", "2026-11-20 09:00:00Z", "2026-11-20T23:59:60+01:00"]
    ),
    (
      "time", "a time with its offset, such as 09:00:00Z", ["09:00:00Z", "00:59:60+01:00"],
      ["09:00Z", "24:00:00Z", "09:00:00", "09:00:00.Z", "09:00:00+24:00"]
    ),
    (
      "duration", "a duration such as P14D or PT1H30M", ["P14D", "P2W", "P1Y2M3DT4H5M6S", "PT1M"],
      ["P", "PT", "P1DT", "P1W1D", "P1Y1D", "PT1D", "1D", "P1"]
    ),
    (
      "email", "an e-mail address",
      ["ann.o'neil+x@mail.example.org", #"\"a b\"@example.org"#, "a@[192.0.2.1]", "a@[IPv6:::1]"],
      ["ann@", "a b@example.org", "a..b@example.org", "é@example.org", "@b", "a@[1.2.3]"]
    ),
    ("idn-email", "an e-mail address", ["é@exämple.org"], ["é"]),
    (
      "hostname", "a host name", ["a-b.example.org", "1a"],
      ["-a.example.org", "a-.org", "a..b", "", "a_b", "é.org"]
    ),
    ("idn-hostname", "a host name", ["é.org", "실례。테스트"], ["-é", "a b", "\u{301}a"]),
    (
      "ipv4", "an IPv4 address such as 192.0.2.1", ["0.0.0.255"],
      ["256.0.0.1", "1.2.3", "01.2.3.4"]
    ),
    (
      "ipv6", "an IPv6 address such as 2001:db8::1",
      ["::", "1::", "2001:db8::1", "::ffff:192.0.2.1"],
      ["1:2:3:4:5:6:7", "1::2::3", ":1", "12345::", "1:2:3:4:5:6:7:8::", "::1%eth0"]
    ),
    (
      "uri", "a URI with its scheme, such as https://example.org/",
      ["https://me@example.org:80/a?b=c#d", "urn:a:b", "http://[2001:db8::1]/"],
      [
        "/path", "https://example.org/a b", "http://a/%zz", "http://2001:db8::1/", "1a:b",
        "http://é/",
      ]
    ),
    (
      "uri-reference", "a URI or a relative reference", ["/path?q", "#a", "", "//host/x"],
      [#"\\\\host"#, "a b"]
    ),
    (
      "iri", "an IRI with its scheme, such as https://example.org/", ["http://é/ü"],
      ["/é", "http:// "]
    ),
    ("iri-reference", "an IRI or a relative reference", ["/é"], ["a<b"]),
    (
      "uri-template", "a URI template such as /orders/{id}",
      ["/orders/{id}", "{?a,b*,c:3}", "{+a.b}", "a%20b"],
      ["{", "{}", "}", "{a,}", "{a:0}", "{a b}"]
    ),
    ("uuid", "a UUID", ["0f2e8c1a-1111-4222-8333-abcdefABCDEF"], ["0f2e8c1a", "0f2e8c1a1111"]),
    (
      "json-pointer", "a JSON pointer such as /lines/0/city", ["", "/a~0~1", "/"],
      ["a", "/~", "/~2"]
    ),
    (
      "relative-json-pointer", "a relative JSON pointer such as 1/city", ["0", "1/a", "2#"],
      ["", "/a", "01", "1a", "-1"]
    ),
    (
      "regex", "a regular expression", ["^a$"], ["(", "[b-a]", #"\\a"#, "(?i)a", "(?P<a>b)", "a++"]
    ),
  ]

  static let formats =
    texts.flatMap { format, phrase, good, bad in
      good.map { SchemaExample(#"{"format": "\#(format)"}"#, "\"\($0)\"") }
        + bad.map {
          SchemaExample(#"{"format": "\#(format)"}"#, "\"\($0)\"", "must be \(phrase)")
        }
    } + [
      SchemaExample(#"{"format": "date"}"#, "1"),
      SchemaExample(#"{"format": "unheard-of"}"#, #""x""#),
    ]
}
