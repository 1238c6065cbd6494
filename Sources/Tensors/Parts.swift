import CProcessor
import Glibc
import Loops
import Synchronization

/// Long work on arrays, cut into parts for the machine's cores.
///
/// Each element is computed as it would be alone, so the number of cores changes no result. What a part's
/// floating-point operations met is told on the caller's thread, as if it had run there.
enum Parts {
    /// Elements from which on a second core is worth waking.
    static let worthwhile = 1 << 16
    private static let workers = Workers(count: min(8, Workers.cores))

    /// Calls `body` for ranges that make up `0 ..< count`, whose bounds are multiples of 64 for plain elements.
    /// - Parameter weight: how many times an element's work an entry is.
    static func forEach(of count: Int, weight: Int = 1, _ body: (Range<Int>) -> Void) {
        if count < worthwhile / weight || workers.count == 1 {
            body(0..<count)
            return
        }
        let parts = workers.count * 2
        let size = weight == 1 ? (count / parts + 63) & ~63 : (count + parts - 1) / parts
        run(parts) { part in
            let start = min(count, part * size)
            let end = part == parts - 1 ? count : min(count, start + size)
            if start < end { body(start..<end) }
        }
    }

    /// Elements that are worked on between two looks at whether someone asks to stop: about a millisecond.
    private static let piece = 1 << 20

    /// As above, in pieces of about a millisecond: once `stopping` is asked, what is left is passed over, and the caller
    /// throws the result away with `Cancellation.check`.
    static func forEach(of count: Int, weight: Int = 1, stopping: Cancellation?, _ body: (Range<Int>) -> Void) {
        guard let stopping, count > piece / weight else {
            forEach(of: count, weight: weight, body)
            return
        }
        let length = max(1, (piece / weight) & ~63)
        forEach(of: count, weight: weight) { part in
            for start in stride(from: part.lowerBound, to: part.upperBound, by: length) {
                if stopping.isAsked { return }
                body(start..<min(start + length, part.upperBound))
            }
        }
    }

    /// Runs both, at once where there are two cores.
    static func both(_ first: () -> Void, _ second: () -> Void) {
        run(2) { part in part == 0 ? first() : second() }
    }

    private static func run(_ parts: Int, _ body: (Int) -> Void) {
        let met = Atomic<UInt32>(0)
        // Every part computes as the caller does: in callbacks of a training small numbers are 0, else they stay.
        var mode = fenv_t()
        fegetenv(&mode)
        let arithmetic = mode
        workers.run(parts: parts) { part in
            Workers.restore(arithmetic)
            processor_clear_float_flags()
            body(part)
            met.bitwiseOr(processor_float_flags(), ordering: .relaxed)
        }
        Workers.restore(arithmetic)
        processor_raise_float_flags(met.load(ordering: .relaxed))
    }
}
