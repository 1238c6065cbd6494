import Drawing
import Language

/// `matplotlib.pyplot` and its kin.
enum PyplotModule {
    /// The modules that `import` finds.
    static let modules: [NativeModule] = [
        NativeModule(
            "matplotlib.pyplot", doc: "Plots as MATLAB and matplotlib draw them.",
            functions: functions, written: names, constants: constants),
        NativeModule(
            "matplotlib.cm", doc: "Colour maps.",
            written: WrittenModule(start: PyplotNamesText.start, topics: [PyplotTopText.maps]),
            constants: { _ in
                Colormap.all.flatMap { map in
                    [
                        (map.name, .object(ColormapObject(map))),
                        (map.name + "_r", .object(ColormapObject(map.reversed))),
                    ]
                }
            }),
        NativeModule(
            "matplotlib", doc: "Drawing.",
            functions: [
                NativeFunction(
                    "use", [Parameter("backend"), .keywords("kwargs")], doc: "Nothing to do: figures show themselves."
                ) { (_) throws(LanguageError) in
                    .none
                }
            ],
            written: WrittenModule(
                start: PyplotNamesText.start,
                topics: [
                    PyplotTopText.top, PyplotNamesText.functions, PyplotNamesText.settings, PyplotNamesText.others,
                ]),
            constants: { _ in [("__version__", Value("3.10.0"))] }),
        PyplotDrawingModule.module,
        NativeModule(
            "matplotlib._written", doc: "Methods of plots that are written in the language itself.",
            written: PyplotText.module),
        NativeModule(
            "matplotlib._settings", doc: "Settings and style sheets.",
            written: WrittenModule(
                source: [
                    PyplotSettingsText.start, PyplotSettingsText.defaults, PyplotSettingsText.sheets,
                    PyplotSettingsText.settings,
                ].joined(separator: "\n"))),
        NativeModule(
            "matplotlib.style", doc: "Style sheets.",
            written: WrittenModule(
                source: """
                    from matplotlib import _settings
                    use = _settings.style.use
                    context = _settings.style.context
                    available = _settings.style.available
                    library = _settings.style.library
                    """)),
        NativeModule(
            "matplotlib.colors", doc: "Colours, norms and colour maps.",
            written: WrittenModule(source: PyplotColorsText.colors)),
        NativeModule(
            "matplotlib.patches", doc: "Shapes in a plot.", written: WrittenModule(source: PyplotPatchesText.patches)),
        NativeModule(
            "matplotlib.ticker", doc: "Where ticks are and what stands at them.",
            written: WrittenModule(source: PyplotTickerText.ticker)),
        NativeModule(
            "matplotlib.gridspec", doc: "Rows and columns of plots.",
            written: WrittenModule(source: PyplotPartsText.gridspec)),
        NativeModule("matplotlib.lines", doc: "Lines.", written: WrittenModule(source: PyplotPartsText.lines)),
        NativeModule(
            "matplotlib.collections", doc: "Many lines or shapes.",
            written: WrittenModule(source: PyplotPartsText.collections)),
        NativeModule(
            "matplotlib.dates", doc: "Dates along an axis.", written: WrittenModule(source: PyplotPartsText.dates)),
        NativeModule(
            "cycler", doc: "Values one after another.", written: WrittenModule(source: PyplotPartsText.cycler)),
        NativeModule(
            "matplotlib_inline.backend_inline", doc: "What pictures in the notebook are.",
            written: WrittenModule(source: formats)),
    ]

    /// `pylab`: NumPy's names and pyplot's in one module.
    static func pylab(with numpy: NativeModule?) -> NativeModule {
        NativeModule(
            "pylab", doc: "NumPy and pyplot in one module, as MATLAB has them.", aliases: ["matplotlib.pylab"],
            functions: (numpy?.functions ?? []) + functions, types: numpy?.types ?? [], written: pylabNames,
            constants: { interpreter in (numpy?.constants(interpreter) ?? []) + constants(interpreter) })
    }

    private static let functions =
        PyplotTable.rows.compactMap(\.function) + PyplotFigures.functions + PyplotFiles.functions

    private static let topics = [
        PyplotNamesText.forwards, PyplotNamesText.functions, PyplotNamesText.maps, PyplotNamesText.settings,
        PyplotNamesText.ticker, PyplotNamesText.patches, PyplotNamesText.others,
    ]

    private static let names = WrittenModule(start: PyplotNamesText.start, topics: topics)

    private static let pylabNames = WrittenModule(
        start: PyplotNamesText.start, topics: topics + [PyplotPylabText.numpy])

    private static let constants: @Sendable (Interpreter) -> [(String, Value)] = { _ in
        [("cm", .object(ColormapsObject()))]
    }

    private static let formats = """
        from matplotlib import _drawing


        def set_matplotlib_formats(*formats, **kwargs):
            \"""What pictures in the notebook are: 'png', 'retina' or 'svg'.\"""
            _drawing.format(list(formats))
        """
}

/// The methods of plots that are written in the language itself, by their names with `axes_` or `artist_` in front.
enum PyplotText {
    static let module = WrittenModule(
        start: PyplotPlotsText.start, topics: [PyplotPlotsText.statistics, PyplotPlotsText.others])

    static let names: Set<String> = Set(
        [PyplotPlotsText.statistics, PyplotPlotsText.others].flatMap { text in
            text.split(separator: "\n").filter { $0.hasPrefix("def a") || $0.hasPrefix("def figure_") }
                .map { String($0.dropFirst(4).prefix { $0 != "(" }) }
        })
}

/// `plt.cm`: colour maps by name.
final class ColormapsObject: Object {
    override var nativeType: NativeType { .colormaps }
}

extension NativeType {
    /// The colour maps by name.
    static let colormaps = NativeType(
        name: "cm", module: "matplotlib", doc: "Colour maps by name.",
        slots: Slots {
            $0.getAttribute = { (_, name, interpreter) throws(LanguageError) in
                if let map = try? Colormap.named(name) { return .object(ColormapObject(map)) }
                guard let module = interpreter.module("matplotlib.cm") else { return nil }
                return try interpreter.findAttribute(.object(module), name)
            }
            $0.attributeNames = { (_, _) in
                Colormap.all.flatMap { [$0.name, $0.name + "_r"] } + ["get_cmap", "ScalarMappable"]
            }
        })
}
