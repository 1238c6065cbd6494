import CCairo

/// Text through Cairo: sizes and drawing of lines in DejaVu Sans (Cyrillic, Greek and mathematical signs).
///
/// fontconfig finds the nearest family where DejaVu is not installed. What stands between dollar signs is a formula.
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
        let lines = measured(text, style)
        cairo_save(context)
        defer { cairo_restore(context) }
        cairo_set_source_rgba(context, style.color.red, style.color.green, style.color.blue, style.color.alpha)
        cairo_translate(context, point.x, point.y)
        if angle != 0 { cairo_rotate(context, -angle * .pi / 180) }
        var y = top(of: lines, style, anchor.vertical)
        for line in lines {
            let x =
                switch anchor.horizontal {
                case .left: 0.0
                case .centre: -line.width / 2
                case .right: -line.width
                }
            y += line.ascent
            draw(line, x: x, y: y, style, on: context)
            y += line.descent + style.size * 0.25
        }
    }

    /// Where the first line's upper edge is when the anchor stands at 0.
    private static func top(of lines: [Line], _ style: TextStyle, _ anchor: TextAnchor.Vertical) -> Double {
        let height = height(of: lines, style)
        switch anchor {
        case .top: return 0
        case .centre: return -height / 2
        case .baseline: return -height + (lines.last?.descent ?? 0)
        case .bottom: return -height
        }
    }

    private static func height(of lines: [Line], _ style: TextStyle) -> Double {
        lines.reduce(0) { $0 + $1.ascent + $1.descent } + style.size * 0.25 * Double(max(lines.count - 1, 0))
    }

    private static func draw(_ line: Line, x: Double, y: Double, _ style: TextStyle, on context: OpaquePointer) {
        guard let formula = line.formula else {
            select(style, on: context)
            cairo_move_to(context, x, y)
            cairo_show_text(context, line.text)
            return
        }
        for letters in formula.letters {
            select(letters.style, on: context)
            cairo_move_to(context, x + letters.at.x, y + letters.at.y)
            cairo_show_text(context, letters.text)
        }
        for bar in formula.bars {
            cairo_rectangle(context, x + bar.x, y + bar.y, bar.width, bar.height)
            cairo_fill(context)
        }
        for points in formula.lines {
            cairo_new_path(context)
            for point in points { cairo_line_to(context, x + point.x, y + point.y) }
            cairo_set_line_width(context, max(style.size * 0.06, 0.7))
            cairo_set_dash(context, nil, 0, 0)
            cairo_set_line_join(context, CAIRO_LINE_JOIN_MITER)
            cairo_stroke(context)
        }
    }

    // MARK: Sizes

    private struct Line {
        let text: String
        let width, ascent, descent: Double
        let formula: MathLayout.Box?
    }

    /// Width and height that text takes when it is not turned.
    static func size(of text: String, style: TextStyle) -> (width: Double, height: Double) {
        guard !text.isEmpty else { return (0, 0) }
        let lines = measured(text, style)
        return (lines.map(\.width).max() ?? 0, height(of: lines, style))
    }

    /// The width of one line without formulas.
    static func width(of text: String, style: TextStyle) -> Double {
        LetterWidths.of(style).width(of: text) * style.size
    }

    /// Lines without what Cairo cannot take: a text stops at its first zero character otherwise.
    private static func measured(_ text: String, _ style: TextStyle) -> [Line] {
        let isFormula = MathLayout.isFormula(text)
        return text.split(separator: "\n", omittingEmptySubsequences: false).map { line in
            var clean = String(line)
            if clean.utf8.contains(where: { $0 == 0 || $0 == 13 }) {
                clean = String(clean.unicodeScalars.map { $0.value == 0 || $0.value == 13 ? " " : Character($0) })
            }
            if isFormula, MathLayout.isFormula(clean) {
                let box = MathLayout.line(clean, style: style)
                return Line(
                    text: clean, width: box.width, ascent: box.ascent, descent: box.descent, formula: box)
            }
            return Line(
                text: clean, width: width(of: clean, style: style), ascent: style.size * 0.76,
                descent: style.size * 0.24, formula: nil)
        }
    }

    static func select(_ style: TextStyle, on context: OpaquePointer) {
        cairo_select_font_face(
            context, style.isMonospaced ? "DejaVu Sans Mono" : "DejaVu Sans",
            style.isItalic ? CAIRO_FONT_SLANT_ITALIC : CAIRO_FONT_SLANT_NORMAL,
            style.isBold ? CAIRO_FONT_WEIGHT_BOLD : CAIRO_FONT_WEIGHT_NORMAL)
        cairo_set_font_size(context, style.size)
    }
}

/// How wide letters are in fonts of size 1: asked of Cairo once for each font. Without hinting, widths grow with the
/// size, and Cairo puts letters side by side without kerning.
private struct LetterWidths {
    private let style: TextStyle
    /// Latin and Cyrillic letters, figures and what stands between them.
    private let latin, cyrillic: [Double]

    private init(isBold: Bool, isItalic: Bool, isMonospaced: Bool) {
        style = TextStyle(size: 1000, isBold: isBold, isItalic: isItalic, isMonospaced: isMonospaced)
        latin = LetterWidths.ask(32..<127, style)
        cyrillic = LetterWidths.ask(0x410..<0x452, style)
    }

    private static let plain = LetterWidths(isBold: false, isItalic: false, isMonospaced: false)
    private static let bold = LetterWidths(isBold: true, isItalic: false, isMonospaced: false)
    private static let italic = LetterWidths(isBold: false, isItalic: true, isMonospaced: false)
    private static let boldItalic = LetterWidths(isBold: true, isItalic: true, isMonospaced: false)
    /// Letters of one width are that in every style.
    private static let mono = LetterWidths(isBold: false, isItalic: false, isMonospaced: true)

    static func of(_ style: TextStyle) -> LetterWidths {
        if style.isMonospaced { return mono }
        if style.isBold { return style.isItalic ? boldItalic : bold }
        return style.isItalic ? italic : plain
    }

    func width(of text: String) -> Double {
        var width = 0.0
        for scalar in text.unicodeScalars {
            let code = Int(scalar.value)
            switch code {
            case 32..<127: width += latin[code - 32]
            case 0x410..<0x452: width += cyrillic[code - 0x410]
            default: width += LetterWidths.ask(code..<code + 1, style).first ?? 0
            }
        }
        return width
    }

    private static func ask(_ codes: Range<Int>, _ style: TextStyle) -> [Double] {
        guard let surface = cairo_image_surface_create(CAIRO_FORMAT_A8, 1, 1) else { return codes.map { _ in 0.6 } }
        defer { cairo_surface_destroy(surface) }
        guard let context = cairo_create(surface) else { return codes.map { _ in 0.6 } }
        defer { cairo_destroy(context) }
        CairoText.prepare(context)
        CairoText.select(style, on: context)
        return codes.map { code in
            var extents = cairo_text_extents_t()
            cairo_text_extents(context, Unicode.Scalar(code).map { String(Character($0)) } ?? "", &extents)
            return extents.x_advance / style.size
        }
    }
}
