import Loops

/// Means, variances, extremes' places: reductions that are more than one function between elements.
extension Tensor {
    /// Sum along axes; small integers widen to 64 bits.
    public func sum(axes: [Int]? = nil, keepingDimensions: Bool = false, dtype: DType? = nil) throws(TensorError)
        -> Tensor
    {
        try Ufunc.add.reduce(self, axes: axes, keepingDimensions: keepingDimensions, dtype: dtype)
    }

    /// Number of elements along axes.
    public func extent(_ axes: [Int]?) throws(TensorError) -> Int {
        guard let axes else { return count }
        if axes.count == 1 { return shape[try checkedAxis(axes[0])] }
        return try checkedAxes(axes).reduce(1) { $0 * shape[$1] }
    }

    /// Arithmetic mean along axes; integers are averaged in float64, float16 in float32.
    public func mean(axes: [Int]? = nil, keepingDimensions: Bool = false, dtype: DType? = nil) throws(TensorError)
        -> Tensor
    {
        let isHalf = self.dtype == .float16 && dtype == nil
        let type = isHalf ? .float32 : dtype ?? (self.dtype.isFloat ? self.dtype : .float64)
        let total: Tensor
        if self.dtype.isFloat || self.dtype.itemSize == 8 || dtype != nil {
            total = try sum(axes: axes, keepingDimensions: keepingDimensions, dtype: type)
        } else {
            // The sum of small integers is exact in either type, and needs no converted copy.
            total = try sum(axes: axes, keepingDimensions: keepingDimensions).asType(type)
        }
        let count = Double(try extent(axes))
        if type.isFloat, total.isContiguous, !total.sharesStorage(with: self) {
            try Ufunc.divide.overwrite(total, number: .float(count))
            return isHalf ? try total.asType(.float16) : total
        }
        let mean = try Ufunc.divide(total, Tensor(.float(count), dtype: type.isFloat ? type : .int64))
        return isHalf ? try mean.asType(.float16) : mean
    }

    /// Variance along axes: mean squared distance from the mean, with `count - ddof` as divisor.
    public func variance(
        axes: [Int]? = nil, keepingDimensions: Bool = false, ddof: Double = 0, dtype: DType? = nil
    ) throws(TensorError) -> Tensor {
        let isHalf = self.dtype == .float16 && dtype == nil
        let type = isHalf ? .float32 : dtype ?? (self.dtype.isFloat ? self.dtype : .float64)
        let operand = try asType(type)
        let center = try operand.mean(axes: axes, keepingDimensions: true)
        let total: Tensor
        if let sums = try operand.squaresDownColumns(axes, center) {
            total = keepingDimensions ? sums : try sums.reshaped(Array(sums.shape.dropFirst()))
        } else {
            let distance = try Ufunc.subtract(operand, center)
            let squares = try Ufunc.multiply(
                distance, distance, out: distance.sharesStorage(with: self) ? nil : distance)
            total = try squares.sum(axes: axes, keepingDimensions: keepingDimensions)
        }
        let count = max(Double(try extent(axes)) - ddof, 0)
        if type.isFloat, total.isContiguous, !total.sharesStorage(with: operand) {
            try Ufunc.divide.overwrite(total, number: .float(count))
            return isHalf ? try total.asType(.float16) : total
        }
        let result = try Ufunc.divide(total, Tensor(.float(count), dtype: type))
        return isHalf ? try result.asType(.float16) : result
    }

    /// Sums of squared distances along the first axis, which stays with length 1, in one pass; `nil` for other axes and
    /// tensors that the loop for it does not take.
    private func squaresDownColumns(_ axes: [Int]?, _ center: Tensor) throws(TensorError) -> Tensor? {
        guard rank > 1, let axes, axes == [0] || axes == [-rank], count > 0, isContiguous, center.isContiguous,
            let element = dtype.arrayElement, dtype.isFloat
        else { return nil }
        Work.add(count)
        let sums = try Tensor(uninitialized: center.shape, dtype: dtype)
        try sums.fill(.float(-0.0))
        defer { withExtendedLifetime((self, center, sums)) {} }
        let columns = count / shape[0]
        guard
            Loops.best.arrays.sumSquares(
                element, start, columns * dtype.itemSize, shape[0], columns, center.start, sums.start)
        else { return nil }
        return sums
    }

