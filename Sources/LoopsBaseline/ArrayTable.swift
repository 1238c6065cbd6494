import LoopTable

/// The loops over arrays, by name and type of elements.
enum ArrayTable {
    static var loops: ArrayLoops {
        var unary: [ArrayLoops.Key: ArrayLoops.Unary] = [:]
        var binary: [ArrayLoops.Key: ArrayLoops.Binary] = [:]
        for (element, rows) in [
            (ArrayElement.float64, FloatLoops.doubles), (.float32, FloatLoops.singles), (.int64, IntegerLoops.long),
            (.int32, IntegerLoops.short), (.uint8, IntegerLoops.bytes), (.bool, TruthLoops.all),
        ] {
            for (name, loop) in rows.unary { unary[ArrayLoops.Key(name, element)] = loop }
            for (name, loop) in rows.binary { binary[ArrayLoops.Key(name, element)] = loop }
        }
        return ArrayLoops(
            unary: unary, binary: binary, countTrue: TruthLoops.count, sort: Ordering.sort, order: Ordering.order,
            extremes: Extremes.places, sumColumns: Columns.sum, sumSquares: Columns.squares, pick: Picking.pick,
            areWithin: Picking.areWithin, sum: Sums.pairwise)
    }

    /// Loops of one type of elements, by name.
    typealias Rows = (unary: [(String, ArrayLoops.Unary)], binary: [(String, ArrayLoops.Binary)])
}
