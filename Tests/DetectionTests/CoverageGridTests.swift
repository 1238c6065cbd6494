import Detection
import Testing

/// Cases worked out by hand after the rules of NVIDIA's ground truth layer.
@Suite struct CoverageGridTests {
    private let grid = CoverageGrid(stride: 16, rows: 4, columns: 6, classes: 2)

    /// The numbers of every cell.
    private func truth(_ boxes: [Box], _ labels: [Int]) -> [[Float]] {
        let count = grid.rows * grid.columns * grid.depth
        let all = [Float](unsafeUninitializedCapacity: count) { target, filled in
            grid.write(boxes, labels: labels, to: UnsafeMutableBufferPointer(rebasing: target[0..<count]))
            filled = count
        }
        return stride(from: 0, to: count, by: grid.depth).map { Array(all[$0..<$0 + grid.depth]) }
    }

    private func covered(_ cells: [[Float]], _ label: Int) -> [Int] { cells.indices.filter { cells[$0][label] == 1 } }

    @Test func theCoveredPartIsBetweenTheMinimumAndTheBox() {
        // 0.4 of 80 is 32; 0.4 of 40 is 16, so 20; a box of 10 is covered as a whole.
        #expect(grid.covered(Box(0, 0, 80, 40)) == Box(24, 10, 56, 30))
        #expect(grid.covered(Box(0, 0, 10, 12)) == Box(0, 0, 10, 12))
    }

    @Test func cellsWithAnyOverlapAreCovered() {
        // Covered: 24..56 by 10..30, columns 1, 2 and 3 of rows 0 and 1.
        let cells = truth([Box(0, 0, 80, 40)], [1])
        #expect(covered(cells, 1) == [1, 2, 3, 7, 8, 9])
        #expect(covered(cells, 0).isEmpty)
    }

    @Test func offsetsAreFromTheCellsCorner() {
        let cell = truth([Box(0, 0, 80, 40)], [1])[8]
        // Column 2, row 1 begins at (32, 16); the covered part has 32 x 20 pixels, 2.5 cells.
        #expect(Array(cell[2..<6]) == [-32, -16, 48, 24])
        let norm = Float(256.0 / 640)
        #expect(Array(cell[6..<10]) == [norm / 80, norm / 40, norm / 80, norm / 40])
        #expect(cell[10] == 1)
    }

    @Test func aPartThatOnlyTouchesACellDoesNotCoverIt() {
        // Covered 32..64 by 16..36: columns 2 and 3, rows 1 and 2.
        #expect(covered(truth([Box(8, 6, 88, 46)], [0]), 0) == [8, 9, 14, 15])
        #expect(covered(truth([Box(16, 16, 32, 32)], [0]), 0) == [7])
    }

    @Test func theLaterObjectHasTheCell() {
        let cells = truth([Box(0, 0, 40, 40), Box(8, 0, 48, 40)], [0, 1])
        // Covered 10..30 and 18..38: columns 0 and 1, then 1 and 2.
        #expect(covered(cells, 0) == [0, 6])
        #expect(covered(cells, 1) == [1, 2, 7, 8])
    }

    @Test func boxesAreCutAtTheEdgeFirst() {
        // Cut to 0..20: covered as a whole, the middle at 10.
        #expect(covered(truth([Box(-60, 0, 20, 16)], [0]), 0) == [0, 1])
        #expect(covered(truth([Box(-60, 0, -1, 16)], [0]), 0).isEmpty)
    }

    @Test func unknownRegionsWeighNothingButObjectsInThemDo() {
        let cells = truth([Box(0, 0, 96, 64), Box(16, 16, 32, 32)], [-1, 0])
        #expect(cells.indices.filter { cells[$0][10] == 1 } == [7])
    }
}
