/// CPython's list sort: runs that are in order already, binary insertion for short ones, and merges that gallop.
///
/// It compares the same pairs in the same order as CPython (Objects/listobject.c), so that comparisons that print, fail
/// or contradict one another have the same outcome. What is sorted are places; an error leaves them as far as they got.
struct ListSort {
    private let interpreter: Interpreter
    private let keys: [Value]
    /// Places of the keys, more and more in order.
    private(set) var order: [Int]
    /// Runs that wait for their merge, with the power that decides about its time.
    private var pending: [(start: Int, count: Int, power: Int)] = []
    private var minimumGallop = ListSort.gallop
    private var comparisons = 0

    private static let gallop = 7

    init(_ keys: [Value], reverse: Bool, _ interpreter: Interpreter) {
        self.interpreter = interpreter
        self.keys = keys
        order = reverse ? keys.indices.reversed() : Array(keys.indices)
    }

    /// Puts the places in order.
    mutating func sort() throws(LanguageError) {
        if order.count < 2 { return }
        let shortest = ListSort.shortestRun(order.count)
        var start = 0
        while start < order.count {
            var count = try countRun(start)
            if count < shortest {
                let forced = min(order.count - start, shortest)
                try insert(start, start + forced, from: start + count)
                count = forced
            }
            try found(start, count)
            start += count
        }
        while pending.count > 1 {
            var at = pending.count - 2
            if at > 0, pending[at - 1].count < pending[at + 1].count { at -= 1 }
            try merge(at)
        }
    }

    /// A length from 32 to 64 that divides the whole into a power of two of runs, or a little less.
    private static func shortestRun(_ count: Int) -> Int {
        var (count, rest) = (count, 0)
        while count >= 64 {
            rest |= count & 1
            count >>= 1
        }
        return count + rest
    }

    private mutating func isBefore(_ a: Int, _ b: Int) throws(LanguageError) -> Bool {
        comparisons &+= 1
        if comparisons & 0xFFF == 0 { try interpreter.checkInterrupt() }
        switch (keys[a], keys[b]) {
        case (.int(let x), .int(let y)): return x < y
        case (.float(let x), .float(let y)): return x < y
        default: return try interpreter.truth(interpreter.compare(.less, keys[a], keys[b]))
        }
    }

    /// How many elements from a place on are in order; a descending run is turned around.
    private mutating func countRun(_ start: Int) throws(LanguageError) -> Int {
        var at = start + 1
        if at == order.count { return 1 }
        if try isBefore(order[at], order[at - 1]) {
            at += 1
            while at < order.count, try isBefore(order[at], order[at - 1]) { at += 1 }
            order[start..<at].reverse()
        } else {
            at += 1
            while at < order.count, try !isBefore(order[at], order[at - 1]) { at += 1 }
        }
        return at - start
    }

    /// Sorts a part whose beginning is in order.
    private mutating func insert(_ low: Int, _ high: Int, from start: Int) throws(LanguageError) {
        for at in start..<high {
            let pivot = order[at]
            var (left, right) = (low, at)
            while left < right {
                let middle = left + (right - left) >> 1
                if try isBefore(pivot, order[middle]) { right = middle } else { left = middle + 1 }
            }
            var place = at
            while place > left {
                order[place] = order[place - 1]
                place -= 1
            }
            order[left] = pivot
        }
    }

    /// Notes a run; merges those before it whose time has come (Munro and Wild's powersort).
    private mutating func found(_ start: Int, _ count: Int) throws(LanguageError) {
        if let last = pending.last {
            var power = 0
            var (a, b) = (2 * last.start + last.count, 2 * last.start + 2 * last.count + count)
            while true {
                power += 1
                if a >= order.count {
                    a -= order.count
                    b -= order.count
                } else if b >= order.count {
                    break
                }
                a <<= 1
                b <<= 1
            }
            while pending.count > 1, pending[pending.count - 2].power > power { try merge(pending.count - 2) }
            pending[pending.count - 1].power = power
        }
        pending.append((start, count, 0))
    }

    /// Merges a run with the next one.
    private mutating func merge(_ at: Int) throws(LanguageError) {
        let (first, second) = (pending[at], pending[at + 1])
        pending[at].count += second.count
        pending.remove(at: at + 1)
        let skipped = try right(of: order[second.start], in: order, from: first.start, first.count, hint: 0)
        let (start, count) = (first.start + skipped, first.count - skipped)
        if count == 0 { return }
        let rest = try left(
            of: order[start + count - 1], in: order, from: second.start, second.count, hint: second.count - 1)
        if rest == 0 { return }
        if count <= rest {
            try mergeUpwards(start, count, second.start, rest)
        } else {
            try mergeDownwards(start, count, second.start, rest)
        }
    }

