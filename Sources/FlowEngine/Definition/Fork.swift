/// `fork`: tasks that run beside each other.
struct Fork: Sendable {
  let branches: [TaskDefinition]
  /// Whether the first branch that ends decides, and the others are given up.
  let compete: Bool
}
