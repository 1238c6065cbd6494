import CCairo
import Vision

/// Draws marks one after the other through Cairo, and straight into the pixels what is quicker so: long curves, many
/// symbols, crisp images.
struct MarkPainter {
    private let context: OpaquePointer
    private let surface: OpaquePointer
    private let scale: Double
    /// The pixels; nil where an SVG document is written.
    private var canvas: PixelCanvas?
    private var stamps = SymbolStamps()

    /// - Parameter scale: pixels to a logical pixel, by which the context is scaled.
    init(_ context: OpaquePointer, on surface: OpaquePointer, scale: Double, canvas: PixelCanvas?) {
        (self.context, self.surface, self.scale, self.canvas) = (context, surface, scale, canvas)
    }

    mutating func draw(_ marks: [Mark]) {
        for mark in marks { draw(mark) }
    }

    private mutating func draw(_ mark: Mark) {
        switch mark {
        case .shape(let path, let fill, let stroke):
            let isLong = path.elements.count > 400
            if fill == nil, let stroke, drawCurve(path, stroke) { return }
            context.trace(path)
            context.paint(fill, stroke, isLong: isLong)
        case .symbols(let symbol, let points, let size, let fill, let stroke):
            draw(symbol, points, size, fill, stroke)
        case .text(let text, let at, let style, let anchor, let angle):
            CairoText.draw(text, at: at, style: style, anchor: anchor, angle: angle, on: context)
        case .image(let image, let rect, let isSmooth):
            if isSmooth || !drawCrisp(image, in: rect) { context.draw(image, in: rect, isSmooth: isSmooth) }
        case .clipped(let rect, let marks):
            cairo_save(context)
            cairo_rectangle(context, rect.x, rect.y, rect.width, rect.height)
            cairo_clip(context)
            let whole = canvas
            let (columns, rows) = (pixels(rect.x, rect.right), pixels(rect.y, rect.bottom))
            canvas?.clip(columns: columns, rows: rows)
            for mark in marks { draw(mark) }
            canvas = whole
            cairo_restore(context)
        }
    }

    /// The pixels between two edges, each brought to the nearest one.
    private func pixels(_ from: Double, _ to: Double) -> Range<Int> {
        func edge(_ at: Double) -> Int { Int(exactly: min(max(at * scale, -1e6), 1e6).rounded()) ?? 0 }
        return edge(from)..<max(edge(to), edge(from))
    }

    /// Writes into the pixels between two walks of Cairo.
    private func write(_ body: (PixelCanvas) -> Void) -> Bool {
        guard let canvas else { return false }
        cairo_surface_flush(surface)
        body(canvas)
        cairo_surface_mark_dirty(surface)
        return true
    }

    /// Draws a long solid curve from left to right; false for all others.
    private func drawCurve(_ path: Path, _ stroke: Stroke) -> Bool {
        guard canvas != nil, path.elements.count > 100, stroke.dashes.isEmpty, stroke.width > 0 else { return false }
        var points: [Point] = []
        points.reserveCapacity(path.elements.count)
        for element in path.elements {
            switch element {
            case .move(let point) where points.isEmpty: points.append(Point(point.x * scale, point.y * scale))
            case .line(let point): points.append(Point(point.x * scale, point.y * scale))
            default: return false
            }
        }
        guard points.allSatisfy({ $0.x.isFinite && $0.y.isFinite }), CurveCoverage.isFromLeftToRight(points) else {
            return false
        }
        return write { canvas in
            let seen = CurveCoverage(points, width: stroke.width * scale, columns: canvas.columns, rows: canvas.rows)
            if let seen { canvas.blend(seen, stroke.color) }
        }
    }

