import Glibc
import JSON
import Session

/// Measures what a test cell asks on hidden data, after the cell itself has run.
///
/// Predictions come from the submission's worker, or, for models and files, from a second one that never ran a line of the
/// submission; the labels stay here. Inputs are put into the worker's folder for the time of the call alone.
struct MetricJudge {
    /// By the names of test cells.
    let plans: [String: MetricPlan]
    /// Starts a worker that works in a folder.
    let start: (_ folder: String) throws(SystemFailure) -> any CellRunner
    /// The folder that workers read.
    let folder: String
    let limits: CellLimits

    /// Where inputs and weights lie for a moment, below `folder`.
    private static let place = ".svertka-hidden"
    /// Bytes that the answers to one probe may have together.
    private static let answerLimit = 64 << 20
    /// Numbers of probes, which are no cells.
    private static let probe = 1_000_000_000

    /// What a submission did wrong.
    private struct Verdict: Error {
        let text: String
    }

    /// - Parameters:
    ///   - outcomes: of all cells so far.
    ///   - seconds: that probes may take.
    /// - Returns: what was found, and the seconds that it took.
    /// - Throws: `GradingFault` for faults of the machine.
    func measure(_ cell: String, _ runner: any CellRunner, outcomes: [CellOutcome], seconds: Double)
        throws(GradingFault) -> (MetricResult, Double)
    {
        guard let plan = plans[cell] else { return (MetricResult(), 0) }
        var measuring = Measuring(judge: self, plan: plan, runner: runner, left: seconds)
        // What was handed in under that name is in the way.
        FileTree.remove("\(folder)/\(MetricJudge.place)")
        defer { FileTree.remove("\(folder)/\(MetricJudge.place)") }
        let found = try measuring.run(outcomes)
        measuring.clean?.end()
        return (found, seconds - measuring.left)
    }

    /// The work on one cell.
    private struct Measuring {
        let judge: MetricJudge
        let plan: MetricPlan
        let runner: any CellRunner
        /// Seconds.
        var left: Double
        /// A worker without the submission's code, once there is one.
        var clean: (any CellRunner)?
        var result = MetricResult()

        /// An absolute path: workers are elsewhere.
        private let hidden: String

        init(judge: MetricJudge, plan: MetricPlan, runner: any CellRunner, left: Double) {
            (self.judge, self.plan, self.runner, self.left) = (judge, plan, runner, left)
            let folder = realpath(judge.folder, nil)
            hidden = "\(folder.map { String(cString: $0) } ?? judge.folder)/\(MetricJudge.place)"
            free(folder)
        }

        mutating func run(_ outcomes: [CellOutcome]) throws(GradingFault) -> MetricResult {
            if let metric = plan.checks.metric {
                (result.metric, result.title) = (metric.kind.name, metric.title)
                result.isHigherBetter = metric.kind.isHigherBetter
                result.thresholds = metric.thresholds.map { ($0.value, $0.points) }
            }
            do {
                try checkTraining(outcomes)
                try checkModel()
                if let broken = result.limits.first(where: { !$0.isKept }) { throw MetricJudge.over(broken) }
                if let metric = plan.checks.metric, let labels = plan.labels {
                    try score(try predictions(metric, labels), metric, labels)
                } else {
                    result.points = plan.points
                }
            } catch let verdict as Verdict {
                result.reason = verdict.text
            } catch let fault as GradingFault { throw fault } catch { throw GradingFault("\(error)") }
            takeCurves()
            return result
        }

        // MARK: Workers

        /// Runs a probe in a worker.
        private mutating func ask(_ worker: any CellRunner, _ source: String, _ what: String) throws -> [String:
            WorkerAnswer]
        {
            var limits = judge.limits
            limits.wall = min(limits.wall ?? left, max(left, 0.1))
            limits.output = MetricJudge.answerLimit
            var request = CellRequest(source: source, number: MetricJudge.probe, phase: .student, limits: limits)
            request.isProbe = true
            let outcome = worker.run(request)
            left -= outcome.wall
            guard outcome.status == .ran else { throw Verdict(text: "\(what): \(outcome.status.reason)") }
            return Dictionary(outcome.answers.map { ($0.name, $0) }) { $1 }
        }

