import Arrays
import Language
import Tensors

/// Reads pickled data: numbers, texts, lists, dictionaries and arrays, as data sets are kept on disk.
///
/// A pickle is a program for a stack machine. Here it can build data and nothing else: the only functions that it may name
/// are those that make arrays, and they are not looked up but known. Anything else is refused.
struct Unpickler {
    /// What stands on the stack.
    private indirect enum Item {
        case value(Value)
        /// A place to which lists and tuples go back.
        case mark
        /// A function or class by its full name.
        case name(String)
        /// An array that waits for its shape, type and numbers.
        case array(Pending)
        /// A type of elements: its NumPy code, such as `u1` or `O`, and the order of bytes.
        case type(String, isBigEndian: Bool)
    }

    /// An array while it is made.
    private final class Pending {
        var value: Value?
    }

    private let bytes: ArraySlice<UInt8>
    private var at: Int
    private var stack: [Item] = []
    private var memo: [Int: Item] = [:]
    private let interpreter: Interpreter

    private init(_ bytes: ArraySlice<UInt8>, _ interpreter: Interpreter) {
        self.bytes = bytes
        at = bytes.startIndex
        self.interpreter = interpreter
    }

    /// The value of a pickle.
    /// - Throws: `ValueError` for what is cut off, or holds more than data.
    static func value(_ bytes: ArraySlice<UInt8>, _ interpreter: Interpreter) throws(LanguageError) -> Value {
        var reader = Unpickler(bytes, interpreter)
        return try reader.run()
    }

    private func broken(_ why: String) -> LanguageError {
        LanguageError.valueError(
            "the pickled data can't be read: \(why)", hint: "the file is cut off or holds more than arrays")
    }

    // MARK: Bytes

    private mutating func next() throws(LanguageError) -> UInt8 {
        guard at < bytes.endIndex else { throw broken("it is cut off") }
        at += 1
        return bytes[at - 1]
    }

    private mutating func take(_ count: Int) throws(LanguageError) -> ArraySlice<UInt8> {
        guard count >= 0, count <= bytes.endIndex - at else { throw broken("it is cut off") }
        at += count
        return bytes[(at - count)..<at]
    }

    /// A whole number of so many bytes, the least first.
    private mutating func number(_ count: Int) throws(LanguageError) -> Int {
        var sum: UInt64 = 0
        for (place, byte) in try take(count).enumerated() { sum |= UInt64(byte) << UInt64(8 * place) }
        guard let number = Int(exactly: sum) else { throw broken("a size is none") }
        return number
    }

    private mutating func line() throws(LanguageError) -> String {
        guard let end = bytes[at...].firstIndex(of: 0x0A) else { throw broken("it is cut off") }
        defer { at = end + 1 }
        return String(decoding: bytes[at..<end], as: UTF8.self)
    }

    // MARK: The stack

    private mutating func pop() throws(LanguageError) -> Item {
        guard let item = stack.popLast() else { throw broken("the stack is empty") }
        return item
    }

    private mutating func popValue() throws(LanguageError) -> Value { try value(pop()) }

    private func value(_ item: Item) throws(LanguageError) -> Value {
        switch item {
        case .value(let value): return value
        case .array(let pending):
            guard let value = pending.value else { throw broken("an array has no numbers") }
            return value
        case .mark: throw broken("a mark is no value")
        case .name(let name):
            throw broken("it names \(name), which is not read")
        case .type: throw broken("a type is no value")
        }
    }

    /// What stands above the last mark.
    private mutating func popToMark() throws(LanguageError) -> [Item] {
        guard let place = stack.lastIndex(where: { if case .mark = $0 { true } else { false } }) else {
            throw broken("there is no mark")
        }
        let items = Array(stack[(place + 1)...])
        stack.removeSubrange(place...)
        return items
    }

    private mutating func tuple(_ items: [Item]) throws(LanguageError) {
        // A tuple that stands for a type's or array's arguments may hold what is no value.
        var values: [Value] = []
        for item in items {
            if case .type(let code, let isBigEndian) = item {
                values.append(Value((isBigEndian ? ">" : "<") + code))
            } else if case .name(let name) = item {
                values.append(Value("name " + name))
            } else {
                values.append(try value(item))
            }
        }
        stack.append(.value(.tuple(Tuple(values))))
    }

    // MARK: Running

