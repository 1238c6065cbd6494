import Loops

/// Loops that take the processor's widest vectors where elements lie side by side.
extension Ufunc.Loop {
    /// This loop, or one that hands runs of neighbours to the vector loop of that name and type.
    func withVectors(_ name: String) -> Ufunc.Loop {
        guard let element = input.arrayElement else { return self }
        let key = ArrayLoops.Key(name, element)
        let (size, result) = (input.itemSize, output.itemSize)
        switch run {
        case .unary(let plain):
            guard let vectors = Loops.best.arrays.unary[key] else { return self }
            // Functions whose last bit depends on how they are computed give the same one wherever elements lie.
            let isRounded = ["exp", "log", "sin", "cos"].contains(name)
            return Ufunc.Loop(
                input: input, output: output,
                run: .unary { (a, sa, o, so, n) in
                    if sa == size && so == result && Ufunc.Loop.mayRun(o, a, n * size) {
                        vectors(a, o, n)
                    } else if isRounded {
                        Ufunc.Loop.gathered(vectors, a, sa, size, o, so, result, n)
                    } else {
                        plain(a, sa, o, so, n)
                    }
                })
        case .binary(let plain):
            guard let vectors = Loops.best.arrays.binary[key] else { return self }
            return Ufunc.Loop(
                input: input, output: output,
                run: .binary { (a, sa, b, sb, o, so, n) in
                    let fits = sa == size ? sb == size || sb == 0 : sa == 0 && sb == size
                    if so == result && fits && Ufunc.Loop.mayRun(o, a, n * sa) && Ufunc.Loop.mayRun(o, b, n * sb) {
                        vectors(a, sa == 0, b, sb == 0, o, n)
                    } else {
                        plain(a, sa, b, sb, o, so, n)
                    }
                })
        }
    }

    /// The vector loop over elements that lie apart, which are brought together in blocks.
    private static func gathered(
        _ vectors: @Sendable (UnsafeRawPointer, UnsafeMutableRawPointer, Int) -> Void, _ a: UnsafeRawPointer, _ sa: Int,
        _ size: Int, _ out: UnsafeMutableRawPointer, _ so: Int, _ result: Int, _ count: Int
    ) {
        let block = 128
        withUnsafeTemporaryAllocation(byteCount: 2 * block * 8, alignment: 64) { space in
            guard let x = space.baseAddress else { return }
            let y = x + block * 8
            var done = 0
            while done < count {
                let part = min(block, count - done)
                for i in 0..<part {
                    (x + i * size).copyMemory(from: a + (done + i) * sa, byteCount: size)
                }
                vectors(x, y, part)
                for i in 0..<part {
                    (out + (done + i) * so).copyMemory(from: y + i * result, byteCount: result)
                }
                done += part
            }
        }
    }

    /// False where the result overlaps the operand from behind its first byte on: element by element, the loop reads what
    /// it has written.
    @inline(__always)
    private static func mayRun(_ out: UnsafeMutableRawPointer, _ operand: UnsafeRawPointer, _ bytes: Int) -> Bool {
        let distance = UnsafeRawPointer(out) - operand
        return distance <= 0 || distance >= bytes
    }
}

extension DType {
    /// The name of the type among the vector loops; `nil` where there are none.
    var arrayElement: ArrayElement? {
        switch self {
        case .bool: .bool
        case .uint8: .uint8
        case .int32: .int32
        case .int64: .int64
        case .float32: .float32
        case .float64: .float64
        default: nil
        }
    }
}
