/// What dates and datetimes can do.
extension DateObject {
    static func date(_ call: Call) throws(LanguageError) -> DateObject {
        guard case .object(let date as DateObject)? = call.receiver else {
            throw LanguageError.typeError(
                "descriptor '\(call.function.name)' requires a 'datetime.date' object")
        }
        return date
    }

    /// A method that works out a value from the date alone.
    static func method(
        _ name: String, _ doc: String, _ body: @escaping @Sendable (DateObject) throws(LanguageError) -> Value
    ) -> NativeFunction {
        NativeFunction(name, doc: doc) { (call) throws(LanguageError) in try body(try date(call)) }
    }

    static func property(_ name: String, _ doc: String, _ get: @escaping @Sendable (DateObject) -> Value)
        -> NativeProperty
    {
        NativeProperty(name, doc: doc) { (object, _) in (object as? DateObject).map(get) ?? .none }
    }

    private static let dateRows: [NativeFunction] = [
        NativeFunction("today", doc: "The day on the machine's clock.", isStatic: true) { (_) throws(LanguageError) in
            let now = try DateObject.now(zone: nil)
            return .object(try DateObject(now.year, now.month, now.day))
        },
        NativeFunction(
            "fromtimestamp", [.positional("timestamp")], doc: "The day of a time since 1970.", isStatic: true
        ) {
            (call) throws(LanguageError) in
            let moment = try DateObject.at(try call.double(0), zone: nil)
            return .object(try DateObject(moment.year, moment.month, moment.day))
        },
        NativeFunction("fromordinal", [.positional("ordinal")], doc: "The day of a count of days.", isStatic: true) {
            (call) throws(LanguageError) in .object(try fromOrdinal(call, nil))
        },
        NativeFunction("fromisoformat", [.positional("date_string")], doc: "The day that a text tells.", isStatic: true)
        {
            (call) throws(LanguageError) in
            .object(try IsoText.date(try isoArgument(call)))
        },
        NativeFunction(
            "fromisocalendar", [Parameter("year"), Parameter("week"), Parameter("day")], doc: "A day of an ISO week.",
            isStatic: true
        ) { (call) throws(LanguageError) in .object(try fromWeek(call, nil)) },
        NativeFunction(
            "replace", [Parameter("year", .missing), Parameter("month", .missing), Parameter("day", .missing)],
            doc: "The date with some parts changed."
        ) { (call) throws(LanguageError) in
            let date = try date(call)
            return .object(
                try DateObject(
                    try call.part(0, date.year), try call.part(1, date.month), try call.part(2, date.day)))
        },
        method("toordinal", "The count of the day; 1 January of year 1 is 1.") { .int($0.ordinal) },
        method("weekday", "0 for Monday.") { .int(Gregorian.weekday($0.ordinal)) },
        method("isoweekday", "1 for Monday.") { .int(Gregorian.weekday($0.ordinal) + 1) },
        NativeFunction("isocalendar", doc: "Year, week and weekday of ISO 8601.") { (call) throws(LanguageError) in
            let (year, week, weekday) = Gregorian.isoCalendar(try date(call).ordinal)
            let cls = DatetimeModule.isoDate(call.interpreter)
            return try call.interpreter.call(.object(cls), [.int(year), .int(week), .int(weekday)])
        },
        method("isoformat", "The date as ISO 8601 writes it.") { Value($0.isoDate) },
        method("ctime", "The date as text.") { Value($0.moment.text("%a %b %e %H:%M:%S %Y")) },
        NativeFunction("strftime", [Parameter("format")], doc: "The date as a format describes it.") {
            (call) throws(LanguageError) in
            guard case .str(let format) = call[0] else {
                throw LanguageError.typeError("strftime() argument 1 must be str, not \(call[0].typeName)")
            }
            return Value(try date(call).moment.text(format.string))
        },
        NativeFunction("timetuple", doc: "The date as time.struct_time.") { (call) throws(LanguageError) in
            var moment = try date(call).moment
            moment.summer = try date(call).clock?.zone == nil ? -1 : 0
            return try TimeModule.structure(moment, call.interpreter)
        },
    ]

    /// The text of an argument of `fromisoformat`.
    static func isoArgument(_ call: Call) throws(LanguageError) -> String {
        guard case .str(let text) = call[0] else {
            throw LanguageError.typeError("fromisoformat: argument must be str")
        }
        return text.string
    }