    private mutating func run() throws(LanguageError) -> Value {
        var steps = 0
        while true {
            steps += 1
            if steps % 65536 == 0 { try interpreter.checkInterrupt() }
            let code = try next()
            switch code {
            case 0x80: _ = try next()
            case 0x95: _ = try take(8)
            case UInt8(ascii: "."):
                return try popValue()
            case UInt8(ascii: "("): stack.append(.mark)
            case UInt8(ascii: "0"): _ = try pop()
            case UInt8(ascii: "1"): _ = try popToMark()
            case UInt8(ascii: "N"): stack.append(.value(.none))
            case 0x88: stack.append(.value(.bool(true)))
            case 0x89: stack.append(.value(.bool(false)))
            case UInt8(ascii: "K"): stack.append(.value(.int(try number(1))))
            case UInt8(ascii: "M"): stack.append(.value(.int(try number(2))))
            case UInt8(ascii: "J"):
                stack.append(.value(.int(Int(Int32(truncatingIfNeeded: try number(4))))))
            case UInt8(ascii: "I"), UInt8(ascii: "L"):
                var text = try line()
                if text.hasSuffix("L") { text.removeLast() }
                if text == "01" || text == "00" {
                    stack.append(.value(.bool(text == "01")))
                } else {
                    guard let number = Int(text) else { throw broken("\(text) is no number") }
                    stack.append(.value(.int(number)))
                }
            case 0x8A:
                let count = Int(try next())
                guard count <= 8 else { throw broken("a number is too large") }
                let part = try take(count)
                var sum: UInt64 = part.last.map { $0 >= 0x80 } == true ? .max : 0
                for (place, byte) in part.enumerated() {
                    let shift = UInt64(8 * place)
                    sum = sum & ~(0xFF << shift) | UInt64(byte) << shift
                }
                stack.append(.value(.int(Int(Int64(bitPattern: sum)))))
            case UInt8(ascii: "G"):
                var bits: UInt64 = 0
                for byte in try take(8) { bits = bits << 8 | UInt64(byte) }
                stack.append(.value(.float(Double(bitPattern: bits))))
            case UInt8(ascii: "F"):
                guard let number = Double(try line()) else { throw broken("a number is none") }
                stack.append(.value(.float(number)))
            case UInt8(ascii: "U"): text(try take(try number(1)), isBytes: true)
            case UInt8(ascii: "T"): text(try take(try number(4)), isBytes: true)
            case UInt8(ascii: "C"): text(try take(try number(1)), isBytes: true)
            case UInt8(ascii: "B"): text(try take(try number(4)), isBytes: true)
            case 0x8E: text(try take(try number(8)), isBytes: true)
            case UInt8(ascii: "X"): text(try take(try number(4)), isBytes: false)
            case 0x8C: text(try take(try number(1)), isBytes: false)
            case 0x8D: text(try take(try number(8)), isBytes: false)
            case UInt8(ascii: "]"): stack.append(.value(Value([])))
            case UInt8(ascii: "}"): stack.append(.value(.dict(Dict())))
            case UInt8(ascii: ")"): stack.append(.value(.tuple(Tuple([]))))
            case UInt8(ascii: "l"):
                stack.append(.value(Value(try popToMark().map { (x) throws(LanguageError) in try value(x) })))
            case UInt8(ascii: "t"): try tuple(try popToMark())
            case 0x85, 0x86, 0x87:
                let count = Int(code) - 0x84
                guard stack.count >= count else { throw broken("the stack is empty") }
                let items = Array(stack.suffix(count))
                stack.removeLast(count)
                try tuple(items)
            case UInt8(ascii: "a"):
                let last = try popValue()
                try append([last])
            case UInt8(ascii: "e"):
                let items = try popToMark()
                try append(items.map { (x) throws(LanguageError) in try value(x) })
            case UInt8(ascii: "s"):
                let last = try popValue(), key = try popValue()
                try set([key, last])
            case UInt8(ascii: "u"):
                let items = try popToMark()
                try set(items.map { (x) throws(LanguageError) in try value(x) })
            case UInt8(ascii: "q"): memo[try number(1)] = stack.last
            case UInt8(ascii: "r"): memo[try number(4)] = stack.last
            case UInt8(ascii: "p"): memo[Int(try line()) ?? -1] = stack.last
            case 0x94: memo[memo.count] = stack.last
            case UInt8(ascii: "h"): try recall(try number(1))
            case UInt8(ascii: "j"): try recall(try number(4))
            case UInt8(ascii: "g"): try recall(Int(try line()) ?? -1)
            case UInt8(ascii: "c"):
                let module = try line(), name = try line()
                stack.append(.name(module + "." + name))
            case 0x93:
                let name = try popValue(), module = try popValue()
                guard case .str(let a) = module, case .str(let b) = name else { throw broken("a name is none") }
                stack.append(.name(a.string + "." + b.string))
            case UInt8(ascii: "R"):
                let arguments = try popValue(), function = try pop()
                try call(function, arguments)
            case UInt8(ascii: "b"):
                let state = try popValue()
                try build(state)
            default: throw broken("the instruction \(code) is not known")
            }
        }
    }

