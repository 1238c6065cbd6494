import Glibc

/// A value of the language: 16 bytes, of which the common kinds need no memory of their own.
public enum Value {
    /// A variable or argument that has no value; programs never see it.
    case unbound
    case none
    case bool(Bool)
    case int(Int)
    case float(Double)
    case str(Str)
    case list(List)
    case tuple(Tuple)
    case dict(Dict)
    case function(Function)
    /// Everything else: classes and their instances, sets, ranges, iterators, modules, arrays, networks, figures.
    case object(Object)
}

/// What has identity: every value that is not a number, a truth value or None.
open class Object {
    public init() {}

    /// The row that tells what the object can do.
    open var nativeType: NativeType { .object }
}

extension Value {
    /// A string value.
    public init(_ text: String) { self = .str(Str(text)) }

    /// A list value.
    public init(_ values: [Value]) { self = .list(List(values)) }

    /// The object behind a value of identity; `nil` for numbers, truth values and None.
    @inlinable public var heapObject: Object? {
        switch self {
        case .unbound, .none, .bool, .int, .float: nil
        case .str(let object): object
        case .list(let object): object
        case .tuple(let object): object
        case .dict(let object): object
        case .function(let object): object
        case .object(let object): object
        }
    }

    /// The row that describes the value's type.
    public var nativeType: NativeType {
        switch self {
        case .unbound, .none: .none
        case .bool: .bool
        case .int: .int
        case .float: .float
        case .str(let text): text.nativeType
        case .list: .list
        case .tuple(let tuple): tuple.nativeType
        case .dict(let dict): dict.nativeType
        case .function: .function
        case .object(let object): object.nativeType
        }
    }

    /// The name of the value's type, as messages say it.
    public var typeName: String {
        if case .object(let object) = self {
            if let instance = object as? Instance { return instance.cls.name }
            if let iteration = object as? Iteration { return iteration.typeNamed }
        }
        return nativeType.messageName
    }

    @inlinable public var isNone: Bool { if case .none = self { true } else { false } }

    /// True where the value stands for "nothing was given".
    @inlinable public var isUnbound: Bool { if case .unbound = self { true } else { false } }

    /// `a is b`.
    public func isIdentical(to other: Value) -> Bool {
        switch (self, other) {
        case (.none, .none): true
        case (.bool(let a), .bool(let b)): a == b
        case (.int(let a), .int(let b)): a == b
        case (.float(let a), .float(let b)): a.bitPattern == b.bitPattern
        default: if let a = heapObject, let b = other.heapObject { a === b } else { false }
        }
    }
}

/// A string: a sequence of code points.
public class Str: Object {
    public final let string: String
    /// Number of code points, once counted.
    private var knownCount = -1
    private var knownHash = 0
    /// The code points where they are not all ASCII, made when first indexed.
    private var scalarCache: [Unicode.Scalar]?

    public init(_ string: String) {
        var string = string
        string.makeContiguousUTF8()
        self.string = string
    }

    /// A string that is known to be ASCII.
    init(ascii string: String) {
        self.string = string
        knownCount = string.utf8.count
    }

    public override var nativeType: NativeType { .str }

    /// Number of code points.
    public var count: Int {
        if knownCount < 0 {
            knownCount =
                string.utf8.withContiguousStorageIfAvailable { buffer in
                    buffer.reduce(0) { $0 + ($1 & 0xC0 != 0x80 ? 1 : 0) }
                } ?? string.unicodeScalars.count
        }
        return knownCount
    }

    /// The hash, which is never 0.
    var hash: Int {
        if knownHash == 0 {
            let made = TextHash.of(string)
            knownHash = made == 0 ? 1 : made
        }
        return knownHash
    }

    /// True where code points and bytes are the same thing.
    public var isASCII: Bool { count == string.utf8.count }

    /// The code points, for indexing.
    public var scalars: [Unicode.Scalar] {
        if let scalarCache { return scalarCache }
        let made = Array(string.unicodeScalars)
        scalarCache = made
        return made
    }

    /// The code point at `index`, which must be in range.
    public func character(at index: Int) -> Str {
        if isASCII {
            let utf8 = string.utf8
            return Str(ascii: String(Unicode.Scalar(utf8[utf8.index(utf8.startIndex, offsetBy: index)])))
        }
        return Str(String(scalars[index]))
    }

    /// The two texts one after the other; `nil` beyond what a text may have.
    func followed(by other: Str) -> Str? {
        if string.utf8.count + other.string.utf8.count > Interpreter.sizeLimit { return nil }
        let made = Str(SmallText.joined(string, other.string) ?? string + other.string)
        if knownCount >= 0, other.knownCount >= 0 { made.knownCount = knownCount + other.knownCount }
        return made
    }

    /// The text several times, whose size was checked.
    func repeated(_ times: Int) -> Str {
        if times == 1 { return self }
        let size = string.utf8.count * times
        let made = Str(
            String(unsafeUninitializedCapacity: size) { buffer in
                _ = string.utf8.withContiguousStorageIfAvailable { Repetition.fill(buffer, $0, size) }
                return size
            })
        if knownCount >= 0 { made.knownCount = knownCount * times }
        return made
    }

