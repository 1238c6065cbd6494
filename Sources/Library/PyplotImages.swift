import Drawing
import Language
import Vision

/// Fields of numbers as colours.
enum PyplotImages {
    static func imshow(_ call: Call, _ axes: AxesObject) throws(LanguageError) -> Value {
        let interpreter = call.interpreter
        let field = try NumberField(call[0], interpreter)
        let map = try PyplotLines.colormap(call.optional(1), OpenFigures.of(interpreter), interpreter)
        let low = try number(call.optional(6), interpreter), high = try number(call.optional(7), interpreter)
        var image = try ImageField.of(field, map: map, low: low, high: high)
        let smooth =
            try call.optional(4).map { (value) throws(LanguageError) in try interpreter.str(value) } ?? "nearest"
        image.isSmooth = !["nearest", "none", "antialiased", "auto"].contains(smooth)
        if let alpha = try number(call.optional(5), interpreter) { image.alpha = min(max(alpha, 0), 1) }
        let origin = try call.optional(8).map { (value) throws(LanguageError) in try interpreter.str(value) } ?? "upper"
        guard origin == "upper" || origin == "lower" else {
            throw .valueError("'\(origin)' is not a valid value for origin; supported values are 'upper', 'lower'")
        }
        if let extent = call.optional(9) {
            let ends = try NumberField.list(extent, interpreter)
            guard ends.count == 4 else { throw .valueError("extent must be (left, right, bottom, top)") }
            image.extent = (ends[0], ends[1], ends[2], ends[3])
            if origin == "lower" { image.pixels = image.pixels.upsideDown }
        } else if origin == "lower" {
            // The first row is at the bottom: the picture is turned, the axis is not.
            image.pixels = image.pixels.upsideDown
            image.extent = (image.extent.left, image.extent.right, image.extent.top, image.extent.bottom)
        }
        let isEqual =
            try call.optional(3).map { (value) throws(LanguageError) in try interpreter.str(value) != "auto" } ?? true
        axes.axes.show(image, isEqual: isEqual)
        return .object(ArtistObject("AxesImage", axes, place: axes.axes.artists.count - 1))
    }

    private static func number(_ value: Value?, _ interpreter: Interpreter) throws(LanguageError) -> Double? {
        guard let value else { return nil }
        guard let number = try interpreter.number(value) else {
            throw .typeError("a number expected, not \(value.typeName)")
        }
        return number
    }

    static func matshow(_ call: Call, _ axes: AxesObject) throws(LanguageError) -> Value {
        let map = try PyplotLines.colormap(call.optional(1), OpenFigures.of(call.interpreter), call.interpreter)
        let field = try NumberField(call[0], call.interpreter)
        guard field.shape.count == 2 else {
            throw .typeError("Invalid shape \(PyplotLines.shape(field.shape)) for image data")
        }
        axes.axes.show(try ImageField.of(field, map: map, low: nil, high: nil))
        return .object(ArtistObject("AxesImage", axes, place: axes.axes.artists.count - 1))
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
        var image = try ImageField.of(
            field, map: map, low: try number(call.optional(2), interpreter),
            high: try number(call.optional(3), interpreter))
        image.pixels = image.pixels.upsideDown
        if let alpha = try number(call.optional(4), interpreter) { image.alpha = min(max(alpha, 0), 1) }
        var (xs, ys) = ([0, Double(field.shape[1])], [0, Double(field.shape[0])])
        if arguments.count == 3 {
            xs = try axisValues(arguments[0], isX: true, field.shape, interpreter)
            ys = try axisValues(arguments[1], isX: false, field.shape, interpreter)
            // As many coordinates as cells are centres; one more are edges.
            if xs.count == field.shape[1] { xs = edges(xs) }
            if ys.count == field.shape[0] { ys = edges(ys) }
        }
        image.extent = (xs.first ?? 0, xs.last ?? 1, ys.first ?? 0, ys.last ?? 1)
        axes.axes.artists.append(.image(image))
        return .object(ArtistObject("QuadMesh", axes, place: axes.axes.artists.count - 1))
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
            call.keywords(6), artist: "QuadContourSet", own: ["extend", "origin"], call.interpreter)
        let colors = try contourColors(call)
        for (place, level) in levels.enumerated() {
            let color = colors.map { $0[place % $0.count] } ?? scale.color(level)
            let stroke = style.stroke(color.faded(style.alpha)) ?? Stroke(color)
            axes.axes.artists.append(
                .segments(Segments(lines: grid.lines(at: level), strokes: [stroke], scale: colors == nil ? scale : nil))
            )
        }
        return .object(ArtistObject("QuadContourSet", axes, place: axes.axes.artists.count - 1))
    }

    static func contourf(_ call: Call, _ axes: AxesObject) throws(LanguageError) -> Value {
        var (grid, levels) = try contourInput(call, count: 8)
        let range = grid.range
        if call.optional(1) == nil, let first = levels.first, let last = levels.last, levels.count > 1 {
            let step = levels[1] - first
            if first > range.low { levels.insert(first - step, at: 0) }
            if last < range.high { levels.append(last + step) }
        }
        guard levels.count > 1 else { throw .valueError("Filled contours require at least 2 levels.") }
        let scale = try contourScale(call, levels)
        let style = try PlotStyle(
            call.keywords(6), artist: "QuadContourSet", own: ["extend", "origin", "antialiased"], call.interpreter)
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
                    isSmooth: true, alpha: style.alpha, scale: scale)))
        return .object(ArtistObject("QuadContourSet", axes, place: axes.axes.artists.count - 1))
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
        return ColorScale(
            map: map, low: try number(call.optional(4), call.interpreter) ?? levels.first ?? 0,
            high: try number(call.optional(5), call.interpreter) ?? levels.last ?? 1)
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
    static func of(_ field: NumberField, map: Colormap, low: Double?, high: Double?) throws(LanguageError) -> ImageField
    {
        let shape = field.shape
        if shape.count == 2 || (shape.count == 3 && shape[2] == 1) {
            let (pixels, scale) = try raising { () throws(DrawingError) in
                try ImageField.colors(field.values, rows: shape[0], columns: shape[1], map: map, low: low, high: high)
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
