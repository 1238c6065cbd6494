import Language
import Tensors

/// The module `numpy.linalg`: norms, determinants, inverses and solutions of linear equations.
enum LinearAlgebraRows {
    static let module = NativeModule(
        "numpy.linalg", doc: "Linear algebra.",
        functions: [
            NativeFunction(
                "norm",
                [
                    Parameter("x"), Parameter("ord", .none), Parameter("axis", .none),
                    Parameter("keepdims", .bool(false)),
                ],
                doc:
                    "The norm of vectors: of order 2 by default, 1, any number or inf; without an axis the Frobenius norm of a matrix."
            ) { (call) throws(LanguageError) in
                let x = try call.tensor(0)
                let order = call.optional(1) == nil ? nil : try call.double(1)
                let (axes, keeps) = (try call.axes(2), try call.bool(3))
                if order != nil, x.rank > 1 && axes == nil || axes.map({ $0.count > 1 }) == true {
                    throw LanguageError(
                        .notImplementedError, "norms of matrices of a given order are not there",
                        hint: "give an axis for norms of vectors, or leave ord out for the Frobenius norm")
                }
                return .result(
                    try lifting { () throws(TensorError) in
                        let real = x.dtype.isFloat ? x : try x.asType(.float64)
                        let sizes = try Ufunc.absolute(real)
                        switch order ?? 2 {
                        case .infinity: return try Ufunc.maximum.reduce(sizes, axes: axes, keepingDimensions: keeps)
                        case -.infinity: return try Ufunc.minimum.reduce(sizes, axes: axes, keepingDimensions: keeps)
                        case 0:
                            return try real.asType(.bool).asType(real.dtype).sum(axes: axes, keepingDimensions: keeps)
                        case 1: return try sizes.sum(axes: axes, keepingDimensions: keeps)
                        case 2:
                            return try Ufunc.squareRoot(Ufunc.square(real).sum(axes: axes, keepingDimensions: keeps))
                        case let p:
                            let powers = try Ufunc.power(sizes, number: .float(p), dtype: real.dtype)
                            let sum = try powers.sum(axes: axes, keepingDimensions: keeps)
                            return try Ufunc.power(sum, number: .float(1 / p), dtype: real.dtype)
                        }
                    })
            },
            NativeFunction("det", [Parameter("a")], doc: "The determinant of a square matrix.") {
                (call) throws(LanguageError) in
                let x = try call.tensor(0)
                return .result(try lifting { () throws(TensorError) in try x.determinant() })
            },
            NativeFunction("inv", [Parameter("a")], doc: "The inverse of a square matrix.") {
                (call) throws(LanguageError) in
                let x = try call.tensor(0)
                return Value(try lifting { () throws(TensorError) in try x.inverse() })
            },
            NativeFunction("solve", [Parameter("a"), Parameter("b")], doc: "The solution x of a x = b.") {
                (call) throws(LanguageError) in
                let (a, b) = (try call.tensor(0), try call.tensor(1))
                return Value(try lifting { () throws(TensorError) in try a.solving(b) })
            },
        ])
}
