import CZlib

/// PNG files of charts: pixels that are indices into few colours, most of them as the one above.
///
/// Each row holds the differences from the row above, and the packing looks for runs alone: on charts and walls of
/// digits the files are smaller by a tenth to a quarter than with libpng's way, which goes over each pixel and takes ten
/// times as long.
struct PNGChart {
    private var file: [UInt8] = PNG.signature

    /// A file of a picture whose colours are shown as others.
    ///
    /// - Parameters:
    ///   - places: for each colour of the runs its place among `colours`.
    ///   - colours: red, green and blue of at most 256 colours.
    static func encode(_ runs: ColourRuns, places: [UInt8], colours: [UInt8]) -> [UInt8] {
        var chart = PNGChart()
        chart.add("IHDR", bytes(of: runs.width) + bytes(of: runs.height) + [8, 3, 0, 0, 0])
        chart.add("PLTE", colours)
        chart.add("IDAT", packed(runs, places))
        chart.add("IEND", [])
        return chart.file
    }

    /// Rows as PNG's filter 2 has them: its number, then each sample less the one above.
    private static func packed(_ picture: ColourRuns, _ places: [UInt8]) -> [UInt8] {
        var stream = RunDeflate()
        let (runs, width) = (picture.runs, Int32(truncatingIfNeeded: picture.width))
        var above: Range<Int>?
        for row in picture.rows {
            stream.add(2, 1)
            defer { above = row }
            guard let above else {
                var start: Int32 = 0
                for run in runs[row] {
                    stream.add(places[Int(run.slot)], Int(run.end - start))
                    start = run.end
                }
                continue
            }
            if above == row {
                stream.add(0, picture.width)
                continue
            }
            var (at, own, other): (Int32, Int, Int) = (0, row.lowerBound, above.lowerBound)
            while at < width {
                let (one, two) = (runs[own], runs[other])
                let end = min(one.end, two.end)
                stream.add(places[Int(one.slot)] &- places[Int(two.slot)], Int(end - at))
                if one.end == end { own += 1 }
                if two.end == end { other += 1 }
                at = end
            }
        }
        return stream.finish()
    }

    private static func bytes(of number: Int) -> [UInt8] {
        [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: number >> $0) }
    }

    /// A chunk: its length, name, content and checksum.
    private mutating func add(_ name: String, _ content: [UInt8]) {
        file += PNGChart.bytes(of: content.count)
        let start = file.count
        file += Array(name.utf8)
        file += content
        let sum = file[start...].withUnsafeBufferPointer { crc32(0, $0.baseAddress, UInt32($0.count)) }
        file += PNGChart.bytes(of: Int(sum))
    }
}
