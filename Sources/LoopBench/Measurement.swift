import Glibc
import Loops

/// Memory for a loop, filled with numbers between -1 and 1, or with what is given.
final class Floats {
    let base: Target
    let count: Int

    init(_ count: Int, _ value: Float? = nil) {
        self.count = count
        // Loops read a little behind the end.
        base = UnsafeMutableRawPointer.allocate(byteCount: 4 * (count + 64), alignment: 64).bindMemory(
            to: Float.self, capacity: count + 64)
        var state: UInt32 = 1
        for i in 0..<(count + 64) {
            state = state &* 1_664_525 &+ 1_013_904_223
            (base + i).initialize(to: value ?? Float(Int32(bitPattern: state)) / 2_147_483_648)
        }
    }

    deinit { base.deallocate() }
}

/// Numbers of 32 bits for a loop: distances, places.
final class Distances {
    let base: UnsafeMutablePointer<Int32>

    init(_ values: [Int]) {
        base = .allocate(capacity: max(values.count, 1))
        for (i, value) in values.enumerated() { (base + i).initialize(to: Int32(value)) }
    }

    deinit { base.deallocate() }
}

/// One loop on one size.
struct Row {
    enum Work {
        /// Multiplications and additions by the definition, whatever way the loop takes.
        case operations(Int)
        /// Bytes that are read and written.
        case bytes(Int)
    }

    let name: String
    let size: String
    let work: Work
    let body: () -> Void
}

enum Measurement {
    /// Seconds of processor time of this thread.
    static func clock() -> Double {
        var time = timespec()
        clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
        return Double(time.tv_sec) + Double(time.tv_nsec) * 1e-9
    }

    /// Seconds of one call: the best of ten rounds of some milliseconds.
    static func seconds(_ body: () -> Void) -> Double {
        body()
        let start = clock()
        body()
        let calls = max(1, Int(0.004 / max(clock() - start, 1e-8)))
        var best = Double.infinity
        for _ in 0..<10 {
            let start = clock()
            for _ in 0..<calls { body() }
            best = min(best, (clock() - start) / Double(calls))
        }
        return best
    }
}
