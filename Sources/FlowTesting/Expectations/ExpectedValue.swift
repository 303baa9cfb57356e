import FlowEngine
import FlowValue

/// A value that another one has to have in it: an object some members, a list some elements.
///
/// One that is exact has to be all of it.
indirect enum ExpectedValue: Sendable {
  case scalar(FlowValue)
  case list([ExpectedValue], isExact: Bool)
  case object([(key: String, value: ExpectedValue)], isExact: Bool)

  /// The tag of what is expected whole, with all that it holds.
  static let exactTag = "!exact"

  /// What a file says.
  init(_ node: LocatedValue, isExact: Bool = false) {
    let isExact = isExact || node.tag == Self.exactTag
    switch node.content {
    case .scalar(let value): self = .scalar(value)
    case .array(let elements):
      self = .list(elements.map { ExpectedValue($0, isExact: isExact) }, isExact: isExact)
    case .object(let members):
      self = .object(
        members.map { ($0.key, ExpectedValue($0.value, isExact: isExact)) }, isExact: isExact)
    }
  }

  /// A whole value.
  init(exactly value: FlowValue) {
    switch value {
    case .array(let elements):
      self = .list(elements.map(ExpectedValue.init(exactly:)), isExact: true)
    case .object(let members):
      self = .object(members.map { ($0, ExpectedValue(exactly: $1)) }, isExact: true)
    default: self = .scalar(value)
    }
  }

  /// The value as it is written.
  var value: FlowValue {
    switch self {
    case .scalar(let value): value
    case .list(let elements, _): .array(elements.map(\.value))
    case .object(let members, _):
      .object(FlowObject(members.map { ($0.key, $0.value.value) }, uniquingKeysWith: { $1 }))
    }
  }

  /// Every place, below the one that is called `path`, in which another value is not as expected.
  func differences(from actual: FlowValue?, at path: String) -> [ValueDifference] {
    switch self {
    case .scalar(let value):
      return value == actual ? [] : [ValueDifference(path, expected: value, actual: actual)]
    case .list(let elements, let isExact):
      guard let others = actual?.array else {
        return [ValueDifference(path, expected: value, actual: actual)]
      }
      return Self.differences(elements, from: others, at: path, isExact: isExact)
    case .object(let members, let isExact):
      guard let others = actual?.object else {
        return [ValueDifference(path, expected: value, actual: actual)]
      }
      var differences = members.flatMap { member in
        member.value.differences(from: others[member.key], at: "\(path).\(member.key)")
      }
      guard isExact else { return differences }
      let known = Set(members.map(\.key))
      for (key, other) in others where !known.contains(key) {
        differences.append(ValueDifference("\(path).\(key)", expected: nil, actual: other))
      }
      return differences
    }
  }

  /// Lists of one length are held against each other element by element; in a longer one the
  /// elements have to be found, in their order.
  ///
  /// Whoever expects an empty list means that.
  private static func differences(
    _ elements: [ExpectedValue], from others: [FlowValue], at path: String, isExact: Bool
  ) -> [ValueDifference] {
    guard isExact || elements.isEmpty || elements.count >= others.count else {
      var rest = others[...]
      for (index, element) in elements.enumerated() {
        let found = rest.firstIndex { element.differences(from: $0, at: "").isEmpty }
        guard let found else {
          return [
            ValueDifference("\(path)[\(index)]", expected: element.value, actual: .array(others))
          ]
        }
        rest = rest[(found + 1)...]
      }
      return []
    }
    return (0..<max(elements.count, others.count)).flatMap { index in
      let place = "\(path)[\(index)]"
      let other = index < others.count ? others[index] : nil
      guard index < elements.count else {
        return [ValueDifference(place, expected: nil, actual: other)]
      }
      return elements[index].differences(from: other, at: place)
    }
  }
}
