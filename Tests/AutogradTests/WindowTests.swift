import Autograd
import Tensors
import Testing

/// With the same filter at every place a locally connected layer is a convolution.
@Test func locallyConnectedLayersWithOneFilterAreConvolutions() throws {
    let x = try Variable(spread([2, 5, 4, 3], -1...1, seed: 0))
    let k = try Variable(spread([2, 3, 3, 4], -1...1, seed: 1))
    let wanted = try Variable.conv2D(x, k, strides: (2, 1))
    let everywhere = try k.reshaped([1, 18, 4]).tiled([4, 1, 1])
    let found = try Variable.locallyConnected2D(x, everywhere, size: (2, 3), strides: (2, 1))
    #expect(try distance(found.value, wanted.value) < 1e-12)
    let dy = try spread(wanted.shape, -1...1, seed: 2)
    let first = try Variable.gradients(of: [x, k], from: [(found, dy)])
    let second = try Variable.gradients(of: [x, k], from: [(wanted, dy)])
    for (one, other) in zip(first, second) { #expect(try distance(one.value, other.value) < 1e-12) }

    let sequence = try Variable(spread([2, 6, 3], -1...1, seed: 3))
    let line = try Variable(spread([2, 3, 4], -1...1, seed: 4))
    let here = try Variable.locallyConnected1D(sequence, line.reshaped([1, 6, 4]).tiled([5, 1, 1]), size: 2)
    #expect(try distance(here.value, Variable.conv1D(sequence, line).value) < 1e-12)
}

/// A transposed convolution is the gradient of the convolution that walks the other way.
@Test(arguments: [Border.valid, .same], [1, 2, 3])
func transposedConvolutionsAreGradientsOfConvolutions(_ border: Border, _ stride: Int) throws {
    let dy = try Variable(spread([2, 3, 4, 2], -1...1, seed: 0))
    let k = try Variable(spread([3, 2, 5, 2], -1...1, seed: 1))
    let y = try Variable.conv2DTransposed(dy, k, strides: (stride, stride), padding: border)
    let x = try Variable(Tensor(shape: y.shape, dtype: .float64))
    let there = try Variable.conv2D(x, k, strides: (stride, stride), padding: border)
    #expect(there.shape == dy.shape)
    let back = try Variable.gradients(of: [x], from: [(there, dy.value)])[0]
    #expect(try distance(back.value, y.value) < 1e-12)
}

/// A kernel so long that the windows of one row of places would not fit into memory.
@Test func longSequencesUnderWideKernelsNeedABlockOfFixedSize() throws {
    let x = try Variable(Tensor(shape: [1, 200_000, 1], dtype: .float32))
    try x.value.fill(.float(1))
    let k = try Variable(Tensor(shape: [20_000, 1, 1], dtype: .float32))
    try k.value.fill(.float(0.5))
    let y = try Variable.conv1D(x, k, stride: 5000)
    #expect(y.shape == [1, 37, 1])
    #expect(try y.value.elements(as: Double.self).allSatisfy { $0 == 10_000 })
}

@Test func framesAndCropsUndoEachOther() throws {
    let x = try Variable(spread([2, 3, 4, 2], -1...1, seed: 0))
    let framed = try x.zeroPadded2D((1, 2), (3, 0))
    #expect(framed.shape == [2, 6, 7, 2])
    #expect(try distance(framed.cropped2D((1, 2), (3, 0)).value, x.value) == 0)
    #expect(throws: TensorError.self) { try x.cropped2D((2, 1), (0, 0)) }
    #expect(throws: TensorError.self) { try x.cropped2D((.max, 1), (0, 0)) }
}

@Test func globalPoolingLooksAtAllPlaces() throws {
    let x = try Variable(Tensor((0..<24).map(Double.init), shape: [2, 3, 2, 2]))
    #expect(try x.globalAveragePooled().value.elements(as: Double.self) == [5, 6, 17, 18])
    #expect(try x.globalMaxPooled(keepingDimensions: true).shape == [2, 1, 1, 2])
}

/// Windows of absurd sizes visit what lies inside of the image only; absurd steps and counts are errors or nothing.
@Test func absurdSizesNeitherHangNorTrap() throws {
    let x = try Variable(spread([1, 3, 4, 2], -1...1, seed: 0))
    let huge = 1 << 24
    let largest = try x.maxPooled2D((huge, huge), strides: (1, 1), padding: .same)
    #expect(largest.shape == [1, 3, 4, 2])
    #expect(try x.averagePooled2D((huge, huge), strides: (huge, huge), padding: .same).shape == [1, 1, 1, 2])
    #expect(throws: TensorError.self) { try x.maxPooled2D((.max, 1), padding: .same) }
    #expect(throws: TensorError.self) { try x.slice(axis: 1, start: 0, count: .min, step: .max) }
    #expect(throws: TensorError.self) { try x.slice(axis: 1, start: .max, count: 2, step: .max) }
    #expect(throws: TensorError.self) { try Variable(Tensor(shape: [0], dtype: .float32)).split(1 << 40) }
    #expect(throws: TensorError.self) { try Variable.oneHot(Tensor([Int64(1)]), classes: 1 << 60) }
}
