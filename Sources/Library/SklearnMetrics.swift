import Arrays
import Drawing
import Language
import Tensors

/// Right and wrong answers of each class.
struct ClassCounts {
    /// Labels in order, as numbers; text stands for itself in `names`.
    let labels: [Double]
    let names: [String]
    /// Rows are labels, columns answers.
    private(set) var matrix: [[Double]]
    /// True where labels were whole numbers.
    private let total: Double

    init(_ y: [Double], _ p: [Double], weights: [Double]?, labels given: [Double]?) {
        let labels = given ?? Array(Set(y).union(p)).sorted()
        let places = Dictionary(labels.enumerated().map { ($1, $0) }, uniquingKeysWith: { first, _ in first })
        var matrix = [[Double]](repeating: [Double](repeating: 0, count: labels.count), count: labels.count)
        var support = [Double](repeating: 0, count: labels.count), answers = support
        for i in y.indices {
            let weight = weights?[i] ?? 1
            if let row = places[y[i]] { support[row] += weight }
            if let column = places[p[i]] { answers[column] += weight }
            if let row = places[y[i]], let column = places[p[i]] { matrix[row][column] += weight }
        }
        self.labels = labels
        names = labels.map { $0 == $0.rounded() && abs($0) < 1e15 ? "\(Int($0))" : "\($0)" }
        self.matrix = matrix
        self.support = support
        self.answers = answers
        total = weights?.reduce(0, +) ?? Double(y.count)
    }

    /// Samples of each class, and how often it was the answer.
    let support: [Double]
    let answers: [Double]

    func right(_ k: Int) -> Double { matrix[k][k] }
    func precision(_ k: Int, _ fallback: Double) -> Double { answers[k] == 0 ? fallback : right(k) / answers[k] }
    func recall(_ k: Int, _ fallback: Double) -> Double { support[k] == 0 ? fallback : right(k) / support[k] }
    func f1(_ k: Int, _ fallback: Double) -> Double {
        let sum = answers[k] + support[k]
        return sum == 0 ? fallback : 2 * right(k) / sum
    }
}

/// Rows of `sklearn.metrics`.
enum SklearnMetrics {
    private static let yTrue = Parameter("y_true", doc: "The right labels.")
    private static let yPred = Parameter("y_pred", doc: "Answers.")
    private static let weight = Parameter("sample_weight", .none, doc: "A weight for each sample.")
    private static let labels = Parameter("labels", .none, doc: "Classes that count, in this order.")
    private static let division = Parameter("zero_division", .str("warn"), doc: "What stands for 0 / 0.")

    /// - Parameter name: what an error calls the argument; nothing where there is but one.
    private static func numbers(_ value: Value, _ interpreter: Interpreter, _ name: String = "") throws(LanguageError)
        -> [Double]
    {
        let tensor = try NumPyArgument.tensor(value, interpreter)
        if tensor.rank > 1, tensor.count != tensor.shape[0] {
            throw LanguageError.valueError(
                "Classification metrics can't handle a mix of multilabel-indicator and multiclass targets",
                hint: "np.argmax(y, axis=1) makes numbers of one-hot rows and outputs")
        }
        let found = try lifting { () throws(TensorError) in try tensor.asType(.float64).elements(as: Double.self) }
        if let wrong = found.first(where: { !$0.isFinite }) {
            let title = name.isEmpty ? "Input" : "Input \(name)"
            throw LanguageError.valueError(
                wrong.isNaN
                    ? "\(title) contains NaN."
                    : "\(title) contains infinity or a value too large for dtype('float64').",
                hint: "np.isfinite(x) tells where it is a number")
        }
        return found
    }

    /// Refuses arrays without anything in them.
    private static func checkNotEmpty(_ values: [Double]) throws(LanguageError) {
        if values.isEmpty {
            throw LanguageError.valueError(
                "Found empty input array (e.g., `y_true` or `y_pred`) while a minimum of 1 sample is required.")
        }
    }

    /// Labels and answers of a call.
    private static func pair(_ call: Call) throws(LanguageError) -> ([Double], [Double]) {
        let y = try numbers(call[0], call.interpreter, "y_true")
        let p = try numbers(call[1], call.interpreter, "y_pred")
        if y.count != p.count {
            throw LanguageError.valueError(
                "Found input variables with inconsistent numbers of samples: [\(y.count), \(p.count)]")
        }
        try checkNotEmpty(y)
        if Set(y).union(p).count > 4096 {
            throw LanguageError.valueError(
                "there are more than 4096 different labels", hint: "labels are classes, not measured values")
        }
        if p.contains(where: { $0 != $0.rounded() }), y.allSatisfy({ $0 == $0.rounded() }) {
            throw LanguageError.valueError(
                "Classification metrics can't handle a mix of \(Set(y).count > 2 ? "multiclass" : "binary") and continuous targets",
                hint: "(p > 0.5).astype(int) makes labels of probabilities")
        }
        if y.contains(where: { $0 != $0.rounded() }) {
            throw LanguageError.valueError(
                "Classification metrics can't handle a mix of continuous and \(Set(p).count > 2 ? "multiclass" : "binary") targets",
                hint: "the first argument holds the true labels")
        }
        return (y, p)
    }

