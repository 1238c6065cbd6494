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
        case "equal": (axes.axes.isEqual, axes.axes.keepsFrame, axes.axes.aspect) = (true, true, 1)
        case "scaled": (axes.axes.isEqual, axes.axes.keepsFrame, axes.axes.aspect) = (true, false, 1)
        case "image":
            (axes.axes.isEqual, axes.axes.keepsFrame, axes.axes.aspect) = (true, false, 1)
            followData(axes)
        case "square":
            let (x, y) = (axes.axes.visibleRange(isX: true), axes.axes.visibleRange(isX: false))
            let span = max(x.high - x.low, y.high - y.low)
            (axes.axes.x.high, axes.axes.y.high) = (x.low + span, y.low + span)
            (axes.axes.x.low, axes.axes.y.low) = (x.low, y.low)
            (axes.axes.isEqual, axes.axes.keepsFrame, axes.axes.aspect) = (true, false, 1)
        case "auto": axes.axes.isEqual = false
        case "tight": followData(axes)
        default:
            throw .valueError(
                "Unrecognized string '\(word)' to axis; try 'on' or 'off'",
                hint: "also 'equal', 'scaled', 'tight', 'auto', 'image', 'square'")
        }
    }

    /// Ranges are those of the data again, with their margins.
    private static func followData(_ axes: AxesObject) {
        (axes.axes.x.low, axes.axes.x.high, axes.axes.y.low, axes.axes.y.high) = (nil, nil, nil, nil)
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
        return pair(axes.shownRange(isX: true))
    }

    static func ylim(_ call: Call, _ axes: AxesObject) throws(LanguageError) -> Value {
        try limit(call, &axes.axes.y, ["bottom", "ymin"], ["top", "ymax"])
        return pair(axes.shownRange(isX: false))
    }

    static func getXlim(_ call: Call, _ axes: AxesObject) throws(LanguageError) -> Value {
        pair(axes.shownRange(isX: true))
    }

    static func getYlim(_ call: Call, _ axes: AxesObject) throws(LanguageError) -> Value {
        pair(axes.shownRange(isX: false))
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
        if low != nil && high != nil { axis.isInverted = false }
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
        axes.axes.x.scale = try scale(call)
        if let threshold = try threshold(call) { axes.axes.x.threshold = threshold }
        return .none
    }

    static func yscale(_ call: Call, _ axes: AxesObject) throws(LanguageError) -> Value {
        axes.axes.y.scale = try scale(call)
        if let threshold = try threshold(call) { axes.axes.y.threshold = threshold }
        return .none
    }

    private static func scale(_ call: Call) throws(LanguageError) -> AxisScale {
        let name = try call.string(0)
        guard let scale = AxisScale(rawValue: name) else {
            throw .valueError(
                "'\(name)' is not a valid value for scale; supported values are 'linear', 'log', 'symlog'")
        }
        return scale
    }

    private static func threshold(_ call: Call) throws(LanguageError) -> Double? {
        for (name, value) in call.keywords(1) where name == "linthresh" {
            guard let number = try call.interpreter.number(value), number > 0 else {
                throw .valueError("'linthresh' must be positive")
            }
            return number
        }
        return nil
    }

    static func aspect(_ call: Call, _ axes: AxesObject) throws(LanguageError) -> Value {
        axes.axes.keepsFrame =
            try call.optional(1).map { (value) throws(LanguageError) in
                try call.interpreter.str(value) == "datalim"
            } ?? false
        if case .str(let word) = call[0] {
            guard ["auto", "equal"].contains(word.string) else {
                throw .valueError(
                    "'\(word.string)' is not a valid aspect; supported values are 'auto', 'equal' or a number")
            }
            (axes.axes.isEqual, axes.axes.aspect) = (word.string == "equal", 1)
        } else {
            let aspect = try call.double(0)
            guard aspect > 0, aspect.isFinite else { throw .valueError("aspect must be finite and positive") }
            (axes.axes.isEqual, axes.axes.aspect) = (true, aspect)
        }
        return .none
    }

    static func margins(_ call: Call, _ axes: AxesObject) throws(LanguageError) -> Value {
        let interpreter = call.interpreter
        func margin(_ value: Value) throws(LanguageError) -> Double {
            guard let number = try interpreter.number(value), number > -0.5, number < 1e6 else {
                throw .valueError("margin must be greater than -0.5")
            }
            return number
        }
        let given = call.rest(0)
        if let first = given.first { axes.axes.x.margin = try margin(first) }
        if let last = given.last { axes.axes.y.margin = try margin(last) }
        for (name, value) in call.keywords(1) where !value.isNone {
            if name == "x" { axes.axes.x.margin = try margin(value) }
            if name == "y" { axes.axes.y.margin = try margin(value) }
        }
        return .tuple(Tuple([.float(axes.axes.x.margin), .float(axes.axes.y.margin)]))
    }

    // MARK: Ticks

    static func xticks(_ call: Call, _ axes: AxesObject) throws(LanguageError) -> Value {
        try ticks(call, axes, isX: true)
    }

    static func yticks(_ call: Call, _ axes: AxesObject) throws(LanguageError) -> Value {
        try ticks(call, axes, isX: false)
    }

    /// Where ticks are and their labels, as text to change.
    private static func places(_ axes: AxesObject, isX: Bool) throws(LanguageError) -> Value {
        let ticks = axes.ticks(isX: isX)
        let labels = ticks.labels.indices.map { Value.object(TextObject(.tick(axes, isX: isX, index: $0))) }
        return .tuple(Tuple([try PyplotArrays.array(ticks.values), Value(labels)]))
    }

    private static func ticks(_ call: Call, _ axes: AxesObject, isX: Bool) throws(LanguageError) -> Value {
        let interpreter = call.interpreter
        let path = isX ? \Axes.x : \Axes.y
        let style = try PlotStyle(call.keywords(2), artist: "Text", own: ["minor"], interpreter)
        if let minor = style.others.first?.1, try interpreter.truth(minor) {
            if let places = call.optional(0) {
                axes.axes[keyPath: path].hasMinorTicks = true
                axes.axes[keyPath: path].minorTicks = try NumberField.list(places, interpreter)
            }
            return .none
        }
        apply(style, to: &axes.axes[keyPath: path])
        guard let places = call.optional(0) else { return try self.places(axes, isX: isX) }
        let values = try PyplotLines.positions(places, isX: isX, axes, interpreter).values
        guard let labels = call.optional(1) else {
            axes.axes[keyPath: path].ticks = Ticks(at: values)
            return try self.places(axes, isX: isX)
        }
        let names = try self.names(labels, interpreter)
        guard names.count == values.count else {
            throw .valueError(
                "The number of FixedLocator locations (\(values.count)), usually from a call to set_ticks, does not match the number of labels (\(names.count))."
            )
        }
        axes.axes[keyPath: path].ticks = Ticks(values: values, labels: names)
        return try self.places(axes, isX: isX)
    }

    /// What keywords of labels say: size, colour, angle and which end stands at the tick.
    private static func apply(_ style: PlotStyle, to axis: inout Axis) {
        if let rotation = style.rotation { axis.tickAngle = rotation }
        if let horizontal = style.horizontal { axis.tickAlignment = horizontal }
        axis.tickStyle = style.text(axis.tickStyle)
    }

    private static func names(_ value: Value, _ interpreter: Interpreter) throws(LanguageError) -> [String] {
        var names: [String] = []
        for item in try interpreter.array(of: value) {
            if case .object(let text as TextObject) = item {
                names.append(text.text)
            } else {
                names.append(try MathText.checked(try interpreter.str(item)))
            }
        }
        return names
    }

    static func xtickLabels(_ call: Call, _ axes: AxesObject) throws(LanguageError) -> Value {
        try tickLabels(call, &axes.axes.x, axes.axes.x.ticks?.values ?? axes.ticks(isX: true).values)
        return .none
    }

    static func ytickLabels(_ call: Call, _ axes: AxesObject) throws(LanguageError) -> Value {
        try tickLabels(call, &axes.axes.y, axes.axes.y.ticks?.values ?? axes.ticks(isX: false).values)
        return .none
    }

    private static func tickLabels(
        _ call: Call, _ axis: inout Axis, _ values: [Double]
    ) throws(LanguageError) {
        let style = try PlotStyle(call.keywords(1), artist: "Text", own: ["minor"], call.interpreter)
        apply(style, to: &axis)
        let names = try self.names(call[0], call.interpreter)
        if names.isEmpty { axis.showsTickLabels = false } else { axis.ticks = Ticks(values: values, labels: names) }
    }

    static func tickParameters(_ call: Call, _ axes: AxesObject) throws(LanguageError) -> Value {
        let which = try call.string(0)
        guard ["x", "y", "both"].contains(which) else {
            throw .valueError("'\(which)' is not a valid value for axis; supported values are 'x', 'y', 'both'")
        }
        for (name, value) in call.keywords(1) {
            switch name {
            case "top", "labeltop", "bottom", "labelbottom", "left", "labelleft", "right", "labelright":
                try setSide(name, try call.interpreter.truth(value), axes)
            default:
                if which != "y" { try setTicks(name, value, &axes.axes.x, call.interpreter) }
                if which != "x" { try setTicks(name, value, &axes.axes.y, call.interpreter) }
            }
        }
        return .none
    }

    /// Which sides have ticks and labels.
    private static func setSide(_ name: String, _ isOn: Bool, _ axes: AxesObject) throws(LanguageError) {
        switch name {
        case "bottom": if !axes.axes.x.isOpposite { axes.axes.x.showsTicks = isOn }
        case "labelbottom":
            if !axes.axes.x.isOpposite || isOn { (axes.axes.x.showsTickLabels, axes.axes.x.isOpposite) = (isOn, false) }
        case "top":
            if isOn {
                axes.axes.x.look.isOnBothSides = true
            } else if axes.axes.x.isOpposite {
                axes.axes.x.showsTicks = false
            }
        case "labeltop":
            if isOn {
                axes.axes.x.isOpposite = true
            } else if axes.axes.x.isOpposite {
                axes.axes.x.showsTickLabels = false
            }
        case "left": if !axes.axes.y.isOpposite { axes.axes.y.showsTicks = isOn }
        case "labelleft":
            if !axes.axes.y.isOpposite || isOn { (axes.axes.y.showsTickLabels, axes.axes.y.isOpposite) = (isOn, false) }
        case "right":
            if isOn {
                axes.axes.y.look.isOnBothSides = true
            } else if axes.axes.y.isOpposite {
                axes.axes.y.showsTicks = false
            }
        default:
            if isOn {
                axes.axes.y.isOpposite = true
            } else if axes.axes.y.isOpposite {
                axes.axes.y.showsTickLabels = false
            }
        }
    }

    private static func setTicks(
        _ name: String, _ value: Value, _ axis: inout Axis, _ interpreter: Interpreter
    ) throws(LanguageError) {
        func number() throws(LanguageError) -> Double {
            guard let number = try interpreter.number(value), abs(number) < 1000 else {
                throw .typeError("tick_params: '\(name)' must be a number")
            }
            return number * Figure.pixelsPerPoint
        }
        switch name {
        case "labelsize": axis.tickStyle.size = try PlotStyle.fontSize(value, interpreter) ?? axis.tickStyle.size
        case "labelrotation", "rotation": axis.tickAngle = try interpreter.number(value)
        case "labelcolor": axis.tickStyle.color = try PlotStyle.color(value, interpreter)
        case "color": axis.look.color = try PlotStyle.color(value, interpreter)
        case "colors":
            axis.look.color = try PlotStyle.color(value, interpreter)
            axis.tickStyle.color = axis.look.color
        case "length": axis.look.length = try number() * (axis.look.length < 0 ? -1 : 1)
        case "width": axis.look.width = try number()
        case "pad": axis.look.gap = try number()
        case "direction": axis.look.length = abs(axis.look.length) * (try interpreter.str(value) == "in" ? -1 : 1)
        case "which", "reset", "zorder", "grid_color", "grid_alpha", "grid_linewidth", "grid_linestyle",
            "labelfontfamily":
            break
        default: throw .valueError("keyword \(name) is not recognized")
        }
    }

    static func grid(_ call: Call, _ axes: AxesObject) throws(LanguageError) -> Value {
        let (kind, which) = (try call.string(1), try call.string(2))
        let style = try PlotStyle(call.keywords(3), artist: "Line2D", own: ["b"], call.interpreter)
        let isMinor = kind == "minor"
        let isOn: Bool
        if let old = style.others.first {
            isOn = try call.interpreter.truth(old.1)
        } else if call.optional(0) != nil {
            isOn = try call.bool(0)
        } else {
            let isShown =
                isMinor ? axes.axes.x.minorGrid != nil : axes.axes.hasVerticalGrid || axes.axes.hasHorizontalGrid
            isOn = !isShown || !call.keywords(3).isEmpty
        }
        var stroke = axes.axes.theme.grid
        if let color = style.color { stroke.color = color }
        if style.alpha < 1 { stroke.color = stroke.color.faded(style.alpha) }
        if let width = style.lineWidth { stroke.width = width }
        if style.isDashGiven { stroke.dashes = (style.dash ?? .solid).lengths(width: stroke.width) }
        if isMinor || kind == "both" {
            if which != "y" {
                axes.axes.x.minorGrid = isOn ? stroke : nil
                if isOn { axes.axes.x.hasMinorTicks = true }
            }
            if which != "x" {
                axes.axes.y.minorGrid = isOn ? stroke : nil
                if isOn { axes.axes.y.hasMinorTicks = true }
            }
            if isMinor { return .none }
        }
        if which != "y" { (axes.axes.hasVerticalGrid, axes.axes.x.gridStroke) = (isOn, stroke) }
        if which != "x" { (axes.axes.hasHorizontalGrid, axes.axes.y.gridStroke) = (isOn, stroke) }
        return .none
    }

    // MARK: The whole plot

    static func faceColor(_ call: Call, _ axes: AxesObject) throws(LanguageError) -> Value {
        axes.axes.background = try PlotStyle.color(call[0], call.interpreter)
        return .none
    }

    static func clear(_ call: Call, _ axes: AxesObject) throws(LanguageError) -> Value {
        let old = axes.axes
        axes.axes = (axes.figure?.settings ?? PlotSettings()).axes(old.cell)
        (axes.axes.position, axes.axes.isTwin) = (old.position, old.isTwin)
        axes.categories = ([], [])
        axes.generation += 1
        return .none
    }

    /// `ax.set(title=…, xlabel=…)` calls `ax.set_title(…)` and so on.
    static func set(_ call: Call, _ axes: AxesObject) throws(LanguageError) -> Value {
        for (name, value) in call.keywords(0) {
            if name == "xlim" || name == "ylim", case .tuple(let ends) = value, ends.values.count == 2,
                let method = NativeType.axes.method("set_\(name)")
            {
                _ = try call.interpreter.callNative(method, receiver: .object(axes), ends.values, [])
                continue
            }
            guard let method = NativeType.axes.method("set_\(name)") else {
                throw .attributeError("Axes.set() got an unexpected keyword argument '\(name)'")
            }
            _ = try call.interpreter.callNative(method, receiver: .object(axes), [value], [])
        }
        return .none
    }
}
