/// The columns and rows of a grid of plots: where each begins and how large it is, with room for labels between.
struct GridTracks {
    /// Where the frames of a column or row begin, and their size.
    private var columns: [(start: Double, size: Double)]
    private var rows: [(start: Double, size: Double)]

    /// Shares an area out.
    ///
    /// - Parameters:
    ///   - grid: any cell of the grid.
    ///   - plots: the cells that are taken, with the room that the plots' labels need.
    init(_ grid: GridCell, _ plots: [(cell: GridCell, margins: Margins)], in area: Rect) {
        var across = [(before: Double, after: Double)](repeating: (0, 0), count: grid.columns)
        var down = [(before: Double, after: Double)](repeating: (0, 0), count: grid.rows)
        for (cell, margins) in plots {
            let (left, right) = (cell.columnSpan.lowerBound, cell.columnSpan.upperBound)
            let (top, bottom) = (cell.rowSpan.lowerBound, cell.rowSpan.upperBound)
            across[left].before = max(across[left].before, margins.left)
            across[right].after = max(across[right].after, margins.right)
            down[top].before = max(down[top].before, margins.top)
            down[bottom].after = max(down[bottom].after, margins.bottom)
        }
        columns = GridTracks.tracks(across, over: area.width, from: area.x, ratios: grid.widths, gap: grid.gaps.x)
        rows = GridTracks.tracks(down, over: area.height, from: area.y, ratios: grid.heights, gap: grid.gaps.y)
    }

    /// The frame of a cell, over all the columns and rows that it spans.
    func box(of cell: GridCell) -> Rect {
        let (left, right) = (columns[cell.columnSpan.lowerBound], columns[cell.columnSpan.upperBound])
        let (top, bottom) = (rows[cell.rowSpan.lowerBound], rows[cell.rowSpan.upperBound])
        return Rect(
            left.start, top.start, right.start + right.size - left.start, bottom.start + bottom.size - top.start)
    }

    private static func tracks(
        _ margins: [(before: Double, after: Double)], over length: Double, from start: Double, ratios: [Double],
        gap asked: Double?
    ) -> [(start: Double, size: Double)] {
        let count = margins.count
        let weights =
            ratios.count == count && ratios.allSatisfy { $0 > 0 && $0.isFinite }
            ? ratios : Array(repeating: 1, count: count)
        let total = weights.reduce(0, +)
        let share = length / Double(count)
        var gap = max(2, min(14, share * 0.06))
        // Room that was asked for is a part of a plot's size and never less than labels need.
        if let asked {
            let labels = zip(margins, margins.dropFirst()).map { $0.after + $1.before }.max() ?? 0
            gap = max(share / (1 + asked) * asked - labels, asked == 0 ? 0 : 2)
        }
        let taken = margins.reduce(0) { $0 + $1.before + $1.after } + gap * Double(count - 1)
        let room = max(length - taken, Double(count))
        var at = start
        return zip(margins, weights).map { margin, weight in
            at += margin.before
            let track = (start: at, size: room * weight / total)
            at += track.size + margin.after + gap
            return track
        }
    }
}
