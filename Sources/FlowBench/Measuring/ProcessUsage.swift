import Foundation

/// What this process has used so far.
enum ProcessUsage {
  /// Processor time of all threads, in user and kernel mode.
  static func processorSeconds() -> Double {
    var time = timespec()
    // The kernel fills the structure, which outlives the call.
    _ = unsafe clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1_000_000_000
  }

  /// Memory that is in RAM now.
  ///
  /// - Throws: `Unmeasured` where the system has no /proc.
  static func residentBytes() throws -> Int {
    let text = try? String(contentsOfFile: "/proc/self/statm", encoding: .utf8)
    let fields = text?.split(separator: " ").compactMap { Int($0) } ?? []
    guard fields.count > 1 else { throw Unmeasured(description: "there is no /proc/self/statm") }
    return fields[1] * sysconf(Int32(_SC_PAGESIZE))
  }
}
