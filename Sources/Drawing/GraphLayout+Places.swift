/// Places of vertices across the edges' direction.
///
/// Vertices that should stand in one line form blocks, as in Brandes and Köpf (2001): the waypoints of a long edge, and
/// boxes that follow each other on the longest way, the trunk of a network. Blocks then move to their neighbours.
extension RankedGraph {
    /// The place of each vertex's middle.
    func places(_ spacing: GraphLayout.Spacing) -> [Double] {
        let block = blocks()
        let count = (block.max() ?? -1) + 1
        var members = [[Int]](repeating: [], count: count)
        for (vertex, place) in block.enumerated() { members[place].append(vertex) }
        var right = [[(block: Int, distance: Double)]](repeating: [], count: count)
        var left = right
        for row in rows {
            for (a, b) in zip(row, row.dropFirst()) {
                let distance = distance(a, b, spacing)
                right[block[a]].append((block[b], distance))
                left[block[b]].append((block[a], distance))
            }
        }
        let order = RankedGraph.order(right, left)
        var places = [Double](repeating: 0, count: count)
        for next in order { places[next] = left[next].map { places[$0.block] + $0.distance }.max() ?? 0 }
        var best = places
        var shortest = pull(places, block)
        for _ in 0..<60 {
            let wishes = members.indices.map { wish(of: members[$0], places[$0], places, block) }
            var (low, high) = (wishes, wishes)
            for next in order { for (other, gap) in left[next] { high[next] = max(high[next], high[other] + gap) } }
            for next in order.reversed() {
                for (other, gap) in right[next] { low[next] = min(low[next], low[other] - gap) }
            }
            // Pushed to the right and pushed to the left both keep the distances, and so does their middle.
            places = zip(low, high).map { ($0 + $1) / 2 }
            let length = pull(places, block)
            if length < shortest - 1e-9 { (shortest, best) = (length, places) }
        }
        return block.map { best[$0] }
    }

    /// How far apart the middles of two neighbours must be.
    private func distance(_ a: Int, _ b: Int, _ spacing: GraphLayout.Spacing) -> Double {
        let gap = isWaypoint(a) || isWaypoint(b) ? spacing.lanes : spacing.boxes
        return (extents[a].across + extents[b].across) / 2 + gap
    }

    /// How much an edge pulls its ends together.
    private func weight(_ a: Int, _ b: Int) -> Double {
        isWaypoint(a) || isWaypoint(b) ? 1 : 4
    }

    /// How far all edges lead to the side.
    private func pull(_ places: [Double], _ block: [Int]) -> Double {
        var sum = 0.0
        for vertex in below.indices {
            for next in below[vertex] { sum += weight(vertex, next) * abs(places[block[vertex]] - places[block[next]]) }
        }
        return sum
    }

    /// Where a block's neighbours want it: the mean, where several lead to one vertex that of the outermost.
    private func wish(of members: [Int], _ own: Double, _ places: [Double], _ block: [Int]) -> Double {
        var sum = 0.0, weights = 0.0
        for vertex in members {
            for side in [above[vertex], below[vertex]] {
                let others = side.filter { block[$0] != block[vertex] }
                let around = others.map { places[block[$0]] }
                guard let low = around.min(), let high = around.max() else { continue }
                let pull = others.map { weight(vertex, $0) }.max() ?? 1
                sum += pull * (low + high) / 2
                weights += pull
            }
        }
        // Half of the way: two that want to stand where the other one stands would else change places for ever.
        return weights > 0 ? (own + sum / weights) / 2 : own
    }

    /// Blocks from left to right: each after those that stand left of it. There is such an order because blocks cover
    /// ranks without gaps and do not cross.
    private static func order(
        _ right: [[(block: Int, distance: Double)]], _ left: [[(block: Int, distance: Double)]]
    ) -> [Int] {
        var open = left.map(\.count)
        var order = open.indices.filter { open[$0] == 0 }
        var done = 0
        while done < order.count {
            let next = order[done]
            done += 1
            for (other, _) in right[next] {
                open[other] -= 1
                if open[other] == 0 { order.append(other) }
            }
        }
        precondition(order.count == right.count, "\(order.count) of \(right.count) blocks have a place in the order")
        return order
    }

    // MARK: Blocks

    /// The number of each vertex's block.
    private func blocks() -> [Int] {
        var place = [Int](repeating: 0, count: ranks.count)
        for row in rows { for (index, vertex) in row.enumerated() { place[vertex] = index } }
        let isCritical = critical
        var next = [Int](repeating: -1, count: ranks.count)
        for row in rows {
            // Waypoints first: long edges are straight even where the trunk has to give way.
            var kept: [(upper: Int, lower: Int)] = []
            for takesWaypoints in [true, false] {
                for vertex in row {
                    guard let partner = partner(vertex, below[vertex], isCritical),
                        self.partner(partner, above[partner], isCritical) == vertex,
                        (isWaypoint(vertex) && isWaypoint(partner)) == takesWaypoints
                    else { continue }
                    let pair = (upper: place[vertex], lower: place[partner])
                    if kept.contains(where: { ($0.upper < pair.upper) != ($0.lower < pair.lower) }) { continue }
                    kept.append(pair)
                    next[vertex] = partner
                }
            }
        }
        var block = [Int](repeating: -1, count: ranks.count)
        var count = 0
        for row in rows {
            for vertex in row where block[vertex] < 0 {
                var member = vertex
                while member >= 0 {
                    block[member] = count
                    member = next[member]
                }
                count += 1
            }
        }
        return block
    }

    /// The neighbour that a vertex should stand in one line with, where one stands out.
    private func partner(_ vertex: Int, _ neighbours: [Int], _ isCritical: [Bool]) -> Int? {
        if isWaypoint(vertex) { return neighbours.first.flatMap { isWaypoint($0) ? $0 : nil } }
        let boxes = neighbours.filter { !isWaypoint($0) }
        if boxes.count == 1 { return boxes[0] }
        let trunk = boxes.filter { isCritical[$0] }
        return trunk.count == 1 ? trunk[0] : nil
    }

    /// True for the boxes on a longest way through the whole graph.
    private var critical: [Bool] {
        var ahead = [Int](repeating: 0, count: ranks.count)
        for row in rows.reversed() {
            for vertex in row { ahead[vertex] = below[vertex].map { ahead[$0] + 1 }.max() ?? 0 }
        }
        return ranks.indices.map { ranks[$0] + ahead[$0] == rows.count - 1 }
    }
}
