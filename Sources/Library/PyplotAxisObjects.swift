import Drawing
import Language

/// `ax.xaxis` and `ax.yaxis`.
final class AxisObject: Object {
    let owner: AxesObject
    let isX: Bool

    init(_ owner: AxesObject, isX: Bool) { (self.owner, self.isX) = (owner, isX) }

    override var nativeType: NativeType { .plotAxis }

    var axis: Axis {
        get { isX ? owner.axes.x : owner.axes.y }
        set { if isX { owner.axes.x = newValue } else { owner.axes.y = newValue } }
    }
}

/// Methods of an axis.
enum PyplotAxisMethods {
    private static func own(_ call: Call) throws(LanguageError) -> AxisObject {
        guard case .object(let object)? = call.receiver, let axis = object as? AxisObject else {
            throw .typeError("an axis expected")
        }
        return axis
    }

    /// A method that does what a plot's method does, its name with x or y in place of `%`.
    private static func forwarded(_ name: String, to target: String, doc: String) -> NativeFunction {
        NativeFunction(name, [.rest("args"), .keywords("kwargs")], doc: doc) { (call) throws(LanguageError) in
            let axis = try own(call)
            let method = target.replacing("%", with: axis.isX ? "x" : "y")
            guard let row = NativeType.axes.method(method) else { throw .attributeError("no \(method) here") }
            return try call.interpreter.callNative(
                row, receiver: .object(axis.owner), call.rest(0), call.keywords(1))
        }
    }

