/// `datetime`: days, times of day, moments and lengths of time, with CPython's arithmetic, texts and errors.
///
/// Zones are fixed distances from UTC (`timezone`); zones with rules (`zoneinfo`) and zones or dates of a program's own
/// classes are not there.
enum DatetimeModule {
    /// The class of what `isocalendar` gives, one for each interpreter.
    private final class IsoDate {
        let cls: ClassObject
        init(_ cls: ClassObject) { self.cls = cls }
    }

    static func isoDate(_ interpreter: Interpreter) -> ClassObject {
        interpreter.state(of: IsoDate.self) {
            IsoDate(
                NamedTuples.type(
                    "IsoCalendarDate", ["year", "week", "weekday"], [], interpreter, module: "datetime"))
        }.cls
    }

    /// `date.min` and its kin: values that stand in the classes.
    private static func fill(_ interpreter: Interpreter) {
        func put(_ type: NativeType, _ name: String, _ value: Object?) {
            guard let value else { return }
            interpreter.classObject(for: type).members[name] = .object(value)
        }
        var last = ClockTime()
        (last.hour, last.minute, last.second, last.microsecond) = (23, 59, 59, 999_999)
        let tick = TimedeltaObject(within: 1)
        put(DateObject.type, "min", try? DateObject(1, 1, 1))
        put(DateObject.type, "max", try? DateObject(9999, 12, 31))
        put(DateObject.type, "resolution", TimedeltaObject(within: 86_400_000_000))
        put(DateObject.datetimeType, "min", try? DateObject(1, 1, 1, ClockTime()))
        put(DateObject.datetimeType, "max", try? DateObject(9999, 12, 31, last))
        put(DateObject.datetimeType, "resolution", tick)
        put(TimeObject.type, "min", TimeObject(ClockTime()))
        put(TimeObject.type, "max", TimeObject(last))
        put(TimeObject.type, "resolution", tick)
        put(TimedeltaObject.type, "min", try? TimedeltaObject(-TimedeltaObject.dayLimit * TimedeltaObject.day))
        put(
            TimedeltaObject.type, "max",
            try? TimedeltaObject((TimedeltaObject.dayLimit + 1) * TimedeltaObject.day - 1))
        put(TimedeltaObject.type, "resolution", tick)
        put(TimezoneObject.type, "min", TimezoneObject(offset: -86_340_000_000))
        put(TimezoneObject.type, "max", TimezoneObject(offset: 86_340_000_000))
    }

    static let module = NativeModule(
        "datetime", doc: "Days, times of day, moments and lengths of time.",
        types: [
            DateObject.type, DateObject.datetimeType, TimeObject.type, TimedeltaObject.type, TimezoneObject.info,
            TimezoneObject.type,
        ],
        constants: { interpreter in
            fill(interpreter)
            let utc = Value.object(TimezoneObject(offset: 0))
            interpreter.classObject(for: TimezoneObject.type).members["utc"] = utc
            return [("UTC", utc), ("MINYEAR", .int(1)), ("MAXYEAR", .int(9999))]
        })
}
