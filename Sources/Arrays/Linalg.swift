import Language
import Tensors

/// The module `numpy.linalg`, by LAPACK.
enum LinearAlgebraRows {
    static let module = NativeModule(
        "numpy.linalg", doc: "Linear algebra: equations, factors, eigenvalues, norms.",
        functions: solutions + factors + spectra + norms + powers
            + ArrayProducts.rows.filter { ["matmul", "outer", "tensordot", "cross"].contains($0.name) }
    ) { interpreter in
        [("LinAlgError", .object(interpreter.exceptionClass(NumPyException.linearAlgebra)))]
    }

    private static let a = Parameter("a", doc: "Matrices in the last two axes.")

    /// The engine's answer as a value.
    private static func answer(_ body: () throws(TensorError) -> Tensor) throws(LanguageError) -> Value {
        .result(try lifting(body))
    }

    // MARK: Equations

    private static let solutions: [NativeFunction] = [
        NativeFunction("solve", [a, Parameter("b")], doc: "The solution x of a x = b.") {
            (call) throws(LanguageError) in
            let (a, b) = (try call.tensor(0), try call.tensor(1))
            return try answer { () throws(TensorError) in try a.solving(b) }
        },
        NativeFunction("inv", [a], doc: "The inverse of square matrices.") { (call) throws(LanguageError) in
            let x = try call.tensor(0)
            return try answer { () throws(TensorError) in try x.inverse() }
        },
        NativeFunction("det", [a], doc: "The determinant of square matrices.") { (call) throws(LanguageError) in
            let x = try call.tensor(0)
            return try answer { () throws(TensorError) in try x.determinant() }
        },
        NativeFunction("slogdet", [a], doc: "The sign and the logarithm of the size of the determinant.") {
            (call) throws(LanguageError) in
            let x = try call.tensor(0)
            let (sign, logarithm) = try lifting { () throws(TensorError) in try x.signedLogDeterminant() }
            return try NamedResult.make(
                "SlogdetResult", [("sign", .result(sign)), ("logabsdet", .result(logarithm))], call.interpreter)
        },
        NativeFunction(
            "lstsq", [a, Parameter("b"), Parameter("rcond", .none)],
            doc: "The least-squares solution of a x = b, the squared errors, the rank of a and its singular values."
        ) { (call) throws(LanguageError) in
            let (a, b) = (try call.tensor(0), try call.tensor(1))
            let cutoff = call.optional(2) == nil ? nil : try call.double(2)
            let found = try lifting { () throws(TensorError) in try a.leastSquares(b, cutoff: cutoff) }
            let rank = try answer { () throws(TensorError) in try Tensor(.int(Int64(found.rank)), dtype: .int32) }
            return .tuple(Tuple([Value(found.x), Value(found.residuals), rank, Value(found.values)]))
        },
        NativeFunction(
            "pinv",
            [a, Parameter("rcond", .none), Parameter("hermitian", .bool(false)), .keyword("rtol", .none)],
            doc: "The pseudo-inverse of matrices."
        ) { (call) throws(LanguageError) in
            let (x, symmetric) = (try call.tensor(0), try call.bool(2))
            let place = call.optional(1) == nil ? 3 : 1
            let cutoff = call.optional(place) == nil ? nil : try call.double(place)
            return try answer { () throws(TensorError) in try x.pseudoInverse(cutoff: cutoff, symmetric: symmetric) }
        },
    ]

    // MARK: Factors

    private static let factors: [NativeFunction] = [
        NativeFunction(
            "cholesky", [a, .keyword("upper", .bool(false))],
            doc: "The triangle l of a positive definite matrix l lᵀ."
        ) { (call) throws(LanguageError) in
            let (x, upper) = (try call.tensor(0), try call.bool(1))
            return try answer { () throws(TensorError) in try x.cholesky(upper: upper) }
        },
        NativeFunction(
            "qr", [a, Parameter("mode", .str("reduced"))],
            doc: "q with orthogonal columns and r in triangular form, with a = q r."
        ) { (call) throws(LanguageError) in
            let (x, name) = (try call.tensor(0), try call.string(1))
            guard let mode = Tensor.FactorMode(rawValue: name) else {
                throw LanguageError.valueError("Unrecognized mode '\(name)'")
            }
            let (q, r) = try lifting { () throws(TensorError) in try x.orthogonalFactors(mode) }
            if mode == .r { return Value(r) }
            if mode == .raw { return .tuple(Tuple([Value(q), Value(r)])) }
            return try NamedResult.make("QRResult", [("Q", Value(q)), ("R", Value(r))], call.interpreter)
        },
        NativeFunction(
            "svd",
            [
                a, Parameter("full_matrices", .bool(true)), Parameter("compute_uv", .bool(true)),
                Parameter("hermitian", .bool(false)),
            ],
            doc: "u, the singular values in falling order and the transpose of v."
        ) { (call) throws(LanguageError) in
            let x = try call.tensor(0)
            let (full, wanted, symmetric) = (try call.bool(1), try call.bool(2), try call.bool(3))
            if !wanted {
                return try answer { () throws(TensorError) in
                    symmetric ? try x.symmetricSingularFactors().values : try x.singularValues()
                }
            }
            let (u, s, v) = try lifting { () throws(TensorError) in
                symmetric ? try x.symmetricSingularFactors() : try x.singularFactors(full: full)
            }
            return try NamedResult.make(
                "SVDResult", [("U", Value(u)), ("S", Value(s)), ("Vh", Value(v))], call.interpreter)
        },
        NativeFunction("svdvals", [Parameter("x")], doc: "The singular values in falling order.") {
            (call) throws(LanguageError) in
            let x = try call.tensor(0)
            return try answer { () throws(TensorError) in try x.singularValues() }
        },
    ]

