/// `strptime`: a text read by a format, as CPython's `_strptime` does it, with a pattern made of the format.
extension Moment {
    private static func any(_ names: [String], _ group: String) -> String {
        "(?P<\(group)>\(names.map { $0.lowercased() }.joined(separator: "|")))"
    }

    /// What each directive matches.
    private static let patterns: [Unicode.Scalar: String] = [
        "d": #"(?P<d>3[0-1]|[1-2]\d|0[1-9]|[1-9]| [1-9])"#, "f": "(?P<f>[0-9]{1,6})",
        "H": #"(?P<H>2[0-3]|[0-1]\d|\d)"#, "I": "(?P<I>1[0-2]|0[1-9]|[1-9])", "G": #"(?P<G>\d\d\d\d)"#,
        "j": #"(?P<j>36[0-6]|3[0-5]\d|[1-2]\d\d|0[1-9]\d|00[1-9]|[1-9]\d|0[1-9]|[1-9])"#,
        "m": "(?P<m>1[0-2]|0[1-9]|[1-9])", "M": #"(?P<M>[0-5]\d|\d)"#, "S": #"(?P<S>6[0-1]|[0-5]\d|\d)"#,
        "U": #"(?P<U>5[0-3]|[0-4]\d|\d)"#, "W": #"(?P<W>5[0-3]|[0-4]\d|\d)"#, "w": "(?P<w>[0-6])",
        "u": "(?P<u>[1-7])", "V": #"(?P<V>5[0-3]|0[1-9]|[1-4]\d|\d)"#, "y": #"(?P<y>\d\d)"#, "Y": #"(?P<Y>\d\d\d\d)"#,
        "z": #"(?P<z>[+-]\d\d:?[0-5]\d(:?[0-5]\d(\.\d{1,6})?)?|(?-i:Z))"#, "A": any(Gregorian.dayNames, "A"),
        "a": any(Gregorian.dayNames.map { String($0.prefix(3)) }, "a"), "B": any(Gregorian.monthNames, "B"),
        "b": any(Gregorian.monthNames.map { String($0.prefix(3)) }, "b"), "p": "(?P<p>am|pm)",
        "Z": "(?P<Z>\(zones.joined(separator: "|")))", "%": "%",
    ]

    /// Names of zones that can be read: UTC's and the machine's.
    private static let zones: [String] = {
        let names = [0, 15_552_000].map { TimezoneObject.local(at: $0).name.lowercased() }.filter { !$0.isEmpty }
        return Array(Set(["utc", "gmt"] + names)).sorted { $0.count > $1.count }
    }()

    /// Formats that stand for others.
    private static let longForms: [Unicode.Scalar: String] = [
        "c": "%a %b %d %H:%M:%S %Y", "x": "%m/%d/%y", "X": "%H:%M:%S",
    ]

