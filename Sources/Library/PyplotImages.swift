import Drawing
import Language
import Vision

/// Fields of numbers as colours.
enum PyplotImages {
    static func imshow(_ call: Call, _ axes: AxesObject) throws(LanguageError) -> Value {
        let interpreter = call.interpreter
        let settings = OpenFigures.of(interpreter).settings
        let value = try PyplotLines.pixels(of: call[0], interpreter)
        let field = try NumberField(value, interpreter)
        let map = try PyplotLines.colormap(call.optional(1), OpenFigures.of(interpreter), interpreter)
        let norm = try PlotNorm(
            call.optional(2), low: try number(call.optional(6), interpreter),
            high: try number(call.optional(7), interpreter),
            interpreter)
        var image = try ImageField.of(field, map: map, low: norm.low, high: norm.high, norm: norm.kind)
        let smooth =
            try call.optional(4).map { (value) throws(LanguageError) in try interpreter.str(value) }
            ?? settings.interpolation
        guard PyplotImages.interpolations.contains(smooth) else {
            throw .valueError(
                "'\(smooth)' is not a valid value for interpolation; supported values are "
                    + PyplotImages.interpolations.sorted().map { "'\($0)'" }.joined(separator: ", "))
        }
        image.isSmooth = !["nearest", "none", "None", "antialiased", "auto"].contains(smooth)
        if let alpha = try alpha(call.optional(5), interpreter) { image.alpha = alpha }
        let origin =
            try call.optional(8).map { (value) throws(LanguageError) in try interpreter.str(value) }
            ?? (settings.isUpsideDown ? "lower" : "upper")
        guard origin == "upper" || origin == "lower" else {
            throw .valueError("'\(origin)' is not a valid value for origin; supported values are 'upper', 'lower'")
        }
        image.isFlipped = origin == "lower"
        if let extent = call.optional(9) {
            let ends = try NumberField.list(extent, interpreter)
            guard ends.count == 4 else { throw .valueError("extent must be (left, right, bottom, top)") }
            image.extent = (ends[0], ends[1], ends[2], ends[3])
        } else if origin == "lower" {
            // The first row is at the bottom: the picture is turned, the axis is not.
            image.extent = (image.extent.left, image.extent.right, image.extent.top, image.extent.bottom)
        }
        if image.isFlipped { image.pixels = image.pixels.upsideDown }
        let style = try PlotStyle(
            call.keywords(10), artist: "AxesImage",
            own: ["filternorm", "filterrad", "resample", "interpolation_stage", "origin"], interpreter)
        try setAspect(call.optional(3) ?? Value(settings.imageAspect), image, axes, interpreter)
        return .object(add(image, "AxesImage", value, style, to: axes))
    }

    private static let interpolations: Set<String> = [
        "antialiased", "auto", "nearest", "none", "None", "bilinear", "bicubic", "spline16", "spline36", "hanning",
        "hamming", "hermite", "kaiser", "quadric", "catrom", "gaussian", "bessel", "mitchell", "sinc", "lanczos",
        "blackman",
    ]

    private static func setAspect(
        _ value: Value, _ image: ImageField, _ axes: AxesObject, _ interpreter: Interpreter
    ) throws(LanguageError) {
        axes.axes.show(image, isEqual: true)
        axes.axes.artists.removeLast()
        axes.axes.keepsFrame = false
        if case .str(let word) = value {
            (axes.axes.isEqual, axes.axes.aspect) = (word.string != "auto", 1)
        } else if let aspect = try interpreter.number(value), aspect > 0, aspect.isFinite {
            axes.axes.aspect = aspect
        }
    }

    private static func add(
        _ image: ImageField, _ kind: String, _ value: Value, _ style: PlotStyle, to axes: AxesObject
    ) -> ArtistObject {
        axes.axes.artists.append(.image(image))
        let made = ArtistObject(kind, axes, place: axes.axes.artists.count - 1)
        made.array = value
        PyplotLines.keep(style, of: made)
        return made
    }

    private static func alpha(_ value: Value?, _ interpreter: Interpreter) throws(LanguageError) -> Double? {
        try number(value, interpreter).map { min(max($0, 0), 1) }
    }

    private static func number(_ value: Value?, _ interpreter: Interpreter) throws(LanguageError) -> Double? {
        guard let value else { return nil }
        guard let number = try interpreter.number(value) else {
            throw .typeError("a number expected, not \(value.typeName)")
        }
        return number
    }

