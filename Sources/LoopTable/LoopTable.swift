/// Memory that a loop reads.
public typealias Source = UnsafePointer<Float>
/// Memory that a loop writes.
public typealias Target = UnsafeMutablePointer<Float>

/// The sizes of a convolution or pooling over images [N, H, W, C].
///
/// Legend: H W height and width, C channels, OH OW the same of the output, KH KW the window, F filters.
public struct Window: Sendable {
    public var height: Int, width: Int, channels: Int
    public var outputHeight: Int, outputWidth: Int
    public var windowHeight: Int, windowWidth: Int
    public var strideHeight: Int, strideWidth: Int
    public var dilationHeight: Int, dilationWidth: Int
    /// Rows and columns of zeros before the image's first.
    public var top: Int, left: Int

    public init(
        height: Int, width: Int, channels: Int, outputHeight: Int, outputWidth: Int, windowHeight: Int,
        windowWidth: Int,
        strideHeight: Int, strideWidth: Int, dilationHeight: Int, dilationWidth: Int, top: Int, left: Int
    ) {
        self.height = height
        self.width = width
        self.channels = channels
        self.outputHeight = outputHeight
        self.outputWidth = outputWidth
        self.windowHeight = windowHeight
        self.windowWidth = windowWidth
        self.strideHeight = strideHeight
        self.strideWidth = strideWidth
        self.dilationHeight = dilationHeight
        self.dilationWidth = dilationWidth
        self.top = top
        self.left = left
    }

    /// Elements of one image.
    public var imageCount: Int { height * width * channels }
    /// Places of the output.
    public var places: Int { outputHeight * outputWidth }
    /// Elements under the window: KH KW C.
    public var patch: Int { windowHeight * windowWidth * channels }
}

/// The inner loops of one instruction set. Every loop trusts its caller for sizes.
public struct LoopTable: Sendable {
    /// What the loops were compiled for.
    public var name: String
    /// What the processor multiplies and adds at most, to compare loops with.
    public var peak: PeakLoop

    // Activations, in place: y = f(y) over n elements.
    public var relu: @Sendable (Target, Int) -> Void
    public var sigmoid: @Sendable (Target, Int) -> Void
    public var tanh: @Sendable (Target, Int) -> Void
    /// Softmax of each row of [rows, columns].
    public var softmax: @Sendable (Target, _ rows: Int, _ columns: Int) -> Void
    // Their gradients, in place: dy *= f'(x), told by y = f(x).
    public var reluGradient: @Sendable (_ dy: Target, _ y: Source, Int) -> Void
    public var sigmoidGradient: @Sendable (_ dy: Target, _ y: Source, Int) -> Void
    public var tanhGradient: @Sendable (_ dy: Target, _ y: Source, Int) -> Void
    public var softmaxGradient: @Sendable (_ dy: Target, _ y: Source, _ rows: Int, _ columns: Int) -> Void

    /// sums[c] += sum over r of x[r, c]
    public var sumRows: @Sendable (_ sums: Target, Source, _ rows: Int, _ columns: Int) -> Void
    /// y += x
    public var add: @Sendable (Target, Source, Int) -> Void
    /// y = y * scale + offset
    public var scale: @Sendable (Target, _ scale: Float, _ offset: Float, Int) -> Void
    /// The float of each byte.
    public var widen: @Sendable (Target, UnsafePointer<UInt8>, Int) -> Void

    /// Adds windows, rows of [OH OW, KH KW C], onto the image they are windows of; what lies outside of it is left out.
    public var addPatches: @Sendable (Window, _ rows: Source, Target) -> Void
    /// Maximum under each window, and its place in the image where it is asked for.
    public var maxPool: @Sendable (Window, Source, Target, _ places: UnsafeMutablePointer<Int32>?) -> Void
    /// Adds gradients at the places of the maxima.
    public var maxPoolGradient: @Sendable (Window, _ dy: Source, _ places: UnsafePointer<Int32>, _ dx: Target) -> Void
    /// Average under each window; zeros outside of the image do not count.
    public var averagePool: @Sendable (Window, Source, Target) -> Void
    /// Every pixel's share of the gradients of its windows.
    public var averagePoolGradient: @Sendable (Window, _ dy: Source, _ dx: Target) -> Void

    /// y = x or 0, kept with probability 1 - rate and scaled to keep the mean; numbers `first`… of the stream `key`.
    public var dropout: @Sendable (_ y: Target, _ x: Source, _ rate: Float, _ key: UInt64, _ first: UInt32, Int) -> Void

    // Optimizer steps in one pass over weights w and gradients g.
    public var sgd: @Sendable (_ w: Target, _ g: Source, _ rate: Float, Int) -> Void
    public var momentum:
        @Sendable (_ w: Target, _ g: Source, _ v: Target, _ rate: Float, _ momentum: Float, _ nesterov: Bool, Int) ->
            Void
    public var adam:
        @Sendable (
            _ w: Target, _ g: Source, _ m: Target, _ v: Target, _ rate: Float, _ beta1: Float, _ beta2: Float,
            _ epsilon: Float,
            Int
        ) -> Void
    public var adadelta:
        @Sendable (
            _ w: Target, _ g: Source, _ a: Target, _ d: Target, _ rate: Float, _ rho: Float, _ epsilon: Float, Int
        ) -> Void
    public var rmsprop:
        @Sendable (
            _ w: Target, _ g: Source, _ v: Target, _ m: Target, _ rate: Float, _ rho: Float, _ momentum: Float,
            _ epsilon: Float,
            Int
        ) -> Void

