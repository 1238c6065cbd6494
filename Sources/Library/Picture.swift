import Drawing
import JSON
import Language
import Vision

/// A drawing as a value of the language: it shows itself as a cell's result and can be saved.
final class PictureObject: Object {
    let scene: Scene
    /// What terminals show.
    let text: String

    init(_ scene: Scene, text: String) { (self.scene, self.text) = (scene, text) }

    override var nativeType: NativeType { .picture }

    /// Writes a drawing as PNG or SVG, as the path's ending says; without an ending, as PNG.
    ///
    /// - dpi: pixels to an inch of 100 logical pixels.
    /// - Returns: the bytes of the file.
    static func write(_ scene: Scene, to path: String, dpi: Double) throws(LanguageError) -> [UInt8] {
        let name = path.split(separator: "/").last.map(String.init) ?? ""
        let ending =
            name.split(separator: ".", omittingEmptySubsequences: false).dropFirst().last?.lowercased() ?? "png"
        let bytes: [UInt8]
        switch ending {
        case "svg": bytes = Array(try raising { () throws(DrawingError) in try scene.svg() }.utf8)
        case "png": bytes = try png(scene, dpi: dpi)
        default:
            throw .valueError(
                "Format '\(ending)' is not supported (supported formats: png, svg)",
                hint: "let the file's name end in .png or .svg")
        }
        try raising { () throws(VisionError) in try FileBytes.write(bytes, to: path) }
        return bytes
    }

    /// A PNG file of a drawing, with a hint where it would be too large.
    static func png(_ scene: Scene, dpi: Double) throws(LanguageError) -> [UInt8] {
        let (width, height) = (scene.width * dpi / 100, scene.height * dpi / 100)
        // Cairo's own limit for a side is 32,767 pixels.
        guard width * height <= 1e8, max(width, height) <= 32_000 else {
            throw .valueError(
                "a picture of \(Int(width)) x \(Int(height)) pixels is too large",
                hint: "give a smaller dpi, or a file that ends in .svg")
        }
        return try raising { () throws(DrawingError) in try scene.png(scale: dpi / 100) }
    }

    /// A number of dots an inch, from 10 to 2000.
    static func dpi(_ call: Call, _ place: Int) throws(LanguageError) -> Double {
        let dpi = try call.double(place)
        guard (10...2000).contains(dpi) else { throw .valueError("dpi must be a number from 10 to 2000, not \(dpi)") }
        return dpi
    }

    fileprivate static func of(_ value: Value?) throws(LanguageError) -> PictureObject {
        guard case .object(let picture as PictureObject)? = value else { throw .typeError("a picture expected") }
        return picture
    }
}

extension NativeType {
    /// Drawings.
    static let picture = NativeType(
        name: "Picture", module: "svertka", doc: "A drawing: shown as a cell's result, saved by save(path).",
        methods: [
            NativeFunction(
                "save", [Parameter("path", doc: "a file that ends in .png or .svg"), Parameter("dpi", .int(200))],
                doc: "Writes the drawing to a file."
            ) { (call) throws(LanguageError) in
                let picture = try PictureObject.of(call.receiver)
                _ = try PictureObject.write(
                    picture.scene, to: call.interpreter.str(call[0]), dpi: PictureObject.dpi(call, 1))
                return .none
            }
        ],
        properties: [
            NativeProperty("text", doc: "What the drawing says, in lines.") { (object, _) throws(LanguageError) in
                Value(try PictureObject.of(.object(object)).text)
            }
        ],
        slots: Slots {
            $0.repr = { (object, _) throws(LanguageError) in try PictureObject.of(.object(object)).text }
            $0.mimeBundle = { (object, interpreter) throws(LanguageError) in
                let picture = try PictureObject.of(.object(object))
                guard interpreter.host.showsPictures else { return MIMEBundle(text: picture.text) }
                var bundle = MIMEBundle(text: picture.text)
                for type in OpenFigures.of(interpreter).formats {
                    bundle.content[type] =
                        type == "image/png"
                        ? .bytes(try PictureObject.png(picture.scene, dpi: 200))
                        : .text(try raising { () throws(DrawingError) in try picture.scene.svg() })
                    bundle.metadata[type] = .object([
                        ("width", .int(Int(picture.scene.width.rounded()))),
                        ("height", .int(Int(picture.scene.height.rounded()))),
                    ])
                }
                return bundle
            }
        })
}
