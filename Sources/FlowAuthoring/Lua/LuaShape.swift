package import FlowValue

/// What is known of a value without running anything.
package indirect enum LuaShape: Sendable {
  /// A text, as it is written.
  case text(LuaGlobal.Name)
  /// A number or boolean.
  case value(FlowValue)
  case `nil`
  case table(LuaTable)
  case function
  /// What a global name stands for: `flow.call`.
  case global(String)
  /// What a function with a global name gives: `flow.secret`.
  case result(of: String)
  /// One of these, besides what is not known.
  case oneOf([LuaShape])
  /// What a local variable was given; it may hold something else by now.
  case variable(LuaShape)
  case unknown
}

/// A table as it is written.
package struct LuaTable: Sendable {
  /// Those whose key is written as a text.
  package var fields: [LuaField] = []
  /// Those without a key.
  package var elements: [LuaShape] = []
  /// Whether other fields may be there, whose key is made at run time.
  package var isOpen = false
  package let place: LuaPlace
}

/// A field of a table whose key is written as a text.
package struct LuaField: Sendable {
  package let key: LuaGlobal.Name
  package let value: LuaShape
}

extension LuaShape {
  /// A number as Lua writes it; one that JSON writes otherwise is not known.
  static func number(_ text: String) -> LuaShape {
    (try? FlowValue(json: text)).map { .value($0) } ?? .unknown
  }

  /// The texts that the value may be.
  package var texts: [LuaGlobal.Name] {
    switch self {
    case .text(let text): [text]
    case .oneOf(let shapes): shapes.flatMap(\.texts)
    case .variable(let shape): shape.texts
    case .value, .nil, .table, .function, .global, .result, .unknown: []
    }
  }

  /// Whether what a function of this global name gives may be the value or a part of it.
  package func mayHold(resultOf function: String) -> Bool {
    switch self {
    case .result(let name): name == function
    case .oneOf(let shapes): shapes.contains { $0.mayHold(resultOf: function) }
    case .variable(let shape): shape.mayHold(resultOf: function)
    case .table(let table):
      (table.fields.map(\.value) + table.elements).contains { $0.mayHold(resultOf: function) }
    case .text, .value, .nil, .function, .global, .unknown: false
    }
  }

  package var table: LuaTable? {
    switch self {
    case .table(let table): table
    case .variable(let shape): shape.table
    case .oneOf(let shapes): shapes.count == 1 ? shapes[0].table : nil
    case .text, .value, .nil, .function, .global, .result, .unknown: nil
    }
  }

  /// Whether it is written as something else than a table.
  var isNoTable: Bool {
    switch self {
    case .text, .value, .nil, .function: true
    case .table, .global, .result, .oneOf, .variable, .unknown: false
    }
  }

  /// Whether it is written as something else than a function.
  var isNoFunction: Bool {
    switch self {
    case .text, .value, .nil, .table: true
    case .function, .global, .result, .oneOf, .variable, .unknown: false
    }
  }

  /// Whether it is one of several texts, and nothing else.
  var isText: Bool {
    switch self {
    case .text: true
    case .oneOf(let shapes): shapes.allSatisfy(\.isText)
    case .value, .nil, .table, .function, .global, .result, .variable, .unknown: false
    }
  }

  var isNil: Bool { if case .nil = self { true } else { false } }

  /// Where it begins, of a text or table.
  var place: LuaPlace? {
    switch self {
    case .text(let text): text.place
    case .table(let table): table.place
    default: nil
    }
  }

  package var fields: [LuaField]? { table?.fields }

  package subscript(key: String) -> LuaShape? { fields?.last { $0.key.text == key }?.value }
}
