import Autograd
import Tensors
import Testing

@Test func gradientsOfAVariableThatIsUsedTwiceAddUp() throws {
    let x = try Variable(Tensor([3.0], shape: []))
    let y = try x * x + x
    #expect(try y.gradients(of: [x])[0].value.item().double == 7)
}

@Test func aVariableWithoutInfluenceHasZeroGradient() throws {
    let x = try Variable(Tensor([1.0, 2.0]))
    let other = try Variable(Tensor([5.0, 6.0, 7.0]))
    let gradient = try (x * x).sum().gradients(of: [other])[0]
    #expect(try gradient.value.elements(as: Double.self) == [0, 0, 0])
}

@Test func noGradientFlowsThroughConstants() throws {
    let x = try Variable(Tensor([2.0], shape: []))
    let y = try x * x.detached
    #expect(try y.gradients(of: [x])[0].value.item().double == 2)
}

@Test func integersBecomeDoublesAndFloatsStay() throws {
    #expect(try Variable(Tensor([Int64(1), 2])).value.dtype == .float64)
    let x = try Variable(Tensor([Float(1), 2]))
    let y = try (x * x).mean()
    #expect(y.value.dtype == .float32)
    #expect(try y.gradients(of: [x])[0].value.dtype == .float32)
}

@Test func aChainOfAHundredThousandStepsIsWalkedAndReleased() throws {
    let x = try Variable(Tensor([1.0], shape: []))
    var y = x
    for _ in 0..<100_000 { y = try y + x }
    #expect(try y.gradients(of: [x])[0].value.item().double == 100_001)
}

@Test func higherDerivativesOfAPowerAreItsFalls() throws {
    let x = try Variable(Tensor([2.0], shape: []))
    var y = try x * x * x * x
    var seen: [Double] = []
    for _ in 0..<5 {
        y = try y.gradients(of: [x], keepsGraph: true)[0]
        seen.append(try y.value.item().double)
    }
    #expect(seen == [32, 48, 48, 24, 0])
}

/// Dense softmax cross-entropy: the gradient of the logits is p - y over the batch.
@Test func crossEntropyOfSoftmaxHasGradientPMinusY() throws {
    let logits = try Variable(spread([3, 4], -2...2, seed: 1))
    let labels = try Tensor([0.0, 1, 0, 0, 0, 0, 0, 1, 1, 0, 0, 0], shape: [3, 4])
    let loss = try -(logits.logSoftmax() * .constant(labels)).sum([1]).mean()
    let expected = try Ufunc.divide(
        Ufunc.subtract(logits.softmax().value, labels), Tensor(.float(3), dtype: .float64))
    #expect(try distance(loss.gradients(of: [logits])[0].value, expected) < 1e-12)
}

@Test func softmaxOfLargeNumbersStaysFinite() throws {
    let x = try Variable(Tensor([1000.0, 1001.0, -1000.0], shape: [1, 3]))
    let p = try x.softmax().value.elements(as: Double.self)
    #expect(abs(p[0] - 0.2689414213699951) < 1e-12 && abs(p[1] - 0.7310585786300049) < 1e-12 && p[2] == 0)
}

/// The patch of the lecture: (221 198 149; 205 147 173; 149 170 222) under Sobel's filter gives -63.
@Test func convolutionOfTheLecturesPatchIsMinus63() throws {
    let patch = try Tensor([221.0, 198, 149, 205, 147, 173, 149, 170, 222], shape: [1, 3, 3, 1])
    let filter = try Tensor([-1.0, 0, 1, -2, 0, 2, -1, 0, 1], shape: [3, 3, 1, 1])
    let result = try Variable.convolution(Variable(patch), weight: Variable(filter))
    #expect(result.shape == [1, 1, 1, 1])
    #expect(try result.value.item().double == -63)
}

private struct ConvolutionCase: Sendable, CustomStringConvertible {
    let strides: (Int, Int)
    let padding: (Int, Int, Int, Int)
    let dilation: (Int, Int)
    var description: String { "strides \(strides), padding \(padding), dilation \(dilation)" }
}

@Test(arguments: [
    ConvolutionCase(strides: (1, 1), padding: (0, 0, 0, 0), dilation: (1, 1)),
    ConvolutionCase(strides: (2, 1), padding: (1, 1, 1, 0), dilation: (1, 1)),
    ConvolutionCase(strides: (1, 2), padding: (2, 2, 2, 2), dilation: (2, 1)),
])
private func convolutionAndPoolingHaveTheGradientsOfCentralDifferences(_ layer: ConvolutionCase) throws {
    let image = try spread([2, 5, 4, 2], -2...2, seed: 0)
    let filter = try spread([2, 3, 2, 3], -1...1, seed: 1)
    func score(_ inputs: [Variable]) throws(TensorError) -> Variable {
        let maps = try Variable.convolution(
            inputs[0], weight: inputs[1], strides: layer.strides, padding: layer.padding, dilation: layer.dilation)
        let pooled = try inputs[0].maxPooled((2, 2), strides: (2, 2), padding: (0, 1, 0, 0))
        let means = try inputs[0].averagePooled((3, 2), strides: (1, 2), padding: (1, 1, 0, 0))
        return try (maps * maps).sum() + (pooled * pooled).sum() + (means * means).sum()
    }
    let variables = [try Variable(image), try Variable(filter)]
    let gradients = try score(variables).gradients(of: variables)
    let expected = try CentralDifferences.gradients(at: [image, filter]) { (moved) throws(TensorError) in
        try score([.constant(moved[0]), .constant(moved[1])]).value.item().double
    }
    for (gradient, slope) in zip(gradients, expected) { #expect(try distance(gradient.value, slope) < 1e-6) }
}

@Test func aWindowLargerThanTheImageIsAnError() throws {
    let image = try Variable(spread([1, 2, 2, 1], -1...1, seed: 0))
    #expect(throws: TensorError.self) { try image.windows((3, 3)) }
}

@Test func placesOutsideAreAnError() throws {
    let x = try Variable(Tensor([1.0, 2.0]))
    #expect(throws: TensorError.self) { try x.elements(at: [.index(2)]) }
    let gather = try #require(Operation.named("gather"))
    #expect(throws: TensorError.self) { try gather(x, parameters: .init(places: Tensor([Int64(2)]))) }
}
