import ArgumentParser
import FlowEngine
import Foundation

extension OutputFormat: ExpressibleByArgument {}

/// What every command that reaches the engine understands.
struct EngineArguments: ParsableArguments {
  @Option(help: "Read this configuration instead of flowctl.yaml beside the flows.")
  var config: String?

  @Option(help: "Which outside world to act on, by its name in flowctl.yaml.")
  var profile: String?

  @Option(
    name: .customLong("lang"),
    help: "The language of texts, en or fr. A run keeps that in which it was started.")
  var language: String?

  /// What the engine is opened with.
  var options: EngineOptions {
    EngineOptions(
      configuration: config, profile: profile, language: language,
      environment: ProcessInfo.processInfo.environment,
      workingDirectory: URL(filePath: FileManager.default.currentDirectoryPath))
  }

  /// Opens what an engine works in for as long as `body` runs, however that ends.
  func withSurroundings(_ body: (Surroundings) async throws -> Void) async throws {
    let surroundings = try Surroundings(options)
    do {
      try await body(surroundings)
    } catch {
      await surroundings.close()
      throw error
    }
    await surroundings.close()
  }

  /// Opens the engine for as long as `body` runs, however that ends.
  func withEngine<Result: Sendable>(_ body: (FlowEngine) async throws -> Result) async throws
    -> Result
  {
    let engine = try await FlowEngine(options)
    do {
      let result = try await body(engine)
      await engine.close()
      return result
    } catch {
      await engine.close()
      throw error
    }
  }
}

struct OutputArguments: ParsableArguments {
  @Option(name: .long, help: "How to print the result: text, json or jsonl.")
  var output = OutputFormat.text
}

/// The runs that a command is about: one, or those that standard input names.
struct RunArguments: ParsableArguments {
  @Argument(help: "The run's id, or - to read ids from standard input.")
  var id: String

  /// Does something with each run, one after the other; one that cannot be found or driven does
  /// not keep the others from it.
  ///
  /// - Returns: The highest status of all.
  func forEach(_ body: (RunID) async throws -> Exit.Status) async throws -> Exit.Status {
    guard id == "-" else { return try await body(try RunArgument.id(id)) }
    let text = String(decoding: FileHandle.standardInput.readDataToEndOfFile(), as: UTF8.self)
    let ids = text.split(whereSeparator: \.isWhitespace).map(String.init)
    if ids.isEmpty { throw EngineError.usage("Standard input names no run.") }
    var highest = Exit.Status.completed
    for id in ids {
      var status: Exit.Status
      do {
        status = try await body(try RunArgument.id(id))
      } catch let error as EngineError {
        status = Exit.report(error)
      }
      if status.rawValue > highest.rawValue { highest = status }
      if status == .interrupted { break }
    }
    return highest
  }
}
