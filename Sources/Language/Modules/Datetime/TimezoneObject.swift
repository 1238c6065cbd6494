import Glibc

/// `datetime.timezone`: a fixed distance from UTC.
final class TimezoneObject: Object {
    /// East of Greenwich, in microseconds.
    let offset: Int
    private let given: String?

    init(offset: Int, name: String? = nil) {
        self.offset = offset
        given = name
    }

    override var nativeType: NativeType { TimezoneObject.type }

    var delta: Value { .object(TimedeltaObject(within: offset)) }

    var name: String { given ?? (offset == 0 ? "UTC" : "UTC" + TimezoneObject.text(offset)) }

    /// `+01:00`, with seconds and microseconds where there are any.
    static func text(_ offset: Int, separator: String = ":") -> String {
        func padded(_ n: Int, _ count: Int) -> String {
            let digits = String(n)
            return String(repeating: "0", count: max(0, count - digits.count)) + digits
        }
        let (whole, micros) = (abs(offset) / 1_000_000, abs(offset) % 1_000_000)
        var text = (offset < 0 ? "-" : "+") + padded(whole / 3600, 2) + separator + padded(whole / 60 % 60, 2)
        if whole % 60 != 0 || micros != 0 { text += separator + padded(whole % 60, 2) }
        if micros != 0 { text += "." + padded(micros, 6) }
        return text
    }

    /// The machine's zone at a moment.
    static func local(at seconds: Int) -> TimezoneObject {
        var moment = seconds
        var parts = tm()
        localtime_r(&moment, &parts)
        return TimezoneObject(
            offset: parts.tm_gmtoff * 1_000_000, name: parts.tm_zone.map { String(cString: $0) } ?? "")
    }

    /// The zone of an argument; `nil` for None.
    static func zone(_ value: Value) throws(LanguageError) -> TimezoneObject? {
        switch value {
        case .none, .unbound: return nil
        case .object(let zone as TimezoneObject): return zone
        default:
            throw LanguageError.typeError(
                "tzinfo argument must be None or of a tzinfo subclass, not type '\(value.typeName)'")
        }
    }

    private static func zone(_ call: Call) throws(LanguageError) -> TimezoneObject {
        guard case .object(let zone as TimezoneObject)? = call.receiver else {
            throw LanguageError.typeError("not a timezone")
        }
        return zone
    }

    /// The class above: zones of a program's own are not there.
    static let info: NativeType = NativeType(name: "tzinfo", module: "datetime", doc: "What zones of time are.")

    static let type: NativeType = NativeType(
        name: "timezone", module: "datetime", doc: "A fixed distance from UTC.", base: info,
        constructor: NativeFunction(
            "timezone", [Parameter("offset"), Parameter("name", .missing)], doc: "The zone so far east of Greenwich."
        ) { (call) throws(LanguageError) in
            guard case .object(let delta as TimedeltaObject) = call[0] else {
                throw LanguageError.typeError(
                    "timezone() argument 1 must be datetime.timedelta, not \(call[0].typeName)")
            }
            if delta.microseconds.magnitude >= TimedeltaObject.day.magnitude {
                throw LanguageError.valueError(
                    "offset must be a timedelta strictly between -timedelta(hours=24) and timedelta(hours=24), not \(delta.shown)."
                )
            }
            var name: String?
            if call.isGiven(1) {
                guard case .str(let text) = call[1] else {
                    throw LanguageError.typeError("timezone() argument 2 must be str, not \(call[1].typeName)")
                }
                name = text.string
            }
            return .object(TimezoneObject(offset: Int(delta.microseconds), name: name))
        },
        methods: [
            NativeFunction("utcoffset", [.positional("dt")], doc: "The distance from UTC.") {
                (call) throws(LanguageError) in try zone(call).delta
            },
            NativeFunction("tzname", [.positional("dt")], doc: "The zone's name.") { (call) throws(LanguageError) in
                Value(try zone(call).name)
            },
            NativeFunction("dst", [.positional("dt")], doc: "None: fixed zones have no summer time.") { _ in .none },
        ],
        slots: Slots {
            $0.repr = { (object, _) throws(LanguageError) in
                guard let zone = object as? TimezoneObject else { return "" }
                if zone.offset == 0, zone.given == nil { return "datetime.timezone.utc" }
                let delta = TimedeltaObject(within: zone.offset).shown
                return "datetime.timezone(\(delta)" + (zone.given.map { ", \(Interpreter.quoted($0)))" } ?? ")")
            }
            $0.str = { (object, _) throws(LanguageError) in (object as? TimezoneObject)?.name ?? "" }
            $0.hash = { (object, _) throws(LanguageError) in (object as? TimezoneObject)?.offset ?? 0 }
            $0.compare = { (op, object, other, _) throws(LanguageError) in
                guard op == .equal || op == .notEqual, let a = object as? TimezoneObject,
                    case .object(let b as TimezoneObject) = other
                else { return nil }
                return .bool((a.offset == b.offset) == (op == .equal))
            }
        })
}
