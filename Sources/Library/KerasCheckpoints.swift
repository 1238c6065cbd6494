import Glibc
import JSON
import Language
import ModelFiles
import Networks

/// Copies of long trainings on disk, so that a crash takes little of them: `recover()` gives them back.
///
/// A training that runs longer than 30 s (or what `SVERTKA_CHECKPOINT` says, in seconds; 0 for never) is written every
/// so often, whole or not at all, into Jupyter's runtime folder. Its copy goes when it ends. At most five copies and
/// 2 GiB stay.
final class Checkpoints {
    /// A copy that a kernel left behind.
    struct Lost {
        /// The file without its ending.
        let stem: String
        let fields: JSON

        var saved: Double { fields["saved"]?.double ?? 0 }
        var name: String { fields["model"]?.string ?? "?" }
        var epochs: Int { fields["epochs"]?.int ?? 0 }
        /// Epochs that were over.
        var epoch: Int { fields["epoch"]?.int ?? 0 }
        /// Batches of the next one that were over, and how many it has.
        var batch: Int { fields["batch"]?.int ?? 0 }
        var steps: Int { fields["steps"]?.int ?? 0 }

        /// What there is, for people.
        var line: String {
            let part = batch > 0 && batch < steps ? ", batch \(batch) of \(steps) in the next" : ""
            return "'\(name)': \(epoch) of \(epochs) epochs done\(part); saved \(Checkpoints.clock(saved))"
        }
    }

    private unowned let interpreter: Interpreter
    private let folder: String
    /// Seconds between two copies.
    private let interval: Double
    /// The beginning of all names of this kernel's files.
    private let prefix = "\(getpid())-\(Identifier.random().prefix(8))"
    private static let countLimit = 5
    private static let byteLimit = 2 << 30

    static func of(_ interpreter: Interpreter) -> Checkpoints {
        interpreter.state(of: Checkpoints.self) { Checkpoints(interpreter) }
    }

    private init(_ interpreter: Interpreter) {
        self.interpreter = interpreter
        folder = Checkpoints.jupyterFolder + "/svertka-checkpoints"
        let wanted = Checkpoints.variable("SVERTKA_CHECKPOINT").map { Double($0) ?? 30 } ?? 30
        interval = wanted > 0 ? max(wanted, 0.1) : .infinity
    }

    /// Where Jupyter keeps what belongs to running kernels.
    private static var jupyterFolder: String {
        if let folder = variable("JUPYTER_RUNTIME_DIR") { return folder }
        if let folder = variable("JUPYTER_DATA_DIR") { return folder + "/runtime" }
        if let folder = variable("XDG_DATA_HOME") { return folder + "/jupyter/runtime" }
        return (variable("HOME") ?? "/tmp") + "/.local/share/jupyter/runtime"
    }

    private static func variable(_ name: String) -> String? {
        getenv(name).map { String(cString: $0) }.flatMap { $0.isEmpty ? nil : $0 }
    }

