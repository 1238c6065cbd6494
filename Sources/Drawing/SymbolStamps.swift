import CCairo

/// What symbols cover: each is drawn by Cairo once for a size and a quarter of a pixel, and then stamped.
struct SymbolStamps {
    private struct Key: Hashable {
        let symbol: Symbol
        let size: Double
        /// The width of the outline; 0 for the inside.
        let pen: Double
        let isRound: Bool
        /// Quarters of a pixel to the right and down.
        let column, row: Int
    }

    private var known: [Key: Coverage] = [:]

    /// The symbol around a point, all in pixels; nothing where Cairo has no memory.
    ///
    /// - Parameter pen: the outline's width; nil for the inside.
    mutating func coverage(_ symbol: Symbol, at point: Point, size: Double, pen: Double?, isRound: Bool) -> Coverage? {
        let (x, y) = ((point.x * 4).rounded(), (point.y * 4).rounded())
        guard abs(x) < 1e6, abs(y) < 1e6 else { return nil }
        let (column, row) = (Int((x / 4).rounded(.down)), Int((y / 4).rounded(.down)))
        let key = Key(
            symbol: symbol, size: size, pen: pen ?? 0, isRound: isRound, column: Int(x) - 4 * column,
            row: Int(y) - 4 * row)
        if known[key] == nil { known[key] = SymbolStamps.drawn(key) }
        guard var coverage = known[key] else { return nil }
        coverage.left += column
        coverage.top += row
        return coverage
    }

    private static func drawn(_ key: Key) -> Coverage? {
        // Symbols reach 1.2 times their half size, and pointed corners of outlines further.
        let reach = Int((key.size * 0.6 + key.pen * 3).rounded(.up)) + 2
        let side = 2 * reach + 1
        guard let surface = cairo_image_surface_create(CAIRO_FORMAT_A8, Int32(side), Int32(side)) else { return nil }
        defer { cairo_surface_destroy(surface) }
        guard cairo_surface_status(surface) == CAIRO_STATUS_SUCCESS, let context = cairo_create(surface) else {
            return nil
        }
        defer { cairo_destroy(context) }
        let centre = Point(Double(reach) + Double(key.column) / 4, Double(reach) + Double(key.row) / 4)
        context.trace(key.symbol.path(at: centre, size: key.size))
        cairo_set_source_rgba(context, 0, 0, 0, 1)
        if key.pen > 0 {
            context.setPen(Stroke(.black, width: key.pen, isRound: key.isRound))
            cairo_stroke(context)
        } else {
            cairo_fill(context)
        }
        cairo_surface_flush(surface)
        guard let data = cairo_image_surface_get_data(surface) else { return nil }
        let stride = Int(cairo_image_surface_get_stride(surface))
        let amounts = (0..<side).flatMap { row in UnsafeBufferPointer(start: data + row * stride, count: side) }
        return Coverage(left: -reach, top: -reach, width: side, height: side, amounts: amounts)
    }
}
