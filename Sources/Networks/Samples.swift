import Loops
import Tensors

/// Samples and their targets, ready to be gathered into batches: bytes become floats only on the way.
struct Samples {
    let count: Int
    private let x: Tensor
    private let sampleCount: Int
    private let y: [Float]?
    private let columns: Int
    /// True where `y` holds one number for each sample, of a class.
    let hasLabelsAsNumbers: Bool
    private var weights: [Float]?

    /// Checks data against a network's shapes.
    ///
    /// - Parameters:
    ///   - y: targets, or `nil` for prediction
    ///   - weights: of each sample
    init(
        _ x: Tensor, _ y: Tensor?, network: Network, weights: Tensor? = nil, classWeight: [Int: Double]? = nil
    ) throws(NetworkError) {
        guard let shape = network.inputShape, let output = network.outputShape else {
            throw NetworkError(.order, "the model is not built yet")
        }
        count = x.shape.first ?? 0
        sampleCount = shape.reduce(1, *)
        columns = output.reduce(1, *)
        guard Array(x.shape.dropFirst()) == shape || x.rank == 1 && sampleCount == 1 else {
            throw Samples.wrongShape(x.shape, shape, network)
        }
        do throws(TensorError) {
            switch x.dtype {
            case .float32, .uint8: self.x = try x.contiguous()
            default: self.x = try x.asType(.float32).contiguous()
            }
        } catch { throw NetworkError(.memory, error.message) }
        var isNumbers = false
        if let y {
            let (values, numbers) = try Samples.targets(y, count: count, output: output, network: network)
            self.y = values
            isNumbers = numbers
        } else {
            self.y = nil
        }
        hasLabelsAsNumbers = isNumbers
        self.weights = try Samples.weights(weights, count)
        if let classWeight, let y = self.y {
            var all = self.weights ?? Array(repeating: 1, count: count)
            for i in 0..<count {
                var label = 0
                if isNumbers {
                    label = Int(y[i])
                } else {
                    for c in 1..<max(columns, 1) where y[i * columns + c] > y[i * columns + label] { label = c }
                    if columns == 1 { label = Int(y[i]) }
                }
                all[i] *= Float(classWeight[label] ?? 1)
            }
            self.weights = all
        }
    }

    private static func text(_ shape: [Int]) -> String {
        "(" + (["None"] + shape.map(String.init)).joined(separator: ", ") + (shape.isEmpty ? ",)" : ")")
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
        }
        let layer = network.layers.first?.name ?? network.name
        return NetworkError(
            .shape,
            "Input 0 of layer \"\(layer)\" is incompatible with the layer: expected shape=\(text(wanted)), found shape=\(text(sample))",
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
        _ y: Tensor, count: Int, output: [Int], network: Network
    ) throws(NetworkError) -> ([Float], isNumbers: Bool) {
        let given = y.shape.first ?? 0
        if given != count {
            throw NetworkError(
                .shape,
                "Data cardinality is ambiguous. Make sure all arrays contain the same number of samples. 'x' sizes: \(count), 'y' sizes: \(given)"
            )
        }
        let columns = output.reduce(1, *)
        let sample = Array(y.shape.dropFirst())
        let values: [Float]
        do throws(TensorError) { values = try y.asType(.float32).elements(as: Float.self) } catch {
            throw NetworkError(.value, error.message)
        }
        let isSparse = network.loss?.kind.formula == .sparse
        if isSparse {
            guard sample.isEmpty || sample == [1] else {
                throw NetworkError(
                    .shape,
                    "Argument `output` must have rank (ndim) `target.ndim - 1`. Received: target.shape=\(text(sample)), output.shape=\(text(output))",
                    hint: sample == output ? "the labels are one-hot already: use loss='categorical_crossentropy'" : nil
                )
            }
            for (i, value) in values.enumerated()
            where !(value >= 0 && value < Float(columns)) || value != value.rounded() {
                throw NetworkError(
                    .value,
                    "Received a label value of \(Int(exactly: value).map(String.init) ?? "\(value)") (sample \(i)) which is outside the valid range of [0, \(columns)).",
                    hint: "the last layer has \(columns) outputs: one for each class")
            }
            return (values, true)
        }
        if sample == output || (columns == 1 && (sample.isEmpty || sample == [1])) { return (values, false) }
        var hint: String?
        if network.loss?.kind.formula == .categorical, sample.isEmpty || sample == [1] {
            hint =
                "the labels are numbers, not one-hot: use keras.utils.to_categorical(y, \(columns)), or loss='sparse_categorical_crossentropy'"
        } else if sample.count == 1, output.count == 1 {
            hint = "the last layer has \(columns) outputs, the labels have \(sample[0]): make them equal"
        }
        throw NetworkError(
            .shape,
            "Arguments `target` and `output` must have the same shape. Received: target.shape=\(text(sample)), output.shape=\(text(output))",
            hint: hint)
    }

    /// The samples of some places, laid out in a plan's input and targets.
    func gather(_ places: ArraySlice<Int>, into plan: Plan, _ workers: Workers) {
        let first = places.startIndex
        let size = sampleCount
        let parts = min(StepSite.parts, max(places.count, 1))
        workers.run(parts: parts) { part in
            for i in (places.count * part / parts)..<(places.count * (part + 1) / parts) {
                let to = plan.input + i * size
                let from = places[first + i] * size
                if x.dtype == .uint8 {
                    plan.loops.widen(to, x.start.assumingMemoryBound(to: UInt8.self) + from, size)
                } else {
                    to.update(from: x.start.assumingMemoryBound(to: Float.self) + from, count: size)
                }
            }
        }
        let width = hasLabelsAsNumbers ? 1 : columns
        if let y {
            for (i, place) in places.enumerated() {
                for c in 0..<width { plan.targets[i * width + c] = y[place * width + c] }
            }
        }
        if let weights { for (i, place) in places.enumerated() { plan.sampleWeights[i] = weights[place] } }
    }

    var isWeighted: Bool { weights != nil }
}
