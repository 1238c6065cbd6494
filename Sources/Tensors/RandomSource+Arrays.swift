import Glibc

/// Arrays of random numbers, permutations and choices.
extension RandomSource {
    /// Numbers drawn one after the other.
    public func fill(_ shape: [Int], dtype: DType = .float64, _ draw: () -> Double) throws(TensorError) -> Tensor {
        let result = try Tensor(uninitialized: shape, dtype: .float64)
        result.withUnsafeMutableElements(of: Double.self) { buffer in
            for i in buffer.indices { buffer[i] = draw() }
        }
        return try result.asType(dtype)
    }

    /// Integers drawn one after the other.
    public func fill<T: Element>(_ shape: [Int], of type: T.Type, _ draw: () -> T) throws(TensorError) -> Tensor {
        let result = try Tensor(uninitialized: shape, dtype: T.dtype)
        result.withUnsafeMutableElements(of: T.self) { buffer in
            for i in buffer.indices { buffer[i] = draw() }
        }
        return result
    }

    /// In [0, 1); float32 has a draw of its own.
    public func uniform(_ shape: [Int], dtype: DType = .float64) throws(TensorError) -> Tensor {
        if dtype == .float32 && kind == .generator { return try fillSingles(shape) { $0.single() } }
        let result = try Tensor(uninitialized: shape, dtype: .float64)
        result.withUnsafeMutableElements(of: Double.self) { buffer in
            if kind == .generator {
                var bits = pcg
                for i in buffer.indices { buffer[i] = bits.nextDouble() }
                pcg = bits
            } else {
                var bits = twister
                for i in buffer.indices { buffer[i] = bits.nextDouble() }
                twister = bits
            }
        }
        return try result.asType(dtype)
    }

    /// Standard normal numbers; float32 has a draw of its own.
    public func normal(_ shape: [Int], dtype: DType = .float64) throws(TensorError) -> Tensor {
        if dtype == .float32 && kind == .generator { return try fillSingles(shape) { $0.singleNormal() } }
        let result = try Tensor(uninitialized: shape, dtype: .float64)
        result.withUnsafeMutableElements(of: Double.self) { buffer in
            if kind == .generator {
                var bits = pcg
                Ziggurat.fillNormal(buffer, &bits)
                pcg = bits
            } else {
                fillPolar(buffer)
            }
        }
        return try result.asType(dtype)
    }

    /// Legacy normal numbers in pairs, with the twister's state at hand.
    private func fillPolar(_ buffer: UnsafeMutableBufferPointer<Double>) {
        var bits = twister
        var spare = savedGauss
        for i in buffer.indices {
            if let kept = spare {
                buffer[i] = kept
                spare = nil
                continue
            }
            var (x1, x2, r2) = (0.0, 0.0, 0.0)
            repeat {
                x1 = 2 * bits.nextDouble() - 1
                x2 = 2 * bits.nextDouble() - 1
                r2 = x1 * x1 + x2 * x2
            } while r2 >= 1 || r2 == 0
            let factor = sqrt(-2 * log(r2) / r2)
            spare = factor * x1
            buffer[i] = factor * x2
        }
        twister = bits
        savedGauss = spare
    }

    /// Standard exponential numbers.
    /// - byInversion: as minus a logarithm, not by ziggurat.
    public func exponential(_ shape: [Int], dtype: DType = .float64, byInversion: Bool = false) throws(TensorError)
        -> Tensor
    {
        if dtype == .float32 && kind == .generator {
            return try fillSingles(shape) { byInversion ? -log1pf(-$0.single()) : $0.singleExponential() }
        }
        return try fill(shape, dtype: dtype) { byInversion ? -log1p(-double()) : exponential() }
    }

    /// Numbers of single precision drawn one after the other.
    public func fillSingles(_ shape: [Int], _ draw: (RandomSource) -> Float) throws(TensorError) -> Tensor {
        let result = try Tensor(uninitialized: shape, dtype: .float32)
        result.withUnsafeMutableElements(of: Float.self) { buffer in
            for i in buffer.indices { buffer[i] = draw(self) }
        }
        return result
    }

    /// 0, 1, … in random order.
    public func permutation(_ count: Int) throws(TensorError) -> Tensor {
        let result = try Tensor(uninitialized: [count], dtype: .int64)
        result.withUnsafeMutableElements(of: Int64.self) { buffer in
            for i in buffer.indices { buffer[i] = Int64(i) }
            shuffle(count: buffer.count) { (i, j) in buffer.swapAt(i, j) }
        }
        return result
    }

    /// A copy with the elements in random order: all of them, or each line along an axis by itself.
    public func permuted(_ x: Tensor, axis: Int?) throws(TensorError) -> Tensor {
        guard let axis else {
            let order = try permutation(x.count)
            return try x.flattened().take(order, axis: 0).reshaped(x.shape)
        }
        let place = try x.checkedAxis(axis)
        let length = x.shape[place]
        let lines = try x.movingAxes([place], to: [x.rank - 1]).copy()
        let count = length == 0 ? 0 : lines.count / length
        let flat = try lines.reshaped([count, length])
        for row in 0..<count {
            let line = try flat.slice(axis: 0, start: row, count: 1).reshaped([length])
            try line.assign(line.take(permutation(length), axis: 0))
        }
        return try flat.reshaped(lines.shape).movingAxes([x.rank - 1], to: [place]).copy()
    }

