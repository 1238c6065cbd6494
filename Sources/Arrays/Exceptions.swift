import Language
import Tensors

/// The exceptions that NumPy defines.
enum NumPyException {
    static let axis = LibraryException(
        name: "AxisError", module: "numpy.exceptions", parent: .valueError,
        doc: "An axis that the array does not have.",
        also: .indexError)
    static let ufuncType = LibraryException(
        name: "UFuncTypeError", module: "numpy.exceptions", parent: .typeError,
        doc: "A function of elements has no way for the operands' types, or its result does not fit the output's.")
    static let linearAlgebra = LibraryException(
        name: "LinAlgError", module: "numpy.linalg", parent: .valueError,
        doc: "A matrix that is singular, not square, or whose decomposition does not converge.")

    /// The row for a kind of the engine's errors; `nil` where a built-in exception stands for it.
    static func row(_ kind: TensorError.Kind) -> LibraryException? {
        switch kind {
        case .axis: axis
        case .ufuncType: ufuncType
        case .linearAlgebra: linearAlgebra
        default: nil
        }
    }

    /// `numpy.exceptions`.
    static let module = NativeModule("numpy.exceptions", doc: "The exceptions that NumPy defines.") { interpreter in
        [axis, ufuncType, ItemErrors.promotion].map { row in
            (row.name, .object(interpreter.exceptionClass(row)))
        }
    }
}
