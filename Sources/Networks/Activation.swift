import Loops

/// An activation function: a row of the table.
public struct ActivationKind: Sendable, Equatable {
    enum Formula: Sendable { case linear, relu, sigmoid, tanh, softmax }

    public let name: String
    public let doc: String
    let formula: Formula

    public static func == (a: ActivationKind, b: ActivationKind) -> Bool { a.name == b.name }

    /// Every activation.
    public static let table: [ActivationKind] = [
        ActivationKind(name: "linear", doc: "x as it is.", formula: .linear),
        ActivationKind(name: "relu", doc: "max(0, x)", formula: .relu),
        ActivationKind(name: "sigmoid", doc: "1 / (1 + e^-x)", formula: .sigmoid),
        ActivationKind(name: "tanh", doc: "The hyperbolic tangent.", formula: .tanh),
        ActivationKind(
            name: "softmax", doc: "e^x over the sum of all, along the last axis: probabilities.", formula: .softmax),
    ]

    public static let linear = table[0]

    /// The activation of a name.
    public static func named(_ name: String) throws(NetworkError) -> ActivationKind {
        if let found = table.first(where: { $0.name == name.lowercased() }) { return found }
        throw NetworkError(
            .value, "Could not interpret activation function identifier: \(name)",
            hint: "known ones: " + table.map(\.name).joined(separator: ", "))
    }

    /// y = f(y) over [rows, columns].
    func apply(_ y: Target, rows: Int, columns: Int, _ loops: LoopTable) {
        switch formula {
        case .linear: break
        case .relu: loops.relu(y, rows * columns)
        case .sigmoid: loops.sigmoid(y, rows * columns)
        case .tanh: loops.tanh(y, rows * columns)
        case .softmax: loops.softmax(y, rows, columns)
        }
    }

    /// dy *= f' over [rows, columns], told by y = f(x).
    func gradient(_ dy: Target, _ y: Source, rows: Int, columns: Int, _ loops: LoopTable) {
        switch formula {
        case .linear: break
        case .relu: loops.reluGradient(dy, y, rows * columns)
        case .sigmoid: loops.sigmoidGradient(dy, y, rows * columns)
        case .tanh: loops.tanhGradient(dy, y, rows * columns)
        case .softmax: loops.softmaxGradient(dy, y, rows, columns)
        }
    }

    /// The activation of an array of the last axis `columns`, for use outside of networks.
    public func apply(_ values: UnsafeMutablePointer<Float>, rows: Int, columns: Int) {
        apply(values, rows: rows, columns: columns, Loops.best)
    }
}
