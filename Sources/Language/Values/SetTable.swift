/// The hash table behind sets. It files keys as CPython's does, so that sets show and yield them in the same order.
///
/// A key stands at the place that its hash names or, where that is taken, among the nine after it, else at a place that
/// the higher bits of the hash choose. Hashes are those that the program sees (`Interpreter.visibleHash`). A table is a
/// value: a copy shares memory until one of the two changes.
public struct SetTable {
    /// One place: a key and its hash; the key is unbound where the place is free or its key was removed.
    struct Entry {
        var key: Value
        var hash: Int

        static var free: Entry { Entry(key: .unbound, hash: 0) }
        /// No key has this hash.
        static var removed: Entry { Entry(key: .unbound, hash: -1) }

        var isFree: Bool { key.isUnbound && hash == 0 }
    }

    /// How many neighbours of a place are tried.
    private static let neighbours = 9
    private static let fewest = 8

    /// A power of two of places, or none before the first key comes.
    private var entries: [Entry] = []
    /// Places that are not free, removed keys included.
    private var filled = 0
    /// Where `removeFirst` goes on.
    private var finger = 0
    /// How many keys there are.
    public private(set) var count = 0
    /// Grows when keys come or go, so that iteration can notice.
    public private(set) var version = 0

    public init() {}

    private var mask: Int { max(entries.count, SetTable.fewest) - 1 }

    private mutating func makeRoom() {
        if entries.isEmpty { entries = [Entry](repeating: .free, count: SetTable.fewest) }
    }

    /// How many places an iteration has to look at.
    public var extent: Int { entries.count }

    /// The key at a place below `extent`; `nil` where there is none.
    public func key(at place: Int) -> Value? {
        place < entries.count && !entries[place].key.isUnbound ? entries[place].key : nil
    }

    /// Every key in order.
    public var keys: [Value] {
        var found: [Value] = []
        found.reserveCapacity(count)
        for entry in entries where !entry.key.isUnbound { found.append(entry.key) }
        return found
    }

    /// Every key in order with its hash.
    private var present: [Entry] { entries.filter { !$0.key.isUnbound } }

    /// The places to try for a hash, one after another.
    private struct Path {
        private let mask: Int
        private var rest: UInt
        private var origin: Int
        private var step = 0
        private var last = 0

        init(_ hash: Int, mask: Int) {
            self.mask = mask
            rest = UInt(bitPattern: hash)
            origin = hash & mask
            reach()
        }

        private mutating func reach() { last = origin + SetTable.neighbours <= mask ? SetTable.neighbours : 0 }

        mutating func next() -> Int {
            if step > last {
                rest >>= 5
                origin = Int(truncatingIfNeeded: UInt(bitPattern: origin) &* 5 &+ 1 &+ rest) & mask
                step = 0
                reach()
            }
            step += 1
            return origin + step - 1
        }
    }

    /// The place of `key`, or `nil`.
    func find(_ key: Value, hash: Int, _ interpreter: Interpreter) throws(LanguageError) -> Int? {
        if entries.isEmpty { return nil }
        var path = Path(hash, mask: mask)
        while true {
            let place = path.next()
            let entry = entries[place]
            if entry.isFree { return nil }
            if entry.hash != hash || entry.key.isUnbound { continue }
            switch (entry.key, key) {
            case (.int(let a), .int(let b)): if a == b { return place }
            case (.str(let a), .str(let b)): if Str.areEqual(a.string, b.string) { return place }
            default:
                if entry.key.isIdentical(to: key) { return place }
                return try findByEquality(key, hash: hash, interpreter)
            }
        }
    }

    /// As `find`, for keys that the interpreter compares; the program's `__eq__` may change the table meanwhile.
    private func findByEquality(_ key: Value, hash: Int, _ interpreter: Interpreter) throws(LanguageError) -> Int? {
        let held = self
        var path = Path(hash, mask: held.mask)
        while true {
            let place = path.next()
            let entry = held.entries[place]
            if entry.isFree { return nil }
            if entry.hash != hash || entry.key.isUnbound { continue }
            if try interpreter.same(entry.key, key) {
                return place < entries.count && entries[place].hash == hash ? place : nil
            }
        }
    }

    /// Adds a key where it is not there yet.
    mutating func insert(_ key: Value, hash: Int, _ interpreter: Interpreter) throws(LanguageError) {
        if try find(key, hash: hash, interpreter) != nil { return }
        makeRoom()
        var path = Path(hash, mask: mask)
        var reused: Int?
        while true {
            let place = path.next()
            if entries[place].isFree {
                count += 1
                version &+= 1
                if let reused {
                    entries[reused] = Entry(key: key, hash: hash)
                    return
                }
                entries[place] = Entry(key: key, hash: hash)
                filled += 1
                if filled * 5 >= mask * 3 { resize(toHold: count > 50_000 ? count * 2 : count * 4) }
                return
            }
            if entries[place].key.isUnbound { reused = place }
        }
    }

