import Language
import Tensors

extension NativeType {
    /// The type of arrays.
    public static let ndarray = NativeType(
        name: "ndarray", module: "numpy",
        doc: "An array of numbers of one type: shape, dtype, and elements that views share.",
        methods: ArrayMethods.rows, properties: ArrayProperties.rows, slots: ArraySlots.slots)
}

/// What the language asks of arrays.
enum ArraySlots {
    static let slots = Slots {
        $0.repr = { (object, interpreter) throws(LanguageError) in
            guard let array = object as? ArrayObject else { return "" }
            return try ArrayPrinting.representation(array.tensor, interpreter)
        }
        $0.str = { (object, interpreter) throws(LanguageError) in
            guard let array = object as? ArrayObject else { return "" }
            return try ArrayPrinting.string(array.tensor, interpreter)
        }
        $0.format = { (object, spec, interpreter) throws(LanguageError) in
            guard let array = object as? ArrayObject else { return "" }
            if spec.isEmpty, array.tensor.rank > 0 || !array.tensor.dtype.isFloat {
                return try ArrayPrinting.string(array.tensor, interpreter)
            }
            guard array.tensor.rank == 0 else {
                throw LanguageError.typeError(
                    "unsupported format string passed to numpy.ndarray.__format__",
                    hint: "format the elements one by one, or round the array: np.round(x, 2)")
            }
            return try interpreter.format(.plain(array.tensor.scalar(at: []), array.tensor.dtype), spec)
        }
        $0.binary = ArrayOperators.binary
        $0.consume = DyingArrays.consume
        $0.inPlace = ArrayOperators.inPlace
        $0.unary = ArrayOperators.unary
        $0.compare = ArrayOperators.compare
        $0.truth = { (object, _) throws(LanguageError) in
            guard let array = object as? ArrayObject else { return true }
            if array.tensor.count == 1 {
                return try lifting { () throws(TensorError) in try array.tensor.item() }.isTrue
            }
            throw LanguageError.valueError(
                array.tensor.count == 0
                    ? "The truth value of an empty array is ambiguous. Use `array.size > 0` to check that an array is not empty."
                    : "The truth value of an array with more than one element is ambiguous. Use a.any() or a.all()")
        }
        $0.length = { (object, _) throws(LanguageError) in
            guard let array = object as? ArrayObject, let first = array.tensor.shape.first else {
                throw LanguageError.typeError("len() of unsized object")
            }
            return first
        }
        $0.getItem = NumPyIndex.get
        $0.setItem = NumPyIndex.set
        $0.deleteItem = { (_, _, _) throws(LanguageError) in
            throw LanguageError.valueError(
                "cannot delete array elements", hint: "np.delete(x, places) gives an array without them")
        }
        $0.iterate = { (object, _) throws(LanguageError) in
            guard let array = object as? ArrayObject, array.tensor.rank > 0 else {
                throw LanguageError.typeError("iteration over a 0-d array")
            }
            let tensor = array.tensor
            var next = 0
            return Iteration("iterator") { (_) throws(LanguageError) in
                guard next < tensor.shape[0] else { return nil }
                defer { next += 1 }
                if tensor.rank == 1 { return .object(ScalarObject(tensor.scalar(at: [next]), tensor.dtype)) }
                return Value(tensor[first: next])
            }
        }
        $0.contains = { (object, value, interpreter) throws(LanguageError) in
            guard let answer = try ArrayOperators.compare(.equal, object, value, interpreter) else { return false }
            let tensor = try NumPyArgument.tensor(answer, interpreter)
            return try lifting { () throws(TensorError) in try Ufunc.logicalOr.reduce(tensor).item() }.isTrue
        }
        $0.hash = { (_, _) throws(LanguageError) in throw LanguageError.typeError("unhashable type: 'numpy.ndarray'") }
        $0.index = { (object, _) in
            guard let array = object as? ArrayObject, array.tensor.rank == 0, array.tensor.dtype.isInteger else {
                return nil
            }
            return Int(array.tensor.scalar(at: []).int)
        }
        $0.float = { (object, _) throws(LanguageError) in
            guard let array = object as? ArrayObject else { return nil }
            guard array.tensor.rank == 0 else {
                throw LanguageError.typeError("only 0-dimensional arrays can be converted to Python scalars")
            }
            return array.tensor.scalar(at: []).double
        }
    }
}