    /// Products of matrices.
    public var products: ProductLoops

    /// Convolutions with a 3x3 window.
    public var winograd: WinogradLoops

    /// Batch normalization.
    public var normalizing: NormalizingLoops
    public var neighbours: NeighbourLoops
    public var blocks: BlockLoops
    public var stretches: StretchLoops

    /// Activations that bend at 0.
    public var bends: BendLoops

    /// Activations whose slope the result does not tell.
    public var curves: CurveLoops

    /// Convolutions of each channel by itself.
    public var depthwise: DepthwiseLoops

    /// Convolutions of few filters.
    public var thin: ThinLoops

    /// Steps of recurrent layers.
    public var recurrent: RecurrentLoops

    /// Layer normalization.
    public var rows: RowLoops

    /// Loops over elements of arrays of all types.
    public var arrays: ArrayLoops

    public init(
        name: String, peak: PeakLoop, relu: @escaping @Sendable (Target, Int) -> Void,
        sigmoid: @escaping @Sendable (Target, Int) -> Void,
        tanh: @escaping @Sendable (Target, Int) -> Void, softmax: @escaping @Sendable (Target, Int, Int) -> Void,
        reluGradient: @escaping @Sendable (Target, Source, Int) -> Void,
        sigmoidGradient: @escaping @Sendable (Target, Source, Int) -> Void,
        tanhGradient: @escaping @Sendable (Target, Source, Int) -> Void,
        softmaxGradient: @escaping @Sendable (Target, Source, Int, Int) -> Void,
        sumRows: @escaping @Sendable (Target, Source, Int, Int) -> Void,
        add: @escaping @Sendable (Target, Source, Int) -> Void,
        scale: @escaping @Sendable (Target, Float, Float, Int) -> Void,
        widen: @escaping @Sendable (Target, UnsafePointer<UInt8>, Int) -> Void,
        addPatches: @escaping @Sendable (Window, Source, Target) -> Void,
        maxPool: @escaping @Sendable (Window, Source, Target, UnsafeMutablePointer<Int32>?) -> Void,
        maxPoolGradient: @escaping @Sendable (Window, Source, UnsafePointer<Int32>, Target) -> Void,
        averagePool: @escaping @Sendable (Window, Source, Target) -> Void,
        averagePoolGradient: @escaping @Sendable (Window, Source, Target) -> Void,
        dropout: @escaping @Sendable (Target, Source, Float, UInt64, UInt32, Int) -> Void,
        sgd: @escaping @Sendable (Target, Source, Float, Int) -> Void,
        momentum: @escaping @Sendable (Target, Source, Target, Float, Float, Bool, Int) -> Void,
        adam: @escaping @Sendable (Target, Source, Target, Target, Float, Float, Float, Float, Int) -> Void,
        adadelta: @escaping @Sendable (Target, Source, Target, Target, Float, Float, Float, Int) -> Void,
        rmsprop: @escaping @Sendable (Target, Source, Target, Target, Float, Float, Float, Float, Int) -> Void,
        products: ProductLoops, winograd: WinogradLoops, normalizing: NormalizingLoops, neighbours: NeighbourLoops,
        blocks: BlockLoops, stretches: StretchLoops,
        bends: BendLoops,
        curves: CurveLoops,
        depthwise: DepthwiseLoops, thin: ThinLoops, recurrent: RecurrentLoops, rows: RowLoops, arrays: ArrayLoops
    ) {
        self.name = name
        self.peak = peak
        self.relu = relu
        self.sigmoid = sigmoid
        self.tanh = tanh
        self.softmax = softmax
        self.reluGradient = reluGradient
        self.sigmoidGradient = sigmoidGradient
        self.tanhGradient = tanhGradient
        self.softmaxGradient = softmaxGradient
        self.sumRows = sumRows
        self.add = add
        self.scale = scale
        self.widen = widen
        self.addPatches = addPatches
        self.maxPool = maxPool
        self.maxPoolGradient = maxPoolGradient
        self.averagePool = averagePool
        self.averagePoolGradient = averagePoolGradient
        self.dropout = dropout
        self.sgd = sgd
        self.momentum = momentum
        self.adam = adam
        self.adadelta = adadelta
        self.rmsprop = rmsprop
        self.products = products
        self.winograd = winograd
        self.normalizing = normalizing
        self.neighbours = neighbours
        self.blocks = blocks
        self.stretches = stretches
        self.bends = bends
        self.curves = curves
        self.depthwise = depthwise
        self.thin = thin
        self.recurrent = recurrent
        self.rows = rows
        self.arrays = arrays
    }
}