    static let methods: [NativeFunction] = [
        forwarded("set_ticks", to: "set_%ticks", doc: "Sets where ticks are."),
        forwarded("set_ticklabels", to: "set_%ticklabels", doc: "Sets the labels of ticks."),
        forwarded("get_ticklabels", to: "get_%ticklabels", doc: "The labels of ticks."),
        forwarded("get_majorticklabels", to: "get_%ticklabels", doc: "The labels of ticks."),
        forwarded("get_ticklocs", to: "get_%ticks", doc: "Where ticks are."),
        forwarded("get_majorticklocs", to: "get_%ticks", doc: "Where ticks are."),
        forwarded("set_label_text", to: "set_%label", doc: "Names the axis."),
        forwarded("get_label_text", to: "get_%label", doc: "The name of the axis."),
        forwarded("get_scale", to: "get_%scale", doc: "'linear', 'log' or 'symlog'."),
        forwarded("get_view_interval", to: "get_%lim", doc: "The range."),
        NativeFunction("get_label", doc: "The name as text to change.") { (call) throws(LanguageError) in
            let axis = try own(call)
            return .object(TextObject(.name(axis.owner, isX: axis.isX)))
        },
        NativeFunction("set_major_locator", [Parameter("locator")], doc: "Says where ticks are.") {
            (call) throws(LanguageError) in
            let axis = try own(call)
            axis.axis.ticks = nil
            axis.axis.locator = try locator(call[0], call.interpreter)
            if case .bins(_, true)? = axis.axis.locator { axis.axis.onlyIntegers = true }
            return .none
        },
        NativeFunction("set_minor_locator", [Parameter("locator")], doc: "Says where short ticks are.") {
            (call) throws(LanguageError) in
            let axis = try own(call)
            let kind = try name(of: call[0], call.interpreter)
            if kind == "AutoMinorLocator" {
                axis.axis.hasMinorTicks = true
                let steps = try call.interpreter.findAttribute(call[0], "ndivs") ?? .none
                axis.axis.minorSteps = call.interpreter.index(steps)
            } else if kind == "NullLocator" {
                (axis.axis.hasMinorTicks, axis.axis.minorTicks) = (false, [])
            } else if let found = try locator(call[0], call.interpreter) {
                axis.axis.hasMinorTicks = true
                let range = axis.owner.axes.visibleRange(isX: axis.isX)
                var plain = axis.axis
                (plain.ticks, plain.formatter, plain.locator) = (nil, nil, found)
                axis.axis.minorTicks = plain.chosenTicks(range.low, range.high).values
            }
            return .none
        },
        NativeFunction(
            "set_major_formatter", [Parameter("formatter", doc: "a formatter, a function, or '{x:.2f}'")],
            doc: "Says what stands at ticks."
        ) { (call) throws(LanguageError) in
            let axis = try own(call)
            axis.axis.formatter = try formatter(call[0], call.interpreter)
            return .none
        },
        NativeFunction("set_minor_formatter", [Parameter("formatter")], doc: "Short ticks have no labels.") {
            (_) throws(LanguageError) in .none
        },
        NativeFunction("set_visible", [Parameter("b")], doc: "Shows or hides the axis.") {
            (call) throws(LanguageError) in
            try own(call).axis.isShown = try call.bool(0)
            return .none
        },
        NativeFunction("get_visible", doc: "True where the axis is shown.") { (call) throws(LanguageError) in
            .bool(try own(call).axis.isShown)
        },
        NativeFunction(
            "grid", [Parameter("visible", .none), Parameter("which", .str("major")), .keywords("kwargs")],
            doc: "Lines at ticks."
        ) {
            (call) throws(LanguageError) in
            let axis = try own(call)
            guard let row = NativeType.axes.method("grid") else { return .none }
            return try call.interpreter.callNative(
                row, receiver: .object(axis.owner), [call[0], call[1], Value(axis.isX ? "x" : "y")], call.keywords(2))
        },
        NativeFunction("set_tick_params", [.keywords("kwargs")], doc: "How ticks look.") {
            (call) throws(LanguageError) in
            let axis = try own(call)
            guard let row = NativeType.axes.method("tick_params") else { return .none }
            return try call.interpreter.callNative(
                row, receiver: .object(axis.owner), [Value(axis.isX ? "x" : "y")], call.keywords(0))
        },
        NativeFunction("tick_top", doc: "Ticks at the top.") { (call) throws(LanguageError) in
            try own(call).axis.isOpposite = true
            return .none
        },
        NativeFunction("tick_bottom", doc: "Ticks at the bottom.") { (call) throws(LanguageError) in
            try own(call).axis.isOpposite = false
            return .none
        },
        NativeFunction("tick_right", doc: "Ticks on the right.") { (call) throws(LanguageError) in
            try own(call).axis.isOpposite = true
            return .none
        },
        NativeFunction("tick_left", doc: "Ticks on the left.") { (call) throws(LanguageError) in
            try own(call).axis.isOpposite = false
            return .none
        },
        NativeFunction("set_label_position", [Parameter("position")], doc: "'top', 'bottom', 'left' or 'right'.") {
            (call) throws(LanguageError) in
            try own(call).axis.isOpposite = ["top", "right"].contains(try call.string(0))
            return .none
        },
        NativeFunction(
            "set_ticks_position", [Parameter("position")], doc: "The side of the ticks; 'none' for no ticks."
        ) {
            (call) throws(LanguageError) in
            let axis = try own(call)
            switch try call.string(0) {
            case "none": axis.axis.showsTicks = false
            case "both": axis.axis.look.isOnBothSides = true
            case let side: axis.axis.isOpposite = ["top", "right"].contains(side)
            }
            return .none
        },
        NativeFunction("set_inverted", [Parameter("inverted")], doc: "Which way the values grow.") {
            (call) throws(LanguageError) in
            try own(call).axis.isInverted = try call.bool(0)
            return .none
        },
        NativeFunction(
            "get_major_ticks", [.rest("args")], doc: "Nothing to change one by one: tick_params changes all."
        ) {
            (_) throws(LanguageError) in Value([Value]())
        },
        NativeFunction("set_label_coords", [.rest("args"), .keywords("kwargs")], doc: "Names always have their place.")
        {
            (_) throws(LanguageError) in .none
        },
        NativeFunction("set_units", [.rest("args")], doc: "Nothing to do.") { (_) throws(LanguageError) in .none },
    ]

    // MARK: Locators and formatters of `matplotlib.ticker`

    private static func name(of value: Value, _ interpreter: Interpreter) throws(LanguageError) -> String {
        guard let kind = try interpreter.findAttribute(value, "kind") else {
            throw .typeError(
                "a locator of matplotlib.ticker expected, not \(value.typeName)",
                hint: "write for example ax.xaxis.set_major_locator(plt.MultipleLocator(0.5))")
        }
        return try interpreter.str(kind)
    }

    private static func number(
        _ value: Value, _ name: String, _ interpreter: Interpreter
    ) throws(LanguageError) -> Double? {
        guard let found = try interpreter.findAttribute(value, name), !found.isNone else { return nil }
        return try interpreter.number(found)
    }

    static func locator(_ value: Value, _ interpreter: Interpreter) throws(LanguageError) -> TickLocator? {
        switch try name(of: value, interpreter) {
        case "MultipleLocator":
            return .multiple(
                try number(value, "base", interpreter) ?? 1, offset: try number(value, "offset", interpreter) ?? 0)
        case "MaxNLocator":
            let isWhole = try interpreter.truth(try interpreter.findAttribute(value, "integer") ?? .bool(false))
            let bins = try number(value, "nbins", interpreter) ?? 9
            return .bins(Int(min(max(bins, 1), 100)), onlyIntegers: isWhole)
        case "NullLocator": return TickLocator.none
        case "FixedLocator":
            return .fixed(try NumberField.list(try interpreter.getAttribute(value, "locs"), interpreter))
        case "LinearLocator":
            return .bins(
                Int(min(max(try number(value, "numticks", interpreter) ?? 11, 2), 100)) - 1, onlyIntegers: false)
        default: return nil
        }
    }