    static func matshow(_ call: Call, _ axes: AxesObject) throws(LanguageError) -> Value {
        let interpreter = call.interpreter
        let map = try PyplotLines.colormap(call.optional(1), OpenFigures.of(interpreter), interpreter)
        let field = try NumberField(call[0], interpreter)
        guard field.shape.count == 2 else {
            throw .typeError("Invalid shape \(PyplotLines.shape(field.shape)) for image data")
        }
        let norm = try PlotNorm(
            call.optional(5), low: try number(call.optional(3), interpreter),
            high: try number(call.optional(4), interpreter),
            interpreter)
        var image = try ImageField.of(field, map: map, low: norm.low, high: norm.high, norm: norm.kind)
        if let alpha = try alpha(call.optional(2), interpreter) { image.alpha = alpha }
        try setAspect(Value("equal"), image, axes, interpreter)
        axes.axes.x.isOpposite = true
        let style = try PlotStyle(
            call.keywords(6), artist: "AxesImage", own: ["fignum", "interpolation", "origin", "aspect"], interpreter)
        return .object(add(image, "AxesImage", call[0], style, to: axes))
    }

    static func pcolormesh(_ call: Call, _ axes: AxesObject) throws(LanguageError) -> Value {
        let interpreter = call.interpreter
        let arguments = call.rest(0)
        guard arguments.count == 1 || arguments.count == 3, let last = arguments.last else {
            throw .typeError("pcolormesh() takes 1 or 3 positional arguments but \(arguments.count) were given")
        }
        let field = try NumberField(last, interpreter)
        guard field.shape.count == 2 else {
            throw .typeError("Invalid shape \(PyplotLines.shape(field.shape)) for image data")
        }
        let map = try PyplotLines.colormap(call.optional(1), OpenFigures.of(interpreter), interpreter)
        let norm = try PlotNorm(
            call.optional(6), low: try number(call.optional(2), interpreter),
            high: try number(call.optional(3), interpreter),
            interpreter)
        let style = try PlotStyle(call.keywords(7), artist: "QuadMesh", interpreter)
        var image = try ImageField.of(field, map: map, low: norm.low, high: norm.high, norm: norm.kind)
        image.pixels = image.pixels.upsideDown
        image.isFlipped = true
        if let alpha = try alpha(call.optional(4), interpreter) { image.alpha = alpha }
        var (xs, ys) = ([0, Double(field.shape[1])], [0, Double(field.shape[0])])
        if arguments.count == 3 {
            xs = try axisValues(arguments[0], isX: true, field.shape, interpreter)
            ys = try axisValues(arguments[1], isX: false, field.shape, interpreter)
            // As many coordinates as cells are centres; one more are edges.
            if xs.count == field.shape[1] { xs = edges(xs) }
            if ys.count == field.shape[0] { ys = edges(ys) }
        }
        image.extent = (xs.first ?? 0, xs.last ?? 1, ys.first ?? 0, ys.last ?? 1)
        return .object(add(image, "QuadMesh", last, style, to: axes))
    }

    private static func edges(_ centres: [Double]) -> [Double] {
        guard centres.count > 1, let first = centres.first, let last = centres.last else {
            return centres.flatMap { [$0 - 0.5, $0 + 0.5] }
        }
        let half = (last - first) / Double(centres.count - 1) / 2
        return [first - half, last + half]
    }

    /// Coordinates along one axis, given as a list or as the table that `meshgrid` makes.
    private static func axisValues(
        _ value: Value, isX: Bool, _ shape: [Int], _ interpreter: Interpreter
    ) throws(LanguageError) -> [Double] {
        let field = try NumberField(value, interpreter)
        guard field.shape.count == 2 else { return field.values }
        return isX
            ? Array(field.values.prefix(field.shape[1]))
            : (0..<field.shape[0]).map { field.values[$0 * field.shape[1]] }
    }

    // MARK: Contours

