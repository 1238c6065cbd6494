import Glibc
import Notebooks
import Session

/// Grades an assignment's submissions, several at once, and enters the results; whatever ends it, a rerun completes it.
///
/// The supervisor is one thread and the only writer of the gradebook. Lanes, made by `fork`, do the work; a lane that dies
/// takes nothing with it: its submission is tried once more by another.
public final class GradingBatch {
    /// What a run is to do beyond grading.
    public struct Settings: Sendable {
        /// Submissions that are graded at once.
        public var jobs = 1
        /// True grades again what has its result.
        public var isForced = false
        /// Which of how many parts; `nil` for all of them.
        public var shard: Shard?
        public var penalty = LatePenalty.none
        /// False leaves the gradebook as it is.
        public var entersMarks = true
        /// Only these students; empty for all.
        public var students: [String] = []

        public init() {}
    }

    /// One of the parts that a batch is cut into.
    public struct Shard: Sendable, Equatable {
        public let index: Int
        public let count: Int

        /// Part `index` of `count`, from 0; `nil` where there is no such part.
        public init?(index: Int, count: Int) {
            guard count > 0, (0..<count).contains(index) else { return nil }
            (self.index, self.count) = (index, count)
        }
    }

    /// What a run came to.
    public struct Summary: Sendable {
        public var graded = 0
        /// Had their result already.
        public var unchanged = 0
        public var needAttention = 0
        /// Submissions without a result, and the fault of course or machine that is the reason.
        public var faults: [(student: String, fault: String)] = []
    }

    private let plan: AssignmentPlan
    private let gradebook: Gradebook
    private let settings: Settings
    private let store: ResultStore
    private let start: (_ folder: String) throws(SystemFailure) -> any CellRunner
    private let report: (SubmissionResult, _ isNew: Bool) -> Void
    private var students: [String] = []
    private var keys: [String] = []
    private var waiting: [Int] = []
    private var attempts: [Int: Int] = [:]
    private var finished: [SubmissionResult] = []
    private var lastEntry = ContinuousClock.now
    private var lanes: [GradingLane] = []
    private var staging = ""
    public private(set) var summary = Summary()

    /// Results that are entered together, and how long one may wait.
    private static let together = 64
    private static let patience = Duration.milliseconds(500)

    /// - store: where results are kept.
    /// - start: starts a worker for one notebook, called in a lane.
    /// - report: told each result, new or not.
    public init(
        _ plan: AssignmentPlan, gradebook: Gradebook, store: ResultStore, settings: Settings,
        start: @escaping (_ folder: String) throws(SystemFailure) -> any CellRunner,
        report: @escaping (SubmissionResult, _ isNew: Bool) -> Void
    ) {
        (self.plan, self.gradebook, self.store, self.settings) = (plan, gradebook, store, settings)
        (self.start, self.report) = (start, report)
    }

    /// Runs it all.
    /// - wait: told once, where another run of the assignment has to end first.
    /// - Throws: `GradingFault` where nothing can be graded.
    public func run(waiting wait: () -> Void) throws(GradingFault) {
        let part = settings.shard.map { ".\($0.index)-\($0.count)" } ?? ""
        let lock = try CourseLock(plan.course, name: plan.assignment + part, waiting: wait)
        defer { withExtendedLifetime(lock) {} }
        try gather()
        staging = plan.course.notes("work/\(plan.assignment)\(part)")
        FileTree.remove(staging)
        defer { FileTree.remove(staging) }
        // Reversed: the next is the last.
        waiting.reverse()
        while true {
            try fill()
            if lanes.allSatisfy({ $0.job == nil }), waiting.isEmpty { break }
            try listen()
            if finished.count >= GradingBatch.together || ContinuousClock.now - lastEntry > GradingBatch.patience {
                try enter()
            }
        }
        for lane in lanes { lane.end() }
        try enter()
    }

    /// Finds out who is to be graded; who has a result for just these files needs nothing but its entry.
    private func gather() throws(GradingFault) {
        var all = plan.course.students(of: plan.assignment)
        for name in plan.course.misnamedStudents {
            summary.faults.append((name, "the folder's name is no UTF-8; rename it"))
        }
        if let shard = settings.shard {
            all = all.enumerated().filter { $0.offset % shard.count == shard.index }.map(\.element)
        }
        if !settings.students.isEmpty {
            let there = Set(all)
            if let missing = settings.students.first(where: { !there.contains($0) }), settings.shard == nil {
                throw GradingFault("'\(missing)' has not handed '\(plan.assignment)' in")
            }
            all = all.filter(settings.students.contains)
        }
        for student in all {
            let key = plan.key(of: student)
            let target = plan.course.folder(.autograded, plan.assignment, student: student)
            if !settings.isForced, let result = store.result(of: student, key: key), isWhole(result, target) {
                summary.unchanged += 1
                if result.needsAttention { summary.needAttention += 1 }
                report(result, false)
                finished.append(result)
            } else {
                waiting.append(students.count)
            }
            students.append(student)
            keys.append(key)
        }
        try enter()
    }

