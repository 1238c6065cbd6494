import Language

/// The calls are Python's literals and nothing else has to be known to read them: an interpreter without a library
/// evaluates them, and rows of functions take their arguments as everywhere.
extension HiddenChecks {
    /// A test cell's text, and what it declares.
    struct Reading {
        let checks: HiddenChecks
        /// The text that is run: the calls are blank lines, so that errors name the lines that the teacher sees.
        let source: String
    }

    private static let names = ["svertka.metric(", "svertka.limits("]

    /// True where a text has such a call, or looks like it.
    static func isNamed(in source: String) -> Bool { names.contains(where: source.contains) }

    /// - points: what the cell is worth.
    /// - Throws: `GradingFault` for a call that cannot be meant so, for one that students would see, for a second metric.
    static func read(_ source: String, points: Double) throws(GradingFault) -> Reading {
        guard isNamed(in: source) else {
            return Reading(checks: HiddenChecks(), source: source)
        }
        let hidden = Set(try Regions.hiddenTests.cut(source).lines)
        var lines = source.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        let declarations = Declarations()
        var place = 0
        while place < lines.count {
            guard names.contains(where: lines[place].hasPrefix) else {
                place += 1
                continue
            }
            let first = place
            var text = lines[place]
            while !Interpreter.isProgram(text) {
                place += 1
                guard place < lines.count else { throw GradingFault("line \(first + 1): the call has no end") }
                text += "\n" + lines[place]
            }
            guard (first...place).allSatisfy({ hidden.contains($0 + 1) }) else {
                throw GradingFault(
                    "line \(first + 1): \(lines[first].prefix { $0 != "(" }) must stand between ### BEGIN HIDDEN TESTS and "
                        + "### END HIDDEN TESTS: students would see where the hidden data is")
            }
            if let fault = declarations.take(text) { throw GradingFault("line \(first + 1): \(fault)") }
            for line in first...place { lines[line] = "" }
            place += 1
        }
        let found = declarations.checks
        // What is left would be run by the worker, to which the words mean nothing.
        if let rest = lines.firstIndex(where: { line in
            isNamed(in: line) && !line.drop(while: \.isWhitespace).hasPrefix("#")
        }) {
            throw GradingFault("line \(rest + 1): svertka.metric and svertka.limits stand at the beginning of a line")
        }
        if let best = found.metric?.thresholds.last?.points, best != points {
            throw GradingFault(
                "the metric gives up to \(best) points and the cell is worth \(points): they must be the same")
        }
        if found.limits.contains(where: { $0.asksModel && $0.model == nil }) {
            switch found.metric?.source {
            case .model?, .file?: break
            default:
                throw GradingFault(
                    "svertka.limits of parameters or multiply_adds needs model=: the metric names no model")
            }
        }
        return Reading(checks: found, source: lines.joined(separator: "\n"))
    }
}

/// Takes calls as values.
private struct Declarations {
    private final class Taken {
        var checks = HiddenChecks()
    }

    private let interpreter: Interpreter
    private let taken: Taken

    init() {
        let rows = [Declarations.metric, Declarations.limits]
        interpreter = Interpreter(
            host: Host(emit: { _ in }),
            modules: [NativeModule("svertka", doc: "What is declared of hidden data.", functions: rows)])
        taken = interpreter.state(of: Taken.self) { Taken() }
        if let module = interpreter.module("svertka") { interpreter.globals["svertka"] = .object(module) }
    }

    var checks: HiddenChecks { taken.checks }

    /// Evaluates a call; gives what is wrong with it.
    func take(_ text: String) -> String? {
        do throws(LanguageError) {
            _ = try interpreter.run(text, name: "hidden tests")
            return nil
        } catch { return interpreter.describe(error).message }
    }

    // MARK: Rows

    private static let metric = NativeFunction(
        "metric",
        [
            Parameter("metric", doc: "accuracy, macro_f1 …: a row of MetricKind.table"),
            .keyword("predict", .none, doc: "a function of the submission, called with the inputs"),
            .keyword("predictions", .none, doc: "a variable of the submission"),
            .keyword("model", .none, doc: "a Keras model of the submission"),
            .keyword("weights", .none, doc: "a file of the submission: .keras, .h5, .weights.h5 or .npz"),
            .keyword("build", .none, doc: "the function whose model the weights are for"),
            .keyword("inputs", .none, doc: "a file or folder below hidden/ASSIGNMENT"),
            .keyword("labels", .required, doc: "an array below hidden/ASSIGNMENT"),
            .keyword("points", .required, doc: "{threshold: points}"),
            .keyword("linear", .bool(false), doc: "points between thresholds"),
            .keyword("classes", .none, doc: "names of the classes"),
            .keyword("public", .none, doc: "the part of the samples for the public leaderboard"),
            .keyword("k", .int(5), doc: "for top_k_accuracy"),
            .keyword("iou", .float(0.5), doc: "for mean_average_precision; None for the mean over 0.50 to 0.95"),
            .keyword("title", .none), .keyword("confusion", .bool(true), doc: "False keeps the matrix from feedback"),
        ], doc: "Points by thresholds of a metric on hidden data."
    ) { (call) throws(LanguageError) in
        let checks = call.interpreter.state(of: Taken.self) { Taken() }
        if checks.checks.metric != nil {
            throw .valueError("a cell has one metric: put the second into a cell of its own")
        }
        checks.checks.metric = try test(call)
        return .none
    }

