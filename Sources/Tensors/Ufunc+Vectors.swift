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
            return Ufunc.Loop(
                input: input, output: output,
                run: .unary { (a, sa, o, so, n) in
                    if sa == size && so == result && Ufunc.Loop.mayRun(o, a, n * size) {
                        vectors(a, o, n)
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
