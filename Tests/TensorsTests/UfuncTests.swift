import Tensors
import Testing

/// Loops over contiguous, strided and broadcast operands against one element at a time.
@Suite struct UfuncTests {
    static let layouts: [String: @Sendable (Tensor) throws(TensorError) -> Tensor] = [
        "contiguous": { (x) throws(TensorError) in x },
        "transposed": { (x) throws(TensorError) in try x.transposed().copy().transposed() },
        "reversed": { (x) throws(TensorError) in try x.flipped().copy().flipped() },
        "spread": { (x) throws(TensorError) in
            try x.repeated([2], axis: 1).slice(axis: 1, start: 0, count: x.shape[1], step: 2)
        },
    ]

    @Test(arguments: Ufunc.table.map(\.name)) func theLayoutOfOperandsDoesNotChangeTheResult(_ name: String) throws {
        let ufunc = Ufunc.row(named: name)
        for dtype in DType.allCases {
            let numbers = [1.0, 2, 3, 1, 2, 1, 5, 3, 2, 1, 4, 2]
            let a = try Tensor(numbers, shape: [3, 4]).asType(dtype)
            let b = try Tensor(numbers.reversed(), shape: [3, 4]).asType(dtype)
            guard (try? ufunc.resultType(dtype)) != nil else { continue }
            let isBinary = ufunc.operandCount == 2
            func apply(_ x: Tensor, _ y: Tensor) throws(TensorError) -> [String] {
                let result = try isBinary ? ufunc(x, y) : ufunc(x)
                return try result.scalars().map { $0.text(result.dtype) }
            }
            let expected = try apply(a, b)
            for layout in UfuncTests.layouts.values {
                #expect(try apply(layout(a), b) == expected)
                #expect(try apply(a, layout(b)) == expected)
            }
        }
    }

    @Test func additionsInAReductionGoInPairsAsNumPys() throws {
        let x = try Tensor([Double](repeating: 0.1, count: 1000))
        #expect(try x.sum().item() == .float(100.00000000000001))
        let single = try Tensor([Float](repeating: 0.1, count: 1000))
        #expect(try single.sum().item() == .float(Double(Float(100.000015))))
    }

    @Test(arguments: [0, 1, 7, 8, 9, 127, 128, 129, 1000]) func sumsOfIntegersAreExactForEveryLength(_ count: Int)
        throws
    {
        let x = try Tensor((0..<count).map { Int64($0) })
        #expect(try x.sum().item() == .int(Int64(count * (count - 1) / 2)))
        #expect(try x.asType(.float64).sum().item() == .float(Double(count * (count - 1) / 2)))
    }

    @Test func reductionsOverAxesAgreeWithReductionsOfSlices() throws {
        let x = try Tensor((0..<60).map { Double($0) }, shape: [3, 4, 5])
        for axis in 0..<3 {
            let sums = try x.sum(axes: [axis])
            var total = x.slice(axis: axis, start: 0, count: 1)
            for i in 1..<x.shape[axis] { total = try Ufunc.add(total, x.slice(axis: axis, start: i, count: 1)) }
            #expect(try sums.elements(as: Double.self) == total.elements(as: Double.self))
        }
    }

    @Test func matrixProductsAgreeWithSumsOfProducts() throws {
        for (rows, inner, columns) in [(1, 1, 1), (2, 3, 4), (5, 70, 3), (3, 0, 2), (65, 65, 65)] {
            let a = try Tensor((0..<rows * inner).map { Double($0 % 7) - 3 }, shape: [rows, inner])
            let b = try Tensor((0..<inner * columns).map { Double($0 % 5) - 2 }, shape: [inner, columns])
            let product = try Tensor.matrixProduct(a, b).elements(as: Double.self)
            let (x, y) = (try a.elements(as: Double.self), try b.elements(as: Double.self))
            for i in 0..<rows {
                for j in 0..<columns {
                    let sum = (0..<inner).reduce(0.0) { $0 + x[i * inner + $1] * y[$1 * columns + j] }
                    #expect(product[i * columns + j] == sum)
                }
            }
        }
    }
}
