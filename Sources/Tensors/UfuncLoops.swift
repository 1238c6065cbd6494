/// Makers of typed loops. Each is inlined into the row that uses it, so that every row gets loops of its own
/// which the compiler vectorizes.
enum UfuncLoops {
    /// Runs `body` over one operand.
    @inline(__always)
    static func run<T, R>(
        _ a: UnsafeRawPointer, _ sa: Int, _ out: UnsafeMutableRawPointer, _ so: Int, _ count: Int, _ body: (T) -> R
    ) {
        if sa == MemoryLayout<T>.stride && so == MemoryLayout<R>.stride {
            let x = a.assumingMemoryBound(to: T.self)
            let result = out.assumingMemoryBound(to: R.self)
            for i in 0..<count { result[i] = body(x[i]) }
            return
        }
        var (x, result) = (a, out)
        for _ in 0..<count {
            result.assumingMemoryBound(to: R.self).pointee = body(x.assumingMemoryBound(to: T.self).pointee)
            x += sa
            result += so
        }
    }

    /// Runs `body` over two operands; either may be one number (stride 0).
    @inline(__always)
    static func run<T, R>(
        _ a: UnsafeRawPointer, _ sa: Int, _ b: UnsafeRawPointer, _ sb: Int, _ out: UnsafeMutableRawPointer, _ so: Int,
        _ count: Int, _ body: (T, T) -> R
    ) {
        let size = MemoryLayout<T>.stride
        if so == MemoryLayout<R>.stride {
            let x = a.assumingMemoryBound(to: T.self)
            let y = b.assumingMemoryBound(to: T.self)
            let result = out.assumingMemoryBound(to: R.self)
            if sa == size && sb == size {
                for i in 0..<count { result[i] = body(x[i], y[i]) }
                return
            }
            if sa == size && sb == 0 {
                let scalar = y[0]
                for i in 0..<count { result[i] = body(x[i], scalar) }
                return
            }
            if sa == 0 && sb == size {
                let scalar = x[0]
                for i in 0..<count { result[i] = body(scalar, y[i]) }
                return
            }
        }
        var (x, y, result) = (a, b, out)
        for _ in 0..<count {
            result.assumingMemoryBound(to: R.self).pointee =
                body(x.assumingMemoryBound(to: T.self).pointee, y.assumingMemoryBound(to: T.self).pointee)
            x += sa
            y += sb
            result += so
        }
    }

    /// A loop over float16 made from the one over float32, in blocks.
    static func halves(_ run: @escaping Ufunc.UnaryRun, result: DType) -> Ufunc.UnaryRun {
        let widen = Casts.loop(from: .float16, to: .float32)
        let narrow = Casts.loop(from: result == .bool ? .bool : .float32, to: result)
        return { (a, sa, out, so, count) in
            withUnsafeTemporaryAllocation(byteCount: 2048, alignment: 16) { space in
                guard let x = space.baseAddress else { return }
                let y = x + 1024
                var done = 0
                while done < count {
                    let part = min(256, count - done)
                    widen(a + done * sa, sa, x, 4, part)
                    run(x, 4, y, result == .bool ? 1 : 4, part)
                    narrow(y, result == .bool ? 1 : 4, out + done * so, so, part)
                    done += part
                }
            }
        }
    }

    /// The same for two operands.
    static func halves(_ run: @escaping Ufunc.BinaryRun, result: DType) -> Ufunc.BinaryRun {
        let widen = Casts.loop(from: .float16, to: .float32)
        let narrow = Casts.loop(from: result == .bool ? .bool : .float32, to: result)
        return { (a, sa, b, sb, out, so, count) in
            withUnsafeTemporaryAllocation(byteCount: 3072, alignment: 16) { space in
                guard let x = space.baseAddress else { return }
                let (y, z) = (x + 1024, x + 2048)
                var done = 0
                // A reduction writes where it reads, an accumulation reads what it wrote: then element by element.
                let block = so == 0 || a + sa == UnsafeRawPointer(out) ? 1 : 256
                while done < count {
                    let part = min(block, count - done)
                    widen(a + done * sa, sa, x, 4, part)
                    widen(b + done * sb, sb, y, 4, part)
                    run(x, 4, y, 4, z, result == .bool ? 1 : 4, part)
                    narrow(z, result == .bool ? 1 : 4, out + done * so, so, part)
                    done += part
                }
            }
        }
    }
}

extension Ufunc.Loop {
    /// An arithmetic loop of a type upon itself.
    static func same(_ dtype: DType, _ run: @escaping Ufunc.BinaryRun) -> Ufunc.Loop {
        Ufunc.Loop(input: dtype, output: dtype, run: .binary(run))
    }

    static func same(_ dtype: DType, _ run: @escaping Ufunc.UnaryRun) -> Ufunc.Loop {
        Ufunc.Loop(input: dtype, output: dtype, run: .unary(run))
    }

    static func test(_ dtype: DType, _ run: @escaping Ufunc.BinaryRun) -> Ufunc.Loop {
        Ufunc.Loop(input: dtype, output: .bool, run: .binary(run))
    }

    static func test(_ dtype: DType, _ run: @escaping Ufunc.UnaryRun) -> Ufunc.Loop {
        Ufunc.Loop(input: dtype, output: .bool, run: .unary(run))
    }

    /// Loops for the three floating-point types from those of float32 and float64.
    static func floats(_ single: @escaping Ufunc.UnaryRun, _ double: @escaping Ufunc.UnaryRun) -> [Ufunc.Loop] {
        [
            .same(.float16, UfuncLoops.halves(single, result: .float16)), .same(.float32, single),
            .same(.float64, double),
        ]
    }

    static func floats(_ single: @escaping Ufunc.BinaryRun, _ double: @escaping Ufunc.BinaryRun) -> [Ufunc.Loop] {
        [
            .same(.float16, UfuncLoops.halves(single, result: .float16)), .same(.float32, single),
            .same(.float64, double),
        ]
    }

    static func floatTests(_ single: @escaping Ufunc.UnaryRun, _ double: @escaping Ufunc.UnaryRun) -> [Ufunc.Loop] {
        [
            .test(.float16, UfuncLoops.halves(single, result: .bool)), .test(.float32, single), .test(.float64, double),
        ]
    }

    static func floatTests(_ single: @escaping Ufunc.BinaryRun, _ double: @escaping Ufunc.BinaryRun) -> [Ufunc.Loop] {
        [
            .test(.float16, UfuncLoops.halves(single, result: .bool)), .test(.float32, single), .test(.float64, double),
        ]
    }
}

/// Loops written once for all integer types.
protocol IntegerRuns: Sendable {
    func loop<T: IntegerElement>(_ type: T.Type) -> Ufunc.Loop
}

extension IntegerRuns {
    /// A loop for each integer type, narrow ones first.
    var all: [Ufunc.Loop] {
        [
            loop(Int8.self), loop(UInt8.self), loop(Int16.self), loop(UInt16.self), loop(Int32.self), loop(UInt32.self),
            loop(Int64.self), loop(UInt64.self),
        ]
    }
}