    /// Standard deviation along axes.
    public func standardDeviation(
        axes: [Int]? = nil, keepingDimensions: Bool = false, ddof: Double = 0, dtype: DType? = nil
    ) throws(TensorError) -> Tensor {
        let variance = try variance(axes: axes, keepingDimensions: keepingDimensions, ddof: ddof, dtype: dtype)
        if variance.dtype.isFloat, variance.isContiguous { return try Ufunc.squareRoot(variance, out: variance) }
        return try Ufunc.squareRoot(variance)
    }

    /// The place of the greatest (or least) element along an axis, the first of equals; NaN is found first. Without an axis, in row-major order.
    public func argExtreme(greatest: Bool, axis: Int? = nil, keepingDimensions: Bool = false) throws(TensorError)
        -> Tensor
    {
        guard let axis else {
            let flat = try flattened()
            let result = try flat.argExtreme(greatest: greatest, axis: 0)
            return keepingDimensions ? try result.reshaped([Int](repeating: 1, count: rank)) : result
        }
        let place = try checkedAxis(axis)
        if shape[place] == 0 {
            throw TensorError(.value, "attempt to get \(greatest ? "argmax" : "argmin") of an empty sequence")
        }
        Work.add(count)
        let lanes = try (place == rank - 1 ? self : movingAxes([place], to: [rank - 1])).contiguous()
        let result = try Tensor(uninitialized: form.without(place, keepingDimensions: false), dtype: .int64)
        if !lanes.findExtremes(shape[place], greatest: greatest, into: result) {
            dtype.visit(ArgExtreme(lanes: lanes, length: shape[place], greatest: greatest, result: result))
        }
        return keepingDimensions ? try result.expandingDimensions([place]) : result
    }

    /// The places in the rows of a contiguous tensor by the loop for it; false where there is none for the type.
    private func findExtremes(_ length: Int, greatest: Bool, into result: Tensor) -> Bool {
        guard let element = dtype.arrayElement, length > 0 else { return false }
        defer { withExtendedLifetime((self, result)) {} }
        let (source, size, find) = (start, length * dtype.itemSize, Loops.best.arrays.extremes)
        let places = result.start.assumingMemoryBound(to: Int64.self)
        if !find(element, source, 0, length, greatest, places) { return false }
        Parts.forEach(of: result.count, weight: length) { rows in
            let first = rows.lowerBound
            _ = find(element, source + first * size, rows.count, length, greatest, places + first)
        }
        return true
    }

    private struct ArgExtreme: ElementVisitor {
        let lanes: Tensor
        let length: Int
        let greatest: Bool
        let result: Tensor

        func visit<T: Element>(_ type: T.Type) {
            defer { withExtendedLifetime((lanes, result)) {} }
            let source = lanes.start.assumingMemoryBound(to: T.self)
            let places = result.start.assumingMemoryBound(to: Int64.self)
            for lane in 0..<result.count {
                let row = source + lane * length
                // NaN is ordered above all numbers: it beats them for the greatest, and must for the least.
                let best =
                    greatest
                    ? place(row) { T.ordered($0, $1) } : place(row) { $1.isNotNumber || T.ordered($1, $0) }
                places[lane] = Int64(best)
            }
        }

        /// The place of the first element that no later one beats; nothing beats NaN.
        @inline(__always)
        private func place<T: Element>(_ row: UnsafePointer<T>, _ isBeaten: (T, T) -> Bool) -> Int {
            var (best, old) = (0, row[0])
            for i in 1..<max(length, 1) where isBeaten(old, row[i]) {
                (best, old) = (i, row[i])
                if old.isNotNumber { break }
            }
            return best
        }
    }
}

extension Tensor {
    /// The mean of all elements of a contiguous float64 tensor that has some: the short way of Python loops.
    public var meanOfAll: Double {
        precondition(isContiguous && dtype == .float64 && count > 0, "the short way wants contiguous float64")
        defer { withExtendedLifetime(self) {} }
        let sum: Double = Folds.pairwiseSum(start, 8, count)
        return (sum + 0) / Double(count)
    }
}
