import Autograd
import Tensors
import Testing

@Test func severalResultsWithADyEachAddUp() throws {
    let x = try Variable(Tensor([1.0, 2, 3]))
    let (a, b) = (try x * x, try x.sum())
    let dx = try Variable.gradients(
        of: [x], from: [(a, Tensor([1.0, 10, 100])), (b, Tensor([5.0], shape: []))])[0]
    #expect(try dx.value.elements(as: Double.self) == [7, 45, 605])
}

@Test func aResultThatIsASourceHasItsOwnDy() throws {
    let x = try Variable(Tensor([2.0], shape: []))
    let found = try Variable.gradients(
        of: [x], from: [(x, Tensor([3.0], shape: [])), (x * x, Tensor([1.0], shape: []))])
    #expect(try found[0].value.item().double == 7)
}

@Test func sourcesThatNothingCameFromHaveNone() throws {
    let (x, other) = (try Variable(Tensor([1.0, 2])), try Variable(Tensor([1.0])))
    let one = try Tensor([1.0, 1])
    let found = try Variable.optionalGradients(of: [x, other], from: [(x.floor2() + x, one)])
    #expect(found[0] != nil && found[1] == nil)
    // A step function has no gradient at all, as GradientTape's None.
    let steps = try #require(Operation.named("floor"))
    #expect(try Variable.optionalGradients(of: [x], from: [(steps(x), one)])[0] == nil)
    #expect(try Variable.gradients(of: [x], from: [(steps(x), one)])[0].value.elements(as: Double.self) == [0, 0])
}

extension Variable {
    fileprivate func floor2() throws(TensorError) -> Variable { try self * self }
}

@Test func gradientsStopAtIntermediateSources() throws {
    let x = try Variable(Tensor([3.0], shape: []))
    let y = try x * x
    let z = try y * y
    let found = try z.gradients(of: [x, y])
    #expect(try found[0].value.item().double == 108)
    #expect(try found[1].value.item().double == 18)
}

@Test func aDyOfAnotherShapeIsAnError() throws {
    let x = try Variable(Tensor([1.0, 2]))
    #expect(throws: TensorError.self) { try Variable.gradients(of: [x], from: [(x * x, Tensor([1.0, 2, 3]))]) }
}

@Test func eachVariableHasAGradientOfItsOwnType() throws {
    let (a, b) = (try Variable(Tensor([Float(1), 2])), try Variable(Tensor([3.0, 4])))
    let product = try a * b
    #expect(product.value.dtype == .float64)
    let found = try product.gradients(of: [a, b])
    #expect(found[0].value.dtype == .float32 && found[1].value.dtype == .float64)
    #expect(try found[0].value.elements(as: Double.self) == [3, 4])
}

@Test func partsOfASequenceGiveTheirGradientsToTheWhole() throws {
    let x = try Variable(spread([3, 50, 2], -1...1, seed: 1))
    var sum = try Variable.constant(Tensor(shape: [3, 2], dtype: .float64))
    for part in try x.unstacked(1) { sum = try sum * 0.5 + part.squared() }
    let whole = try sum.sum()
    let plain = try whole.gradients(of: [x])[0]
    let kept = try whole.gradients(of: [x], keepsGraph: true)[0]
    #expect(try distance(plain.value, kept.value) < 1e-15)
    let expected = try CentralDifferences.gradients(at: [x.value]) { (moved) throws(TensorError) in
        var sum = try Variable.constant(Tensor(shape: [3, 2], dtype: .float64))
        for part in try Variable.constant(moved[0]).unstacked(1) { sum = try sum * 0.5 + part.squared() }
        return try sum.sum().value.item().double
    }
    #expect(try distance(plain.value, expected[0]) < 1e-8)
}

/// An operand that was computed from another must not count twice when the gradient is differentiated.
@Test func secondDerivativesOfASequenceWhoseOperandsDependOnEachOther() throws {
    let start = try spread([2, 3, 4], -1...1, seed: 1)
    func score(_ x: Variable) throws(TensorError) -> Variable {
        let kernel = try x.slice(axis: 0, start: 0, count: 1).reshaped([3, 4]).slice(axis: 0, start: 0, count: 1)
        let h0 = try x.sum([1, 2]).reshaped([2, 1])
        let all = try Operation.named("lstm")?.apply([x, kernel, h0, h0 * h0])
        guard let all else { throw TensorError(.value, "no lstm") }
        return try (all * all).sum().gradients(of: [x], keepsGraph: true)[0].squared().sum()
    }
    let x = try Variable(start)
    let found = try score(x).gradients(of: [x])[0]
    let expected = try CentralDifferences.gradients(at: [start]) { (moved) throws(TensorError) in
        try score(Variable(moved[0])).value.item().double
    }
    let size = try Ufunc.maximum.reduce(Ufunc.absolute(expected[0])).item().double
    #expect(try distance(found.value, expected[0]) < 1e-6 * max(1, size))
}