    private static func optional(_ call: Call, _ place: Int) throws(LanguageError) -> [Double]? {
        guard let value = call.optional(place) else { return nil }
        let found = try numbers(value, call.interpreter)
        if call.function.parameters[place].name == "labels", found.count > 4096 {
            throw LanguageError.valueError("labels names more than 4096 classes")
        }
        if call.function.parameters[place].name == "sample_weight" {
            let count = try numbers(call[0], call.interpreter).count
            if found.count != count {
                throw LanguageError.valueError(
                    "Found input variables with inconsistent numbers of samples: [\(count), \(found.count)]")
            }
        }
        return found
    }

    /// What stands for 0 / 0, with a warning where nothing was chosen.
    private static func fallback(_ call: Call, _ place: Int) throws(LanguageError) -> Double {
        if case .str = call[place] { return 0 }
        return try call.interpreter.number(call[place]) ?? 0
    }

    private static func warn(_ call: Call, _ place: Int, _ counts: ClassCounts, _ name: String) {
        guard case .str = call[place] else { return }
        let isMissing = name == "Recall" ? counts.support.contains(0) : counts.answers.contains(0)
        if isMissing {
            call.interpreter.host.emit(
                .stream(
                    .stderr,
                    "UndefinedMetricWarning: \(name) is ill-defined and being set to 0.0 in labels with no \(name == "Recall" ? "true" : "predicted") samples. Use `zero_division` parameter to control this behavior.\n"
                ))
        }
    }

    static let functions: [NativeFunction] = [
        NativeFunction(
            "accuracy_score",
            [
                yTrue, yPred, Parameter("normalize", .bool(true), doc: "False gives the number of right answers."),
                weight,
            ],
            doc: "The share of right answers."
        ) { (call) throws(LanguageError) in
            let (y, p) = try pair(call), weights = try optional(call, 3)
            var right = 0.0
            for i in y.indices where y[i] == p[i] { right += weights?[i] ?? 1 }
            if try !call.bool(2) { return .float(right) }
            return .float(right / (weights?.reduce(0, +) ?? Double(y.count)))
        },
        NativeFunction(
            "confusion_matrix",
            [
                yTrue, yPred, labels, weight,
                Parameter("normalize", .none, doc: "'true', 'pred' or 'all': shares instead of counts."),
            ], doc: "How often each answer (column) was given for each class (row)."
        ) { (call) throws(LanguageError) in
            let (y, p) = try pair(call), weights = try optional(call, 3)
            let counts = ClassCounts(y, p, weights: weights, labels: try optional(call, 2))
            let n = counts.labels.count
            var values = counts.matrix.flatMap { $0 }
            var isWhole = weights == nil
            if call.optional(4) != nil {
                isWhole = false
                let all = values.reduce(0, +)
                let matrix = counts.matrix
                for i in 0..<n {
                    for j in 0..<n {
                        let sum: Double
                        switch try call.string(4) {
                        case "true": sum = matrix[i].reduce(0, +)
                        case "pred": sum = matrix.reduce(0) { $0 + $1[j] }
                        case "all": sum = all
                        default:
                            throw LanguageError.valueError("normalize must be one of {'true', 'pred', 'all', None}")
                        }
                        values[i * n + j] = sum == 0 ? 0 : values[i * n + j] / sum
                    }
                }
            }
            let fixed = values
            let result = try lifting { () throws(TensorError) in
                let tensor = try Tensor(shape: [n, n], dtype: .float64)
                for (i, value) in fixed.enumerated() { tensor.start.assumingMemoryBound(to: Double.self)[i] = value }
                return isWhole ? try tensor.asType(.int64) : tensor
            }
            return Value(result)
        },
        score("precision_score", "Precision", "The share of right ones among what was answered.") {
            $0.precision($1, $2)
        },
        score("recall_score", "Recall", "The share of what was found.") { $0.recall($1, $2) },
        score("f1_score", "F-score", "The harmonic mean of precision and recall.") { $0.f1($1, $2) },
        report,
    ]

