import Tensors
import Testing

/// Shapes, views, casts and the limits of memory.
@Suite struct TensorTests {
    @Test func countsBeyondMemoryAreRefused() throws {
        let largest = try Tensor(shape: [1], dtype: .int64), one = try Tensor(shape: [1], dtype: .int64)
        largest.start.assumingMemoryBound(to: Int64.self).pointee = .max
        #expect(throws: TensorError.self) { try largest.binCounts(weights: nil, least: 0) }
        #expect(throws: TensorError.self) { try one.binCounts(weights: nil, least: 1 << 60) }
        #expect(throws: TensorError.self) { try one.binCounts(weights: one, least: 1 << 60) }
        #expect(try one.binCounts(weights: nil, least: 3).elements(as: Int64.self) == [1, 0, 0])
    }

    @Test func slicesShareStorageAndWritesThroughThemAreSeen() throws {
        let x = try Tensor([1.0, 2, 3, 4], shape: [2, 2])
        let row = x[first: 1]
        try row.fill(.float(9))
        #expect(try x.elements(as: Double.self) == [1, 2, 9, 9])
        #expect(row.sharesStorage(with: x))
    }

    @Test func transposingMovesNothing() throws {
        let x = try Tensor([Int64(1), 2, 3, 4, 5, 6], shape: [2, 3])
        let t = try x.transposed()
        #expect(t.shape == [3, 2] && t.sharesStorage(with: x) && !t.isContiguous)
        #expect(try t.elements(as: Int.self) == [1, 4, 2, 5, 3, 6])
    }

    @Test func reshapingATransposedTensorCopies() throws {
        let t = try Tensor([Int64(1), 2, 3, 4], shape: [2, 2]).transposed()
        #expect(try t.reshaped([4]).elements(as: Int.self) == [1, 3, 2, 4])
    }

    @Test func broadcastingAlignsTrailingAxes() throws {
        #expect(try Tensor.broadcastShape([[2, 1, 3], [4, 1]]) == [2, 4, 3])
        #expect(throws: TensorError.self) { try Tensor.broadcastShape([[2], [3]]) }
    }

    @Test func moreMemoryThanTheMachineHasIsRefusedBeforeItIsAskedFor() {
        #expect(
            throws: TensorError(
                .memory,
                "Unable to allocate 6.94 EiB for an array with shape (1000000000, 1000000000) and data type float64")
        ) { try Tensor(shape: [1_000_000_000, 1_000_000_000], dtype: .float64) }
    }

    @Test func sizesThatOverflowAreRefused() {
        #expect(throws: TensorError.self) { try Tensor(shape: [.max, .max], dtype: .uint8) }
        #expect(throws: TensorError.self) { try Tensor(shape: [-1], dtype: .uint8) }
    }

    @Test(arguments: DType.allCases) func everyTypeIsCastToEveryOtherAndBack(_ from: DType) throws {
        let x = try Tensor([UInt8(0), 1, 1, 0]).asType(from)
        for to in DType.allCases {
            #expect(try x.asType(to).asType(from).elements(as: UInt8.self) == [0, 1, 1, 0])
        }
    }

    @Test func promotionIsSymmetricAndHoldsBothTypes() {
        for a in DType.allCases {
            for b in DType.allCases {
                let common = DType.promote(a, b)
                #expect(common == DType.promote(b, a))
                #expect(a.castsSafely(to: common) && b.castsSafely(to: common))
            }
        }
    }
}