    private mutating func recall(_ place: Int) throws(LanguageError) {
        guard let item = memo[place] else { throw broken("place \(place) was never set") }
        stack.append(item)
    }

    private mutating func text(_ part: ArraySlice<UInt8>, isBytes: Bool) {
        stack.append(.value(isBytes ? .object(BytesObject(Array(part))) : Value(String(decoding: part, as: UTF8.self))))
    }

    private func append(_ values: [Value]) throws(LanguageError) {
        guard case .value(.list(let list))? = stack.last else { throw broken("there is no list") }
        list.values.append(contentsOf: values)
    }

    private func set(_ pairs: [Value]) throws(LanguageError) {
        guard case .value(.dict(let dict))? = stack.last, pairs.count.isMultiple(of: 2) else {
            throw broken("there is no dictionary")
        }
        for place in stride(from: 0, to: pairs.count, by: 2) {
            // Python 2's texts come as bytes.
            var key = pairs[place]
            if let bytes = key.byteContent { key = Value(String(decoding: bytes, as: UTF8.self)) }
            try dict.set(key, pairs[place + 1], interpreter)
        }
    }

    // MARK: Arrays

    private mutating func call(_ function: Item, _ arguments: Value) throws(LanguageError) {
        guard case .name(let name) = function, case .tuple(let given) = arguments else {
            throw broken("it calls what is no function")
        }
        let values = given.values
        switch name {
        case "numpy.core.multiarray._reconstruct", "numpy._core.multiarray._reconstruct":
            stack.append(.array(Pending()))
        case "numpy.dtype":
            guard let first = values.first else { throw broken("a type has no name") }
            let code = try plain(first)
            stack.append(.type(code.filter { !"<>|=".contains($0) }, isBigEndian: code.hasPrefix(">")))
        case "_codecs.encode":
            // Bytes as a text of code points below 256.
            guard case .str(let text)? = values.first else { throw broken("bytes are none") }
            stack.append(
                .value(.object(BytesObject(text.string.unicodeScalars.map { UInt8(truncatingIfNeeded: $0.value) }))))
        default: throw broken("it calls \(name), which is not read")
        }
    }

    /// A text, also where it came as bytes.
    private func plain(_ value: Value) throws(LanguageError) -> String {
        if let bytes = value.byteContent { return String(decoding: bytes, as: UTF8.self) }
        return try interpreter.str(value)
    }

    private mutating func build(_ state: Value) throws(LanguageError) {
        guard case .tuple(let tuple) = state else { throw broken("a state is no tuple") }
        switch stack.last {
        case .type(let code, _)?:
            // The order of bytes stands in the state.
            let order = tuple.values.count > 1 ? tuple.values[1] : .none
            let sign = try plain(order)
            stack[stack.count - 1] = .type(code, isBigEndian: sign == ">")
        case .array(let pending)?:
            guard tuple.values.count == 5 else { throw broken("an array's state is none") }
            pending.value = try array(tuple.values)
        default: throw broken("it sets what is no array")
        }
    }

    /// An array of its state: version, shape, type, order of axes, numbers.
    private func array(_ state: [Value]) throws(LanguageError) -> Value {
        var shape: [Int] = []
        for extent in try interpreter.array(of: state[1]) {
            guard let extent = interpreter.index(extent), extent >= 0 else { throw broken("a shape is none") }
            shape.append(extent)
        }
        let count = try lifting { () throws(TensorError) in try Tensor.checkedCount(shape, .uint8) }
        guard case .str(let text) = state[2] else { throw broken("an array has no type") }
        var code = text.string
        let isBigEndian = code.removeFirst() == ">"
        if code.hasPrefix("O") {
            guard case .list(let list) = state[4], list.values.count == count else {
                throw broken("objects are missing")
            }
            return .list(list)
        }
        guard let dtype = Unpickler.types[code], !isBigEndian || dtype.itemSize == 1, let bytes = state[4].byteContent,
            bytes.count == count.multipliedReportingOverflow(by: dtype.itemSize).partialValue
        else { throw broken("an array of type \(code) is not read") }
        let isFortran = try interpreter.truth(state[3])
        return Value(
            try lifting { () throws(TensorError) in
                let flat = try Tensor.fromBytes(bytes, dtype: dtype)
                if !isFortran { return try flat.reshaped(shape) }
                return try flat.reshaped(shape.reversed()).transposed().contiguous()
            })
    }

    private static let types: [String: DType] = [
        "b1": .bool, "u1": .uint8, "i1": .int8, "u2": .uint16, "i2": .int16, "u4": .uint32, "i4": .int32, "u8": .uint64,
        "i8": .int64, "f2": .float16, "f4": .float32, "f8": .float64,
    ]
}
