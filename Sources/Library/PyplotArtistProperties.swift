import Drawing
import Language

/// What can be asked of artists and changed: a row makes `get_…`, `set_…` and a keyword of `set()` and `setp()`.
struct ArtistProperty: Sendable {
    /// The long name and matplotlib's short ones.
    let names: [String]
    let get: @Sendable (ArtistObject, Interpreter) throws(LanguageError) -> Value
    let set: (@Sendable (ArtistObject, Value, Interpreter) throws(LanguageError) -> Void)?

    init(
        _ names: String..., get: @escaping @Sendable (ArtistObject, Interpreter) throws(LanguageError) -> Value,
        set: (@Sendable (ArtistObject, Value, Interpreter) throws(LanguageError) -> Void)? = nil
    ) {
        (self.names, self.get, self.set) = (names, get, set)
    }

    static let all = common + lines + bars + images + texts

    private static func number(_ value: Value, _ interpreter: Interpreter) throws(LanguageError) -> Double {
        guard let number = try interpreter.number(value) else {
            throw .typeError("a number expected, not \(value.typeName)")
        }
        return number
    }

    /// Logical pixels as typographic points, without the last digits of the division.
    private static func points(_ pixels: Double) -> Double { (pixels / Figure.pixelsPerPoint * 1e9).rounded() / 1e9 }

    private static let common: [ArtistProperty] = [
        ArtistProperty("label") { (object, _) throws(LanguageError) in
            let label = object.artist?.label ?? ""
            return Value(label.isEmpty ? "_child\(object.place)" : label)
        } set: { (object, value, interpreter) throws(LanguageError) in
            object.artist?.label = try MathText.checked(try interpreter.str(value))
        },
        ArtistProperty("color", "c") { (object, _) throws(LanguageError) in
            object.color.map { ArtistObject.hex($0) } ?? .none
        } set: { (object, value, interpreter) throws(LanguageError) in
            object.color = try PlotStyle.color(value, interpreter)
        },
        ArtistProperty("facecolor", "fc", "facecolors") { (object, _) throws(LanguageError) in
            object.color.map { ArtistObject.rgba($0) } ?? .none
        } set: { (object, value, interpreter) throws(LanguageError) in
            object.color = try PlotStyle.color(value, interpreter)
        },
        ArtistProperty("edgecolor", "ec", "edgecolors") { (object, _) throws(LanguageError) in
            object.artist?.stroke.map { ArtistObject.rgba($0.color) } ?? .none
        } set: { (object, value, interpreter) throws(LanguageError) in
            let color = try PlotStyle.color(value, interpreter)
            let old = object.artist?.stroke
            object.artist?.stroke = Stroke(color, width: old?.width ?? 1.4, dashes: old?.dashes ?? [])
        },
        ArtistProperty("alpha") { (object, _) throws(LanguageError) in
            object.color.map { .float($0.alpha) } ?? .none
        } set: { (object, value, interpreter) throws(LanguageError) in
            let alpha = value.isNone ? 1 : min(max(try number(value, interpreter), 0), 1)
            if case .image(var image)? = object.artist {
                image.alpha = alpha
                object.artist = .image(image)
            } else if var color = object.color {
                color.alpha = alpha
                object.color = color
            }
        },
        ArtistProperty("linewidth", "lw", "linewidths") { (object, _) throws(LanguageError) in
            .float(points(object.artist?.stroke?.width ?? 0))
        } set: { (object, value, interpreter) throws(LanguageError) in
            let width = min(max(try number(value, interpreter), 0), 1000) * Figure.pixelsPerPoint
            if object.artist?.stroke == nil { object.artist?.stroke = Stroke(.ink, width: width) }
            object.artist?.stroke?.width = width
        },
        ArtistProperty("zorder") { (object, _) throws(LanguageError) in
            object.settings.order.map { .float($0) } ?? .int(2)
        } set: { (object, value, interpreter) throws(LanguageError) in
            object.settings.order = try number(value, interpreter)
        },
        ArtistProperty("visible") { (object, _) throws(LanguageError) in
            .bool(!object.settings.isHidden)
        } set: { (object, value, interpreter) throws(LanguageError) in
            object.settings.isHidden = !(try interpreter.truth(value))
        },
        ArtistProperty("hatch") { (object, _) throws(LanguageError) in
            let hatches = object.settings.hatches
            guard !hatches.isEmpty else { return .none }
            let pattern = hatches[(object.index ?? 0) % hatches.count]
            return pattern.isEmpty ? .none : Value(pattern)
        } set: { (object, value, interpreter) throws(LanguageError) in
            let given = try PlotStyle.hatches(value, interpreter)
            guard let index = object.index, case .bars(let bars)? = object.artist else {
                object.settings.hatches = given
                return
            }
            let old = object.settings.hatches
            var hatches = bars.corners.indices.map { old.isEmpty ? "" : old[$0 % old.count] }
            if hatches.indices.contains(index) { hatches[index] = given.first ?? "" }
            object.settings.hatches = hatches
        },
        ArtistProperty("clip_on") { (_, _) throws(LanguageError) in
            .bool(true)
        } set: { (_, _, _) throws(LanguageError) in
        },
        ArtistProperty("animated") { (_, _) throws(LanguageError) in
            .bool(false)
        } set: {
            (_, _, _) throws(LanguageError) in
        },
    ]

