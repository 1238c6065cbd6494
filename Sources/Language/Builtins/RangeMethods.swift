internal import BigInt

/// What ranges and slices can do.
enum RangeMethods {
    private static func range(_ call: Call) throws(LanguageError) -> RangeNumbers {
        guard case .object(let object)? = call.receiver, let range = RangeNumbers(object) else {
            throw LanguageError.typeError(
                "descriptor '\(call.function.name)' for 'range' objects doesn't apply to a '\(call.receiver?.typeName ?? "")' object"
            )
        }
        return range
    }

    /// The place of a value in a range; `nil` where it is not there. Whole numbers are found without a walk.
    private static func place(of value: Value, in range: RangeNumbers, _ interpreter: Interpreter)
        throws(LanguageError) -> BigInt?
    {
        if let number = value.bigInt { return range.place(of: number) }
        return try range.firstPlace(equalTo: value, interpreter)
    }

    static let rows: [NativeFunction] = [
        NativeFunction("count", [.positional("value")], doc: "How often a value is in the range.") {
            (call) throws(LanguageError) in
            .int(try place(of: call[0], in: try range(call), call.interpreter) == nil ? 0 : 1)
        },
        NativeFunction("index", [.positional("value")], doc: "The place of a value; ValueError where it is not there.")
        {
            (call) throws(LanguageError) in
            guard let place = try place(of: call[0], in: try range(call), call.interpreter) else {
                if call[0].bigInt != nil {
                    throw LanguageError.valueError("\(try call.interpreter.repr(call[0])) is not in range")
                }
                throw LanguageError.valueError("sequence.index(x): x not in sequence")
            }
            return Value(place)
        },
    ]

    static let sliceRows: [NativeFunction] = [
        NativeFunction("indices", [.positional("length")], doc: "Start, stop and step for a sequence of a length.") {
            (call) throws(LanguageError) in
            guard case .object(let slice as SliceObject)? = call.receiver else {
                throw LanguageError.typeError("descriptor 'indices' requires a 'slice' object")
            }
            let length = try call.integer(0)
            if length < 0 { throw LanguageError.valueError("length should not be negative") }
            func part(_ value: Value) throws(LanguageError) -> BigInt? {
                if value.isNone { return nil }
                guard let number = try call.interpreter.integer(value) else { throw LanguageError.notASliceIndex }
                return number
            }
            let step = try part(slice.step) ?? 1
            if step == 0 { throw LanguageError.valueError("slice step cannot be zero") }
            let low: BigInt = step < 0 ? -1 : 0
            let high = step < 0 ? length - 1 : length
            func place(_ value: Value, _ fallback: BigInt) throws(LanguageError) -> Value {
                guard let given = try part(value) else { return Value(fallback) }
                return Value(given < 0 ? max(given + length, low) : min(given, high))
            }
            let start = try place(slice.start, step < 0 ? high : low)
            return .tuple(Tuple([start, try place(slice.stop, step < 0 ? low : high), Value(step)]))
        }
    ]
}
