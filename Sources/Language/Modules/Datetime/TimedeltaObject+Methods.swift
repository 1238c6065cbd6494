internal import BigInt

/// What a `timedelta` can do.
extension TimedeltaObject {
    /// The units of the constructor, in the order in which CPython adds them up.
    private static let units: [(place: Int, microseconds: Int128)] = [
        (2, 1), (3, 1000), (1, 1_000_000), (4, 60_000_000), (5, 3_600_000_000), (0, 86_400_000_000),
        (6, 604_800_000_000),
    ]

    private static func sum(_ call: Call) throws(LanguageError) -> TimedeltaObject {
        var total: Int128 = 0
        var leftover = 0.0
        for (place, unit) in units {
            if let whole = try call.interpreter.smallInteger(call[place]) {
                total += Int128(whole) * unit
                continue
            }
            guard case .float(let number) = call[place] else {
                throw LanguageError.typeError(
                    "unsupported type for timedelta \(call.function.parameters[place].name) component: \(call[place].typeName)"
                )
            }
            if number.isNaN { throw LanguageError.valueError("cannot convert float NaN to integer") }
            if number.isInfinite { throw LanguageError.overflow("cannot convert float infinity to integer") }
            let whole = number.rounded(.towardZero)
            if abs(whole) > 1e24 { throw LanguageError.overflow("Python int too large to convert to C int") }
            total += Int128(whole) * unit
            let part = (number - whole) * Double(unit)
            total += Int128(part.rounded(.towardZero))
            leftover += part - part.rounded(.towardZero)
        }
        if leftover != 0 {
            var rounded = leftover.rounded(.toNearestOrAwayFromZero)
            if abs(rounded - leftover) == 0.5 {
                let odd = total & 1 == 0 ? 0.0 : 1.0
                rounded = 2 * ((leftover + odd) * 0.5).rounded(.toNearestOrAwayFromZero) - odd
            }
            total += Int128(rounded)
        }
        return try TimedeltaObject(total)
    }

    private static func property(_ name: String, _ doc: String, _ get: @escaping @Sendable (TimedeltaObject) -> Int)
        -> NativeProperty
    {
        NativeProperty(name, doc: doc) { (object, _) in .int((object as? TimedeltaObject).map(get) ?? 0) }
    }

    /// `timedelta op other`, or the other way round.
    private static func combine(_ op: BinaryOperator, _ me: TimedeltaObject, _ other: Value, _ reflected: Bool)
        throws(LanguageError) -> Value?
    {
        func give(_ microseconds: Int128) throws(LanguageError) -> Value {
            .object(try TimedeltaObject(microseconds))
        }
        switch other {
        case .object(let other as TimedeltaObject):
            let (a, b) =
                reflected ? (other.microseconds, me.microseconds) : (me.microseconds, other.microseconds)
            switch op {
            case .add: return try give(a + b)
            case .subtract: return try give(a - b)
            case .divide:
                if b == 0 { throw LanguageError(.zeroDivisionError, "integer division or modulo by zero") }
                return .float(Double(a) / Double(b))
            case .floorDivide, .modulo:
                if b == 0 {
                    throw LanguageError(
                        .zeroDivisionError,
                        op == .modulo ? "integer modulo by zero" : "integer division or modulo by zero")
                }
                if op == .modulo { return try give(a.flooredRemainder(by: b)) }
                return Value(BigInt(a.flooredQuotient(by: b)))
            default: return nil
            }
        case .int, .bool:
            guard let number = other.wholeNumber else { return nil }
            switch op {
            case .multiply:
                let (product, overflow) = me.microseconds.multipliedReportingOverflow(by: Int128(number))
                if overflow { throw LanguageError.overflow("Python int too large to convert to C int") }
                return try give(product)
            case .divide where !reflected, .floorDivide where !reflected:
                if number == 0 {
                    throw LanguageError(.zeroDivisionError, "integer division or modulo by zero")
                }
                return try give(
                    op == .divide
                        ? me.microseconds.roundedQuotient(by: Int128(number))
                        : me.microseconds.flooredQuotient(by: Int128(number)))
            default: return nil
            }
        case .float(let number):
            switch op {
            case .multiply: return .object(try me.times(number))
            case .divide where !reflected: return .object(try me.divided(by: number))
            default: return nil
            }
        default: return nil
        }
    }

    static let type: NativeType = NativeType(
        name: "timedelta", module: "datetime", doc: "A length of time.",
        constructor: NativeFunction(
            "timedelta",
            ["days", "seconds", "microseconds", "milliseconds", "minutes", "hours", "weeks"].map {
                Parameter($0, .int(0))
            }, doc: "A length of time: days, seconds and so on add up."
        ) { (call) throws(LanguageError) in .object(try sum(call)) },
        methods: [
            NativeFunction("total_seconds", doc: "The whole length in seconds.") { call in
                guard case .object(let delta as TimedeltaObject)? = call.receiver else { return .none }
                return .float(delta.totalSeconds)
            },
            NativeFunction("__abs__", doc: "The length without its sign.") { (call) throws(LanguageError) in
                guard case .object(let delta as TimedeltaObject)? = call.receiver else { return .none }
                return .object(try TimedeltaObject(max(delta.microseconds, -delta.microseconds)))
            },
        ],
        properties: [
            property("days", "Whole days.") { $0.days },
            property("seconds", "Whole seconds of the last day.") { $0.seconds },
            property("microseconds", "Microseconds of the last second.") { $0.micros },
        ],
        slots: Slots {
            $0.repr = { (object, _) throws(LanguageError) in (object as? TimedeltaObject)?.shown ?? "" }
            $0.str = { (object, _) throws(LanguageError) in (object as? TimedeltaObject)?.text ?? "" }
            $0.truth = { (object, _) throws(LanguageError) in (object as? TimedeltaObject)?.microseconds != 0 }
            $0.hash = { (object, _) throws(LanguageError) in
                (object as? TimedeltaObject)?.microseconds.hashValue ?? 0
            }
            $0.unary = { (op, object, _) throws(LanguageError) in
                guard let delta = object as? TimedeltaObject else { return .none }
                switch op {
                case .negate: return .object(try TimedeltaObject(-delta.microseconds))
                case .plus: return .object(delta)
                case .invert: throw LanguageError.typeError("bad operand type for unary ~: 'datetime.timedelta'")
                }
            }
            $0.compare = { (op, object, other, _) throws(LanguageError) in
                guard let a = object as? TimedeltaObject, case .object(let b as TimedeltaObject) = other else {
                    return nil
                }
                return .bool(op.holds(a.microseconds, b.microseconds))
            }
            $0.binary = { (op, object, other, reflected, _) throws(LanguageError) in
                guard let me = object as? TimedeltaObject else { return nil }
                return try combine(op, me, other, reflected)
            }
        })
}

extension Comparison {
    /// The comparison of two values that have an order.
    func holds<T: Comparable>(_ a: T, _ b: T) -> Bool {
        switch self {
        case .less: a < b
        case .lessEqual: a <= b
        case .equal: a == b
        case .notEqual: a != b
        case .greater: a > b
        case .greaterEqual: a >= b
        }
    }
}

extension Value {
    /// An int or bool as a number.
    var wholeNumber: Int? {
        switch self {
        case .int(let number): number
        case .bool(let flag): flag ? 1 : 0
        default: nil
        }
    }
}