    private static func score(
        _ name: String, _ title: String, _ doc: String,
        _ value: @escaping @Sendable (ClassCounts, Int, Double) -> Double
    ) -> NativeFunction {
        NativeFunction(
            name,
            [
                yTrue, yPred, labels, Parameter("pos_label", .int(1), doc: "The class that counts as yes."),
                Parameter("average", .str("binary"), doc: "'binary', 'micro', 'macro', 'weighted' or None."), weight,
                division,
            ], doc: doc
        ) { (call) throws(LanguageError) in
            let (y, p) = try pair(call), weights = try optional(call, 5)
            let counts = ClassCounts(y, p, weights: weights, labels: try optional(call, 2))
            let zero = try fallback(call, 6)
            warn(call, 6, counts, title)
            let all = counts.labels.indices.map { value(counts, $0, zero) }
            guard call.optional(4) != nil else {
                return Value(
                    try lifting { () throws(TensorError) in
                        let tensor = try Tensor(shape: [all.count], dtype: .float64)
                        for (i, v) in all.enumerated() { tensor.start.assumingMemoryBound(to: Double.self)[i] = v }
                        return tensor
                    })
            }
            switch try call.string(4) {
            case "binary":
                guard counts.labels.count <= 2 else {
                    throw LanguageError.valueError(
                        "Target is multiclass but average='binary'. Please choose another average setting, one of [None, 'micro', 'macro', 'weighted']."
                    )
                }
                let wanted = try call.double(3)
                guard let place = counts.labels.firstIndex(of: wanted) else {
                    if counts.labels.count < 2 { return .float(zero) }
                    throw LanguageError.valueError(
                        "pos_label=\(try call.interpreter.repr(call[3])) is not a valid label. It should be one of [\(counts.names.joined(separator: ", "))]"
                    )
                }
                return .float(all[place])
            case "macro": return .float(all.reduce(0, +) / Double(max(all.count, 1)))
            case "weighted":
                let sum = counts.support.reduce(0, +)
                return .float(sum == 0 ? zero : zip(all, counts.support).reduce(0) { $0 + $1.0 * $1.1 } / sum)
            case "micro":
                let right = counts.labels.indices.reduce(0) { $0 + counts.right($1) }
                let answers = counts.answers.reduce(0, +), support = counts.support.reduce(0, +)
                switch title {
                case "Precision": return .float(answers == 0 ? zero : right / answers)
                case "Recall": return .float(support == 0 ? zero : right / support)
                default: return .float(answers + support == 0 ? zero : 2 * right / (answers + support))
                }
            case let other:
                throw LanguageError.valueError(
                    "average has to be one of ('micro', 'macro', 'weighted', 'binary', None), not '\(other)'")
            }
        }
    }

    private static let report = NativeFunction(
        "classification_report",
        [
            yTrue, yPred, labels, Parameter("target_names", .none, doc: "Names of the classes."), weight,
            Parameter("digits", .int(2), doc: "Digits after the point."),
            Parameter("output_dict", .bool(false), doc: "True gives a dictionary."), division,
        ], doc: "A table of precision, recall and F1 of each class."
    ) { (call) throws(LanguageError) in
        let (y, p) = try pair(call), weights = try optional(call, 4)
        let given = try optional(call, 2)
        let counts = ClassCounts(y, p, weights: weights, labels: given)
        let zero = try fallback(call, 7), digits = min(max(try call.int(5), 0), 17)
        var names = counts.names
        if call.optional(3) != nil {
            names = []
            for value in try call.values(3) { names.append(try call.interpreter.str(value)) }
            if names.count != counts.labels.count {
                throw LanguageError.valueError(
                    "Number of classes, \(counts.labels.count), does not match size of target_names, \(names.count). Try specifying the labels parameter"
                )
            }
        }
        warn(call, 7, counts, "Precision")
        warn(call, 7, counts, "Recall")
        let report = ClassReport(
            counts, names: names, digits: digits, zero: zero,
            hasAll: given.map { Set($0).isSuperset(of: Set(y).union(p)) } ?? true, isWeighted: weights != nil)
        if try call.bool(6) {
            let dict = Dict()
            for line in report.classes + report.means {
                if line.name == "accuracy" {
                    try dict.set(Value(line.name), .float(line.values[0]), call.interpreter)
                    continue
                }
                let entry = Dict()
                for (key, value) in zip(["precision", "recall", "f1-score", "support"], line.values) {
                    try entry.set(Value(key), .float(value), call.interpreter)
                }
                try dict.set(Value(line.name), .dict(entry), call.interpreter)
            }
            return .dict(dict)
        }
        return Value(report.text)
    }
}
