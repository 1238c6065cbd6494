import Loops
import Tensors

/// Data for a network as they are given: arrays for each input, and where it learns for each output.
public struct TrainingData {
    public var x: [Tensor]
    /// Targets; an output without a loss has none.
    public var y: [Tensor?]
    /// Weights of each output's samples.
    public var weights: [Tensor?]

    public init(_ x: [Tensor], _ y: [Tensor?] = [], weights: [Tensor?] = []) {
        self.x = x
        self.y = y
        self.weights = weights
    }
}

/// Samples and their targets, ready to be gathered into batches: bytes become floats only on the way.
struct Samples {
    /// The targets of one output.
    struct Target {
        let values: [Float]
        /// Of one sample.
        let shape: [Int]
        /// True where there is one number for each row of the output, of a class.
        let hasLabelsAsNumbers: Bool

        var width: Int { shape.reduce(1, *) }
    }

    let count: Int
    private let x: [Tensor]
    /// Shapes of the inputs' samples.
    let shapes: [[Int]]
    /// For each output; `nil` where there are none.
    let targets: [Target?]
    private var weights: [[Float]?]

    /// Checks data against a network's shapes; builds a stack whose input's shape was not known.
    ///
    /// - Parameter wantsTargets: false for prediction
    init(
        _ data: TrainingData, network: Network, wantsTargets: Bool, classWeight: [Int: Double]? = nil
    ) throws(NetworkError) {
        if !network.isBuilt { try network.build(inputShapes: data.x.map { Array($0.shape.dropFirst()) }) }
        guard data.x.count == network.inputs.count else {
            throw NetworkError(
                .value,
                "Layer \"\(network.name)\" expects \(network.inputs.count) input(s), but it received \(data.x.count) input tensors."
            )
        }
        count = data.x.first?.shape.first ?? 0
        var arrays: [Tensor] = [], shapes: [[Int]] = []
        for (array, symbol) in zip(data.x, network.inputs) {
            var shape = Array(array.shape.dropFirst())
            if !Network.fits(shape, symbol.shape) {
                guard symbol.shape.reduce(1, *) == 1, shape.reduce(1, *) == 1 else {
                    throw Samples.wrongShape(array.shape, symbol.shape, network)
                }
                shape = symbol.shape
            }
            guard array.shape.first == count else {
                throw NetworkError(
                    .shape,
                    "Data cardinality is ambiguous. Make sure all arrays contain the same number of samples. 'x' sizes: \(data.x.map { "\($0.shape.first ?? 0)" }.joined(separator: ", "))"
                )
            }
            arrays.append(
                try computing { () throws(TensorError) in
                    switch array.dtype {
                    case .float32, .uint8: try array.contiguous()
                    default: try array.asType(.float32).contiguous()
                    }
                })
            shapes.append(shape)
        }
        x = arrays
        self.shapes = shapes
        weights = []
        guard wantsTargets else {
            targets = []
            return
        }
        let outputs = try network.outputShapes(shapes)
        guard data.y.count == outputs.count else {
            throw NetworkError(
                .value, "the model has \(outputs.count) outputs, but targets for \(data.y.count) were given")
        }
        let goals = network.training?.goals ?? []
        var targets: [Target?] = []
        for (i, output) in outputs.enumerated() {
            guard let y = data.y[i] else {
                targets.append(nil)
                continue
            }
            targets.append(
                try Samples.targets(y, count: count, output: output, loss: i < goals.count ? goals[i].loss : nil))
        }
        self.targets = targets
        for i in outputs.indices {
            weights.append(try Samples.weights(i < data.weights.count ? data.weights[i] : nil, count))
        }
        if let classWeight { apply(classWeight, outputs) }
    }

    /// Multiplies the samples' weights by those of their classes.
    private mutating func apply(_ classWeight: [Int: Double], _ outputs: [[Int]]) {
        for (place, target) in targets.enumerated() {
            guard let target else { continue }
            var all = weights[place] ?? Array(repeating: 1, count: count)
            let width = target.width
            for i in 0..<count {
                var label = 0
                if target.hasLabelsAsNumbers || width == 1 {
                    label = Int(exactly: target.values[i * width].rounded()) ?? 0
                } else {
                    for c in 1..<width where target.values[i * width + c] > target.values[i * width + label] {
                        label = c
                    }
                }
                all[i] *= Float(classWeight[label] ?? 1)
            }
            weights[place] = all
        }
    }

    /// True where the samples of an output have weights.
    func isWeighted(_ output: Int) -> Bool { output < weights.count && weights[output] != nil }

    /// The samples of some places, laid out in a plan's inputs.
    func gather(_ places: ArraySlice<Int>, into plan: Plan, _ workers: Workers) {
        let first = places.startIndex
        let parts = min(StepSite.parts, max(places.count, 1))
        for (array, (shape, target)) in zip(x, zip(shapes, plan.inputs)) {
            let size = shape.reduce(1, *)
            workers.run(parts: parts) { part in
                for i in (places.count * part / parts)..<(places.count * (part + 1) / parts) {
                    let to = target + i * size
                    let from = places[first + i] * size
                    if array.dtype == .uint8 {
                        plan.loops.widen(to, array.start.assumingMemoryBound(to: UInt8.self) + from, size)
                    } else {
                        to.update(from: array.start.assumingMemoryBound(to: Float.self) + from, count: size)
                    }
                }
            }
        }
    }

    /// The same with their targets and weights.
    func gather(_ places: ArraySlice<Int>, into batch: Batch, _ workers: Workers) {
        gather(places, into: batch.plan, workers)
        for (place, target) in targets.enumerated() {
            guard let target else { continue }
            let to = batch.targets[place], width = target.width
            target.values.withUnsafeBufferPointer { values in
                guard let base = values.baseAddress else { return }
                for (i, sample) in places.enumerated() {
                    (to + i * width).update(from: base + sample * width, count: width)
                }
            }
            if let weights = weights[place] {
                for (i, sample) in places.enumerated() { batch.weights[place][i] = weights[sample] }
            }
        }
    }

