import Drawing
import Language

/// Methods of a figure.
extension PyplotFigures {
    private static let nothing: @Sendable (Call) throws(LanguageError) -> Value = { (_) throws(LanguageError) in .none }

    static let methods: [NativeFunction] =
        making + naming + sizing
        + [
            ("tight_layout", "labels always have their room"), ("subplots_adjust", "labels always have their room"),
            ("align_labels", "names of one column stand in line"), ("align_xlabels", "names of one row stand in line"),
            ("align_ylabels", "names of one column stand in line"),
            ("set_tight_layout", "labels always have their room"),
            ("set_constrained_layout", "labels always have their room"),
            ("set_layout_engine", "labels always have their room"), ("draw", "figures show themselves"),
            ("draw_idle", "figures show themselves"), ("flush_events", "figures show themselves"),
            ("draw_without_rendering", "figures show themselves"), ("set_edgecolor", "figures have no edge"),
            ("set_visible", "figures are shown"), ("set_alpha", "the background is opaque"),
        ].map { name, reason in
            NativeFunction(
                name, [.rest("args"), .keywords("kwargs")], doc: "Nothing is left to do: \(reason).", body: nothing)
        }

    private static let making: [NativeFunction] = [
        NativeFunction("add_subplot", [.rest("args"), .keywords("kwargs")], doc: "A new plot in a grid.") {
            (call) throws(LanguageError) in
            let cell = try cell(call.rest(0), call.interpreter)
            return try made(try receiver(call).add(cell), call.keywords(1), call.interpreter)
        },
        NativeFunction(
            "add_axes", [Parameter("rect"), .keywords("kwargs")],
            doc: "A new plot at [left, bottom, width, height] in parts of the figure."
        ) { (call) throws(LanguageError) in
            try made(placed(call[0], on: try receiver(call), call.interpreter), call.keywords(1), call.interpreter)
        },
        NativeFunction(
            "subplots",
            [
                Parameter("nrows", .int(1)), Parameter("ncols", .int(1)), .keyword("sharex", .bool(false)),
                .keyword("sharey", .bool(false)), .keyword("squeeze", .bool(true)), .keyword("width_ratios", .none),
                .keyword("height_ratios", .none), .keyword("gridspec_kw", .none), .keyword("subplot_kw", .none),
                .keywords("kwargs"),
            ], doc: "nrows by ncols new plots.", body: subplotsOfFigure),
        NativeFunction("gca", doc: "The current plot.") { (call) throws(LanguageError) in
            .object(try receiver(call).currentAxes())
        },
        NativeFunction("sca", [Parameter("a")], doc: "Makes a plot the current one.") { (call) throws(LanguageError) in
            guard case .object(let plot as AxesObject) = call[0] else { throw .typeError("a plot expected") }
            try receiver(call).current = plot
            return .object(plot)
        },
        NativeFunction("get_axes", doc: "The plots.") { (call) throws(LanguageError) in
            Value(try receiver(call).axes.map { .object($0) })
        },
        NativeFunction("delaxes", [Parameter("ax")], doc: "Takes a plot away.") { (call) throws(LanguageError) in
            guard case .object(let plot as AxesObject) = call[0] else { throw .typeError("a plot expected") }
            try receiver(call).remove(plot)
            return .none
        },
        NativeFunction("clf", [.keywords("kwargs")], doc: "Empties the figure.") { (call) throws(LanguageError) in
            try receiver(call).clear()
            return .none
        },
        NativeFunction("clear", [.keywords("kwargs")], doc: "Empties the figure.") { (call) throws(LanguageError) in
            try receiver(call).clear()
            return .none
        },
        NativeFunction("show", [.rest("args"), .keywords("kwargs")], doc: "Shows the figure.") {
            (call) throws(LanguageError) in
            let figure = try receiver(call)
            figure.isShown = true
            OpenFigures.of(call.interpreter).close(figure)
            call.interpreter.host.emit(.display(try figure.bundle(call.interpreter), id: nil))
            return .none
        },
    ]

