/// The hash table behind dictionaries and sets: entries in the order of insertion, found through an open-addressed index.
///
/// Keys compare as the language does: `1 == 1.0 == True`. Objects of user classes compare through the interpreter.
/// A table is a value: a copy shares memory until one of the two changes.
public struct Table {
    /// One key and its value; a removed entry has an unbound key.
    public struct Entry {
        public var key: Value
        public var value: Value
        var hash: Int
    }

    /// An entry as bits, as `Register` sees a value.
    struct Place {
        var key: Register
        var value: Register
        var hash: Int
    }

    /// The memory behind tables.
    final class Storage {
        /// `extent` entries, removed ones included; room for `capacity`.
        fileprivate(set) var entries: UnsafeMutablePointer<Entry>
        fileprivate var capacity: Int
        fileprivate(set) var extent = 0
        /// Places in `entries`, -1 where free, -2 where an entry was removed. A power of two, at most two thirds full.
        /// Few entries have none: a walk over their hashes finds them.
        fileprivate(set) var slots: UnsafeMutablePointer<Int32>?
        fileprivate(set) var mask = 0
        /// Slots that are not -1: the search for a key ends at a -1, so some must stay.
        fileprivate var filled = 0
        fileprivate(set) var count = 0
        /// Grows when keys come or go, so that iteration can notice.
        fileprivate var version = 0

        fileprivate init(capacity: Int) {
            self.capacity = capacity
            entries = .allocate(capacity: capacity)
        }

        deinit {
            entries.deinitialize(count: extent)
            entries.deallocate()
            slots?.deallocate()
        }

        fileprivate func copy() -> Storage {
            let made = Storage(capacity: max(Table.few, extent))
            made.entries.initialize(from: entries, count: extent)
            made.extent = extent
            made.count = count
            made.version = version
            if let slots {
                let copied = UnsafeMutablePointer<Int32>.allocate(capacity: mask + 1)
                copied.initialize(from: slots, count: mask + 1)
                made.slots = copied
                made.mask = mask
                made.filled = filled
            }
            return made
        }

        /// The place of a key, -1 where there is none, -2 where only the interpreter can compare.
        @inline(__always) func probe(_ key: Register, hash: Int) -> Int {
            guard let slots else {
                for place in 0..<extent {
                    switch compare(place, key, hash) {
                    case .same: return place
                    case .different: break
                    case .unknown: return -2
                    }
                }
                return -1
            }
            var slot = Table.start(hash) & mask
            while true {
                let place = Int(slots[slot])
                if place == -1 { return -1 }
                if place >= 0 {
                    switch compare(place, key, hash) {
                    case .same: return place
                    case .different: break
                    case .unknown: return -2
                    }
                }
                slot = (slot + 1) & mask
            }
        }

        private enum Answer {
            case same, different, unknown
        }

        @inline(__always) private func compare(_ place: Int, _ key: Register, _ hash: Int) -> Answer {
            let entry = UnsafeMutableRawPointer(entries + place).assumingMemoryBound(to: Place.self)
            if entry.pointee.hash != hash { return .different }
            let other = entry.pointee.key
            if other.tag == key.tag {
                if other.bits == key.bits { return .same }
                if key.tag == Register.Tag.str {
                    return other.object(as: Str.self)._withUnsafeGuaranteedRef { a in
                        key.object(as: Str.self)._withUnsafeGuaranteedRef { b in Str.areEqual(a.string, b.string) }
                    } ? .same : .different
                }
                if key.tag == Register.Tag.int { return .different }
            }
            // A removed entry has an unbound key.
            return other.isUnbound ? .different : .unknown
        }
    }

    /// Up to so many entries are found by a walk.
    fileprivate static let few = 8

    private var storage: Storage

    public init() { storage = Storage(capacity: Table.few) }

    public var count: Int { storage.count }

    /// Grows when keys come or go, so that iteration can notice.
    public var version: Int { storage.version }

    /// How many places an iteration has to look at, including those of removed entries.
    public var extent: Int { storage.extent }

    /// The entry at a place below `extent`; `nil` where it was removed.
    @inline(__always) public func entry(at place: Int) -> Entry? {
        if place >= storage.extent { return nil }
        let entry = storage.entries[place]
        return entry.key.isUnbound ? nil : entry
    }

    /// Spreads a hash (Fibonacci hashing): small integers are their own hashes.
    @inline(__always) fileprivate static func start(_ hash: Int) -> Int {
        Int(truncatingIfNeeded: (UInt(bitPattern: hash) &* 0x9E37_79B9_7F4A_7C15) >> 32)
    }