    private static func wrongShape(_ given: [Int], _ wanted: [Int], _ network: Network) -> NetworkError {
        let sample = Array(given.dropFirst())
        var hint: String?
        if wanted.count == 3, sample == Array(wanted.dropLast()), wanted[2] == 1 {
            hint = "images need a channel axis: x.reshape(-1, \(wanted[0]), \(wanted[1]), 1)"
        } else if wanted.count == 1, sample.reduce(1, *) == wanted[0] {
            hint = "this network takes flat samples: x.reshape(-1, \(wanted[0]))"
        } else if wanted.count > 1, sample.reduce(1, *) == wanted.reduce(1, *) {
            hint = "x.reshape(-1, \(wanted.map(String.init).joined(separator: ", ")))"
        } else if given == wanted {
            hint = "this looks like one sample: the network wants several, x[np.newaxis] makes one of them a batch"
            if wanted.count == 2 || wanted.count == 4 {
                hint =
                    "Input takes the shape of one sample, without the number of samples: Input(\(ShapeHint.tuple(Array(wanted.dropFirst())))). If x is one sample, x[np.newaxis] makes it a batch"
            }
        } else if !sample.isEmpty, sample == Array(wanted.dropFirst()) {
            hint =
                "Input takes the shape of one sample, without the number of samples: Input(\(ShapeHint.tuple(sample)))"
        } else if sample.isEmpty, wanted.count == 1, wanted[0] > 1 {
            hint = "x has one number for each sample, the network wants \(wanted[0]): are x and y the other way round?"
        }
        let layer = network.callees.first?.name ?? network.name
        return NetworkError(
            .shape,
            "Input 0 of layer \"\(layer)\" is incompatible with the layer: expected shape=\(Layer.text(wanted)), found shape=\(Layer.text(sample))",
            hint: hint)
    }

    private static func weights(_ tensor: Tensor?, _ count: Int) throws(NetworkError) -> [Float]? {
        guard let tensor else { return nil }
        guard tensor.count == count else {
            throw NetworkError(.shape, "sample_weight has \(tensor.count) values for \(count) samples")
        }
        do throws(TensorError) { return try tensor.asType(.float32).elements(as: Float.self) } catch {
            throw NetworkError(.value, error.message)
        }
    }

    private static func targets(
        _ y: Tensor, count: Int, output: [Int], loss: Loss?
    ) throws(NetworkError) -> Target {
        let given = y.shape.first ?? 0
        if given != count {
            throw NetworkError(
                .shape,
                "Data cardinality is ambiguous. Make sure all arrays contain the same number of samples. 'x' sizes: \(count), 'y' sizes: \(given)"
            )
        }
        let columns = output.last ?? 1
        let places = Array(output.dropLast())
        let sample = Array(y.shape.dropFirst())
        let values: [Float]
        do throws(TensorError) { values = try y.asType(.float32).elements(as: Float.self) } catch {
            throw NetworkError(.value, error.message)
        }
        let isSparse = loss?.kind.formula == .sparse
        if isSparse {
            guard sample == places || sample == places + [1] else {
                throw NetworkError(
                    .shape,
                    "Argument `output` must have rank (ndim) `target.ndim - 1`. Received: target.shape=\(Layer.text(sample)), output.shape=\(Layer.text(output))",
                    hint: sample == output
                        ? "the labels are one-hot already: use loss='categorical_crossentropy'"
                        : ShapeHint.tooManyAxes(output, labels: sample))
            }
            for (i, value) in values.enumerated()
            where (!(value >= 0 && value < Float(columns)) || value != value.rounded())
                && value != loss?.ignoredClass.map({ Float($0) })
            {
                throw NetworkError(
                    .value,
                    "Received a label value of \(Int(exactly: value).map(String.init) ?? "\(value)") (sample \(i / max(places.reduce(1, *), 1))) which is outside the valid range of [0, \(columns)).",
                    hint: ShapeHint.labels(values, columns))
            }
            return Target(values: values, shape: places, hasLabelsAsNumbers: true)
        }
        if sample == output || columns == 1 && (sample == places || sample + [1] == output) {
            return Target(values: values, shape: output, hasLabelsAsNumbers: false)
        }
        // A loss of the program knows what to do with targets of another shape.
        if let loss, loss.kind.formula == nil {
            return Target(values: values, shape: sample, hasLabelsAsNumbers: false)
        }
        if loss == nil { return Target(values: values, shape: sample, hasLabelsAsNumbers: false) }
        var hint: String?
        if loss?.kind.formula == .categorical, sample.isEmpty || sample == [1] {
            hint =
                "the labels are numbers, not one-hot: use keras.utils.to_categorical(y, \(columns)), or loss='sparse_categorical_crossentropy'"
        } else if output.count > 1, sample.count < output.count {
            hint = ShapeHint.tooManyAxes(output, labels: sample)
        } else if loss?.kind.formula == .binary, columns > 1, sample.isEmpty || sample == [1] {
            hint =
                "for one class of \(columns) by number: loss='sparse_categorical_crossentropy' with softmax; for yes or no: Dense(1, activation='sigmoid')"
        } else if sample.count == 1, output.count == 1 {
            hint = "the last layer has \(columns) outputs, the labels have \(sample[0]): make them equal"
        }
        throw NetworkError(
            .shape,
            "Arguments `target` and `output` must have the same shape. Received: target.shape=\(Layer.text(sample)), output.shape=\(Layer.text(output))",
            hint: hint)
    }
}