    // MARK: Eigenvalues

    private static let half = Parameter("UPLO", .str("L"), doc: "The half that is read: L or U.")

    private static func lower(_ call: Call) throws(LanguageError) -> Bool {
        let name = try call.string(1).uppercased()
        guard name == "L" || name == "U" else { throw LanguageError.valueError("UPLO argument must be 'L' or 'U'") }
        return name == "L"
    }

    private static let spectra: [NativeFunction] = [
        NativeFunction("eig", [a], doc: "Eigenvalues and, in columns, eigenvectors; real ones only.") {
            (call) throws(LanguageError) in
            let x = try call.tensor(0)
            let (values, vectors) = try lifting { () throws(TensorError) in try x.eigen(vectors: true) }
            return try NamedResult.make(
                "EigResult", [("eigenvalues", Value(values)), ("eigenvectors", Value(vectors ?? values))],
                call.interpreter)
        },
        NativeFunction("eigvals", [a], doc: "Eigenvalues; real ones only.") { (call) throws(LanguageError) in
            let x = try call.tensor(0)
            return try answer { () throws(TensorError) in try x.eigen(vectors: false).values }
        },
        NativeFunction("eigh", [a, half], doc: "Eigenvalues in rising order and eigenvectors of symmetric matrices.") {
            (call) throws(LanguageError) in
            let (x, lower) = (try call.tensor(0), try lower(call))
            let (values, vectors) = try lifting { () throws(TensorError) in
                try x.symmetricEigen(lower: lower, vectors: true)
            }
            return try NamedResult.make(
                "EighResult", [("eigenvalues", Value(values)), ("eigenvectors", Value(vectors))], call.interpreter)
        },
        NativeFunction("eigvalsh", [a, half], doc: "Eigenvalues of symmetric matrices in rising order.") {
            (call) throws(LanguageError) in
            let (x, lower) = (try call.tensor(0), try lower(call))
            return try answer { () throws(TensorError) in try x.symmetricEigen(lower: lower, vectors: false).values }
        },
    ]

    // MARK: Norms