    /// How many of `count` elements from `base` on stand before a key, the equal ones not; looked for near `hint` first.
    private mutating func left(
        of key: Int, in order: [Int], from base: Int, _ count: Int, hint: Int
    ) throws(LanguageError) -> Int {
        var (last, offset) = (0, 1)
        if try isBefore(order[base + hint], key) {
            let limit = count - hint
            while offset < limit, try isBefore(order[base + hint + offset], key) {
                last = offset
                offset = offset << 1 + 1
            }
            (last, offset) = (last + hint + 1, min(offset, limit) + hint)
        } else {
            let limit = hint + 1
            while offset < limit, try !isBefore(order[base + hint - offset], key) {
                last = offset
                offset = offset << 1 + 1
            }
            (last, offset) = (hint - min(offset, limit) + 1, hint - last)
        }
        while last < offset {
            let middle = last + (offset - last) >> 1
            if try isBefore(order[base + middle], key) { last = middle + 1 } else { offset = middle }
        }
        return offset
    }

    /// As `left`, the equal ones included.
    private mutating func right(
        of key: Int, in order: [Int], from base: Int, _ count: Int, hint: Int
    ) throws(LanguageError) -> Int {
        var (last, offset) = (0, 1)
        if try isBefore(key, order[base + hint]) {
            let limit = hint + 1
            while offset < limit, try isBefore(key, order[base + hint - offset]) {
                last = offset
                offset = offset << 1 + 1
            }
            (last, offset) = (hint - min(offset, limit) + 1, hint - last)
        } else {
            let limit = count - hint
            while offset < limit, try !isBefore(key, order[base + hint + offset]) {
                last = offset
                offset = offset << 1 + 1
            }
            (last, offset) = (last + hint + 1, min(offset, limit) + hint)
        }
        while last < offset {
            let middle = last + (offset - last) >> 1
            if try isBefore(key, order[base + middle]) { offset = middle } else { last = middle + 1 }
        }
        return offset
    }

    /// Two runs side by side while they are merged. The one that stands where the result goes was copied.
    private struct Merge {
        let held: [Int]
        /// Where the next element of the result goes.
        var target: Int
        /// The next place in `held`, and how many are left there.
        var heldAt: Int
        var heldLeft: Int
        /// The next place of the other run in `order`, and how many are left.
        var at: Int
        var left: Int
    }

    /// Merges from the front; the first run is the shorter one.
    private mutating func mergeUpwards(_ first: Int, _ count: Int, _ second: Int, _ rest: Int) throws(LanguageError) {
        var m = Merge(
            held: Array(order[first..<first + count]), target: first, heldAt: 0, heldLeft: count, at: second, left: rest
        )
        do throws(LanguageError) {
            try gallopUpwards(&m)
        } catch {
            for i in 0..<m.heldLeft { order[m.target + i] = m.held[m.heldAt + i] }
            throw error
        }
        for i in 0..<m.left { order[m.target + i] = order[m.at + i] }
        for i in 0..<m.heldLeft { order[m.target + m.left + i] = m.held[m.heldAt + i] }
    }

    /// Merges until one run is used up or the held one has a last element, which belongs at the end.
    private mutating func gallopUpwards(_ m: inout Merge) throws(LanguageError) {
        func takeOther(_ m: inout Merge, _ count: Int = 1) {
            for i in 0..<count { order[m.target + i] = order[m.at + i] }
            m.target += count
            m.at += count
            m.left -= count
        }
        func takeHeld(_ m: inout Merge, _ count: Int = 1) {
            for i in 0..<count { order[m.target + i] = m.held[m.heldAt + i] }
            m.target += count
            m.heldAt += count
            m.heldLeft -= count
        }
        takeOther(&m)
        if m.left == 0 || m.heldLeft == 1 { return }
        while true {
            var (fromHeld, fromOther) = (0, 0)
            while fromHeld < minimumGallop, fromOther < minimumGallop {
                if try isBefore(order[m.at], m.held[m.heldAt]) {
                    takeOther(&m)
                    (fromHeld, fromOther) = (0, fromOther + 1)
                    if m.left == 0 { return }
                } else {
                    takeHeld(&m)
                    (fromHeld, fromOther) = (fromHeld + 1, 0)
                    if m.heldLeft == 1 { return }
                }
            }
            minimumGallop += 1
            repeat {
                if minimumGallop > 1 { minimumGallop -= 1 }
                fromHeld = try right(of: order[m.at], in: m.held, from: m.heldAt, m.heldLeft, hint: 0)
                takeHeld(&m, fromHeld)
                if fromHeld > 0, m.heldLeft < 2 { return }
                takeOther(&m)
                if m.left == 0 { return }
                fromOther = try left(of: m.held[m.heldAt], in: order, from: m.at, m.left, hint: 0)
                takeOther(&m, fromOther)
                if m.left == 0 { return }
                takeHeld(&m)
                if m.heldLeft == 1 { return }
            } while fromHeld >= ListSort.gallop || fromOther >= ListSort.gallop
            minimumGallop += 1
        }
    }

