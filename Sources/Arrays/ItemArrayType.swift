import Language
import Tensors

extension NativeType {
    /// The type of arrays of texts and objects: arrays, with rows of their own.
    static let itemArray = NativeType(
        name: "ndarray", module: "numpy", doc: "An array of texts or objects.", base: .ndarray,
        methods: ItemMethods.rows, properties: ItemProperties.rows, shownAs: .ndarray, slots: ItemSlots.slots)
}

/// What the language asks of arrays of texts and objects.
enum ItemSlots {
    static let slots = Slots {
        $0.repr = { (object, interpreter) throws(LanguageError) in
            try (object as? ItemArray)?.representation(interpreter) ?? ""
        }
        $0.str = { (object, interpreter) throws(LanguageError) in try (object as? ItemArray)?.text(interpreter) ?? "" }
        $0.format = { (object, spec, interpreter) throws(LanguageError) in
            guard let items = object as? ItemArray else { return "" }
            if spec.isEmpty { return try items.text(interpreter) }
            guard items.places.rank == 0, let only = try items.elements.first else {
                throw LanguageError.typeError(
                    "unsupported format string passed to numpy.ndarray.__format__",
                    hint: "format the elements one by one")
            }
            return try interpreter.format(only, spec)
        }
        $0.binary = ItemOperators.binary
        $0.inPlace = ItemOperators.inPlace
        $0.unary = ItemOperators.unary
        $0.compare = ItemOperators.compare
        $0.truth = { (object, interpreter) throws(LanguageError) in
            guard let items = object as? ItemArray else { return true }
            if items.places.count == 1 {
                let only = try items.elements[0]
                return try NumPyState.of(interpreter).nested { () throws(LanguageError) in try interpreter.truth(only) }
            }
            throw LanguageError.valueError(
                items.places.count == 0
                    ? "The truth value of an empty array is ambiguous. Use `array.size > 0` to check that an array is not empty."
                    : "The truth value of an array with more than one element is ambiguous. Use a.any() or a.all()")
        }
        $0.length = { (object, _) throws(LanguageError) in
            guard let first = (object as? ItemArray)?.places.shape.first else {
                throw LanguageError.typeError("len() of unsized object")
            }
            return first
        }
        $0.getItem = ItemIndex.get
        $0.setItem = ItemIndex.set
        $0.iterate = { (object, _) throws(LanguageError) in
            guard let items = object as? ItemArray, items.places.rank > 0 else {
                throw LanguageError.typeError("iteration over a 0-d array")
            }
            var next = 0
            return Iteration("iterator") { (_) throws(LanguageError) in
                guard next < items.places.shape[0] else { return nil }
                defer { next += 1 }
                return ItemArray.result(items.places[first: next], items.block)
            }
        }
        $0.contains = { (object, value, interpreter) throws(LanguageError) in
            guard let items = object as? ItemArray else { return false }
            let answer = try ItemOperators.compared(.equal, items, value, interpreter)
            let tensor = try NumPyArgument.tensor(answer, interpreter)
            return try lifting { () throws(TensorError) in try Ufunc.logicalOr.reduce(tensor).item() }.isTrue
        }
        $0.hash = { (_, _) throws(LanguageError) in throw LanguageError.typeError("unhashable type: 'numpy.ndarray'") }
        $0.index = { (object, interpreter) in
            guard let items = object as? ItemArray, items.places.rank == 0, items.type == .object,
                let only = try? items.elements.first
            else { return nil }
            return interpreter.index(only)
        }
        $0.float = { (object, interpreter) throws(LanguageError) in
            guard let items = object as? ItemArray else { return nil }
            guard items.places.count == 1 else {
                throw LanguageError.typeError("only 0-dimensional arrays can be converted to Python scalars")
            }
            return try items.numbers(.float64, interpreter).scalar(at: [Int](repeating: 0, count: items.places.rank))
                .double
        }
    }
}

/// Attributes of arrays of texts and objects.
enum ItemProperties {
    static let rows: [NativeProperty] = [
        NativeProperty(
            "shape", doc: "Sizes of the axes; assigning another shape keeps the elements.",
            set: { (object, value, interpreter) throws(LanguageError) in
                guard let items = object as? ItemArray else { return }
                let shape = try NumPyArgument.shape(value, interpreter)
                items.places = try lifting { () throws(TensorError) in try items.places.reshaped(shape) }
            }
        ) { (object, _) throws(LanguageError) in
            .tuple(Tuple((object as? ItemArray)?.places.shape.map { .int($0) } ?? []))
        },
        row("ndim", "Number of axes.") { .int($0.places.rank) },
        row("size", "Number of elements.") { .int($0.places.count) },
        row("itemsize", "Bytes of an element in NumPy's memory.") { .int($0.type.itemSize) },
        row("nbytes", "Bytes of all elements in NumPy's memory.") { .int($0.places.count * $0.type.itemSize) },
        row("dtype", "Type of the elements.") { .object(ItemDTypeObject($0.type)) },
        row("strides", "Bytes from one element to the next along each axis, in NumPy's memory.") { items in
            .tuple(Tuple(items.places.strides.map { .int($0 * items.type.itemSize) }))
        },
        row("base", "None for arrays with cells of their own.") { $0.base.map { .object($0) } ?? .none },
        row("flags", "How the elements lie in memory.") { .object(FlagsObject($0.places, isView: $0.base != nil)) },
        row("real", "The elements: the array itself.") { .object($0) },
        view("T", "The array with its axes reversed; a view.") { (x) throws(TensorError) in try x.transposed() },
        view("mT", "The array with its last two axes swapped; a view.") { (x) throws(TensorError) in
            try x.swappingAxes(-1, -2)
        },
        view("flat", "The elements in row-major order, by place or one after the other.") { (x) throws(TensorError) in
            // Places that were copied lead to the same cells: assigning to them is seen by the array.
            try x.flattened()
        },
    ]

    private static func row(
        _ name: String, _ doc: String, _ get: @escaping @Sendable (ItemArray) -> Value
    ) -> NativeProperty {
        NativeProperty(name, doc: doc) { (object, _) throws(LanguageError) in
            (object as? ItemArray).map(get) ?? .none
        }
    }

    private static func view(
        _ name: String, _ doc: String, _ get: @escaping @Sendable (Tensor) throws(TensorError) -> Tensor
    ) -> NativeProperty {
        NativeProperty(name, doc: doc) { (object, _) throws(LanguageError) in
            guard let items = object as? ItemArray else { return .none }
            return .object(
                ItemArray(try lifting { () throws(TensorError) in try get(items.places) }, items.block))
        }
    }
}
