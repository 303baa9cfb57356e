/// How a journal's database is opened.
///
/// Anything but the defaults is for tests.
struct SQLiteSettings: Sendable {
  /// Every commit waits for the disk.
  ///
  /// In WAL mode `NORMAL` would not.
  var synchronous = "FULL"
  /// How many pages the write-ahead log gathers before a commit also moves them over, 16 MB.
  ///
  /// Each such move costs two more waits for the disk.
  var checkpointPages = 4000
  /// From how many pages on the log is emptied on closing.
  ///
  /// Below that, the next opening reads it faster than the disk could be waited for now.
  var checkpointPagesOnClose = 1000
  /// How long to wait while another process commits, in seconds.
  var busyTimeout = 5.0
  /// A limit on the database's size in pages, to meet a full disk on purpose.
  var maximumPages: Int?
  var schema = JournalSchema.current
}
