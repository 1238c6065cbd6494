import Arrays
import Autograd
import Language
import Networks
import Tensors

/// A weight in the language: inside a tape or a layer of the program what is computed from it is remembered.
final class WeightObject: VariableObject {
    let weight: Weight
    private let state: KerasState

    init(_ weight: Weight, _ interpreter: Interpreter) throws(LanguageError) {
        self.weight = weight
        state = KerasState.of(interpreter)
        super.init(try lifting { () throws(TensorError) in try .constant(weight.view) })
    }

    /// Inside of a tape the variable that it follows; elsewhere the numbers as they are now.
    override var variable: Variable {
        if let inside = state.current.flatMap({ try? $0.variable(weight) }) { return inside }
        return (try? Variable.constant(weight.tensor())) ?? super.variable
    }

    override var nativeType: NativeType { .weight }
    override func shownTensor() throws(LanguageError) -> Tensor {
        try lifting { () throws(TensorError) in try weight.tensor() }
    }

    /// The weights of a layer or model as a list.
    static func list(_ weights: [Weight], _ interpreter: Interpreter) throws(LanguageError) -> Value {
        var values: [Value] = []
        for weight in weights { values.append(.object(try WeightObject(weight, interpreter))) }
        return Value(values)
    }

    /// The receiver of a method of weights.
    fileprivate static func of(_ call: Call) throws(LanguageError) -> WeightObject {
        guard let found = call.receiver?.heapObject as? WeightObject else {
            throw LanguageError.typeError("a weight expected")
        }
        return found
    }
}

extension NativeType {
    /// The type of weights.
    static let weight = NativeType(
        name: "Variable", module: "keras", doc: "A weight: numbers that a layer keeps and training changes.",
        base: .variable,
        methods: [
            assigning("assign", "Sets the numbers.") { (_, new) throws(TensorError) in new },
            assigning("assign_add", "Adds to the numbers.") { (old, new) throws(TensorError) in
                try Ufunc.add(old, new)
            },
            assigning("assign_sub", "Subtracts from the numbers.") { (old, new) throws(TensorError) in
                try Ufunc.subtract(old, new)
            },
            NativeFunction("numpy", doc: "The numbers as an array.") { (call) throws(LanguageError) in
                .result(try WeightObject.of(call).shownTensor())
            },
        ],
        properties: [
            NativeProperty("name", doc: "The weight's name: kernel, bias, …") { (object, _) throws(LanguageError) in
                Value((object as? WeightObject)?.weight.name ?? "")
            },
            NativeProperty("trainable", doc: "True where training changes the numbers.") {
                (object, _) throws(LanguageError) in .bool((object as? WeightObject)?.weight.isTrainable ?? false)
            },
            NativeProperty("dtype", doc: "The type of the numbers.") { (_, _) throws(LanguageError) in
                Value("float32")
            },
            NativeProperty("value", doc: "The numbers as an array.") { (object, _) throws(LanguageError) in
                try (object as? WeightObject).map { (w) throws(LanguageError) in .result(try w.shownTensor()) } ?? .none
            },
        ],
        slots: Slots {
            $0.repr = { (object, interpreter) throws(LanguageError) in
                guard let object = object as? WeightObject else { return "<Variable>" }
                let value = try interpreter.repr(.result(object.shownTensor()))
                let shape = try interpreter.repr(.tuple(Tuple(object.weight.shape.map { .int($0) })))
                return "<Variable path=\(object.weight.name), shape=\(shape), dtype=float32, value=\(value)>"
            }
        })

    private static func assigning(
        _ name: String, _ doc: String, _ body: @escaping @Sendable (Tensor, Tensor) throws(TensorError) -> Tensor
    ) -> NativeFunction {
        NativeFunction(name, [Parameter("value", doc: "Numbers of the weight's shape, or one for all.")], doc: doc) {
            (call) throws(LanguageError) in
            let object = try WeightObject.of(call)
            let given = try call.tensor(0, dtype: .float32)
            let new = try lifting { () throws(TensorError) in
                let result = try body(object.weight.tensor(), given)
                guard let whole = result.broadcast(to: object.weight.shape) else {
                    throw TensorError(
                        .value,
                        "The shape of the target variable and the shape of the target value in `variable.assign(value)` must match. variable.shape=\(TensorError.text(of: object.weight.shape)), Received: value.shape=\(TensorError.text(of: result.shape))"
                    )
                }
                return try whole.contiguous()
            }
            try learning { () throws(NetworkError) in try object.weight.set(new) }
            return .object(object)
        }
    }
}

/// `tf.GradientTape()`: remembers what is computed inside of `with`.
final class TapeObject: Object {
    let evaluation: Evaluation

    init(_ evaluation: Evaluation) { self.evaluation = evaluation }

    override var nativeType: NativeType { .tape }

    fileprivate static func of(_ call: Call) throws(LanguageError) -> TapeObject {
        guard let found = call.receiver?.heapObject as? TapeObject else {
            throw LanguageError.typeError("a GradientTape expected")
        }
        return found
    }

