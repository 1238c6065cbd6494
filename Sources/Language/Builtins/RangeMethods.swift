/// What ranges and slices can do.
enum RangeMethods {
    private static func range(_ call: Call) throws(LanguageError) -> RangeObject {
        guard case .object(let range as RangeObject)? = call.receiver else {
            throw LanguageError.typeError(
                "descriptor '\(call.function.name)' for 'range' objects doesn't apply to a '\(call.receiver?.typeName ?? "")' object"
            )
        }
        return range
    }

    /// The place of a value in a range; `nil` where it is not there. Whole numbers are found without a walk.
    private static func place(of value: Value, in range: RangeObject, _ interpreter: Interpreter) throws(LanguageError)
        -> Int?
    {
        switch value {
        case .int, .bool:
            guard let number = interpreter.index(value), try interpreter.contains(.object(range), .int(number)) else {
                return nil
            }
            return (number &- range.start) / range.step
        default:
            for place in 0..<range.count {
                if place & 1023 == 1023 { try interpreter.checkInterrupt() }
                if try interpreter.equal(.int(range.start &+ place &* range.step), value) { return place }
            }
            return nil
        }
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
                if case .int = call[0] {
                    throw LanguageError.valueError("\(try call.interpreter.repr(call[0])) is not in range")
                }
                throw LanguageError.valueError("sequence.index(x): x not in sequence")
            }
            return .int(place)
        },
    ]

    static let sliceRows: [NativeFunction] = [
        NativeFunction("indices", [.positional("length")], doc: "Start, stop and step for a sequence of a length.") {
            (call) throws(LanguageError) in
            guard case .object(let slice as SliceObject)? = call.receiver else {
                throw LanguageError.typeError("descriptor 'indices' requires a 'slice' object")
            }
            let length = try call.int(0)
            if length < 0 { throw LanguageError.valueError("length should not be negative") }
            let (start, stop, step, _) = try call.interpreter.bounds(slice, length)
            return .tuple(Tuple([.int(start), .int(stop), .int(step)]))
        }
    ]
}
