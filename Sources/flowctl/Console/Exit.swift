import ArgumentParser
import FlowEngine
import Foundation

/// The one place that decides message, stream and exit code of everything that ends a command.
enum Exit {
  /// How a command ended, as the shell sees it.
  enum Status: Int32 {
    case completed = 0
    case faulted = 1
    case usage = 2
    case waiting = 3
    case cancelled = 4
    case environment = 5
    case interrupted = 130
  }

  static func end(_ status: Status) -> Never { Foundation.exit(status.rawValue) }

  static func end(with error: any Error) -> Never {
    switch error {
    case let error as EngineError: fail(error)
    case let error as SecretStoreError: fail(EngineError(error))
    case let error as DefinitionError:
      Console.error(error.description.escapingControls)
      end(.usage)
    case let status as ExitStatus: end(status.status)
    default: end(withParserError: error)
    }
  }

  static func fail(_ error: EngineError) -> Never { end(report(error)) }

  /// Says what went wrong, and the status that it has.
  static func report(_ error: EngineError) -> Status {
    Console.error("flowctl: \(error.description)".escapingControls)
    if let hint = error.hint {
      Console.error("hint: \(Invocation().pasteable(hint))".escapingControls)
    }
    return error.kind == .usage ? .usage : .environment
  }

  /// Help and version come as errors too, with exit code 0.
  private static func end(withParserError error: any Error) -> Never {
    let message = Flowctl.fullMessage(for: error)
    if Flowctl.exitCode(for: error) == .success {
      Console.print(message)
      end(.completed)
    }
    Console.error(message)
    end(.usage)
  }

  /// The status of a run that has done what it could.
  static func status(of report: RunReport) -> Status {
    if report.isInterrupted { return .interrupted }
    return switch report.phase {
    case .completed: .completed
    case .faulted: .faulted
    case .cancelled: .cancelled
    case .waiting, .pending, .suspended: .waiting
    case .running: .environment
    }
  }
}

/// Ends a command that has printed all there is to say.
struct ExitStatus: Error {
  let status: Exit.Status
}