    private static var host: String {
        var name = [CChar](repeating: 0, count: 256)
        gethostname(&name, 255)
        return String(decoding: name.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }

    /// The time of day.
    static func clock(_ seconds: Double) -> String {
        var moment = time_t(max(0, min(seconds, 1e11)))
        var parts = tm()
        localtime_r(&moment, &parts)
        func two(_ number: Int32) -> String { number < 10 ? "0\(number)" : "\(number)" }
        return "\(parts.tm_year + 1900)-\(two(parts.tm_mon + 1))-\(two(parts.tm_mday)) "
            + "\(two(parts.tm_hour)):\(two(parts.tm_min)):\(two(parts.tm_sec))"
    }

    private func stem(_ run: RunObject) -> String { "\(folder)/\(prefix)-\(run.number)" }

    // MARK: Writing

    /// Writes a copy where the last one is old enough. Called between batches.
    func saveIfDue(_ run: TrainingRun) {
        let now = run.elapsed
        if now >= run.nextCheckpoint ?? interval { save(run, at: now) }
    }

    /// Writes a copy of a training that is about to be lost, if it ran long enough for one.
    func saveNow(_ run: TrainingRun) {
        if run.elapsed >= interval { save(run, at: run.elapsed) }
    }

    private func save(_ run: TrainingRun, at now: Double) {
        let begin = KerasProgress.now()
        do throws(LanguageError) {
            try write(run)
            let took = KerasProgress.now() - begin
            // Never more than a hundredth of the time.
            run.nextCheckpoint = now + max(interval, took * 100)
        } catch {
            run.nextCheckpoint = .infinity
            run.record.note(
                "No copies of this training are kept for recover(): \(error.raised.message)\n")
        }
    }

    private func write(_ run: TrainingRun) throws(LanguageError) {
        let network = run.model.network
        // Weights and what the optimizer remembers of them; a file and its parts are in memory for a moment.
        if network.parameterCount > Checkpoints.byteLimit / 4 / 4 {
            throw LanguageError(.memoryError, "the model is larger than \(Checkpoints.byteLimit >> 32) GiB")
        }
        try makeFolder()
        let bytes = try learning { () throws(NetworkError) in try ModelFile.keras(network) }
        let stem = stem(run.record)
        try WholeFile.write(bytes, to: Value(stem + ".keras"), interpreter)
        let chart = run.record.live.chart
        let fields: JSON = .object([
            ("version", .int(1)), ("host", .string(Checkpoints.host)), ("process", .int(Int(getpid()))),
            ("saved", .double(Double(time(nil)))), ("model", .string(run.record.name)),
            ("epoch", .int(chart.initialEpoch + run.history.epoch.values.count)), ("epochs", .int(run.record.epochs)),
            ("batch", .int(run.isInEpoch ? chart.batch : 0)), ("steps", .int(run.steps)),
            ("seconds", .double(run.elapsed)), ("history", history(run.history)),
        ])
        try WholeFile.write(fields.bytes(), to: Value(stem + ".json"), interpreter)
        prune()
    }

    private func history(_ history: HistoryObject) -> JSON {
        .object(
            history.history.table.pairs.compactMap { (key, value) -> (key: String, value: JSON)? in
                guard case .str(let name) = key, case .list(let list) = value else { return nil }
                return (
                    name.string,
                    .array(
                        list.values.map { value in
                            guard let number = try? interpreter.number(value), number.isFinite else { return .null }
                            return .double(number)
                        })
                )
            })
    }

    private func makeFolder() throws(LanguageError) {
        var made = ""
        for part in folder.split(separator: "/") {
            made += "/\(part)"
            if mkdir(made, 0o700) != 0, errno != EEXIST {
                throw LanguageError(.osError, "\(made): \(String(cString: strerror(errno)))")
            }
        }
    }

    /// The training is over: its copy goes.
    func remove(_ run: RunObject) {
        for ending in [".json", ".keras"] { unlink(stem(run) + ending) }
    }

    // MARK: Reading

    /// What kernels that are gone left behind, the newest first.
    var lost: [Lost] {
        all.filter { copy in
            guard copy.fields["host"]?.string == Checkpoints.host, let process = copy.fields["process"]?.int else {
                return true
            }
            return process != Int(getpid()) && kill(pid_t(truncatingIfNeeded: process), 0) != 0 && errno == ESRCH
        }
    }

    /// All copies, the newest first.
    private var all: [Lost] {
        guard let listing = opendir(folder) else { return [] }
        defer { closedir(listing) }
        var found: [Lost] = []
        while let entry = readdir(listing) {
            let name = withUnsafePointer(to: entry.pointee.d_name) {
                $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
            }
            guard name.hasSuffix(".json") else { continue }
            let stem = "\(folder)/\(name.dropLast(5))"
            guard let bytes = try? WholeFile.read(Value("\(folder)/\(name)"), interpreter),
                let fields = try? JSON(parsing: bytes), fields["version"]?.int == 1
            else { continue }
            found.append(Lost(stem: stem, fields: fields))
        }
        return found.sorted { $0.saved > $1.saved }
    }

    /// Forgets the oldest copies that nobody writes any more, where there are too many.
    private func prune() {
        var count = 0, bytes = 0
        let lost = Set(lost.map(\.stem))
        for copy in all {
            var facts = stat()
            if stat(copy.stem + ".keras", &facts) == 0 { bytes += Int(facts.st_size) }
            count += 1
            if count > Checkpoints.countLimit || bytes > Checkpoints.byteLimit, lost.contains(copy.stem) {
                for ending in [".json", ".keras"] { unlink(copy.stem + ending) }
            }
        }
    }

    /// The model of a copy, with its history so far.
    func model(
        _ copy: Lost, functions: [String: ProgramFunction]
    ) throws(LanguageError) -> ModelObject {
        let bytes = try WholeFile.read(Value(copy.stem + ".keras"), interpreter)
        let randomness = KerasState.of(interpreter).randomness()
        let model = KerasSaving.object(
            try learning { () throws(NetworkError) in
                try ModelFile.load(bytes, compiles: true, randomness, functions: functions)
            })
        let history = HistoryObject()
        history.model = model
        for (name, values) in copy.fields["history"]?.fields ?? [] {
            let numbers = (values.array ?? []).map { Value.float($0.double ?? .nan) }
            try history.history.set(Value(name), Value(numbers), interpreter)
        }
        history.epoch.values = (0..<min(max(copy.epoch, 0), 1 << 20)).map { .int($0) }
        model.history = history
        return model
    }
}
