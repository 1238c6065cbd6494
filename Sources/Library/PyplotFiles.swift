import Arrays
import Drawing
import Language
import Tensors
import Vision

/// Image files as pyplot reads and writes them.
enum PyplotFiles {
    static let functions = [
        NativeFunction(
            "imread", [Parameter("fname", doc: "a path or an open file"), Parameter("format", .none)],
            doc: """
                Reads a PNG or JPEG file. PNG: float32 numbers from 0 to 1, JPEG: uint8; [H, W] for gray, else \
                [H, W, 3] or [H, W, 4].
                """, body: read),
        NativeFunction(
            "imsave",
            [
                Parameter("fname", doc: "a path that ends in .png or .jpg, or an open file"), Parameter("arr"),
                .keyword("vmin", .none), .keyword("vmax", .none), .keyword("cmap", .none), .keyword("format", .none),
                .keyword("origin", .str("upper")), .keyword("dpi", .int(100)), .keyword("metadata", .none),
                .keyword("pil_kwargs", .none),
            ], doc: "Writes an array as a picture; numbers with two axes through a colour map.", body: save),
    ]

    /// The bytes of a path or an open file, and what errors call it.
    private static func content(_ value: Value, _ interpreter: Interpreter) throws(LanguageError) -> ([UInt8], String) {
        if let reader = try interpreter.findAttribute(value, "read") {
            guard let bytes = try interpreter.call(reader, []).byteContent else {
                throw .typeError("the file is open for text: open(path, 'rb') gives bytes")
            }
            return (bytes, "the file")
        }
        let path = try interpreter.str(value)
        return (try raising { () throws(VisionError) in try FileBytes.read(path) }, path)
    }

    private static func read(_ call: Call) throws(LanguageError) -> Value {
        let (file, name) = try content(call[0], call.interpreter)
        let stored = try raising { () throws(VisionError) in try StoredImage(file: file, name: name) }
        return Value(try lifting { () throws(TensorError) in try array(of: stored) })
    }

    /// matplotlib's array: PNG from 0 to 1, palettes and gray with opacity as four channels.
    private static func array(of stored: StoredImage) throws(TensorError) -> Tensor {
        var stored = stored
        let hasOpacity = stored.format == .png && (stored.kind == .palette || stored.kind == .grayAlpha)
        // One transparent colour is nothing that matplotlib looks at.
        stored.key = nil
        if stored.kind == .gray, stored.bitDepth == 16 {
            let wide = stored.samples.withUnsafeBytes { Array($0.bindMemory(to: UInt16.self)) }
            return try Tensor(wide.map { Float($0) / 65_535 }, shape: [stored.height, stored.width])
        }
        var image = stored.pixelImage()
        if hasOpacity || stored.kind == .inks { image = image.withOpacity }
        let shape = [image.height, image.width] + (image.channels == 1 ? [] : [image.channels])
        if stored.format == .jpeg { return try Tensor(image.pixels, shape: shape) }
        return try Tensor(image.pixels.map { Float($0) / 255 }, shape: shape)
    }

    private static func save(_ call: Call) throws(LanguageError) -> Value {
        let interpreter = call.interpreter
        let map = try PyplotLines.colormap(call.optional(4), OpenFigures.of(interpreter), interpreter)
        let field = try NumberField(call[1], interpreter)
        var low: Double?
        var high: Double?
        if call.optional(2) != nil { low = try call.double(2) }
        if call.optional(3) != nil { high = try call.double(3) }
        var image = try ImageField.of(field, map: map, low: low, high: high).pixels.withOpacity
        let origin = try call.string(6)
        guard origin == "upper" || origin == "lower" else {
            throw .valueError("'\(origin)' is not a valid value for origin; supported values are 'upper', 'lower'")
        }
        if origin == "lower" { image = image.upsideDown }
        let writer = try interpreter.findAttribute(call[0], "write")
        var path = ""
        if writer == nil { path = try interpreter.str(call[0]) }
        let ending = PyplotFiles.ending(of: path)
        var format = ending ?? "png"
        if call.optional(5) != nil { format = try call.string(5).lowercased() }
        let (picture, kind) = (image, format)
        let file = try raising { () throws(VisionError) in try encoded(picture, kind) }
        if let writer {
            _ = try interpreter.call(writer, [.object(BytesObject(file))])
        } else {
            let name = ending == nil ? path + ".png" : path
            try raising { () throws(VisionError) in try FileBytes.write(file, to: name) }
        }
        return .none
    }

    /// What follows the last point of a file's name, in small letters.
    private static func ending(of path: String) -> String? {
        let parts = (path.split(separator: "/").last ?? "").split(separator: ".")
        return parts.count > 1 ? parts.last?.lowercased() : nil
    }

    private static func encoded(_ image: PixelImage, _ format: String) throws(VisionError) -> [UInt8] {
        switch format {
        case "png": return try PNG.encode(image)
        case "jpg", "jpeg":
            var settings = JPEG.Settings()
            settings.quality = 75
            let flat = image.onWhite
            return try JPEG.encode(
                StoredImage(width: flat.width, height: flat.height, kind: .colour, samples: flat.pixels), settings)
        default:
            throw VisionError("Format '\(format)' is not supported (supported formats: jpeg, jpg, png)")
        }
    }
}

extension PixelImage {
    /// The picture with four channels.
    var withOpacity: PixelImage {
        if channels == 4 { return self }
        var samples: [UInt8] = []
        samples.reserveCapacity(width * height * 4)
        for start in stride(from: 0, to: pixels.count, by: channels) {
            let colour =
                channels < 3 ? [pixels[start], pixels[start], pixels[start]] : Array(pixels[start..<start + 3])
            samples += colour
            samples.append(channels == 2 ? pixels[start + 1] : 255)
        }
        return (try? PixelImage(width: width, height: height, channels: 4, pixels: samples)) ?? self
    }

    /// Three channels: where the picture is clear, white shines through.
    var onWhite: PixelImage {
        let source = withOpacity.pixels
        var samples: [UInt8] = []
        samples.reserveCapacity(width * height * 3)
        for start in stride(from: 0, to: source.count, by: 4) {
            let opacity = Int(source[start + 3])
            for channel in 0..<3 {
                samples.append(UInt8((Int(source[start + channel]) * opacity + 255 * (255 - opacity) + 127) / 255))
            }
        }
        return (try? PixelImage(width: width, height: height, channels: 3, pixels: samples)) ?? self
    }
}
