/// A distribution of `np.random`: its parameters, what they may be, and how a number is drawn.
public struct Distribution: Sendable {
    /// What a parameter may be, with NumPy's words for what it may not.
    public enum Constraint: Sendable {
        case any, notNegative, positive, probability, positiveProbability, probabilityBelowOne, aboveOne, poisson
    }

    /// A parameter by name.
    public struct Parameter: Sendable {
        public let name: String
        /// `nil` where it must be given.
        public let standard: Double?
        public let constraint: Constraint
        /// True for whole numbers.
        public let isWhole: Bool
    }

    /// How one number is drawn.
    public enum Draw: Sendable {
        case real(@Sendable (RandomSource, UnsafeBufferPointer<Double>) -> Double)
        case whole(@Sendable (RandomSource, UnsafeBufferPointer<Double>) -> Int64)
    }

    public let name: String
    public let parameters: [Parameter]
    public let doc: String
    public let draw: Draw
    /// What is wrong with parameters together, in NumPy's words; `nil` where they are fine.
    let objection: (@Sendable (RandomSource.Kind, UnsafeBufferPointer<Double>) -> TensorError?)?

    init(
        _ name: String, _ doc: String, _ parameters: [Parameter],
        objection: (@Sendable (RandomSource.Kind, UnsafeBufferPointer<Double>) -> TensorError?)? = nil, _ draw: Draw
    ) {
        (self.name, self.doc, self.parameters, self.objection, self.draw) = (name, doc, parameters, objection, draw)
    }

    /// The type of the numbers.
    public var dtype: DType { if case .real = draw { .float64 } else { .int64 } }

    /// The row of a name.
    public static func row(named name: String) -> Distribution? { byName[name] }

    private static let byName = Dictionary(uniqueKeysWithValues: table.map { ($0.name, $0) })
}

extension Distribution.Parameter {
    /// Checks values of the parameter.
    /// - isNumber: a single number was given; NumPy words some complaints otherwise for arrays.
    func check(_ values: UnsafeBufferPointer<Double>, isNumber: Bool) throws(TensorError) {
        func refuse(_ condition: String) throws(TensorError) { throw TensorError(.value, name + condition) }
        for x in values {
            switch constraint {
            case .any: return
            case .notNegative: if x.sign == .minus && !x.isNaN { try refuse(" < 0") }
            case .positive: if x <= 0 { try refuse(" <= 0") }
            case .probability:
                if !(x >= 0 && x <= 1) {
                    try refuse(" < 0, \(name) > 1 or \(name) \(isNumber ? "is NaN" : "contains NaNs")")
                }
            case .positiveProbability:
                if !(x > 0 && x <= 1) { try refuse(" <= 0, \(name) > 1 or \(name) contains NaNs") }
            case .probabilityBelowOne:
                if !(x >= 0 && x < 1) {
                    try refuse(" < 0, \(name) >= 1 or \(name) \(isNumber ? "is NaN" : "contains NaNs")")
                }
            case .aboveOne: if !(x > 1) { try refuse(" <= 1 or \(name) \(isNumber ? "is NaN" : "contains NaNs")") }
            case .poisson:
                if !(x >= 0) { try refuse(isNumber ? " < 0 or \(name) is NaN" : " < 0 or \(name) contains NaNs") }
                if x > Distribution.greatestPoissonMean { try refuse(" value too large") }
            }
        }
    }
}

extension Distribution {
    /// Means above it could give numbers that no 64 bits hold.
    static let greatestPoissonMean = 9223372006484771000.0