        private mutating func cleanWorker() throws -> any CellRunner {
            if let clean { return clean }
            do throws(SystemFailure) {
                let worker = try judge.start(judge.folder)
                clean = worker
                return worker
            } catch { throw GradingFault(error.description) }
        }

        private func put(_ bytes: [UInt8], _ name: String) throws(GradingFault) {
            try FileTree.makeFolder(hidden)
            try FileTree.write(bytes, to: "\(hidden)/\(name)", mode: 0o444)
        }

        // MARK: Limits

        private mutating func checkTraining(_ outcomes: [CellOutcome]) throws {
            for limit in plan.checks.limits {
                if let bound = limit.trainingSteps {
                    let steps = outcomes.compactMap(\.trainingSteps).max()
                    result.limits.append(.init(name: "training steps", found: steps.map(Double.init), limit: bound))
                }
                if let bound = limit.trainingMultiplyAdds {
                    // Once it is not known it stays so.
                    let isKnown = outcomes.allSatisfy { $0.trainingSteps == nil || $0.trainingMultiplyAdds != nil }
                    let work = isKnown ? outcomes.compactMap(\.trainingMultiplyAdds).max() : nil
                    result.limits.append(
                        .init(name: "multiply-adds of training", found: work.map(Double.init), limit: bound))
                }
                if let bound = limit.operations {
                    // A worker that died tells nothing of what it computed.
                    let isKnown = outcomes.allSatisfy { if case .died = $0.status { false } else { true } }
                    let work = isKnown ? outcomes.reduce(0.0) { $0 + Double($1.operations ?? 0) } : nil
                    result.limits.append(.init(name: "operations with arrays", found: work, limit: bound))
                }
                if let bound = limit.trainingSeconds {
                    let seconds = outcomes.reduce(0) { $0 + $1.wall }
                    result.limits.append(.init(name: "seconds of training", found: seconds, limit: bound))
                }
            }
        }

        private mutating func checkModel() throws {
            var wanted: MetricTest.Source?
            switch plan.checks.metric?.source {
            case .model?, .file?: wanted = plan.checks.metric?.source
            default: break
            }
            if let wanted { try note(try restore(wanted), plan.checks.limits.filter { $0.model == nil }) }
            for limit in plan.checks.limits {
                guard let name = limit.model, limit.asksModel else { continue }
                // The metric's own model may be asked for by its name too.
                if case .model(name)? = wanted {
                    try note(try restore(.model(name)), [limit])
                } else {
                    let before = clean
                    clean = nil
                    try note(try restore(.model(name)), [limit])
                    clean?.end()
                    clean = before
                }
            }
        }

        private mutating func note(_ cost: JSON, _ limits: [LimitTest]) throws {
            for limit in limits {
                if let bound = limit.parameters {
                    result.limits.append(.init(name: "parameters", found: cost["parameters"]?.double, limit: bound))
                }
                if let bound = limit.multiplyAdds {
                    result.limits.append(
                        .init(name: "multiply-adds for one sample", found: cost["multiply_adds"]?.double, limit: bound))
                }
            }
        }

        /// Makes the model anew where none of the submission's code is; gives what it costs.
        private mutating func restore(_ source: MetricTest.Source) throws -> JSON {
            let text: String
            var what = "the model"
            switch source {
            case .model(let name):
                what = "the model '\(name)'"
                let found = try ask(runner, Probe.model(name), what)
                try put(Array(try config(found).utf8), "model.json")
                let weights = found.keys.filter { $0.hasPrefix("weight") }.sorted()
                for (place, key) in weights.enumerated() {
                    guard let bytes = found[key]?.npy else {
                        throw Verdict(text: "\(what) has a weight that is no array")
                    }
                    try put(bytes, "\(place).npy")
                }
                text = Probe.restore("model.json", folder: hidden, count: weights.count)
            case .file(let path, let build):
                what = "'\(path)'"
                if !FileTree.exists("\(judge.folder)/\(path)") { throw Verdict(text: "there is no file '\(path)'") }
                if let build {
                    try put(Array(try config(try ask(runner, Probe.built(build), "\(build)()")).utf8), "model.json")
                }
                text = Probe.load(path, config: build == nil ? nil : "model.json", folder: hidden)
            case .function, .variable: return [:]
            }
            let found = try ask(try cleanWorker(), text, what)
            return found["cost"]?.value ?? [:]
        }

