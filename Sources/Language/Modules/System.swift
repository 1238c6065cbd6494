import Glibc

/// `time`: clocks, and sleep that hears an interrupt.
enum TimeModule {
    static func seconds(_ clock: clockid_t) -> Double {
        var now = timespec()
        clock_gettime(clock, &now)
        return Double(now.tv_sec) + Double(now.tv_nsec) * 1e-9
    }

    private static func clock(_ name: String, _ doc: String, _ id: clockid_t) -> [NativeFunction] {
        [
            NativeFunction(name, doc: doc) { _ in .float(seconds(id)) },
            NativeFunction(name + "_ns", doc: doc + " In nanoseconds.") { _ in
                var now = timespec()
                clock_gettime(id, &now)
                return .int(now.tv_sec &* 1_000_000_000 &+ now.tv_nsec)
            },
        ]
    }

    private static let rows: [NativeFunction] =
        clock("time", "Seconds since 1970.", CLOCK_REALTIME)
        + clock("perf_counter", "Seconds of the finest clock, for differences.", CLOCK_MONOTONIC)
        + clock("monotonic", "Seconds of a clock that never goes back.", CLOCK_MONOTONIC)
        + clock("process_time", "Seconds that the processor spent on the program.", CLOCK_PROCESS_CPUTIME_ID)
        + [
            NativeFunction("sleep", [.positional("seconds")], doc: "Waits; an interrupt ends the wait.") {
                (call) throws(LanguageError) in
                guard let duration = try call.interpreter.number(call[0]) else {
                    throw LanguageError.typeError(
                        "'\(call[0].typeName)' object cannot be interpreted as an integer")
                }
                if duration < 0 { throw LanguageError.valueError("sleep length must be non-negative") }
                if !(duration < 1e9) { throw LanguageError.overflow("timestamp too large to convert to C _PyTime_t") }
                let end = seconds(CLOCK_MONOTONIC) + duration
                while true {
                    try call.interpreter.reachSafePoint()
                    let left = end - seconds(CLOCK_MONOTONIC)
                    if left <= 0 { return .none }
                    // What was started in the background uses the time.
                    let interrupt = call.interpreter.host.interrupt
                    if call.interpreter.background.advance(until: {
                        interrupt.isRaised || seconds(CLOCK_MONOTONIC) >= end
                    }) {
                        continue
                    }
                    var pause = timespec(tv_sec: 0, tv_nsec: Int(min(left, 0.02) * 1e9))
                    nanosleep(&pause, nil)
                }
            }
        ] + calendarRows

    static let module = NativeModule(
        "time", doc: "Clocks and waiting.", functions: rows,
        constants: { interpreter in
            let (winter, summer) = (TimezoneObject.local(at: 0), TimezoneObject.local(at: 15_552_000))
            return [
                ("struct_time", .object(structure(interpreter))), ("timezone", .int(-winter.offset / 1_000_000)),
                ("altzone", .int(-summer.offset / 1_000_000)),
                ("daylight", .int(winter.offset == summer.offset ? 0 : 1)),
                ("tzname", .tuple(Tuple([Value(winter.name), Value(summer.name)]))),
            ]
        })
}

/// One of the cell's output streams, as `sys.stdout` and `sys.stderr` give it.
final class StreamObject: Object {
    let stream: StreamName

    init(_ stream: StreamName) { self.stream = stream }

    override var nativeType: NativeType { StreamObject.type }

    static let type: NativeType = NativeType(
        name: "OutStream", module: "io", doc: "Where printed text goes.",
        methods: [
            NativeFunction("write", [.positional("text")], doc: "Prints a text as it is.") {
                (call) throws(LanguageError) in
                guard case .str(let text) = call[0] else {
                    throw LanguageError.typeError("write() argument must be str, not \(call[0].typeName)")
                }
                if case .object(let object as StreamObject)? = call.receiver {
                    call.interpreter.host.emit(.stream(object.stream, text.string))
                }
                return .int(text.count)
            },
            NativeFunction("flush", doc: "Nothing waits here: text goes out as it is written.") { _ in .none },
            NativeFunction("isatty", doc: "False: what shows the text is no terminal.") { _ in .bool(false) },
        ])
}

extension Interpreter {
    /// What a program has put in the place of `sys.stdout`.
    var redirectedOutput: Value? {
        guard let target = loadedModules["sys"]?.members["stdout"] else { return nil }
        if case .object(_ as StreamObject) = target { return nil }
        return target
    }
}

