/// The calendar of `datetime`: Gregorian, extended to all years from 1 to 9999.
///
/// Days are counted from 1 January of year 1, which is day 1.
enum Gregorian {
    static let years = 1...9999
    /// 31 December 9999.
    static let lastDay = 3_652_059

    static func isLeap(_ year: Int) -> Bool { year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) }

    /// The length of a month from 1 to 12.
    static func days(inMonth month: Int, of year: Int) -> Int {
        switch month {
        case 2: isLeap(year) ? 29 : 28
        case 4, 6, 9, 11: 30
        default: 31
        }
    }

    /// How many days of the year come before a month.
    private static func days(beforeMonth month: Int, of year: Int) -> Int {
        let before = [0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334]
        return before[max(0, min(11, month - 1))] + (month > 2 && isLeap(year) ? 1 : 0)
    }

    private static func days(beforeYear year: Int) -> Int {
        let y = year - 1
        return y * 365 + y / 4 - y / 100 + y / 400
    }

    /// The count of a day.
    static func ordinal(_ year: Int, _ month: Int, _ day: Int) -> Int {
        days(beforeYear: year) + days(beforeMonth: month, of: year) + day
    }

    /// The place of a day in its year, from 1.
    static func dayOfYear(_ year: Int, _ month: Int, _ day: Int) -> Int { days(beforeMonth: month, of: year) + day }

    /// Year, month and day of a count.
    static func civil(_ ordinal: Int) -> (year: Int, month: Int, day: Int) {
        var n = ordinal - 1
        let n400 = n / 146_097
        n %= 146_097
        let n100 = min(3, n / 36_524)
        n -= n100 * 36_524
        let n4 = n / 1461
        n %= 1461
        let n1 = min(3, n / 365)
        n -= n1 * 365
        let year = n400 * 400 + n100 * 100 + n4 * 4 + n1 + 1
        var month = 1
        while month < 12, n >= days(inMonth: month, of: year) {
            n -= days(inMonth: month, of: year)
            month += 1
        }
        return (year, month, n + 1)
    }

    /// 0 for Monday.
    static func weekday(_ ordinal: Int) -> Int { (ordinal + 6) % 7 }

    /// The first Monday-to-Sunday week of a year that has its Thursday in that year.
    private static func firstWeek(of year: Int) -> Int {
        let first = ordinal(year, 1, 1)
        let weekday = weekday(first)
        return first - weekday + (weekday > 3 ? 7 : 0)
    }

    /// Year, week and weekday (1 for Monday) of ISO 8601.
    static func isoCalendar(_ ordinal: Int) -> (year: Int, week: Int, weekday: Int) {
        var year = civil(ordinal).year
        var start = firstWeek(of: year)
        if ordinal < start {
            year -= 1
            start = firstWeek(of: year)
        } else if ordinal >= firstWeek(of: year + 1) {
            year += 1
            start = firstWeek(of: year)
        }
        return (year, (ordinal - start) / 7 + 1, (ordinal - start) % 7 + 1)
    }

    /// The count of a day of an ISO week.
    static func ordinal(isoYear year: Int, week: Int, weekday: Int) throws(LanguageError) -> Int {
        if !years.contains(year) { throw LanguageError.valueError("Year is out of range: \(year)") }
        let first = firstWeekday(of: year)
        let hasExtra = first == 3 || (first == 2 && isLeap(year))
        if week < 1 || week > (hasExtra ? 53 : 52) { throw LanguageError.valueError("Invalid week: \(week)") }
        if weekday < 1 || weekday > 7 {
            throw LanguageError.valueError("Invalid weekday: \(weekday) (range is [1, 7])")
        }
        return firstWeek(of: year) + (week - 1) * 7 + weekday - 1
    }

    private static func firstWeekday(of year: Int) -> Int { weekday(ordinal(year, 1, 1)) }

    static let monthNames = [
        "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
        "December",
    ]
    static let dayNames = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]
}
