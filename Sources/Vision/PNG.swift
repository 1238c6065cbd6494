import CImages

/// PNG files through libpng: every kind is read and written, 1 to 16 bits, palettes, transparency, interlaced. What most
/// files are is read without it (`PNGRows`), in less time.
///
/// Samples come as they are stored: colour-space chunks (gAMA, iCCP …) are skipped, as Pillow and Keras do it.
public enum PNG {
    /// The first eight bytes of every PNG file.
    static let signature: [UInt8] = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]

    /// Unpacks a PNG file into gray, gray-alpha, RGB or RGBA samples; 16-bit samples keep their high byte.
    ///
    /// - Throws: `VisionError` for anything that is not a whole, undamaged PNG file, naming `name`.
    public static func decode(_ file: [UInt8], name: String = "PNG image") throws(VisionError) -> PixelImage {
        try stored(file, name: name).pixelImage()
    }

    /// Unpacks a PNG file as it is stored.
    ///
    /// - Throws: `VisionError` for anything that is not a whole, undamaged PNG file, naming `name`.
    public static func stored(_ file: [UInt8], name: String = "PNG image") throws(VisionError) -> StoredImage {
        let header = try PNGHeader(file, name: name)
        let (plain, exif) = try header.plain(file, name: name)
        var form = png_form()
        (form.width, form.height) = (UInt32(header.width), UInt32(header.height))
        (form.depth, form.colour) = (Int32(header.bitDepth), Int32(header.colourType))
        if let samples = PNGRows.unpack(
            plain, width: header.width, height: header.height, channels: header.kind.channels)
        {
            var image = try StoredImage(
                width: header.width, height: header.height, kind: header.kind, samples: samples)
            image.exif = exif
            return image
        }
        let rowBytes = header.width * header.kind.channels * (header.bitDepth == 16 ? 2 : 1)
        var isWhole = false
        let message = ErrorText { message in
            let samples = [UInt8](unsafeUninitializedCapacity: rowBytes * header.height) { rows, count in
                isWhole = png_image_decode(plain, plain.count, &form, rows.baseAddress, rowBytes, message) != 0
                count = isWhole ? rowBytes * header.height : 0
            }
            return samples
        }
        guard isWhole else { throw VisionError("\(name) is damaged: \(message.text)") }
        var image = try StoredImage(
            width: header.width, height: header.height, kind: header.kind, bitDepth: header.bitDepth,
            samples: message.result)
        image.exif = exif
        image.isInterlaced = form.is_interlaced != 0
        image.palette = withUnsafeBytes(of: form.palette) { Array($0.prefix(Int(form.palette_count) * 3)) }
        image.opacities = withUnsafeBytes(of: form.opacities) { Array($0.prefix(Int(form.opacity_count))) }
        if form.has_key != 0 {
            image.key = header.kind == .gray ? [form.key.0] : [form.key.0, form.key.1, form.key.2]
        }
        return image
    }

    /// A PNG file of an image.
    ///
    /// - Parameter isQuick: less work for a somewhat larger file; for pictures that are soon replaced.
    public static func encode(_ source: PixelImage, isQuick: Bool = false) throws(VisionError) -> [UInt8] {
        let kinds: [StoredImage.Kind] = [.gray, .grayAlpha, .colour, .colourAlpha]
        return try encode(
            StoredImage(
                width: source.width, height: source.height, kind: kinds[source.channels - 1], samples: source.pixels),
            isQuick: isQuick)
    }

    /// A PNG file of a picture of few colours, packed quickly.
    ///
    /// - Parameters:
    ///   - places: for each colour of the picture its place among `colours`.
    ///   - colours: red, green and blue of at most 256 colours.
    public static func encode(_ picture: ColourChanges, places: [UInt8], colours: [UInt8]) throws(VisionError)
        -> [UInt8]
    {
        guard picture.width > 0, picture.height > 0, picture.width * picture.height < 1 << 30, !colours.isEmpty,
            colours.count % 3 == 0, colours.count <= 768, places.count == picture.colours.count,
            places.max().map({ Int($0) < colours.count / 3 }) ?? true
        else {
            throw VisionError(
                "\(places.count) places do not fit \(picture.width) x \(picture.height) or \(colours.count) bytes of colours"
            )
        }
        return PNGChart.encode(picture, places: places, colours: colours)
    }

    /// A PNG file of an image whose every pixel is an index into at most 256 colours (red, green, blue triples).
    ///
    /// - Parameter level: zlib's level, from 0 to 9.
    public static func encode(
        width: Int, height: Int, indices: [UInt8], colours: [UInt8], level: Int = 6, isQuick: Bool = false
    ) throws(VisionError) -> [UInt8] {
        guard !colours.isEmpty, colours.count % 3 == 0, colours.count <= 768, indices.count == width * height,
            indices.max().map({ Int($0) < colours.count / 3 }) ?? true
        else {
            throw VisionError(
                "\(indices.count) indices do not fit \(width) x \(height) or \(colours.count) bytes of colours")
        }
        let count = colours.count / 3
        var image = try StoredImage(
            width: width, height: height, kind: .palette, bitDepth: count > 16 ? 8 : count > 4 ? 4 : count > 2 ? 2 : 1,
            samples: indices)
        image.palette = colours
        return try encode(image, level: level, isQuick: isQuick)
    }

    /// A PNG file of an image as it is to be stored.
    ///
    /// - Parameters:
    ///   - level: zlib's level, from 0 to 9.
    ///   - isQuick: less work for a somewhat larger file, whatever `level` says.
    public static func encode(_ image: StoredImage, level: Int = 6, isQuick: Bool = false) throws(VisionError)
        -> [UInt8]
    {
        guard (0...9).contains(level) else { throw VisionError("compress_level is from 0 to 9, not \(level)") }
        var form = try form(of: image)
        return try EncodedFile.make("PNG") { file, count, message in
            png_image_encode(
                &form, image.samples, image.rowBytes, isQuick ? 3 : Int32(level), isQuick ? 1 : 0, image.exif,
                image.exif.count, file, count, message)
        }
    }

    private static func form(of image: StoredImage) throws(VisionError) -> png_form {
        var form = png_form()
        guard image.width <= Int32.max, image.height <= Int32.max else {
            throw VisionError("a PNG image cannot be \(image.width) x \(image.height)")
        }
        (form.width, form.height) = (UInt32(image.width), UInt32(image.height))
        form.depth = Int32(image.bitDepth)
        form.is_interlaced = image.isInterlaced ? 1 : 0
        switch image.kind {
        case .gray: form.colour = 0
        case .colour: form.colour = 2
        case .palette: form.colour = 3
        case .grayAlpha: form.colour = 4
        case .colourAlpha: form.colour = 6
        case .inks: throw VisionError("a PNG image has no inks: convert it to RGB")
        }
        if image.kind == .palette {
            let count = image.palette.count / 3
            guard count > 0, image.palette.count % 3 == 0, count <= min(256, 1 << image.bitDepth),
                image.opacities.count <= count
            else {
                throw VisionError("\(count) colours do not fit \(image.bitDepth) bits")
            }
            guard image.samples.max().map({ Int($0) < count }) ?? true else {
                throw VisionError("a pixel's place is beyond the palette's \(count) colours")
            }
            withUnsafeMutableBytes(of: &form.palette) { $0.copyBytes(from: image.palette) }
            withUnsafeMutableBytes(of: &form.opacities) { $0.copyBytes(from: image.opacities) }
            form.palette_count = Int32(count)
            form.opacity_count = Int32(image.opacities.count)
        } else if let key = image.key, image.kind == .gray || image.kind == .colour {
            guard key.count == image.kind.channels else { throw VisionError("\(key) is no colour of the picture") }
            form.has_key = 1
            form.key = key.count == 1 ? (key[0], key[0], key[0]) : (key[0], key[1], key[2])
        }
        return form
    }
}
