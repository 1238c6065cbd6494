import Language
import Tensors

/// `x.resize(…)`: another number of elements in the same array.
enum Resizing {
    /// The method: elements are kept in row-major order, new ones are zero.
    static let method = NativeFunction(
        "resize", [.rest("new_shape"), .keyword("refcheck", .bool(true))],
        doc: "Changes shape and size in place; new elements are zero."
    ) { (call) throws(LanguageError) in
        guard case .object(let array as ArrayObject)? = call.receiver else {
            throw LanguageError.valueError("cannot resize this array: it does not own its data")
        }
        let given = call.rest(0)
        let wanted: Value = given.count == 1 ? given[0] : .tuple(Tuple(given))
        if given.isEmpty || given.count == 1 && given[0].isNone { return .none }
        let shape = try NumPyArgument.shape(wanted, call.interpreter)
        if shape.contains(where: { $0 < 0 }) {
            throw LanguageError.valueError("negative dimensions not allowed")
        }
        let old = array.tensor
        if shape.reduce(1, { $0.multipliedReportingOverflow(by: $1).partialValue }) != old.count, array.base != nil {
            throw LanguageError.valueError(
                "cannot resize this array: it does not own its data", hint: "np.resize(x, shape) makes a new array")
        }
        array.show(
            try lifting { () throws(TensorError) in
                let new = try Tensor(shape: shape, dtype: old.dtype)
                if new.count == old.count { return try old.reshaped(shape) }
                let kept = min(new.count, old.count)
                let (source, target) = (try old.flattened(), try new.flattened())
                try target.slice(axis: 0, start: 0, count: kept).assign(source.slice(axis: 0, start: 0, count: kept))
                return new
            })
        return .none
    }
}
