import Glibc

/// Copies with and without change of type.
extension Tensor {
    /// The same elements in row-major order; itself where they are so already.
    public func contiguous() throws(TensorError) -> Tensor {
        isContiguous ? self : try copy()
    }

    /// A copy of its own, row-major.
    public func copy() throws(TensorError) -> Tensor {
        let result =
            try count <= Tensor.few
            ? Tensor(uninitialized: Form.rowMajor(shape, count), dtype: dtype)
            : Tensor(uninitialized: shape, dtype: dtype)
        copyElements(into: result)
        return result
    }

    /// The elements converted to another type, as C converts; itself where the type is the same.
    public func asType(_ target: DType) throws(TensorError) -> Tensor {
        if target == dtype { return self }
        let result = try Tensor(uninitialized: shape, dtype: target)
        copyElements(into: result)
        return result
    }

    /// Writes the elements, converted, over those of a tensor of the same shape.
    func copyElements(into target: Tensor) {
        defer { withExtendedLifetime((self, target)) {} }
        let loop = Casts.loop(from: dtype, to: target.dtype)
        if isContiguous && target.isContiguous {
            if dtype == target.dtype {
                memcpy(target.start, start, byteCount)
            } else {
                loop(start, dtype.itemSize, target.start, target.dtype.itemSize, count)
            }
            return
        }
        if count <= Tensor.few {
            if dtype != target.dtype {
                return copyFew(into: target, 0, start, target.start) { (from, fromStep, to, toStep, count) in
                    loop(from, fromStep, to, toStep, count)
                }
            }
            switch dtype.itemSize {
            case 1: return copyFew(UInt8.self, into: target)
            case 2: return copyFew(UInt16.self, into: target)
            case 4: return copyFew(UInt32.self, into: target)
            default: return copyFew(UInt64.self, into: target)
            }
        }
        let walk = Walk(shape: shape, strides: [byteStrides, target.byteStrides])
        if dtype == target.dtype, Transposing.copy(walk, dtype.itemSize, from: start, to: target.start) { return }
        let inner = walk.innerCount
        let from = walk.strides[0][walk.shape.count - 1]
        let to = walk.strides[1][walk.shape.count - 1]
        let (source, destination) = (start, target.start)
        walk.forEachRun { offsets in loop(source + offsets[0], from, destination + offsets[1], to, inner) }
    }

    /// Elements up to which a plan of runs costs more than the copy.
    private static let few = 2048

    /// Copies few elements of one size.
    @inline(__always)
    private func copyFew<T>(_ type: T.Type, into target: Tensor) {
        Tensor.copyAxis(
            form, target.form, 0, start.assumingMemoryBound(to: T.self), target.start.assumingMemoryBound(to: T.self))
    }

    /// Copies the elements of all axes from `axis` on.
    private static func copyAxis<T>(
        _ form: Form, _ target: Form, _ axis: Int, _ from: UnsafePointer<T>, _ to: UnsafeMutablePointer<T>
    ) {
        if axis == form.shape.count {
            to.pointee = from.pointee
            return
        }
        let (step, targetStep, count) = (form.strides[axis], target.strides[axis], form.shape[axis])
        if axis < form.shape.count - 1 {
            for i in 0..<count { copyAxis(form, target, axis + 1, from + i * step, to + i * targetStep) }
        } else if targetStep == 1 {
            for i in 0..<count { to[i] = from[i &* step] }
        } else {
            for i in 0..<count { to[i &* targetStep] = from[i &* step] }
        }
    }

    /// Copies axis by axis, without a plan: from `axis` on, whose first elements lie at the addresses.
    /// - Parameter run: copies a run: address and stride in bytes of both sides, number of elements.
    private func copyFew(
        into target: Tensor, _ axis: Int, _ from: UnsafeRawPointer, _ to: UnsafeMutableRawPointer,
        _ run: (UnsafeRawPointer, Int, UnsafeMutableRawPointer, Int, Int) -> Void
    ) {
        if axis == rank { return run(from, 0, to, 0, 1) }
        let (step, targetStep) = (strides[axis] * dtype.itemSize, target.strides[axis] * target.dtype.itemSize)
        if axis == rank - 1 { return run(from, step, to, targetStep, shape[axis]) }
        for i in 0..<shape[axis] {
            copyFew(into: target, axis + 1, from + i * step, to + i * targetStep, run)
        }
    }

    /// Writes `source`, broadcast to this shape and converted, over the elements; views of the storage see it.
    /// - Throws: `value` where the shapes do not fit.
    public func assign(_ source: Tensor) throws(TensorError) {
        Work.add(count)
        var source = source
        while source.rank > rank && source.shape[0] == 1 { source = source.droppingFirstAxis() }
        guard let broadcast = source.broadcast(to: shape) else {
            throw TensorError(
                .value,
                "could not broadcast input array from shape \(TensorError.tightText(of: source.shape)) into shape \(TensorError.tightText(of: shape))"
            )
        }
        // Overlapping views of one storage: through a copy, as if all were read before any is written.
        let safe =
            source.storage === storage && !(source.offset == offset && source.strides == strides)
            ? try broadcast.copy() : broadcast
        safe.copyElements(into: self)
    }