    static func formatter(_ value: Value, _ interpreter: Interpreter) throws(LanguageError) -> TickFormatter? {
        var function: Value?
        if case .str(let pattern) = value {
            return labels(interpreter) { (number, place) throws(LanguageError) in
                let method = try interpreter.getAttribute(.str(pattern), "format")
                return try interpreter.str(
                    interpreter.call(method, [], [("x", .float(number)), ("pos", .int(place))]))
            }
        }
        if let kind = try interpreter.findAttribute(value, "kind"), case .str(let word) = kind {
            if word.string == "ScalarFormatter" { return nil }
            if word.string == "NullFormatter" { return TickFormatter { $0.map { _ in "" } } }
            function = try interpreter.findAttribute(value, "__call__")
        }
        let callee = function ?? value
        return labels(interpreter) { (number, place) throws(LanguageError) in
            try interpreter.str(interpreter.call(callee, [.float(number), .int(place)]))
        }
    }

    /// A formatter that calls back into the program; its error is raised once the drawing is done.
    private static func labels(
        _ interpreter: Interpreter, _ text: @escaping (Double, Int) throws(LanguageError) -> String
    ) -> TickFormatter {
        TickFormatter { [unowned interpreter] values in
            values.enumerated().map { place, value in
                do { return try text(value, place) } catch {
                    let errors = TickErrors.of(interpreter)
                    if errors.first == nil { errors.first = error as? LanguageError }
                    return ""
                }
            }
        }
    }
}

extension NativeType {
    /// An axis of a plot.
    static let plotAxis = NativeType(
        name: "Axis", module: "matplotlib.axis", doc: "One direction of a plot.", methods: PyplotAxisMethods.methods,
        properties: [
            NativeProperty("label", doc: "The name of the axis, as text to change.") {
                (object, _) throws(LanguageError) in
                guard let axis = object as? AxisObject else { return .none }
                return .object(TextObject(.name(axis.owner, isX: axis.isX)))
            },
            NativeProperty("axes", doc: "The plot.") { (object, _) throws(LanguageError) in
                (object as? AxisObject).map { .object($0.owner) } ?? .none
            },
        ],
        slots: Slots {
            $0.repr = { (object, _) throws(LanguageError) in
                (object as? AxisObject)?.isX == false ? "<matplotlib.axis.YAxis>" : "<matplotlib.axis.XAxis>"
            }
        })
}

/// Sides of a plot's frame: `ax.spines`, `ax.spines['top']`, `ax.spines[['top', 'right']]`.
final class SpineObject: Object {
    static let names = ["left", "right", "bottom", "top"]
    let owner: AxesObject
    let sides: [String]
    /// True for `ax.spines` itself, which is also a mapping.
    let isMapping: Bool

    init(_ owner: AxesObject, _ sides: [String], isMapping: Bool = false) {
        (self.owner, self.sides, self.isMapping) = (owner, sides, isMapping)
    }

    override var nativeType: NativeType { isMapping ? .spines : .spine }

    func change(_ body: (inout Spine) -> Void) {
        for side in sides { body(&owner.axes.spines[side, default: Spine()]) }
    }
}

extension NativeType {
    private static func own(_ call: Call) throws(LanguageError) -> SpineObject {
        guard case .object(let object)? = call.receiver, let spine = object as? SpineObject else {
            throw .typeError("a side of a frame expected")
        }
        return spine
    }

    /// Changes one property of a side by name.
    private static func set(
        _ name: String, _ value: Value, of spine: SpineObject, _ interpreter: Interpreter
    ) throws(LanguageError) {
        switch name {
        case "visible":
            let isOn = try interpreter.truth(value)
            for side in spine.sides {
                if isOn { spine.owner.axes.hiddenSides.remove(side) } else { spine.owner.axes.hiddenSides.insert(side) }
            }
        case "color", "edgecolor", "ec":
            let color = try PlotStyle.color(value, interpreter)
            if color.alpha == 0 { spine.owner.axes.hiddenSides.formUnion(spine.sides) }
            spine.change { $0.color = color }
        case "linewidth", "lw":
            guard let width = try interpreter.number(value) else { throw .typeError("linewidth must be a number") }
            if width <= 0 { spine.owner.axes.hiddenSides.formUnion(spine.sides) }
            spine.change { $0.width = min(max(width, 0), 100) * Figure.pixelsPerPoint }
        case "linestyle", "ls":
            let dash = try PlotStyle.dash(try interpreter.str(value)) ?? .solid
            spine.change { $0.dashes = dash.lengths(width: ($0.width ?? 1)) }
        case "position":
            let place = try self.place(value, interpreter)
            spine.change { $0.place = place }
        case "alpha", "zorder", "bounds", "capstyle": break
        default: throw .attributeError("Spine.set() got an unexpected keyword argument '\(name)'")
        }
    }

