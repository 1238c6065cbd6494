/// Loops of maximum pooling whose windows lie side by side, as 2x2 in steps of 2: which element of its window is the largest
/// is a byte, and the way back writes each element of the image once.
public struct BlockLoops: Sendable {
    /// The byte of a window that passes no gradient back.
    public static let nowhere: UInt8 = 255

    /// y, the maximum of each window, and the number of its first element that large, counted row by row. Where
    /// `isRectified`, x came out of a rectifier whose way back is done here too: a maximum of 0 is nowhere.
    public var largest:
        @Sendable (Window, _ x: Source, _ y: Target, _ places: UnsafeMutablePointer<UInt8>, _ isRectified: Bool) -> Void
    /// dx of the rows that windows cover: dy at the places of the maxima, zeros elsewhere.
    public var gradient: @Sendable (Window, _ dy: Source, _ places: UnsafePointer<UInt8>, _ dx: Target) -> Void

    public init(
        largest: @escaping @Sendable (Window, Source, Target, UnsafeMutablePointer<UInt8>, Bool) -> Void,
        gradient: @escaping @Sendable (Window, Source, UnsafePointer<UInt8>, Target) -> Void
    ) {
        self.largest = largest
        self.gradient = gradient
    }
}

extension Window {
    /// True where windows lie side by side, whole and inside of the image, over whole vectors of channels: `BlockLoops`.
    public var isBlocks: Bool {
        channels >= 16 && strideHeight == windowHeight && strideWidth == windowWidth && top == 0 && left == 0
            && dilationHeight == 1 && dilationWidth == 1 && outputHeight * windowHeight <= height
            && outputWidth * windowWidth <= width && windowHeight < 255 && windowWidth < 255
            && windowHeight * windowWidth < 255
    }
}
