/// Elements that marks or places choose.
enum Picking {
    /// True where all n places are places of an axis of some length, counted from its beginning.
    static func areWithin(_ places: UnsafePointer<Int64>, _ n: Int, _ length: Int) -> Bool {
        var greatest: UInt64 = 0
        for i in 0..<n { greatest = max(greatest, UInt64(bitPattern: places[i])) }
        return n == 0 || greatest < UInt64(length)
    }

    /// The elements whose marks are not 0, one after the other.
    ///
    /// Elements of `size` bytes; `wanted` of the n marks are not 0.
    static func pick(
        _ source: UnsafeRawPointer, _ size: Int, _ marks: UnsafePointer<UInt8>, _ n: Int,
        _ target: UnsafeMutableRawPointer, _ wanted: Int
    ) {
        switch size {
        case 1: pick(UInt8.self, source, marks, n, target, wanted)
        case 2: pick(UInt16.self, source, marks, n, target, wanted)
        case 4: pick(UInt32.self, source, marks, n, target, wanted)
        case 8: pick(UInt64.self, source, marks, n, target, wanted)
        default:
            var (next, i) = (0, 0)
            while next < wanted {
                if marks[i] != 0 {
                    (target + next * size).copyMemory(from: source + i * size, byteCount: size)
                    next += 1
                }
                i += 1
            }
        }
    }

    /// Every element is written where the next wanted one belongs, and stays if it is one: no branch to guess.
    @inline(__always)
    private static func pick<T: BitwiseCopyable>(
        _ type: T.Type, _ source: UnsafeRawPointer, _ marks: UnsafePointer<UInt8>, _ n: Int,
        _ target: UnsafeMutableRawPointer, _ wanted: Int
    ) {
        let (from, to) = (source.assumingMemoryBound(to: T.self), target.assumingMemoryBound(to: T.self))
        var (next, i) = (0, 0)
        while i + 8 <= n && next + 8 <= wanted {
            if UnsafeRawPointer(marks + i).loadUnaligned(as: UInt64.self) != 0 {
                for k in 0..<8 {
                    to[next] = from[i + k]
                    next &+= marks[i + k] != 0 ? 1 : 0
                }
            }
            i += 8
        }
        while next < wanted {
            to[next] = from[i]
            next &+= marks[i] != 0 ? 1 : 0
            i += 1
        }
    }
}