    static func contour(_ call: Call, _ axes: AxesObject) throws(LanguageError) -> Value {
        let (grid, levels) = try contourInput(call, count: 7)
        let scale = try contourScale(call, levels)
        let style = try PlotStyle(
            call.keywords(7), artist: "QuadContourSet", own: ["extend", "origin", "corner_mask", "linestyles"],
            call.interpreter)
        let colors = try contourColors(call)
        let first = axes.axes.artists.count
        for (place, level) in levels.enumerated() {
            let color = colors.map { $0[place % $0.count] } ?? scale.color(level)
            var own = style
            // Contours of one colour are dashed below zero, as in matplotlib.
            if colors?.count == 1, level < 0, !style.others.contains(where: { $0.0 == "linestyles" }) {
                (own.isDashGiven, own.dash) = (true, .dashed)
            }
            if let given = style.others.first(where: { $0.0 == "linestyles" })?.1 {
                own.isDashGiven = true
                if case .str(let word) = given {
                    own.dash = try PlotStyle.dash(word.string)
                } else {
                    let words = try call.interpreter.array(of: given)
                    if !words.isEmpty {
                        own.dash = try PlotStyle.dash(try call.interpreter.str(words[place % words.count]))
                    }
                }
            }
            let stroke = own.stroke(color.faded(style.alpha)) ?? Stroke(color)
            axes.axes.artists.append(
                .segments(Segments(lines: grid.lines(at: level), strokes: [stroke], scale: colors == nil ? scale : nil))
            )
        }
        let last = axes.axes.artists.count - 1
        let made = ArtistObject("QuadContourSet", axes, place: max(last, 0))
        made.others = Array(first..<max(last, first))
        made.levels = levels
        if let gridPlace = axes.axes.artists.indices.last, gridPlace >= first {
            // Contour lines end at the edge of their grid, and so does the plot.
            for place in first...gridPlace {
                PyplotLines.keep(style, of: ArtistObject("QuadContourSet", axes, place: place))
            }
        }
        return .object(made)
    }

    static func contourf(_ call: Call, _ axes: AxesObject) throws(LanguageError) -> Value {
        let (grid, levels) = try contourInput(call, count: 7)
        guard levels.count > 1 else { throw .valueError("Filled contours require at least 2 levels.") }
        let scale = try contourScale(call, levels)
        let style = try PlotStyle(
            call.keywords(7), artist: "QuadContourSet",
            own: ["extend", "origin", "antialiased", "hatches", "corner_mask"],
            call.interpreter)
        let given = try contourColors(call)
        let colors = (0..<levels.count - 1).map { band in
            given.map { $0[band % $0.count] } ?? scale.color((levels[band] + levels[band + 1]) / 2)
        }
        let filled = grid, bounds = levels
        let pixels = try raising { () throws(DrawingError) in try filled.bands(levels: bounds, colors: colors) }
        axes.axes.artists.append(
            .image(
                ImageField(
                    pixels: pixels,
                    extent: (grid.xs[0], grid.xs[grid.xs.count - 1], grid.ys[0], grid.ys[grid.ys.count - 1]),
                    isSmooth: true, alpha: style.alpha, scale: scale.with(levels: bounds))))
        let made = ArtistObject("QuadContourSet", axes, place: axes.axes.artists.count - 1)
        made.levels = bounds
        PyplotLines.keep(style, of: made)
        return .object(made)
    }

    private static func contourColors(_ call: Call) throws(LanguageError) -> [Color]? {
        guard let value = call.optional(3) else { return nil }
        if case .str = value { return [try PlotStyle.color(value, call.interpreter)] }
        var colors: [Color] = []
        for item in try call.interpreter.array(of: value) { colors.append(try PlotStyle.color(item, call.interpreter)) }
        return colors.isEmpty ? nil : colors
    }

    private static func contourScale(_ call: Call, _ levels: [Double]) throws(LanguageError) -> ColorScale {
        let map = try PyplotLines.colormap(call.optional(2), OpenFigures.of(call.interpreter), call.interpreter)
        let norm = try PlotNorm(
            call.optional(6), low: try number(call.optional(4), call.interpreter),
            high: try number(call.optional(5), call.interpreter), call.interpreter)
        return ColorScale(
            map: map, low: norm.low ?? levels.first ?? 0, high: norm.high ?? levels.last ?? 1, norm: norm.kind)
    }

    /// `[X, Y,] Z [, levels]`.
    private static func contourInput(
        _ call: Call, count: Int
    ) throws(LanguageError) -> (grid: ScalarGrid, levels: [Double]) {
        let interpreter = call.interpreter
        let arguments = call.rest(0)
        guard (1...4).contains(arguments.count) else {
            throw .typeError("contour() takes from 1 to 4 positional arguments but \(arguments.count) were given")
        }
        let z = try NumberField(arguments[arguments.count < 3 ? 0 : 2], interpreter)
        guard z.shape.count == 2 else { throw .typeError("Input z must be 2D, not \(z.shape.count)D") }
        var (xs, ys) = ((0..<z.shape[1]).map(Double.init), (0..<z.shape[0]).map(Double.init))
        if arguments.count >= 3 {
            xs = try axisValues(arguments[0], isX: true, z.shape, interpreter)
            ys = try axisValues(arguments[1], isX: false, z.shape, interpreter)
        }
        let (columns, rows) = (xs, ys)
        let grid = try raising { () throws(DrawingError) in try ScalarGrid(xs: columns, ys: rows, values: z.values) }
        let given = call.optional(1) ?? (arguments.count % 2 == 0 ? arguments.last : nil)
        guard let given else { return (grid, grid.levels(count: count)) }
        if let wanted = interpreter.index(given) { return (grid, grid.levels(count: min(max(wanted, 1), 200))) }
        let levels = try NumberField.list(given, interpreter)
        guard zip(levels, levels.dropFirst()).allSatisfy({ $0 < $1 }) else {
            throw .valueError("Contour levels must be increasing")
        }
        return (grid, levels)
    }
}

