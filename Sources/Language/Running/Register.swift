import CReferences

/// A register as the evaluator's loop sees it: the bits of a `Value`, so that numbers are read and written without
/// counting references.
///
/// The layout is the compiler's for `Value`: eight bytes of payload, then a tag that numbers the cases with a payload
/// in their order; the cases without payload share the next tag and are told apart by the payload. `Machine` checks
/// this when it is made.
struct Register {
    var bits: UInt64
    var tag: UInt8

    /// The tags, in the order of `Value`'s cases.
    enum Tag {
        static let bool: UInt8 = 0
        static let int: UInt8 = 1
        static let float: UInt8 = 2
        static let str: UInt8 = 3
        static let list: UInt8 = 4
        static let tuple: UInt8 = 5
        static let dict: UInt8 = 6
        static let function: UInt8 = 7
        static let object: UInt8 = 8
        /// Unbound and None.
        static let empty: UInt8 = 9
    }

    static let unbound = Register(bits: 0, tag: Tag.empty)
    static let none = Register(bits: 1, tag: Tag.empty)

    /// True where the payload is a reference that is counted.
    @inline(__always) var isCounted: Bool { tag &- Tag.str < 6 }
    @inline(__always) var isUnbound: Bool { tag == Tag.empty && bits == 0 }
    @inline(__always) var isNone: Bool { tag == Tag.empty && bits == 1 }
    @inline(__always) var int: Int { Int(bitPattern: UInt(bits)) }
    @inline(__always) var float: Double { Double(bitPattern: bits) }
    @inline(__always) var isNumber: Bool { tag &- Tag.int < 2 }
    /// The value of an int or float as a float.
    @inline(__always) var number: Double { tag == Tag.float ? float : Double(int) }
    /// True for floats and for ints that a float holds exactly.
    @inline(__always) var isExactNumber: Bool { tag == Tag.float || int.magnitude <= 1 << 53 }

    /// The bits as a value, which owns the reference.
    @inline(__always) var value: Value {
        var value = Value.unbound
        withUnsafeMutablePointer(to: &value) { $0.registers.pointee = self }
        return value
    }

    /// Where the object lies, for counted values.
    @inline(__always) var address: UnsafeMutableRawPointer {
        UnsafeMutableRawPointer(bitPattern: UInt(bits)).unsafelyUnwrapped
    }

    /// The object of a counted value, neither retained nor checked.
    @inline(__always) func object<T: AnyObject>(as type: T.Type) -> Unmanaged<T> { Unmanaged.fromOpaque(address) }

    /// The object's class, to compare with `Register.identity(of:)`.
    @inline(__always) var identity: UInt { address.load(as: UInt.self) }

    /// What `identity` is for direct instances of a class.
    @inline(__always) static func identity(of type: AnyClass) -> UInt {
        UInt(bitPattern: unsafeBitCast(type, to: UnsafeRawPointer.self))
    }

    /// The bits, which the caller then owns; the register is left unbound.
    @inline(__always) mutating func taken() -> Register {
        let value = self
        self = .unbound
        return value
    }

    /// True for a dictionary that is no `defaultdict`, `Counter` or the like.
    @inline(__always) var isPlainDict: Bool {
        tag == Tag.dict && object(as: Dict.self)._withUnsafeGuaranteedRef { $0.variant == nil }
    }

    /// Lets go of a counted value, without atomic instructions, which cost several times as much: a value belongs to
    /// the thread of its interpreter (`Value` is not `Sendable`), so no other thread counts the same object meanwhile.
    @inline(__always) static func release(_ bits: UInt64) {
        if let address = UnsafeMutableRawPointer(bitPattern: UInt(bits)) { swift_nonatomic_release(address) }
    }

    /// Holds a counted value once more, likewise.
    @inline(__always) static func retain(_ bits: UInt64) {
        if let address = UnsafeMutableRawPointer(bitPattern: UInt(bits)) { _ = swift_nonatomic_retain(address) }
    }

    /// The elements of a list or tuple, read where the array that is the object's first property keeps them:
    /// a count at byte 16 of its storage, elements from byte 32 on. `Machine` checks this too.
    @inline(__always) var elements: (start: UnsafeMutablePointer<Register>, count: Int) {
        let storage = address.load(fromByteOffset: 16, as: UnsafeMutableRawPointer.self)
        return (
            (storage + 32).assumingMemoryBound(to: Register.self), storage.load(fromByteOffset: 16, as: Int.self)
        )
    }

    /// Where the shape of an instance lies, its second property after the class, and where its attributes do, the third.
    /// `Machine` checks this too.
    @inline(__always) var shapeAddress: UInt { address.load(fromByteOffset: 24, as: UInt.self) }
    @inline(__always) var attributes: UnsafeMutablePointer<Register> {
        address.load(fromByteOffset: 32, as: UnsafeMutablePointer<Register>.self)
    }