@Test(arguments: ["prod", "cumprod"])
func productsWithZerosHaveTheirGradients(_ name: String) throws {
    let operation = try #require(Operation.named(name))
    let start = try Tensor([0.0, 2, 3, 1.5, 0, 0.5, 2, 0, 0, 1, 2, 3], shape: [3, 4])
    func score(_ x: Variable) throws(TensorError) -> Variable {
        let y = try operation(x, parameters: .init(axes: [1]))
        return try (y * .constant(spreadWeights(y.shape)) + y * y).sum()
    }
    func second(_ x: Variable) throws(TensorError) -> Variable {
        try score(x).gradients(of: [x], keepsGraph: true)[0].squared().sum()
    }
    for (number, function) in [score, second].enumerated() {
        let x = try Variable(start)
        let found = try function(x).gradients(of: [x])[0]
        let expected = try CentralDifferences.gradients(at: [start]) { (moved) throws(TensorError) in
            try function(Variable(moved[0])).value.item().double
        }
        #expect(try distance(found.value, expected[0]) < (number == 0 ? 1e-7 : 1e-4))
    }
}

private func spreadWeights(_ shape: [Int]) throws(TensorError) -> Tensor {
    try Tensor((0..<shape.reduce(1, *)).map { 0.3 + 0.17 * Double($0 % 7) }, shape: shape)
}

/// Inside of a part of other work everything runs on one thread: the same bits as with all cores.
@Test func sumsOverSamplesDoNotDependOnTheNumberOfCores() throws {
    let x = try Variable(spread([9, 12, 11, 8], -1...1, seed: 0).asType(.float32))
    let k = try Variable(spread([3, 3, 8, 16], -1...1, seed: 1).asType(.float32))
    let z = try Variable(spread([33, 20, 64], -1...1, seed: 2).asType(.float32))
    let r = try Variable(spread([16, 64], -1...1, seed: 3).asType(.float32))
    let h = try Variable(spread([33, 16], -1...1, seed: 4).asType(.float32))
    func bits() throws -> [[UInt8]] {
        let y = try Variable.conv2D(x, k, padding: .same).maxPooled2D((2, 2))
        let s = try #require(Operation.named("lstm")).apply([z, r, h, h])
        let found = try Variable.gradients(
            of: [x, k, z, r, h], from: [(y, Tensor([1.0], shape: [])), (s, Tensor([1.0], shape: []))])
        return try ([y, s] + found).map { try $0.value.rawBytes() }
    }
    let together = try bits()
    let alone = Results()
    Sharing.forEach(of: 4, weight: 1 << 20) { parts in
        for part in parts { alone.lists[part] = (try? bits()) ?? [] }
    }
    for part in 0..<4 { #expect(alone.lists[part] == together) }
}

/// A place for each part.
private final class Results: @unchecked Sendable {
    let lists = UnsafeMutableBufferPointer<[[UInt8]]>.allocate(capacity: 4)
    init() { lists.initialize(repeating: []) }
    deinit { lists.deinitialize().deallocate() }
}

@Test func mistakesSayWhatWasGotAndWhatIsNeeded() throws {
    let x = try Variable(spread([2, 5, 4, 3], -1...1, seed: 0))
    func message(_ body: () throws -> Void) -> String {
        do { try body() } catch { return (error as? TensorError)?.message ?? "" }
        return ""
    }
    let k = try Variable(spread([3, 3, 2, 4], -1...1, seed: 1))
    #expect(message { _ = try Variable.conv2D(x, k) }.contains("have 3 channels"))
    #expect(message { _ = try Variable.conv2D(x, k.reshaped([3, 3, 8])) }.contains("4 dimensions"))
    #expect(message { _ = try Variable.conv2D(x, k, strides: (0, 1)) }.contains("strides (0, 1)"))
    #expect(message { _ = try x.maxPooled2D((9, 9)) }.contains("does not fit into 5 x 4"))
    #expect(message { _ = try x.take(Tensor([Int64(5)]), axis: 1) }.contains("index 5 is out of bounds for axis 1"))
    #expect(message { _ = try x.split(3, axis: 1) }.contains("equal division"))
    #expect(message { _ = try x.padded([(1, 1)]) }.contains("4 axes"))
    #expect(message { _ = try x.resized(1 << 40, 1 << 40) }.contains("too big"))
    #expect(message { _ = try x.tiled([1 << 40, 1 << 40, 1, 1]) }.contains("too big"))
    #expect(message { _ = try x.upsampled2D((1 << 62, 4), .bilinear) }.contains("too big"))
    #expect(message { _ = try x.repeated(1 << 62, axis: 0) } != "")
    #expect(message { _ = try Variable.oneHot(Tensor([Int64(0)]), classes: -1) }.contains("negative dimensions"))
    #expect(message { _ = try x.groupNormalized(groups: 2) }.contains("divisor"))
    #expect(
        message { _ = try Variable.dropout(x, keepMask: Tensor([1.0, 1]), rate: 0.5) }.contains("mask of shape (2,)"))
    let p = try Variable(spread([2, 3], 0.1...0.9, seed: 0))
    #expect(
        message { _ = try Losses.sparseCategoricalCrossentropy(Tensor([Int64(0), 3]), p) }
            .contains("label value of 3 which is outside the valid range of [0, 3)"))
    #expect(message { _ = try Losses.categoricalCrossentropy(p.sum([1]), p) }.contains("target.shape=(2,)"))
    #expect(message { _ = try Variable.einsum("ij,jk", [p]) }.contains("more operands"))
    let sequence = try Variable(spread([2, 3, 4], -1...1, seed: 0))
    #expect(
        message { _ = try Recurrent.lstm(sequence, kernel: p, recurrentKernel: p, bias: nil) }.contains("need kernels"))
}

