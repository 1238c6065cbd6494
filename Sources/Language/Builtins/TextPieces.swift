/// A piece of an f-string: fixed text, or a value with its conversion and the spec, which was read once, when the
/// program was compiled.
final class TextPiece {
    /// The fixed text, or the spec as it was written.
    let text: String
    let isValue: Bool
    /// 1 `!r`, 2 `!s`, 3 `!a`, 0 none.
    let conversion: UInt8
    /// The spec as numbers read it; `nil` where it is wrong, which is told when a value meets it.
    let number: FormatSpec?
    /// True where integers are written in the plain way: decimal digits, filled to the width.
    let isPlainDecimal: Bool
    /// The digits after the point, where floats are written with so many in the plain way; else -1.
    let plainFixed: Int

    /// Fixed text.
    init(text: String) {
        self.text = text
        isValue = false
        conversion = 0
        number = nil
        isPlainDecimal = false
        plainFixed = -1
    }

    /// A value.
    init(conversion: UInt8, spec: String) {
        text = spec
        isValue = true
        self.conversion = conversion
        number = try? FormatSpec(spec, leftByDefault: false, of: "float")
        let simple =
            conversion == 0
            && number.map { $0.grouping == nil && !$0.alternate && !$0.dropsNegativeZero && $0.fill.isASCII } == true
        isPlainDecimal = simple && number?.precision == nil && (number?.type == 0 || number?.type == UInt8(ascii: "d"))
        let digits = number?.precision ?? 6
        plainFixed = simple && number?.type == UInt8(ascii: "f") && digits <= 15 ? digits : -1
    }
}

/// The pieces of one f-string, read without counting references: the code that owns them outlives their use.
struct TextRow {
    /// What tells at once how a piece is written.
    struct Mark {
        let piece: Unmanaged<TextPiece>
        let isValue: Bool
        let isPlainDecimal: Bool
        let isPlainFixed: Bool
        /// True where text stands as it is.
        let isPlainText: Bool

        init(_ piece: TextPiece) {
            self.piece = .passUnretained(piece)
            isValue = piece.isValue
            isPlainDecimal = piece.isPlainDecimal
            isPlainFixed = piece.plainFixed >= 0
            isPlainText = piece.isValue && piece.text.isEmpty && (piece.conversion == 0 || piece.conversion == 2)
        }
    }

    let marks: UnsafeMutablePointer<Mark>
    let count: Int

    init(_ pieces: [TextPiece]) {
        count = pieces.count
        marks = .allocate(capacity: max(1, count))
        marks.initialize(from: pieces.map(Mark.init), count: count)
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
    func append(_ number: Int, _ piece: TextPiece) -> Bool {
        guard piece.isPlainDecimal, let format = piece.number else { return false }
        return appendFilled(format, isNegative: number < 0) { append(digits: UInt64(number.magnitude), atLeast: 1) }
    }

    /// Adds a number by a spec that is plain for it; false where it is not.
    func append(_ number: Double, _ piece: TextPiece) -> Bool {
        let precision = piece.plainFixed
        guard precision >= 0, let format = piece.number, number.magnitude < 1e18,
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
            place.pointee = .object(FinishedText(try formatted(place.pointee, piece)))
        }
    }

    /// Turns a value of an f-string into text at once, unless it cannot change and its spec surely fits.
    func readyToFit(_ place: UnsafeMutablePointer<Value>, _ piece: TextPiece) throws(LanguageError) {
        switch place.pointee {
        case .int where piece.isPlainDecimal: return
        case .float where piece.plainFixed >= 0: return
        case .object(is FinishedText): return
        default: place.pointee = .object(FinishedText(try formatted(place.pointee, piece)))
        }
    }

    /// `joinPieces`: the text of an f-string whose values lie in registers from `first` on.
    func joined(_ row: TextRow, _ first: UnsafeMutablePointer<Value>) throws(LanguageError) -> Value {
        // What may run code of the program comes before the buffer is begun.
        for i in 0..<row.count where first.registers[i].tag > Register.Tag.str && row.marks[i].isValue {
            try ready(first + i, row.marks[i].piece.takeUnretainedValue())
        }
        let buffer = textBuffer
        buffer.clear()
        for i in 0..<row.count {
            let mark = row.marks[i]
            if !mark.isValue {
                mark.piece._withUnsafeGuaranteedRef { buffer.append($0.text) }
                continue
            }
            let value = first.registers[i]
            switch value.tag {
            case Register.Tag.int where mark.isPlainDecimal:
                if mark.piece._withUnsafeGuaranteedRef({ buffer.append(value.int, $0) }) { continue }
            case Register.Tag.float where mark.isPlainFixed:
                if mark.piece._withUnsafeGuaranteedRef({ buffer.append(value.float, $0) }) { continue }
            case Register.Tag.str where mark.isPlainText:
                value.object(as: Str.self)._withUnsafeGuaranteedRef { buffer.append($0.string) }
                continue
            case Register.Tag.object:
                if case .object(let object as FinishedText) = first[i] {
                    buffer.append(object.text)
                    continue
                }
            default: break
            }
            buffer.append(try formatted(first[i], mark.piece.takeUnretainedValue()))
            if buffer.count > Interpreter.sizeLimit { throw LanguageError(.memoryError, "") }
        }
        return .str(buffer.text())
    }

    private func formatted(_ value: Value, _ piece: TextPiece) throws(LanguageError) -> String {
        var value = value
        if piece.conversion != 0 {
            let text = piece.conversion == 2 ? try str(value) : try repr(value)
            value = Value(piece.conversion == 3 ? Interpreter.escapedToASCII(text) : text)
        }
        return try format(value, piece.text)
    }
}

/// The text of a value that was formatted while later parts of the f-string were still to be evaluated.
private final class FinishedText: Object {
    let text: String

    init(_ text: String) { self.text = text }
}
