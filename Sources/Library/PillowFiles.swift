import Arrays
import Drawing
import Language
import Tensors
import Vision

/// What `PIL.Image` asks of the program: files to arrays and back, and loops that would be slow in the language.
enum PillowFiles {
    static let module = NativeModule(
        "PIL._files", doc: "Picture files as arrays.", functions: [size, decode, png, jpeg, two, places, colour])

    private static func bytes(_ call: Call, _ place: Int) throws(LanguageError) -> [UInt8] {
        guard let bytes = call[place].byteContent else {
            throw .typeError("a bytes-like object is required, not '\(call[place].typeName)'")
        }
        return bytes
    }

    /// Damaged files are OSError, as in Pillow.
    private static func opening<T>(_ body: () throws(VisionError) -> T) throws(LanguageError) -> T {
        do { return try body() } catch { throw LanguageError(.osError, error.message, hint: error.hint) }
    }

    private static let size = NativeFunction(
        "size", [Parameter("content", doc: "The bytes of a file."), Parameter("name", doc: "What errors call it.")],
        doc: "Format, width and height of a picture file, or why it is none."
    ) { (call) throws(LanguageError) in
        let (content, name) = (try bytes(call, 0), try call.string(1))
        do throws(VisionError) {
            let (width, height) = try StoredImage.size(of: content, name: name)
            let format: StoredImage.Format = content.first == 0xFF ? .jpeg : .png
            return Value([Value(format.rawValue), .int(width), .int(height)])
        } catch {
            if error.kind == .unidentified { return Value(error.message) }
            throw LanguageError(.osError, error.message, hint: error.hint)
        }
    }

    private static let decode = NativeFunction(
        "decode",
        [Parameter("content", doc: "The bytes of a file."), Parameter("name"), Parameter("lenient", .bool(false))],
        doc: "Format, kind, bit depth, samples [height, width, channels], palette, opacities, key, EXIF, interlaced."
    ) { (call) throws(LanguageError) in
        let (content, name, isLenient) = (try bytes(call, 0), try call.string(1), try call.bool(2))
        let image = try opening { () throws(VisionError) in
            try StoredImage(file: content, name: name, isLenient: isLenient)
        }
        let shape = [image.height, image.width, image.kind.channels]
        let samples = try lifting { () throws(TensorError) in
            if image.bitDepth < 16 { return try Tensor(image.samples, shape: shape) }
            return try Tensor(image.samples.withUnsafeBytes { Array($0.bindMemory(to: UInt16.self)) }, shape: shape)
        }
        return Value([
            Value(image.format.rawValue), Value(image.kind.rawValue), .int(image.bitDepth), Value(samples),
            .object(BytesObject(image.palette)), .object(BytesObject(image.opacities)),
            image.key.map { Value($0.map { .int(Int($0)) }) } ?? .none, .object(BytesObject(image.exif)),
            .bool(image.isInterlaced),
        ])
    }

    /// Samples of a call as a picture.
    private static func image(_ call: Call, _ kindName: String, depth: Int) throws(LanguageError) -> StoredImage {
        let tensor = try call.tensor(0, dtype: depth == 16 ? .uint16 : .uint8)
        guard let kind = StoredImage.Kind(rawValue: kindName), tensor.rank == 3, tensor.shape[2] == kind.channels else {
            throw .valueError("samples \(tensor.shape) are not \(kindName)")
        }
        let samples = try lifting { () throws(TensorError) in try tensor.contiguous().rawBytes() }
        return try raising { () throws(VisionError) in
            try StoredImage(
                width: tensor.shape[1], height: tensor.shape[0], kind: kind, bitDepth: depth, samples: samples)
        }
    }

    private static let png = NativeFunction(
        "encode_png",
        [
            Parameter("samples", doc: "[height, width, channels]"), Parameter("kind"), Parameter("depth"),
            Parameter("palette"), Parameter("opacities"), Parameter("key"), Parameter("exif"),
            Parameter("interlaced"), Parameter("level"),
        ], doc: "The bytes of a PNG file."
    ) { (call) throws(LanguageError) in
        var image = try image(call, call.string(1), depth: call.int(2))
        image.palette = try bytes(call, 3)
        image.opacities = try bytes(call, 4)
        if call.optional(5) != nil {
            image.key = try NumberField.list(call[5], call.interpreter).map { UInt16(min(max($0, 0), 65535)) }
        }
        image.exif = try bytes(call, 6)
        image.isInterlaced = try call.bool(7)
        let (finished, level) = (image, try call.int(8))
        return .object(
            BytesObject(try raising { () throws(VisionError) in try PNG.encode(finished, level: level) }))
    }

    private static let jpeg = NativeFunction(
        "encode_jpeg",
        [
            Parameter("samples", doc: "uint8 [height, width, channels]"), Parameter("kind"), Parameter("quality"),
            Parameter("subsampling"), Parameter("optimize"), Parameter("progressive"), Parameter("exif"),
        ], doc: "The bytes of a JPEG file."
    ) { (call) throws(LanguageError) in
        var image = try image(call, call.string(1), depth: 8)
        var settings = JPEG.Settings()
        settings.quality = try call.int(2)
        settings.subsampling = try call.int(3)
        settings.isOptimized = try call.bool(4)
        settings.isProgressive = try call.bool(5)
        image.exif = try bytes(call, 6)
        let (finished, wanted) = (image, settings)
        return .object(BytesObject(try opening { () throws(VisionError) in try JPEG.encode(finished, wanted) }))
    }

    private static func samples(_ call: Call, channels: Int) throws(LanguageError) -> (bytes: [UInt8], shape: [Int]) {
        let tensor = try call.tensor(0, dtype: .uint8)
        guard tensor.rank == 3, tensor.shape[2] == channels else { throw .valueError("samples \(tensor.shape)") }
        return (try lifting { () throws(TensorError) in try tensor.contiguous().rawBytes() }, tensor.shape)
    }

    private static let two = NativeFunction(
        "to_two", [Parameter("grays", doc: "uint8 [height, width, 1]")], doc: "0 and 255, dithered."
    ) { (call) throws(LanguageError) in
        let (bytes, shape) = try samples(call, channels: 1)
        let result = FewColours.blackAndWhite(bytes, width: shape[1])
        return Value(try lifting { () throws(TensorError) in try Tensor(result, shape: shape) })
    }

    private static let places = NativeFunction(
        "to_palette",
        [Parameter("colours", doc: "uint8 [height, width, 3]"), Parameter("palette"), Parameter("dithered")],
        doc: "The place of a colour of the palette for each pixel."
    ) { (call) throws(LanguageError) in
        let (pixels, shape) = try samples(call, channels: 3)
        let palette = try bytes(call, 1)
        guard (3...768).contains(palette.count), palette.count % 3 == 0 else {
            throw .valueError("a palette has 1 to 256 colours")
        }
        let result = FewColours.places(pixels, width: shape[1], palette: palette, isDithered: try call.bool(2))
        return Value(try lifting { () throws(TensorError) in try Tensor(result, shape: [shape[0], shape[1], 1]) })
    }

    private static let colour = NativeFunction(
        "colour", [Parameter("name", doc: "'red' or '#ff0000'")], doc: "Red, green, blue and opacity, 0 to 255."
    ) { (call) throws(LanguageError) in
        let name = try call.string(0)
        guard name.count > 2, Double(name) == nil, let color = try? Color(named: name) else {
            throw .valueError("unknown color specifier: '\(name)'")
        }
        return Value(
            [color.red, color.green, color.blue, color.alpha].map { .int(Int(($0 * 255).rounded())) })
    }
}