    private static func findsAttributes() -> Bool {
        guard let cls = ClassObject(name: "", bases: [], native: nil, isUser: true, module: "") else { return false }
        let instance = Instance(cls: cls)
        instance.setAttribute("x", .int(7))
        let bits = Register(
            bits: UInt64(UInt(bitPattern: Unmanaged.passUnretained(instance).toOpaque())), tag: Tag.object)
        return withExtendedLifetime(instance) {
            bits.shapeAddress == UInt(bitPattern: Unmanaged.passUnretained(instance.shape).toOpaque())
                && bits.attributes.pointee.int == 7
        }
    }

    private static func findsElements() -> Bool {
        func found(_ value: Value) -> [Int] {
            var value = value
            return withUnsafeMutablePointer(to: &value) { place in
                let (start, count) = place.registers.pointee.elements
                return (0..<min(count, 3)).map { start[$0].int }
            }
        }
        return found(.list(List([.int(7), .int(8), .int(9)]))) == [7, 8, 9]
            && found(.tuple(Tuple([.int(5), .int(6)]))) == [5, 6] && found(.list(List())).isEmpty
    }

    /// True where the compiler lays `Value` out as this type expects.
    static func agreesWithValue() -> Bool {
        func tag(_ value: Value) -> UInt8 {
            withUnsafeBytes(of: value) { $0[8] }
        }
        let text = Str("")
        guard MemoryLayout<Value>.size == 9, MemoryLayout<Register>.size == 9, MemoryLayout<Value>.stride == 16,
            MemoryLayout<Register>.stride == 16
        else { return false }
        let emptyBits = { (value: Value) in withUnsafeBytes(of: value) { $0.load(as: UInt64.self) } }
        return tag(.bool(true)) == Tag.bool && tag(.int(1)) == Tag.int && tag(.float(1)) == Tag.float
            && tag(.str(text)) == Tag.str && tag(.list(List())) == Tag.list && tag(.tuple(Tuple([]))) == Tag.tuple
            && tag(.dict(Dict())) == Tag.dict && tag(.object(text)) == Tag.object && tag(.none) == Tag.empty
            && tag(.unbound) == Tag.empty && emptyBits(.unbound) == 0 && emptyBits(.none) == 1 && findsElements()
            && findsAttributes() && Table.agreesWithPlace() && SmallText.agrees()
    }
}

extension UnsafeMutablePointer<Value> {
    /// The same memory as registers.
    @inline(__always) var registers: UnsafeMutablePointer<Register> {
        UnsafeMutableRawPointer(self).assumingMemoryBound(to: Register.self)
    }
}

extension UnsafeMutablePointer<Register> {
    /// The same memory as values.
    @inline(__always) var values: UnsafeMutablePointer<Value> {
        UnsafeMutableRawPointer(self).assumingMemoryBound(to: Value.self)
    }

    /// Writes bits, which the register then owns, and lets go of what it held.
    @inline(__always) func put(_ bits: UInt64, _ tag: UInt8) {
        let old = pointee
        pointee.bits = bits
        pointee.tag = tag
        if _slowPath(old.isCounted) { Register.release(old.bits) }
    }

    @inline(__always) func put(_ number: Int) { put(UInt64(bitPattern: Int64(number)), Register.Tag.int) }
    @inline(__always) func put(_ number: Double) { put(number.bitPattern, Register.Tag.float) }
    @inline(__always) func put(_ flag: Bool) { put(flag ? 1 : 0, Register.Tag.bool) }
    @inline(__always) func put(_ text: Str) {
        put(UInt64(UInt(bitPattern: Unmanaged.passRetained(text).toOpaque())), Register.Tag.str)
    }
    @inline(__always) func putUnbound() { put(0, Register.Tag.empty) }
    @inline(__always) func putNone() { put(1, Register.Tag.empty) }

    /// Copies another register's value.
    @inline(__always) func copy(_ source: UnsafeMutablePointer<Register>) {
        let value = source.pointee
        if value.isCounted { Register.retain(value.bits) }
        put(value.bits, value.tag)
    }

    /// Takes another register's value, which is left unbound.
    @inline(__always) func take(_ source: UnsafeMutablePointer<Register>) {
        let value = source.pointee
        source.pointee.bits = 0
        source.pointee.tag = Register.Tag.empty
        put(value.bits, value.tag)
    }

    /// Lets go of what registers up to `end` hold; numbers stay, since nobody reads them.
    @inline(__always) func letGo(to end: UnsafeMutablePointer<Register>) {
        var at = self
        while at < end {
            if at.pointee.isCounted { at.putUnbound() }
            at += 1
        }
    }

    /// Leaves registers up to `end` unbound.
    @inline(__always) func clear(to end: UnsafeMutablePointer<Register>) {
        var at = self
        while at < end {
            at.putUnbound()
            at += 1
        }
    }
}
