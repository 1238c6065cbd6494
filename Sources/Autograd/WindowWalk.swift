import Tensors

/// What lies around images under windows that reach over their edge.
public enum Border: String, Sendable {
    /// Nothing: windows stay inside.
    case valid
    /// As much as makes the result as long as the input over the stride, rounded up; the odd one lies behind.
    case same
    /// As `same` with stride 1, but all of it before the first: no window sees what comes later.
    case causal
}

/// How windows walk over images [N, H, W, C]: their size, steps, spread and what lies around.
public struct WindowWalk: Sendable, Equatable {
    /// Rows and columns of the window.
    public var height = 1, width = 1
    /// From one window to the next.
    public var strideHeight = 1, strideWidth = 1
    /// From one element of a window to the next.
    public var dilationHeight = 1, dilationWidth = 1
    /// Rows and columns around the image.
    public var top = 0, bottom = 0, left = 0, right = 0
    /// Channels are cut into so many groups, each with filters of its own.
    public var groups = 1

    public init() {}

    /// A walk over images of a height and width, with a border by Keras's name.
    /// - Throws: `value` for sizes below 1.
    public init(
        _ size: (Int, Int), over image: (Int, Int), strides: (Int, Int) = (1, 1), border: Border = .valid,
        dilation: (Int, Int) = (1, 1), groups: Int = 1
    ) throws(TensorError) {
        (height, width) = size
        (strideHeight, strideWidth) = strides
        (dilationHeight, dilationWidth) = dilation
        self.groups = groups
        try check()
        (top, bottom) = WindowWalk.around(image.0, size.0, strides.0, dilation.0, border)
        (left, right) = WindowWalk.around(image.1, size.1, strides.1, dilation.1, border)
    }

    /// Elements before and after a line of `count`; TensorFlow's rule.
    private static func around(_ count: Int, _ size: Int, _ stride: Int, _ dilation: Int, _ border: Border) -> (
        Int, Int
    ) {
        let reach = (size - 1) * dilation
        switch border {
        case .valid: return (0, 0)
        case .causal: return (reach, 0)
        case .same:
            let places = (count + stride - 1) / stride
            let total = Swift.max((places - 1) * stride + reach + 1 - count, 0)
            return (total / 2, total - total / 2)
        }
    }

    /// The largest size, stride or spread: their products can be counted.
    private static let most = 1 << 24

    func check() throws(TensorError) {
        let sizes = [height, width, strideHeight, strideWidth, dilationHeight, dilationWidth, groups]
        guard sizes.allSatisfy({ $0 > 0 && $0 <= WindowWalk.most }),
            [top, bottom, left, right].allSatisfy({ $0 >= 0 && $0 <= 1 << 50 })
        else {
            throw TensorError(
                .value,
                "windows, strides, dilations and groups are at least 1, borders at least 0; got window (\(height), \(width)), strides (\(strideHeight), \(strideWidth)), dilation (\(dilationHeight), \(dilationWidth)), groups \(groups)"
            )
        }
    }

    /// Rows and columns of the result for images of a height and width.
    /// - Throws: `value` where no window fits.
    public func places(_ image: (Int, Int)) throws(TensorError) -> (Int, Int) {
        try check()
        let rows = image.0 + top + bottom - (height - 1) * dilationHeight - 1
        let columns = image.1 + left + right - (width - 1) * dilationWidth - 1
        guard rows >= 0, columns >= 0 else {
            throw TensorError(.value, "a window of \(height) x \(width) does not fit into \(image.0) x \(image.1)")
        }
        return (rows / strideHeight + 1, columns / strideWidth + 1)
    }
}

/// The sizes of one walk over images, all checked: N images, H W C of each, OH OW places, KH KW of a window.
struct Frame {
    let n: Int, h: Int, w: Int, c: Int
    let oh: Int, ow: Int
    let walk: WindowWalk

    /// - shape: of the images, [N, H, W, C].
    init(_ shape: [Int], _ walk: WindowWalk) throws(TensorError) {
        guard shape.count == 4 else {
            throw TensorError(.value, "images are [N, H, W, C], got shape \(TensorError.text(of: shape))")
        }
        (n, h, w, c) = (shape[0], shape[1], shape[2], shape[3])
        (oh, ow) = try walk.places((h, w))
        self.walk = walk
    }

    var imageCount: Int { h * w * c }
    var placeCount: Int { oh * ow }
    var windowCount: Int { walk.height * walk.width }

    /// Calls `body` for each element of a window that lies inside the image, with its number in the window and the
    /// first of its channels in the image.
    @inline(__always)
    func forEachInside(_ oy: Int, _ ox: Int, _ body: (_ element: Int, _ pixel: Int) -> Void) {
        let (y, x) = (oy * walk.strideHeight - walk.top, ox * walk.strideWidth - walk.left)
        let rows = Frame.inside(y, walk.dilationHeight, walk.height, h)
        let columns = Frame.inside(x, walk.dilationWidth, walk.width, w)
        for ky in rows {
            let line = (y + ky * walk.dilationHeight) * w
            for kx in columns { body(ky * walk.width + kx, (line + x + kx * walk.dilationWidth) * c) }
        }
    }

    /// Which elements of a line of a window that starts at `start` lie on a line of `size`: only they are visited,
    /// however large the window.
    @inline(__always)
    private static func inside(_ start: Int, _ step: Int, _ count: Int, _ size: Int) -> Range<Int> {
        let first = start >= 0 ? 0 : (-start + step - 1) / step
        let end = start >= size ? 0 : min(count, (size - start + step - 1) / step)
        return first..<max(first, end)
    }
}