    private static func place(_ value: Value, _ interpreter: Interpreter) throws(LanguageError) -> Spine.Place {
        if case .str(let word) = value {
            if word.string == "zero" { return .data(0) }
            if word.string == "center" { return .part(0.5) }
        } else {
            let parts = try interpreter.array(of: value)
            if parts.count == 2, let amount = try interpreter.number(parts[1]) {
                switch try interpreter.str(parts[0]) {
                case "data": return .data(amount)
                case "axes": return .part(amount)
                case "outward": return .outward(amount * Figure.pixelsPerPoint)
                default: break
                }
            }
        }
        throw .valueError("position must be 'center', 'zero' or ('data' | 'axes' | 'outward', amount)")
    }

    /// One side of a frame, or several.
    static let spine = NativeType(
        name: "Spine", module: "matplotlib.spines", doc: "A side of a plot's frame.",
        methods: [
            ("visible", "b"), ("color", "c"), ("edgecolor", "color"), ("linewidth", "w"), ("lw", "w"),
            ("linestyle", "ls"), ("position", "position"), ("alpha", "alpha"), ("zorder", "level"),
        ].map { name, parameter in
            NativeFunction("set_\(name)", [Parameter(parameter)], doc: "Sets the \(name).") {
                (call) throws(LanguageError) in
                try set(name, call[0], of: try own(call), call.interpreter)
                return .none
            }
        } + [
            NativeFunction("set", [.keywords("kwargs")], doc: "Sets several properties at once.") {
                (call) throws(LanguageError) in
                for (name, value) in call.keywords(0) { try set(name, value, of: try own(call), call.interpreter) }
                return .none
            },
            NativeFunction("get_visible", doc: "True where it is drawn.") { (call) throws(LanguageError) in
                let spine = try own(call)
                return .bool(!spine.sides.contains { spine.owner.axes.hiddenSides.contains($0) })
            },
            NativeFunction("set_bounds", [.rest("args"), .keywords("kwargs")], doc: "Sides go over the whole plot.") {
                (_) throws(LanguageError) in .none
            },
        ])

    /// All sides of a frame.
    static let spines = NativeType(
        name: "Spines", module: "matplotlib.spines", doc: "The sides of a plot's frame by name.", base: .spine,
        methods: [
            NativeFunction("items", doc: "Names and sides.") { (call) throws(LanguageError) in
                let owner = try own(call).owner
                return Value(SpineObject.names.map { .tuple(Tuple([Value($0), .object(SpineObject(owner, [$0]))])) })
            },
            NativeFunction("values", doc: "The sides.") { (call) throws(LanguageError) in
                let owner = try own(call).owner
                return Value(SpineObject.names.map { .object(SpineObject(owner, [$0])) })
            },
            NativeFunction("keys", doc: "The names.") { (_) throws(LanguageError) in
                Value(SpineObject.names.map { Value($0) })
            },
        ],
        slots: Slots {
            $0.length = { (_, _) throws(LanguageError) in SpineObject.names.count }
            $0.iterate = { (_, _) throws(LanguageError) in Iteration(over: SpineObject.names.map { Value($0) }) }
            $0.getItem = { (object, key, interpreter) throws(LanguageError) in
                guard let spines = object as? SpineObject else { throw .typeError("sides expected") }
                var names: [String] = []
                if case .str(let one) = key {
                    names = [one.string]
                } else if case .object(let slice) = key, slice is SliceObject {
                    names = SpineObject.names
                } else {
                    for item in try interpreter.array(of: key) { names.append(try interpreter.str(item)) }
                }
                if let wrong = names.first(where: { !SpineObject.names.contains($0) }) {
                    throw .keyError(Value(wrong))
                }
                return .object(SpineObject(spines.owner, names))
            }
            $0.getAttribute = { (object, name, _) throws(LanguageError) in
                guard SpineObject.names.contains(name), let spines = object as? SpineObject else { return nil }
                return .object(SpineObject(spines.owner, [name]))
            }
            $0.attributeNames = { (_, _) in SpineObject.names }
        })
}