/// Attributes of arrays and scalars.
enum ArrayProperties {
    static let rows: [NativeProperty] = [
        NativeProperty(
            "shape", doc: "Sizes of the axes; assigning another shape keeps the elements.",
            set: { (object, value, interpreter) throws(LanguageError) in
                guard let array = object as? ArrayObject else {
                    throw LanguageError.attributeError("can't set attribute 'shape'")
                }
                let shape = try NumPyArgument.shape(value, interpreter)
                let changed = try lifting { () throws(TensorError) in try array.tensor.reshaped(shape) }
                guard changed.sharesStorage(with: array.tensor) else {
                    throw LanguageError.attributeError(
                        "Incompatible shape for in-place modification. Use `.reshape()` to make a copy with the desired shape."
                    )
                }
                array.show(changed)
            }
        ) { (object, interpreter) throws(LanguageError) in
            .tuple(Tuple(try tensor(object, interpreter).shape.map { .int($0) }))
        },
        row("ndim", "Number of axes.") { .int($0.rank) },
        row("size", "Number of elements.") { .int($0.count) },
        row("itemsize", "Bytes of an element.") { .int($0.dtype.itemSize) },
        row("nbytes", "Bytes of all elements.") { .int($0.byteCount) },
        row("dtype", "Type of the elements.") { .object(DTypeObject($0.dtype)) },
        row("strides", "Bytes from one element to the next along each axis.") { tensor in
            .tuple(Tuple(tensor.strides.map { .int($0 * tensor.dtype.itemSize) }))
        },
        NativeProperty("T", doc: "The array with its axes reversed; a view.") {
            (object, interpreter) throws(LanguageError) in
            let x = try tensor(object, interpreter)
            return .asSource(object, try lifting { () throws(TensorError) in try x.transposed() })
        },
        NativeProperty("real", doc: "The real part: the array itself.") { (object, _) throws(LanguageError) in
            .object(object)
        },
        NativeProperty(
            "flat", doc: "The elements in row-major order, by place or one after the other.",
            set: { (object, value, interpreter) throws(LanguageError) in
                guard let array = object as? ArrayObject else {
                    throw LanguageError.attributeError("can't set attribute 'flat'")
                }
                let all = Value.object(SliceObject(start: .none, stop: .none, step: .none))
                try FlatView(array).set(all, value, interpreter)
            }
        ) { (object, interpreter) throws(LanguageError) in
            if let array = object as? ArrayObject { return .object(FlatView(array)) }
            return .object(FlatView(ArrayObject(try tensor(object, interpreter))))
        },
        NativeProperty("imag", doc: "The imaginary part: zeros.") { (object, interpreter) throws(LanguageError) in
            let x = try tensor(object, interpreter)
            return .asSource(
                object, try lifting { () throws(TensorError) in try Tensor(shape: x.shape, dtype: x.dtype) })
        },
        NativeProperty("mT", doc: "The array with its last two axes swapped; a view.") {
            (object, interpreter) throws(LanguageError) in
            let x = try tensor(object, interpreter)
            guard x.rank >= 2 else { throw LanguageError.valueError("matrix transpose with ndim < 2 is undefined") }
            return Value(try lifting { () throws(TensorError) in try x.swappingAxes(-1, -2) })
        },
        NativeProperty("flags", doc: "How the elements lie in memory.") { (object, interpreter) throws(LanguageError) in
            let isView = (object as? ArrayObject).map { $0.base != nil } ?? false
            return .object(FlagsObject(try tensor(object, interpreter), isView: isView))
        },
        NativeProperty("base", doc: "None for arrays with memory of their own.") {
            (object, interpreter) throws(LanguageError) in
            (object as? ArrayObject)?.base.map { .object($0) } ?? .none
        },
    ]

