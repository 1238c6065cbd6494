import Drawing
import Language

/// Dates on axes: values of `datetime` become days since 1970.
enum PyplotDates {
    /// Days since 1970 of a date, or of a list of dates; nil for other values.
    static func field(_ value: Value, _ interpreter: Interpreter) throws(LanguageError) -> NumberField? {
        if let one = try days(value, interpreter) { return NumberField(list: [one], isSingle: true) }
        let items: [Value]
        switch value {
        case .list(let list): items = list.values
        case .tuple(let tuple): items = tuple.values
        default: return nil
        }
        guard let first = items.first, try days(first, interpreter) != nil else { return nil }
        var all: [Double] = []
        for item in items {
            guard let days = try days(item, interpreter) else {
                throw .typeError("dates and other values cannot be mixed")
            }
            all.append(days)
        }
        return NumberField(list: all, isSingle: false)
    }

    private static func days(_ value: Value, _ interpreter: Interpreter) throws(LanguageError) -> Double? {
        guard case .object = value,
            ["date", "datetime", "datetime.date", "datetime.datetime"].contains(value.typeName),
            let method = try interpreter.findAttribute(value, "toordinal"),
            let ordinal = interpreter.index(try interpreter.call(method, []))
        else { return nil }
        func part(_ name: String) throws(LanguageError) -> Double {
            guard let found = try interpreter.findAttribute(value, name) else { return 0 }
            return try interpreter.number(found) ?? 0
        }
        let seconds = try part("hour") * 3600 + part("minute") * 60 + part("second") + part("microsecond") / 1e6
        // Ordinals count from the first day of year 1.
        return Double(ordinal - 719_163) + seconds / 86400
    }
}

extension NumberField {
    /// Numbers that are known already.
    init(list: [Double], isSingle: Bool) {
        (shape, values, isWhole) = (isSingle ? [] : [list.count], list, false)
    }
}
