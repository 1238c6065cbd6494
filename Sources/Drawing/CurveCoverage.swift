import Glibc

/// What a long curve from left to right covers when it is drawn with a round pen.
///
/// Such a curve is the graph of a function. All that its pen covers in a column is then one piece from the highest to the
/// lowest point that the pen reaches from the columns beside, so that no outlines have to be sorted: ten times as quick as
/// a stroke of Cairo's, and as fine as its grids of coverage for long lines.
struct CurveCoverage {
    /// Columns of which a pixel's coverage is the mean, and rows that it is counted in: 17 levels, since a picture of few
    /// colours is packed sooner and smaller.
    static let parts = 4

    /// The columns of pixels that it reaches.
    let columns: Range<Int>
    /// Of each quarter of a column the first quarter of a row that is covered, and the one behind the last; none is where
    /// that is no further down. Rows are counted from the first that is seen.
    let begins, ends: [Int32]

    /// The coverage of a curve, or nothing where it leaves nothing to see.
    ///
    /// - Parameters:
    ///   - points: in pixels, from left to right.
    ///   - width: of the pen, in pixels.
    ///   - columns, rows: the pixels that are seen.
    init?(_ points: [Point], width: Double, columns: Range<Int>, rows: Range<Int>) {
        guard let first = points.first, let last = points.last, width.isFinite, width < 1000, !columns.isEmpty,
            !rows.isEmpty
        else { return nil }
        let radius = max(width, 0.5) / 2
        let left = max(Double(columns.lowerBound), (first.x - radius).rounded(.down))
        let right = min(Double(columns.upperBound), (last.x + radius).rounded(.up))
        guard left < right else { return nil }
        self.columns = Int(left)..<Int(right)
        let (parts, count) = (CurveCoverage.parts, self.columns.count * CurveCoverage.parts)
        let reach = Int((radius * Double(parts)).rounded(.up)) + 1
        let spans = CurveCoverage.spans(
            points, from: self.columns.lowerBound * parts - reach, count: count + 2 * reach, rows, radius)
        let (highest, lowest) = CurveCoverage.dilated(spans, radius: radius, reach: reach, count: count)
        let (top, bottom) = (Float(rows.lowerBound), Float(rows.count * parts))
        func quarters(_ at: Float) -> Int32 {
            let quarters = (at - top) * Float(CurveCoverage.parts)
            return Int32((quarters > 0 ? quarters < bottom ? quarters : bottom : 0) + 0.5)
        }
        begins = highest.map(quarters)
        ends = lowest.map(quarters)
    }

    /// True for points that never go back to the left.
    static func isFromLeftToRight(_ points: [Point]) -> Bool {
        for place in points.indices.dropFirst() where points[place].x < points[place - 1].x { return false }
        return true
    }

    /// The upper and lower end of the curve in each column; +∞ and -∞ where it is not.
    private static func spans(
        _ points: [Point], from start: Int, count: Int, _ rows: Range<Int>, _ radius: Double
    ) -> (high: [Float], low: [Float]) {
        var high = [Float](repeating: .infinity, count: count)
        var low = [Float](repeating: -.infinity, count: count)
        // What is further away is not seen, wherever it is.
        let (top, bottom) = (Double(rows.lowerBound) - 2 * radius - 1, Double(rows.upperBound) + 2 * radius + 1)
        let (parts, start) = (Double(parts), Double(start))
        func cover(_ column: Int, _ a: Double, _ b: Double) {
            let (a, b) = (Float(min(max(a, top), bottom)), Float(min(max(b, top), bottom)))
            high[column] = min(high[column], min(a, b))
            low[column] = max(low[column], max(a, b))
        }
        var before = Point((points[0].x) * parts - start, points[0].y)
        if before.x >= 0, before.x < Double(count) { cover(Int(before.x), before.y, before.y) }
        for point in points.dropFirst() {
            let at = Point(point.x * parts - start, point.y)
            defer { before = at }
            guard at.x >= 0, before.x < Double(count) else { continue }
            let (first, last) = (Int(max(before.x, 0)), Int(min(at.x, Double(count) - 0.5)))
            if first == last {
                // Within a column: the piece that lies in it, or the whole of an upright one.
                let isWhole = before.x >= 0 && at.x < Double(count)
                cover(first, isWhole ? before.y : at.y, at.y)
                continue
            }
            let slope = (at.y - before.y) / (at.x - before.x)
            var y = before.x >= 0 ? before.y : before.y - before.x * slope
            for column in first...last {
                let next = Double(column + 1) >= at.x ? at.y : before.y + (Double(column + 1) - before.x) * slope
                cover(column, y, next)
                y = next
            }
        }
        return (high, low)
    }

