/// A piece of an f-string: fixed text, or a value with its conversion and spec.
enum TextPiece {
    case text(String)
    case value(conversion: UInt8?, TextSpec)
}

/// A format spec that was read once, when the program was compiled.
struct TextSpec {
    let text: String
    /// The spec as numbers read it; `nil` where it is wrong, which is told when a value meets it.
    let number: FormatSpec?
    /// The spec as texts read it.
    let string: FormatSpec?
    /// True where integers are written in the plain way: decimal digits, filled to the width.
    let isPlainDecimal: Bool
    /// The digits after the point, where floats are written with so many in the plain way.
    let plainFixed: Int?

    init(_ text: String) {
        self.text = text
        number = try? FormatSpec(text, leftByDefault: false, of: "float")
        string = try? FormatSpec(text, leftByDefault: true, of: "str")
        let simple = number.map {
            $0.grouping == nil && !$0.alternate && !$0.dropsNegativeZero && $0.fill.isASCII
        }
        isPlainDecimal =
            simple == true && number?.precision == nil && (number?.type == 0 || number?.type == UInt8(ascii: "d"))
        let digits = number?.precision ?? 6
        plainFixed = simple == true && number?.type == UInt8(ascii: "f") && digits <= 15 ? digits : nil
    }
}

/// Bytes of a text under way. Kept by the interpreter, so that making a text allocates the result alone.
final class TextBuffer {
    private(set) var bytes: UnsafeMutablePointer<UInt8>
    private(set) var count = 0
    private var capacity = 256
    private var isASCII = true

    init() { bytes = .allocate(capacity: capacity) }

    deinit { bytes.deallocate() }

    /// Begins a new text.
    func clear() {
        count = 0
        isASCII = true
    }

    /// Makes room for `more` bytes and answers where they go.
    @inline(__always) private func room(_ more: Int) -> UnsafeMutablePointer<UInt8> {
        if count + more > capacity { grow(more) }
        return bytes + count
    }

    @inline(never) private func grow(_ more: Int) {
        let larger = max(capacity * 2, count + more)
        let made = UnsafeMutablePointer<UInt8>.allocate(capacity: larger)
        made.update(from: bytes, count: count)
        bytes.deallocate()
        bytes = made
        capacity = larger
    }

    /// Adds a text.
    func append(_ text: String) {
        var text = text
        text.withUTF8 { source in
            guard let start = source.baseAddress else { return }
            let place = room(source.count)
            var high: UInt8 = 0
            for i in 0..<source.count {
                place[i] = start[i]
                high |= start[i]
            }
            count += source.count
            if high >= 0x80 { isASCII = false }
        }
    }

    /// Adds one ASCII sign several times.
    func append(_ sign: UInt8, times: Int) {
        let place = room(times)
        for i in 0..<times { place[i] = sign }
        count += times
    }

    /// Adds a whole number.
    func append(_ number: Int) {
        if number < 0 { append(UInt8(ascii: "-"), times: 1) }
        append(digits: UInt64(number.magnitude), atLeast: 1)
    }

    /// Adds the decimal digits of a number, with zeros before them up to a length.
    func append(digits number: UInt64, atLeast least: Int) {
        var length = 1
        var bound: UInt64 = 10
        while number >= bound {
            length += 1
            let (next, overflow) = bound.multipliedReportingOverflow(by: 10)
            if overflow { break }
            bound = next
        }
        length = max(length, least)
        let place = room(length)
        var rest = number
        var at = length
        while at > 0 {
            at -= 1
            place[at] = UInt8(ascii: "0") + UInt8(truncatingIfNeeded: rest % 10)
            rest /= 10
        }
        count += length
    }

    /// Adds a number by a spec that is plain for it; false where it is not.
    func append(_ number: Int, _ spec: TextSpec) -> Bool {
        guard spec.isPlainDecimal, let format = spec.number else { return false }
        return appendFilled(format, isNegative: number < 0) { append(digits: UInt64(number.magnitude), atLeast: 1) }
    }

