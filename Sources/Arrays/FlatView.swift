import Language
import Tensors

/// `x.flat`: an array's elements in row-major order, read and written by their places, or one after the other.
final class FlatView: Object {
    let array: ArrayObject
    private var next = 0

    init(_ array: ArrayObject) { self.array = array }

    override var nativeType: NativeType { .flatView }

    /// The elements in one dimension: a view where the layout allows, else a copy.
    func flattened() throws(LanguageError) -> Tensor {
        try lifting { () throws(TensorError) in try array.tensor.flattened() }
    }

    /// The next element; `nil` at the end.
    func step() throws(LanguageError) -> Value? {
        guard next < array.tensor.count else { return nil }
        defer { next += 1 }
        let tensor = array.tensor
        var (rest, place) = (next, [Int](repeating: 0, count: tensor.rank))
        for axis in place.indices.reversed() {
            (rest, place[axis]) = rest.quotientAndRemainder(dividingBy: tensor.shape[axis])
        }
        return .object(ScalarObject(tensor.scalar(at: place), tensor.dtype))
    }

    /// Writes values, repeated where there are fewer of them than places.
    func set(_ key: Value, _ value: Value, _ interpreter: Interpreter) throws(LanguageError) {
        let items = try NumPyIndex.items(key, interpreter)
        let flat = try flattened()
        var new = try NumPyArgument.tensor(value, interpreter)
        if case .index(let place)? = items.first {
            guard place >= -flat.count && place < flat.count else {
                throw LanguageError.indexError("index \(place) is out of bounds for size \(flat.count)")
            }
            if new.rank > 0, flat.dtype == .bool, case .list = value {
                new = try NumPyArgument.tensor(.bool(try interpreter.truth(value)), interpreter)
            }
            if new.rank > 0 { throw LanguageError.valueError("Error setting single item of array.") }
        }
        try lifting { () throws(TensorError) in
            let count = try flat[items].count
            if new.count == 0 || count == 0 { return }
            if new.count != count {
                let places = try Tensor((0..<count).map { Int64($0 % new.count) })
                new = try new.flattened().take(places, axis: 0)
            } else {
                new = try new.reshaped([count])
            }
            try flat.set(items, to: new.reshaped(flat[items].shape))
            if !flat.sharesStorage(with: array.tensor) { try array.tensor.assign(flat.reshaped(array.tensor.shape)) }
        }
    }
}

extension NativeType {
    /// The type of `x.flat`.
    static let flatView = NativeType(
        name: "flatiter", module: "numpy", doc: "An array's elements in row-major order.",
        methods: [
            NativeFunction("__next__", doc: "The next element.") { (call) throws(LanguageError) in
                guard case .object(let view as FlatView)? = call.receiver, let value = try view.step() else {
                    throw LanguageError(.stopIteration, "")
                }
                return value
            },
            NativeFunction("copy", doc: "The elements as an array of one dimension.") { (call) throws(LanguageError) in
                guard case .object(let view as FlatView)? = call.receiver else { return .none }
                let flat = try view.flattened()
                return Value(try lifting { () throws(TensorError) in try flat.copy() })
            },
        ],
        slots: Slots {
            $0.length = { (object, _) throws(LanguageError) in (object as? FlatView)?.array.tensor.count ?? 0 }
            $0.getItem = { (object, key, interpreter) throws(LanguageError) in
                guard let view = object as? FlatView else { return .none }
                let flat = try view.flattened()
                let items = try NumPyIndex.items(key, interpreter)
                if case .index(let place)? = items.first, place < -flat.count || place >= flat.count {
                    throw LanguageError.indexError("index \(place) is out of bounds for size \(flat.count)")
                }
                return .result(
                    try lifting { () throws(TensorError) in
                        let part = try flat[items]
                        return part.sharesStorage(with: flat) && part.rank > 0 ? try part.copy() : part
                    })
            }
            $0.setItem = { (object, key, value, interpreter) throws(LanguageError) in
                try (object as? FlatView)?.set(key, value, interpreter)
            }
            $0.iterate = { (object, _) throws(LanguageError) in
                guard let view = object as? FlatView else { return Iteration("flatiter") { _ in nil } }
                return Iteration("flatiter") { (_) throws(LanguageError) in try view.step() }
            }
        })
}
