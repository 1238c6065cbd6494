/// Images of one size with a class each.
public struct LabelledImages: Sendable {
    public let count: Int
    public let height: Int
    public let width: Int
    /// Samples per pixel: 1 or 3.
    public let channels: Int
    /// `count * height * width * channels` samples, image by image, row by row (NHWC).
    public let pixels: [UInt8]
    /// The class of each image.
    public let labels: [UInt8]

    /// Images with their labels.
    ///
    /// - Throws: `VisionError` when their numbers differ.
    public init(
        height: Int, width: Int, channels: Int = 1, pixels: [UInt8], labels: [UInt8], name: String = "data set"
    ) throws(VisionError) {
        let size = height * width * channels
        guard size > 0, pixels.count == labels.count * size else {
            throw VisionError(
                "\(name): \(pixels.count / max(size, 1)) images of \(height) x \(width) but \(labels.count) labels")
        }
        count = labels.count
        (self.height, self.width, self.channels) = (height, width, channels)
        (self.pixels, self.labels) = (pixels, labels)
    }
}

/// What a network learns from, and what it is tested with.
public struct DataSet: Sendable {
    public let train: LabelledImages
    public let test: LabelledImages
    /// What a person should know of it, such as files that were not there; empty when it is whole.
    public var remark = ""
}
