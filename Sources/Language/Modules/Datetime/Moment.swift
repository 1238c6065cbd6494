import Glibc

/// A moment in its parts, as `strftime` writes it and `strptime` reads it.
struct Moment {
    var year = 1900
    var month = 1
    var day = 1
    var hour = 0
    var minute = 0
    var second = 0
    /// `nil` where the moment does not know them (`time.struct_time`).
    var microsecond: Int?
    /// 0 for Monday.
    var weekday = 0
    var dayOfYear = 1
    /// East of Greenwich, in microseconds.
    var offset: Int?
    var zone: String?
    /// 1 in summer time, 0 outside, -1 where that is not known.
    var summer = -1

    /// The text that a format of `strftime` describes, as glibc writes it in the C locale.
    func text(_ format: String) -> String {
        var out = ""
        var rest = Substring(format).unicodeScalars
        while let scalar = rest.popFirst() {
            guard scalar == "%" else {
                out.unicodeScalars.append(scalar)
                continue
            }
            var written = "%"
            var pad: Unicode.Scalar?
            var isUpper = false
            while let flag = rest.first, "-_0^#".unicodeScalars.contains(flag) {
                if flag == "^" { isUpper = true } else { pad = flag }
                written.unicodeScalars.append(flag)
                rest.removeFirst()
            }
            guard let directive = rest.popFirst() else {
                out += written
                break
            }
            guard let text = value(of: directive, pad) else {
                written.unicodeScalars.append(directive)
                out += written
                continue
            }
            out += isUpper ? text.uppercased() : text
        }
        return out
    }

    private func value(of directive: Unicode.Scalar, _ pad: Unicode.Scalar?) -> String? {
        func number(_ n: Int, _ width: Int, _ usual: Unicode.Scalar = "0") -> String {
            let filler = pad == "-" ? nil : pad == "_" ? " " : pad == "0" ? "0" : String(usual)
            let digits = String(n)
            guard let filler else { return digits }
            return String(repeating: filler, count: max(0, width - digits.count)) + digits
        }
        func iso() -> (year: Int, week: Int, weekday: Int) {
            Gregorian.isoCalendar(Gregorian.ordinal(max(1, year), 1, 1) + dayOfYear - 1)
        }
        let half = hour % 12 == 0 ? 12 : hour % 12
        switch directive {
        case "a": return String(dayName.prefix(3))
        case "A": return dayName
        case "b", "h": return String(monthName.prefix(3))
        case "B": return monthName
        case "c": return text("%a %b %e %H:%M:%S %Y")
        case "C": return number(year / 100, 2)
        case "d": return number(day, 2)
        case "D", "x": return text("%m/%d/%y")
        case "e": return number(day, 2, " ")
        case "f":
            guard let microsecond else { return nil }
            return String(String(1_000_000 + microsecond).dropFirst())
        case "F": return text("%Y-%m-%d")
        case "g": return number(iso().year % 100, 2)
        case "G": return String(iso().year)
        case "H": return number(hour, 2)
        case "I": return number(half, 2)
        case "j": return number(dayOfYear, 3)
        case "k": return number(hour, 2, " ")
        case "l": return number(half, 2, " ")
        case "m": return number(month, 2)
        case "M": return number(minute, 2)
        case "n": return "\n"
        case "p": return hour < 12 ? "AM" : "PM"
        case "P": return hour < 12 ? "am" : "pm"
        case "r": return text("%I:%M:%S %p")
        case "R": return text("%H:%M")
        case "s": return String(localSeconds)
        case "S": return number(second, 2)
        case "t": return "\t"
        case "T", "X": return text("%H:%M:%S")
        case "u": return String(weekday + 1)
        case "U": return number((dayOfYear + 6 - (weekday + 1) % 7) / 7, 2)
        case "V": return number(iso().week, 2)
        case "w": return String((weekday + 1) % 7)
        case "W": return number((dayOfYear + 6 - weekday) / 7, 2)
        case "y": return number(((year % 100) + 100) % 100, 2)
        case "Y": return String(year)
        case "z": return offset.map { TimezoneObject.text($0, separator: "") } ?? ""
        case "Z": return zone ?? ""
        case "%": return "%"
        default: return nil
        }
    }

    private var dayName: String { Gregorian.dayNames[((weekday % 7) + 7) % 7] }
    private var monthName: String { Gregorian.monthNames[max(0, min(11, month - 1))] }

    /// Seconds since 1970 of the moment on the machine's clock.
    var localSeconds: Int {
        var parts = tm()
        parts.tm_year = Int32(clamping: year - 1900)
        parts.tm_mon = Int32(clamping: month - 1)
        parts.tm_mday = Int32(clamping: day)
        parts.tm_hour = Int32(clamping: hour)
        parts.tm_min = Int32(clamping: minute)
        parts.tm_sec = Int32(clamping: second)
        parts.tm_isdst = Int32(clamping: summer)
        return mktime(&parts)
    }

    /// A moment of the machine's clock or of UTC; `nil` beyond what the system's calendar holds.
    init?(seconds: Int, isLocal: Bool) {
        var moment = seconds
        var parts = tm()
        guard (isLocal ? localtime_r(&moment, &parts) : gmtime_r(&moment, &parts)) != nil else { return nil }
        self.init(
            year: Int(parts.tm_year) + 1900, month: Int(parts.tm_mon) + 1, day: Int(parts.tm_mday),
            hour: Int(parts.tm_hour), minute: Int(parts.tm_min), second: Int(parts.tm_sec),
            weekday: (Int(parts.tm_wday) + 6) % 7, dayOfYear: Int(parts.tm_yday) + 1,
            offset: parts.tm_gmtoff * 1_000_000, zone: parts.tm_zone.map { String(cString: $0) },
            summer: Int(parts.tm_isdst))
    }

    init(
        year: Int = 1900, month: Int = 1, day: Int = 1, hour: Int = 0, minute: Int = 0, second: Int = 0,
        microsecond: Int? = nil, weekday: Int = 0, dayOfYear: Int = 1, offset: Int? = nil, zone: String? = nil,
        summer: Int = -1
    ) {
        self.year = year
        self.month = month
        self.day = day
        self.hour = hour
        self.minute = minute
        self.second = second
        self.microsecond = microsecond
        self.weekday = weekday
        self.dayOfYear = dayOfYear
        self.offset = offset
        self.zone = zone
        self.summer = summer
    }
}
