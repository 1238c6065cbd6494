/// What only datetimes can do.
extension DateObject {
    private static let clockParameters: [Parameter] = [
        Parameter("hour", .missing), Parameter("minute", .missing), Parameter("second", .missing),
        Parameter("microsecond", .missing), Parameter("tzinfo", .missing), .keyword("fold", .missing),
    ]
    private static let parameters: [Parameter] =
        [Parameter("year", .missing), Parameter("month", .missing), Parameter("day", .missing)] + clockParameters

    /// The clock that arguments from a place on describe, where they say nothing as it is.
    static func clock(_ call: Call, from place: Int, _ present: ClockTime) throws(LanguageError) -> ClockTime {
        var clock = present
        clock.hour = try call.part(place, present.hour)
        clock.minute = try call.part(place + 1, present.minute)
        clock.second = try call.part(place + 2, present.second)
        clock.microsecond = try call.part(place + 3, present.microsecond)
        if call.isGiven(place + 4) { clock.zone = try TimezoneObject.zone(call[place + 4]) }
        clock.fold = try call.part(place + 5, present.fold)
        return clock
    }

    private static func timestamp(_ name: String, _ parameters: [Parameter], _ doc: String, isUTC: Bool)
        -> NativeFunction
    {
        NativeFunction(name, parameters, doc: doc, isStatic: true) { (call) throws(LanguageError) in
            let zone = parameters.count > 1 ? try TimezoneObject.zone(call[1]) : nil
            if let whole = call[0].wholeNumber {
                guard whole.magnitude < 1 << 50 else { throw LanguageError.valueError("year is out of range") }
                return .object(try at(seconds: whole, microseconds: 0, zone: zone, isUTC: isUTC))
            }
            guard let number = try call.interpreter.number(call[0]) else {
                throw LanguageError.typeError("'\(call[0].typeName)' object cannot be interpreted as an integer")
            }
            return .object(try at(number, zone: zone, isUTC: isUTC))
        }
    }

