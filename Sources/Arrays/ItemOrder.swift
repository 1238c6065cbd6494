import Language
import Tensors

/// The order of texts and objects.
enum ItemOrder {
    /// The rank of each element among the distinct ones, and those in order.
    static func ranks(
        _ cells: [Value], _ type: ItemType, _ interpreter: Interpreter
    ) throws(LanguageError) -> (ranks: [Int64], distinct: [Value]) {
        if type.isText { return ranks(ofTexts: cells) }
        let order = try sorted(cells, cells.count, interpreter)
        var ranks = [Int64](repeating: 0, count: cells.count)
        var distinct: [Value] = []
        for (number, place) in order.enumerated() {
            let isSame = number > 0 ? try interpreter.equal(cells[order[number - 1]], cells[place]) : false
            if !isSame { distinct.append(cells[place]) }
            ranks[place] = Int64(distinct.count - 1)
        }
        return (ranks, distinct)
    }

    /// A text by its code points: Swift's own equality takes texts as equal that only look alike.
    private struct Key: Hashable {
        let text: String

        static func == (a: Key, b: Key) -> Bool { Str.areEqual(a.text, b.text) }

        func hash(into hasher: inout Hasher) {
            var text = text
            text.withUTF8 { hasher.combine(bytes: UnsafeRawBufferPointer($0)) }
        }
    }

    /// Few texts usually stand in many places, often as the same object: only the distinct ones are sorted.
    private static func ranks(ofTexts cells: [Value]) -> (ranks: [Int64], distinct: [Value]) {
        var known: [ObjectIdentifier: Int] = [:]
        var numbers: [Key: Int] = [:]
        var texts: [(text: String, cell: Value)] = []
        let kinds = cells.map { cell -> Int in
            guard case .str(let text) = cell else { return 0 }
            if let number = known[ObjectIdentifier(text)] { return number }
            let number = numbers[Key(text: text.string)] ?? texts.count
            if number == texts.count {
                texts.append((text.string, cell))
                numbers[Key(text: text.string)] = number
            }
            known[ObjectIdentifier(text)] = number
            return number
        }
        // The order of UTF-8 is that of code points.
        let order = texts.indices.sorted { texts[$0].text.utf8.lexicographicallyPrecedes(texts[$1].text.utf8) }
        var ranks = [Int64](repeating: 0, count: texts.count)
        for (rank, number) in order.enumerated() { ranks[number] = Int64(rank) }
        return (kinds.map { ranks[$0] }, order.map { texts[$0].cell })
    }

    /// A number for each element that equal ones share, and the distinct ones. Objects need not have an order.
    static func kinds(
        _ cells: [Value], _ interpreter: Interpreter
    ) throws(LanguageError) -> (kinds: [Int64], distinct: [Value]) {
        var kinds: [Int64] = []
        var distinct: [Value] = []
        for cell in cells {
            try interpreter.checkInterrupt()
            var found: Int?
            for (place, other) in distinct.enumerated() where try interpreter.equal(other, cell) {
                found = place
                break
            }
            if found == nil { distinct.append(cell) }
            kinds.append(Int64(found ?? distinct.count - 1))
        }
        return (kinds, distinct)
    }

    /// The places of objects in the order that `<` gives, by merging.
    private static func sorted(
        _ cells: [Value], _ count: Int, _ interpreter: Interpreter
    ) throws(LanguageError) -> [Int] {
        var order = Array(0..<count)
        var width = 1
        while width < count {
            try interpreter.checkInterrupt()
            var merged: [Int] = []
            merged.reserveCapacity(count)
            var start = 0
            while start < count {
                let (middle, end) = (min(start + width, count), min(start + 2 * width, count))
                var (i, j) = (start, middle)
                while i < middle, j < end {
                    if try interpreter.truth(interpreter.compare(.less, cells[order[j]], cells[order[i]])) {
                        merged.append(order[j])
                        j += 1
                    } else {
                        merged.append(order[i])
                        i += 1
                    }
                }
                merged += order[i..<middle]
                merged += order[j..<end]
                start = end
            }
            order = merged
            width *= 2
        }
        return order
    }
}
