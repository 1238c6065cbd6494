internal import BigInt

/// The format mini-language: what stands after the colon in an f-string, and the second argument of `format`.
///
///     [[fill]align][sign][z][#][0][width][grouping][.precision][type]
///
/// Rules, defaults and messages are those of CPython's `formatter_unicode.c`.
struct FormatSpec {
    /// What fills a text up to the width.
    var fill: Unicode.Scalar = " "
    /// `<`, `>`, `^` or `=` where one is given.
    var align: UInt8?
    /// `+`, `-` or a space where one is given.
    var sign: UInt8?
    /// `z`: a rounded -0 loses its sign.
    var dropsNegativeZero = false
    /// `#`: prefixes of bases, the point of floats.
    var alternate = false
    var width = 0
    /// `,` or `_` where one is given.
    var grouping: UInt8?
    var precision: Int?
    /// The letter at the end; 0 where there is none.
    var type: UInt8 = 0

    /// Reads a spec.
    ///
    /// - Parameter leftByDefault: true for texts, which stand on the left and take the 0 flag as a mere fill.
    init(_ spec: String, leftByDefault: Bool, of typeName: String) throws(LanguageError) {
        let text = Array(spec.unicodeScalars)
        var at = 0
        func peek(_ ahead: Int = 0) -> Unicode.Scalar? { at + ahead < text.count ? text[at + ahead] : nil }
        func accept(_ scalar: Unicode.Scalar) -> Bool {
            if peek() != scalar { return false }
            at += 1
            return true
        }
        func alignment(_ scalar: Unicode.Scalar?) -> UInt8? {
            switch scalar {
            case "<", ">", "^", "=": scalar.map { UInt8(truncatingIfNeeded: $0.value) }
            default: nil
            }
        }
        func number() throws(LanguageError) -> Int? {
            var value: Int?
            while let digit = peek(), (48...57).contains(digit.value) {
                let (tenfold, isLong) = (value ?? 0).multipliedReportingOverflow(by: 10)
                let (sum, isLonger) = tenfold.addingReportingOverflow(Int(digit.value - 48))
                if isLong || isLonger { throw LanguageError.valueError("Too many decimal digits in format string") }
                value = sum
                at += 1
            }
            return value
        }
        var fillGiven = false
        if let found = alignment(peek(1)), let first = peek() {
            (fill, align, fillGiven) = (first, found, true)
            at += 2
        } else if let found = alignment(peek()) {
            align = found
            at += 1
        }
        if let first = peek(), first == "+" || first == "-" || first == " " {
            sign = UInt8(truncatingIfNeeded: first.value)
            at += 1
        }
        dropsNegativeZero = accept("z")
        alternate = accept("#")
        if !fillGiven, accept("0") {
            fill = "0"
            if align == nil, !leftByDefault { align = UInt8(ascii: "=") }
        }
        width = try number() ?? 0
        if width > Interpreter.sizeLimit { throw LanguageError(.memoryError, "") }
        for mark: Unicode.Scalar in [",", "_"] where accept(mark) {
            if grouping != nil { throw LanguageError.valueError("Cannot specify both ',' and '_'.") }
            grouping = UInt8(truncatingIfNeeded: mark.value)
            if peek() == mark { throw LanguageError.valueError("Cannot specify '\(mark)' with '\(mark)'.") }
            if peek() == "," { throw LanguageError.valueError("Cannot specify both ',' and '_'.") }
        }
        if accept(".") {
            guard let digits = try number() else {
                throw LanguageError.valueError("Format specifier missing precision")
            }
            precision = digits
        }
        if at + 1 < text.count {
            throw LanguageError.valueError(
                "Invalid format specifier '\(spec)' for object of type '\(typeName)'")
        }
        if let letter = peek() {
            guard letter.isASCII, letter.value > 32 else { throw FormatSpec.unknown(letter, typeName) }
            type = UInt8(truncatingIfNeeded: letter.value)
        }
        if let grouping {
            let isHex = "boxX".utf8.contains(type)
            if !"deEfFgG%".utf8.contains(type), type != 0, !(grouping == UInt8(ascii: "_") && isHex) {
                let mark = Unicode.Scalar(grouping)
                throw LanguageError.valueError("Cannot specify '\(mark)' with '\(Unicode.Scalar(type))'.")
            }
        }
    }

