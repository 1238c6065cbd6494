import Loops

/// Images with zeros around them: what a window sees at the border. Where no zeros are needed, images stay where they are.
struct Margin {
    let height: Int
    let width: Int
    let channels: Int
    let top: Int
    let left: Int
    /// Rows and columns with the margin; the image's last may be left out.
    let outerHeight: Int
    let outerWidth: Int

    /// False where images are read where they lie.
    var isCopied: Bool { top > 0 || left > 0 || outerHeight > height || outerWidth > width }

    /// Floats from one row or image to the next.
    var rowStride: Int { (isCopied ? outerWidth : width) * channels }
    var imageStride: Int { isCopied ? outerHeight * outerWidth * channels : height * width * channels }

    /// The same, for so many images together.
    /// - Throws: `memory` where they and their zeros are more than any machine holds.
    func checked(_ together: Int) throws(NetworkError) -> Margin {
        try Extents.count([outerHeight, outerWidth, channels, together], "an image with zeros around it")
        return self
    }

    /// The images at `x`, or copies of them at `room`, whose margins are zeros already.
    func images(_ x: Source, _ count: Int, room: @autoclosure () -> Target) -> Source {
        if !isCopied { return x }
        let room = room()
        for image in 0..<count {
            copy(x + image * height * width * channels, rows: 0..<height, to: room + image * imageStride)
        }
        return Source(room)
    }

    /// Copies some rows of one image.
    func copy(_ x: Source, rows: Range<Int>, to room: Target) {
        let columns = min(width, outerWidth - left)
        for row in rows.clamped(to: 0..<min(height, outerHeight - top)) {
            (room + ((row + top) * outerWidth + left) * channels).update(
                from: x + row * width * channels, count: columns * channels)
        }
    }
}
