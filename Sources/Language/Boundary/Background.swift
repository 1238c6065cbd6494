/// Work that goes on while no cell needs the evaluating thread: a training that was started in the background.
///
/// There is no second thread of evaluation. A job runs in slices where the evaluator would wait otherwise: between cells,
/// in `time.sleep`, while a program waits for input or for the job itself.
public final class BackgroundJob {
    /// What became of a job in a slice.
    public enum Turn {
        /// There is more to do.
        case more
        /// It is over, or paused: the job is not asked again.
        case done
        /// An error ended it.
        case failed(LanguageError)
    }

    let outlet: (Event) -> Void
    let advance: (_ isWanted: @escaping () -> Bool) -> Turn

    /// - outlet: where the job's errors are shown.
    /// - advance: goes on until `isWanted` answers true, or to the end.
    public init(
        outlet: @escaping (Event) -> Void, advance: @escaping (_ isWanted: @escaping () -> Bool) -> Turn
    ) {
        self.outlet = outlet
        self.advance = advance
    }
}

/// The jobs of an interpreter; several take turns.
public final class BackgroundJobs {
    private var jobs: [BackgroundJob] = []
    /// True inside a slice: what a job calls does not begin another one.
    private var isBusy = false
    /// In a slice: asked at an interrupt; true where it is meant for the jobs, not for a cell that runs or waits.
    public private(set) var isAlone: () -> Bool = { false }
    /// Shows an error of a job where the job was started.
    public var report: (LanguageError, _ outlet: (Event) -> Void) -> Void = { _, _ in }
    /// How long a job runs before the next one's turn.
    private static let turn = Duration.milliseconds(100)

    /// True where nothing waits or runs.
    public var isEmpty: Bool { jobs.isEmpty }

    /// Puts a job behind the others.
    public func start(_ job: BackgroundJob) { jobs.append(job) }

    /// Takes a job away.
    public func remove(_ job: BackgroundJob) { jobs.removeAll { $0 === job } }

    /// Runs one slice of the first job, which then stands behind the others.
    ///
    /// - Parameters:
    ///   - isAlone: as the property; left out where a cell waits meanwhile.
    ///   - isWanted: asked between batches; true ends the slice.
    /// - Returns: false where there was nothing to do.
    public func advance(isAlone: @escaping () -> Bool = { false }, until isWanted: @escaping () -> Bool) -> Bool {
        guard !isBusy, let job = jobs.first else { return false }
        isBusy = true
        self.isAlone = isAlone
        defer {
            isBusy = false
            self.isAlone = { false }
        }
        let isOnly = jobs.count == 1
        let end = ContinuousClock.now + BackgroundJobs.turn
        let turn = job.advance { isWanted() || !isOnly && ContinuousClock.now >= end }
        remove(job)
        switch turn {
        case .more: jobs.append(job)
        case .done: break
        case .failed(let error): report(error, job.outlet)
        }
        return true
    }
}