    /// Adds a value where it is not there yet; unhashable values raise TypeError.
    mutating func insert(_ key: Value, _ interpreter: Interpreter) throws(LanguageError) {
        try insert(key, hash: interpreter.visibleHash(key), interpreter)
    }

    /// Files a key that is not there, in a table without removed keys.
    private mutating func file(_ entry: Entry) {
        makeRoom()
        var path = Path(entry.hash, mask: mask)
        while true {
            let place = path.next()
            if entries[place].isFree {
                entries[place] = entry
                return
            }
        }
    }

    /// Files all keys anew in a table for more than so many.
    private mutating func resize(toHold least: Int) {
        var size = SetTable.fewest
        while size <= least { size <<= 1 }
        let old = present
        entries = [Entry](repeating: .free, count: size)
        filled = old.count
        for entry in old { file(entry) }
    }

    /// Adds every key of another table.
    mutating func merge(_ other: SetTable, _ interpreter: Interpreter) throws(LanguageError) {
        if other.count == 0 { return }
        if (filled + other.count) * 5 >= mask * 3 { resize(toHold: (count + other.count) * 2) }
        if filled > 0 {
            for entry in other.present { try insert(entry.key, hash: entry.hash, interpreter) }
            return
        }
        if mask == other.mask, other.filled == other.count {
            entries = other.entries
        } else {
            for entry in other.present { file(entry) }
        }
        filled = other.count
        count = other.count
        version &+= 1
    }

    /// Adds every key of a dictionary.
    mutating func merge(_ keys: [Value], _ interpreter: Interpreter) throws(LanguageError) {
        if (filled + keys.count) * 5 >= mask * 3 { resize(toHold: (count + keys.count) * 2) }
        for key in keys { try insert(key, interpreter) }
    }

    /// A table of the same keys, filed anew as `set.copy` does.
    func copied(_ interpreter: Interpreter) throws(LanguageError) -> SetTable {
        var made = SetTable()
        try made.merge(self, interpreter)
        return made
    }

    /// The keys that another table has too, or has not.
    func kept(ifIn other: SetTable, is wanted: Bool, _ interpreter: Interpreter) throws(LanguageError) -> SetTable {
        var made = SetTable()
        for entry in present where try (other.find(entry.key, hash: entry.hash, interpreter) != nil) == wanted {
            try made.insert(entry.key, hash: entry.hash, interpreter)
        }
        return made
    }

    /// Takes out every key of another table.
    mutating func subtract(_ other: SetTable, _ interpreter: Interpreter) throws(LanguageError) {
        let other = other.count >> 3 > count ? try kept(ifIn: other, is: true, interpreter) : other
        for entry in other.present {
            if let place = try find(entry.key, hash: entry.hash, interpreter) { remove(place: place) }
        }
        dropRemoved()
    }

    /// Files the keys anew where more than a quarter of the places hold removed ones.
    mutating func dropRemoved() {
        if filled - count > mask / 4 { resize(toHold: count > 50_000 ? count * 2 : count * 4) }
    }

    /// Takes out the keys that another table has, and adds those that only the other has.
    mutating func exclusiveOr(_ other: SetTable, _ interpreter: Interpreter) throws(LanguageError) {
        for entry in other.present {
            if let place = try find(entry.key, hash: entry.hash, interpreter) {
                remove(place: place)
            } else {
                try insert(entry.key, hash: entry.hash, interpreter)
            }
        }
    }

    /// Takes out the key at a place.
    mutating func remove(place: Int) {
        guard place < entries.count, !entries[place].key.isUnbound else { return }
        entries[place] = .removed
        count -= 1
        version &+= 1
    }

    /// Takes out and returns a key, each time the next one; `nil` where there is none.
    mutating func removeFirst() -> Value? {
        if count == 0 { return nil }
        var place = finger & mask
        while entries[place].key.isUnbound { place = place == mask ? 0 : place + 1 }
        let key = entries[place].key
        remove(place: place)
        finger = place + 1
        return key
    }

    /// Takes the keys of another table instead of its own; `removeFirst` goes on where it was.
    mutating func adopt(_ other: SetTable) {
        let (version, finger) = (version, finger)
        self = other
        self.version = version &+ 1
        self.finger = finger
    }

    /// Empties the table.
    mutating func removeAll() {
        adopt(SetTable())
    }
}