    /// Adds a number by a spec that is plain for it; false where it is not.
    func append(_ number: Double, _ spec: TextSpec) -> Bool {
        guard let precision = spec.plainFixed, let format = spec.number, number.magnitude < 1e18,
            let scaled = FloatText.scaled(number.magnitude, precision)
        else { return false }
        return appendFilled(format, isNegative: number.sign == .minus) {
            append(digits: scaled, atLeast: precision + 1)
            if precision > 0 {
                // Make room for the point before the last digits.
                _ = room(1)
                for at in stride(from: count, to: count - precision, by: -1) { bytes[at] = bytes[at - 1] }
                bytes[count - precision] = UInt8(ascii: ".")
                count += 1
            }
        }
    }

    /// Adds sign and digits, filled to the width of a spec.
    @inline(__always)
    private func appendFilled(_ format: FormatSpec, isNegative: Bool, _ digits: () -> Void) -> Bool {
        let start = count
        if isNegative {
            append(UInt8(ascii: "-"), times: 1)
        } else if let sign = format.sign, sign != UInt8(ascii: "-") {
            append(sign, times: 1)
        }
        let head = count - start
        digits()
        let space = format.width - (count - start)
        if space <= 0 { return true }
        let fill = UInt8(truncatingIfNeeded: format.fill.value)
        let before: Int
        switch format.align ?? UInt8(ascii: ">") {
        case UInt8(ascii: "<"): before = 0
        case UInt8(ascii: "^"): before = space / 2
        default: before = space
        }
        let from = format.align == UInt8(ascii: "=") ? start + head : start
        append(fill, times: space)
        if before > 0 {
            // Move what was written behind the fill.
            var at = count - space - 1
            while at >= from {
                bytes[at + before] = bytes[at]
                at -= 1
            }
            for i in from..<(from + before) { bytes[i] = fill }
            for i in (count - (space - before))..<count { bytes[i] = fill }
        }
        return true
    }

    /// The text.
    func text() -> Str {
        let text = String(unsafeUninitializedCapacity: count) { buffer in
            if count > 0 { buffer.baseAddress?.update(from: bytes, count: count) }
            return count
        }
        return isASCII ? Str(ascii: text) : Str(text)
    }
}

extension Interpreter {
    /// Turns a value of an f-string into text at once, unless it cannot change until the whole text is made.
    func ready(_ place: UnsafeMutablePointer<Value>, _ piece: TextPiece) throws(LanguageError) {
        switch place.pointee {
        case .int, .float, .bool, .none, .str, .object(is FinishedText): return
        default:
            guard case .value(let conversion, let spec) = piece else { return }
            place.pointee = .object(FinishedText(try formatted(place.pointee, conversion, spec)))
        }
    }

    /// `joinPieces`: the text of an f-string whose values lie in registers from `first` on.
    func joined(_ pieces: [TextPiece], _ first: UnsafeMutablePointer<Value>) throws(LanguageError) -> Value {
        // What may run code of the program comes before the buffer is begun.
        for (i, piece) in pieces.enumerated() { if case .value = piece { try ready(first + i, piece) } }
        let buffer = textBuffer
        buffer.clear()
        for (i, piece) in pieces.enumerated() {
            switch piece {
            case .text(let text): buffer.append(text)
            case .value(let conversion, let spec):
                switch first[i] {
                case .int(let number) where conversion == nil:
                    if spec.text.isEmpty {
                        buffer.append(number)
                        continue
                    }
                    if buffer.append(number, spec) { continue }
                case .float(let number) where conversion == nil: if buffer.append(number, spec) { continue }
                case .str(let text) where spec.text.isEmpty && conversion != 1 && conversion != 3:
                    buffer.append(text.string)
                    continue
                case .object(let object as FinishedText):
                    buffer.append(object.text)
                    continue
                default: break
                }
                buffer.append(try formatted(first[i], conversion, spec))
            }
            if buffer.count > Interpreter.sizeLimit { throw LanguageError(.memoryError, "") }
        }
        return .str(buffer.text())
    }

    private func formatted(_ value: Value, _ conversion: UInt8?, _ spec: TextSpec) throws(LanguageError) -> String {
        var value = value
        if let conversion {
            let text = conversion == 2 ? try str(value) : try repr(value)
            value = Value(conversion == 3 ? Interpreter.escapedToASCII(text) : text)
        }
        return try format(value, spec.text)
    }
}

/// The text of a value that was formatted while later parts of the f-string were still to be evaluated.
private final class FinishedText: Object {
    let text: String

    init(_ text: String) { self.text = text }
}