    private static let norms: [NativeFunction] = [
        NativeFunction(
            "norm",
            [Parameter("x"), Parameter("ord", .none), Parameter("axis", .none), Parameter("keepdims", .bool(false))],
            doc: "The norm of vectors (2, 1, any power, inf, 0) or matrices (fro, nuc, 1, 2, inf and their negatives)."
        ) { (call) throws(LanguageError) in
            let (x, keeps) = (try call.tensor(0), try call.bool(3))
            let axes = try call.axes(2)
            if call.optional(1) == nil {
                return try answer { () throws(TensorError) in
                    if let axes, axes.count > 2 { throw TensorError(.value, "Improper number of dimensions to norm.") }
                    return try x.vectorNorm(nil, axes: axes, keepingDimensions: keeps)
                }
            }
            let measured = axes ?? Array(0..<x.rank)
            if measured.count == 1 {
                if case .str(let name) = call[1] {
                    throw LanguageError.valueError("Invalid norm order '\(name.string)' for vectors")
                }
                let order = try call.double(1)
                return try answer { () throws(TensorError) in
                    try x.vectorNorm(order, axes: measured, keepingDimensions: keeps)
                }
            }
            guard measured.count == 2 else {
                throw LanguageError.valueError("Improper number of dimensions to norm.")
            }
            let norm = try matrixNorm(call, 1)
            return try answer { () throws(TensorError) in
                try x.matrixNorm(norm, rows: measured[0], columns: measured[1], keepingDimensions: keeps)
            }
        },
        NativeFunction(
            "cond", [Parameter("x"), Parameter("p", .none)],
            doc: "How much errors may grow: the norm of a matrix times that of its inverse."
        ) { (call) throws(LanguageError) in
            let x = try call.tensor(0)
            let usesSingular: Bool =
                switch call[1] {
                case .none, .unbound: true
                case .int(let order): order == 2 || order == -2
                default: false
                }
            let norm = call.optional(1) == nil ? nil : try matrixNorm(call, 1)
            return try answer { () throws(TensorError) in
                if x.count == 0 { throw TensorError(.linearAlgebra, "cond is not defined on empty arrays") }
                if usesSingular {
                    let s = try x.singularValues()
                    let axis = s.rank - 1
                    let first = try s.slice(axis: axis, start: 0, count: 1).squeezed([axis])
                    let last = try s.slice(axis: axis, start: s.shape[axis] - 1, count: 1).squeezed([axis])
                    let turned = if case .order(-2)? = norm { true } else { false }
                    return try Ufunc.row(named: "divide")(turned ? last : first, turned ? first : last)
                }
                guard let norm else { return x }
                let (rows, columns) = (x.rank - 2, x.rank - 1)
                return try Ufunc.multiply(
                    x.matrixNorm(norm, rows: rows, columns: columns, keepingDimensions: false),
                    x.inverse().matrixNorm(norm, rows: rows, columns: columns, keepingDimensions: false))
            }
        },
        NativeFunction(
            "matrix_rank",
            [Parameter("A"), Parameter("tol", .none), Parameter("hermitian", .bool(false)), .keyword("rtol", .none)],
            doc: "How many rows are independent: the singular values above a limit."
        ) { (call) throws(LanguageError) in
            let (x, symmetric) = (try call.tensor(0), try call.bool(2))
            let limit = call.optional(1) == nil ? nil : try call.double(1)
            let relative = call.optional(3) == nil ? nil : try call.double(3)
            if x.rank < 2 {
                let found = try lifting { () throws(TensorError) in
                    try x.matrixRank(limit: limit, symmetric: symmetric)
                }
                return .int(Int(found.scalar(at: []).int))
            }
            return try answer { () throws(TensorError) in
                try x.matrixRank(limit: limit, relative: relative, symmetric: symmetric)
            }
        },
    ]

    /// The argument as what is measured of a matrix.
    private static func matrixNorm(_ call: Call, _ place: Int) throws(LanguageError) -> Tensor.MatrixNorm {
        guard case .str(let name) = call[place] else { return .order(try call.double(place)) }
        switch name.string {
        case "fro", "f": return .frobenius
        case "nuc": return .nuclear
        default: throw LanguageError.valueError("Invalid norm order for matrices.")
        }
    }

    // MARK: Powers

    private static let powers: [NativeFunction] = [
        NativeFunction("matrix_power", [a, Parameter("n")], doc: "A square matrix multiplied n times with itself.") {
            (call) throws(LanguageError) in
            let x = try call.tensor(0)
            guard let power = call.interpreter.index(call[1]) else {
                throw LanguageError.typeError("exponent must be an integer")
            }
            return try answer { () throws(TensorError) in try x.matrixPower(power) }
        },
        NativeFunction(
            "multi_dot", [Parameter("arrays")], doc: "The product of several matrices in the order that costs least."
        ) { (call) throws(LanguageError) in
            let parts = try call.tensors(0)
            return try answer { () throws(TensorError) in try Tensor.chainProduct(parts) }
        },
        NativeFunction("matrix_transpose", [Parameter("x")], doc: "Matrices with rows and columns exchanged.") {
            (call) throws(LanguageError) in
            let x = try call.tensor(0)
            return try answer { () throws(TensorError) in
                guard x.rank >= 2 else {
                    throw TensorError(.value, "Input array must be at least 2-dimensional, but it is \(x.rank)")
                }
                return try x.swappingAxes(x.rank - 2, x.rank - 1)
            }
        },
    ]
}

/// The named tuples that functions of `numpy.linalg` give, one class of each name for an interpreter.
private final class NamedResult {
    private var classes: [String: ClassObject] = [:]

    /// A tuple of named values.
    static func make(_ name: String, _ fields: [(String, Value)], _ interpreter: Interpreter) throws(LanguageError)
        -> Value
    {
        let known = interpreter.state(of: NamedResult.self) { NamedResult() }
        let cls =
            known.classes[name]
            ?? NamedTuples.type(name, fields.map(\.0), [], interpreter, module: "")
        known.classes[name] = cls
        return try interpreter.call(.object(cls), fields.map(\.1), [])
    }
}
