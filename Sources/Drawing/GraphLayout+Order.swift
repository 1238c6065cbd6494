/// The order of vertices in their ranks, so that few edges cross.
extension RankedGraph {
    /// Sweeps down and up: each rank is ordered by the medians of its neighbours' places, then neighbours change places
    /// where that helps. The best order of all sweeps stays.
    ///
    /// - Returns: how many pairs of edges cross.
    mutating func order() -> Int {
        var places = [Int](repeating: 0, count: ranks.count)
        func note(_ rows: [[Int]]) {
            for row in rows { for (place, vertex) in row.enumerated() { places[vertex] = place } }
        }
        note(rows)
        var best = rows
        var fewest = crossings(places)
        var waiting = 0
        for sweep in 0..<24 where fewest > 0 && waiting < 6 {
            let goesDown = sweep.isMultiple(of: 2)
            for step in rows.indices.dropFirst() {
                let rank = goesDown ? step : rows.count - 1 - step
                sort(rank, by: goesDown ? above : below, &places, takesTies: sweep % 4 >= 2)
            }
            exchange(&places)
            let count = crossings(places)
            if count < fewest {
                (fewest, best, waiting) = (count, rows, 0)
            } else {
                waiting += 1
            }
        }
        rows = best
        return fewest
    }

    /// Orders a rank by medians; vertices without neighbours stay where they are.
    private mutating func sort(_ rank: Int, by neighbours: [[Int]], _ places: inout [Int], takesTies: Bool) {
        let row = rows[rank]
        var keys: [(vertex: Int, median: Double, place: Int)] = []
        for (place, vertex) in row.enumerated() {
            let around = neighbours[vertex].map { places[$0] }.sorted()
            if !around.isEmpty { keys.append((vertex, RankedGraph.median(around), place)) }
        }
        // Every other sweep turns vertices of one median around, which leads out of dead ends.
        keys.sort { a, b in
            a.median != b.median ? a.median < b.median : takesTies ? a.place > b.place : a.place < b.place
        }
        var next = 0
        for (place, vertex) in row.enumerated() where !neighbours[vertex].isEmpty {
            rows[rank][place] = keys[next].vertex
            next += 1
        }
        for (place, vertex) in rows[rank].enumerated() { places[vertex] = place }
    }

    /// The median, between two middle ones the one that lies nearer to more neighbours (Gansner et al. 1993).
    private static func median(_ places: [Int]) -> Double {
        let middle = places.count / 2
        if places.count % 2 == 1 { return Double(places[middle]) }
        if places.count == 2 { return Double(places[0] + places[1]) / 2 }
        let left = Double(places[middle - 1] - places[0]), right = Double(places[places.count - 1] - places[middle])
        if left + right == 0 { return Double(places[middle - 1] + places[middle]) / 2 }
        return (Double(places[middle - 1]) * right + Double(places[middle]) * left) / (left + right)
    }

    /// Exchanges neighbours as long as edges cross less.
    private mutating func exchange(_ places: inout [Int]) {
        for _ in 0..<4 {
            var improved = false
            for rank in rows.indices {
                for left in rows[rank].indices.dropLast() {
                    let (a, b) = (rows[rank][left], rows[rank][left + 1])
                    let now = crossings(a, b, places), then = crossings(b, a, places)
                    if then < now {
                        rows[rank].swapAt(left, left + 1)
                        (places[a], places[b]) = (left + 1, left)
                        improved = true
                    }
                }
            }
            if !improved { return }
        }
    }

    /// Crossings among the edges of two vertices when `a` stands left of `b`.
    private func crossings(_ a: Int, _ b: Int, _ places: [Int]) -> Int {
        func count(_ first: [Int], _ second: [Int]) -> Int {
            first.reduce(0) { sum, x in sum + second.count { places[$0] < places[x] } }
        }
        return count(above[a], above[b]) + count(below[a], below[b])
    }

    /// All crossings, rank by rank: inversions counted with a tree of sums (Barth, Jünger, Mutzel 2002).
    private func crossings(_ places: [Int]) -> Int {
        var count = 0
        for (row, next) in zip(rows, rows.dropFirst()) {
            var tree = [Int](repeating: 0, count: next.count + 1)
            var added = 0
            for vertex in row {
                let targets = below[vertex].map { places[$0] }
                for target in targets {
                    var before = 0
                    var at = target + 1
                    while at > 0 {
                        before += tree[at]
                        at -= at & -at
                    }
                    count += added - before
                }
                for target in targets {
                    var at = target + 1
                    while at <= next.count {
                        tree[at] += 1
                        at += at & -at
                    }
                }
                added += targets.count
            }
        }
        return count
    }
}