@Test func emptyBatchesGoThrough() throws {
    let x = try Variable(Tensor(shape: [0, 5, 4, 2], dtype: .float32))
    let k = try Variable(spread([3, 3, 2, 4], -1...1, seed: 1).asType(.float32))
    let y = try Variable.conv2D(x, k).maxPooled2D((2, 2))
    #expect(y.shape == [0, 1, 1, 4])
    let found = try y.sum().gradients(of: [x, k])
    #expect(found[0].shape == [0, 5, 4, 2] && found[1].shape == [3, 3, 2, 4])
    let table = try Variable(spread([5, 3], -1...1, seed: 0))
    #expect(try table.take(Tensor(shape: [0, 2], dtype: .int64)).shape == [0, 2, 3])
}

/// The second half of a mask that drops everything leaves zeros, and no NaN of what was infinite.
@Test func forgottenValuesLeaveNothingBehind() throws {
    let x = try Variable(Tensor([1.0, .infinity, 3, 4]))
    let y = try Variable.dropout(x, keepMask: Tensor([true, false, true, false]), rate: 0.5)
    #expect(try y.value.elements(as: Double.self) == [2, 0, 6, 0])
    #expect(try y.sum().gradients(of: [x])[0].value.elements(as: Double.self) == [2, 0, 2, 0])
}

/// 131,072 times 0.1 in single precision, one after the other, is off by a thousandth.
@Test(arguments: [
    ([1 << 17, 8], [0]), ([32, 64, 64, 8], [0, 1, 2]), ([2, 1 << 16, 8], [1]), ([8, 4, 1 << 14, 2], [0, 2]),
])
func sumsOfManySingleNumbersAreExact(_ shape: [Int], _ axes: [Int]) throws {
    let tensor = try Tensor(shape: shape, dtype: .float32)
    try tensor.fill(.float(0.1))
    let x = try Variable(tensor)
    let count = Double(axes.reduce(1) { $0 * shape[$1] })
    let wanted = Double(Float(0.1))
    for sum in try x.sum(axes).value.elements(as: Double.self) { #expect(abs(sum / count - wanted) < 1e-8) }
    for mean in try x.mean(axes).value.elements(as: Double.self) { #expect(abs(mean - wanted) < 1e-8) }
}

@Test(arguments: [
    [0], [1], [2], [0, 1], [0, 2], [1, 2], [1, 3], [0, 3], [0, 1, 2], [0, 2, 3], [0, 1, 2, 3], [],
])
func sumsOverAllAxesAgreeWithDouble(_ axes: [Int]) throws {
    for shape in [[6, 1, 30, 40], [7, 300, 1, 5], [5000, 2, 3, 1], [3, 2, 1, 900]] {
        let wide = try Variable(spread(shape, -1...1, seed: 1))
        let narrow = try Variable(wide.value.asType(.float32))
        let (a, b) = (try wide.sum(axes), try narrow.sum(axes))
        #expect(try distance(a.value, b.value.asType(.float64)) < 1e-4, "\(shape)")
        #expect(try distance(wide.mean(axes).value, narrow.mean(axes).value.asType(.float64)) < 1e-6, "\(shape)")
    }
}
