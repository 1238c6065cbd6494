import Drawing
import Language
import Vision

/// What is done with a whole figure: its titles, its colour bars, closing it, writing it into files.
extension PyplotFigures {
    static func close(_ call: Call) throws(LanguageError) -> Value {
        let figures = OpenFigures.of(call.interpreter)
        switch call[0] {
        case .none, .unbound: if let current = figures.current { figures.close(current) }
        case .str(let word) where word.string == "all": figures.closeAll()
        case .str: if let figure = try open(call[0], call.interpreter) { figures.close(figure) }
        case .object(let object):
            guard let figure = object as? FigureObject else {
                throw .typeError("close() takes a figure, its number or 'all'")
            }
            figures.close(figure)
        case .int(let number):
            if let figure = figures.figures.first(where: { $0.number == number }) { figures.close(figure) }
        default: throw .typeError("close() takes a figure, its number or 'all'")
        }
        return .none
    }

    static func title(_ call: Call, _ figure: FigureObject) throws(LanguageError) -> Value {
        let style = try PyplotLabels.style(call.keywords(1), nil, call.interpreter)
        figure.figure.titleStyle = style.text(figure.figure.titleStyle)
        figure.figure.title = try MathText.checked(try call.interpreter.str(call[0]))
        return .object(TextObject(.figureTitle(figure)))
    }

    /// Text at a part of the figure.
    static func text(_ call: Call, _ figure: FigureObject) throws(LanguageError) -> Value {
        let style = try PyplotLabels.style(call.keywords(3), nil, call.interpreter)
        let shell = AxesObject(figure.settings.axes(GridCell()), in: figure)
        var note = PyplotLabels.note(
            try MathText.checked(try call.interpreter.str(call[2])), at: Point(try call.double(0), try call.double(1)),
            style, shell)
        note.coordinates = .figure
        figure.figure.notes.append(note)
        return .none
    }

    /// Writes a figure to a path, or to a file object.
    static func save(_ call: Call, _ figure: FigureObject) throws(LanguageError) -> Value {
        let interpreter = call.interpreter
        var dpi = figure.settings.savedDPI
        var complete = figure.complete
        if let color = figure.settings.savedBackground { complete.background = color }
        var format: String?
        var isTransparent = false
        for (name, value) in call.keywords(1) where !value.isNone {
            switch name {
            case "dpi":
                if case .str = value { continue }
                dpi = try checkedDPI(value, interpreter)
            case "facecolor":
                if case .str(let word) = value, word.string == "auto" { continue }
                complete.background = try PlotStyle.color(value, interpreter)
            case "format": format = try interpreter.str(value).lowercased()
            case "transparent": isTransparent = try interpreter.truth(value)
            case "bbox_inches", "pad_inches", "edgecolor", "orientation", "metadata", "papertype", "bbox_extra_artists",
                "backend", "pil_kwargs":
                break  // labels always have their room
            default: throw .typeError("savefig() got an unexpected keyword argument '\(name)'")
            }
        }
        if isTransparent {
            complete.background.alpha = 0
            for place in complete.axes.indices { complete.axes[place].background.alpha = 0 }
        }
        let isPath = isPath(call[0])
        var path = isPath ? try interpreter.str(call[0]) : ""
        let name = path.split(separator: "/").last.map(String.init) ?? ""
        let ending = name.contains(".") ? name.split(separator: ".").last.map { $0.lowercased() } : nil
        let kind = format ?? ending ?? "png"
        guard kind == "png" || kind == "svg" else {
            throw .valueError("Format '\(kind)' is not supported (supported formats: png, svg)")
        }
        if isPath, ending == nil, format == nil { path += ".png" }
        let scene = complete.scene()
        try TickErrors.raise(interpreter)
        let scale = (dpi ?? figure.dpi) / 100
        let bytes =
            kind == "svg"
            ? Array(try raising { () throws(DrawingError) in try scene.svg() }.utf8)
            : try raising { () throws(DrawingError) in try scene.png(scale: scale) }
        if isPath {
            let target = path
            try raising { () throws(VisionError) in try FileBytes.write(bytes, to: target) }
        } else {
            guard let write = try interpreter.findAttribute(call[0], "write") else {
                throw .typeError("savefig() takes a path or a file object, not \(call[0].typeName)")
            }
            _ = try interpreter.call(write, [.object(BytesObject(bytes))])
        }
        return .none
    }

