import Foundation

/// What this process has used so far.
enum ProcessUsage {
  /// Processor time of all threads, in user and kernel mode.
  static func processorSeconds() -> Double {
    var usage = rusage()
    // The kernel fills the structure, which outlives the call.
    _ = unsafe getrusage(RUSAGE_SELF, &usage)
    return seconds(usage.ru_utime) + seconds(usage.ru_stime)
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

  private static func seconds(_ time: timeval) -> Double {
    Double(time.tv_sec) + Double(time.tv_usec) / 1_000_000
  }
}