        private func config(_ found: [String: WorkerAnswer]) throws -> String {
            guard let text = found["config"]?.value.string else {
                throw Verdict(text: "it is no model of Keras's layers")
            }
            return text
        }

        // MARK: Predictions

        private mutating func predictions(_ metric: MetricTest, _ labels: HiddenLabels) throws -> Predictions {
            let axes = labels.array.shape.count
            let found: [String: WorkerAnswer]
            switch metric.source {
            case .variable(let name):
                found = try ask(runner, Probe.variable(name, metric, axes: axes), "'\(name)'")
            case .function(let name):
                found = try ask(
                    runner, Probe.call(name, inputs: try handOver(), metric, axes: axes), "\(name)(inputs)")
            case .model, .file:
                found = try ask(
                    try cleanWorker(),
                    Probe.call("__svertka_model__.predict", inputs: "\(try handOver()), verbose=0", metric, axes: axes),
                    "predict(inputs)")
            }
            do throws(Predictions.Refusal) { return try Predictions(found["predictions"], metric, labels) } catch {
                throw Verdict(text: error.text)
            }
        }

        /// Puts the inputs where workers can read them; gives the expression that reads them.
        private func handOver() throws(GradingFault) -> String {
            switch plan.inputs {
            case .array(let bytes)?:
                try put(bytes, "inputs.npy")
                return "numpy.load(\(Probe.quoted("\(hidden)/inputs.npy")))"
            case .files(let source, let files)?:
                for file in files {
                    try FileTree.copy("\(source)/\(file)", to: "\(hidden)/inputs/\(file)", mode: 0o444)
                }
                return "[\(files.map { Probe.quoted("\(hidden)/inputs/\($0)") }.joined(separator: ", "))]"
            case .file(let path)?:
                let name = "inputs-" + (path.split(separator: "/").last.map(String.init) ?? "")
                try FileTree.copy(path, to: "\(hidden)/\(name)", mode: 0o444)
                return Probe.quoted("\(hidden)/\(name)")
            case nil: return "None"
            }
        }

        private mutating func score(_ found: Predictions, _ metric: MetricTest, _ labels: HiddenLabels) throws {
            let isSplit = !labels.isPublic.isEmpty
            let counted = found.samples(metric, labels, isPublic: isSplit ? false : nil)
            (result.samples, result.publicSamples) = (
                labels.isPublic.count { !$0 }, labels.isPublic.count { $0 }
            )
            if !isSplit { result.samples = labels.samples }
            guard let value = metric.kind.compute(counted), value.isFinite else {
                throw Verdict(text: "\(metric.title) is not defined for these predictions")
            }
            result.value = value
            if isSplit { result.publicValue = metric.kind.compute(found.samples(metric, labels, isPublic: true)) }
            result.points = metric.points(for: value)
            if result.points < metric.thresholds.last?.points ?? 0 {
                let shown = MetricResult.shown(value)
                result.reason = "\(metric.title) \(shown) on \(result.samples) hidden samples"
            }
            if metric.kind.form == .classes, metric.showsConfusion, (2...64).contains(labels.classes) {
                result.confusion = counted.confusion
                result.classes = (0..<labels.classes).map {
                    metric.classes.indices.contains($0) ? metric.classes[$0] : String($0)
                }
            }
        }

        // MARK: Curves

        /// The last training's losses, as the worker tells them; whatever they are, they earn nothing.
        private mutating func takeCurves() {
            guard let found = try? ask(runner, Probe.curves, "curves")["curves"]?.value.fields else { return }
            for (name, values) in found.prefix(12) {
                let numbers = (values.array ?? []).prefix(5000).map { $0.double ?? .nan }
                if numbers.count > 1 { result.curves.append((String(name.prefix(40)), Array(numbers))) }
            }
        }
    }

    private static func over(_ limit: MetricResult.Limit) -> Verdict {
        let bound = MetricResult.shown(limit.limit)
        guard let found = limit.found else {
            return Verdict(text: "the \(limit.name) are not known; the limit is \(bound)")
        }
        return Verdict(text: "\(MetricResult.shown(found)) \(limit.name) are more than the limit of \(bound)")
    }
}
