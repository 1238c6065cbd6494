import Drawing
import Language

/// A colour bar as a value.
final class ColorbarObject: Object {
    let axes: AxesObject

    init(_ axes: AxesObject) { self.axes = axes }

    override var nativeType: NativeType { .colorbar }

    /// The bar, wherever it stands.
    var bar: Colorbar? {
        get { axes.axes.filledBar ?? axes.axes.colorbar ?? axes.figure?.sharedBars.last?.bar }
        set {
            guard let newValue else {
                axes.axes.colorbar = nil
                return
            }
            if axes.axes.filledBar != nil {
                axes.axes.filledBar = newValue
            } else if axes.axes.colorbar != nil {
                axes.axes.colorbar = newValue
            } else if let figure = axes.figure, !figure.sharedBars.isEmpty {
                figure.sharedBars[figure.sharedBars.count - 1].bar = newValue
            }
        }
    }

    func setLabels(_ value: Value, _ interpreter: Interpreter) throws(LanguageError) {
        guard var bar else { return }
        var names: [String] = []
        for item in try interpreter.array(of: value) { names.append(try MathText.checked(try interpreter.str(item))) }
        let values = bar.ticks?.values ?? names.indices.map(Double.init)
        bar.ticks = Ticks(values: Array(values.prefix(names.count)), labels: names)
        self.bar = bar
    }
}

extension NativeType {
    private static func own(_ call: Call) throws(LanguageError) -> ColorbarObject {
        guard case .object(let object)? = call.receiver, let bar = object as? ColorbarObject else {
            throw .typeError("a colour bar expected")
        }
        return bar
    }

    /// A colour bar; it is also what its own `ax` gives.
    static let colorbar = NativeType(
        name: "Colorbar", module: "matplotlib.colorbar", doc: "A bar that says which colours mean which numbers.",
        methods: ["set_label", "set_ylabel", "set_xlabel", "set_title"].map { name in
            NativeFunction(name, [Parameter("label"), .keywords("kwargs")], doc: "Names the numbers.") {
                (call) throws(LanguageError) in
                let object = try own(call)
                let style = try PyplotLabels.style(call.keywords(1), nil, call.interpreter)
                object.bar?.label = try MathText.checked(try call.interpreter.str(call[0]))
                if let base = object.bar?.labelStyle { object.bar?.labelStyle = style.text(base) }
                return .none
            }
        }
            + ["set_ticks", "set_yticks", "set_xticks"].map { name in
                NativeFunction(
                    name, [Parameter("ticks"), Parameter("labels", .none), .keywords("kwargs")], doc: "Where ticks are."
                ) { (call) throws(LanguageError) in
                    let object = try own(call)
                    object.bar?.ticks = Ticks(at: try NumberField.list(call[0], call.interpreter))
                    if let labels = call.optional(1) { try object.setLabels(labels, call.interpreter) }
                    return .none
                }
            }
            + ["set_ticklabels", "set_yticklabels", "set_xticklabels"].map { name in
                NativeFunction(name, [Parameter("labels"), .keywords("kwargs")], doc: "What stands at ticks.") {
                    (call) throws(LanguageError) in
                    try own(call).setLabels(call[0], call.interpreter)
                    return .none
                }
            } + [
                NativeFunction(
                    "tick_params", [Parameter("axis", .str("both")), .keywords("kwargs")], doc: "How ticks look."
                ) {
                    (call) throws(LanguageError) in
                    let object = try own(call)
                    for (name, value) in call.keywords(1) where name == "labelsize" {
                        if let size = try PlotStyle.fontSize(value, call.interpreter) {
                            object.bar?.tickStyle.size = size
                        }
                    }
                    return .none
                },
                NativeFunction("get_ticks", doc: "Where ticks are.") { (call) throws(LanguageError) in
                    try PyplotArrays.array(try own(call).bar?.ticks?.values ?? [])
                },
                NativeFunction("remove", doc: "Takes the bar away.") { (call) throws(LanguageError) in
                    try own(call).bar = nil
                    return .none
                },
            ]
            + ["minorticks_on", "minorticks_off", "update_ticks", "set_alpha", "add_lines"].map { name in
                NativeFunction(name, [.rest("args"), .keywords("kwargs")], doc: "Nothing is left to do.") {
                    (_) throws(LanguageError) in .none
                }
            },
        properties: ["ax", "outline"].map { name in
            NativeProperty(name, doc: "The bar.") { (object, _) throws(LanguageError) in .object(object) }
        })
}
