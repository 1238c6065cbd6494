import Arrays
import Language
import Networks
import Tensors

/// Batches that a program makes: a generator, or an object of a class that inherits from `keras.utils.PyDataset`.
///
/// The batches of one epoch are gathered, then learned as they came; the next epoch asks for new ones.
final class BatchStream {
    /// What one epoch's batches are together.
    struct Part {
        let x: Value
        let y: Value
        let weights: Value?
        let batchSize: Int
    }

    private let value: Value
    private let interpreter: Interpreter
    /// `nil` of an object that is asked by number, or walked along anew in each epoch.
    private var iteration: Iteration?
    /// True of a `tf.data.Dataset`.
    private let isWalked: Bool

    /// - Returns: `nil` where a value holds samples themselves.
    init?(_ value: Value, _ interpreter: Interpreter) throws(LanguageError) {
        guard case .object(let object) = value else { return nil }
        self.value = value
        if object is Instance {
            isWalked = try interpreter.findAttribute(value, "as_numpy_iterator") != nil
        } else {
            isWalked = false
        }
        self.interpreter = interpreter
        if object is Iteration || object.nativeType.name == "generator" {
            iteration = try interpreter.iterate(value)
        } else if object is Instance {
            // What counts its batches ends, also where it can be walked along for ever.
            let isAsked = try interpreter.findAttribute(value, "__getitem__") != nil
            let isCounted = try interpreter.findAttribute(value, "__len__") != nil
            if isWalked || isAsked && isCounted {
                iteration = nil
            } else {
                guard try interpreter.findAttribute(value, "__next__") != nil else { return nil }
                iteration = try interpreter.iterate(value)
            }
        } else {
            return nil
        }
    }

    /// Bytes of an epoch at most: beyond them a generator has no end.
    private static let limit = 4 << 30

    /// The batches of one epoch.
    func part(steps: Int?) throws(LanguageError) -> Part {
        var batches: [[Value]] = []
        var wanted = steps ?? .max
        if isWalked { iteration = try interpreter.iterate(value) }
        if iteration == nil, let length = try interpreter.findAttribute(value, "__len__") {
            let given = try interpreter.call(length, [])
            guard let count = interpreter.index(given), count > 0 else {
                throw LanguageError.valueError(
                    "__len__ of the \(value.typeName) gives \(try interpreter.repr(given)): it must be the number of batches, 1 or more"
                )
            }
            wanted = min(wanted, count)
        }
        var bytes = 0
        while batches.count < wanted {
            try interpreter.checkInterrupt()
            guard let item = try next(batches.count) else { break }
            guard case .tuple(let tuple) = item else {
                batches.append([item])
                bytes += try size(item)
                continue
            }
            batches.append(tuple.values)
            for part in tuple.values { bytes += try size(part) }
            if bytes > BatchStream.limit {
                throw LanguageError.valueError(
                    "the generator gave more than \(BatchStream.limit >> 30) GB of samples for one epoch",
                    hint: "a generator without an end needs steps_per_epoch, validation_steps or steps")
            }
        }
        guard let first = batches.first else {
            throw LanguageError.valueError(
                "the generator gave no batches", hint: "a generator that has ended gives nothing: make a new one")
        }
        guard (1...3).contains(first.count), batches.allSatisfy({ $0.count == first.count }) else {
            throw LanguageError.valueError("a generator's batches are (x, y) or (x, y, sample_weight)")
        }
        var joined: [Value] = []
        for place in first.indices { joined.append(try join(batches.map { $0[place] })) }
        return Part(
            x: joined[0], y: joined.count > 1 ? joined[1] : .none, weights: joined.count > 2 ? joined[2] : nil,
            batchSize: try checkSizes(batches.map { $0[0] }))
    }

    /// The batch at a place; `nil` at the end.
    private func next(_ place: Int) throws(LanguageError) -> Value? {
        if let iteration { return try iteration.next(interpreter) }
        guard let method = try interpreter.findAttribute(value, "__getitem__") else { return nil }
        return try interpreter.call(method, [.int(place)])
    }

    /// Tells an object that an epoch ended.
    func epochEnded() throws(LanguageError) {
        if iteration == nil, let method = try interpreter.findAttribute(value, "on_epoch_end") {
            _ = try interpreter.call(method, [])
        }
    }

    private func parts(_ value: Value) -> [Value]? {
        switch value {
        case .tuple(let tuple): tuple.values
        case .list(let list) where list.values.allSatisfy(BatchStream.isArray): list.values
        default: nil
        }
    }

    private static func isArray(_ value: Value) -> Bool {
        if case .object(let object) = value { object is ArrayObject } else { false }
    }