    /// Gradients of a sum of results with respect to weights and watched values; None where nothing flows.
    fileprivate func gradient(_ target: Value, _ sources: Value, _ interpreter: Interpreter) throws(LanguageError)
        -> Value
    {
        var results: [(Variable, Tensor)] = []
        for result in try KerasProgram.variables(target, like: nil, interpreter) {
            let ones = try lifting { () throws(TensorError) in
                let ones = try Tensor(shape: result.shape, dtype: result.value.dtype)
                try ones.fill(.float(1))
                return ones
            }
            results.append((result, ones))
        }
        var isList = true
        var values: [Value] = [sources]
        switch sources {
        case .list(let list): values = list.values
        case .tuple(let tuple): values = tuple.values
        default: isList = false
        }
        // A weight that changed while the tape ran stood for several variables.
        var known: [[Variable]] = []
        for value in values {
            switch value {
            case .object(let weight as WeightObject): known.append(evaluation.known(weight.weight))
            case .object(let variable as VariableObject): known.append([variable.variable])
            default:
                throw LanguageError.typeError(
                    "gradients are taken with respect to weights and watched values, not '\(value.typeName)'",
                    hint: "model.trainable_variables, or tape.watch(x) before x is used")
            }
        }
        let found = try lifting { () throws(TensorError) in
            try Variable.optionalGradients(of: known.flatMap { $0 }, from: results)
        }
        var rest = found[...]
        var gradients: [Value] = []
        for sources in known {
            var sum: Variable?
            for _ in sources {
                guard let gradient = rest.popFirst() ?? nil else { continue }
                sum = try lifting { () throws(TensorError) in
                    try sum.map { (s) throws(TensorError) in try s + gradient } ?? gradient
                }
            }
            gradients.append(sum.map { .object(VariableObject($0)) } ?? .none)
        }
        return isList ? Value(gradients) : gradients[0]
    }
}

extension NativeType {
    /// The type of tapes.
    static let tape = NativeType(
        name: "GradientTape", module: "tensorflow",
        doc: "Remembers what is computed inside of `with`, so that gradients can be taken.",
        constructor: NativeFunction(
            "GradientTape",
            [
                Parameter("persistent", .bool(false), doc: "Makes no difference: a tape may be asked again."),
                Parameter("watch_accessed_variables", .bool(true), doc: "True only."),
            ], doc: "with tf.GradientTape() as tape: …"
        ) { (call) throws(LanguageError) in
            if try !call.bool(1) {
                throw LanguageError(
                    .notImplementedError, "GradientTape: watch_accessed_variables=False is not offered",
                    hint: "name the sources that you want in tape.gradient(loss, sources)")
            }
            return .object(TapeObject(KerasState.of(call.interpreter).tapeEvaluation()))
        },
        methods: [
            NativeFunction("__enter__", doc: "Begins to record.") { (call) throws(LanguageError) in
                let tape = try TapeObject.of(call)
                KerasState.of(call.interpreter).begin(tape.evaluation)
                return .object(tape)
            },
            NativeFunction("__exit__", [.rest("error")], doc: "Ends the recording.") { (call) throws(LanguageError) in
                KerasState.of(call.interpreter).end(try TapeObject.of(call).evaluation)
                return .bool(false)
            },
            NativeFunction(
                "watch", [Parameter("tensor", doc: "A constant that gradients are wanted for.")],
                doc: "Gradients with respect to a constant can be taken."
            ) { (call) throws(LanguageError) in
                guard case .object(let object as VariableObject) = call[0] else {
                    throw LanguageError.typeError(
                        "a tape watches tensors, not '\(call[0].typeName)'", hint: "x = tf.constant(…) makes one")
                }
                try object.watch()
                return .none
            },
            NativeFunction(
                "gradient",
                [
                    Parameter("target", doc: "What was computed: the loss."),
                    Parameter("sources", doc: "Weights or watched values, one or a list."),
                ], doc: "Gradients of the target's sum; None where nothing flows."
            ) { (call) throws(LanguageError) in
                try TapeObject.of(call).gradient(call[0], call[1], call.interpreter)
            },
        ])
}

/// `optimizer.apply_gradients(zip(gradients, weights))`.
enum KerasGradients {
    static let apply = NativeFunction(
        "apply_gradients", [Parameter("grads_and_vars", doc: "Pairs of a gradient and a weight.")],
        doc: "One step with gradients that a tape gave."
    ) { (call) throws(LanguageError) in
        guard let optimizer = (call.receiver?.heapObject as? OptimizerObject)?.optimizer else {
            throw LanguageError.typeError("an optimizer expected")
        }
        var steps: [(weight: Weight, gradient: Tensor)] = []
        for pair in try call.values(0) {
            let parts = try call.interpreter.array(of: pair)
            guard parts.count == 2, case .object(let weight as WeightObject) = parts[1] else {
                throw LanguageError.typeError(
                    "apply_gradients takes pairs of a gradient and a weight",
                    hint: "zip(gradients, model.trainable_variables)")
            }
            if parts[0].isNone { continue }
            steps.append((weight.weight, try NumPyArgument.tensor(parts[0], call.interpreter)))
        }
        if steps.isEmpty { throw LanguageError.valueError("No gradients provided for any variable.") }
        try learning { () throws(NetworkError) in try optimizer.apply(steps) }
        TrainingWork.of(call.interpreter).add(nil)
        return .none
    }
}