    private static let lines: [ArtistProperty] = [
        ArtistProperty("linestyle", "ls", "linestyles") { (object, _) throws(LanguageError) in
            guard let stroke = object.artist?.stroke else { return Value("None") }
            let known = DashStyle.allCases.first { $0.lengths(width: stroke.width) == stroke.dashes }
            return Value((known ?? .dashed).rawValue)
        } set: { (object, value, interpreter) throws(LanguageError) in
            let style = try PlotStyle([("linestyle", value)], artist: object.kind, interpreter)
            let color = object.color ?? .black
            var stroke = style.stroke(color, OpenFigures.of(interpreter).settings)
            if let old = object.artist?.stroke { stroke?.width = old.width }
            object.artist?.stroke = stroke
        },
        ArtistProperty("marker") { (object, _) throws(LanguageError) in
            guard case .line(let curve)? = object.artist else { return Value("None") }
            return Value(curve.symbol?.rawValue ?? "None")
        } set: { (object, value, interpreter) throws(LanguageError) in
            guard case .line(var curve)? = object.artist else { return }
            curve.symbol = try PlotStyle.symbol(try interpreter.str(value))
            object.artist = .line(curve)
        },
        ArtistProperty("markersize", "ms") { (object, _) throws(LanguageError) in
            guard case .line(let curve)? = object.artist else { return .none }
            return .float(points(curve.symbolSize))
        } set: { (object, value, interpreter) throws(LanguageError) in
            guard case .line(var curve)? = object.artist else { return }
            curve.symbolSize = min(max(try number(value, interpreter), 0), 1000) * Figure.pixelsPerPoint
            object.artist = .line(curve)
        },
        ArtistProperty("markerfacecolor", "mfc") { (object, _) throws(LanguageError) in
            guard case .line(let curve)? = object.artist else { return .none }
            return ArtistObject.hex(curve.symbolFill)
        } set: { (object, value, interpreter) throws(LanguageError) in
            guard case .line(var curve)? = object.artist else { return }
            curve.symbolFill = try PlotStyle.color(value, interpreter)
            object.artist = .line(curve)
        },
        ArtistProperty("markeredgecolor", "mec") { (object, _) throws(LanguageError) in
            guard case .line(let curve)? = object.artist else { return .none }
            return ArtistObject.hex(curve.symbolEdge?.color ?? curve.symbolFill)
        } set: { (object, value, interpreter) throws(LanguageError) in
            guard case .line(var curve)? = object.artist else { return }
            curve.symbolEdge = Stroke(try PlotStyle.color(value, interpreter), width: 1.4)
            object.artist = .line(curve)
        },
        ArtistProperty("xdata") { (object, _) throws(LanguageError) in
            guard case .line(let curve)? = object.artist else { throw .attributeError("no abscissae here") }
            return try PyplotArrays.array(curve.xs)
        } set: { (object, value, interpreter) throws(LanguageError) in
            guard case .line(var curve)? = object.artist else { throw .attributeError("\(object.kind) has no xdata") }
            curve.xs = try NumberField.list(value, interpreter)
            object.artist = .line(curve)
        },
        ArtistProperty("ydata") { (object, _) throws(LanguageError) in
            guard case .line(let curve)? = object.artist else { throw .attributeError("no ordinates here") }
            return try PyplotArrays.array(curve.ys)
        } set: { (object, value, interpreter) throws(LanguageError) in
            guard case .line(var curve)? = object.artist else { throw .attributeError("\(object.kind) has no ydata") }
            curve.ys = try NumberField.list(value, interpreter)
            object.artist = .line(curve)
        },
        ArtistProperty("offsets") { (object, _) throws(LanguageError) in
            guard case .scatter(let scatter)? = object.artist else { throw .attributeError("no points here") }
            return try PyplotArrays.array(
                zip(scatter.xs, scatter.ys).flatMap { [$0, $1] }, shape: [scatter.xs.count, 2])
        } set: { (object, value, interpreter) throws(LanguageError) in
            guard case .scatter(var scatter)? = object.artist else { throw .attributeError("no points here") }
            let field = try NumberField(value, interpreter)
            guard field.shape.count == 2, field.shape[1] == 2 else {
                throw .valueError("points of shape (n, 2) expected")
            }
            scatter.xs = stride(from: 0, to: field.values.count, by: 2).map { field.values[$0] }
            scatter.ys = stride(from: 1, to: field.values.count, by: 2).map { field.values[$0] }
            object.artist = .scatter(scatter)
        },
        ArtistProperty("sizes") { (object, _) throws(LanguageError) in
            guard case .scatter(let scatter)? = object.artist else { return .none }
            return try PyplotArrays.array(
                scatter.sizes.map { ($0 / Figure.pixelsPerPoint) * ($0 / Figure.pixelsPerPoint) })
        } set: { (object, value, interpreter) throws(LanguageError) in
            guard case .scatter(var scatter)? = object.artist else { return }
            scatter.sizes = try NumberField.list(value, interpreter).map {
                max($0, 0).squareRoot() * Figure.pixelsPerPoint
            }
            object.artist = .scatter(scatter)
        },
    ]