    private static let limits = NativeFunction(
        "limits",
        [
            .keyword("model", .none, doc: "a Keras model of the submission; by default the metric's"),
            .keyword("parameters", .none), .keyword("multiply_adds", .none, doc: "for one sample"),
            .keyword("training_steps", .none), .keyword("training_multiply_adds", .none),
            .keyword("training_seconds", .none), .keyword("operations", .none),
        ], doc: "Bounds on a model and its training."
    ) { (call) throws(LanguageError) in
        var limit = LimitTest(model: try name(call, 0, "model"))
        limit.parameters = try bound(call, 1)
        limit.multiplyAdds = try bound(call, 2)
        limit.trainingSteps = try bound(call, 3)
        limit.trainingMultiplyAdds = try bound(call, 4)
        limit.trainingSeconds = try bound(call, 5)
        limit.operations = try bound(call, 6)
        if (1...6).allSatisfy({ call.optional($0) == nil }) { throw .valueError("limits() names no limit") }
        call.interpreter.state(of: Taken.self) { Taken() }.checks.limits.append(limit)
        return .none
    }

    private static func test(_ call: Call) throws(LanguageError) -> MetricTest {
        let name = try call.string(0)
        guard let kind = MetricKind.table.first(where: { $0.name == name }) else {
            throw .valueError(
                "there is no metric '\(name)': " + MetricKind.table.map(\.name).sorted().joined(separator: ", "))
        }
        let source = try source(call)
        var test = MetricTest(
            kind: kind, source: source, inputs: try text(call, 6), labels: try call.string(7),
            thresholds: try thresholds(call, kind), title: try text(call, 14) ?? kind.title)
        if case .variable = source {
            if test.inputs != nil { throw .valueError("predictions= are there already: inputs= has no meaning") }
        } else if test.inputs == nil {
            throw .valueError("inputs= is missing: what are predictions to be made for?")
        }
        test.isLinear = try call.bool(9)
        if let names = call.optional(10) {
            for name in try call.interpreter.array(of: names) {
                test.classes.append(try call.interpreter.str(name))
            }
        }
        if call.optional(11) != nil {
            let share = try call.double(11)
            guard share > 0, share < 1 else { throw .valueError("public= is a part between 0 and 1, not \(share)") }
            test.publicShare = share
        }
        test.top = try call.int(12)
        if test.top < 1 { throw .valueError("k must be greater than 0") }
        test.overlap = call.optional(13) == nil ? nil : try call.double(13)
        test.showsConfusion = try call.bool(15)
        return test
    }

    private static func source(_ call: Call) throws(LanguageError) -> MetricTest.Source {
        let given = (1...4).filter { call.optional($0) != nil }
        guard given.count == 1 else {
            throw .valueError("one of predict=, predictions=, model= and weights= says where predictions come from")
        }
        if call.optional(5) != nil, given != [4] { throw .valueError("build= belongs to weights=") }
        switch given[0] {
        case 1: return .function(try name(call, 1, "predict") ?? "")
        case 2: return .variable(try name(call, 2, "predictions") ?? "")
        case 3: return .model(try name(call, 3, "model") ?? "")
        default:
            let path = try call.string(4)
            let build = try name(call, 5, "build")
            let isWhole = path.hasSuffix(".keras") || path.hasSuffix(".h5") && !path.hasSuffix(".weights.h5")
            guard isWhole || path.hasSuffix(".weights.h5") || path.hasSuffix(".npz") else {
                throw .valueError("weights= is a .keras, .h5, .weights.h5 or .npz file, not '\(path)'")
            }
            if path.hasPrefix("/") || path.split(separator: "/").contains("..") {
                throw .valueError("weights= is a path below the submission's folder, not '\(path)'")
            }
            if !isWhole, build == nil { throw .valueError("'\(path)' holds weights alone: build= names the function") }
            return .file(path, build: build)
        }
    }

    /// Names with dots alone: they become part of a program.
    private static func name(_ call: Call, _ place: Int, _ parameter: String) throws(LanguageError) -> String? {
        guard let text = try text(call, place) else { return nil }
        let parts = text.split(separator: ".", omittingEmptySubsequences: false)
        let isName = parts.allSatisfy { part in
            !part.isEmpty && part.first?.isNumber == false
                && part.utf8.allSatisfy { (48...57).contains($0) || (65...90).contains($0 & 0xDF) || $0 == 0x5F }
        }
        if !isName { throw .valueError("\(parameter)= is a name, not '\(text)'") }
        return text
    }

    private static func text(_ call: Call, _ place: Int) throws(LanguageError) -> String? {
        call.optional(place) == nil ? nil : try call.string(place)
    }

    private static func bound(_ call: Call, _ place: Int) throws(LanguageError) -> Double? {
        guard call.optional(place) != nil else { return nil }
        let value = try call.double(place)
        guard value.isFinite, value >= 0 else { throw .valueError("a limit is a number from 0") }
        return value
    }

    private static func thresholds(_ call: Call, _ kind: MetricKind) throws(LanguageError) -> [MetricTest.Threshold] {
        guard case .dict = call[8] else {
            throw .typeError("points= is a dict of thresholds and points, such as {0.8: 1, 0.9: 2}")
        }
        var found: [MetricTest.Threshold] = []
        for key in try call.values(8) {
            let points = try call.interpreter.getItem(call[8], key)
            guard let value = try call.interpreter.number(key), let worth = try call.interpreter.number(points),
                value.isFinite, worth.isFinite, worth >= 0
            else { throw .valueError("points= takes finite numbers, points from 0") }
            found.append(.init(value: value, points: worth))
        }
        if found.isEmpty { throw .valueError("points= is empty") }
        found.sort { kind.isHigherBetter ? $0.value < $1.value : $0.value > $1.value }
        for (worse, better) in zip(found, found.dropFirst()) where worse.points >= better.points {
            throw .valueError(
                "\(better.value) is better than \(worse.value) and gives \(better.points) points, not more than \(worse.points)"
            )
        }
        return found
    }
}
