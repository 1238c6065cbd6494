import CProcessor
import LoopTable

/// Local response normalization, a row of channels at a time.
enum Neighbours {
    static let loops = NeighbourLoops(forward: forward, gradient: gradient)

    /// t^beta
    @inline(__always) private static func power(_ t: Vector, _ power: NeighbourLoops.Power) -> Vector {
        switch power {
        case .half: return vector_root(t)
        case .threeQuarters:
            let root = vector_root(t)
            return root * vector_root(root)
        case .one: return t
        }
    }

    /// Up to sixteen elements, zeros behind them.
    @inline(__always) private static func load(_ x: Source, _ n: Int) -> Vector {
        if n >= 16 { return x.vector(0) }
        var few = Vector.zero
        for k in 0..<n { few[k] = x[k] }
        return few
    }

    @inline(__always) private static func save(_ value: Vector, _ y: Target, _ n: Int) {
        if n >= 16 { return y.store(value, 0) }
        for k in 0..<n { y[k] = value[k] }
    }

    /// The sum of `2 radius + 1` elements for each of sixteen, from the first one's leftmost on.
    @inline(__always) private static func sum(_ terms: Source, _ radius: Int) -> Vector {
        var sum = terms.vector(0)
        for d in 1..<(2 * radius + 1) { sum += terms.vector(d) }
        return sum
    }

    /// Where a row's terms lie in room: zeros on both sides.
    @inline(__always) private static func begin(_ room: Target, _ columns: Int, _ radius: Int) -> Target {
        room.update(repeating: 0, count: radius)
        (room + radius + columns).update(repeating: 0, count: radius + 16)
        return room + radius
    }

    @inline(__always) private static func writeSquares(_ squares: Target, _ x: Source, _ columns: Int) {
        for c in stride(from: 0, to: columns, by: 16) {
            let values = load(x + c, columns - c)
            save(values * values, squares + c, columns - c)
        }
    }

    @Sendable private static func forward(
        _ y: Target, _ x: Source, _ rows: Int, _ columns: Int, _ rule: NeighbourLoops.Rule, _ room: Target
    ) {
        let squares = begin(room, columns, rule.radius)
        let (alpha, k) = (Vector(repeating: rule.alpha), Vector(repeating: rule.k))
        for row in 0..<rows {
            let (x, y) = (x + row * columns, y + row * columns)
            writeSquares(squares, x, columns)
            for c in stride(from: 0, to: columns, by: 16) {
                let t = fused(sum(room + c, rule.radius), alpha, k)
                save(load(x + c, columns - c) / power(t, rule.power), y + c, columns - c)
            }
        }
    }

    @Sendable private static func gradient(
        _ dx: Target, _ dy: Source, _ x: Source, _ rows: Int, _ columns: Int, _ rule: NeighbourLoops.Rule,
        _ room: Target
    ) {
        let second = room + columns + 2 * rule.radius + 16
        let squares = begin(room, columns, rule.radius), terms = begin(second, columns, rule.radius)
        let (alpha, k) = (Vector(repeating: rule.alpha), Vector(repeating: rule.k))
        let slope = Vector(repeating: -2 * rule.alpha * Float(rule.power.rawValue))
        for row in 0..<rows {
            let (x, dy, dx) = (x + row * columns, dy + row * columns, dx + row * columns)
            writeSquares(squares, x, columns)
            for c in stride(from: 0, to: columns, by: 16) {
                let n = columns - c, t = fused(sum(room + c, rule.radius), alpha, k)
                let direct = load(dy + c, n) / power(t, rule.power)
                save(direct * load(x + c, n) / t, terms + c, n)
                save(direct, dx + c, n)
            }
            for c in stride(from: 0, to: columns, by: 16) {
                let n = columns - c
                save(
                    fused(load(x + c, n) * slope, sum(second + c, rule.radius), load(Source(dx + c), n)), dx + c, n)
            }
        }
    }
}
