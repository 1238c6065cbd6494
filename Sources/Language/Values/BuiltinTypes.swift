/// The rows of the language's own types.
extension NativeType {
    public static let object: NativeType = NativeType(
        name: "object", doc: "The base of all classes.",
        constructor: NativeFunction("object", doc: "A featureless object.") { call in
            .object(Instance(cls: call.interpreter.classObject(for: .object)))
        }, allowsSubclasses: true)
    public static let none: NativeType = NativeType(name: "NoneType", doc: "The type of None.")
    public static let bool: NativeType = NativeType(
        name: "bool", doc: "True or False.", base: .int, constructor: Constructors.bool)
    public static let int: NativeType = NativeType(
        name: "int", doc: "A whole number.", constructor: Constructors.int, methods: IntMethods.rows,
        slots: bigIntegerSlots)
    public static let float: NativeType = NativeType(
        name: "float", doc: "A floating-point number of 64 bits.", constructor: Constructors.float,
        methods: FloatMethods.rows)
    public static let str: NativeType = NativeType(
        name: "str", doc: "Text: a sequence of code points.", constructor: Constructors.str, methods: StrMethods.rows)
    public static let list: NativeType = NativeType(
        name: "list", doc: "A sequence that can change.", constructor: Constructors.list, methods: ListMethods.rows)
    public static let tuple: NativeType = NativeType(
        name: "tuple", doc: "A sequence that does not change.", constructor: Constructors.tuple,
        methods: TupleMethods.rows)
    public static let dict: NativeType = NativeType(
        name: "dict", doc: "Values under keys, in the order of insertion.", constructor: Constructors.dict,
        methods: DictMethods.rows)
    public static let set: NativeType = NativeType(
        name: "set", doc: "Values without order or repetition.", constructor: Constructors.set,
        methods: SetMethods.rows,
        slots: Slots {
            $0.repr = SetMethods.repr
            $0.inPlace = SetMethods.inPlace
        })
    public static let frozenset: NativeType = NativeType(
        name: "frozenset", doc: "A set that does not change.", constructor: Constructors.frozenset,
        methods: SetMethods.frozenRows,
        slots: Slots { $0.repr = SetMethods.repr })
    public static let bytes: NativeType = NativeType(
        name: "bytes", doc: "Bytes that do not change.", constructor: Constructors.bytes, methods: BytesMethods.rows,
        slots: Slots {
            $0.repr = { (object, _) throws(LanguageError) in
                BytesMethods.repr((object as? BytesObject)?.bytes ?? [])
            }
            $0.compare = { (op, object, other, interpreter) throws(LanguageError) in
                guard let mine = (object as? BytesObject)?.bytes, let theirs = other.byteContent else { return nil }
                return .bool(BytesMethods.compare(op, mine, theirs))
            }
            $0.contains = { (object, value, interpreter) throws(LanguageError) in
                try BytesMethods.contains((object as? BytesObject)?.bytes ?? [], value, interpreter)
            }
            $0.binary = { (op, object, other, reflected, _) throws(LanguageError) in
                guard op == .add, !reflected, let mine = (object as? BytesObject)?.bytes, let theirs = other.byteContent
                else { return nil }
                return .object(BytesObject(mine + theirs))
            }
        })
    public static let range: NativeType = NativeType(
        name: "range", doc: "Whole numbers in equal steps.", constructor: Constructors.range,
        methods: RangeMethods.rows,
        properties: [
            NativeProperty("start", doc: "The first number.") { (o, _) in
                RangeNumbers(o).map { Value($0.start) } ?? .none
            },
            NativeProperty("stop", doc: "Where the numbers end (not included).") { (o, _) in
                RangeNumbers(o).map { Value($0.stop) } ?? .none
            },
            NativeProperty("step", doc: "From one number to the next.") { (o, _) in
                RangeNumbers(o).map { Value($0.step) } ?? .none
            },
        ],
        slots: rangeSlots)
    public static let slice: NativeType = NativeType(
        name: "slice", doc: "start:stop:step between brackets.", constructor: Constructors.slice,
        methods: RangeMethods.sliceRows,
        properties: [
            NativeProperty("start", doc: "Where the slice begins, or None.") { (o, _) in
                (o as? SliceObject)?.start ?? .none
            },
            NativeProperty("stop", doc: "Where the slice ends, or None.") { (o, _) in (o as? SliceObject)?.stop ?? .none
            },
            NativeProperty("step", doc: "From one element to the next, or None.") { (o, _) in
                (o as? SliceObject)?.step ?? .none
            },
        ],
        slots: Slots {
            $0.repr = { (object, interpreter) throws(LanguageError) in
                guard let slice = object as? SliceObject else { return "slice" }
                return
                    "slice(\(try interpreter.repr(slice.start)), \(try interpreter.repr(slice.stop)), \(try interpreter.repr(slice.step)))"
            }
            $0.compare = { (op, object, other, interpreter) throws(LanguageError) in
                guard let slice = object as? SliceObject, let theirs = other.slice else { return nil }
                func parts(_ slice: SliceObject) -> Value {
                    .tuple(Tuple([slice.start, slice.stop, slice.step]))
                }
                return try interpreter.compare(op, parts(slice), parts(theirs))
            }
        })
    public static let ellipsis: NativeType = NativeType(
        name: "ellipsis", doc: "The type of `...`.", slots: Slots { $0.repr = { (_, _) in "Ellipsis" } })
    public static let notImplemented: NativeType = NativeType(
        name: "NotImplementedType", doc: "The type of NotImplemented.",
        slots: Slots { $0.repr = { (_, _) in "NotImplemented" } })
    public static let function: NativeType = NativeType(name: "function", doc: "A function that the program defined.")
    public static let method: NativeType = NativeType(
        name: "method", doc: "A function bound to an object.",
        properties: [
            NativeProperty("__self__", doc: "The object.") { (o, _) in (o as? BoundMethod)?.receiver ?? .none },
            NativeProperty("__func__", doc: "The function.") { (o, _) in (o as? BoundMethod)?.function ?? .none },
            NativeProperty("__name__", doc: "The function's name.") { (o, interpreter) throws(LanguageError) in
                try (o as? BoundMethod).map { (m) throws(LanguageError) in
                    try interpreter.getAttribute(m.function, "__name__")
                } ?? .none
            },
            NativeProperty("__doc__", doc: "The function's documentation.") { (o, interpreter) throws(LanguageError) in
                try (o as? BoundMethod).map { (m) throws(LanguageError) in
                    try interpreter.getAttribute(m.function, "__doc__")
                } ?? .none
            },
        ],
        slots: Slots {
            $0.repr = { (object, interpreter) throws(LanguageError) in
                guard let method = object as? BoundMethod, case .function(let function) = method.function else {
                    return "<bound method>"
                }
                return
                    "<bound method \(function.qualifiedName) of \(try interpreter.repr(method.receiver))>"
            }
            $0.compare = { (op, object, other, _) throws(LanguageError) in
                guard op == .equal || op == .notEqual, let a = object as? BoundMethod,
                    case .object(let b as BoundMethod) = other
                else { return nil }
                let same = a.function.isIdentical(to: b.function) && a.receiver.isIdentical(to: b.receiver)
                return .bool(same == (op == .equal))
            }
        })
    public static let nativeFunction: NativeType = NativeType(
        name: "builtin_function_or_method", doc: "A function of the library.",
        properties: [
            NativeProperty("__name__", doc: "The function's name.") { (o, _) in
                Value((o as? NativeFunctionObject)?.function.name ?? "")
            },
            NativeProperty("__doc__", doc: "The function's documentation.") { (o, _) in
                Value((o as? NativeFunctionObject)?.function.doc ?? "")
            },
        ],
        slots: Slots {
            $0.repr = { (object, interpreter) throws(LanguageError) in
                guard let native = object as? NativeFunctionObject else { return "<built-in function>" }
                if let receiver = native.receiver {
                    return
                        "<built-in method \(native.function.name) of \(receiver.typeName) object at \(interpreter.address(native))>"
                }
                return native.takesReceiver
                    ? "<method '\(native.function.name)' of '\(native.function.owner ?? "")' objects>"
                    : "<built-in function \(native.function.name)>"
            }
            // Each look at `seen.append` makes another object; they are equal.
            $0.compare = { (op, object, other, _) throws(LanguageError) in
                guard op == .equal || op == .notEqual, let a = object as? NativeFunctionObject,
                    case .object(let b as NativeFunctionObject) = other
                else { return nil }
                let sameReceiver = a.receiver.map { mine in b.receiver.map { mine.isIdentical(to: $0) } ?? false }
                let same = a.function === b.function && sameReceiver ?? (b.receiver == nil)
                return .bool(same == (op == .equal))
            }
        })
    public static let module: NativeType = NativeType(
        name: "module", doc: "A module of the library.",
        slots: Slots { $0.repr = { (o, _) in "<module '\((o as? ModuleObject)?.name ?? "")' (built-in)>" } })
    public static let type: NativeType = NativeType(
        name: "type", doc: "The type of classes; type(x) gives the class of x.", constructor: Constructors.type,
        slots: EnumModule.classSlots)
    public static let iterator: NativeType = NativeType(
        name: "iterator", doc: "A source of values, one at a time.",
        methods: [
            NativeFunction("__next__", doc: "The next value.") { (call) throws(LanguageError) in
                guard case .object(let iteration as Iteration)? = call.receiver,
                    let value = try iteration.next(call.interpreter)
                else { throw LanguageError(.stopIteration, "") }
                return value
            }
        ],
        slots: Slots {
            $0.repr = { (object, interpreter) throws(LanguageError) in
                "<\((object as? Iteration)?.typeNamed ?? "iterator") object at \(interpreter.address(object))>"
            }
            $0.iterate = { (object, _) throws(LanguageError) in
                guard let iteration = object as? Iteration else { throw LanguageError.typeError("not an iterator") }
                return iteration
            }
        })
    public static let generator: NativeType = NativeType(
        name: "generator", doc: "A function that pauses at each yield.", methods: GeneratorMethods.rows,
        slots: Slots {
            $0.repr = { (object, interpreter) throws(LanguageError) in
                "<generator object \((object as? GeneratorObject)?.name ?? "") at \(interpreter.address(object))>"
            }
            $0.iterate = { (object, _) throws(LanguageError) in
                guard let generator = object as? GeneratorObject else {
                    throw LanguageError.typeError("not a generator")
                }
                return Iteration("generator") { (interpreter) throws(LanguageError) in
                    try generator.resume(.none, interpreter)
                }
            }
        })
    public static let exception: NativeType = NativeType(
        name: "BaseException", doc: "What `raise` takes.",
        methods: ExceptionMembers.rows, properties: ExceptionMembers.properties, allowsSubclasses: true)
    public static let propertyType: NativeType = NativeType(
        name: "property", doc: "An attribute that functions compute.", constructor: Constructors.property,
        methods: DescriptorMethods.rows, properties: DescriptorMethods.properties)
    public static let staticMethod: NativeType = NativeType(
        name: "staticmethod", doc: "A function of a class that takes no object.", constructor: Constructors.staticMethod
    )
    public static let classMethod: NativeType = NativeType(
        name: "classmethod", doc: "A function that takes the class.", constructor: Constructors.classMethod)
    public static let superType: NativeType = NativeType(
        name: "super", doc: "The attributes of the classes above.", constructor: Constructors.superConstructor)
}