    /// `format(value, spec)` for the built-in types.
    static func format(_ value: Value, _ spec: String, _ interpreter: Interpreter) throws(LanguageError) -> String {
        switch value {
        case .int(let number): return try FormatSpec(spec, leftByDefault: false, of: "int").apply(number, "int")
        case .object(let big as BigInteger):
            return try FormatSpec(spec, leftByDefault: false, of: "int").apply(big.number, interpreter)
        case .bool(let flag):
            return try FormatSpec(spec, leftByDefault: false, of: "bool").apply(flag ? 1 : 0, "bool")
        case .float(let number): return try FormatSpec(spec, leftByDefault: false, of: "float").apply(number)
        case .str(let text): return try FormatSpec(spec, leftByDefault: true, of: "str").apply(text)
        default:
            throw LanguageError.typeError("unsupported format string passed to \(value.typeName).__format__")
        }
    }

    private func unknown(_ typeName: String) -> LanguageError {
        FormatSpec.unknown(Unicode.Scalar(type), typeName)
    }

    /// The error for a letter that no format has; signs beyond the visible ones of ASCII are shown by their code.
    private static func unknown(_ letter: Unicode.Scalar, _ typeName: String) -> LanguageError {
        let isVisible = letter.isASCII && letter.value > 32
        let shown = isVisible ? String(letter) : "\\x" + String(letter.value, radix: 16)
        return .valueError("Unknown format code '\(shown)' for object of type '\(typeName)'")
    }

    /// A text, cut to the precision and filled to the width.
    func apply(_ text: Str) throws(LanguageError) -> String {
        if type != 0 && type != UInt8(ascii: "s") { throw unknown("str") }
        if sign != nil {
            throw LanguageError.valueError(
                sign == UInt8(ascii: " ")
                    ? "Space not allowed in string format specifier" : "Sign not allowed in string format specifier")
        }
        if dropsNegativeZero {
            throw LanguageError.valueError("Negative zero coercion (z) not allowed in string format specifier")
        }
        if alternate {
            throw LanguageError.valueError("Alternate form (#) not allowed in string format specifier")
        }
        if align == UInt8(ascii: "=") {
            throw LanguageError.valueError("'=' alignment not allowed in string format specifier")
        }
        if let grouping {
            throw LanguageError.valueError("Cannot specify '\(Unicode.Scalar(grouping))' with 's'.")
        }
        var (body, count) = (text.string, text.count)
        if let precision, precision < count {
            body = String(String.UnicodeScalarView(body.unicodeScalars.prefix(precision)))
            count = precision
        }
        return padded(body, count, default: UInt8(ascii: "<"))
    }

    /// A whole number.
    func apply(_ number: Int, _ typeName: String) throws(LanguageError) -> String {
        if "eEfFgG%".utf8.contains(type) { return try apply(Double(number)) }
        return try whole(
            typeName, isNegative: number < 0, code: UInt32(exactly: number)
        ) { (radix, uppercase) throws(LanguageError) in
            String(number.magnitude, radix: radix, uppercase: uppercase)
        }
    }

    /// A whole number of any size.
    func apply(_ number: BigInt, _ interpreter: Interpreter) throws(LanguageError) -> String {
        if let small = number.small { return try apply(small, "int") }
        if "eEfFgG%".utf8.contains(type) { return try apply(BigArithmetic.double(number)) }
        if type == UInt8(ascii: "c") { throw LanguageError.overflow("Python int too large to convert to C long") }
        let arithmetic = BigArithmetic(interpreter)
        return try whole("int", isNegative: number.isNegative, code: nil) { (radix, uppercase) throws(LanguageError) in
            if radix == 10 { return try arithmetic.decimal(BigInt(number.magnitude)) }
            return try arithmetic.digits(number.magnitude, radix: radix, uppercase: uppercase)
        }
    }

    /// The digits of a whole number as the type asks for them.
    private func whole(
        _ typeName: String, isNegative: Bool, code: UInt32?,
        _ text: (_ radix: Int, _ uppercase: Bool) throws(LanguageError) -> String
    ) throws(LanguageError) -> String {
        var prefix = ""
        let digits: String
        switch type {
        case 0, UInt8(ascii: "d"), UInt8(ascii: "n"): digits = try text(10, false)
        case UInt8(ascii: "b"): (prefix, digits) = ("0b", try text(2, false))
        case UInt8(ascii: "o"): (prefix, digits) = ("0o", try text(8, false))
        case UInt8(ascii: "x"): (prefix, digits) = ("0x", try text(16, false))
        case UInt8(ascii: "X"): (prefix, digits) = ("0X", try text(16, true))
        case UInt8(ascii: "c"):
            if sign != nil {
                throw LanguageError.valueError("Sign not allowed with integer format specifier 'c'")
            }
            if alternate {
                throw LanguageError.valueError("Alternate form (#) not allowed with integer format specifier 'c'")
            }
            guard let code, let scalar = Unicode.Scalar(code) else {
                throw LanguageError.overflow("%c arg not in range(0x110000)")
            }
            return padded(String(scalar), 1, default: UInt8(ascii: ">"))
        default: throw unknown(typeName)
        }
        if precision != nil {
            throw LanguageError.valueError("Precision not allowed in integer format specifier")
        }
        if dropsNegativeZero {
            throw LanguageError.valueError("Negative zero coercion (z) not allowed in integer format specifier")
        }
        let size = prefix.isEmpty ? 3 : 4
        return assembled(
            isNegative: isNegative, prefix: alternate ? prefix : "", digits: digits, rest: "", groupSize: size)
    }

