import LoopTable

/// Room on the stack for the sums of one tile, in two pieces: what `withUnsafeTemporaryAllocation` gives comes from the heap
/// beyond 1,024 bytes, and an array on the stack is filled with zeros. Either took 4% of the time of networks of small images.
struct Room {
    private let first: Target
    private let second: Target

    /// Floats of a piece.
    private static let half = 192

    /// Where row i of a tile begins, of `height` rows.
    @inline(__always) func row(_ i: Int, of height: Int, width: Int) -> Target {
        i * 2 < height ? first + i * width : second + (i - (height + 1) / 2) * width
    }

    /// - Precondition: half of a tile's rows have 192 elements at most
    @inline(__always) static func with(_ body: (Room) -> Void) {
        withUnsafeTemporaryAllocation(of: Float.self, capacity: half) { a in
            withUnsafeTemporaryAllocation(of: Float.self, capacity: half) { b in
                if let first = a.baseAddress, let second = b.baseAddress { body(Room(first: first, second: second)) }
            }
        }
    }
}