extension ImageField {
    /// Numbers as an image, as matplotlib reads them: [H, W] and [H, W, 1] through a colour map, [H, W, 3] and
    /// [H, W, 4] as colours, whole numbers in 0...255 and others in 0...1.
    ///
    /// - Throws: TypeError for other shapes.
    static func of(
        _ field: NumberField, map: Colormap, low: Double?, high: Double?, norm: ColorNorm = .linear
    ) throws(LanguageError) -> ImageField {
        let shape = field.shape
        if shape.count == 2 || (shape.count == 3 && shape[2] == 1) {
            let (pixels, scale) = try raising { () throws(DrawingError) in
                try ImageField.colors(
                    field.values, rows: shape[0], columns: shape[1], map: map, low: low, high: high, norm: norm)
            }
            return ImageField(pixels: pixels, scale: scale)
        }
        guard shape.count == 3, shape[2] == 3 || shape[2] == 4 else {
            var hint: String?
            if shape.count == 1, shape[0] > 3 {
                hint = "give the image its two dimensions back with reshape, such as x.reshape(28, 28)"
            }
            if shape.count == 4 { hint = "this is a batch of images: show one of them, such as x[0]" }
            throw .typeError("Invalid shape \(PyplotLines.shape(shape)) for image data", hint: hint)
        }
        let factor = field.isWhole ? 1.0 : 255.0
        let samples = field.values.map { value in UInt8(min(max(value.isFinite ? value * factor : 0, 0), 255)) }
        let pixels = try raising { () throws(VisionError) in
            try PixelImage(width: shape[1], height: shape[0], channels: shape[2], pixels: samples)
        }
        return ImageField(pixels: pixels)
    }
}

extension PixelImage {
    /// The picture with its rows in the opposite order.
    var upsideDown: PixelImage {
        var turned = self
        let size = width * channels
        for row in 0..<height {
            let from = (height - 1 - row) * size
            turned.pixels.replaceSubrange(row * size..<(row + 1) * size, with: pixels[from..<from + size])
        }
        return turned
    }
}

extension ColorScale {
    /// The scale in steps between levels.
    func with(levels: [Double]) -> ColorScale {
        var scale = self
        scale.levels = levels
        return scale
    }
}

/// `norm=` and `vmin=`, `vmax=` together.
struct PlotNorm {
    var kind = ColorNorm.linear
    var low, high: Double?

    /// Reads a norm of `matplotlib.colors`, or its name.
    init(_ value: Value?, low: Double?, high: Double?, _ interpreter: Interpreter) throws(LanguageError) {
        (self.low, self.high) = (low, high)
        guard let value else { return }
        if case .str(let name) = value {
            switch name.string {
            case "linear": return
            case "log": kind = .log
            case "symlog": kind = .symlog(2)
            default: throw .valueError("'\(name.string)' is not a valid norm; write 'linear', 'log' or 'symlog'")
            }
            return
        }
        func number(_ name: String) throws(LanguageError) -> Double? {
            guard let found = try interpreter.findAttribute(value, name), !found.isNone else { return nil }
            return try interpreter.number(found)
        }
        guard let word = try interpreter.findAttribute(value, "kind") else {
            throw .typeError(
                "norm must be a norm of matplotlib.colors, not \(value.typeName)",
                hint: "Normalize, LogNorm, PowerNorm, TwoSlopeNorm, CenteredNorm, SymLogNorm and BoundaryNorm are known"
            )
        }
        self.low = try number("vmin") ?? low
        self.high = try number("vmax") ?? high
        switch try interpreter.str(word) {
        case "log": kind = .log
        case "power": kind = .power(try number("gamma") ?? 1)
        case "centred": kind = .centred(try number("vcenter") ?? 0)
        case "symlog": kind = .symlog(try number("linthresh") ?? 2)
        case "boundaries":
            let bounds = try NumberField.list(try interpreter.getAttribute(value, "boundaries"), interpreter)
            kind = .boundaries(bounds)
            (self.low, self.high) = (bounds.first, bounds.last)
        default: break
        }
    }
}
