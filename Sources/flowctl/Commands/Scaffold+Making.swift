import FlowAuthoring
import FlowEngine

extension Scaffold {
  /// Writes the files and says what was made and what comes next.
  func make(in options: EngineOptions) throws {
    try write(in: options.workingDirectory)
    for file in files { Console.print("made  \(file.path)".escapingControls) }
    for note in notes { Console.error("note: \(note)".escapingControls) }
    Console.print("\nNext:")
    for step in nextSteps { Console.print("  \(step)".escapingControls) }
  }
}
