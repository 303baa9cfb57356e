import FlowValue

extension InboxMessage {
  /// Whether a run that rests would do something about the message.
  ///
  /// An event lies there while the tasks of another one are at work; nothing else is left alone.
  func moves(runThatWaitsFor waiting: FlowValue) -> Bool {
    let isBusy = (waiting.array ?? []).contains {
      $0["kind"]?.string == "listen" && $0["key"] == nil
    }
    return kind != "event" || !isBusy
  }
}
