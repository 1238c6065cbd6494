import Language

/// A row of pyplot: a function that draws on the current plot, and the method of a plot that does the same.
struct PlotRow: Sendable {
    /// As `plt.title(…)`.
    let function: NativeFunction?
    /// As `ax.set_title(…)`.
    let method: NativeFunction?

    /// A row; a name is nil where that form does not exist.
    init(
        _ function: String?, method: String?, _ parameters: [Parameter], doc: String,
        body: @escaping @Sendable (Call, AxesObject) throws(LanguageError) -> Value
    ) {
        self.function = function.map { name in
            NativeFunction(name, parameters, doc: doc) { (call) throws(LanguageError) in
                try body(call, OpenFigures.of(call.interpreter).currentAxes())
            }
        }
        self.method = method.map { name in
            NativeFunction(name, parameters, doc: doc) { (call) throws(LanguageError) in
                guard case .object(let object)? = call.receiver, let axes = object as? AxesObject else {
                    throw .typeError("\(name)() needs a plot")
                }
                return try body(call, axes)
            }
        }
    }
}

/// Everything that can be drawn on a plot or said of it, a row each.
enum PyplotTable {
    /// Marks of data.
    private static let marks: [PlotRow] = [
        PlotRow(
            "plot", method: "plot", [.rest("args", doc: "[x], y, [fmt], …"), .keywords("kwargs")],
            doc: "Draws y against x as lines and markers; a format such as 'ro--' sets colour, marker and line.",
            body: PyplotLines.plot),
        PlotRow(
            "step", method: "step",
            [Parameter("x"), Parameter("y"), .rest("args"), .keyword("where", .str("pre")), .keywords("kwargs")],
            doc: "Draws y against x as a staircase.", body: PyplotLines.step),
        PlotRow(
            "semilogx", method: "semilogx", [.rest("args"), .keywords("kwargs")],
            doc: "plot with a logarithmic x.", body: PyplotLines.semilogx),
        PlotRow(
            "semilogy", method: "semilogy", [.rest("args"), .keywords("kwargs")],
            doc: "plot with a logarithmic y.", body: PyplotLines.semilogy),
        PlotRow(
            "loglog", method: "loglog", [.rest("args"), .keywords("kwargs")],
            doc: "plot with logarithmic x and y.", body: PyplotLines.loglog),
        PlotRow(
            "errorbar", method: "errorbar",
            [
                Parameter("x"), Parameter("y"), Parameter("yerr", .none), Parameter("xerr", .none),
                Parameter("fmt", .str("")),
                .keyword("capsize", .none), .keyword("ecolor", .none), .keyword("elinewidth", .none),
                .keywords("kwargs"),
            ], doc: "Draws y against x with bars for the errors.", body: PyplotLines.errorbar),
        PlotRow(
            "scatter", method: "scatter",
            [
                Parameter("x"), Parameter("y"), Parameter("s", .none), Parameter("c", .none),
                Parameter("marker", .none),
                Parameter("cmap", .none), .keyword("vmin", .none), .keyword("vmax", .none), .keyword("norm", .none),
                .keywords("kwargs"),
            ], doc: "Draws a marker at each point, with sizes s and colours c.", body: PyplotLines.scatter),
        PlotRow(
            "fill_between", method: "fill_between",
            [
                Parameter("x"), Parameter("y1"), Parameter("y2", .int(0)), Parameter("where", .none),
                .keywords("kwargs"),
            ],
            doc: "Fills the area between two curves.", body: PyplotLines.fillBetween),
        PlotRow(
            "fill_betweenx", method: "fill_betweenx",
            [
                Parameter("y"), Parameter("x1"), Parameter("x2", .int(0)), Parameter("where", .none),
                .keywords("kwargs"),
            ],
            doc: "Fills the area between two upright curves.", body: PyplotLines.fillBetweenUpright),
        PlotRow(
            "fill", method: "fill", [Parameter("x"), Parameter("y"), Parameter("color", .none), .keywords("kwargs")],
            doc: "Fills a polygon.", body: PyplotLines.fill),
        PlotRow(
            nil, method: "_polygons",
            [
                Parameter("outlines"), Parameter("colors"), .keyword("array", .none), .keyword("cmap", .none),
                .keyword("vmin", .none), .keyword("vmax", .none), .keyword("kind", .str("PolyCollection")),
                .keywords("kwargs"),
            ], doc: "Closed outlines with their colours.", body: PyplotLines.polygons),
        PlotRow(
            nil, method: "_segments",
            [
                Parameter("lines"), Parameter("colors", .none), .keyword("array", .none), .keyword("cmap", .none),
                .keyword("vmin", .none), .keyword("vmax", .none), .keyword("kind", .str("LineCollection")),
                .keywords("kwargs"),
            ], doc: "Broken lines with their colours.", body: PyplotLines.segments),
        PlotRow(
            "axline", method: "axline",
            [Parameter("xy1"), Parameter("xy2", .none), .keyword("slope", .none), .keywords("kwargs")],
            doc: "Draws a line without ends through a point.", body: PyplotLines.slantedRule),
        PlotRow(
            "axhline", method: "axhline",
            [Parameter("y", .int(0)), Parameter("xmin", .int(0)), Parameter("xmax", .int(1)), .keywords("kwargs")],
            doc: "Draws a horizontal line across the plot.", body: PyplotLines.horizontalRule),
        PlotRow(
            "axvline", method: "axvline",
            [Parameter("x", .int(0)), Parameter("ymin", .int(0)), Parameter("ymax", .int(1)), .keywords("kwargs")],
            doc: "Draws a vertical line across the plot.", body: PyplotLines.verticalRule),
        PlotRow(
            "axhspan", method: "axhspan",
            [
                Parameter("ymin"), Parameter("ymax"), Parameter("xmin", .int(0)), Parameter("xmax", .int(1)),
                .keywords("kwargs"),
            ],
            doc: "Fills a horizontal band.", body: PyplotLines.horizontalBand),
        PlotRow(
            "axvspan", method: "axvspan",
            [
                Parameter("xmin"), Parameter("xmax"), Parameter("ymin", .int(0)), Parameter("ymax", .int(1)),
                .keywords("kwargs"),
            ],
            doc: "Fills a vertical band.", body: PyplotLines.verticalBand),
        PlotRow(
            "hlines", method: "hlines",
            [
                Parameter("y"), Parameter("xmin"), Parameter("xmax"), Parameter("colors", .none),
                Parameter("linestyles", .none), .keywords("kwargs"),
            ],
            doc: "Draws horizontal lines from xmin to xmax.", body: PyplotLines.horizontalLines),
        PlotRow(
            "vlines", method: "vlines",
            [
                Parameter("x"), Parameter("ymin"), Parameter("ymax"), Parameter("colors", .none),
                Parameter("linestyles", .none), .keywords("kwargs"),
            ],
            doc: "Draws vertical lines from ymin to ymax.", body: PyplotLines.verticalLines),
        PlotRow(
            "bar", method: "bar",
            [
                Parameter("x"), Parameter("height"), Parameter("width", .float(0.8)), Parameter("bottom", .none),
                .keyword("align", .str("center")), .keyword("yerr", .none), .keywords("kwargs"),
            ], doc: "Draws vertical bars.", body: PyplotBars.bar),
        PlotRow(
            "barh", method: "barh",
            [
                Parameter("y"), Parameter("width"), Parameter("height", .float(0.8)), Parameter("left", .none),
                .keyword("align", .str("center")), .keyword("xerr", .none), .keywords("kwargs"),
            ], doc: "Draws horizontal bars.", body: PyplotBars.barh),
        PlotRow(
            "hist", method: "hist",
            [
                Parameter("x"), Parameter("bins", .none), Parameter("range", .none),
                Parameter("density", .bool(false)),
                Parameter("weights", .none), Parameter("cumulative", .bool(false)), .keyword("histtype", .str("bar")),
                .keyword("orientation", .str("vertical")), .keyword("rwidth", .none), .keyword("log", .bool(false)),
                .keywords("kwargs"),
            ], doc: "Counts numbers in bins and draws the counts as bars.", body: PyplotBars.hist),
        PlotRow(
            "pie", method: "pie",
            [
                Parameter("x"), Parameter("explode", .none), Parameter("labels", .none), Parameter("colors", .none),
                Parameter("autopct", .none), .keyword("startangle", .int(0)), .keyword("counterclock", .bool(true)),
                .keyword("radius", .int(1)), .keyword("pctdistance", .float(0.6)),
                .keyword("labeldistance", .float(1.1)), .keyword("wedgeprops", .none), .keyword("textprops", .none),
                .keywords("kwargs"),
            ], doc: "Draws parts of a whole as slices.", body: PyplotBars.pie),
        PlotRow(
            "imshow", method: "imshow",
            [
                Parameter("X"), Parameter("cmap", .none), Parameter("norm", .none), .keyword("aspect", .none),
                .keyword("interpolation", .none), .keyword("alpha", .none), .keyword("vmin", .none),
                .keyword("vmax", .none), .keyword("origin", .none), .keyword("extent", .none), .keywords("kwargs"),
            ], doc: "Shows numbers as colours, or an RGB image.", body: PyplotImages.imshow),
        PlotRow(
            "matshow", method: "matshow",
            [
                Parameter("A"), .keyword("cmap", .none), .keyword("alpha", .none), .keyword("vmin", .none),
                .keyword("vmax", .none), .keyword("norm", .none), .keywords("kwargs"),
            ],
            doc: "Shows a matrix as colours, with its columns' numbers above.", body: PyplotImages.matshow),
        PlotRow(
            "pcolormesh", method: "pcolormesh",
            [
                .rest("args", doc: "[X, Y,] C"), .keyword("cmap", .none), .keyword("vmin", .none),
                .keyword("vmax", .none),
                .keyword("alpha", .none), .keyword("shading", .none), .keyword("norm", .none), .keywords("kwargs"),
            ], doc: "Shows numbers over a grid of rectangles as colours.", body: PyplotImages.pcolormesh),
        PlotRow(
            "contour", method: "contour",
            [
                .rest("args", doc: "[X, Y,] Z, [levels]"), .keyword("levels", .none), .keyword("cmap", .none),
                .keyword("colors", .none), .keyword("vmin", .none), .keyword("vmax", .none), .keyword("norm", .none),
                .keywords("kwargs"),
            ], doc: "Draws lines of equal value.", body: PyplotImages.contour),
        PlotRow(
            "contourf", method: "contourf",
            [
                .rest("args", doc: "[X, Y,] Z, [levels]"), .keyword("levels", .none), .keyword("cmap", .none),
                .keyword("colors", .none), .keyword("vmin", .none), .keyword("vmax", .none), .keyword("norm", .none),
                .keywords("kwargs"),
            ], doc: "Fills the areas between lines of equal value.", body: PyplotImages.contourf),
        PlotRow(
            "text", method: "text", [Parameter("x"), Parameter("y"), Parameter("s"), .keywords("kwargs")],
            doc: "Writes text at a point of the data.", body: PyplotLabels.text),
        PlotRow(
            "annotate", method: "annotate",
            [
                Parameter("text"), Parameter("xy"), Parameter("xytext", .none), .keyword("xycoords", .str("data")),
                .keyword("textcoords", .none), .keyword("arrowprops", .none), .keywords("kwargs"),
            ], doc: "Writes text with an arrow to a point of the data.", body: PyplotLabels.annotate),
        PlotRow(
            "arrow", method: "arrow",
            [Parameter("x"), Parameter("y"), Parameter("dx"), Parameter("dy"), .keywords("kwargs")],
            doc: "Draws an arrow.", body: PyplotLabels.arrow),
    ]

