import Loops

/// Memory of a step's own, zeros at first; loops may read a little behind its end.
final class Scratch {
    let base: Target
    private let memory: FloatMemory

    /// What loops read behind the last row of a matrix, at most.
    static let slack = 64

    init(_ count: Int, _ what: @autoclosure () -> String) throws(NetworkError) {
        memory = try FloatMemory(count + Scratch.slack, what())
        base = memory.base
    }
}

/// Where the rows of a product lie: distances from the beginning of what is read and of what is written.
final class Gathering {
    let starts: UnsafeMutablePointer<Int32>
    let results: UnsafeMutablePointer<Int32>
    private let segments: UnsafeMutablePointer<Int32>
    private let segmentCount: Int
    private let length: Int
    let count: Int

    /// - Parameters:
    ///   - rows: for each row where it begins, and where its result does
    ///   - segments: distances of a row's stretches, each of `length` floats
    init(rows: [(start: Int, result: Int)], segments: [Int], length: Int) throws(NetworkError) {
        let largest = rows.reduce(0) { max($0, $1.start, $1.result) }
        guard largest + (segments.max() ?? 0) + length < Int(Int32.max) else {
            throw NetworkError(.memory, "a sample of this size needs more memory than there is")
        }
        count = rows.count
        self.length = length
        segmentCount = segments.count
        starts = .allocate(capacity: max(rows.count, 1))
        results = .allocate(capacity: max(rows.count, 1))
        self.segments = .allocate(capacity: max(segments.count, 1))
        for (i, row) in rows.enumerated() {
            (starts + i).initialize(to: Int32(row.start))
            (results + i).initialize(to: Int32(row.result))
        }
        for (i, segment) in segments.enumerated() { (self.segments + i).initialize(to: Int32(segment)) }
    }

    deinit {
        starts.deallocate()
        results.deallocate()
        segments.deallocate()
    }

    /// The rows of a matrix at `base`, from row `first` on.
    func rows(_ base: Source, from first: Int = 0) -> GatheredRows {
        GatheredRows(
            base: base, starts: starts + first, segments: segments, segmentCount: segmentCount, length: length)
    }

    /// Elements of a row.
    var depth: Int { segmentCount * length }
}
