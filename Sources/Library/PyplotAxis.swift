import Drawing
import Language

/// Ranges, ticks, grids and frames.
enum PyplotAxis {
    static func axis(_ call: Call, _ axes: AxesObject) throws(LanguageError) -> Value {
        let interpreter = call.interpreter
        try setRanges(call.keywords(1), axes, interpreter)
        if let argument = call.optional(0) {
            switch argument {
            case .bool(let isOn): axes.axes.isFramed = isOn
            case .str(let word): try apply(word.string, axes)
            default:
                let ends = try NumberField.list(argument, interpreter)
                guard ends.count == 4 else {
                    throw .typeError(
                        "the first argument to axis() must be an iterable of the form [xmin, xmax, ymin, ymax]")
                }
                (axes.axes.x.low, axes.axes.x.high) = (ends[0], ends[1])
                (axes.axes.y.low, axes.axes.y.high) = (ends[2], ends[3])
            }
        }
        let (x, y) = (axes.axes.visibleRange(isX: true), axes.axes.visibleRange(isX: false))
        return .tuple(Tuple([.float(x.low), .float(x.high), .float(y.low), .float(y.high)]))
    }

    private static func apply(_ word: String, _ axes: AxesObject) throws(LanguageError) {
        switch word {
        case "off": axes.axes.isFramed = false
        case "on": axes.axes.isFramed = true
        case "equal", "image", "scaled", "square": axes.axes.isEqual = true
        case "auto": axes.axes.isEqual = false
        case "tight":
            axes.axes.tightenRanges()
        default:
            throw .valueError(
                "Unrecognized string '\(word)' to axis; try 'on' or 'off'",
                hint: "also 'equal', 'scaled', 'tight', 'auto', 'image', 'square'")
        }
    }

    private static func setRanges(
        _ keywords: [(String, Value)], _ axes: AxesObject, _ interpreter: Interpreter
    ) throws(LanguageError) {
        for (name, value) in keywords {
            guard ["xmin", "xmax", "ymin", "ymax"].contains(name) else {
                throw .typeError("axis() got an unexpected keyword argument '\(name)'")
            }
            let number = try interpreter.number(value)
            switch name {
            case "xmin": axes.axes.x.low = number
            case "xmax": axes.axes.x.high = number
            case "ymin": axes.axes.y.low = number
            default: axes.axes.y.high = number
            }
        }
    }

    static func off(_ call: Call, _ axes: AxesObject) throws(LanguageError) -> Value {
        axes.axes.isFramed = false
        return .none
    }

    static func on(_ call: Call, _ axes: AxesObject) throws(LanguageError) -> Value {
        axes.axes.isFramed = true
        return .none
    }

    static func box(_ call: Call, _ axes: AxesObject) throws(LanguageError) -> Value {
        let isOn = try call.optional(0) == nil ? !axes.axes.hiddenSides.isEmpty : call.bool(0)
        axes.axes.hiddenSides = isOn ? [] : ["left", "right", "top", "bottom"]
        return .none
    }

    // MARK: Ranges

    static func xlim(_ call: Call, _ axes: AxesObject) throws(LanguageError) -> Value {
        try limit(call, &axes.axes.x, ["left", "xmin"], ["right", "xmax"])
        return pair(axes.axes.visibleRange(isX: true))
    }

    static func ylim(_ call: Call, _ axes: AxesObject) throws(LanguageError) -> Value {
        try limit(call, &axes.axes.y, ["bottom", "ymin"], ["top", "ymax"])
        return pair(axes.axes.visibleRange(isX: false))
    }

    static func getXlim(_ call: Call, _ axes: AxesObject) throws(LanguageError) -> Value {
        pair(axes.axes.visibleRange(isX: true))
    }

    static func getYlim(_ call: Call, _ axes: AxesObject) throws(LanguageError) -> Value {
        pair(axes.axes.visibleRange(isX: false))
    }

