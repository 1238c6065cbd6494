import CCairo

/// Text through Cairo: sizes and drawing of lines in DejaVu Sans (Cyrillic, Greek and mathematical signs).
///
/// fontconfig finds the nearest family where DejaVu is not installed.
enum CairoText {
    /// Letters are placed and shaped alike at every scale, so that measuring and drawing agree.
    static func prepare(_ context: OpaquePointer) {
        guard let options = cairo_font_options_create() else { return }
        cairo_font_options_set_antialias(options, CAIRO_ANTIALIAS_GRAY)
        cairo_font_options_set_hint_style(options, CAIRO_HINT_STYLE_NONE)
        cairo_font_options_set_hint_metrics(options, CAIRO_HINT_METRICS_OFF)
        cairo_set_font_options(context, options)
        cairo_font_options_destroy(options)
    }

    /// Draws text whose `anchor` stands at a point, turned counter-clockwise by `angle` degrees around it.
    static func draw(
        _ text: String, at point: Point, style: TextStyle, anchor: TextAnchor, angle: Double, on context: OpaquePointer
    ) {
        let lines = self.lines(of: text)
        cairo_save(context)
        defer { cairo_restore(context) }
        select(style, on: context)
        cairo_set_source_rgba(context, style.color.red, style.color.green, style.color.blue, style.color.alpha)
        cairo_translate(context, point.x, point.y)
        if angle != 0 { cairo_rotate(context, -angle * .pi / 180) }
        let (ascent, descent, leading) = (style.size * 0.76, style.size * 0.24, style.size * 1.25)
        let below = Double(lines.count - 1) * leading
        var y =
            switch anchor.vertical {
            case .top: ascent
            case .centre: (ascent - descent - below) / 2
            case .baseline: -below
            case .bottom: -descent - below
            }
        for line in lines {
            var extents = cairo_text_extents_t()
            cairo_text_extents(context, line, &extents)
            let x =
                switch anchor.horizontal {
                case .left: 0.0
                case .centre: -extents.x_advance / 2
                case .right: -extents.x_advance
                }
            cairo_move_to(context, x, y)
            cairo_show_text(context, line)
            y += leading
        }
    }

    /// Width and height that text takes when it is not turned.
    static func size(of text: String, style: TextStyle) -> (width: Double, height: Double) {
        guard !text.isEmpty, let surface = cairo_image_surface_create(CAIRO_FORMAT_A8, 1, 1) else { return (0, 0) }
        defer { cairo_surface_destroy(surface) }
        guard let context = cairo_create(surface) else { return (0, 0) }
        defer { cairo_destroy(context) }
        prepare(context)
        select(style, on: context)
        let lines = self.lines(of: text)
        var width = 0.0
        for line in lines {
            var extents = cairo_text_extents_t()
            cairo_text_extents(context, line, &extents)
            width = max(width, extents.x_advance)
        }
        return (width, style.size * (1 + 1.25 * Double(lines.count - 1)))
    }

    /// Lines without what Cairo cannot take: a text stops at its first zero character otherwise.
    private static func lines(of text: String) -> [String] {
        text.split(separator: "\n", omittingEmptySubsequences: false).map { line in
            String(line.unicodeScalars.map { $0.value == 0 || $0.value == 13 ? " " : Character($0) })
        }
    }

    private static func select(_ style: TextStyle, on context: OpaquePointer) {
        cairo_select_font_face(
            context, style.isMonospaced ? "DejaVu Sans Mono" : "DejaVu Sans",
            style.isItalic ? CAIRO_FONT_SLANT_ITALIC : CAIRO_FONT_SLANT_NORMAL,
            style.isBold ? CAIRO_FONT_WEIGHT_BOLD : CAIRO_FONT_WEIGHT_NORMAL)
        cairo_set_font_size(context, style.size)
    }
}
