import CProcessor
import Loops
import Synchronization
import Tensors
import Testing

/// Long work on several cores gives what short work gives, element by element.
@Suite struct PartsTests {
    private static let count = 200_003

    private func numbers(_ count: Int = PartsTests.count) throws -> [Double] {
        try RandomSource(legacySeed: 7).uniform([count]).elements(as: Double.self)
    }

    @Test func functionsOfElementsAreThoseOfEachElement() throws {
        let a = try numbers(), b = Array(a.reversed())
        let (x, y) = (try Tensor(a), try Tensor(b))
        #expect(try Ufunc.multiply(x, y).elements(as: Double.self) == zip(a, b).map { $0 * $1 })
        #expect(try Ufunc.squareRoot(x).elements(as: Double.self) == a.map { $0.squareRoot() })
        let less = try Ufunc.subtract(x, number: .float(2), dtype: .float64, numberFirst: true)
        #expect(try less.elements(as: Double.self) == a.map { 2 - $0 })
    }

    @Test func sumsAreThoseOfHalves() throws {
        let a = try numbers()
        /// Pairwise summation as NumPy writes it, slowly.
        func sum(_ part: ArraySlice<Double>) -> Double {
            let p = Array(part)
            if p.count < 8 { return p.reduce(-0.0, +) }
            if p.count <= 128 {
                var r = Array(p[0..<8])
                for i in stride(from: 8, to: p.count - p.count % 8, by: 8) { for k in 0..<8 { r[k] += p[i + k] } }
                let eight = ((r[0] + r[1]) + (r[2] + r[3])) + ((r[4] + r[5]) + (r[6] + r[7]))
                return p[(p.count - p.count % 8)...].reduce(eight, +)
            }
            var half = p.count / 2
            half -= half % 8
            return sum(part.prefix(half)) + sum(part.dropFirst(half))
        }
        #expect(try Ufunc.add.reduce(Tensor(a)).item() == .float(sum(a[...])))
    }

    @Test func rowsAreTakenByPlace() throws {
        let a = try numbers()
        let places = (0..<PartsTests.count).map { Int64($0 * 7919 % PartsTests.count) }
        let taken = try Tensor(a)[[.places(Tensor(places))]]
        #expect(try taken.elements(as: Double.self) == places.map { a[Int($0)] })
        let table = try Tensor(a.dropLast(3).map { Float($0) }, shape: [1000, 200])
        let rows = try table[[.places(Tensor([Int64(-1), 5, 5]))]]
        #expect(rows.shape == [3, 200])
        #expect(try rows.elements(as: Float.self)[200] == Float(a[1000]))
        #expect(throws: TensorError.self) { try Tensor(a)[[.places(Tensor([Int64(0), Int64(PartsTests.count)]))]] }
    }

    @Test(arguments: [(8, 8), (33, 70), (701, 503), (3, 1000)]) func transposedCopiesHoldEveryElement(
        _ rows: Int, _ columns: Int
    ) throws {
        let numbers = try Tensor(numbers(rows * columns).map { $0 * 250 }, shape: [rows, columns])
        for type in [DType.uint8, .int16, .float32, .float64] {
            let table = try numbers.asType(type)
            let copy = try table.transposed().copy()
            #expect(copy.isContiguous && copy.shape == [columns, rows])
            for row in stride(from: 0, to: rows, by: 3) {
                for column in stride(from: 0, to: columns, by: 7) {
                    #expect(copy.scalar(at: [column, row]) == table.scalar(at: [row, column]))
                }
            }
        }
    }

    @Test func mishapsOnOtherCoresAreToldHere() throws {
        var large = try numbers()
        processor_clear_float_flags()
        _ = try Ufunc.multiply(Tensor(large), number: .float(2), dtype: .float64)
        #expect(processor_float_flags() & 8 == 0)
        large[large.count - 1] = 1e308
        _ = try Ufunc.multiply(Tensor(large), number: .float(10), dtype: .float64)
        #expect(processor_float_flags() & 8 == 8)
    }

    @Test func smallNumbersAreTreatedAsTheCallerTreatsThem() throws {
        // Half of it is too small to be normal.
        let least = Double.leastNormalMagnitude
        let tiny = try Tensor([Double](repeating: least, count: PartsTests.count))
        let half = try Ufunc.multiply(tiny, number: .float(0.5), dtype: .float64)
        #expect(try half.elements(as: Double.self).allSatisfy { $0 > 0 && $0 + $0 == least })
        // In a training's callbacks they are 0 in every part.
        let mode = Workers.flushSmallNumbers()
        let flushed = try Ufunc.multiply(tiny, number: .float(0.5), dtype: .float64)
        Workers.restore(mode)
        #expect(try flushed.elements(as: Double.self).allSatisfy { $0 == 0 })
    }

    /// New results are given up when someone asks to stop; what a program already holds is never left half written.
    @Test func longFunctionsStopWhenAsked() throws {
        let (rows, columns) = (2100, 2000)
        let table = try Tensor(numbers(rows * columns), shape: [rows, columns])
        let row = try Tensor(numbers(columns))
        let isAsked = Atomic(false), looks = Atomic(0)
        let cancellation = Cancellation(
            isRaised: {
                looks.wrappingAdd(1, ordering: .relaxed)
                return isAsked.load(ordering: .relaxed)
            }, error: { TensorError(.cancelled, "stop") })
        let plain = try Ufunc.add(table, row).elements(as: Double.self)
        Cancellation.ofThread = cancellation
        defer { Cancellation.ofThread = nil }
        #expect(try Ufunc.add(table, row).elements(as: Double.self) == plain)
        #expect(looks.load(ordering: .relaxed) > 4)
        isAsked.store(true, ordering: .relaxed)
        for work in [
            { try Ufunc.add(table, row) }, { try Ufunc.add(table, table) }, { try Ufunc.exponential(table) },
            { try Ufunc.add(table, number: .float(1), dtype: .float64) },
        ] as [() throws -> Tensor] {
            looks.store(0, ordering: .relaxed)
            #expect { try work() } throws: { ($0 as? TensorError)?.kind == .cancelled }
            #expect((1...16).contains(looks.load(ordering: .relaxed)))
        }
        let held = try table.copy()
        #expect(try Ufunc.add(held, row, out: held).elements(as: Double.self) == plain)
    }
}
