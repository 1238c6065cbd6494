import Glibc

/// What a long curve from left to right covers when it is drawn with a round pen.
///
/// Such a curve is the graph of a function. All that its pen covers in a column is then one piece from the highest to the
/// lowest point that the pen reaches from the columns beside, so that no outlines have to be sorted: ten times as quick as
/// a stroke of Cairo's, and as fine as its grids of coverage for long lines.
enum CurveCoverage {
    /// Columns of which a pixel's coverage is the mean.
    private static let parts = 4
    /// What a quarter of a pixel's height covers in one of them: 16 levels, since a picture of few colours is packed
    /// sooner and smaller. All together are 240, which becomes 255 at the end.
    private static let share: Float = 15

    /// The coverage of a curve, or nothing where it is not one from left to right or leaves nothing to see.
    ///
    /// - Parameters:
    ///   - points: in pixels.
    ///   - width: of the pen, in pixels.
    ///   - columns, rows: the pixels that are seen.
    static func of(_ points: [Point], width: Double, columns: Range<Int>, rows: Range<Int>) -> Coverage? {
        guard let first = points.first, let last = points.last, width.isFinite, width < 1000, !columns.isEmpty,
            !rows.isEmpty
        else { return nil }
        let radius = max(width, 0.5) / 2
        let left = max(Double(columns.lowerBound), (first.x - radius).rounded(.down))
        let right = min(Double(columns.upperBound), (last.x + radius).rounded(.up))
        guard left < right else { return nil }
        let seen = Int(left)..<Int(right)
        let reach = Int((radius * Double(parts)).rounded(.up)) + 1
        let spans = spans(
            points, from: seen.lowerBound * parts - reach, count: seen.count * parts + 2 * reach, rows, radius)
        let (highest, lowest) = dilated(spans, radius: radius, reach: reach, count: seen.count * parts)
        return filled(highest, lowest, columns: seen, rows: rows)
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
            spans.high.withUnsafeBufferPointer { high in
                spans.low.withUnsafeBufferPointer { low in
                    for column in 0..<count {
                        let (up, down) = (high[column + shift] - height, low[column + shift] + height)
                        highest[column] = up < highest[column] ? up : highest[column]
                        lowest[column] = down > lowest[column] ? down : lowest[column]
                    }
                }
            }
        }
        return (highest, lowest)
    }

    /// Coverage from the upper and lower end in each column.
    ///
    /// Each end changes the amount from one row to the next; the amounts are the sums of all changes above. Both are
    /// bytes: sums that are taken modulo 256 on the way are right in the end.
    private static func filled(
        _ highest: [Float], _ lowest: [Float], columns: Range<Int>, rows: Range<Int>
    ) -> Coverage? {
        let (first, last) = (Float(rows.lowerBound), Float(rows.upperBound))
        var (top, bottom) = (last, first)
        for column in highest.indices where lowest[column] > highest[column] {
            top = min(top, max(highest[column], first))
            bottom = max(bottom, min(lowest[column], last))
        }
        guard top < bottom else { return nil }
        let (start, end) = (Int(top.rounded(.down)), Int(bottom.rounded(.up)))
        let (width, height) = (columns.count, end - start)
        var amounts = [UInt8](repeating: 0, count: width * (height + 2))
        amounts.withUnsafeMutableBufferPointer { amounts in
            for place in highest.indices where lowest[place] > highest[place] {
                let (from, to) = (max(highest[place], top), min(lowest[place], bottom))
                guard to > from else { continue }
                let column = place / parts
                for (at, isBegin) in [(from, true), (to, false)] {
                    let row = at.rounded(.down)
                    let below = UInt8(((at - row) * 4).rounded() * share)
                    let here = 4 * UInt8(share) - below
                    let cell = (Int(row) - start) * width + column
                    amounts[cell] = isBegin ? amounts[cell] &+ here : amounts[cell] &- here
                    amounts[cell + width] = isBegin ? amounts[cell + width] &+ below : amounts[cell + width] &- below
                }
            }
            guard let cells = UnsafeMutableRawPointer(amounts.baseAddress) else { return }
            addAbove(cells, width: width, height: height)
        }
        return Coverage(left: columns.lowerBound, top: start, width: width, height: height, amounts: amounts)
    }

    /// Adds to each row the one above it, 16 bytes at once, and brings 240 to 255.
    private static func addAbove(_ cells: UnsafeMutableRawPointer, width: Int, height: Int) {
        typealias Bytes = SIMD16<UInt8>
        let end = width * height
        var cell = width
        // A row's last bytes may be added with the next row's first: the row above those is done by then.
        while width >= 16, cell + 16 <= end {
            let sum =
                cells.loadUnaligned(fromByteOffset: cell, as: Bytes.self)
                &+ cells.loadUnaligned(fromByteOffset: cell - width, as: Bytes.self)
            cells.storeBytes(of: sum, toByteOffset: cell, as: Bytes.self)
            cell += 16
        }
        let bytes = cells.assumingMemoryBound(to: UInt8.self)
        while cell < end {
            bytes[cell] &+= bytes[cell - width]
            cell += 1
        }
        for cell in 0..<end { bytes[cell] &+= bytes[cell] >> 4 }
    }
}