    /// Merges from the back; the second run is the shorter one.
    private mutating func mergeDownwards(_ first: Int, _ count: Int, _ second: Int, _ rest: Int) throws(LanguageError) {
        var m = Merge(
            held: Array(order[second..<second + rest]), target: second + rest - 1, heldAt: rest - 1, heldLeft: rest,
            at: first + count - 1, left: count)
        do throws(LanguageError) {
            try gallopDownwards(&m)
        } catch {
            for i in 0..<m.heldLeft { order[m.target - i] = m.held[m.heldAt - i] }
            throw error
        }
        for i in 0..<m.left { order[m.target - i] = order[m.at - i] }
        for i in 0..<m.heldLeft { order[m.target - m.left - i] = m.held[m.heldAt - i] }
    }

    /// Merges until one run is used up or the held one has a last element, which belongs at the front.
    private mutating func gallopDownwards(_ m: inout Merge) throws(LanguageError) {
        func takeOther(_ m: inout Merge, _ count: Int = 1) {
            for i in 0..<count { order[m.target - i] = order[m.at - i] }
            m.target -= count
            m.at -= count
            m.left -= count
        }
        func takeHeld(_ m: inout Merge, _ count: Int = 1) {
            for i in 0..<count { order[m.target - i] = m.held[m.heldAt - i] }
            m.target -= count
            m.heldAt -= count
            m.heldLeft -= count
        }
        takeOther(&m)
        if m.left == 0 || m.heldLeft == 1 { return }
        while true {
            var (fromHeld, fromOther) = (0, 0)
            while fromHeld < minimumGallop, fromOther < minimumGallop {
                if try isBefore(m.held[m.heldAt], order[m.at]) {
                    takeOther(&m)
                    (fromHeld, fromOther) = (0, fromOther + 1)
                    if m.left == 0 { return }
                } else {
                    takeHeld(&m)
                    (fromHeld, fromOther) = (fromHeld + 1, 0)
                    if m.heldLeft == 1 { return }
                }
            }
            minimumGallop += 1
            repeat {
                if minimumGallop > 1 { minimumGallop -= 1 }
                fromOther =
                    m.left
                    - (try right(of: m.held[m.heldAt], in: order, from: m.at - m.left + 1, m.left, hint: m.left - 1))
                takeOther(&m, fromOther)
                if m.left == 0 { return }
                takeHeld(&m)
                if m.heldLeft == 1 { return }
                fromHeld =
                    m.heldLeft - (try left(of: order[m.at], in: m.held, from: 0, m.heldLeft, hint: m.heldLeft - 1))
                takeHeld(&m, fromHeld)
                if fromHeld > 0, m.heldLeft < 2 { return }
                takeOther(&m)
                if m.left == 0 { return }
            } while fromHeld >= ListSort.gallop || fromOther >= ListSort.gallop
            minimumGallop += 1
        }
    }
}

extension Interpreter {
    /// The values in order, stable.
    public func sorted(_ values: [Value], key: Value, reverse: Bool) throws(LanguageError) -> [Value] {
        var values = values
        try sort(&values, key: key, reverse: reverse)
        return values
    }

    /// Puts values in order, stable; an error leaves them as far as they got, as in CPython.
    func sort(_ values: inout [Value], key: Value, reverse: Bool) throws(LanguageError) {
        var keys = values
        if !key.isNone { for i in values.indices { keys[i] = try call(key, [values[i]]) } }
        var sort = ListSort(keys, reverse: reverse, self)
        let unsorted = values
        defer {
            values = sort.order.map { unsorted[$0] }
            if reverse { values.reverse() }
        }
        try sort.sort()
    }
}
