/// Runs of vectors over arrays.
///
/// The last vector of a run is computed before all others and stored after them: it overlaps its neighbour, so that no
/// element is left over, and its elements are read before the result, which may lie over them, is written.
enum Elementwise {
    /// Calls `f` with the elements; fewer than a vector's are filled up with the first, which meets the same mishaps.
    @inline(__always)
    static func unary<V: SIMD>(
        _ a: UnsafeRawPointer, _ out: UnsafeMutableRawPointer, _ n: Int, _ f: (V) -> V
    ) {
        run(a, out, n * MemoryLayout<V.Scalar>.stride, f)
    }

    /// The same with the number of bytes.
    @inline(__always)
    static func run<V: SIMD>(
        _ a: UnsafeRawPointer, _ out: UnsafeMutableRawPointer, _ bytes: Int, _ f: (V) -> V
    ) {
        let width = MemoryLayout<V>.size
        if bytes < width {
            if bytes > 0 { store(f(part(a, bytes)), out, bytes) }
            return
        }
        let last = bytes - width
        let end = f(a.loadUnaligned(fromByteOffset: last, as: V.self))
        var i = 0
        while i < last {
            out.storeBytes(of: f(a.loadUnaligned(fromByteOffset: i, as: V.self)), toByteOffset: i, as: V.self)
            i += width
        }
        out.storeBytes(of: end, toByteOffset: last, as: V.self)
    }

    /// The same with two operands, of which one may be one number.
    @inline(__always)
    static func binary<V: SIMD>(
        _ a: UnsafeRawPointer, _ isNumberA: Bool, _ b: UnsafeRawPointer, _ isNumberB: Bool,
        _ out: UnsafeMutableRawPointer, _ n: Int, _ f: (V, V) -> V
    ) {
        if isNumberA {
            let x = V(repeating: a.loadUnaligned(as: V.Scalar.self))
            return unary(b, out, n) { f(x, $0) }
        }
        if isNumberB {
            let y = V(repeating: b.loadUnaligned(as: V.Scalar.self))
            return unary(a, out, n) { f($0, y) }
        }
        run(a, b, out, n * MemoryLayout<V.Scalar>.stride, f)
    }

    /// The same of two arrays with the number of bytes.
    @inline(__always)
    static func run<V: SIMD>(
        _ a: UnsafeRawPointer, _ b: UnsafeRawPointer, _ out: UnsafeMutableRawPointer, _ bytes: Int,
        _ f: (V, V) -> V
    ) {
        let width = MemoryLayout<V>.size
        if bytes < width {
            if bytes > 0 { store(f(part(a, bytes), part(b, bytes)), out, bytes) }
            return
        }
        let last = bytes - width
        let end = f(
            a.loadUnaligned(fromByteOffset: last, as: V.self), b.loadUnaligned(fromByteOffset: last, as: V.self))
        var i = 0
        while i < last {
            let value = f(
                a.loadUnaligned(fromByteOffset: i, as: V.self), b.loadUnaligned(fromByteOffset: i, as: V.self))
            out.storeBytes(of: value, toByteOffset: i, as: V.self)
            i += width
        }
        out.storeBytes(of: end, toByteOffset: last, as: V.self)
    }

    /// Answers of one byte for each pair of elements; the compiler makes vectors of it. The result lies over no operand.
    @inline(__always)
    static func test<T: BitwiseCopyable>(
        _ type: T.Type, _ a: UnsafeRawPointer, _ isNumberA: Bool, _ b: UnsafeRawPointer, _ isNumberB: Bool,
        _ out: UnsafeMutableRawPointer, _ n: Int, _ f: (T, T) -> Bool
    ) {
        let (x, y) = (a.assumingMemoryBound(to: T.self), b.assumingMemoryBound(to: T.self))
        let result = out.assumingMemoryBound(to: UInt8.self)
        if isNumberB {
            let number = y[0]
            for i in 0..<n { result[i] = f(x[i], number) ? 1 : 0 }
        } else if isNumberA {
            let number = x[0]
            for i in 0..<n { result[i] = f(number, y[i]) ? 1 : 0 }
        } else {
            for i in 0..<n { result[i] = f(x[i], y[i]) ? 1 : 0 }
        }
    }

    /// The first bytes, then the first element again; zeros behind less than one.
    @inline(__always)
    private static func part<V: SIMD>(_ a: UnsafeRawPointer, _ bytes: Int) -> V {
        var x = bytes < MemoryLayout<V.Scalar>.stride ? V() : V(repeating: a.loadUnaligned(as: V.Scalar.self))
        withUnsafeMutableBytes(of: &x) { space in
            space.baseAddress?.copyMemory(from: a, byteCount: bytes)
        }
        return x
    }

    @inline(__always)
    private static func store<V: SIMD>(_ value: V, _ out: UnsafeMutableRawPointer, _ bytes: Int) {
        withUnsafeBytes(of: value) { space in
            if let base = space.baseAddress { out.copyMemory(from: base, byteCount: bytes) }
        }
    }
}