    private func size(_ value: Value) throws(LanguageError) -> Int {
        if let parts = parts(value) {
            var sum = 0
            for part in parts { sum += try size(part) }
            return sum
        }
        if case .object(let array as ArrayObject) = value { return array.tensor.count * 8 }
        return 64
    }

    /// Batches one after the other, each of several parts by itself.
    private func join(_ values: [Value]) throws(LanguageError) -> Value {
        if let first = values.first, let count = parts(first)?.count {
            var joined: [Value] = []
            for place in 0..<count {
                joined.append(
                    try join(values.compactMap { parts($0).flatMap { place < $0.count ? $0[place] : nil } }))
            }
            return .tuple(Tuple(joined))
        }
        if case .dict(let dict)? = values.first {
            let joined = Dict()
            for (key, _) in dict.table.pairs {
                var column: [Value] = []
                for value in values {
                    if case .dict(let other) = value, let part = try other.get(key, interpreter) { column.append(part) }
                }
                try joined.set(key, try join(column), interpreter)
            }
            return .dict(joined)
        }
        if values.first?.isNone == true { return .none }
        var tensors: [Tensor] = []
        for value in values { tensors.append(try NumPyArgument.tensor(value, interpreter)) }
        if let first = tensors.first,
            let place = tensors.firstIndex(where: { $0.shape.dropFirst() != first.shape.dropFirst() })
        {
            throw LanguageError.valueError(
                "the batches' samples have different shapes: batch 0 is \(TensorError.text(of: first.shape)), batch \(place) is \(TensorError.text(of: tensors[place].shape))",
                hint:
                    "all batches of an epoch are alike but for the number of samples; pad_sequences makes sequences of one length"
            )
        }
        return Value(try lifting { () throws(TensorError) in try Tensor.concatenate(tensors) })
    }

    /// The size of all batches but the last, which may be smaller.
    private func checkSizes(_ values: [Value]) throws(LanguageError) -> Int {
        var sizes: [Int] = []
        for value in values {
            var first = parts(value)?.first ?? value
            if case .dict(let dict) = first { first = dict.table.pairs.first?.1 ?? .none }
            sizes.append(try NumPyArgument.tensor(first, interpreter).shape.first ?? 0)
        }
        let size = sizes.first ?? 0
        if size < 1 {
            throw LanguageError.valueError("the generator's first batch has no samples")
        }
        if sizes.dropLast().contains(where: { $0 != size }) || (sizes.last ?? 0) > size {
            throw LanguageError(
                .notImplementedError, "a generator's batches of different sizes are not offered: \(sizes.prefix(8))",
                hint: "only the last batch of an epoch may be smaller; train_on_batch takes any")
        }
        return size
    }

    /// The class that programs inherit from, `keras.utils.PyDataset`, and Keras 2's name of it.
    static let types = ["PyDataset", "Sequence"].map { name in
        NativeType(
            name: name, module: "keras.utils",
            doc: "Inherit from it and write __len__(self) and __getitem__(self, index), which gives a batch (x, y).",
            methods: [
                NativeFunction(
                    "__init__", [.keywords("kwargs", doc: "workers and their like: not used.")],
                    doc: "Nothing to set up."
                ) {
                    (_) throws(LanguageError) in .none
                },
                NativeFunction("on_epoch_end", doc: "Called after each epoch.") { (_) throws(LanguageError) in .none },
            ], allowsSubclasses: true)
    }

    /// Keras 2's methods, which hand over to those of today.
    static let methods: [NativeFunction] = [
        handover("fit_generator", to: "fit", steps: "steps_per_epoch"),
        handover("evaluate_generator", to: "evaluate", steps: "steps"),
        handover("predict_generator", to: "predict", steps: "steps"),
    ]

    private static func handover(_ name: String, to method: String, steps: String) -> NativeFunction {
        NativeFunction(
            name,
            [
                Parameter("generator", doc: "Batches (x, y)."),
                Parameter(steps, .none, doc: "How many batches there are."),
                .keywords("kwargs", doc: "The arguments of \(method)."),
            ], doc: "Keras 2's name of \(method) with a generator."
        ) { (call) throws(LanguageError) in
            guard let receiver = call.receiver, let function = try call.interpreter.findAttribute(receiver, method)
            else {
                throw LanguageError.typeError("a model expected")
            }
            let ignored = ["max_queue_size", "workers", "use_multiprocessing", "pickle_safe"]
            var named = call.keywords(2).filter { !ignored.contains($0.0) }
            if call.optional(1) != nil { named.append((steps, call[1])) }
            return try call.interpreter.call(function, [call[0]], named)
        }
    }
}