/// `sys`: the program's arguments and streams.
enum SysModule {
    private static let rows: [NativeFunction] = [
        NativeFunction("exit", [.positional("status", .none)], doc: "Ends the program.") {
            (call) throws(LanguageError) in
            let exit = ExceptionObject(
                cls: call.interpreter.exceptionClass(.systemExit), arguments: call[0].isNone ? [] : [call[0]])
            throw LanguageError(object: exit)
        },
        NativeFunction(
            "get_int_max_str_digits", doc: "How many decimal digits a conversion between integers and text may have."
        ) { call in .int(DigitLimit.of(call.interpreter).digits) },
        NativeFunction(
            "set_int_max_str_digits", [Parameter("maxdigits")],
            doc: "Sets how many decimal digits such a conversion may have; 0 for any number."
        ) { (call) throws(LanguageError) in
            let limit = try call.int(0)
            if limit != 0 && limit < 640 { throw LanguageError.valueError("maxdigits must be 0 or larger than 640") }
            DigitLimit.of(call.interpreter).digits = limit
            return .none
        },
        NativeFunction("setrecursionlimit", [Parameter("limit")], doc: "Checks a limit; the depth stays as it is.") {
            (call) throws(LanguageError) in
            if try call.place(0) < 1 {
                throw LanguageError.valueError("recursion limit must be greater or equal than 1")
            }
            return .none
        },
        NativeFunction("exc_info", doc: "Class and object of the exception that is being handled.") { call in
            guard let object = call.interpreter.handling.last else { return .tuple(Tuple([.none, .none, .none])) }
            return .tuple(Tuple([.object(object.cls), .object(object), .none]))
        },
        NativeFunction("getdefaultencoding", doc: "How text becomes bytes.") { _ in Value("utf-8") },
        NativeFunction("getfilesystemencoding", doc: "How names of files become bytes.") { _ in Value("utf-8") },
        NativeFunction("intern", [Parameter("string")], doc: "The text itself.") { (call) throws(LanguageError) in
            guard case .str = call[0] else {
                throw LanguageError.typeError("intern() argument must be str, not \(call[0].typeName)")
            }
            return call[0]
        },
        NativeFunction("getrecursionlimit", doc: "How deep calls may go.") { _ in .int(Machine.frameLimit) },
        NativeFunction(
            "getsizeof", [Parameter("object"), Parameter("default", .none)], doc: "About how many bytes a value takes."
        ) {
            (call) throws(LanguageError) in
            switch call[0] {
            case .int, .float, .bool, .none: return .int(16)
            case .str(let text): return .int(48 + text.string.utf8.count)
            default:
                let count = (try? call.interpreter.length(call[0])) ?? 0
                return .int(48 + count * 16)
            }
        },
    ]

    static let module = NativeModule(
        "sys", doc: "The program's arguments and streams.", functions: rows,
        constants: { interpreter in
            let version = NamedTuples.type(
                "version_info", ["major", "minor", "micro", "releaselevel", "serial"], [], interpreter, module: "sys")
            let numbers: [Value] = [.int(3), .int(11), .int(0), Value("final"), .int(0)]
            let modules = Dict()
            for name in interpreter.loadedModules.keys.sorted() + ["sys"] {
                if let module = interpreter.loadedModules[name] {
                    try? modules.set(Value(name), .object(module), interpreter)
                }
            }
            let floats = NamedTuples.type(
                "float_info",
                [
                    "max", "max_exp", "max_10_exp", "min", "min_exp", "min_10_exp", "dig", "mant_dig", "epsilon",
                    "radix", "rounds",
                ], [], interpreter, module: "sys")
            let limits: [Value] = [
                .float(.greatestFiniteMagnitude), .int(1024), .int(308), .float(.leastNormalMagnitude), .int(-1021),
                .int(-307), .int(15), .int(53), .float(.ulpOfOne), .int(2), .int(1),
            ]
            let implementation = NamedTuples.type("implementation", ["name"], [], interpreter, module: "sys")
            return [
                ("modules", .dict(modules)), ("maxunicode", .int(0x10FFFF)), ("hexversion", .int(0x030B_00F0)),
                ("float_info", (try? interpreter.call(.object(floats), limits)) ?? .none),
                ("implementation", (try? interpreter.call(.object(implementation), [Value("svertka")])) ?? .none),
                ("warnoptions", Value([Value]())), ("dont_write_bytecode", .bool(true)), ("prefix", Value("/usr")),
                ("argv", Value(interpreter.arguments.map { Value($0) })),
                ("stdout", .object(StreamObject(.stdout))), ("stderr", .object(StreamObject(.stderr))),
                ("version", Value("3.11 (Svertka)")), ("platform", Value("linux")), ("byteorder", Value("little")),
                ("version_info", (try? interpreter.call(.object(version), numbers)) ?? .none),
                ("maxsize", .int(Int.max)), ("path", Value([Value]())), ("executable", Value("svertka")),
            ]
        })
}
