import Loops

/// The way back of a convolution as products of gathered rows: for each pixel the places of the result that it went into.
struct PixelPhases {
    /// Pixels that the same elements of the window went over: with strides there are several kinds.
    struct Phase {
        /// For each pixel the place of the result at the window's element (0, 0) of this phase.
        let gathering: Gathering
        /// Elements of the window, row by row.
        let taps: [(row: Int, column: Int)]
        /// Where its panels begin, in rows.
        let firstRow: Int
    }

    /// Result images with what the way back sees around them.
    let results: Margin
    let all: [Phase]

    /// - Parameter together: images whose pixels are gathered
    init(_ w: Window, groups: Int, filters: Int, together: Int) throws(NetworkError) {
        let rowAxis = PixelAxis(
            extent: w.height, before: w.top, window: w.windowHeight, stride: w.strideHeight,
            dilation: w.dilationHeight, output: w.outputHeight)
        let columnAxis = PixelAxis(
            extent: w.width, before: w.left, window: w.windowWidth, stride: w.strideWidth, dilation: w.dilationWidth,
            output: w.outputWidth)
        results = try Margin(
            height: w.outputHeight, width: w.outputWidth, channels: filters, top: rowAxis.margin,
            left: columnAxis.margin, outerHeight: rowAxis.outer, outerWidth: columnAxis.outer
        ).checked(together)
        var all: [Phase] = []
        var firstRow = 0
        for rows in rowAxis.phases {
            for columns in columnAxis.phases {
                let phase = try PixelPhases.phase(w, rows, columns, results, filters / groups, together, firstRow)
                all.append(phase)
                firstRow += phase.taps.count * (filters / groups)
            }
        }
        self.all = all
    }

    private static func phase(
        _ w: Window, _ rows: PixelAxis.Phase, _ columns: PixelAxis.Phase, _ results: Margin, _ filters: Int,
        _ together: Int, _ firstRow: Int
    ) throws(NetworkError) -> Phase {
        var taps: [(row: Int, column: Int)] = [], distances: [Int] = []
        for row in rows.taps {
            for column in columns.taps {
                taps.append((row.element, column.element))
                distances.append(row.distance * results.rowStride + column.distance * results.channels)
            }
        }
        // Rows begin at their farthest place, so that all distances are forward.
        let farthest = distances.max() ?? 0
        var places: [(start: Int, result: Int)] = []
        for image in 0..<together {
            for (i, y) in rows.pixels.enumerated() {
                for (j, x) in columns.pixels.enumerated() {
                    let place =
                        image * results.imageStride + (rows.first + i) * results.rowStride
                        + (columns.first + j) * results.channels
                    places.append((place - farthest, ((image * w.height + y) * w.width + x) * w.channels))
                }
            }
        }
        return Phase(
            gathering: try Gathering(rows: places, segments: distances.map { farthest - $0 }, length: filters),
            taps: taps, firstRow: firstRow)
    }
}