    /// Writes one number over all elements.
    public func fill(_ scalar: Scalar) throws(TensorError) {
        guard isContiguous, count > 0 else { return try assign(Tensor(scalar, dtype: dtype)) }
        Work.add(count)
        defer { withExtendedLifetime(self) {} }
        scalar.store(start, dtype)
        @inline(__always) func spread<T>(_ type: T.Type) {
            let to = start.assumingMemoryBound(to: T.self)
            (to + 1).update(repeating: to.pointee, count: count - 1)
        }
        switch dtype.itemSize {
        case 1: spread(UInt8.self)
        case 2: spread(UInt16.self)
        case 4: spread(UInt32.self)
        default: spread(UInt64.self)
        }
    }

    private func droppingFirstAxis() -> Tensor {
        Tensor(
            storage: storage, dtype: dtype, shape: Array(shape.dropFirst()), strides: Array(strides.dropFirst()),
            offset: offset)
    }
}

/// The loops that convert runs of elements: one for each pair of types.
enum Casts {
    /// source, its stride in bytes, destination, its stride in bytes, number of elements
    typealias Loop = @Sendable (UnsafeRawPointer, Int, UnsafeMutableRawPointer, Int, Int) -> Void

    static func loop(from: DType, to: DType) -> Loop { table[Int(from.rawValue)][Int(to.rawValue)] }

    private static let table: [[Loop]] = DType.allCases.map { from in DType.allCases.map { to in make(from, to) } }

    private static func make(_ from: DType, _ to: DType) -> Loop {
        if from == to {
            switch from.itemSize {
            case 1: return { move(UInt8.self, $0, $1, $2, $3, $4) }
            case 2: return { move(UInt16.self, $0, $1, $2, $3, $4) }
            case 4: return { move(UInt32.self, $0, $1, $2, $3, $4) }
            default: return { move(UInt64.self, $0, $1, $2, $3, $4) }
            }
        }
        return from.visit(From(to: to))
    }

    private struct From: ElementVisitor {
        let to: DType
        func visit<T: Element>(_ type: T.Type) -> Loop { to.visit(To<T>()) }
    }

    private struct To<S: Element>: ElementVisitor {
        func visit<T: Element>(_ type: T.Type) -> Loop {
            if T.dtype == .float32 {
                return { (source, step, target, targetStep, count) in
                    convert(source, step, target, targetStep, count) { (value: S) -> Float in value.asFloat }
                }
            }
            if T.dtype == .float64 {
                return { (source, step, target, targetStep, count) in
                    convert(source, step, target, targetStep, count) { (value: S) -> Double in value.asDouble }
                }
            }
            if T.dtype == .uint32, S.dtype == .float32 || S.dtype == .float64 {
                return { (source, step, target, targetStep, count) in
                    let isDense = step == MemoryLayout<S>.stride && targetStep == MemoryLayout<T>.stride
                    let fours = isDense ? count & ~3 : 0
                    convert(source, step, target, targetStep, fours) { (value: S) -> UInt32 in
                        UInt32(inFours: value.asDouble)
                    }
                    convert(source + fours * step, step, target + fours * targetStep, targetStep, count - fours) {
                        (value: S) -> T in T(casting: value.asDouble)
                    }
                }
            }
            switch S.dtype {
            case .float16, .float32:
                return { (source, step, target, targetStep, count) in
                    convert(source, step, target, targetStep, count) { (value: S) -> T in T(casting: value.asFloat) }
                }
            case .float64:
                return { (source, step, target, targetStep, count) in
                    convert(source, step, target, targetStep, count) { (value: S) -> T in T(casting: value.asDouble) }
                }
            case .uint64:
                return { (source, step, target, targetStep, count) in
                    convert(source, step, target, targetStep, count) { (value: UInt64) -> T in T(casting: value) }
                }
            default:
                return { (source, step, target, targetStep, count) in
                    convert(source, step, target, targetStep, count) { (value: S) -> T in T(casting: value.asInt64) }
                }
            }
        }
    }

    @inline(__always)
    private static func convert<S, T>(
        _ source: UnsafeRawPointer, _ step: Int, _ target: UnsafeMutableRawPointer, _ targetStep: Int, _ count: Int,
        _ body: (S) -> T
    ) {
        if step == MemoryLayout<S>.stride && targetStep == MemoryLayout<T>.stride {
            let from = source.assumingMemoryBound(to: S.self)
            let to = target.assumingMemoryBound(to: T.self)
            for i in 0..<count { to[i] = body(from[i]) }
            return
        }
        var (from, to) = (source, target)
        for _ in 0..<count {
            to.assumingMemoryBound(to: T.self).pointee = body(from.assumingMemoryBound(to: S.self).pointee)
            from += step
            to += targetStep
        }
    }

    @inline(__always)
    private static func move<T>(
        _ type: T.Type, _ source: UnsafeRawPointer, _ step: Int, _ target: UnsafeMutableRawPointer, _ targetStep: Int,
        _ count: Int
    ) {
        let size = MemoryLayout<T>.stride
        if step == size && targetStep == size {
            memcpy(target, source, count * size)
            return
        }
        convert(source, step, target, targetStep, count) { (value: T) -> T in value }
    }
}

extension Tensor {
    /// Writes numbers one after the other into a contiguous tensor.
    public func write(_ numbers: [Scalar]) {
        precondition(isContiguous && numbers.count == count, "\(numbers.count) numbers for \(count) elements")
        defer { withExtendedLifetime(self) {} }
        var place = start
        for number in numbers {
            number.store(place, dtype)
            place += dtype.itemSize
        }
    }
}
