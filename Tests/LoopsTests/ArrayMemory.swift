import Loops

/// Elements for a loop over arrays, at any alignment, with guards on both sides that a loop must not touch.
final class ArrayMemory<T: BitwiseCopyable> {
    let base: UnsafeMutableRawPointer
    let count: Int
    private let memory: UnsafeMutableRawPointer
    private static var guardBytes: Int { 96 }
    private static var mark: UInt8 { 0xA7 }

    /// - shift: bytes between an aligned address and the first element.
    init(_ values: [T], shift: Int = 0) {
        count = values.count
        let size = 2 * ArrayMemory.guardBytes + shift + count * MemoryLayout<T>.stride
        memory = .allocate(byteCount: size, alignment: 64)
        memory.initializeMemory(as: UInt8.self, repeating: ArrayMemory.mark, count: size)
        base = memory + ArrayMemory.guardBytes + shift
        for (i, value) in values.enumerated() {
            base.storeBytes(of: value, toByteOffset: i * MemoryLayout<T>.stride, as: T.self)
        }
    }

    deinit { memory.deallocate() }

    var values: [T] {
        (0..<count).map { base.loadUnaligned(fromByteOffset: $0 * MemoryLayout<T>.stride, as: T.self) }
    }

    /// True where nothing was written before the beginning and behind the end.
    var isIntact: Bool {
        let end = base + count * MemoryLayout<T>.stride
        return (1...16).allSatisfy { (base - $0).load(as: UInt8.self) == ArrayMemory.mark }
            && (0..<64).allSatisfy { (end + $0).load(as: UInt8.self) == ArrayMemory.mark }
    }
}

extension Numbers {
    /// Any double: half of them from all exponents, half near 1, some special.
    mutating func anyDouble() -> Double {
        switch next() % 8 {
        case 0:
            return [0.0, -0.0, .infinity, -.infinity, .nan, .leastNonzeroMagnitude, -.leastNormalMagnitude, 1.7e308][
                Int(next() % 8)]
        case 1...3: return Double(bitPattern: next())
        default: return Double(float(4))
        }
    }
}
