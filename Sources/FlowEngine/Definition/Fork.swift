/// `fork`: tasks that run beside each other.
package struct Fork: Sendable {
  package let branches: [TaskDefinition]
  /// Whether the first branch that ends decides, and the others are given up.
  package let compete: Bool
}