    /// True for text and for paths of pathlib.
    private static func isPath(_ value: Value) -> Bool {
        if case .str = value { return true }
        return value.typeName.hasSuffix("Path")
    }

    static func colorbar(_ call: Call) throws(LanguageError) -> Value {
        let interpreter = call.interpreter
        var axes: AxesObject?
        var scale: ColorScale?
        var opacity = 1.0
        if let mappable = call.optional(0) {
            if case .object(let artist as ArtistObject) = mappable {
                axes = artist.owner
                scale = artist.scale ?? artist.owner.axes.newestScale
                if case .image(let image)? = artist.artist { opacity = image.alpha }
            } else {
                scale = try self.scale(ofMappable: mappable, interpreter)
            }
        }
        var plots: [AxesObject] = []
        if let given = call.optional(2) {
            if case .object(let one as AxesObject) = given {
                plots = [one]
            } else if case .object(let grid as AxesGrid) = given {
                plots = grid.axes
            } else {
                for item in try interpreter.array(of: given) {
                    if case .object(let one as AxesObject) = item { plots.append(one) }
                }
            }
        }
        let owner = plots.first ?? axes ?? OpenFigures.of(interpreter).currentFigure().currentAxes()
        guard let scale = scale ?? owner.axes.newestScale else {
            throw .runtimeError(
                "No mappable was found to use for colorbar creation. First define a mappable such as an image (with imshow) or a contour set (with contourf)."
            )
        }
        var bar = Colorbar(scale: scale)
        bar.opacity = opacity
        bar.labelStyle = owner.axes.y.labelStyle
        bar.tickStyle = owner.axes.y.tickStyle
        try read(call.keywords(3), &bar, interpreter)
        if case .object(let cax as AxesObject)? = call.optional(1) {
            cax.axes.filledBar = bar
            (cax.axes.x.isShown, cax.axes.y.isShown) = (false, false)
            return .object(ColorbarObject(cax))
        }
        if plots.count > 1 {
            owner.figure?.sharedBars.append((bar, plots))
            return .object(ColorbarObject(owner))
        }
        owner.axes.colorbar = bar
        return .object(ColorbarObject(owner))
    }

    /// What a `ScalarMappable` of `plt.cm` says: a norm and a map.
    private static func scale(ofMappable value: Value, _ interpreter: Interpreter) throws(LanguageError) -> ColorScale {
        guard let map = try interpreter.findAttribute(value, "cmap"),
            let given = try interpreter.findAttribute(value, "norm")
        else { throw .typeError("colorbar() takes what imshow(), scatter() or contourf() gave, not \(value.typeName)") }
        let norm = try PlotNorm(given, low: nil, high: nil, interpreter)
        return ColorScale(
            map: try PyplotLines.colormap(map.isNone ? nil : map, OpenFigures.of(interpreter), interpreter),
            low: norm.low ?? 0, high: norm.high ?? 1, norm: norm.kind)
    }

    private static func read(
        _ keywords: [(String, Value)], _ bar: inout Colorbar, _ interpreter: Interpreter
    ) throws(LanguageError) {
        for (name, value) in keywords where !value.isNone {
            switch name {
            case "label": bar.label = try MathText.checked(try interpreter.str(value))
            case "ticks":
                if let locator = try interpreter.findAttribute(value, "kind"), case .str = locator { continue }
                bar.ticks = Ticks(at: try NumberField.list(value, interpreter))
            case "orientation": bar.isHorizontal = try interpreter.str(value) == "horizontal"
            case "location": bar.isHorizontal = ["top", "bottom"].contains(try interpreter.str(value))
            case "shrink": bar.shrink = try interpreter.number(value) ?? 1
            case "format":
                if case .str(let pattern) = value, pattern.string.hasPrefix("%") {
                    bar.formatter = TickFormatter { values in
                        values.map { (try? interpreter.str(interpreter.binary(.modulo, value, .float($0)))) ?? "" }
                    }
                } else {
                    bar.formatter = try PyplotAxisMethods.formatter(value, interpreter)
                }
            case "fraction", "pad", "aspect", "extend", "drawedges", "spacing", "anchor", "panchor", "use_gridspec",
                "alpha", "extendfrac", "boundaries", "values":
                break  // the bar has its room beside the plot
            default: throw .typeError("Colorbar.__init__() got an unexpected keyword argument '\(name)'")
            }
        }
    }
}
