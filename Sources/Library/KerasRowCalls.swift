import Arrays
import Autograd
import Language
import Networks
import Tensors

/// What initializers, regularizers and constraints do when they are called.
extension KerasRows {
    /// `HeNormal()((3, 2))`: numbers of a shape.
    static let initial: @Sendable (RowSetting, Value, Interpreter) throws(LanguageError) -> Value = {
        (row, given, interpreter) throws(LanguageError) in
        let shape = try NumPyArgument.shape(given, interpreter)
        let weight = try learning { () throws(NetworkError) in
            try Weight(WeightRow("initial", shape, Initializer(.row(row))), KerasState.of(interpreter).randomness())
        }
        return .object(VariableObject(try lifting { () throws(TensorError) in try .constant(weight.tensor()) }))
    }

    /// `L2(0.01)(w)`: what weights add to the loss, l1 Σ |w| + l2 Σ w².
    static let penalty: @Sendable (RowSetting, Value, Interpreter) throws(LanguageError) -> Value = {
        (row, given, interpreter) throws(LanguageError) in
        let regularizer = try learning { () throws(NetworkError) in try Regularizer.of(.row(row)) }
        let w = try KerasOps.operand(given, interpreter)
        return .object(VariableObject(try loss(of: regularizer ?? Regularizer(), w)))
    }

    /// What a regularizer adds to the loss for weights.
    static func loss(of regularizer: Regularizer, _ w: Variable) throws(LanguageError) -> Variable {
        try lifting { () throws(TensorError) in
            let absolute = try w.absolute().sum() * regularizer.l1
            return try absolute + w.squared().sum() * regularizer.l2
        }
    }

    /// `MaxNorm(2)(w)`: weights as they are after a step.
    static let constrained: @Sendable (RowSetting, Value, Interpreter) throws(LanguageError) -> Value = {
        (row, given, interpreter) throws(LanguageError) in
        let w = try KerasOps.operand(given, interpreter)
        func number(_ name: String, _ fallback: Double) -> Double {
            switch row.settings[name] {
            case .double(let value)?: value
            case .int(let value)?: Double(value)
            default: fallback
            }
        }
        var axes = [0]
        if case .int(let axis)? = row.settings["axis"] { axes = [axis] }
        if case .ints(let several)? = row.settings["axis"] { axes = several }
        let (along, isUnit) = (axes, row.name == "UnitNorm")
        let low = isUnit ? 1 : number("min_value", 0), high = isUnit ? 1 : number("max_value", 1)
        let rate = number("rate", 1)
        return .object(
            VariableObject(
                try lifting { () throws(TensorError) in
                    if row.name == "NonNeg" { return try w.relu() }
                    let norm = try w.squared().sum(along, keepingDimensions: true).squareRoot()
                    let wanted = try norm.clipped(low, high) * rate + norm * (1 - rate)
                    return try w * wanted / (norm + 1e-7)
                }))
    }
}
