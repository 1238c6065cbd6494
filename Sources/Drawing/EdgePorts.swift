/// Where edges begin and end on the sides of boxes.
struct EdgePorts {
    /// The places of each edge's ends, across the edges' direction.
    private(set) var ends: [(from: Double, to: Double)]

    /// Ports that let an edge run straight where the boxes at its ends lie above each other; the edges of one side keep
    /// apart, in the order of where they lead.
    init(_ graph: RankedGraph, _ across: [Double], _ spacing: GraphLayout.Spacing) {
        ends = graph.chains.map { ($0.first.map { across[$0] } ?? 0, $0.last.map { across[$0] } ?? 0) }
        var leaving = [[Int]](repeating: [], count: graph.boxCount)
        var arriving = leaving
        for (edge, chain) in graph.chains.enumerated() where chain.count > 1 {
            let second = chain[1], next = chain[chain.count - 2]
            if spacing.spreadsLeaving { ends[edge].from = EdgePorts.wish(chain[0], second, graph, across) }
            ends[edge].to = EdgePorts.wish(chain[chain.count - 1], next, graph, across)
            if spacing.spreadsLeaving { leaving[chain[0]].append(edge) }
            arriving[chain[chain.count - 1]].append(edge)
        }
        for box in 0..<graph.boxCount {
            let reach = EdgePorts.reach(box, graph)
            let out = leaving[box].sorted { across[graph.chains[$0][1]] < across[graph.chains[$1][1]] }
            for (edge, place) in zip(out, EdgePorts.kept(out.map { ends[$0].from }, across[box], reach)) {
                ends[edge].from = place
            }
            let into = arriving[box].sorted { a, b in
                let (first, second) = (graph.chains[a], graph.chains[b])
                return across[first[first.count - 2]] < across[second[second.count - 2]]
            }
            for (edge, place) in zip(into, EdgePorts.kept(into.map { ends[$0].to }, across[box], reach)) {
                ends[edge].to = place
            }
        }
    }

    /// How far from its middle a box's ports may lie.
    private static func reach(_ vertex: Int, _ graph: RankedGraph) -> Double {
        max(graph.extents[vertex].across / 2 - 12, 0)
    }

    /// A box's port for an edge towards a neighbour.
    private static func wish(_ box: Int, _ other: Int, _ graph: RankedGraph, _ across: [Double]) -> Double {
        let (own, far) = (reach(box, graph), reach(other, graph))
        let low = max(across[box] - own, across[other] - far), high = min(across[box] + own, across[other] + far)
        if low <= high { return min(max((across[box] + across[other]) / 2, low), high) }
        return min(max(across[other], across[box] - own), across[box] + own)
    }

    /// Ports of one side, pushed apart and back onto the side.
    private static func kept(_ wishes: [Double], _ middle: Double, _ reach: Double) -> [Double] {
        guard wishes.count > 1 else { return wishes }
        let gap = min(12, 2 * reach / Double(wishes.count - 1))
        let places = EdgePorts.apart(wishes, gap)
        let low = middle - reach, high = middle + reach - gap * Double(wishes.count - 1)
        return places.enumerated().map { place, x in
            let offset = gap * Double(place)
            return min(max(x, low + offset), high + offset)
        }
    }

    /// The places nearest to the wishes (least squares) that keep their order and distances: neighbours that push each
    /// other move as one block (pool adjacent violators).
    static func apart(_ wishes: [Double], _ gap: Double) -> [Double] {
        var blocks: [(sum: Double, count: Int)] = []
        for (place, wish) in wishes.enumerated() {
            var block = (sum: wish - gap * Double(place), count: 1)
            while let last = blocks.last, last.sum * Double(block.count) >= block.sum * Double(last.count) {
                blocks.removeLast()
                block = (last.sum + block.sum, last.count + block.count)
            }
            blocks.append(block)
        }
        var places: [Double] = []
        for block in blocks {
            for _ in 0..<block.count { places.append(block.sum / Double(block.count) + gap * Double(places.count)) }
        }
        return places
    }

    /// How far to the side edges lead after each rank, at most.
    func reaches(_ graph: RankedGraph, _ across: [Double]) -> [Double] {
        var reaches = [Double](repeating: 0, count: graph.rows.count)
        for (edge, chain) in graph.chains.enumerated() {
            for (place, (upper, lower)) in zip(chain, chain.dropFirst()).enumerated() {
                let from = place == 0 ? ends[edge].from : across[upper]
                let to = place == chain.count - 2 ? ends[edge].to : across[lower]
                let rank = graph.ranks[upper]
                reaches[rank] = max(reaches[rank], abs(from - to))
            }
        }
        return reaches
    }
}
