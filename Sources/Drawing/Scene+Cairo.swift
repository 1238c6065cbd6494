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
                    return try PNG.encode(
                        width: few.width, height: few.height, indices: few.indices, colours: few.colours,
                        isQuick: isQuick, isSmall: colours < 256)
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
        guard let surface = cairo_image_surface_create(CAIRO_FORMAT_RGB24, Int32(columns), Int32(rows)),
            cairo_surface_status(surface) == CAIRO_STATUS_SUCCESS
        else { throw DrawingError("there is no memory for a picture of \(Int(columns)) x \(Int(rows)) pixels") }
        defer { cairo_surface_destroy(surface) }
        draw(on: surface, scale: scale)
        guard let data = cairo_image_surface_get_data(surface) else { throw DrawingError("Cairo gave no pixels") }
        return try body(
            ColourField(
                data, stride: Int(cairo_image_surface_get_stride(surface)), width: Int(columns), height: Int(rows)))
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
            draw(on: surface, scale: 1)
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

    private func draw(on surface: OpaquePointer, scale: Double) {
        guard let context = cairo_create(surface) else { return }
        defer { cairo_destroy(context) }
        cairo_scale(context, scale, scale)
        CairoText.prepare(context)
        context.set(background)
        cairo_paint(context)
        for mark in marks { context.draw(mark) }
        cairo_surface_flush(surface)
    }
}

/// A Cairo context draws marks.
extension OpaquePointer {
    fileprivate func set(_ color: Color) {
        cairo_set_source_rgba(self, color.red, color.green, color.blue, color.alpha)
    }

    fileprivate func draw(_ mark: Mark) {
        switch mark {
        case .shape(let path, let fill, let stroke):
            trace(path)
            // Round joins cost most of a long curve's drawing, and its corners are too flat to show them.
            var stroke = stroke
            if path.elements.count > 400 { stroke?.isRound = false }
            paint(fill, stroke, isLong: path.elements.count > 400)
        case .symbols(let symbol, let points, let size, let fill, let stroke):
            for point in points where point.x.isFinite && point.y.isFinite {
                trace(symbol.path(at: point, size: size))
                paint(symbol.isLinear ? nil : fill, stroke)
            }
        case .text(let text, let at, let style, let anchor, let angle):
            CairoText.draw(text, at: at, style: style, anchor: anchor, angle: angle, on: self)
        case .image(let image, let rect, let isSmooth):
            draw(image, in: rect, isSmooth: isSmooth)
        case .clipped(let rect, let marks):
            cairo_save(self)
            cairo_rectangle(self, rect.x, rect.y, rect.width, rect.height)
            cairo_clip(self)
            for mark in marks { draw(mark) }
            cairo_restore(self)
        }
    }

    private func trace(_ path: Path) {
        cairo_new_path(self)
        // A coarser grid of coverage is three times faster, and in a tangle of lines nobody sees it.
        cairo_set_antialias(self, path.elements.count > 400 ? CAIRO_ANTIALIAS_FAST : CAIRO_ANTIALIAS_DEFAULT)
        for element in path.elements {
            switch element {
            case .move(let p): cairo_move_to(self, p.x, p.y)
            case .line(let p): cairo_line_to(self, p.x, p.y)
            case .curve(let a, let b, let p): cairo_curve_to(self, a.x, a.y, b.x, b.y, p.x, p.y)
            case .close: cairo_close_path(self)
            }
        }
    }

    private func paint(_ fill: Color?, _ stroke: Stroke?, isLong: Bool = false) {
        if let fill, fill.alpha > 0 {
            set(fill)
            if stroke == nil { cairo_fill(self) } else { cairo_fill_preserve(self) }
        }
        if let stroke, stroke.width > 0, stroke.color.alpha > 0 {
            set(stroke.color)
            cairo_set_line_width(self, stroke.width)
            cairo_set_line_cap(
                self, stroke.isRound && stroke.dashes.isEmpty ? CAIRO_LINE_CAP_ROUND : CAIRO_LINE_CAP_BUTT)
            let join = isLong ? CAIRO_LINE_JOIN_BEVEL : stroke.isRound ? CAIRO_LINE_JOIN_ROUND : CAIRO_LINE_JOIN_MITER
            cairo_set_line_join(self, join)
            cairo_set_dash(self, stroke.dashes, Int32(stroke.dashes.count), 0)
            cairo_stroke(self)
        }
        cairo_new_path(self)
    }

    private func draw(_ image: PixelImage, in rect: Rect, isSmooth: Bool) {
        guard image.width > 0, image.height > 0, rect.width > 0, rect.height > 0,
            let surface = cairo_image_surface_create(CAIRO_FORMAT_ARGB32, Int32(image.width), Int32(image.height)),
            cairo_surface_status(surface) == CAIRO_STATUS_SUCCESS, let data = cairo_image_surface_get_data(surface)
        else { return }
        defer { cairo_surface_destroy(surface) }
        image.copyPremultiplied(to: data, stride: Int(cairo_image_surface_get_stride(surface)))
        cairo_surface_mark_dirty(surface)
        cairo_save(self)
        cairo_rectangle(self, rect.x, rect.y, rect.width, rect.height)
        cairo_clip(self)
        cairo_translate(self, rect.x, rect.y)
        cairo_scale(self, rect.width / Double(image.width), rect.height / Double(image.height))
        cairo_set_source_surface(self, surface, 0, 0)
        if let pattern = cairo_get_source(self) {
            cairo_pattern_set_filter(pattern, isSmooth ? CAIRO_FILTER_GOOD : CAIRO_FILTER_NEAREST)
            cairo_pattern_set_extend(pattern, CAIRO_EXTEND_PAD)
        }
        cairo_paint(self)
        cairo_restore(self)
    }
}

extension PixelImage {
    /// Writes the pixels as Cairo's ARGB32: 32-bit words with colours multiplied by the opacity.
    fileprivate func copyPremultiplied(to data: UnsafeMutablePointer<UInt8>, stride: Int) {
        pixels.withUnsafeBufferPointer { source in
            var at = 0
            for row in 0..<height {
                let line = UnsafeMutableRawPointer(data + row * stride).assumingMemoryBound(to: UInt32.self)
                for column in 0..<width {
                    let hasColour = channels >= 3
                    let red = UInt32(source[at])
                    let green = hasColour ? UInt32(source[at + 1]) : red
                    let blue = hasColour ? UInt32(source[at + 2]) : red
                    let alpha = channels % 2 == 0 ? UInt32(source[at + channels - 1]) : 255
                    func part(_ value: UInt32) -> UInt32 { (value * alpha + 127) / 255 }
                    line[column] = alpha << 24 | part(red) << 16 | part(green) << 8 | part(blue)
                    at += channels
                }
            }
        }
    }
}