    private static func pattern(_ format: String) throws(LanguageError) -> String {
        var out = ""
        var wasSpace = false
        var scalars = Substring(format).unicodeScalars
        while let scalar = scalars.popFirst() {
            if scalar.properties.isWhitespace {
                if !wasSpace { out += #"\s+"# }
                wasSpace = true
                continue
            }
            wasSpace = false
            if scalar != "%" {
                if "\\.^$*+?(){}[]|".unicodeScalars.contains(scalar) { out += "\\" }
                out.unicodeScalars.append(scalar)
                continue
            }
            guard let directive = scalars.popFirst() else {
                throw LanguageError.valueError("stray % in format '\(format)'")
            }
            if let long = longForms[directive] {
                out += try pattern(long)
            } else if let known = patterns[directive] {
                out += known
            } else {
                let shown = directive == "\\" || directive.properties.isWhitespace ? "%" : String(directive)
                throw LanguageError.valueError("'\(shown)' is a bad directive in format '\(format)'")
            }
        }
        return out
    }

    /// The moment that a text tells.
    init(reading text: Str, format: String, _ interpreter: Interpreter) throws(LanguageError) {
        let source = Value(try Moment.pattern(format))
        let pattern = try ReModule.pattern(source, .int(RegexFlags.ignoreCase.rawValue), interpreter)
        let subject = RegexSubject.text(text)
        guard
            let found = try pattern.program.find(in: subject, 0..<subject.count, isAnchored: true, interpreter)
        else {
            throw LanguageError.valueError(
                "time data \(Interpreter.quoted(text.string)) does not match format \(Interpreter.quoted(format))")
        }
        if found.whole.upperBound != subject.count,
            case .str(let rest) = subject.slice(found.whole.upperBound..<subject.count)
        {
            throw LanguageError.valueError("unconverted data remains: \(rest.string)")
        }
        var fields: [String: String] = [:]
        for (name, group) in pattern.names {
            if let range = found.range(group), case .str(let part) = subject.slice(range) {
                fields[name] = name == "Z" ? part.string : part.string.lowercased()
            }
        }
        try self.init(fields)
    }

    private init(_ fields: [String: String]) throws(LanguageError) {
        self.init(microsecond: 0)
        func number(_ name: String) -> Int? {
            fields[name].flatMap { text in
                var value = 0
                for scalar in text.unicodeScalars {
                    if scalar == " " { continue }
                    value = value * 10 + Int(scalar.properties.numericValue ?? 0)
                }
                return value
            }
        }
        func place(_ name: String, in names: [String], short: Bool) -> Int? {
            fields[name].flatMap { text in
                names.firstIndex { (short ? String($0.prefix(3)) : $0).lowercased() == text }
            }
        }
        var known: Int? = number("Y")
        if let short = number("y") { known = short + (short <= 68 ? 2000 : 1900) }
        month =
            number("m")
            ?? (place("B", in: Gregorian.monthNames, short: false) ?? place("b", in: Gregorian.monthNames, short: true))
            .map { $0 + 1 } ?? 1
        day = number("d") ?? 1
        hour = number("H") ?? 0
        if let half = number("I") { hour = half % 12 + (fields["p"] == "pm" ? 12 : 0) }
        minute = number("M") ?? 0
        second = number("S") ?? 0
        if let fraction = fields["f"] {
            microsecond = Int(fraction + String(repeating: "0", count: max(0, 6 - fraction.count))) ?? 0
        }
        let named =
            place("A", in: Gregorian.dayNames, short: false) ?? place("a", in: Gregorian.dayNames, short: true)
            ?? number("w").map { ($0 + 6) % 7 } ?? number("u").map { $0 - 1 }
        try readZone(fields)
        try settle(known, named, fields, number)
    }

    private mutating func readZone(_ fields: [String: String]) throws(LanguageError) {
        zone = fields["Z"]
        if let name = zone?.lowercased() {
            summer = ["utc", "gmt", TimezoneObject.local(at: 0).name.lowercased()].contains(name) ? 0 : 1
        }
        guard let text = fields["z"] else { return }
        if text == "z" {
            offset = 0
            return
        }
        let colons = text.filter { $0 == ":" }.count
        let digits = text.filter { $0.isNumber }.compactMap(\.wholeNumberValue)
        if colons == 1, digits.count > 4 {
            throw LanguageError.valueError("Inconsistent use of : in \(text)")
        }
        func pair(_ place: Int) -> Int { place + 1 < digits.count ? digits[place] * 10 + digits[place + 1] : 0 }
        var micros = 0
        for i in 0..<6 { micros = micros * 10 + (6 + i < digits.count ? digits[6 + i] : 0) }
        let total = ((pair(0) * 60 + pair(2)) * 60 + pair(4)) * 1_000_000 + micros
        offset = text.hasPrefix("-") ? -total : total
    }

    /// Works out the day from whatever the text tells of it.
    private mutating func settle(
        _ known: Int?, _ named: Int?, _ fields: [String: String], _ number: (String) -> Int?
    ) throws(LanguageError) {
        let (isoYear, isoWeek, julian) = (number("G"), number("V"), number("j"))
        let weekdays = "a weekday directive ('%A', '%a', '%w', or '%u')."
        if known == nil, isoYear != nil {
            if isoWeek == nil || named == nil {
                throw LanguageError.valueError(
                    "ISO year directive '%G' must be used with the ISO week directive '%V' and \(weekdays)")
            }
            if julian != nil {
                throw LanguageError.valueError(
                    "Day of the year directive '%j' is not compatible with ISO year directive '%G'. Use '%Y' instead.")
            }
        } else if fields["U"] == nil, fields["W"] == nil, isoWeek != nil {
            throw LanguageError.valueError(
                named == nil
                    ? "ISO week directive '%V' must be used with the ISO year directive '%G' and \(weekdays)"
                    : "ISO week directive '%V' is incompatible with the year directive '%Y'. Use the ISO year '%G' instead."
            )
        }
        let isLeapDay = known == nil && month == 2 && day == 29
        year = known ?? (isLeapDay ? 1904 : 1900)
        var ordinal: Int?
        let start = Gregorian.ordinal(max(1, year), 1, 1)
        if let julian {
            ordinal = start + julian - 1
        } else if let named, let week = number("U") ?? number("W") {
            let isMonday = fields["U"] == nil
            let first = isMonday ? Gregorian.weekday(start) : (Gregorian.weekday(start) + 1) % 7
            let weekday = isMonday ? named : (named + 1) % 7
            let lead = (7 - first) % 7
            ordinal = week == 0 ? start + weekday - first : start + lead + 7 * (week - 1) + weekday
        } else if let named, let isoYear, let isoWeek {
            ordinal = try Gregorian.ordinal(isoYear: isoYear, week: isoWeek, weekday: named + 1)
        }
        if let ordinal {
            if ordinal < 1 || ordinal > Gregorian.lastDay {
                throw LanguageError.valueError("ordinal must be >= 1")
            }
            (year, month, day) = Gregorian.civil(ordinal)
        }
        if day > Gregorian.days(inMonth: month, of: year) {
            throw LanguageError.valueError("day is out of range for month")
        }
        if year < 1 { throw LanguageError.valueError("year \(year) is out of range") }
        weekday = named ?? Gregorian.weekday(Gregorian.ordinal(year, month, day))
        dayOfYear = julian ?? Gregorian.dayOfYear(year, month, day)
        if isLeapDay { year = 1900 }
    }
}