    private func present<T>(_ pick: (UnsafeMutablePointer<Entry>) -> T) -> [T] {
        var found: [T] = []
        found.reserveCapacity(count)
        for place in 0..<extent where !storage.entries[place].key.isUnbound {
            found.append(pick(storage.entries + place))
        }
        return found
    }

    /// Every key in order.
    public var keys: [Value] { present { $0.pointee.key } }

    /// Every value in order.
    public var values: [Value] { present { $0.pointee.value } }

    /// Every pair in order.
    public var pairs: [(Value, Value)] { present { ($0.pointee.key, $0.pointee.value) } }

    /// The place of `key`, or `nil`.
    public func find(_ key: Value, hash: Int, _ interpreter: Interpreter) throws(LanguageError) -> Int? {
        var key = key
        let place = withUnsafeMutablePointer(to: &key) { storage.probe($0.registers.pointee, hash: hash) }
        if place == -2 { return try findByEquality(key, hash: hash, interpreter) }
        return place < 0 ? nil : place
    }

    /// As `find`, for keys that the interpreter compares; the program's `__eq__` may change the table meanwhile.
    private func findByEquality(_ key: Value, hash: Int, _ interpreter: Interpreter) throws(LanguageError) -> Int? {
        var candidates: [Int] = []
        if let slots = storage.slots {
            var slot = Table.start(hash) & storage.mask
            while slots[slot] != -1 {
                let place = Int(slots[slot])
                if place >= 0, storage.entries[place].hash == hash { candidates.append(place) }
                slot = (slot + 1) & storage.mask
            }
        } else {
            candidates = (0..<storage.extent).filter { storage.entries[$0].hash == hash }
        }
        let held = storage
        for place in candidates where place < held.extent {
            let other = held.entries[place].key
            if other.isUnbound { continue }
            var isSame = other.isIdentical(to: key)
            if !isSame { isSame = try interpreter.equal(other, key) }
            if isSame {
                return place < extent && storage.entries[place].hash == hash ? place : nil
            }
        }
        return nil
    }

    public subscript(place place: Int) -> Value {
        get { place < storage.extent ? storage.entries[place].value : .none }
        set {
            own()
            if place < storage.extent { storage.entries[place].value = newValue }
        }
    }

    /// Makes sure that a change does not reach copies.
    @inline(__always) private mutating func own() {
        if !isKnownUniquelyReferenced(&storage) { storage = storage.copy() }
    }

    /// Sets the value of `key`; a new key goes to the end.
    public mutating func set(_ key: Value, _ value: Value, hash: Int, _ interpreter: Interpreter) throws(LanguageError)
    {
        if let place = try find(key, hash: hash, interpreter), place < storage.extent {
            own()
            storage.entries[place].value = value
        } else {
            append(key, value, hash: hash)
        }
    }

    /// Sets the value of a text or integer key from registers; false where only the interpreter can compare.
    mutating func set(
        _ key: UnsafeMutablePointer<Register>, _ value: UnsafeMutablePointer<Register>, hash: Int
    ) -> Bool {
        let place = storage.probe(key.pointee, hash: hash)
        if place == -2 { return false }
        if place < 0 {
            append(key.values.pointee, value.values.pointee, hash: hash)
            return true
        }
        own()
        let entry = UnsafeMutableRawPointer(storage.entries + place) + 16
        entry.assumingMemoryBound(to: Register.self).copy(value)
        return true
    }

    /// Adds a key that is not there.
    mutating func append(_ key: Value, _ value: Value, hash: Int) {
        own()
        if storage.extent == storage.capacity
            || (storage.slots != nil && (storage.filled + 1) * 3 > (storage.mask + 1) * 2)
        {
            rebuild()
        }
        if storage.slots != nil { insertSlot(hash: hash, place: storage.extent) }
        (storage.entries + storage.extent).initialize(to: Entry(key: key, value: value, hash: hash))
        storage.extent += 1
        storage.count += 1
        storage.version &+= 1
    }

    private func insertSlot(hash: Int, place: Int) {
        guard let slots = storage.slots else { return }
        var slot = Table.start(hash) & storage.mask
        while slots[slot] >= 0 { slot = (slot + 1) & storage.mask }
        if slots[slot] == -1 { storage.filled += 1 }
        slots[slot] = Int32(truncatingIfNeeded: place)
    }