    /// True where two texts have the same code points. (Swift's `==` takes canonically equivalent texts as equal.)
    @inline(__always)
    public static func areEqual(_ a: String, _ b: String) -> Bool {
        let x = SmallText.bits(a), y = SmallText.bits(b)
        if x == y { return true }
        if SmallText.isSmall(a), SmallText.isSmall(b) { return false }
        return haveEqualBytes(a, b)
    }

    @inline(never)
    private static func haveEqualBytes(_ a: String, _ b: String) -> Bool {
        if a.utf8.count != b.utf8.count { return false }
        return a.utf8.withContiguousStorageIfAvailable { x in
            b.utf8.withContiguousStorageIfAvailable { y in
                guard let x = x.baseAddress, let y = y.baseAddress else { return true }
                return memcmp(x, y, a.utf8.count) == 0
            } ?? a.utf8.elementsEqual(b.utf8)
        } ?? a.utf8.elementsEqual(b.utf8)
    }
}

/// A text whose type inherits from `str` and is a library's: `numpy.str_`. Everything takes it for the text that it is;
/// only its type and its `repr` differ.
public final class TypedStr: Str {
    private let type: NativeType

    /// - type: a kind of `str`.
    public init(_ string: String, type: NativeType) {
        self.type = type
        super.init(string)
    }

    public override var nativeType: NativeType { type }
}

/// A list.
public final class List: Object {
    public var values: [Value]

    public init(_ values: [Value] = []) { self.values = values }

    public override var nativeType: NativeType { .list }
}

/// A tuple.
public final class Tuple: Object {
    public let values: [Value]
    /// The type of a tuple whose places have names; `nil` for plain tuples.
    private let named: NativeType?

    public init(_ values: [Value], named: NativeType? = nil) {
        self.values = values
        self.named = named
    }

    public override var nativeType: NativeType { named ?? .tuple }
}

/// A dictionary in the order of insertion.
public final class Dict: Object {
    public var table: Table
    /// What makes a `defaultdict` or `Counter` of it; `nil` for plain dictionaries.
    let variant: DictVariant?

    public init(_ table: Table = Table()) {
        self.table = table
        variant = nil
    }

    /// A dictionary in which keys that are not there may be second names of others.
    public init(secondNames: [String: String]) {
        table = Table()
        variant = DictVariant(.dict, secondNames: secondNames)
    }

    init(_ table: Table = Table(), variant: DictVariant?) {
        self.table = table
        self.variant = variant
    }

    public override var nativeType: NativeType { variant?.type ?? .dict }
}

/// A set, mutable or frozen.
public final class SetObject: Object {
    public var table: SetTable
    public let isFrozen: Bool

    public init(_ table: SetTable = SetTable(), isFrozen: Bool = false) {
        self.table = table
        self.isFrozen = isFrozen
    }

    public override var nativeType: NativeType { isFrozen ? .frozenset : .set }
}

/// `range(start, stop, step)`.
public final class RangeObject: Object {
    public let start: Int
    public let stop: Int
    public let step: Int
    public let count: Int

    /// `step` must not be 0; a count beyond 64 bits becomes the largest that fits.
    public init(start: Int, stop: Int, step: Int) {
        self.start = start
        self.stop = stop
        self.step = step
        if step > 0 ? start >= stop : start <= stop {
            count = 0
        } else {
            // The way from start to stop may take all 64 bits.
            let span = UInt(bitPattern: step > 0 ? stop &- start : start &- stop)
            count = Int(clamping: (span - 1) / step.magnitude + 1)
        }
    }

    public override var nativeType: NativeType { .range }
}

/// `start:stop:step` between brackets; parts left out are None.
public final class SliceObject: Object {
    public let start: Value
    public let stop: Value
    public let step: Value

    public init(start: Value, stop: Value, step: Value) {
        self.start = start
        self.stop = stop
        self.step = step
    }

    public override var nativeType: NativeType { .slice }
}

/// Bytes that do not change.
public final class BytesObject: Object {
    public let bytes: [UInt8]

    public init(_ bytes: [UInt8]) { self.bytes = bytes }

    public override var nativeType: NativeType { .bytes }
}

/// The one value of `...`.
public final class EllipsisObject: Object {
    public override var nativeType: NativeType { .ellipsis }
}

/// The one value of `NotImplemented`.
public final class NotImplementedObject: Object {
    public override var nativeType: NativeType { .notImplemented }
}

/// A variable that functions inside functions share.
final class Cell: Object {
    /// Where the value lies.
    let place: UnsafeMutablePointer<Register>

    init(_ value: Value) {
        place = .allocate(capacity: 1)
        place.values.initialize(to: value)
    }

    deinit {
        place.values.deinitialize(count: 1)
        place.deallocate()
    }

    var value: Value {
        get { place.values.pointee }
        set { place.values.pointee = newValue }
    }
}

extension List {
    /// Replaces the element at a place from 0 on; false where there is none.
    @inline(never) func replaceElement(_ place: Int, with register: UnsafeMutablePointer<Register>) -> Bool {
        if place < 0 || place >= values.count { return false }
        values.withUnsafeMutableBufferPointer { buffer in
            if let start = buffer.baseAddress { (start.registers + place).copy(register) }
        }
        return true
    }
}
