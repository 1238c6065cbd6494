import CProcessor
import Language

/// What happens when floating-point numbers overflow or have no meaning: NumPy's `seterr`.
///
/// The processor remembers what operations met. It is asked before and after each function of elements; what was met
/// becomes a warning, an error, or nothing, as the program has said.
struct FloatErrors {
    /// What is done about a kind of mishap.
    enum Mode: String {
        case ignore, warn, raise, call, print, log
    }

    var divide = Mode.warn
    var over = Mode.warn
    var under = Mode.ignore
    var invalid = Mode.warn

    /// The kinds in the order in which they are told: the processor's flag, NumPy's, words, and what is done.
    private var kinds: [(flag: UInt32, number: Int, words: String, mode: Mode)] {
        [
            (4, 1, "divide by zero", divide), (8, 2, "overflow", over), (16, 4, "underflow", under),
            (1, 8, "invalid value", invalid),
        ]
    }

    /// Tells of the flags as the program wants it.
    /// - name: the function as NumPy names it: `divide`, `scalar add`, `reduce`.
    static func tell(_ flags: UInt32, _ name: String, _ interpreter: Interpreter) throws(LanguageError) {
        let state = NumPyState.of(interpreter)
        for kind in state.floatErrors.kinds where flags & kind.flag != 0 && !name.isEmpty {
            let message = "\(kind.words) encountered in \(name)"
            switch kind.mode {
            case .ignore, .log: continue
            case .raise: throw LanguageError(.floatingPointError, message)
            case .print: interpreter.write("Warning: \(message)\n", to: .stderr)
            case .call:
                if !state.floatErrorFunction.isNone {
                    _ = try interpreter.call(state.floatErrorFunction, [Value(kind.words), .int(kind.number)], [])
                }
            case .warn: try Warnings.warn(message, .runtimeWarning, interpreter)
            }
        }
    }

    /// Runs `body` and tells what its floating-point operations met.
    @inline(__always)
    static func watch<R>(
        _ name: @autoclosure () -> String, _ interpreter: Interpreter, _ body: () throws(LanguageError) -> R
    ) throws(LanguageError) -> R {
        processor_clear_float_flags()
        let result = try body()
        let flags = processor_float_flags()
        if _slowPath(flags != 0) { try tell(flags, name(), interpreter) }
        return result
    }

    static let rows: [NativeFunction] = [
        NativeFunction(
            "_tell_float_error", [Parameter("flags"), Parameter("name")],
            doc: "Tells of a mishap that a function of the module has met."
        ) { (call) throws(LanguageError) in
            try tell(UInt32(truncatingIfNeeded: try call.int(0)), try call.string(1), call.interpreter)
            return .none
        },
        NativeFunction(
            "seterr",
            [
                Parameter("all", .none), Parameter("divide", .none), Parameter("over", .none),
                Parameter("under", .none), Parameter("invalid", .none),
            ],
            doc:
                "Says what happens on division by zero, overflow, underflow and invalid values: ignore, warn, raise, print."
        ) { (call) throws(LanguageError) in
            let state = NumPyState.of(call.interpreter)
            let old = state.floatErrors
            func mode(_ place: Int, _ present: Mode) throws(LanguageError) -> Mode {
                guard let value = call.optional(place) ?? call.optional(0) else { return present }
                guard case .str(let text) = value, let mode = Mode(rawValue: text.string) else {
                    throw LanguageError.valueError("invalid error mode \(try call.interpreter.repr(value))")
                }
                return mode
            }
            var new = old
            new.divide = try mode(1, old.divide)
            new.over = try mode(2, old.over)
            new.under = try mode(3, old.under)
            new.invalid = try mode(4, old.invalid)
            state.floatErrors = new
            return try dictionary(old, call.interpreter)
        },
        NativeFunction("geterr", doc: "What happens on floating-point mishaps.") { (call) throws(LanguageError) in
            try dictionary(NumPyState.of(call.interpreter).floatErrors, call.interpreter)
        },
        NativeFunction("seterrcall", [Parameter("func")], doc: "The function that mode 'call' calls.") {
            (call) throws(LanguageError) in
            let state = NumPyState.of(call.interpreter)
            defer { state.floatErrorFunction = call[0] }
            return state.floatErrorFunction
        },
        NativeFunction("geterrcall", doc: "The function that mode 'call' calls.") { (call) throws(LanguageError) in
            NumPyState.of(call.interpreter).floatErrorFunction
        },
    ]

    private static func dictionary(_ errors: FloatErrors, _ interpreter: Interpreter) throws(LanguageError) -> Value {
        let dict = Dict()
        for (name, mode) in [
            ("divide", errors.divide), ("over", errors.over), ("under", errors.under), ("invalid", errors.invalid),
        ] { try dict.set(Value(name), Value(mode.rawValue), interpreter) }
        return .dict(dict)
    }
}

/// Warnings of the library, told through the module `warnings`, so that its filters hold.
enum Warnings {
    static func warn(_ message: String, _ kind: ExceptionKind, _ interpreter: Interpreter) throws(LanguageError) {
        guard let function = interpreter.module("warnings")?.members["warn"] else {
            interpreter.write("\(kind.rawValue): \(message)\n", to: .stderr)
            return
        }
        _ = try interpreter.call(function, [Value(message), .object(interpreter.exceptionClass(kind))], [])
    }
}