    private static func row(_ name: String, _ doc: String, _ get: @escaping @Sendable (Tensor) -> Value)
        -> NativeProperty
    {
        NativeProperty(name, doc: doc) { (object, interpreter) throws(LanguageError) in
            get(try tensor(object, interpreter))
        }
    }

    private static func tensor(_ object: Object, _ interpreter: Interpreter) throws(LanguageError) -> Tensor {
        try NumPyArgument.tensor(.object(object), interpreter)
    }
}

extension Value {
    /// A scalar where the source is one, else an array, also without dimensions.
    static func asSource(_ source: Object, _ tensor: Tensor) -> Value {
        if source is ScalarObject { return .result(tensor) }
        return Value(tensor)
    }
}

/// An operation that is a function of the module and a method of arrays: one row for both.
struct ArrayOperation: Sendable {
    let name: String
    /// Parameters after the array.
    let parameters: [Parameter]
    let doc: String
    /// The array, the call, and the place of the first parameter after the array.
    let body: @Sendable (Tensor, Call, Int) throws(LanguageError) -> Value

    init(
        _ name: String, _ parameters: [Parameter] = [], doc: String,
        body: @escaping @Sendable (Tensor, Call, Int) throws(LanguageError) -> Value
    ) {
        self.name = name
        self.parameters = parameters
        self.doc = doc
        self.body = body
    }

    /// As `np.name(a, …)`.
    func function(named other: String? = nil) -> NativeFunction {
        let body = body
        return NativeFunction(other ?? name, [Parameter("a")] + parameters, doc: doc) { (call) throws(LanguageError) in
            try body(call.tensor(0), call, 1)
        }
    }

    /// As `a.name(…)`.
    var method: NativeFunction {
        let body = body
        return NativeFunction(name, parameters, doc: doc) { (call) throws(LanguageError) in
            try body(NumPyArgument.tensor(call.receiver ?? .none, call.interpreter), call, 0)
        }
    }
}

/// Methods of arrays and scalars: what functions of the module do too, and some of their own.
enum ArrayMethods {
    static let rows: [NativeFunction] =
        (ArrayReductions.rows + ArrayShapes.methods + ArrayOrder.methods).map(\.method) + own

    private static func array(_ call: Call) throws(LanguageError) -> Tensor {
        try NumPyArgument.tensor(call.receiver ?? .none, call.interpreter)
    }