    /// The corners of a bar: lower left first.
    private static func box(_ object: ArtistObject) -> Rect? {
        guard let index = object.index, case .bars(let bars)? = object.artist, bars.corners.indices.contains(index)
        else { return nil }
        let (from, to) = bars.corners[index]
        return Rect(from.x, from.y, to.x - from.x, to.y - from.y)
    }

    private static func setBox(_ object: ArtistObject, _ change: (inout Rect) -> Void) {
        guard var box = box(object), let index = object.index, case .bars(var bars)? = object.artist else { return }
        change(&box)
        bars.corners[index] = (Point(box.x, box.y), Point(box.right, box.bottom))
        object.artist = .bars(bars)
    }

    private static let bars: [ArtistProperty] = [
        ArtistProperty("x") { (object, _) throws(LanguageError) in
            box(object).map { .float($0.x) } ?? .none
        } set: { (object, value, interpreter) throws(LanguageError) in
            let x = try number(value, interpreter)
            setBox(object) { $0.x = x }
        },
        ArtistProperty("y") { (object, _) throws(LanguageError) in
            box(object).map { .float($0.y) } ?? .none
        } set: { (object, value, interpreter) throws(LanguageError) in
            let y = try number(value, interpreter)
            setBox(object) { $0.y = y }
        },
        ArtistProperty("width") { (object, _) throws(LanguageError) in
            box(object).map { .float($0.width) } ?? .none
        } set: { (object, value, interpreter) throws(LanguageError) in
            let width = try number(value, interpreter)
            setBox(object) { $0.width = width }
        },
        ArtistProperty("height") { (object, _) throws(LanguageError) in
            box(object).map { .float($0.height) } ?? .none
        } set: { (object, value, interpreter) throws(LanguageError) in
            let height = try number(value, interpreter)
            setBox(object) { $0.height = height }
        },
        ArtistProperty("xy") { (object, _) throws(LanguageError) in
            box(object).map { .tuple(Tuple([.float($0.x), .float($0.y)])) } ?? .none
        },
    ]

