import Arrays
import Language
import Tensors

/// `sklearn.metrics` and `sklearn.model_selection`, as scikit-learn counts, prints and shuffles.
enum Sklearn {
    static let modules: [NativeModule] = [
        NativeModule("sklearn", doc: "Holds metrics, model_selection, decomposition and manifold.") { _ in
            [("__version__", Value("1.9.1"))]
        },
        NativeModule(
            "sklearn.metrics", doc: "How good answers are.", functions: SklearnMetrics.functions,
            written: SklearnCurves.module),
        NativeModule("sklearn.model_selection", doc: "Samples to learn from and to test with.", functions: [split]),
        StratifiedSplit.module, SklearnDecomposition.module, SklearnManifold.module, NeighbourEmbedding.module,
    ]

    private static let split = NativeFunction(
        "train_test_split",
        [
            .rest("arrays", doc: "Arrays or lists of as many samples each."),
            Parameter("test_size", .none, doc: "A share or a number of samples; 0.25 where nothing is given."),
            Parameter("train_size", .none, doc: "A share or a number of samples; None: the rest."),
            Parameter("random_state", .none, doc: "A seed that makes the split repeatable."),
            Parameter("shuffle", .bool(true), doc: "False takes the last samples for the test."),
            Parameter("stratify", .none, doc: "Labels whose shares both parts keep."),
        ], doc: "Each array's training part and test part, one after the other in a list."
    ) { (call) throws(LanguageError) in
        let interpreter = call.interpreter
        let arrays = try interpreter.array(of: call[0])
        if arrays.isEmpty { throw LanguageError.valueError("At least one array required as input") }
        var counts: [Int] = []
        for array in arrays { counts.append(try count(array, interpreter)) }
        let n = counts[0]
        if counts.contains(where: { $0 != n }) {
            throw LanguageError.valueError(
                "Found input variables with inconsistent numbers of samples: [\(counts.map(String.init).joined(separator: ", "))]"
            )
        }
        /// A share or a number as a number of samples.
        func size(_ place: Int, _ rounding: FloatingPointRoundingRule) throws(LanguageError) -> Int? {
            guard call.optional(place) != nil else { return nil }
            let name = call.function.parameters[place].name
            if case .float(let share) = call[place] {
                guard share > 0, share < 1 else {
                    throw LanguageError.valueError(
                        "The '\(name)' parameter of train_test_split must be a float in the range (0.0, 1.0), an int in the range [1, inf) or None. Got \(share) instead."
                    )
                }
                return Int((share * Double(n)).rounded(rounding))
            }
            let whole = try call.int(place)
            guard whole > 0, whole < n else {
                throw LanguageError.valueError(
                    "\(name)=\(whole) should be either positive and smaller than the number of samples \(n) or a float in the (0, 1) range"
                )
            }
            return whole
        }
        let givenTest = try size(1, .up), givenTrain = try size(2, .down)
        let test = givenTest ?? givenTrain.map { n - $0 } ?? Int((0.25 * Double(n)).rounded(.up))
        let train = givenTrain ?? n - test
        guard train > 0, train + test <= n else {
            throw LanguageError.valueError(
                train > 0
                    ? "The sum of train_size and test_size = \(train + test), should be smaller than the number of samples \(n). Reduce test_size and/or train_size."
                    : "With n_samples=\(n), test_size=\(test) and train_size=None, the resulting train set will be empty. Adjust any of the aforementioned parameters."
            )
        }
        if let labels = call.optional(5) {
            return try stratified(arrays, labels, train: train, test: test, call)
        }
        var order = Array(0..<n)
        var trained = 0..<train, tested = train..<train + test
        if try call.bool(4) {
            order = try permutation(n, call.optional(3), interpreter)
            trained = test..<test + train
            tested = 0..<test
        }
        var parts: [Value] = []
        for array in arrays {
            parts.append(try take(array, Array(order[trained]), interpreter))
            parts.append(try take(array, Array(order[tested]), interpreter))
        }
        return Value(parts)
    }

    /// Parts in which each class has its share.
    private static func stratified(
        _ arrays: [Value], _ labels: Value, train: Int, test: Int, _ call: Call
    ) throws(LanguageError) -> Value {
        let interpreter = call.interpreter
        if try !call.bool(4) {
            throw LanguageError.valueError("Stratified train/test split is not implemented for shuffle=False")
        }
        let counts = [try count(arrays[0], interpreter), try count(labels, interpreter)]
        if counts[0] != counts[1] {
            throw LanguageError.valueError(
                "Found input variables with inconsistent numbers of samples: [\(counts[0]), \(counts[1])]")
        }
        guard let function = interpreter.module("sklearn._splits")?.members["stratified"] else {
            throw LanguageError.runtimeError("sklearn._splits is not there")
        }
        let pair = try interpreter.array(
            of: interpreter.call(function, [labels, .int(train), .int(test), call.optional(3) ?? .none]))
        var parts: [Value] = []
        for array in arrays {
            for places in pair {
                let chosen = try interpreter.array(of: places).compactMap { interpreter.index($0) }
                parts.append(try take(array, chosen, interpreter))
            }
        }
        return Value(parts)
    }

    private static func count(_ value: Value, _ interpreter: Interpreter) throws(LanguageError) -> Int {
        switch value {
        case .list(let list): return list.values.count
        case .tuple(let tuple): return tuple.values.count
        default:
            guard let count = try NumPyArgument.tensor(value, interpreter).shape.first else {
                throw LanguageError.typeError("train_test_split takes arrays and lists, not numbers")
            }
            return count
        }
    }

    /// The order that NumPy's stream gives: that of the seed, or the one that all share.
    private static func permutation(_ count: Int, _ seed: Value?, _ interpreter: Interpreter) throws(LanguageError)
        -> [Int]
    {
        guard let random = interpreter.module("numpy.random"), let shared = random.members["permutation"],
            let stream = random.members["RandomState"]
        else { throw LanguageError.runtimeError("numpy.random is not there") }
        var permutation = shared
        if let seed {
            var own = try interpreter.findAttribute(seed, "permutation")
            if own == nil {
                own = try interpreter.findAttribute(try interpreter.call(stream, [seed]), "permutation")
            }
            permutation = own ?? shared
        }
        let order = try NumPyArgument.tensor(try interpreter.call(permutation, [.int(count)]), interpreter)
        return try lifting { () throws(TensorError) in
            try order.asType(.int64).elements(as: Int64.self).map { Int($0) }
        }
    }

    private static func take(_ value: Value, _ places: [Int], _ interpreter: Interpreter) throws(LanguageError) -> Value
    {
        switch value {
        case .list(let list): return Value(places.map { list.values[$0] })
        case .tuple(let tuple): return Value(places.map { tuple.values[$0] })
        default:
            guard let take = interpreter.module("numpy")?.members["take"] else {
                throw LanguageError.runtimeError("numpy is not there")
            }
            return try interpreter.call(take, [value, Value(places.map { .int($0) })], [("axis", .int(0))])
        }
    }
}
