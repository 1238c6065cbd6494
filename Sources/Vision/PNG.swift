import CPNG

/// PNG files through libpng: every kind is read, gray and colour images are written.
///
/// libpng's simplified interface is used because it reports errors as values instead of jumping over Swift frames.
/// Samples come as they are stored: colour-space chunks (gAMA, iCCP …) are skipped, as Pillow and Keras do it.
public enum PNG {
    /// The most samples that `decode` is willing to unpack (512 MB): a header can claim anything.
    public static let largestSampleCount = 1 << 29

    /// The first eight bytes of every PNG file.
    static let signature: [UInt8] = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]

    /// Unpacks a PNG file into gray, gray-alpha, RGB or RGBA samples; 16-bit samples keep their high byte.
    ///
    /// - Throws: `VisionError` for anything that is not a whole, undamaged PNG file, naming `name`.
    public static func decode(_ file: [UInt8], name: String = "PNG image") throws(VisionError) -> PixelImage {
        let header = try PNGHeader(file, name: name)
        let plain = try header.withoutColourSpace(file, name: name)
        let count = header.width * header.height * header.channels
        var pixels = [UInt8](repeating: 0, count: count)
        // libpng keeps the address of the file from its first call to its last.
        let failure = plain.withUnsafeBytes { file in
            pixels.withUnsafeMutableBytes { unpack(file, header, into: $0) }
        }
        if let failure { throw VisionError("\(name): \(failure)") }
        return PixelImage(checkedWidth: header.width, height: header.height, channels: header.channels, pixels: pixels)
    }

    /// Unpacks a file into memory of the header's size; what went wrong, or nothing.
    private static func unpack(
        _ file: UnsafeRawBufferPointer, _ header: PNGHeader, into pixels: UnsafeMutableRawBufferPointer
    ) -> String? {
        var image = png_image()
        image.version = UInt32(PNG_IMAGE_VERSION)
        defer { png_image_free(&image) }
        guard png_image_begin_read_from_memory(&image, file.baseAddress, file.count) != 0 else {
            return message(of: &image)
        }
        guard Int(image.width) == header.width, Int(image.height) == header.height else {
            return "two headers disagree"
        }
        image.flags |= UInt32(PNG_IMAGE_FLAG_16BIT_sRGB)
        image.format = header.format
        let rowBytes = Int32(header.width * header.channels)
        return png_image_finish_read(&image, nil, pixels.baseAddress, rowBytes, nil) != 0 ? nil : message(of: &image)
    }

    /// A PNG file of an image.
    ///
    /// - Parameter isQuick: less work for a somewhat larger file; for pictures that are soon replaced.
    public static func encode(_ source: PixelImage, isQuick: Bool = false) throws(VisionError) -> [UInt8] {
        try encode(
            width: source.width, height: source.height, format: PNGHeader.format(channels: source.channels),
            rowBytes: source.width * source.channels, pixels: source.pixels, colours: [], isQuick: isQuick)
    }

    /// A PNG file of an image whose every pixel is an index into at most 256 colours (red, green, blue triples).
    public static func encode(
        width: Int, height: Int, indices: [UInt8], colours: [UInt8], isQuick: Bool = false
    ) throws(VisionError) -> [UInt8] {
        guard !colours.isEmpty, colours.count % 3 == 0, colours.count <= 768, indices.count == width * height,
            indices.max().map({ Int($0) < colours.count / 3 }) ?? true
        else {
            throw VisionError(
                "\(indices.count) indices do not fit \(width) x \(height) or \(colours.count) bytes of colours")
        }
        // Chunks of PNG and zlib's counters have 32 bits.
        if width > 0, height > 0, indices.count < 1 << 30,
            let file = PNGChart.encode(width: width, height: height, indices: indices, colours: colours)
        {
            return file
        }
        return try encode(
            width: width, height: height, format: UInt32(PNG_FORMAT_FLAG_COLOR | PNG_FORMAT_FLAG_COLORMAP),
            rowBytes: width, pixels: indices, colours: colours, isQuick: isQuick)
    }

    private static func encode(
        width: Int, height: Int, format: UInt32, rowBytes: Int, pixels: [UInt8], colours: [UInt8], isQuick: Bool
    ) throws(VisionError) -> [UInt8] {
        guard width > 0, height > 0, rowBytes <= Int(Int32.max), height <= Int(Int32.max) else {
            throw VisionError("a PNG image cannot be \(width) x \(height)")
        }
        var image = png_image()
        image.version = UInt32(PNG_IMAGE_VERSION)
        image.width = UInt32(width)
        image.height = UInt32(height)
        image.format = format
        image.flags = isQuick ? UInt32(PNG_IMAGE_FLAG_FAST) : 0
        image.colormap_entries = UInt32(colours.count / 3)
        defer { png_image_free(&image) }
        // Room for incompressible data, so that one pass is enough.
        var size: Int = pixels.count + height + pixels.count / 500 + 4096
        var file = [UInt8](repeating: 0, count: size)
        var written = file.withUnsafeMutableBytes {
            png_image_write_to_memory(&image, $0.baseAddress, &size, 0, pixels, Int32(rowBytes), colours)
        }
        if written == 0, size > file.count {
            file = [UInt8](repeating: 0, count: size)
            written = file.withUnsafeMutableBytes {
                png_image_write_to_memory(&image, $0.baseAddress, &size, 0, pixels, Int32(rowBytes), colours)
            }
        }
        guard written != 0 else { throw VisionError("PNG cannot be written: \(message(of: &image))") }
        return Array(file.prefix(size))
    }

    /// libpng's own words for what went wrong.
    private static func message(of image: inout png_image) -> String {
        withUnsafeBytes(of: &image.message) { String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self) }
    }
}