    /// What a round pen reaches from the columns beside.
    private static func dilated(
        _ spans: (high: [Float], low: [Float]), radius: Double, reach: Int, count: Int
    ) -> (highest: [Float], lowest: [Float]) {
        var highest = [Float](repeating: .infinity, count: count)
        var lowest = [Float](repeating: -.infinity, count: count)
        for shift in 0...2 * reach {
            let distance = abs(Double(shift - reach)) / Double(parts)
            guard distance < radius else { continue }
            let height = Float((radius * radius - distance * distance).squareRoot())
            extend(&highest, by: spans.high, from: shift) { $0 - height < $1 ? $0 - height : $1 }
            extend(&lowest, by: spans.low, from: shift) { $0 + height > $1 ? $0 + height : $1 }
        }
        return (highest, lowest)
    }

    /// Brings together each end with that of a column some further on.
    @inline(__always)
    private static func extend(
        _ ends: inout [Float], by others: [Float], from shift: Int, _ further: (Float, Float) -> Float
    ) {
        precondition(others.count >= ends.count + shift)
        others.withUnsafeBufferPointer { others in
            ends.withUnsafeMutableBufferPointer { ends in
                guard let from = others.baseAddress.map({ $0 + shift }), let to = ends.baseAddress else { return }
                for column in 0..<ends.count { to[column] = further(from[column], to[column]) }
            }
        }
    }
}

extension PixelCanvas {
    /// Lays a colour over what a curve covers.
    ///
    /// Goes over sixteen columns at once, from the highest to the lowest row that the curve reaches there: every end of a
    /// covered piece changes the amounts from one row to the next.
    func blend(_ curve: CurveCoverage, _ color: Color) {
        let shares = Tint.Shares(of: color)
        let room = (rows.count + 2) * MemoryLayout<SIMD16<UInt8>>.stride
        withUnsafeTemporaryAllocation(byteCount: room, alignment: 16) { changes in
            guard let changes = changes.baseAddress else { return }
            memset(changes, 0, room)
            for first in stride(from: 0, to: curve.columns.count, by: 16) {
                let count = min(16, curve.columns.count - first)
                let touched = PixelCanvas.change(changes, by: curve, from: first, count)
                var amounts = SIMD16<UInt8>()
                for row in touched {
                    let place = row * 16
                    amounts &+= changes.load(fromByteOffset: place, as: SIMD16<UInt8>.self)
                    changes.storeBytes(of: SIMD16<UInt8>(), toByteOffset: place, as: SIMD16<UInt8>.self)
                    guard row < rows.count else { continue }
                    blend(amounts, shares, atRow: rows.lowerBound + row, column: curve.columns.lowerBound + first)
                }
            }
        }
    }

    /// Writes down where pieces of a curve begin and end.
    ///
    /// - Parameter changes: [rows + 2, 16] bytes; sums that pass 255 on the way are right in the end.
    /// - Returns: the rows that have changes.
    private static func change(
        _ changes: UnsafeMutableRawPointer, by curve: CurveCoverage, from first: Int, _ count: Int
    ) -> Range<Int> {
        let bytes = changes.assumingMemoryBound(to: UInt8.self)
        var (top, bottom) = (Int.max, 0)
        for part in first * CurveCoverage.parts..<(first + count) * CurveCoverage.parts {
            let (begin, end) = (Int(curve.begins[part]), Int(curve.ends[part]))
            guard begin < end else { continue }
            let column = part / CurveCoverage.parts - first
            (top, bottom) = (min(top, begin >> 2), max(bottom, (end >> 2) + 2))
            let (start, stop) = ((begin >> 2) * 16 + column, (end >> 2) * 16 + column)
            let (below, behind) = (UInt8(truncatingIfNeeded: begin & 3), UInt8(truncatingIfNeeded: end & 3))
            bytes[start] &+= 4 - below
            bytes[start + 16] &+= below
            bytes[stop] &-= 4 - behind
            bytes[stop + 16] &-= behind
        }
        return top < bottom ? top..<bottom : 0..<0
    }

    /// Lays a colour over sixteen pixels or fewer, sixteenths of each.
    private func blend(_ amounts: SIMD16<UInt8>, _ shares: Tint.Shares, atRow row: Int, column: Int) {
        let halves = unsafeBitCast(amounts, to: SIMD2<UInt64>.self)
        let target = self.row(row) + column
        for half in 0..<2 {
            var eight = halves[half]
            if eight == 0 { continue }
            // The quickest way to the next pixel that is covered.
            var place = half * 8
            while eight != 0 {
                let empty = eight.trailingZeroBitCount >> 3
                place += empty
                eight >>= UInt64(empty * 8)
                shares[Int(eight & 31)].blend(over: &target[place])
                place += 1
                eight >>= 8
            }
        }
    }
}
