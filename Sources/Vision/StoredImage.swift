/// A picture as its file stores it: samples of 1 to 16 bits, a palette, one transparent colour. What programs see as
/// modes (`P`, `I;16`, `CMYK` …) begins here; `pixelImage()` is the plain picture of 8-bit samples.
public struct StoredImage: Sendable, Equatable {
    /// What the samples of a pixel are.
    public enum Kind: String, Sendable, CaseIterable {
        /// One brightness.
        case gray
        /// Brightness and opacity.
        case grayAlpha
        /// Red, green, blue.
        case colour
        /// Red, green, blue, opacity; colours are not multiplied by it.
        case colourAlpha
        /// A place in the palette.
        case palette
        /// Cyan, magenta, yellow, black; 255 is full ink.
        case inks

        /// Samples of a pixel.
        public var channels: Int {
            switch self {
            case .gray, .palette: 1
            case .grayAlpha: 2
            case .colour: 3
            case .colourAlpha, .inks: 4
            }
        }
    }

    /// Kinds of files.
    public enum Format: String, Sendable {
        case png = "PNG"
        case jpeg = "JPEG"
    }

    /// The kind of file that it came from.
    public var format: Format = .png
    /// Columns and rows.
    public let width: Int, height: Int
    /// What the samples are.
    public let kind: Kind
    /// Bits of a sample in the file: 1, 2, 4, 8 or 16.
    public let bitDepth: Int
    /// Row by row from the top; a byte for a sample, for one of 16 bits two in the processor's order.
    public var samples: [UInt8]
    /// Red, green, blue of each colour; empty without a palette.
    public var palette: [UInt8] = []
    /// Opacities of the palette's first colours; the others are opaque.
    public var opacities: [UInt8] = []
    /// The one colour that is transparent, as stored: a gray, or red, green and blue.
    public var key: [UInt16]?
    /// The camera's notes: a TIFF header and what follows; empty where there are none.
    public var exif: [UInt8] = []
    /// True for rows in seven passes (PNG) or a picture that sharpens scan by scan (JPEG).
    public var isInterlaced = false

    /// The most bytes of samples that are read or made (512 MB): a header can claim anything.
    static let largestByteCount = 1 << 29

    /// A picture of samples.
    ///
    /// - Throws: `VisionError` where sizes and samples do not agree.
    public init(width: Int, height: Int, kind: Kind, bitDepth: Int = 8, samples: [UInt8]) throws(VisionError) {
        let (area, isTooLarge) = width.multipliedReportingOverflow(by: height)
        guard width > 0, height > 0, !isTooLarge, area <= StoredImage.largestByteCount else {
            throw VisionError("a picture cannot be \(width) x \(height)")
        }
        guard [1, 2, 4, 8, 16].contains(bitDepth), bitDepth >= 8 || kind == .gray || kind == .palette,
            bitDepth <= 8 || (kind != .palette && kind != .inks)
        else { throw VisionError("\(kind.rawValue) pictures have no samples of \(bitDepth) bits") }
        guard area * kind.channels * (bitDepth == 16 ? 2 : 1) == samples.count else {
            throw VisionError(
                "\(width) x \(height) x \(kind.channels) samples of \(bitDepth) bits do not fit in \(samples.count) bytes"
            )
        }
        self.width = width
        self.height = height
        self.kind = kind
        self.bitDepth = bitDepth
        self.samples = samples
    }

    /// Bytes of a row.
    var rowBytes: Int { width * kind.channels * (bitDepth == 16 ? 2 : 1) }

    /// Opens a picture file of either kind.
    ///
    /// - Parameter isLenient: a damaged JPEG file gives what can be made of it.
    /// - Throws: `VisionError` naming `name`: of kind `unidentified` for what is no picture, else `damaged`.
    public init(file: [UInt8], name: String, isLenient: Bool = false) throws(VisionError) {
        switch try Format(file, name: name) {
        case .png: self = try PNG.stored(file, name: name)
        case .jpeg: self = try JPEG.stored(file, name: name, isLenient: isLenient)
        }
    }

    /// Width and height of a picture file, from its header alone.
    public static func size(of file: [UInt8], name: String) throws(VisionError) -> (width: Int, height: Int) {
        switch try Format(file, name: name) {
        case .png:
            let header = try PNGHeader(file, name: name)
            return (header.width, header.height)
        case .jpeg:
            let form = try JPEG.form(file, name: name)
            return (Int(form.width), Int(form.height))
        }
    }
}

extension StoredImage.Format {
    /// Beginnings of files that people take for pictures which are read here.
    private static let others: [(start: [UInt8], name: String)] = [
        (Array("GIF8".utf8), "a GIF file"), (Array("BM".utf8), "a BMP file"), (Array("RIFF".utf8), "a WebP file"),
        (Array("II*\0".utf8), "a TIFF file"), (Array("MM\0*".utf8), "a TIFF file"),
        (Array("<svg".utf8), "an SVG drawing"), (Array("<?xml".utf8), "an XML file"), (Array("<!".utf8), "a web page"),
        (Array("<html".utf8), "a web page"), (Array("P5".utf8), "a PGM file"), (Array("P6".utf8), "a PPM file"),
    ]

    /// The kind of a file, told from its first bytes.
    init(_ file: [UInt8], name: String) throws(VisionError) {
        if file.starts(with: PNG.signature) {
            self = .png
        } else if file.starts(with: [0xFF, 0xD8, 0xFF]) {
            self = .jpeg
        } else if file.isEmpty {
            throw VisionError("\(name) is empty", kind: .unidentified)
        } else {
            let known = Self.others.first { file.starts(with: $0.start) }?.name
            throw VisionError(
                known.map { "\(name) is \($0); PNG and JPEG files are read" }
                    ?? "\(name) is neither a PNG nor a JPEG file", kind: .unidentified)
        }
    }
}
