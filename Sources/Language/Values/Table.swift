/// The hash table behind dictionaries and sets: entries in the order of insertion, found through an open-addressed index.
///
/// Keys compare as the language does: `1 == 1.0 == True`. Objects of user classes compare through the interpreter.
public struct Table {
    /// One key and its value; a removed entry has an unbound key.
    public struct Entry {
        public var key: Value
        public var value: Value
        var hash: Int
    }

    private var entries: [Entry] = []
    /// Places in `entries`, -1 where free, -2 where an entry was removed. A power of two, at most two thirds full.
    private var slots: [Int32] = []
    /// Slots that are not -1: the search for a key ends at a -1, so some must stay.
    private var filled = 0
    public private(set) var count = 0
    /// Grows when keys come or go, so that iteration can notice.
    public private(set) var version = 0

    public init() {}

    /// How many places an iteration has to look at, including those of removed entries.
    public var extent: Int { entries.count }

    /// The entry at a place below `extent`; `nil` where it was removed.
    @inline(__always) public func entry(at place: Int) -> Entry? {
        let entry = entries[place]
        return entry.key.isUnbound ? nil : entry
    }

    /// Spreads a hash (Fibonacci hashing): small integers are their own hashes.
    @inline(__always) private static func start(_ hash: Int) -> Int {
        Int(truncatingIfNeeded: (UInt(bitPattern: hash) &* 0x9E37_79B9_7F4A_7C15) >> 32)
    }

    /// Every key in order.
    public var keys: [Value] { entries.compactMap { $0.key.isUnbound ? nil : $0.key } }

    /// Every value in order.
    public var values: [Value] { entries.compactMap { $0.key.isUnbound ? nil : $0.value } }

    /// Every pair in order.
    public var pairs: [(Value, Value)] { entries.compactMap { $0.key.isUnbound ? nil : ($0.key, $0.value) } }

    /// The place of `key`, or `nil`.
    public func find(_ key: Value, hash: Int, _ interpreter: Interpreter) throws(LanguageError) -> Int? {
        if slots.isEmpty { return nil }
        let mask = slots.count - 1
        var slot = Table.start(hash) & mask
        while true {
            let place = Int(slots[slot])
            if place == -1 { return nil }
            if place >= 0, entries[place].hash == hash, try Table.same(entries[place].key, key, interpreter) {
                return place
            }
            slot = (slot + 1) & mask
        }
    }

    @inline(__always)
    private static func same(_ a: Value, _ b: Value, _ interpreter: Interpreter) throws(LanguageError) -> Bool {
        switch (a, b) {
        case (.int(let x), .int(let y)): return x == y
        case (.str(let x), .str(let y)): return x === y || x.string == y.string
        default:
            if a.isIdentical(to: b) { return true }
            return try interpreter.equal(a, b)
        }
    }

    public subscript(place place: Int) -> Value {
        get { entries[place].value }
        set { entries[place].value = newValue }
    }

    /// Sets the value of `key`; a new key goes to the end.
    public mutating func set(_ key: Value, _ value: Value, hash: Int, _ interpreter: Interpreter) throws(LanguageError)
    {
        if let place = try find(key, hash: hash, interpreter) {
            entries[place].value = value
            return
        }
        append(key, value, hash: hash)
    }

    /// Adds a key that is not there.
    private mutating func append(_ key: Value, _ value: Value, hash: Int) {
        if (filled + 1) * 3 > slots.count * 2 { rebuild() }
        insertSlot(hash: hash, place: entries.count)
        entries.append(Entry(key: key, value: value, hash: hash))
        count += 1
        version &+= 1
    }

    private mutating func insertSlot(hash: Int, place: Int) {
        let mask = slots.count - 1
        var slot = Table.start(hash) & mask
        while slots[slot] >= 0 { slot = (slot + 1) & mask }
        if slots[slot] == -1 { filled += 1 }
        slots[slot] = Int32(truncatingIfNeeded: place)
    }

    /// Drops removed entries and makes room for twice as many.
    private mutating func rebuild() {
        if count != entries.count { entries.removeAll { $0.key.isUnbound } }
        var size = 8
        while size * 2 < (count + 1) * 6 { size *= 2 }
        slots = Array(repeating: -1, count: size)
        filled = 0
        for place in entries.indices { insertSlot(hash: entries[place].hash, place: place) }
    }

    /// Removes the entry at `place` and returns it.
    @discardableResult public mutating func remove(place: Int) -> Entry {
        let removed = entries[place]
        let mask = slots.count - 1
        var slot = Table.start(removed.hash) & mask
        while slots[slot] != Int32(truncatingIfNeeded: place) { slot = (slot + 1) & mask }
        slots[slot] = -2
        entries[place] = Entry(key: .unbound, value: .none, hash: 0)
        count -= 1
        version &+= 1
        while let last = entries.last, last.key.isUnbound { entries.removeLast() }
        return removed
    }

    /// Empties the table.
    public mutating func removeAll() { self = Table() }
}

extension Dict {
    /// The value under a text key.
    public subscript(text: String, interpreter: Interpreter) -> Value? {
        get {
            let key = Value(text)
            guard let hash = try? interpreter.hash(key), let place = try? table.find(key, hash: hash, interpreter)
            else { return nil }
            return table[place: place]
        }
    }

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
        guard let place = table.findText(name) else { return nil }
        return table[place: place]
    }

    /// Sets the value under a text key.
    func setText(_ name: String, _ value: Value) { table.setText(name, value) }

    /// Removes a text key; false where there is none.
    func removeText(_ name: String) -> Bool {
        guard let place = table.findText(name) else { return false }
        table.remove(place: place)
        return true
    }
}

extension Table {
    /// The place of a text key.
    func findText(_ name: String) -> Int? {
        if slots.isEmpty { return nil }
        let hash = TextHash.of(name)
        let mask = slots.count - 1
        var slot = Table.start(hash) & mask
        while true {
            let place = Int(slots[slot])
            if place == -1 { return nil }
            if place >= 0, entries[place].hash == hash, case .str(let key) = entries[place].key, key.string == name {
                return place
            }
            slot = (slot + 1) & mask
        }
    }

    /// Sets the value under a text key.
    mutating func setText(_ name: String, _ value: Value) {
        if let place = findText(name) {
            entries[place].value = value
        } else {
            append(Value(name), value, hash: TextHash.of(name))
        }
    }
}
