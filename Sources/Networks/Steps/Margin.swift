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
        let rows = min(height, outerHeight - top), columns = min(width, outerWidth - left)
        for image in 0..<count {
            for row in 0..<rows {
                let to = room + image * imageStride + ((row + top) * outerWidth + left) * channels
                to.update(from: x + (image * height + row) * width * channels, count: columns * channels)
            }
        }
        return Source(room)
    }
}
