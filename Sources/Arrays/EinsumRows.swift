import Language
import Tensors

/// `np.einsum`: sums of products by the letters of axes.
enum EinsumRows {
    static let rows: [NativeFunction] = [
        NativeFunction(
            "einsum",
            [
                Parameter("operands", kind: .varPositional), .keyword("out", .none), .keyword("dtype", .none),
                .keyword("order", .str("K")), .keyword("casting", .str("safe")), .keyword("optimize", .bool(false)),
            ],
            doc:
                "Sums of products by letters of axes, 'ij,jk->ik': those that the result does not have are summed over."
        ) { (call) throws(LanguageError) in
            let given = call.rest(0)
            guard !given.isEmpty else {
                throw LanguageError.valueError(
                    "must specify the einstein sum subscripts string and at least one operand, or at least one operand and its corresponding subscripts list"
                )
            }
            var operands: [Tensor] = []
            let sum: Einsum
            if case .str(let text) = given[0] {
                guard given.count > 1 else {
                    throw LanguageError.valueError(
                        "must specify the einstein sum subscripts string and at least one operand")
                }
                for value in given.dropFirst() { operands.append(try NumPyArgument.tensor(value, call.interpreter)) }
                let ranks = operands.map(\.rank)
                sum = try lifting { () throws(TensorError) in try Einsum(text.string, ranks: ranks) }
            } else {
                var lists: [[Einsum.Subscript]] = []
                for place in stride(from: 0, to: given.count - 1, by: 2) {
                    operands.append(try NumPyArgument.tensor(given[place], call.interpreter))
                    lists.append(try subscripts(given[place + 1], call.interpreter))
                }
                let target = given.count % 2 == 1 ? try subscripts(given[given.count - 1], call.interpreter) : nil
                if operands.isEmpty {
                    throw LanguageError.valueError(
                        "each operand wants a list of its axes, or a text of subscripts first")
                }
                let ranks = operands.map(\.rank)
                sum = try lifting { () throws(TensorError) in try Einsum(lists, target, ranks: ranks) }
            }
            let dtype = try call.dtype(2)
            if let dtype, case .str(let rule) = call[4], rule.string == "safe" {
                for (place, operand) in operands.enumerated() where !operand.dtype.castsSafely(to: dtype) {
                    throw LanguageError.typeError(
                        "Iterator operand \(place) dtype could not be cast from dtype('\(operand.dtype.name)') to dtype('\(dtype.name)') according to the rule 'safe'"
                    )
                }
            }
            let out = try call.output(1)
            let result = try lifting { () throws(TensorError) in try sum(operands, dtype: dtype) }
            guard let out else { return .result(result) }
            guard out.tensor.shape == result.shape else {
                throw LanguageError.valueError(
                    "out parameter does not have the correct number of dimensions, has \(out.tensor.rank) but should have \(result.rank)"
                )
            }
            try lifting { () throws(TensorError) in try out.tensor.assign(result) }
            return .object(out)
        }
    ]

    /// A list of axes as letters: 0 is a, 26 is A.
    private static func subscripts(_ value: Value, _ interpreter: Interpreter) throws(LanguageError)
        -> [Einsum.Subscript]
    {
        var result: [Einsum.Subscript] = []
        for item in try interpreter.array(of: value) {
            if case .object(is EllipsisObject) = item {
                result.append(.ellipsis)
                continue
            }
            guard let label = interpreter.index(item) else {
                throw LanguageError.typeError("each subscript must be either an integer or an ellipsis")
            }
            guard (0..<52).contains(label) else {
                throw LanguageError.valueError("subscript is not within the valid range [0, 52)")
            }
            // Capitals come first in the alphabet of implicit results.
            result.append(.label(label < 26 ? 65 + label : 97 + label - 26))
        }
        return result
    }
}