    /// Drops removed entries and makes room for twice as many.
    private func rebuild() {
        let old = storage
        let capacity = max(Table.few, (old.count + 1) * 2)
        let entries = UnsafeMutablePointer<Entry>.allocate(capacity: capacity)
        var extent = 0
        for place in 0..<old.extent where !old.entries[place].key.isUnbound {
            (entries + extent).initialize(to: old.entries[place])
            extent += 1
        }
        old.entries.deinitialize(count: old.extent)
        old.entries.deallocate()
        old.entries = entries
        old.extent = extent
        old.capacity = capacity
        old.slots?.deallocate()
        old.slots = nil
        old.filled = 0
        if capacity <= Table.few { return }
        var size = 16
        while size * 2 < capacity * 3 { size *= 2 }
        let slots = UnsafeMutablePointer<Int32>.allocate(capacity: size)
        slots.initialize(repeating: -1, count: size)
        old.slots = slots
        old.mask = size - 1
        for place in 0..<extent { insertSlot(hash: entries[place].hash, place: place) }
    }

    /// Removes the entry at `place` and returns it.
    @discardableResult public mutating func remove(place: Int) -> Entry {
        own()
        guard place < storage.extent, !storage.entries[place].key.isUnbound else {
            return Entry(key: .unbound, value: .none, hash: 0)
        }
        let removed = storage.entries[place]
        if let slots = storage.slots {
            var slot = Table.start(removed.hash) & storage.mask
            while slots[slot] != Int32(truncatingIfNeeded: place) { slot = (slot + 1) & storage.mask }
            slots[slot] = -2
        }
        storage.entries[place] = Entry(key: .unbound, value: .none, hash: 0)
        storage.count -= 1
        storage.version &+= 1
        while storage.extent > 0, storage.entries[storage.extent - 1].key.isUnbound {
            storage.extent -= 1
            (storage.entries + storage.extent).deinitialize(count: 1)
        }
        return removed
    }

    /// Empties the table.
    public mutating func removeAll() {
        let version = storage.version
        storage = Storage(capacity: Table.few)
        storage.version = version &+ 1
    }

    /// The place of a text key, which compares without the interpreter.
    func find(text: String) -> Int? {
        let key = Str(text)
        let bits = UInt64(UInt(bitPattern: Unmanaged.passUnretained(key).toOpaque()))
        let place = withExtendedLifetime(key) {
            storage.probe(Register(bits: bits, tag: Register.Tag.str), hash: key.hash)
        }
        return place < 0 ? nil : place
    }

    /// The table that a dictionary's bits lead to: the first property of the object is the table, whose one property is
    /// the storage. `Machine` checks this.
    @inline(__always) static func storage(of dict: Register) -> Unmanaged<Storage> {
        Unmanaged.fromOpaque(dict.address.load(fromByteOffset: 16, as: UnsafeRawPointer.self))
    }

    /// True where the layout is the one that bits are read by.
    static func agreesWithPlace() -> Bool {
        let dict = Dict()
        dict.table.append(.int(7), .int(8), hash: 7)
        let bits = Register(
            bits: UInt64(UInt(bitPattern: Unmanaged.passUnretained(dict).toOpaque())), tag: Register.Tag.dict)
        return withExtendedLifetime(dict) {
            let storage = Table.storage(of: bits).takeUnretainedValue()
            let place = UnsafeMutableRawPointer(storage.entries).assumingMemoryBound(to: Place.self)
            return storage.count == 1 && MemoryLayout<Entry>.stride == MemoryLayout<Place>.stride
                && place.pointee.key.int == 7 && place.pointee.value.int == 8 && place.pointee.hash == 7
        }
    }
}

extension Dict {
    /// The value under a text key.
    public subscript(text: String, interpreter: Interpreter) -> Value? { self.text(text) }

    /// Sets the value under any hashable key.
    public func set(_ key: Value, _ value: Value, _ interpreter: Interpreter) throws(LanguageError) {
        let hash = try interpreter.hash(key)
        try table.set(key, value, hash: hash, interpreter)
    }

    /// The value under any hashable key.
    public func get(_ key: Value, _ interpreter: Interpreter) throws(LanguageError) -> Value? {
        let hash = try interpreter.hash(key)
        guard let place = try table.find(key, hash: hash, interpreter) else { return nil }
        return table[place: place]
    }

    /// The value under a text key. Text compares without the interpreter.
    func text(_ name: String) -> Value? {
        guard let place = table.find(text: name) else { return nil }
        return table[place: place]
    }

    /// Sets the value under a text key.
    func setText(_ name: String, _ value: Value) {
        if let place = table.find(text: name) {
            table[place: place] = value
        } else {
            let key = Str(name)
            table.append(.str(key), value, hash: key.hash)
        }
    }

    /// Removes a text key; false where there is none.
    func removeText(_ name: String) -> Bool {
        guard let place = table.find(text: name) else { return false }
        table.remove(place: place)
        return true
    }
}
