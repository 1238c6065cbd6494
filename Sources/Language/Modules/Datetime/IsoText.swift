/// Reads dates and times as ISO 8601 writes them, as far as CPython 3.11's `fromisoformat` does.
struct IsoText {
    private let text: [UInt8]
    private var place = 0

    private init(_ text: Substring) { self.text = Array(text.utf8) }

    private static func invalid(_ text: String) -> LanguageError {
        .valueError("Invalid isoformat string: \(Interpreter.quoted(text))")
    }

    /// `2024-05-06`, `20240506`, `2024-W19-1`.
    static func date(_ text: String) throws(LanguageError) -> DateObject {
        var reader = IsoText(text[...])
        guard [7, 8, 10].contains(reader.text.count), let date = try reader.date(), reader.isAtEnd else {
            throw invalid(text)
        }
        return date
    }

    /// `12:34:56.789+01:00` and its shorter forms.
    static func time(_ text: String) throws(LanguageError) -> ClockTime {
        guard let clock = try clock(text.hasPrefix("T") ? text.dropFirst() : text[...]) else { throw invalid(text) }
        return clock
    }

    /// A date, any one sign, and a time.
    static func datetime(_ text: String) throws(LanguageError) -> DateObject {
        let scalars = Array(text.unicodeScalars)
        guard scalars.count >= 7 else { throw invalid(text) }
        let end = min(separator(scalars), scalars.count)
        func part(_ slice: ArraySlice<Unicode.Scalar>) -> Substring {
            Substring(String(String.UnicodeScalarView(slice)))
        }
        var reader = IsoText(part(scalars[..<end]))
        guard let date = try reader.date(), reader.isAtEnd else { throw invalid(text) }
        if end == scalars.count { return try DateObject(date.year, date.month, date.day, ClockTime()) }
        guard let clock = try clock(part(scalars[(end + 1)...])) else { throw invalid(text) }
        return try DateObject(date.year, date.month, date.day, clock)
    }

    /// Where the date ends.
    private static func separator(_ text: [Unicode.Scalar]) -> Int {
        func isDigit(_ i: Int) -> Bool { i < text.count && ("0"..."9").contains(text[i]) }
        if text.count == 7 { return 7 }
        if text[4] == "-" {
            guard text[5] == "W" else { return 10 }
            return text.count > 8 && text[8] == "-" && !(text.count > 10 && isDigit(10)) ? 10 : 8
        }
        guard text[4] == "W" else { return 8 }
        var place = 7
        while isDigit(place) { place += 1 }
        return place < 9 ? place : place % 2 == 0 ? 7 : 8
    }

    private var isAtEnd: Bool { place == text.count }

    private mutating func take(_ sign: Character) -> Bool {
        guard place < text.count, text[place] == sign.asciiValue else { return false }
        place += 1
        return true
    }

    private mutating func number(_ digits: Int) -> Int? {
        var value = 0
        for i in place..<(place + digits) {
            guard i < text.count, (48...57).contains(text[i]) else { return nil }
            value = value * 10 + Int(text[i]) - 48
        }
        place += digits
        return value
    }

    private mutating func date() throws(LanguageError) -> DateObject? {
        guard let year = number(4) else { return nil }
        let hasDashes = take("-")
        if take("W") {
            guard let week = number(2) else { return nil }
            var weekday = 1
            if !isAtEnd {
                guard take("-") == hasDashes, let given = number(1) else { return nil }
                weekday = given
            }
            return try DateObject(ordinal: Gregorian.ordinal(isoYear: year, week: week, weekday: weekday))
        }
        guard let month = number(2), take("-") == hasDashes, let day = number(2) else { return nil }
        return try DateObject(year, month, day)
    }

    private static func clock(_ text: Substring) throws(LanguageError) -> ClockTime? {
        let end = text.firstIndex { "+-Z".contains($0) } ?? text.endIndex
        guard let time = try digits(text[..<end]) else { return nil }
        var clock = time
        if end < text.endIndex {
            let rest = text[text.index(after: end)...]
            if text[end] == "Z" {
                guard rest.isEmpty else { return nil }
                clock.zone = TimezoneObject(offset: 0)
            } else {
                guard let distance = try digits(rest), distance.hour < 24 else { return nil }
                clock.zone = TimezoneObject(offset: text[end] == "-" ? -distance.microseconds : distance.microseconds)
            }
        }
        return clock
    }

    /// `hh[:mm[:ss[.ffffff]]]`, with or without colons.
    private static func digits(_ text: Substring) throws(LanguageError) -> ClockTime? {
        var reader = IsoText(text)
        var clock = ClockTime()
        guard let hour = reader.number(2) else { return nil }
        clock.hour = hour
        if reader.isAtEnd { return clock }
        let hasColons = reader.take(":")
        guard let minute = reader.number(2) else { return nil }
        clock.minute = minute
        if reader.isAtEnd { return clock }
        guard reader.take(":") == hasColons, let second = reader.number(2) else { return nil }
        clock.second = second
        if reader.isAtEnd { return clock }
        guard reader.take(".") || reader.take(",") else { return nil }
        var count = 0
        while !reader.isAtEnd {
            guard let digit = reader.number(1) else { return nil }
            if count < 6 { clock.microsecond = clock.microsecond * 10 + digit }
            count += 1
        }
        if count == 0 { return nil }
        while count < 6 {
            clock.microsecond *= 10
            count += 1
        }
        return clock
    }
}
