import Language
import Tensors

/// An array in the language: an object with identity over a tensor, so that assignment shares and slices are views.
public final class ArrayObject: Object {
    public private(set) var tensor: Tensor

    public init(_ tensor: Tensor) {
        self.tensor = tensor
        super.init()
        own()
    }

    deinit { disown() }

    public override var nativeType: NativeType { .ndarray }

    /// Shows other elements, or the same in another shape.
    func show(_ new: Tensor) {
        if new.sharesStorage(with: tensor) {
            tensor = new
            return
        }
        disown()
        tensor = new
        own()
    }

    /// The first array over a memory is its owner; later ones are views of it.
    private func own() {
        let storage = tensor.storage
        if storage.wasOwned { return }
        storage.wasOwned = true
        storage.owner = UnsafeRawPointer(Unmanaged.passUnretained(self).toOpaque())
    }

    private func disown() {
        if isOwner { tensor.storage.owner = nil }
    }

    /// True where no other array and no work under way has the memory: it can be written over unseen.
    func isAlone() -> Bool { isOwner && tensor.isAlone() }

    /// True where the memory is this array's own.
    var isOwner: Bool { tensor.storage.owner == UnsafeRawPointer(Unmanaged.passUnretained(self).toOpaque()) }

    /// The array of which this one is a view; `nil` where it owns its memory.
    var base: ArrayObject? {
        if isOwner { return tensor.byteCount == tensor.storage.byteCount ? nil : ArrayObject(tensor) }
        guard let owner = tensor.storage.owner else { return ArrayObject((try? tensor.flattened()) ?? tensor) }
        // The owner lives: it clears the pointer in its end.
        return Unmanaged<ArrayObject>.fromOpaque(owner).takeUnretainedValue()
    }
}

/// A NumPy scalar: one number with a dtype, such as an element or a sum.
public final class ScalarObject: Object {
    public let scalar: Scalar
    public let dtype: DType

    public init(_ scalar: Scalar, _ dtype: DType) {
        self.scalar = scalar
        self.dtype = dtype
    }

    public override var nativeType: NativeType { .scalarType(dtype) }
}

extension Value {
    /// An array value.
    public init(_ tensor: Tensor) { self = .object(ArrayObject(tensor)) }

    /// What NumPy's functions give back: a scalar without dimensions, else an array.
    public static func result(_ tensor: Tensor) -> Value {
        if tensor.rank > 0 { return .object(ArrayObject(tensor)) }
        return .object(ScalarObject(tensor.scalar(at: []), tensor.dtype))
    }

    /// The number as the language's own: `item()`, `tolist()`.
    public static func plain(_ scalar: Scalar, _ dtype: DType) -> Value {
        switch scalar {
        case .bool(let value): .bool(value)
        case .int(let value): dtype == .bool ? .bool(value != 0) : .int(Int(value))
        case .uint(let value): .float(Double(value))
        case .float(let value): .float(value)
        }
    }
}

/// Turns the engine's errors into the language's.
@inline(__always)
public func lifting<R>(_ body: () throws(TensorError) -> R) throws(LanguageError) -> R {
    do throws(TensorError) { return try body() } catch { throw LanguageError(error) }
}

extension LanguageError {
    /// The engine's error as the exception that NumPy raises.
    public init(_ error: TensorError) {
        if error.kind == .cancelled, let reason = Cancellation.ofThread?.takeError() as? LanguageError {
            self = reason
            return
        }
        if let row = NumPyException.row(error.kind) {
            self.init(row, error.message, hint: error.hint)
            return
        }
        let kind: ExceptionKind =
            switch error.kind {
            case .value, .axis, .linearAlgebra: .valueError
            case .ufuncType: .typeError
            case .type: .typeError
            case .index: .indexError
            case .memory: .memoryError
            case .overflow: .overflowError
            case .runtime: .runtimeError
            case .zeroDivision: .zeroDivisionError
            case .system: .osError
            case .cancelled: .keyboardInterrupt
            }
        self.init(kind, error.message, hint: error.hint)
    }
}

/// What the numpy module keeps for an interpreter: how arrays are printed, what floating-point mishaps lead to, and the
/// stream behind `np.random`.
final class NumPyState {
    var printing = PrintOptions()
    /// The program's functions that write elements, by kinds of types.
    var formatter: Dict?
    var floatErrors = FloatErrors()
    var floatErrorFunction = Value.none
    let random = RandomSource.unforeseen(.legacy)
    /// Arrays of objects that are being printed: one that is inside itself is shortened.
    var printed: [ObjectIdentifier] = []
    /// How many arrays of objects are inside each other where elements are just being asked.
    private var depth = 0

    /// Asks elements that may be arrays of objects themselves, even the very array.
    func nested<R>(_ body: () throws(LanguageError) -> R) throws(LanguageError) -> R {
        if depth >= 100 { throw LanguageError(.recursionError, "maximum recursion depth exceeded in comparison") }
        depth += 1
        defer { depth -= 1 }
        return try body()
    }

    static func of(_ interpreter: Interpreter) -> NumPyState {
        interpreter.ownState(of: NumPyState.self) { NumPyState() }
    }
}