    private static let images: [ArtistProperty] = [
        ArtistProperty("array") { (object, _) throws(LanguageError) in object.array },
        ArtistProperty("extent") { (object, _) throws(LanguageError) in
            guard case .image(let image)? = object.artist else { return .none }
            let e = image.extent
            return Value([.float(e.left), .float(e.right), .float(e.bottom), .float(e.top)])
        } set: { (object, value, interpreter) throws(LanguageError) in
            guard case .image(var image)? = object.artist else { return }
            let ends = try NumberField.list(value, interpreter)
            guard ends.count == 4 else { throw .valueError("extent must be (left, right, bottom, top)") }
            image.extent = (ends[0], ends[1], ends[2], ends[3])
            object.artist = .image(image)
        },
        ArtistProperty("cmap") { (object, _) throws(LanguageError) in
            object.scale.map { .object(ColormapObject($0.map)) } ?? .none
        } set: { (object, value, interpreter) throws(LanguageError) in
            let map = try PyplotLines.colormap(value, OpenFigures.of(interpreter), interpreter)
            try object.recolour(interpreter) { $0.map = map }
        },
        ArtistProperty("clim") { (object, _) throws(LanguageError) in
            guard let scale = object.scale else { return .tuple(Tuple([.none, .none])) }
            return .tuple(Tuple([.float(scale.low), .float(scale.high)]))
        } set: { (object, value, interpreter) throws(LanguageError) in
            let ends = try NumberField.list(value, interpreter)
            guard ends.count == 2 else { throw .valueError("clim has two ends") }
            try object.recolour(interpreter) { ($0.low, $0.high) = (ends[0], ends[1]) }
        },
    ]

    private static func note(_ object: ArtistObject) throws(LanguageError) -> Note {
        guard case .text(let note)? = object.artist else { throw .attributeError("\(object.kind) is no text") }
        return note
    }

    private static let texts: [ArtistProperty] = [
        ArtistProperty("text") { (object, _) throws(LanguageError) in
            Value(try note(object).text)
        } set: { (object, value, interpreter) throws(LanguageError) in
            var note = try note(object)
            note.text = try MathText.checked(try interpreter.str(value))
            object.artist = .text(note)
        },
        ArtistProperty("position") { (object, _) throws(LanguageError) in
            let at = try note(object).at
            return .tuple(Tuple([.float(at.x), .float(at.y)]))
        } set: { (object, value, interpreter) throws(LanguageError) in
            var note = try note(object)
            let numbers = try NumberField.list(value, interpreter)
            guard numbers.count == 2 else { throw .valueError("a point has two numbers") }
            note.at = Point(numbers[0], numbers[1])
            object.artist = .text(note)
        },
        ArtistProperty("fontsize", "size") { (object, _) throws(LanguageError) in
            .float(try note(object).style.size / Figure.pixelsPerPoint)
        } set: { (object, value, interpreter) throws(LanguageError) in
            var note = try note(object)
            note.style.size = try PlotStyle.fontSize(value, interpreter) ?? note.style.size
            object.artist = .text(note)
        },
        ArtistProperty("rotation") { (object, _) throws(LanguageError) in
            .float(try note(object).angle)
        } set: { (object, value, interpreter) throws(LanguageError) in
            var note = try note(object)
            note.angle = try PlotStyle([("rotation", value)], artist: "Text", interpreter).rotation ?? 0
            object.artist = .text(note)
        },
        ArtistProperty("fontweight", "weight") { (object, _) throws(LanguageError) in
            Value(try note(object).style.isBold ? "bold" : "normal")
        } set: { (object, value, interpreter) throws(LanguageError) in
            var note = try note(object)
            note.style = try PlotStyle([("weight", value)], artist: "Text", interpreter).text(note.style)
            object.artist = .text(note)
        },
    ]
}

extension ArtistObject {
    /// What its colours mean.
    var scale: ColorScale? {
        switch artist {
        case .image(let image)?: image.scale
        case .scatter(let scatter)?: scatter.scale
        case .segments(let segments)?: segments.scale
        case .polygons(let polygons)?: polygons.scale
        default: nil
        }
    }

    /// Shows the same numbers in other colours.
    func recolour(_ interpreter: Interpreter, _ change: (inout ColorScale) -> Void) throws(LanguageError) {
        guard var scale else { return }
        change(&scale)
        guard !array.isNone else { return }
        let field = try NumberField(array, interpreter)
        switch artist {
        case .image(let old)?:
            var new = try ImageField.of(field, map: scale.map, low: scale.low, high: scale.high, norm: scale.norm)
            if old.isFlipped { new.pixels = new.pixels.upsideDown }
            (new.extent, new.isSmooth, new.alpha, new.isFlipped) = (old.extent, old.isSmooth, old.alpha, old.isFlipped)
            artist = .image(new)
        case .scatter(var scatter)?:
            scatter.colors = field.values.map { scale.color($0) }
            scatter.scale = scale
            artist = .scatter(scatter)
        default: break
        }
    }
}