    private static let datetimeRows: [NativeFunction] = [
        NativeFunction("now", [Parameter("tz", .none)], doc: "Now, on a zone's or the machine's clock.", isStatic: true)
        {
            (call) throws(LanguageError) in .object(try now(zone: try TimezoneObject.zone(call[0])))
        },
        NativeFunction("today", doc: "Now, on the machine's clock.", isStatic: true) { (_) throws(LanguageError) in
            .object(try now(zone: nil))
        },
        NativeFunction("utcnow", doc: "Now, on the clock of UTC, without a zone.", isStatic: true) {
            (_) throws(LanguageError) in .object(try now(zone: nil, isUTC: true))
        },
        timestamp(
            "fromtimestamp", [Parameter("timestamp"), Parameter("tz", .none)], "The moment of a time since 1970.",
            isUTC: false),
        timestamp(
            "utcfromtimestamp", [.positional("timestamp")], "The moment of a time since 1970, on the clock of UTC.",
            isUTC: true),
        NativeFunction("fromordinal", [.positional("ordinal")], doc: "Midnight of a count of days.", isStatic: true) {
            (call) throws(LanguageError) in .object(try fromOrdinal(call, ClockTime()))
        },
        NativeFunction(
            "fromisoformat", [.positional("date_string")], doc: "The moment that a text tells.", isStatic: true
        ) { (call) throws(LanguageError) in .object(try IsoText.datetime(try isoArgument(call))) },
        NativeFunction(
            "fromisocalendar", [Parameter("year"), Parameter("week"), Parameter("day")],
            doc: "Midnight of a day of an ISO week.", isStatic: true
        ) { (call) throws(LanguageError) in .object(try fromWeek(call, ClockTime())) },
        NativeFunction(
            "combine", [Parameter("date"), Parameter("time"), Parameter("tzinfo", .missing)],
            doc: "A day and a time of day together.", isStatic: true
        ) { (call) throws(LanguageError) in
            guard case .object(let date as DateObject) = call[0] else {
                throw LanguageError.typeError("combine() argument 1 must be datetime.date, not \(call[0].typeName)")
            }
            guard case .object(let time as TimeObject) = call[1] else {
                throw LanguageError.typeError("combine() argument 2 must be datetime.time, not \(call[1].typeName)")
            }
            var clock = time.clock
            if call.isGiven(2) { clock.zone = try TimezoneObject.zone(call[2]) }
            return .object(try DateObject(date.year, date.month, date.day, clock))
        },
        NativeFunction(
            "strptime", [.positional("date_string"), .positional("format")],
            doc: "The moment that a text tells, read by a format.", isStatic: true
        ) { (call) throws(LanguageError) in
            for place in 0..<2 {
                if case .str = call[place] { continue }
                throw LanguageError.typeError(
                    "strptime() argument \(place + 1) must be str, not \(call[place].typeName)")
            }
            guard case .str(let text) = call[0] else { return .none }
            let moment = try Moment(reading: text, format: try call.string(1), call.interpreter)
            var clock = ClockTime()
            (clock.hour, clock.minute, clock.second) = (moment.hour, moment.minute, moment.second)
            clock.microsecond = moment.microsecond ?? 0
            if let offset = moment.offset { clock.zone = TimezoneObject(offset: offset, name: moment.zone) }
            return .object(try DateObject(moment.year, moment.month, moment.day, clock))
        },
        NativeFunction("replace", parameters, doc: "The moment with some parts changed.") {
            (call) throws(LanguageError) in
            let date = try date(call)
            let clock = try clock(call, from: 3, date.clock ?? ClockTime())
            return .object(
                try DateObject(
                    try call.part(0, date.year), try call.part(1, date.month), try call.part(2, date.day), clock))
        },
        NativeFunction(
            "isoformat", [Parameter("sep", .str("T")), Parameter("timespec", .str("auto"))],
            doc: "The moment as ISO 8601 writes it."
        ) { (call) throws(LanguageError) in
            guard case .str(let separator) = call[0], separator.count == 1 else {
                throw LanguageError.typeError(
                    "isoformat() argument 1 must be a unicode character, not \(call[0].typeName)")
            }
            return Value(try date(call).isoText(separator: separator.string, try call.string(1)))
        },
        method("date", "The day.") { (date) throws(LanguageError) in
            .object(try DateObject(date.year, date.month, date.day))
        },
        method("time", "The time of day, without the zone.") { date in
            var clock = date.clock ?? ClockTime()
            clock.zone = nil
            return .object(TimeObject(clock))
        },
        method("timetz", "The time of day, with the zone.") { .object(TimeObject($0.clock ?? ClockTime())) },
        method("timestamp", "Seconds since 1970.") { .float($0.timestamp) },
        NativeFunction("utctimetuple", doc: "The moment on the clock of UTC as time.struct_time.") {
            (call) throws(LanguageError) in
            let date = try date(call)
            var moment = try DateObject(microseconds: date.absolute, zone: nil).moment
            moment.summer = 0
            return try TimeModule.structure(moment, call.interpreter)
        },
        NativeFunction("astimezone", [Parameter("tz", .none)], doc: "The same moment on another zone's clock.") {
            (call) throws(LanguageError) in
            let date = try date(call)
            let utc = Int((date.absolute - epoch).flooredQuotient(by: 1_000_000))
            let local = TimezoneObject.local(at: date.clock?.zone == nil ? date.moment.localSeconds : utc)
            return .object(try date.moved(to: try TimezoneObject.zone(call[0]) ?? local))
        },
        method("utcoffset", "The distance from UTC, or None.") { $0.clock?.zone?.delta ?? .none },
        method("dst", "None: zones are fixed.") { _ in .none },
        method("tzname", "The zone's name, or None.") { ($0.clock?.zone?.name).map { Value($0) } ?? .none },
    ]

    static let datetimeType: NativeType = NativeType(
        name: "datetime", module: "datetime", doc: "A day and a time of day.", base: type,
        constructor: NativeFunction("datetime", parameters, doc: "A moment: a day and a time of day.") {
            (call) throws(LanguageError) in
            let (year, month, day) = (try call.needed(0), try call.needed(1), try call.needed(2))
            return .object(try DateObject(year, month, day, try clock(call, from: 3, ClockTime())))
        },
        methods: datetimeRows,
        properties: [
            property("hour", "The hour.") { .int($0.clock?.hour ?? 0) },
            property("minute", "The minute.") { .int($0.clock?.minute ?? 0) },
            property("second", "The second.") { .int($0.clock?.second ?? 0) },
            property("microsecond", "The microsecond.") { .int($0.clock?.microsecond ?? 0) },
            property("tzinfo", "The zone, or None.") { ($0.clock?.zone).map { .object($0) } ?? .none },
            property("fold", "1 for the second of two equal times.") { .int($0.clock?.fold ?? 0) },
        ])
}

/// `datetime.time`: a time of day.
final class TimeObject: Object {
    let clock: ClockTime

    init(_ clock: ClockTime) { self.clock = clock }

    override var nativeType: NativeType { TimeObject.type }

    private var moment: Moment {
        Moment(
            hour: clock.hour, minute: clock.minute, second: clock.second, microsecond: clock.microsecond,
            offset: clock.zone?.offset, zone: clock.zone?.name)
    }

