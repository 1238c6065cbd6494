import Arrays
import Language
import Tensors

/// The loops of t-SNE: nearest neighbours, and the walk of points whose neighbours are to stay neighbours. The rest of
/// `sklearn.manifold` is written in the language.
enum NeighbourEmbedding {
    static let module = NativeModule(
        "sklearn._neighbours", doc: "The loops of t-SNE.", functions: [nearest, tsne])

    private static let nearest = NativeFunction(
        "nearest",
        [
            Parameter("squares", doc: "float32 [M, N]: squares of distances from M samples to all N"),
            Parameter("first", doc: "the place of the first of the M samples"), Parameter("count"),
        ], doc: "The nearest other samples of each, and the squares of their distances: [M, count] both."
    ) { (call) throws(LanguageError) in
        let given = try call.tensor(0, dtype: .float32)
        let (first, count) = (try call.int(1), try call.int(2))
        guard given.shape.count == 2, count > 0, count < given.shape[1], first >= 0 else {
            throw .valueError("squares must have more columns than count")
        }
        let (rows, columns) = (given.shape[0], given.shape[1])
        return try lifting { () throws(TensorError) in
            let places = try Tensor(shape: [rows, count], dtype: .int64)
            let found = try Tensor(shape: [rows, count], dtype: .float32)
            try given.withElements(Float.self) { (squares) throws(TensorError) in
                for row in 0..<rows {
                    let line = UnsafeBufferPointer(rebasing: squares[row * columns..<(row + 1) * columns])
                    let near = NearestPlaces(line, except: first + row, count: count).sorted
                    for (place, entry) in near.enumerated() {
                        places.start.assumingMemoryBound(to: Int64.self)[row * count + place] = Int64(entry.place)
                        found.start.assumingMemoryBound(to: Float.self)[row * count + place] = max(entry.square, 0)
                    }
                }
            }
            return .tuple(Tuple([Value(places), Value(found)]))
        }
    }

    private static let tsne = NativeFunction(
        "tsne",
        [
            Parameter("places", doc: "int64 [N, K]"), Parameter("squares", doc: "float32 [N, K]"),
            Parameter("start", doc: "float32 [N, 2]"), Parameter("perplexity"), Parameter("exaggeration"),
            Parameter("rate"), Parameter("steps"), Parameter("patience"), Parameter("least_norm"),
        ], doc: "Points [N, 2], their Kullback-Leibler divergence and the number of steps."
    ) { (call) throws(LanguageError) in
        let interpreter = call.interpreter
        let places = try call.tensor(0, dtype: .int64), squares = try call.tensor(1, dtype: .float32)
        let start = try call.tensor(2, dtype: .float32)
        guard places.shape.count == 2, places.shape == squares.shape, start.shape == [places.shape[0], 2] else {
            throw .valueError("places and squares are [N, K], start is [N, 2]")
        }
        let (count, width) = (places.shape[0], places.shape[1])
        let near = try lifting { () throws(TensorError) in try places.elements(as: Int64.self).map { Int($0) } }
        guard near.allSatisfy({ (0..<count).contains($0) }) else { throw .indexError("a neighbour is not there") }
        let distances = try lifting { () throws(TensorError) in try squares.elements(as: Float.self) }
        let affinities = Affinities(near, distances, count: count, width: width, perplexity: try call.double(3))
        var walk = PointWalk(try lifting { () throws(TensorError) in try start.elements(as: Float.self) }, affinities)
        walk.rate = Float(try call.double(5))
        let (steps, patience, leastNorm) = (try call.int(6), try call.int(7), try call.double(8))
        // As scikit-learn: 250 steps in which neighbours attract each other more, then the rest.
        let early = min(250, steps)
        walk.begin(momentum: 0.5, exaggeration: Float(try call.double(4)), patience: early)
        var step = 0
        while step < steps {
            try interpreter.checkInterrupt()
            if step == early { walk.begin(momentum: 0.8, exaggeration: 1, patience: patience) }
            walk.step(number: step)
            step += 1
            if step.isMultiple(of: 50), walk.isDone(step, leastNorm: leastNorm) {
                if step >= early { break }
                step = early
            }
        }
        let divergence = walk.divergence
        let points = try lifting { () throws(TensorError) in
            let points = try Tensor(shape: [count, 2], dtype: .float32)
            let target = points.start.assumingMemoryBound(to: Float.self)
            for place in 0..<count { (target[2 * place], target[2 * place + 1]) = (walk.x[place], walk.y[place]) }
            return points
        }
        // As scikit-learn: the last step's number, from 0.
        return .tuple(Tuple([Value(points), .float(divergence), .int(step - 1)]))
    }
}

/// The smallest numbers of a row with their places: a heap whose root is the largest of those kept.
private struct NearestPlaces {
    private var heap: [(square: Float, place: Int)] = []

    init(_ row: UnsafeBufferPointer<Float>, except own: Int, count: Int) {
        heap.reserveCapacity(count)
        for place in row.indices where place != own {
            let entry = (square: row[place], place: place)
            if heap.count < count {
                heap.append(entry)
                rise()
            } else if entry.square < heap[0].square {
                heap[0] = entry
                sink()
            }
        }
    }

    /// From the nearest on; equal distances by their places.
    var sorted: [(square: Float, place: Int)] {
        heap.sorted { $0.square != $1.square ? $0.square < $1.square : $0.place < $1.place }
    }

    private mutating func rise() {
        var at = heap.count - 1
        while at > 0, heap[(at - 1) / 2].square < heap[at].square {
            heap.swapAt(at, (at - 1) / 2)
            at = (at - 1) / 2
        }
    }

    private mutating func sink() {
        var at = 0
        while true {
            let (left, right) = (2 * at + 1, 2 * at + 2)
            var largest = at
            if left < heap.count, heap[left].square > heap[largest].square { largest = left }
            if right < heap.count, heap[right].square > heap[largest].square { largest = right }
            if largest == at { return }
            heap.swapAt(at, largest)
            at = largest
        }
    }
}