    private static let own: [NativeFunction] = [
        NativeFunction("copy", [Parameter("order", .str("C"))], doc: "A copy with memory of its own.") {
            (call) throws(LanguageError) in
            let x = try array(call)
            return Value(try lifting { () throws(TensorError) in try x.copy() })
        },
        NativeFunction(
            "astype",
            [
                Parameter("dtype"), Parameter("order", .str("K")), Parameter("casting", .str("unsafe")),
                Parameter("subok", .bool(true)), Parameter("copy", .bool(true)),
            ], doc: "A copy with elements of another type."
        ) { (call) throws(LanguageError) in
            let x = try array(call)
            if let items = try ItemCasting.astype(x, call) { return items }
            let type = try NumPyArgument.dtype(call[0])
            try CastingRule(call, 2).check(x.dtype, type, isNumber: x.rank == 0)
            let copies = try call.bool(4)
            let result = try FloatErrors.watch("cast", call.interpreter) { () throws(LanguageError) in
                try lifting { () throws(TensorError) in
                    x.dtype == type ? (copies ? try x.copy() : x) : try x.asType(type)
                }
            }
            if case .object(is ScalarObject)? = call.receiver { return .result(result) }
            return Value(result)
        },
        NativeFunction("tolist", doc: "The elements as nested lists.") { (call) throws(LanguageError) in
            nested(try array(call))
        },
        NativeFunction("item", [.positional("index", .none)], doc: "One element as a plain number.") {
            (call) throws(LanguageError) in
            let x = try array(call)
            if let value = call.optional(0) {
                let items = try NumPyIndex.items(value, call.interpreter)
                let part = try lifting { () throws(TensorError) in
                    if items.count == 1, case .index(let place) = items[0], place < -x.count || place >= x.count {
                        throw TensorError(
                            .index,
                            "index \(place) is out of bounds for \(x.rank == 1 ? "axis 0 with size" : "size") \(x.count)"
                        )
                    }
                    return x.rank == 1 || items.count > 1 ? try x[items] : try x.flattened()[items]
                }
                return .plain(try lifting { () throws(TensorError) in try part.item() }, x.dtype)
            }
            return .plain(try lifting { () throws(TensorError) in try x.item() }, x.dtype)
        },
        NativeFunction("fill", [Parameter("value")], doc: "Sets every element.") { (call) throws(LanguageError) in
            let x = try array(call)
            switch call[0] {
            case .list where x.dtype.isInteger, .tuple where x.dtype.isInteger:
                throw LanguageError.typeError(
                    "int() argument must be a string, a bytes-like object or a real number, not '\(call[0].typeName)'",
                    hint: "fill takes one number")
            default: break
            }
            let value = try NumPyArgument.assigned(call[0], to: x.dtype, call.interpreter)
            if value.rank > 0 {
                throw LanguageError.valueError(
                    "setting an array element with a sequence.", hint: "fill takes one number")
            }
            try lifting { () throws(TensorError) in try x.assign(value) }
            return .none
        },
        NativeFunction(
            "sort", [Parameter("axis", .int(-1)), Parameter("kind", .none), ArrayOrder.order, ArrayOrder.stable],
            doc: "Sorts in place."
        ) { (call) throws(LanguageError) in
            let x = try array(call)
            let axis = try call.int(0)
            try lifting { () throws(TensorError) in try x.assign(x.sorted(axis: axis)) }
            return .none
        },
        RawElements.tofile, Resizing.method,
        NativeFunction("tobytes", [Parameter("order", .str("C"))], doc: "The elements' bytes, row after row.") {
            (call) throws(LanguageError) in
            let (x, columns) = (try array(call), try ArrayShapes.isColumnMajor(call, 0))
            return .object(
                BytesObject(try lifting { () throws(TensorError) in try (columns ? x.transposed() : x).rawBytes() }))
        },
        NativeFunction("view", [Parameter("dtype", .none)], doc: "The same memory, seen as another type.") {
            (call) throws(LanguageError) in
            let x = try array(call)
            guard let type = try call.dtype(0), type != x.dtype else { return Value(x) }
            return Value(try lifting { () throws(TensorError) in try x.viewed(as: type) })
        },
        NativeFunction("__abs__", doc: "Absolute values.") { (call) throws(LanguageError) in
            let x = try array(call)
            return .result(try lifting { () throws(TensorError) in try Ufunc.absolute(x) })
        },
        NativeFunction(
            "__round__", [.positional("ndigits", .none)], doc: "Rounded; a scalar without digits becomes a plain int."
        ) {
            (call) throws(LanguageError) in
            let x = try array(call)
            if case .object(is ArrayObject)? = call.receiver {
                throw LanguageError.typeError(
                    "type numpy.ndarray doesn't define __round__ method",
                    hint: "np.round(x, digits) rounds every element")
            }
            if call.optional(0) == nil, case .object(let number as ScalarObject)? = call.receiver, number.dtype != .bool
            {
                guard let round = call.interpreter.globals.builtin("round") else { return .none }
                return try call.interpreter.call(round, [.plain(number.scalar, number.dtype)], [])
            }
            let digits = call.optional(0) == nil ? 0 : try call.int(0)
            return .result(try lifting { () throws(TensorError) in try x.rounded(digits) })
        },
        NativeFunction("__len__", doc: "Length of the first axis.") { (call) throws(LanguageError) in
            .int(try call.interpreter.length(call.receiver ?? .none))
        },
    ]

    /// Nested lists of plain numbers.
    static func nested(_ x: Tensor) -> Value {
        if x.rank == 0 { return .plain(x.scalar(at: []), x.dtype) }
        if x.rank == 1 { return Value((0..<x.shape[0]).map { .plain(x.scalar(at: [$0]), x.dtype) }) }
        return Value((0..<x.shape[0]).map { nested(x[first: $0]) })
    }
}