    /// Draws numbers for parameters that are numbers or arrays.
    /// - shape: of the result; `nil` for that to which the parameters broadcast.
    /// - Throws: `value` for parameters out of range or shapes that do not fit.
    public func numbers(_ source: RandomSource, _ arguments: [Tensor], shape: [Int]?) throws(TensorError) -> Tensor {
        try check(arguments)
        let natural = try Distribution.common(arguments.map(\.shape))
        let target = shape ?? natural
        if let shape, try Distribution.common([shape] + arguments.map(\.shape)) != shape {
            throw TensorError(
                .value,
                "Output size \(TensorError.text(of: shape)) is not compatible with broadcast dimensions of inputs \(TensorError.text(of: natural))."
            )
        }
        if let objection {
            try forEach(arguments, natural) { (values, _) throws(TensorError) in
                if let error = objection(source.kind, values) { throw error }
            }
        }
        if let fast = try unit(source, arguments, target) { return fast }
        let result = try Tensor(uninitialized: target, dtype: dtype)
        switch draw {
        case .real(let number):
            let memory = result.start.assumingMemoryBound(to: Double.self)
            try forEach(arguments, target) { (values, place) throws(TensorError) in
                memory[place] = number(source, values)
            }
        case .whole(let number):
            let memory = result.start.assumingMemoryBound(to: Int64.self)
            try forEach(arguments, target) { (values, place) throws(TensorError) in
                memory[place] = number(source, values)
            }
        }
        return result
    }

    /// Checks each parameter by itself.
    public func check(_ arguments: [Tensor]) throws(TensorError) {
        for (parameter, argument) in zip(parameters, arguments) {
            try argument.withElements(Double.self) { (values) throws(TensorError) in
                try parameter.check(values, isNumber: argument.rank == 0)
            }
        }
    }

    /// One number for parameters that are numbers.
    public func number(_ source: RandomSource, _ values: [Double]) throws(TensorError) -> Scalar {
        try values.withUnsafeBufferPointer { (values) throws(TensorError) in
            for (place, parameter) in parameters.enumerated() {
                try parameter.check(UnsafeBufferPointer(rebasing: values[place..<place + 1]), isNumber: true)
            }
            if let error = objection?(source.kind, values) { throw error }
            switch draw {
            case .real(let number): return .float(number(source, values))
            case .whole(let number): return .int(number(source, values))
            }
        }
    }

    /// Normal and uniform numbers of the same parameters: drawn at once, then moved and stretched.
    private func unit(_ source: RandomSource, _ arguments: [Tensor], _ shape: [Int]) throws(TensorError) -> Tensor? {
        guard name == "normal" || name == "uniform", arguments.allSatisfy({ $0.rank == 0 }) else { return nil }
        let result = name == "normal" ? try source.normal(shape) : try source.uniform(shape)
        let (first, second) = (arguments[0].scalar(at: []).double, arguments[1].scalar(at: []).double)
        let (start, scale) = (first, name == "normal" ? second : second - first)
        result.withUnsafeMutableElements(of: Double.self) { buffer in
            for i in buffer.indices { buffer[i] = start + scale * buffer[i] }
        }
        return result
    }

    /// The shape to which all broadcast.
    static func common(_ shapes: [[Int]]) throws(TensorError) -> [Int] {
        do throws(TensorError) { return try Tensor.broadcastShape(shapes) } catch {
            var reached = shapes.first ?? []
            var from = 0
            for (place, shape) in shapes.enumerated() {
                if let next = try? Tensor.broadcastShape([reached, shape]) {
                    if next != reached { (reached, from) = (next, place) }
                    continue
                }
                throw TensorError(
                    .value,
                    "shape mismatch: objects cannot be broadcast to a single shape.  Mismatch is between arg \(from) with shape \(TensorError.text(of: shapes[from])) and arg \(place) with shape \(TensorError.text(of: shape))."
                )
            }
            throw error
        }
    }

    /// Calls `body` with the parameters' values of every place in row-major order.
    private func forEach(
        _ arguments: [Tensor], _ shape: [Int],
        _ body: (UnsafeBufferPointer<Double>, Int) throws(TensorError) -> Void
    ) throws(TensorError) {
        let count = shape.reduce(1, *)
        var values = [Double](repeating: 0, count: max(arguments.count, 1))
        var columns: [[Double]?] = []
        for (place, argument) in arguments.enumerated() {
            if argument.rank == 0 {
                values[place] = argument.scalar(at: []).double
                columns.append(nil)
            } else {
                columns.append(try argument.broadcast(to: shape)?.elements(as: Double.self))
            }
        }
        let changing = columns.indices.filter { columns[$0] != nil }
        for i in 0..<count {
            for column in changing { values[column] = columns[column]?[i] ?? 0 }
            try values.withUnsafeBufferPointer { (values) throws(TensorError) in try body(values, i) }
        }
    }
}