    /// A floating-point number.
    func apply(_ number: Double) throws(LanguageError) -> String {
        if type != 0, !"eEfFgG%n".utf8.contains(type) { throw unknown("float") }
        if let precision, precision > FormatSpec.precisionLimit {
            throw LanguageError.valueError("precision too big")
        }
        var body = text(of: number.magnitude)
        var isNegative = number.sign == .minus && !number.isNaN
        if dropsNegativeZero, isNegative, !body.utf8.contains(where: { (49...57).contains($0) }), number.isFinite {
            isNegative = false
        }
        if type == UInt8(ascii: "%") { body += "%" }
        let digits = body.utf8.prefix { (48...57).contains($0) }.count
        let split = body.utf8.index(body.startIndex, offsetBy: digits)
        return assembled(
            isNegative: isNegative, prefix: "", digits: String(body[..<split]), rest: String(body[split...]),
            groupSize: 3)
    }

    /// The most digits after the point that are written.
    private static let precisionLimit = 100_000

    /// The digits of a number without sign, by type and precision.
    private func text(of number: Double) -> String {
        let upper = type == UInt8(ascii: "E") || type == UInt8(ascii: "F") || type == UInt8(ascii: "G")
        if !number.isFinite {
            let word = number.isNaN ? "nan" : "inf"
            return upper ? word.uppercased() : word
        }
        switch type {
        case UInt8(ascii: "f") where !alternate:
            return FloatText.fixed(number, precision ?? 6)
        case UInt8(ascii: "e"), UInt8(ascii: "E"), UInt8(ascii: "f"), UInt8(ascii: "F"):
            return FloatText.c(number, alternate ? "#" : "", type, precision ?? 6)
        case UInt8(ascii: "%"):
            return FloatText.c(number * 100, alternate ? "#" : "", UInt8(ascii: "f"), precision ?? 6)
        case 0:
            guard let precision else { return FloatText.repr(number) }
            return FloatText.general(number, max(precision, 1), keepsPoint: true)
        default:
            let form = type == UInt8(ascii: "G") ? type : UInt8(ascii: "g")
            return FloatText.c(number, alternate ? "#" : "", form, precision ?? 6)
        }
    }

    /// Sign, prefix, digits in groups and the rest, filled to the width.
    private func assembled(
        isNegative: Bool, prefix: String, digits: String, rest: String, groupSize: Int
    ) -> String {
        var head = isNegative ? "-" : sign == UInt8(ascii: "+") ? "+" : sign == UInt8(ascii: " ") ? " " : ""
        head += prefix
        let others = head.utf8.count + rest.utf8.count
        let zeros = fill == "0" && align == UInt8(ascii: "=")
        var body = digits
        if let grouping, !digits.isEmpty {
            body = FormatSpec.grouped(digits, grouping, groupSize, least: zeros ? width - others : 0)
        }
        let count = others + body.utf8.count
        if count >= width { return head + body + rest }
        if align == UInt8(ascii: "=") { return head + filling(width - count) + body + rest }
        return padded(head + body + rest, count, default: UInt8(ascii: ">"))
    }

    /// Digits with a mark between groups, with leading zeros up to a width.
    private static func grouped(_ digits: String, _ mark: UInt8, _ size: Int, least: Int) -> String {
        var left = Array(digits.utf8)
        var width = least
        var out: [UInt8] = []
        while true {
            if !out.isEmpty { out.append(mark) }
            let length = min(size, max(left.count, width, 1))
            for _ in 0..<length { out.append(left.popLast() ?? 48) }
            width -= length
            if left.isEmpty && width <= 0 { break }
            width -= 1
        }
        return String(decoding: out.reversed(), as: UTF8.self)
    }

    private func filling(_ count: Int) -> String {
        String(repeating: String(fill), count: count)
    }

    /// A text of `count` code points, filled to the width.
    private func padded(_ text: String, _ count: Int, default side: UInt8) -> String {
        let space = width - count
        if space <= 0 { return text }
        switch align ?? side {
        case UInt8(ascii: "<"): return text + filling(space)
        case UInt8(ascii: "^"): return filling(space / 2) + text + filling(space - space / 2)
        default: return filling(space) + text
        }
    }
}