    static func fromOrdinal(_ call: Call, _ clock: ClockTime?) throws(LanguageError) -> DateObject {
        let ordinal = try call.place(0)
        if ordinal < 1 { throw LanguageError.valueError("ordinal must be >= 1") }
        if ordinal > Gregorian.lastDay { throw LanguageError.valueError("year is out of range") }
        return try DateObject(ordinal: ordinal, clock)
    }

    static func fromWeek(_ call: Call, _ clock: ClockTime?) throws(LanguageError) -> DateObject {
        let ordinal = try Gregorian.ordinal(
            isoYear: try call.place(0), week: try call.place(1), weekday: try call.place(2))
        return try DateObject(ordinal: ordinal, clock)
    }

    static let type: NativeType = NativeType(
        name: "date", module: "datetime", doc: "A day.",
        constructor: NativeFunction(
            "date", [Parameter("year", .missing), Parameter("month", .missing), Parameter("day", .missing)],
            doc: "The day of a year and month."
        ) { (call) throws(LanguageError) in
            .object(try DateObject(try call.needed(0), try call.needed(1), try call.needed(2)))
        },
        methods: dateRows,
        properties: [
            property("year", "The year.") { .int($0.year) },
            property("month", "The month, from 1.") { .int($0.month) },
            property("day", "The day of the month, from 1.") { .int($0.day) },
        ],
        slots: Slots {
            $0.repr = { (object, interpreter) throws(LanguageError) in
                guard let date = object as? DateObject else { return "" }
                let parts = ["\(date.year)", "\(date.month)", "\(date.day)"] + (date.clock?.shownParts ?? [])
                let rest = try date.clock?.shownRest(interpreter) ?? ""
                return "datetime.\(date.nativeType.name)(\(parts.joined(separator: ", "))\(rest))"
            }
            $0.str = { (object, _) throws(LanguageError) in
                try (object as? DateObject)?.isoText(separator: " ") ?? ""
            }
            $0.format = { (object, spec, _) throws(LanguageError) in
                guard let date = object as? DateObject else { return "" }
                return spec.isEmpty ? try date.isoText(separator: " ") : date.moment.text(spec)
            }
            $0.hash = { (object, _) throws(LanguageError) in (object as? DateObject)?.absolute.hashValue ?? 0 }
            $0.compare = { (op, object, other, _) throws(LanguageError) in
                guard let a = object as? DateObject, case .object(let b as DateObject) = other else { return nil }
                return try a.compared(op, b)
            }
            $0.binary = { (op, object, other, reflected, _) throws(LanguageError) in
                guard let date = object as? DateObject else { return nil }
                return try date.combined(op, other, reflected)
            }
        })

    private func compared(_ op: Comparison, _ other: DateObject) throws(LanguageError) -> Value {
        let isEquality = op == .equal || op == .notEqual
        guard (clock == nil) == (other.clock == nil) else {
            if isEquality { return .bool(op == .notEqual) }
            throw LanguageError.typeError("can't compare datetime.datetime to datetime.date")
        }
        guard (clock?.zone == nil) == (other.clock?.zone == nil) else {
            if isEquality { return .bool(op == .notEqual) }
            throw LanguageError.typeError("can't compare offset-naive and offset-aware datetimes")
        }
        return .bool(op.holds(absolute, other.absolute))
    }

    private func combined(_ op: BinaryOperator, _ other: Value, _ reflected: Bool) throws(LanguageError) -> Value? {
        switch other {
        case .object(let delta as TimedeltaObject):
            guard op == .add || (op == .subtract && !reflected) else { return nil }
            let change = op == .add ? delta.microseconds : -delta.microseconds
            guard let clock else {
                let days = op == .add ? delta.days : -delta.days
                return .object(try DateObject(ordinal: ordinal + days))
            }
            return .object(try DateObject(microseconds: microseconds + change, zone: clock.zone))
        case .object(let date as DateObject):
            guard op == .subtract, !reflected, (clock == nil) == (date.clock == nil) else { return nil }
            guard (clock?.zone == nil) == (date.clock?.zone == nil) else {
                throw LanguageError.typeError("can't subtract offset-naive and offset-aware datetimes")
            }
            return .object(try TimedeltaObject(absolute - date.absolute))
        default: return nil
        }
    }
}

extension Call {
    /// A part of a date that `replace` may change.
    func part(_ place: Int, _ present: Int) throws(LanguageError) -> Int {
        isGiven(place) ? try self.place(place) : present
    }

    /// A part of a date that the constructor must get.
    func needed(_ place: Int) throws(LanguageError) -> Int {
        if isGiven(place) { return try self.place(place) }
        throw LanguageError.typeError(
            "function missing required argument '\(function.parameters[place].name)' (pos \(place + 1))")
    }
}
