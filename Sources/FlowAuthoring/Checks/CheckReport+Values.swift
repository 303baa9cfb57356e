import FlowEngine
package import FlowValue

/// The report for programs.
extension CheckReport {
  /// The report as JSON.
  package var value: FlowValue {
    [
      "errors": .integer(Int64(count(.error))), "warnings": .integer(Int64(count(.warning))),
      "flows": .integer(Int64(flows)), "plugins": .integer(Int64(plugins)),
      "fixtures": .integer(Int64(fixtures)),
      "diagnostics": .array(diagnostics.map(\.value)),
    ]
  }

  /// The report in OASIS SARIF 2.1.0, which code scanners and editors read.
  package var sarif: FlowValue {
    let codes = Set(diagnostics.map(\.code)).sorted { $0.id < $1.id }
    let driver: FlowValue = [
      "name": "flowctl", "version": .string(EngineVersion.current),
      "semanticVersion": .string(EngineVersion.current), "rules": .array(codes.map(\.sarif)),
    ]
    let results = diagnostics.map { found in
      found.sarif(rule: codes.firstIndex(of: found.code) ?? 0)
    }
    return [
      "$schema": "https://json.schemastore.org/sarif-2.1.0.json", "version": "2.1.0",
      "runs": [
        [
          "tool": ["driver": driver], "columnKind": "unicodeCodePoints",
          "results": .array(results),
        ]
      ],
    ]
  }
}

extension Diagnostic {
  fileprivate var value: FlowValue {
    [
      "code": .string(code.id), "severity": .string(severity.rawValue),
      "title": .string(code.title), "file": .string(location.file),
      "line": .integer(Int64(location.line)), "column": .integer(Int64(location.column)),
      "message": .string(message), "hint": hint.map { .string($0) } ?? .null,
    ]
  }

  fileprivate func sarif(rule: Int) -> FlowValue {
    [
      "ruleId": .string(code.id), "ruleIndex": .integer(Int64(rule)),
      "level": .string(severity.rawValue),
      "message": ["text": .string(hint.map { "\(message); \($0)" } ?? message)],
      "locations": [
        [
          "physicalLocation": [
            "artifactLocation": ["uri": .string(Self.uri(location.file))],
            "region": [
              "startLine": .integer(Int64(location.line)),
              "startColumn": .integer(Int64(location.column)),
            ],
          ]
        ]
      ],
    ]
  }

  /// A path as a URI reference (RFC 3986): relative, or `file:`.
  private static func uri(_ path: String) -> String {
    let plain = Set("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~/".utf8)
    let digits = Array("0123456789ABCDEF")
    let encoded = path.utf8.reduce(into: "") { uri, byte in
      if plain.contains(byte) {
        uri.unicodeScalars.append(Unicode.Scalar(byte))
      } else {
        uri += "%" + String([digits[Int(byte >> 4)], digits[Int(byte & 15)]])
      }
    }
    return path.hasPrefix("/") ? "file://" + encoded : encoded
  }
}

extension DiagnosticCode {
  fileprivate var sarif: FlowValue {
    [
      "id": .string(id), "shortDescription": ["text": .string(title)],
      "fullDescription": ["text": .string(meaning)], "help": ["text": .string(explanation)],
    ]
  }
}