    private static let naming: [NativeFunction] = [
        NativeFunction("suptitle", [Parameter("t"), .keywords("kwargs")], doc: "Writes a title over all plots.") {
            (call) throws(LanguageError) in
            try title(call, try receiver(call))
        },
        NativeFunction("supxlabel", [Parameter("t"), .keywords("kwargs")], doc: "Names x for all plots.") {
            (call) throws(LanguageError) in
            let figure = try receiver(call)
            figure.figure.xLabel = try MathText.checked(try call.interpreter.str(call[0]))
            return .object(TextObject(.figureName(figure, isX: true)))
        },
        NativeFunction("supylabel", [Parameter("t"), .keywords("kwargs")], doc: "Names y for all plots.") {
            (call) throws(LanguageError) in
            let figure = try receiver(call)
            figure.figure.yLabel = try MathText.checked(try call.interpreter.str(call[0]))
            return .object(TextObject(.figureName(figure, isX: false)))
        },
        NativeFunction(
            "text", [Parameter("x"), Parameter("y"), Parameter("s"), .keywords("kwargs")],
            doc: "Text at parts of the figure, 0 to 1."
        ) { (call) throws(LanguageError) in try text(call, try receiver(call)) },
        NativeFunction(
            "legend",
            [
                .rest("args"), .keyword("loc", .none), .keyword("title", .none), .keyword("fontsize", .none),
                .keyword("ncol", .int(1)), .keyword("frameon", .none), .keyword("labels", .none),
                .keyword("handles", .none), .keywords("kwargs"),
            ], doc: "A legend of all plots."
        ) { (call) throws(LanguageError) in try PyplotLegend.figureLegend(call, try receiver(call)) },
        NativeFunction("savefig", [Parameter("fname"), .keywords("kwargs")], doc: "Saves the figure as .png or .svg.") {
            (call) throws(LanguageError) in
            try save(call, try receiver(call))
        },
        NativeFunction(
            "colorbar", [Parameter("mappable"), Parameter("cax", .none), Parameter("ax", .none), .keywords("kwargs")],
            doc: "Shows which colours mean which numbers.", body: colorbar),
        NativeFunction("autofmt_xdate", [.keywords("kwargs")], doc: "Slants the dates along x.") {
            (call) throws(LanguageError) in
            for plot in try receiver(call).axes { (plot.axes.x.tickAngle, plot.axes.x.tickAlignment) = (30, .right) }
            return .none
        },
    ]

    private static let sizing: [NativeFunction] = [
        NativeFunction(
            "set_size_inches", [Parameter("w"), Parameter("h", .none), .keywords("kwargs")], doc: "Sets the size."
        ) {
            (call) throws(LanguageError) in
            let figure = try receiver(call)
            let isPair = call.optional(1) == nil
            let inches =
                isPair ? try NumberField.list(call[0], call.interpreter) : try [call.double(0), call.double(1)]
            (figure.figure.width, figure.figure.height) = try size(inches)
            return .none
        },
        NativeFunction("get_size_inches", doc: "Width and height in inches.") { (call) throws(LanguageError) in
            let figure = try receiver(call).figure
            return try PyplotArrays.array([figure.width / 100, figure.height / 100])
        },
        NativeFunction("set_figwidth", [Parameter("val"), .keywords("kwargs")], doc: "Sets the width in inches.") {
            (call) throws(LanguageError) in
            let figure = try receiver(call)
            figure.figure.width = try size([try call.double(0), figure.figure.height / 100]).0
            return .none
        },
        NativeFunction("set_figheight", [Parameter("val"), .keywords("kwargs")], doc: "Sets the height in inches.") {
            (call) throws(LanguageError) in
            let figure = try receiver(call)
            figure.figure.height = try size([figure.figure.width / 100, try call.double(0)]).1
            return .none
        },
        NativeFunction("get_figwidth", doc: "Inches.") { (call) throws(LanguageError) in
            .float(try receiver(call).figure.width / 100)
        },
        NativeFunction("get_figheight", doc: "Inches.") { (call) throws(LanguageError) in
            .float(try receiver(call).figure.height / 100)
        },
        NativeFunction("get_dpi", doc: "Dots an inch.") { (call) throws(LanguageError) in .float(try receiver(call).dpi)
        },
        NativeFunction("set_dpi", [Parameter("val")], doc: "Dots an inch of saved files.") {
            (call) throws(LanguageError) in
            try receiver(call).dpi = try checkedDPI(call[0], call.interpreter)
            return .none
        },
        NativeFunction("set_facecolor", [Parameter("color")], doc: "The background.") { (call) throws(LanguageError) in
            try receiver(call).figure.background = try PlotStyle.color(call[0], call.interpreter)
            return .none
        },
        NativeFunction("get_facecolor", doc: "The background.") { (call) throws(LanguageError) in
            ArtistObject.rgba(try receiver(call).figure.background)
        },
    ]
}
