import LoopTable

/// Sums down the columns of tables, row after row: each sum takes its numbers in the order of the rows.
enum Columns {
    /// sums[c] += x[r, c], the rows `step` bytes apart. False for types without such a loop.
    static func sum(
        _ element: ArrayElement, _ x: UnsafeRawPointer, _ step: Int, _ rows: Int, _ columns: Int,
        _ sums: UnsafeMutableRawPointer
    ) -> Bool {
        switch element {
        case .float64: add(x, step, rows, columns, sums.assumingMemoryBound(to: Double.self), { $1 }, { $1 })
        case .float32: add(x, step, rows, columns, sums.assumingMemoryBound(to: Float.self), { $1 }, { $1 })
        default: return false
        }
        return true
    }

    /// sums[c] += (x[r, c] - centers[c])². False for types without such a loop.
    static func squares(
        _ element: ArrayElement, _ x: UnsafeRawPointer, _ step: Int, _ rows: Int, _ columns: Int,
        _ centers: UnsafeRawPointer, _ sums: UnsafeMutableRawPointer
    ) -> Bool {
        switch element {
        case .float64: squares(Double.self, x, step, rows, columns, centers, sums)
        case .float32: squares(Float.self, x, step, rows, columns, centers, sums)
        default: return false
        }
        return true
    }

    @inline(__always)
    private static func squares<T: SIMDScalar & BinaryFloatingPoint>(
        _ type: T.Type, _ x: UnsafeRawPointer, _ step: Int, _ rows: Int, _ columns: Int, _ centers: UnsafeRawPointer,
        _ sums: UnsafeMutableRawPointer
    ) {
        let center = centers.assumingMemoryBound(to: T.self)
        add(
            x, step, rows, columns, sums.assumingMemoryBound(to: T.self),
            { (c, x: SIMD8<T>) in
                let distance = x - UnsafeRawPointer(center + c).loadUnaligned(as: SIMD8<T>.self)
                return distance * distance
            },
            { (c, x: T) in (x - center[c]) * (x - center[c]) })
    }

    /// Adds a function of the column and the element.
    @inline(__always)
    private static func add<T: SIMDScalar & BinaryFloatingPoint>(
        _ x: UnsafeRawPointer, _ step: Int, _ rows: Int, _ columns: Int, _ sums: UnsafeMutablePointer<T>,
        _ eight: (Int, SIMD8<T>) -> SIMD8<T>, _ one: (Int, T) -> T
    ) {
        if columns < 8 {
            for row in 0..<rows {
                let line = (x + row * step).assumingMemoryBound(to: T.self)
                for c in 0..<columns { sums[c] += one(c, line[c]) }
            }
            return
        }
        @inline(__always) func sum(_ c: Int) -> SIMD8<T> {
            UnsafeRawPointer(sums + c).loadUnaligned(as: SIMD8<T>.self)
        }
        @inline(__always) func term(_ row: Int, _ c: Int) -> SIMD8<T> {
            eight(c, (x + (row * step + c * MemoryLayout<T>.stride)).loadUnaligned(as: SIMD8<T>.self))
        }
        @inline(__always) func store(_ value: SIMD8<T>, _ c: Int) {
            UnsafeMutableRawPointer(sums + c).storeBytes(of: value, as: SIMD8<T>.self)
        }
        // The last vector may overlap its neighbour: both come to the same sums, each from what was there before.
        let last = columns - 8
        let end = sum(last)
        @inline(__always) func start(_ c: Int) -> SIMD8<T> { c >= last ? end : sum(c) }
        var c = 0
        while c < columns {
            let (c0, c1) = (min(c, last), min(c + 8, last))
            var (s0, s1) = (start(c0), start(c1))
            if c + 16 >= columns {
                for row in 0..<rows {
                    s0 += term(row, c0)
                    s1 += term(row, c1)
                }
            } else {
                let (c2, c3) = (min(c + 16, last), min(c + 24, last))
                var (s2, s3) = (start(c2), start(c3))
                for row in 0..<rows {
                    s0 += term(row, c0)
                    s1 += term(row, c1)
                    s2 += term(row, c2)
                    s3 += term(row, c3)
                }
                store(s2, c2)
                store(s3, c3)
                c += 16
            }
            store(s0, c0)
            store(s1, c1)
            c += 16
        }
    }
}