    private static func pair(_ range: (low: Double, high: Double)) -> Value {
        .tuple(Tuple([.float(range.low), .float(range.high)]))
    }

    private static func limit(
        _ call: Call, _ axis: inout Axis, _ lowNames: [String], _ highNames: [String]
    ) throws(LanguageError) {
        let interpreter = call.interpreter
        var (low, high): (Value?, Value?) = (call.optional(0), call.optional(1))
        for (name, value) in call.keywords(2) {
            if lowNames.contains(name) {
                low = value
            } else if highNames.contains(name) {
                high = value
            } else if name != "auto", name != "emit" {
                throw .typeError("\(call.function.name)() got an unexpected keyword argument '\(name)'")
            }
        }
        if high == nil, let both = low, try interpreter.number(both) == nil {
            let ends = try interpreter.array(of: both)
            guard ends.count == 2 else { throw .valueError("a range has two ends, not \(ends.count)") }
            (low, high) = (ends[0], ends[1])
        }
        if let low, let number = try interpreter.number(low) { axis.low = number }
        if let high, let number = try interpreter.number(high) { axis.high = number }
        if low != nil || high != nil { axis.isInverted = false }
    }

    static func invertX(_ call: Call, _ axes: AxesObject) throws(LanguageError) -> Value {
        axes.axes.x.isInverted.toggle()
        return .none
    }

    static func invertY(_ call: Call, _ axes: AxesObject) throws(LanguageError) -> Value {
        axes.axes.y.isInverted.toggle()
        return .none
    }

    static func xscale(_ call: Call, _ axes: AxesObject) throws(LanguageError) -> Value {
        axes.axes.x.scale = try scale(call.string(0))
        return .none
    }

    static func yscale(_ call: Call, _ axes: AxesObject) throws(LanguageError) -> Value {
        axes.axes.y.scale = try scale(call.string(0))
        return .none
    }

    private static func scale(_ name: String) throws(LanguageError) -> AxisScale {
        guard let scale = AxisScale(rawValue: name) else {
            throw .valueError("'\(name)' is not a valid value for scale; supported values are 'linear', 'log'")
        }
        return scale
    }

    static func aspect(_ call: Call, _ axes: AxesObject) throws(LanguageError) -> Value {
        axes.axes.isEqual = try call.interpreter.str(call[0]) != "auto"
        return .none
    }

    static func margins(_ call: Call, _ axes: AxesObject) throws(LanguageError) -> Value {
        for value in call.rest(0) + call.keywords(1).map(\.1) where try call.interpreter.number(value) == 0 {
            axes.axes.tightenRanges()
        }
        return .none
    }

    // MARK: Ticks

    static func xticks(_ call: Call, _ axes: AxesObject) throws(LanguageError) -> Value {
        try ticks(call, &axes.axes.x)
        return .none
    }

    static func yticks(_ call: Call, _ axes: AxesObject) throws(LanguageError) -> Value {
        try ticks(call, &axes.axes.y)
        return .none
    }

    private static func ticks(_ call: Call, _ axis: inout Axis) throws(LanguageError) {
        let interpreter = call.interpreter
        let style = try PlotStyle(call.keywords(2), artist: "Text", own: ["minor"], interpreter)
        if let rotation = style.rotation { axis.tickAngle = rotation }
        axis.tickStyle = style.text(axis.tickStyle)
        guard let places = call.optional(0) else { return }
        let values = try NumberField.list(places, interpreter)
        guard let labels = call.optional(1) else {
            axis.ticks = Ticks(at: values)
            return
        }
        let names = try self.names(labels, interpreter)
        guard names.count == values.count else {
            throw .valueError(
                "The number of FixedLocator locations (\(values.count)), usually from a call to set_ticks, does not match the number of labels (\(names.count))."
            )
        }
        axis.ticks = Ticks(values: values, labels: names)
    }

