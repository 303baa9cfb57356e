// Re-exported, since an object of this module is an ordered dictionary of that one: whoever imports
// FlowValue reads members with its methods.
@_exported public import OrderedCollections

/// An object's members in the order they were written.
public typealias FlowObject = OrderedDictionary<String, FlowValue>

/// A JSON value as workflows, scripts and the journal share it.
///
/// Integers and doubles stay apart (`1` is not `1.0`), and objects keep the order of their keys.
/// The one case that JSON does not have is `secret`: a handle that names a stored secret and never
/// holds it. Only the engine makes handles; reading JSON never does.
public enum FlowValue: Sendable {
  case null
  case bool(Bool)
  case integer(Int64)
  case double(Double)
  case string(String)
  case array([FlowValue])
  case object(FlowObject)
  /// The name of a stored secret, standing where its text will be put at the last moment.
  case secret(String)
}

/// Objects are equal whatever the order of their keys; numbers are equal when kind and value are.
extension FlowValue: Equatable {
  /// Whether both are the same JSON value.
  public static func == (left: FlowValue, right: FlowValue) -> Bool {
    switch (left, right) {
    case (.null, .null): true
    case (.bool(let a), .bool(let b)): a == b
    case (.integer(let a), .integer(let b)): a == b
    case (.double(let a), .double(let b)): a == b
    case (.string(let a), .string(let b)): a == b
    case (.secret(let a), .secret(let b)): a == b
    case (.array(let a), .array(let b)): a == b
    case (.object(let a), .object(let b)):
      a.count == b.count && a.allSatisfy { key, value in b[key] == value }
    default: false
    }
  }
}

extension FlowValue {
  /// The object's member, or `nil` where there is none or the value is no object.
  public subscript(key: String) -> FlowValue? {
    get { object?[key] }
    set {
      var members = object ?? [:]
      members[key] = newValue
      self = .object(members)
    }
  }

  /// The members, if the value is an object.
  public var object: FlowObject? { if case .object(let members) = self { members } else { nil } }

  /// The elements, if the value is an array.
  public var array: [FlowValue]? { if case .array(let elements) = self { elements } else { nil } }

  /// The text, if the value is a string.
  public var string: String? { if case .string(let text) = self { text } else { nil } }

  /// The number, if the value is an integer.
  public var integer: Int64? { if case .integer(let number) = self { number } else { nil } }

  /// The number as a double, if the value is a number of either kind.
  public var number: Double? {
    switch self {
    case .integer(let number): Double(number)
    case .double(let number): number
    default: nil
    }
  }

  /// The truth value, if the value is a boolean.
  public var bool: Bool? { if case .bool(let value) = self { value } else { nil } }

  /// The name of the value's JSON type, as messages print it.
  public var typeName: String {
    switch self {
    case .null: "null"
    case .bool: "boolean"
    case .integer: "integer"
    case .double: "number"
    case .string: "string"
    case .array: "array"
    case .object: "object"
    case .secret: "secret"
    }
  }
}

/// There is no literal for null on purpose: `nil` would then mean two things where a value is optional.
extension FlowValue: ExpressibleByBooleanLiteral,
  ExpressibleByIntegerLiteral, ExpressibleByFloatLiteral, ExpressibleByStringInterpolation,
  ExpressibleByArrayLiteral, ExpressibleByDictionaryLiteral
{
  /// A boolean, as written.
  public init(booleanLiteral value: Bool) { self = .bool(value) }
  /// An integer, as written.
  public init(integerLiteral value: Int64) { self = .integer(value) }
  /// A double, as written.
  public init(floatLiteral value: Double) { self = .double(value) }
  /// A string, as written.
  public init(stringLiteral value: String) { self = .string(value) }
  /// An array of the elements, in order.
  public init(arrayLiteral elements: FlowValue...) { self = .array(elements) }
  /// An object of the members, in order; of a repeated key, the last value stays.
  public init(dictionaryLiteral members: (String, FlowValue)...) {
    self = .object(FlowObject(members, uniquingKeysWith: { _, last in last }))
  }
}