    private static func time(_ call: Call) throws(LanguageError) -> TimeObject {
        guard case .object(let time as TimeObject)? = call.receiver else {
            throw LanguageError.typeError("descriptor '\(call.function.name)' requires a 'datetime.time' object")
        }
        return time
    }

    private static func property(_ name: String, _ doc: String, _ get: @escaping @Sendable (ClockTime) -> Value)
        -> NativeProperty
    {
        NativeProperty(name, doc: doc) { (object, _) in (object as? TimeObject).map { get($0.clock) } ?? .none }
    }

    private static let parameters: [Parameter] = [
        Parameter("hour", .missing), Parameter("minute", .missing), Parameter("second", .missing),
        Parameter("microsecond", .missing), Parameter("tzinfo", .missing), .keyword("fold", .missing),
    ]

    static let type: NativeType = NativeType(
        name: "time", module: "datetime", doc: "A time of day.",
        constructor: NativeFunction("time", parameters, doc: "A time of day.") { (call) throws(LanguageError) in
            let clock = try DateObject.clock(call, from: 0, ClockTime())
            try clock.check()
            return .object(TimeObject(clock))
        },
        methods: [
            NativeFunction("replace", parameters, doc: "The time with some parts changed.") {
                (call) throws(LanguageError) in
                let clock = try DateObject.clock(call, from: 0, try time(call).clock)
                try clock.check()
                return .object(TimeObject(clock))
            },
            NativeFunction(
                "isoformat", [Parameter("timespec", .str("auto"))], doc: "The time as ISO 8601 writes it."
            ) { (call) throws(LanguageError) in Value(try time(call).clock.isoText(try call.string(0))) },
            NativeFunction(
                "fromisoformat", [.positional("time_string")], doc: "The time that a text tells.", isStatic: true
            ) {
                (call) throws(LanguageError) in
                let clock = try IsoText.time(try DateObject.isoArgument(call))
                try clock.check()
                return .object(TimeObject(clock))
            },
            NativeFunction("strftime", [Parameter("format")], doc: "The time as a format describes it.") {
                (call) throws(LanguageError) in Value(try time(call).moment.text(try call.string(0)))
            },
            NativeFunction("utcoffset", doc: "The distance from UTC, or None.") { (call) throws(LanguageError) in
                try time(call).clock.zone?.delta ?? .none
            },
            NativeFunction("dst", doc: "None: zones are fixed.") { _ in .none },
            NativeFunction("tzname", doc: "The zone's name, or None.") { (call) throws(LanguageError) in
                (try time(call).clock.zone?.name).map { Value($0) } ?? .none
            },
        ],
        properties: [
            property("hour", "The hour.") { .int($0.hour) },
            property("minute", "The minute.") { .int($0.minute) },
            property("second", "The second.") { .int($0.second) },
            property("microsecond", "The microsecond.") { .int($0.microsecond) },
            property("tzinfo", "The zone, or None.") { $0.zone.map { .object($0) } ?? .none },
            property("fold", "1 for the second of two equal times.") { .int($0.fold) },
        ],
        slots: Slots {
            $0.repr = { (object, interpreter) throws(LanguageError) in
                guard let clock = (object as? TimeObject)?.clock else { return "" }
                let rest = try clock.shownRest(interpreter)
                return "datetime.time(\(clock.shownParts.joined(separator: ", "))\(rest))"
            }
            $0.str = { (object, _) throws(LanguageError) in try (object as? TimeObject)?.clock.isoText() ?? "" }
            $0.format = { (object, spec, _) throws(LanguageError) in
                guard let time = object as? TimeObject else { return "" }
                return spec.isEmpty ? try time.clock.isoText() : time.moment.text(spec)
            }
            $0.hash = { (object, _) throws(LanguageError) in
                guard let clock = (object as? TimeObject)?.clock else { return 0 }
                return (clock.microseconds - (clock.zone?.offset ?? 0)).hashValue
            }
            $0.compare = { (op, object, other, _) throws(LanguageError) in
                guard let a = (object as? TimeObject)?.clock, case .object(let other as TimeObject) = other else {
                    return nil
                }
                let b = other.clock
                guard (a.zone == nil) == (b.zone == nil) else {
                    if op == .equal || op == .notEqual { return .bool(op == .notEqual) }
                    throw LanguageError.typeError("can't compare offset-naive and offset-aware times")
                }
                return .bool(
                    op.holds(a.microseconds - (a.zone?.offset ?? 0), b.microseconds - (b.zone?.offset ?? 0)))
            }
        })
}