    private static func names(_ value: Value, _ interpreter: Interpreter) throws(LanguageError) -> [String] {
        var names: [String] = []
        for item in try interpreter.array(of: value) { names.append(MathText.plain(try interpreter.str(item))) }
        return names
    }

    static func xtickLabels(_ call: Call, _ axes: AxesObject) throws(LanguageError) -> Value {
        let count = axes.axes.tickValues(isX: true)
        try tickLabels(call, &axes.axes.x, count)
        return .none
    }

    static func ytickLabels(_ call: Call, _ axes: AxesObject) throws(LanguageError) -> Value {
        let count = axes.axes.tickValues(isX: false)
        try tickLabels(call, &axes.axes.y, count)
        return .none
    }

    private static func tickLabels(
        _ call: Call, _ axis: inout Axis, _ values: [Double]
    ) throws(LanguageError) {
        let style = try PlotStyle(call.keywords(1), artist: "Text", own: ["minor"], call.interpreter)
        if let rotation = style.rotation { axis.tickAngle = rotation }
        axis.tickStyle = style.text(axis.tickStyle)
        let names = try self.names(call[0], call.interpreter)
        if names.isEmpty { axis.showsTickLabels = false } else { axis.ticks = Ticks(values: values, labels: names) }
    }

    static func tickParameters(_ call: Call, _ axes: AxesObject) throws(LanguageError) -> Value {
        let interpreter = call.interpreter
        let which = try call.string(0)
        for (name, value) in call.keywords(1) {
            let isOn = try interpreter.truth(value)
            switch name {
            case "labelsize":
                if let size = try PlotStyle.fontSize(value, interpreter) {
                    if which != "y" { axes.axes.x.tickStyle.size = size }
                    if which != "x" { axes.axes.y.tickStyle.size = size }
                }
            case "labelrotation", "rotation":
                if which != "y" { axes.axes.x.tickAngle = try interpreter.number(value) }
            case "labelbottom": axes.axes.x.showsTickLabels = isOn
            case "labelleft": axes.axes.y.showsTickLabels = isOn
            case "bottom": if which != "y" { axes.axes.x.showsTicks = isOn }
            case "left": if which != "x" { axes.axes.y.showsTicks = isOn }
            case "top", "right", "labeltop", "labelright", "which", "length", "width", "direction", "colors", "color",
                "pad",
                "reset":
                break
            default: throw .valueError("keyword \(name) is not recognized")
            }
        }
        return .none
    }

    static func grid(_ call: Call, _ axes: AxesObject) throws(LanguageError) -> Value {
        let which = try call.string(2)
        let isOn: Bool
        if call.optional(0) != nil {
            isOn = try call.bool(0)
        } else {
            isOn = !(axes.axes.hasVerticalGrid || axes.axes.hasHorizontalGrid) || !call.keywords(3).isEmpty
        }
        if which != "y" { axes.axes.hasVerticalGrid = isOn }
        if which != "x" { axes.axes.hasHorizontalGrid = isOn }
        return .none
    }

    // MARK: The whole plot

    static func faceColor(_ call: Call, _ axes: AxesObject) throws(LanguageError) -> Value {
        axes.axes.background = try PlotStyle.color(call[0], call.interpreter)
        return .none
    }

    static func clear(_ call: Call, _ axes: AxesObject) throws(LanguageError) -> Value {
        axes.axes = Axes(cell: axes.axes.cell)
        axes.categories = ([], [])
        return .none
    }

    /// `ax.set(title=…, xlabel=…)` calls `ax.set_title(…)` and so on.
    static func set(_ call: Call, _ axes: AxesObject) throws(LanguageError) -> Value {
        for (name, value) in call.keywords(0) {
            guard let method = NativeType.axes.method("set_\(name)") else {
                throw .attributeError("Axes.set() got an unexpected keyword argument '\(name)'")
            }
            _ = try call.interpreter.callNative(method, receiver: .object(axes), [value], [])
        }
        return .none
    }
}
