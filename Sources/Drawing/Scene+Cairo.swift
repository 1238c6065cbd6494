import CCairo
import Vision

/// A drawing goes to Cairo mark by mark; the same walk makes the pixels of a PNG and the elements of an SVG.
extension Scene {
    /// A PNG file, `scale` pixels to a logical pixel.
    ///
    /// - Parameters:
    ///   - isQuick: less work for a somewhat larger file; for pictures that are soon replaced.
    ///   - colours: at most so many, the most frequent ones, where no photograph is on it; 256 at most. With fewer the
    ///     file is packed as small as it can be.
    /// - Throws: `DrawingError` when the picture would be larger than 100 million pixels.
    public func png(
        scale: Double = 2, isQuick: Bool = false, colours: Int = 256
    ) throws(DrawingError) -> [UInt8] {
        try drawn(scale: scale) { (field) throws(DrawingError) in
            do throws(VisionError) {
                if let few = IndexedImage(field, mayMerge: !holdsImages, limit: colours) {
                    return try few.png(isQuick: isQuick, isSmall: colours < 256)
                }
                return try PNG.encode(field.image(), isQuick: isQuick)
            } catch {
                throw DrawingError(error.message)
            }
        }
    }

    /// The picture as opaque RGB pixels, `scale` of them to a logical pixel.
    public func pixels(scale: Double = 2) throws(DrawingError) -> PixelImage {
        try drawn(scale: scale) { (field) throws(DrawingError) in
            do throws(VisionError) { return try field.image() } catch { throw DrawingError(error.message) }
        }
    }

    /// Draws the pixels and gives them to `body`, which must not keep them.
    private func drawn<Result>(
        scale: Double, _ body: (ColourField) throws(DrawingError) -> Result
    ) throws(DrawingError) -> Result {
        let (columns, rows) = ((width * scale).rounded(), (height * scale).rounded())
        guard columns >= 1, rows >= 1, columns * rows <= 1e8 else {
            throw DrawingError("a picture of \(columns) x \(rows) pixels cannot be drawn")
        }
        let memory = try SurfaceMemory(width: Int(columns), height: Int(rows))
        guard
            let surface = cairo_image_surface_create_for_data(
                memory.data, CAIRO_FORMAT_RGB24, Int32(columns), Int32(rows), Int32(memory.stride))
        else { throw DrawingError("Cairo takes no picture of \(Int(columns)) x \(Int(rows)) pixels") }
        defer { cairo_surface_destroy(surface) }
        guard cairo_surface_status(surface) == CAIRO_STATUS_SUCCESS else {
            throw DrawingError("Cairo takes no picture of \(Int(columns)) x \(Int(rows)) pixels")
        }
        draw(
            on: surface, scale: scale,
            canvas: PixelCanvas(memory.data, stride: memory.stride, width: Int(columns), height: Int(rows)))
        let field = ColourField(memory.data, stride: memory.stride, width: Int(columns), height: Int(rows))
        defer { withExtendedLifetime(memory) {} }
        return try body(field)
    }

    /// The drawing as an SVG document; letters are outlines, so that it looks the same everywhere.
    public func svg() throws(DrawingError) -> String {
        var document = [UInt8]()
        let error = withUnsafeMutablePointer(to: &document) { target -> cairo_status_t in
            let write: cairo_write_func_t = { closure, bytes, count in
                guard let closure, let bytes else { return CAIRO_STATUS_WRITE_ERROR }
                closure.assumingMemoryBound(to: [UInt8].self).pointee
                    .append(contentsOf: UnsafeBufferPointer(start: bytes, count: Int(count)))
                return CAIRO_STATUS_SUCCESS
            }
            guard let surface = cairo_svg_surface_create_for_stream(write, target, width, height) else {
                return CAIRO_STATUS_NO_MEMORY
            }
            defer { cairo_surface_destroy(surface) }
            cairo_svg_surface_set_document_unit(surface, CAIRO_SVG_UNIT_PX)
            draw(on: surface, scale: 1, canvas: nil)
            cairo_surface_finish(surface)
            return cairo_surface_status(surface)
        }
        guard error == CAIRO_STATUS_SUCCESS else {
            throw DrawingError("SVG cannot be written: \(String(cString: cairo_status_to_string(error)))")
        }
        return String(decoding: document, as: UTF8.self)
    }

    /// True when some mark is a photograph or another field of pixels, whose colours must stay exact.
    private var holdsImages: Bool {
        func holds(_ marks: [Mark]) -> Bool {
            marks.contains { mark in
                switch mark {
                case .image: true
                case .clipped(_, let inner): holds(inner)
                default: false
                }
            }
        }
        return holds(marks)
    }

    private func draw(on surface: OpaquePointer, scale: Double, canvas: PixelCanvas?) {
        guard let context = cairo_create(surface) else { return }
        defer { cairo_destroy(context) }
        cairo_scale(context, scale, scale)
        CairoText.prepare(context)
        context.set(background)
        cairo_paint(context)
        var painter = MarkPainter(context, on: surface, scale: scale, canvas: canvas)
        painter.draw(marks)
        cairo_surface_flush(surface)
    }
}