    /// Exchanges places from the last down to `first`.
    private func shuffle(_ buffer: UnsafeMutableBufferPointer<Int64>, down first: Int) {
        var i = buffer.count - 1
        while i >= first {
            buffer.swapAt(i, interval(i))
            i -= 1
        }
    }

    /// Exchanges, from the last place down to the second, with a random one before: `swap` does it.
    public func shuffle<E: Error>(count: Int, _ swap: (Int, Int) throws(E) -> Void) throws(E) {
        Work.add(count)
        var i = count - 1
        while i >= 1 {
            try swap(i, maskedInterval(i))
            i -= 1
        }
    }

    /// Places among `count` things.
    /// - weights: how probable each is; they must add up to 1.
    public func choice(
        _ count: Int, shape: [Int], replacing: Bool, weights: Tensor?, shuffled: Bool = true
    ) throws(TensorError) -> Tensor {
        let size = try Tensor.checkedCount(shape, .int64)
        if count == 0 && size > 0 { throw TensorError(.value, "a must be greater than 0 unless no samples are taken") }
        if let weights { return try weighted(count, size, shape, replacing, weights) }
        if replacing {
            return count == 0
                ? try Tensor(shape: shape, dtype: .int64) : try integers(low: 0, high: count, shape: shape)
        }
        if size > count {
            throw TensorError(
                .value,
                kind == .legacy
                    ? "Cannot take a larger sample than population when 'replace=False'"
                    : "Cannot take a larger sample than population when replace is False")
        }
        if kind == .legacy {
            return try permutation(count).slice(axis: 0, start: 0, count: size).copy().reshaped(shape)
        }
        return try distinct(count, size, shuffled).reshaped(shape)
    }

    /// Distinct places: the tail of a shuffle for many, Floyd's method for few.
    private func distinct(_ count: Int, _ size: Int, _ shuffled: Bool) throws(TensorError) -> Tensor {
        let cutoff = shuffled ? 50 : 20
        if count > 10_000 && size > count / cutoff {
            let all = try Tensor((0..<count).map { Int64($0) })
            all.withUnsafeMutableElements(of: Int64.self) { shuffle($0, down: max(count - size, 1)) }
            return try all.slice(axis: 0, start: count - size, count: size).copy()
        }
        var seen = Set<Int>()
        let result = try Tensor(shape: [size], dtype: .int64)
        result.withUnsafeMutableElements(of: Int64.self) { buffer in
            for j in count - size..<count {
                let value = interval(j)
                let new = seen.contains(value) ? j : value
                seen.insert(new)
                buffer[j - (count - size)] = Int64(new)
            }
            if shuffled { shuffle(buffer, down: 1) }
        }
        return result
    }

    private func weighted(
        _ count: Int, _ size: Int, _ shape: [Int], _ replacing: Bool, _ weights: Tensor
    ) throws(TensorError) -> Tensor {
        guard weights.rank == 1 else {
            throw TensorError(.value, kind == .legacy ? "'p' must be 1-dimensional" : "p must be 1-dimensional")
        }
        guard weights.count == count else {
            throw TensorError(
                .value, kind == .legacy ? "'a' and 'p' must have same size" : "a and p must have same size")
        }
        var p = try weights.elements(as: Double.self)
        if p.contains(where: { $0 < 0 }) {
            throw TensorError(
                .value, kind == .legacy ? "probabilities are not non-negative" : "Probabilities are not non-negative")
        }
        if abs(p.reduce(0, +) - 1) > 1.5e-8 {
            throw TensorError(
                .value,
                kind == .legacy
                    ? "probabilities do not sum to 1"
                    : "Probabilities do not sum to 1. See Notes section of docstring for more information.")
        }
        if replacing {
            let draws = try uniform(shape)
            return try cumulated(p).searchSorted(draws, right: true)
        }
        if size > count {
            throw TensorError(.value, "Cannot take a larger sample than population when 'replace=False'")
        }
        if p.filter({ $0 > 0 }).count < size {
            throw TensorError(.value, "Fewer non-zero entries in p than size")
        }
        var found: [Int64] = []
        while found.count < size {
            let draws = try uniform([size - found.count])
            for place in found { p[Int(place)] = 0 }
            let new = try cumulated(p).searchSorted(draws, right: true).elements(as: Int64.self)
            var seen = Set<Int64>()
            for place in new where seen.insert(place).inserted { found.append(place) }
        }
        return try Tensor(found).reshaped(shape)
    }

    private func cumulated(_ p: [Double]) throws(TensorError) -> Tensor {
        var sum = 0.0
        var sums = p.map { value in
            sum += value
            return sum
        }
        let total = sum
        for i in sums.indices { sums[i] /= total }
        return try Tensor(sums)
    }
}
