import FlowEngine

extension Expectation {
  /// Files that should have been saved, laid beside those that were, and what is in them.
  func artifactFailures(_ observation: FixtureObservation) -> [FixtureFailure] {
    guard let artifacts else { return [] }
    let names = artifacts.value.map { SequenceAlignment.Item.name($0.name) }
    let items = artifactsAreExact ? names : names.reduce(into: [.gap]) { $0 += [$1, .gap] }
    let alignment = SequenceAlignment(items, observation.files.map(\.name))
    guard alignment.fits else {
      return [
        FixtureFailure(
          subject: "artifacts", location: artifacts.location, details: alignment.lines)
      ]
    }
    return artifacts.value.flatMap { artifact in
      observation.files.first { $0.name == artifact.name }
        .map { artifact.failures($0, secrets: observation.secrets) } ?? []
    }
  }
}

extension ExpectedArtifact {
  fileprivate func failures(_ file: SavedFile, secrets: [String: String]) -> [FixtureFailure] {
    var failures: [FixtureFailure] = []
    if let type, type != file.type {
      failures.append(failure(at: location, "type \(type)", "type \(file.type)"))
    }
    guard let text = file.text else {
      return failures + [failure(at: location, "a text in UTF-8", "a file that is none")]
    }
    let content = FileContent(text, secrets: secrets)
    failures += contains.flatMap { passage in
      missing(passage, secrets) ?? absent(passage, from: content)
    }
    return failures
      + lacks.flatMap { passage in missing(passage, secrets) ?? present(passage, in: content) }
  }

  /// Secrets of a passage that there are not, so that nothing can be said of it; else `nil`.
  private func missing(_ passage: Passage, _ secrets: [String: String]) -> [FixtureFailure]? {
    let names = passage.secrets.filter { secrets[$0] == nil }
    if names.isEmpty { return nil }
    return names.map { failure(at: passage.location, "a secret \($0)", "there is none") }
  }

  private func absent(_ passage: Passage, from content: FileContent) -> [FixtureFailure] {
    guard content.place(of: passage) == nil else { return [] }
    return [
      FixtureFailure(
        subject: subject, location: passage.location, details: content.difference(from: passage))
    ]
  }

  private func present(_ passage: Passage, in content: FileContent) -> [FixtureFailure] {
    guard let place = content.place(of: passage) else { return [] }
    return [failure(at: passage.location, "nowhere \(passage.quoted)", place)]
  }

  private var subject: String { "artifacts \(name)" }

  private func failure(
    at location: SourceLocation, _ expected: String, _ actual: String
  ) -> FixtureFailure {
    FixtureFailure(subject: subject, location: location, expected: expected, actual: actual)
  }
}
