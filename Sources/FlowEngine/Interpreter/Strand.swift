import FlowValue

/// One thread of a run: what it is doing, from the workflow or a branch down to a script.
///
/// A reference, because branches name the strand that waits for them.
final class Strand {
  /// The strand whose fork this is a branch of, and which of its branches.
  let parent: (strand: Strand, branch: Int)?
  private(set) var frames: [any Frame] = []
  private(set) var deadlines: [Deadline] = []
  /// The effect that the top frame has asked for.
  var waitingFor: EffectRequest?
  /// Whether the strand was given up; what was queued for it is dropped.
  private(set) var isAbandoned = false

  /// A bound on the time of a frame, which counts while the frame is on the stack.
  struct Deadline {
    let request: EffectRequest
    /// The place in the stack of the frame that fails when it is missed.
    let depth: Int
  }

  init(parent: (strand: Strand, branch: Int)? = nil) { self.parent = parent }

  var top: (any Frame)? { frames.last }

  /// What the strand waits for: its deadlines, the outermost first, and its effect.
  var outstanding: [EffectRequest] {
    deadlines.map(\.request) + (waitingFor.map { [$0] } ?? [])
  }

  func enter(_ frame: any Frame) { frames.append(frame) }

  func leave() {
    frames.removeLast()
    if !deadlines.isEmpty { deadlines.removeAll { $0.depth >= frames.count } }
  }

  /// Starts the clock of the frame `above` places over the top one.
  func arm(_ request: EffectRequest, above: Int) {
    deadlines.append(Deadline(request: request, depth: frames.count - 1 + above))
  }

  /// Stops the clocks of the top frame.
  func disarm() {
    if !deadlines.isEmpty { deadlines.removeAll { $0.depth == frames.count - 1 } }
  }

  /// Drops what stands above the frame whose time is up; returns what was dropped, innermost first.
  func unwind(to deadline: Deadline) -> [any Frame] {
    let dropped = Array(frames[(deadline.depth + 1)...].reversed())
    frames.removeLast(dropped.count)
    waitingFor = nil
    deadlines.removeAll { $0.depth >= frames.count || $0.request.key == deadline.request.key }
    return dropped
  }

  /// Gives the strand up.
  func abandon() {
    frames = []
    deadlines = []
    waitingFor = nil
    isAbandoned = true
  }

  func isBelow(_ other: Strand) -> Bool {
    var ancestor = parent?.strand
    while let strand = ancestor {
      if strand === other { return true }
      ancestor = strand.parent?.strand
    }
    return false
  }
}
