import Glibc

/// The part of `time` that knows days: `struct_time` and its texts.
extension TimeModule {
    /// The class `struct_time`, one for each interpreter.
    private final class Structure {
        let cls: ClassObject
        init(_ cls: ClassObject) { self.cls = cls }
    }

    private static let fields = [
        "tm_year", "tm_mon", "tm_mday", "tm_hour", "tm_min", "tm_sec", "tm_wday", "tm_yday", "tm_isdst",
    ]

    /// `time.struct_time`.
    static func structure(_ interpreter: Interpreter) -> ClassObject {
        interpreter.state(of: Structure.self) {
            Structure(NamedTuples.type("struct_time", fields, [], interpreter, module: "time"))
        }.cls
    }

    /// A moment as `struct_time`.
    static func structure(_ moment: Moment, _ interpreter: Interpreter) throws(LanguageError) -> Value {
        let parts = [
            moment.year, moment.month, moment.day, moment.hour, moment.minute, moment.second, moment.weekday,
            moment.dayOfYear, moment.summer,
        ]
        return try interpreter.call(.object(structure(interpreter)), parts.map { .int($0) })
    }

    /// The moment that `gmtime` and `localtime` mean by an argument: seconds, or now.
    private static func moment(_ call: Call, isLocal: Bool) throws(LanguageError) -> Moment {
        var seconds = Self.seconds(CLOCK_REALTIME).rounded(.down)
        if !call[0].isNone {
            guard let given = try call.interpreter.number(call[0]) else {
                throw LanguageError.typeError("'\(call[0].typeName)' object cannot be interpreted as an integer")
            }
            seconds = given.rounded(.down)
        }
        guard abs(seconds) < 6e16, let moment = Moment(seconds: Int(seconds), isLocal: isLocal) else {
            throw LanguageError.overflow("timestamp out of range for platform time_t")
        }
        return moment
    }

    /// The moment of a `struct_time` or tuple of nine numbers; `nil` in its place means now.
    private static func moment(_ value: Value, _ call: Call) throws(LanguageError) -> Moment {
        if value.isUnbound || value.isNone {
            return Moment(seconds: Int(Self.seconds(CLOCK_REALTIME)), isLocal: true) ?? Moment()
        }
        guard case .tuple(let tuple) = value else {
            throw LanguageError.typeError("Tuple or struct_time argument required")
        }
        guard tuple.values.count == 9 else {
            throw LanguageError.typeError("\(call.function.name)(): illegal time tuple argument")
        }
        var parts: [Int] = []
        for value in tuple.values {
            guard let part = try call.interpreter.smallInteger(value) else {
                throw LanguageError.typeError("'\(value.typeName)' object cannot be interpreted as an integer")
            }
            parts.append(part)
        }
        if call.function.name != "mktime" {
            for (place, range, name) in [
                (1, 0...12, "month"), (2, 0...31, "day of month"), (3, 0...23, "hour"), (4, 0...59, "minute"),
                (5, 0...61, "seconds"), (7, 0...366, "day of year"),
            ] where !range.contains(parts[place]) {
                throw LanguageError.valueError("\(name) out of range")
            }
        }
        let zone = TimezoneObject.local(at: parts[8] > 0 ? 15_552_000 : 0)
        return Moment(
            year: parts[0], month: max(parts[1], call.function.name == "mktime" ? parts[1] : 1),
            day: max(parts[2], call.function.name == "mktime" ? parts[2] : 1), hour: parts[3], minute: parts[4],
            second: parts[5], weekday: parts[6], dayOfYear: max(1, parts[7]), offset: zone.offset, zone: zone.name,
            summer: parts[8])
    }

    static let calendarRows: [NativeFunction] = [
        NativeFunction("gmtime", [.positional("seconds", .none)], doc: "A moment on the clock of UTC.") {
            (call) throws(LanguageError) in try structure(moment(call, isLocal: false), call.interpreter)
        },
        NativeFunction("localtime", [.positional("seconds", .none)], doc: "A moment on the machine's clock.") {
            (call) throws(LanguageError) in try structure(moment(call, isLocal: true), call.interpreter)
        },
        NativeFunction("mktime", [.positional("moment")], doc: "The seconds since 1970 of a moment.") {
            (call) throws(LanguageError) in .float(Double(try moment(call[0], call).localSeconds))
        },
        NativeFunction(
            "strftime", [.positional("format"), .positional("moment", .missing)], doc: "A moment as text."
        ) { (call) throws(LanguageError) in
            guard case .str(let format) = call[0] else {
                throw LanguageError.typeError("strftime() argument 1 must be str, not \(call[0].typeName)")
            }
            return Value(try moment(call[1], call).text(format.string))
        },
        NativeFunction(
            "strptime", [.positional("string"), .positional("format", .str("%a %b %d %H:%M:%S %Y"))],
            doc: "The moment that a text tells, read by a format."
        ) { (call) throws(LanguageError) in
            guard case .str(let text) = call[0] else {
                throw LanguageError.typeError("strptime() argument 0 must be str, not <class '\(call[0].typeName)'>")
            }
            return try structure(
                Moment(reading: text, format: try call.string(1), call.interpreter), call.interpreter)
        },
        NativeFunction("asctime", [.positional("moment", .missing)], doc: "A moment as text.") {
            (call) throws(LanguageError) in Value(try moment(call[0], call).text("%a %b %e %H:%M:%S %Y"))
        },
        NativeFunction("ctime", [.positional("seconds", .none)], doc: "Seconds since 1970 as text.") {
            (call) throws(LanguageError) in
            Value(try moment(call, isLocal: true).text("%a %b %e %H:%M:%S %Y"))
        },
    ]
}
