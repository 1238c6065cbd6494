/// A graph whose vertices have ranks: boxes first, then the waypoints of edges that pass several ranks.
struct RankedGraph {
    /// How many of the vertices are boxes.
    let boxCount: Int
    /// Across the edges' direction, and along it; waypoints have none.
    var extents: [(across: Double, along: Double)]
    var ranks: [Int]
    /// The vertices that each edge passes, its ends included; empty for edges of a box with itself.
    var chains: [[Int]] = []
    /// Neighbours in the rank before and the rank after.
    var above: [[Int]]
    var below: [[Int]]
    /// The vertices of each rank, from left to right.
    var rows: [[Int]] = []

    /// Ranks by the longest way; sources stand right before what needs them.
    init(
        _ sizes: [(width: Double, height: Double)], _ edges: [(from: Int, to: Int)]
    ) throws(DrawingError) {
        boxCount = sizes.count
        extents = sizes.map { ($0.width, $0.height) }
        ranks = try RankedGraph.ranks(sizes.count, edges)
        above = Array(repeating: [], count: sizes.count)
        below = above
        let bends = edges.reduce(0) { $0 + max(0, ranks[$1.to] - ranks[$1.from] - 1) }
        guard boxCount + bends <= GraphLayout.limit else { throw GraphLayout.tooLarge(boxCount + bends) }
        for (from, to) in edges {
            if from == to {
                chains.append([])
                continue
            }
            var chain = [from]
            for rank in (ranks[from] + 1)..<max(ranks[to], ranks[from] + 1) {
                chain.append(ranks.count)
                ranks.append(rank)
                extents.append((0, 0))
                above.append([])
                below.append([])
            }
            chain.append(to)
            for (upper, lower) in zip(chain, chain.dropFirst()) {
                below[upper].append(lower)
                above[lower].append(upper)
            }
            chains.append(chain)
        }
        rows = firstRows()
    }

    func isWaypoint(_ vertex: Int) -> Bool { vertex >= boxCount }

    private static func ranks(_ count: Int, _ edges: [(from: Int, to: Int)]) throws(DrawingError) -> [Int] {
        var after = [[Int]](repeating: [], count: count)
        var open = [Int](repeating: 0, count: count)
        for (from, to) in edges where from != to {
            after[from].append(to)
            open[to] += 1
        }
        let isSource = open.map { $0 == 0 }
        var ranks = [Int](repeating: 0, count: count)
        var ready = (0..<count).filter { open[$0] == 0 }
        var done = 0
        while done < ready.count {
            let vertex = ready[done]
            done += 1
            for next in after[vertex] {
                ranks[next] = max(ranks[next], ranks[vertex] + 1)
                open[next] -= 1
                if open[next] == 0 { ready.append(next) }
            }
        }
        guard done == count else { throw DrawingError("the graph's edges go in a circle") }
        for vertex in 0..<count where isSource[vertex] {
            if let nearest = after[vertex].map({ ranks[$0] }).min() { ranks[vertex] = nearest - 1 }
        }
        return ranks
    }

    /// Rows in the order of a walk that follows each edge as deep as it goes: branches stay together.
    private func firstRows() -> [[Int]] {
        var rows = [[Int]](repeating: [], count: (ranks.max() ?? -1) + 1)
        var isSeen = [Bool](repeating: false, count: ranks.count)
        for start in 0..<boxCount where above[start].isEmpty {
            // An explicit stack: deep networks would overflow the thread's.
            var pending = [start]
            while let vertex = pending.popLast() {
                if isSeen[vertex] { continue }
                isSeen[vertex] = true
                rows[ranks[vertex]].append(vertex)
                pending += below[vertex].reversed()
            }
        }
        return rows
    }
}