    /// True where the graded notebooks are still there.
    private func isWhole(_ result: SubmissionResult, _ target: String) -> Bool {
        !settings.entersMarks
            || result.notebooks.allSatisfy { $0.state != .graded || FileTree.exists("\(target)/\($0.name).ipynb") }
    }

    private func fill() throws(GradingFault) {
        lanes.removeAll { $0.answers < 0 }
        while lanes.count < min(settings.jobs, lanes.count { $0.job != nil } + waiting.count) {
            let place = lanes.count
            let grader = Autograder(plan: plan, start: start, keepsNotebooks: settings.entersMarks)
            lanes.append(
                try GradingLane(beside: lanes) { [students, keys, store, staging] job throws(GradingFault) in
                    let result = try grader.grade(
                        students[job], key: keys[job], staging: "\(staging)/\(getpid())-\(place)")
                    try store.keep(result, isNew: true)
                })
        }
        for lane in lanes where lane.job == nil {
            guard let next = waiting.popLast() else { return }
            lane.begin(next)
        }
    }

    private func listen() throws(GradingFault) {
        var sources = lanes.map { pollfd(fd: $0.answers, events: Int16(POLLIN), revents: 0) }
        if poll(&sources, nfds_t(sources.count), 500) <= 0 { return }
        for (lane, source) in zip(lanes, sources) where source.revents != 0 {
            let job = lane.job
            for answer in lane.listen() {
                switch answer {
                case .done(let place): done(place)
                case .fault(let place, let fault): summary.faults.append((students[place], fault))
                case .gone: if let job { retry(job, "the process that graded it died") }
                }
            }
        }
    }

    private func done(_ place: Int) {
        guard let result = store.result(of: students[place], key: keys[place]) else {
            return retry(place, "its result is not there")
        }
        summary.graded += 1
        if result.needsAttention { summary.needAttention += 1 }
        report(result, true)
        finished.append(result)
    }

    /// A process may have been killed for reasons that are not the submission's: once more, then it is told.
    private func retry(_ place: Int, _ fault: String) {
        attempts[place, default: 0] += 1
        if attempts[place, default: 0] < 2 {
            waiting.append(place)
        } else {
            summary.faults.append((students[place], fault))
        }
    }

    /// Enters results that the gradebook has not got, in one transaction.
    private func enter() throws(GradingFault) {
        lastEntry = ContinuousClock.now
        defer { finished = [] }
        guard settings.entersMarks, settings.shard == nil, !finished.isEmpty else { return }
        try ResultEntry(gradebook: gradebook, store: store, penalty: settings.penalty).enter(finished)
    }
}

/// Brings results into the gradebook.
public struct ResultEntry {
    private let gradebook: Gradebook
    private let store: ResultStore
    private let penalty: LatePenalty

    public init(gradebook: Gradebook, store: ResultStore, penalty: LatePenalty) {
        (self.gradebook, self.store, self.penalty) = (gradebook, store, penalty)
    }

    /// Enters those that are not entered yet; returns how many that were.
    @discardableResult
    public func enter(_ results: [SubmissionResult]) throws(GradingFault) -> Int {
        var rows: [(SubmissionResult, String)] = []
        try gradebook.database.transaction { () throws(GradingFault) in
            for result in results {
                let row = try gradebook.submissionID(result.assignment, result.student)
                if store.isEntered(result, row: row, penalty) { continue }
                rows.append((result, try gradebook.apply(result, penalty: penalty)))
            }
        }
        for (result, row) in rows { try store.setEntered(result, row: row, penalty) }
        return rows.count
    }

    /// Enters all results of other stores, such as those of shards on other machines. Their order does not matter: of two
    /// results for one student that differ, the one for the present files and master copy counts.
    public func merge(_ stores: [ResultStore], plan: AssignmentPlan) throws(GradingFault) -> (
        entered: Int, stale: [String]
    ) {
        var found: [SubmissionResult] = []
        var stale: [String] = []
        for student in plan.course.students(of: plan.assignment) {
            let key = plan.key(of: student)
            if let result = stores.lazy.compactMap({ $0.result(of: student, key: key) }).first {
                try store.keep(result)
                found.append(result)
            } else {
                stale.append(student)
            }
        }
        return (try enter(found), stale)
    }
}
