/// What is appended to a run's journal before the run goes on.
struct Opening {
  let drafts: [EntryDraft]
  /// How the run stands then.
  let progress: RunProgress
}
