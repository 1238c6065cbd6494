/// Work that a step does for the one behind it on a few samples as soon as they are there, while a core's cache holds them.
final class Handover {
    /// True once the step before has said that it will ask, for batches of at least as many samples as parts.
    var isOffered = false
    /// Does the work on some samples; called from any thread, each sample once.
    var work: (_ samples: Range<Int>, _ isTraining: Bool) -> Void = { _, _ in }

    /// True where the step behind has nothing to do any more in this run.
    func isDone(_ run: StepRun) -> Bool { isOffered && run.count >= StepSite.parts }
}
