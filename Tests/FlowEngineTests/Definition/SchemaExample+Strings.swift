extension SchemaExample {
  static let strings = [
    SchemaExample(#"{"minLength": 1}"#, #""""#, "must not be empty"),
    SchemaExample(#"{"minLength": 2}"#, #""a""#, "must have at least 2 characters"),
    SchemaExample(#"{"maxLength": 2}"#, #""abc""#, "must have at most 2 characters"),
    SchemaExample(#"{"maxLength": 1}"#, #""abc""#, "must have at most 1 character"),
    SchemaExample(#"{"maxLength": 0}"#, #""abc""#, "must be empty"),
    SchemaExample(#"{"maxLength": 2.0}"#, #""😀😀""#),
    SchemaExample(#"{"minLength": 2}"#, #""😀""#, "must have at least 2 characters"),
    SchemaExample(#"{"minLength": 2}"#, "1"),
    SchemaExample(
      #"{"contentEncoding": "base64", "contentMediaType": "application/json", "contentSchema": {"type": "object"}}"#,
      #""not base64""#),
  ]

  static let patterns = [
    SchemaExample(#"{"pattern": "^[A-Z]{2}$"}"#, #""FR""#),
    SchemaExample(
      #"{"pattern": "^[A-Z]{2}$"}"#, #""FR\n""#, "must match the pattern ^[A-Z]{2}$"),
    SchemaExample(
      #"{"pattern": "^[A-Z]{2}$", "examples": ["fr", "FR"]}"#, #""fr""#,
      "must match the pattern ^[A-Z]{2}$, such as 'FR'"),
    SchemaExample(#"{"pattern": "b+"}"#, #""abc""#),
    SchemaExample(#"{"pattern": "^\\d$"}"#, #""١""#, #"must match the pattern ^\d$"#),
    SchemaExample(#"{"pattern": "^\\D\\W\\S$"}"#, #""١éx""#),
    SchemaExample(#"{"pattern": "^\\s+$"}"#, #"" \t\n\u00a0\ufeff\u2003""#),
    SchemaExample(#"{"pattern": "^[[\\]&&~$^]+$"}"#, #""[]&~$^""#),
    SchemaExample(#"{"pattern": "^[a\\-\\d\\S-]+$"}"#, #""a-1x""#),
    SchemaExample(#"{"pattern": "^[^\\s]+$"}"#, #""a b""#, #"must match the pattern ^[^\s]+$"#),
    SchemaExample(#"{"pattern": "^a\\$$"}"#, #""a$""#),
    SchemaExample(#"{"pattern": "^a.b$"}"#, #""a\u2028b""#, "must match the pattern ^a.b$"),
    SchemaExample(
      #"{"pattern": "^\\u00e9\\x41\\cA\\u{1F432}\\ud83d\\udc32\\0$"}"#, #""éA\u0001🐲🐲\u0000""#),
    SchemaExample(#"{"pattern": "^\\p{Lu}\\P{Lu}$"}"#, #""Éa""#),
    SchemaExample(#"{"pattern": "^🐲*$"}"#, #""🐲🐲""#),
    SchemaExample(#"{"pattern": "^(?<first>a)(?:b)\\k<first>\\1(?=c)(?!d)c$"}"#, #""abaac""#),
    SchemaExample(#"{"pattern": "^a{2}b{1,}c{0,1}?d{x}$"}"#, #""aabd{x}""#),
    SchemaExample(#"{"pattern": "^[^]$"}"#, #""\n""#),
    SchemaExample(#"{"pattern": "[]"}"#, #""a""#, "must match the pattern []"),
    SchemaExample(#"{"pattern": "\\bé"}"#, #""aé""#),
    SchemaExample(#"{"pattern": "a"}"#, "1"),
  ]
}