    private mutating func draw(_ symbol: Symbol, _ points: [Point], _ size: Double, _ fill: Color?, _ stroke: Stroke?) {
        let fill = symbol.isLinear ? nil : fill
        let finite = points.filter { $0.x.isFinite && $0.y.isFinite }
        // Large ones are few, and a stamp of theirs would be large too.
        if canvas != nil, size * scale < 64, stroke.map({ $0.dashes.isEmpty && $0.width * scale < 16 }) ?? true {
            // Taken out, so that it is not copied.
            var known = stamps
            stamps = SymbolStamps()
            _ = write { canvas in
                for point in finite {
                    let at = Point(point.x * scale, point.y * scale)
                    if let fill,
                        let inside = known.coverage(symbol, at: at, size: size * scale, pen: nil, isRound: false)
                    {
                        canvas.blend(inside, fill)
                    }
                    if let stroke, stroke.width > 0,
                        let outline = known.coverage(
                            symbol, at: at, size: size * scale, pen: stroke.width * scale, isRound: stroke.isRound)
                    {
                        canvas.blend(outline, stroke.color)
                    }
                }
            }
            stamps = known
            return
        }
        for point in finite {
            context.trace(symbol.path(at: point, size: size))
            context.paint(fill, stroke)
        }
    }

    /// Draws an opaque image with crisp pixels; false for one with transparent pixels.
    private func drawCrisp(_ image: PixelImage, in rect: Rect) -> Bool {
        guard canvas != nil, image.channels % 2 == 1, image.width > 0, image.height > 0 else { return false }
        return write { canvas in
            canvas.stretch(
                image.words, width: image.width, height: image.height,
                overColumns: (rect.x * scale, rect.right * scale), rows: (rect.y * scale, rect.bottom * scale))
        }
    }
}

/// A Cairo context traces and paints outlines.
extension OpaquePointer {
    func set(_ color: Color) { cairo_set_source_rgba(self, color.red, color.green, color.blue, color.alpha) }

    func trace(_ path: Path) {
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

    /// Sets width, ends, corners and dashes of the pen.
    ///
    /// - Parameter isLong: true for outlines of many points: round joins would cost most of their drawing, and their
    ///   corners are too flat to show them.
    func setPen(_ stroke: Stroke, isLong: Bool = false) {
        let isRound = stroke.isRound && !isLong
        cairo_set_line_width(self, stroke.width)
        cairo_set_line_cap(self, isRound && stroke.dashes.isEmpty ? CAIRO_LINE_CAP_ROUND : CAIRO_LINE_CAP_BUTT)
        let join = isLong ? CAIRO_LINE_JOIN_BEVEL : isRound ? CAIRO_LINE_JOIN_ROUND : CAIRO_LINE_JOIN_MITER
        cairo_set_line_join(self, join)
        cairo_set_dash(self, stroke.dashes, Int32(stroke.dashes.count), 0)
    }

    func paint(_ fill: Color?, _ stroke: Stroke?, isLong: Bool = false) {
        if let fill, fill.alpha > 0 {
            set(fill)
            if stroke == nil { cairo_fill(self) } else { cairo_fill_preserve(self) }
        }
        if let stroke, stroke.width > 0, stroke.color.alpha > 0 {
            set(stroke.color)
            setPen(stroke, isLong: isLong)
            cairo_stroke(self)
        }
        cairo_new_path(self)
    }

    fileprivate func draw(_ image: PixelImage, in rect: Rect, isSmooth: Bool) {
        guard image.width > 0, image.height > 0, rect.width > 0, rect.height > 0,
            let surface = cairo_image_surface_create(CAIRO_FORMAT_ARGB32, Int32(image.width), Int32(image.height)),
            cairo_surface_status(surface) == CAIRO_STATUS_SUCCESS, let data = cairo_image_surface_get_data(surface)
        else { return }
        defer { cairo_surface_destroy(surface) }
        let stride = Int(cairo_image_surface_get_stride(surface))
        image.words.withUnsafeBufferPointer { words in
            for row in 0..<image.height {
                UnsafeMutableRawPointer(data + row * stride).assumingMemoryBound(to: UInt32.self)
                    .update(from: words.baseAddress.unsafelyUnwrapped + row * image.width, count: image.width)
            }
        }
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
