import CImages

/// JPEG files through libjpeg-turbo, which is loaded with the first one: baseline and progressive, gray, RGB and CMYK.
///
/// A picture is given as it is stored: how the camera was held (EXIF's orientation) is in `exif` and is not applied.
public enum JPEG {
    /// The library, loaded once, or why it could not be.
    private static let library: Result<Void, VisionError> = {
        let outcome = ErrorText { jpeg_image_load($0) }
        return outcome.result != 0 ? .success(()) : .failure(VisionError(outcome.text, kind: .unreadable))
    }()

    /// Why JPEG files cannot be read or written; nothing where they can.
    public static var missing: String? {
        if case .failure(let error) = library { return error.message }
        return nil
    }

    /// The library's file, and the Debian package that brings it.
    public static var libraryName: String { String(cString: jpeg_image_library()) }
    public static var packageName: String { String(cString: jpeg_image_package()) }

    /// What the file's header says.
    static func form(_ file: [UInt8], name: String) throws(VisionError) -> jpeg_form {
        try library.get()
        var form = jpeg_form()
        let outcome = ErrorText { jpeg_image_form(file, file.count, &form, $0) }
        guard outcome.result != 0 else {
            throw VisionError("\(name) is damaged: \(outcome.text)", kind: .unidentified)
        }
        return form
    }

    /// Unpacks a JPEG file.
    ///
    /// - Parameter isLenient: damaged data give what can be made of them, a file that is cut off ends in gray.
    /// - Throws: `VisionError` for anything that is not a whole JPEG file, naming `name`.
    public static func stored(_ file: [UInt8], name: String = "JPEG image", isLenient: Bool = false) throws(VisionError)
        -> StoredImage
    {
        var form = try form(file, name: name)
        let (width, height, channels) = (Int(form.width), Int(form.height), Int(form.components))
        guard width > 0, height > 0, width * height <= StoredImage.largestByteCount / 4 else {
            throw VisionError("\(name) claims to be \(width) x \(height): too large to read")
        }
        // Each square of 64 pixels takes at least one bit, but with arithmetic coding. Pictures take some fifty times more,
        // so that what is left of a file that was cut off passes too.
        guard form.is_arithmetic != 0 || file.count >= width * height / 512 else {
            throw VisionError("\(name) claims to be \(width) x \(height) but holds only \(file.count) bytes")
        }
        let count = width * height * channels
        var isWhole = false
        let outcome = ErrorText { message in
            [UInt8](unsafeUninitializedCapacity: count) { rows, filled in
                isWhole = jpeg_image_decode(file, file.count, &form, isLenient ? 1 : 0, rows.baseAddress, message) != 0
                filled = isWhole ? count : 0
            }
        }
        guard isWhole else { throw VisionError("\(name) is damaged: \(outcome.text)") }
        let kind: StoredImage.Kind = channels == 1 ? .gray : channels == 3 ? .colour : .inks
        var image = try StoredImage(width: width, height: height, kind: kind, samples: outcome.result)
        if kind == .inks { image.samples = image.samples.map { ~$0 } }
        image.format = .jpeg
        image.isInterlaced = form.is_progressive != 0
        image.exif = exif(file)
        return image
    }

    /// How a JPEG file is written.
    public struct Settings: Sendable {
        /// From 1, small and coarse, to 100.
        public var quality = 75
        /// Colours that are kept: 0 all, 1 every second of a row, 2 one of four; -1: one of four in RGB, all in CMYK.
        public var subsampling = -1
        /// Smaller by a few percent, for twice the work.
        public var isOptimized = false
        /// Sharpens scan by scan.
        public var isProgressive = false

        /// Pillow's: quality 75, one of four colours.
        public init() {}
    }

    /// A JPEG file of a gray, RGB or CMYK picture.
    public static func encode(_ image: StoredImage, _ settings: Settings = Settings()) throws(VisionError) -> [UInt8] {
        try library.get()
        guard image.width <= 65_500, image.height <= 65_500 else {
            throw VisionError("a JPEG image cannot be \(image.width) x \(image.height): at most 65500")
        }
        guard image.bitDepth == 8, [.gray, .colour, .inks].contains(image.kind) else {
            throw VisionError(
                "JPEG holds 8-bit gray, RGB and CMYK, not \(image.kind.rawValue) of \(image.bitDepth) bits")
        }
        guard (1...100).contains(settings.quality), (-1...2).contains(settings.subsampling) else {
            throw VisionError("quality is from 1 to 100 and subsampling from 0 to 2")
        }
        guard image.exif.count <= 65_500 else { throw VisionError("EXIF data is too long: \(image.exif.count) bytes") }
        var form = jpeg_form()
        (form.width, form.height) = (UInt32(image.width), UInt32(image.height))
        form.components = Int32(image.kind.channels)
        form.is_progressive = settings.isProgressive ? 1 : 0
        let samples = image.kind == .inks ? image.samples.map { ~$0 } : image.samples
        let exif = image.exif.isEmpty ? [] : exifStart + image.exif
        return try EncodedFile.make("JPEG") { file, count, message in
            jpeg_image_encode(
                &form, samples, Int32(settings.quality), Int32(settings.subsampling), settings.isOptimized ? 1 : 0,
                exif,
                exif.count, file, count, message)
        }
    }

    private static let exifStart: [UInt8] = Array("Exif\0\0".utf8)

    /// What follows `Exif\0\0` in the first such marker before the picture.
    private static func exif(_ file: [UInt8]) -> [UInt8] {
        var at = 2
        while at + 4 <= file.count, file[at] == 0xFF {
            let marker = file[at + 1]
            // Fill bytes stand alone; the picture begins with SOS.
            if marker == 0xFF {
                at += 1
                continue
            }
            let length = Int(file[at + 2]) << 8 | Int(file[at + 3])
            guard marker != 0xDA, length >= 2, at + 2 + length <= file.count else { return [] }
            let content = file[at + 4..<at + 2 + length]
            if marker == 0xE1, content.starts(with: exifStart) { return Array(content.dropFirst(exifStart.count)) }
            at += 2 + length
        }
        return []
    }
}