    /// What is said of a plot: titles, ranges, ticks, legend.
    private static let labels: [PlotRow] = [
        PlotRow(
            "title", method: "set_title",
            [Parameter("label"), Parameter("fontdict", .none), Parameter("loc", .none), .keywords("kwargs")],
            doc: "Writes the title over the plot.", body: PyplotLabels.title),
        PlotRow(
            "xlabel", method: "set_xlabel", [Parameter("xlabel"), .keywords("kwargs")], doc: "Names the x axis.",
            body: PyplotLabels.xlabel),
        PlotRow(
            "ylabel", method: "set_ylabel", [Parameter("ylabel"), .keywords("kwargs")], doc: "Names the y axis.",
            body: PyplotLabels.ylabel),
        PlotRow(
            "legend", method: "legend",
            [
                .rest("args"), .keyword("loc", .none), .keyword("title", .none), .keyword("fontsize", .none),
                .keyword("ncol", .int(1)), .keyword("frameon", .none), .keyword("labels", .none),
                .keyword("handles", .none), .keywords("kwargs"),
            ], doc: "Shows what the colours mean, where there is room.", body: PyplotLegend.legend),
        PlotRow(
            "axis", method: "axis", [Parameter("arg", .none), .keywords("kwargs")],
            doc: "'off', 'on', 'equal', 'tight', 'image', or [xmin, xmax, ymin, ymax].", body: PyplotAxis.axis),
        PlotRow(
            "xlim", method: "set_xlim", [Parameter("left", .none), Parameter("right", .none), .keywords("kwargs")],
            doc: "Sets the range of x.", body: PyplotAxis.xlim),
        PlotRow(
            "ylim", method: "set_ylim", [Parameter("bottom", .none), Parameter("top", .none), .keywords("kwargs")],
            doc: "Sets the range of y.", body: PyplotAxis.ylim),
        PlotRow(nil, method: "get_xlim", [], doc: "The range of x.", body: PyplotAxis.getXlim),
        PlotRow(nil, method: "get_ylim", [], doc: "The range of y.", body: PyplotAxis.getYlim),
        PlotRow(nil, method: "get_title", [], doc: "The title.", body: PyplotLabels.getTitle),
        PlotRow(
            "xticks", method: "set_xticks",
            [Parameter("ticks", .none), Parameter("labels", .none), .keywords("kwargs")],
            doc: "Sets where x has ticks, and their labels.", body: PyplotAxis.xticks),
        PlotRow(
            "yticks", method: "set_yticks",
            [Parameter("ticks", .none), Parameter("labels", .none), .keywords("kwargs")],
            doc: "Sets where y has ticks, and their labels.", body: PyplotAxis.yticks),
        PlotRow(
            nil, method: "set_xticklabels", [Parameter("labels"), .keywords("kwargs")],
            doc: "Sets the labels of x's ticks.",
            body: PyplotAxis.xtickLabels),
        PlotRow(
            nil, method: "set_yticklabels", [Parameter("labels"), .keywords("kwargs")],
            doc: "Sets the labels of y's ticks.",
            body: PyplotAxis.ytickLabels),
        PlotRow(
            "tick_params", method: "tick_params", [Parameter("axis", .str("both")), .keywords("kwargs")],
            doc: "Sets how ticks look: labelsize, labelrotation, labelbottom, labelleft, bottom, left.",
            body: PyplotAxis.tickParameters),
        PlotRow(
            "grid", method: "grid",
            [
                Parameter("visible", .none), Parameter("which", .str("major")), Parameter("axis", .str("both")),
                .keywords("kwargs"),
            ],
            doc: "Shows lines at the ticks.", body: PyplotAxis.grid),
        PlotRow(
            "xscale", method: "set_xscale", [Parameter("value"), .keywords("kwargs")], doc: "'linear' or 'log'.",
            body: PyplotAxis.xscale),
        PlotRow(
            "yscale", method: "set_yscale", [Parameter("value"), .keywords("kwargs")], doc: "'linear' or 'log'.",
            body: PyplotAxis.yscale),
        PlotRow(
            nil, method: "set_aspect", [Parameter("aspect"), Parameter("adjustable", .none), .keywords("kwargs")],
            doc: "'equal', 'auto' or the length of a step in y over one in x.",
            body: PyplotAxis.aspect),
        PlotRow(nil, method: "invert_xaxis", [], doc: "Larger x to the left.", body: PyplotAxis.invertX),
        PlotRow(nil, method: "invert_yaxis", [], doc: "Larger y down.", body: PyplotAxis.invertY),
        PlotRow(nil, method: "set_axis_off", [], doc: "Hides frame and ticks.", body: PyplotAxis.off),
        PlotRow(nil, method: "set_axis_on", [], doc: "Shows frame and ticks.", body: PyplotAxis.on),
        PlotRow("box", method: nil, [Parameter("on", .none)], doc: "Shows or hides the frame.", body: PyplotAxis.box),
        PlotRow(
            nil, method: "set_facecolor", [Parameter("color")], doc: "Sets the colour behind the data.",
            body: PyplotAxis.faceColor),
        PlotRow("cla", method: "clear", [], doc: "Empties the plot.", body: PyplotAxis.clear),
        PlotRow(nil, method: "cla", [], doc: "Empties the plot.", body: PyplotAxis.clear),
        PlotRow(
            nil, method: "set", [.keywords("kwargs")],
            doc: "Sets several at once: title, xlabel, ylabel, xlim, ylim, xticks, yticks.",
            body: PyplotAxis.set),
        PlotRow(
            "margins", method: "margins", [.rest("margins"), .keywords("kwargs")],
            doc: "Sets how far the range goes beyond the data.",
            body: PyplotAxis.margins),
    ]

    /// Every row.
    static let rows = marks + labels + PyplotAsking.rows
}
