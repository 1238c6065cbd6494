import Arrays
import Drawing
import Language
import Tensors
import Vision

/// What can be changed of something that was drawn.
enum PyplotArtists {
    static let methods: [NativeFunction] = [
        NativeFunction("set_data", [Parameter("x"), Parameter("y", .none)], doc: "New data.") {
            (call) throws(LanguageError) in
            let object = try receiver(call)
            if call.optional(1) == nil { return try setImage(object, call) }
            return try change(call, xs: call[0], ys: call[1])
        },
        NativeFunction("set_xdata", [Parameter("x")], doc: "New abscissae.") { (call) throws(LanguageError) in
            try change(call, xs: call[0], ys: nil)
        },
        NativeFunction("set_ydata", [Parameter("y")], doc: "New ordinates.") { (call) throws(LanguageError) in
            try change(call, xs: nil, ys: call[0])
        },
        NativeFunction("get_xdata", doc: "The abscissae.") { (call) throws(LanguageError) in
            guard case .line(let curve)? = try receiver(call).artist else { throw .attributeError("no abscissae here") }
            return try PyplotArrays.array(curve.xs)
        },
        NativeFunction("get_ydata", doc: "The ordinates.") { (call) throws(LanguageError) in
            guard case .line(let curve)? = try receiver(call).artist else { throw .attributeError("no ordinates here") }
            return try PyplotArrays.array(curve.ys)
        },
        NativeFunction("set_label", [Parameter("label")], doc: "The name in the legend.") {
            (call) throws(LanguageError) in
            let object = try receiver(call)
            let label = try call.interpreter.str(call[0])
            switch object.artist {
            case .line(var curve)?:
                curve.label = label
                object.artist = .line(curve)
            case .scatter(var scatter)?:
                scatter.label = label
                object.artist = .scatter(scatter)
            case .bars(var bars)?:
                bars.label = label
                object.artist = .bars(bars)
            default: break
            }
            return .none
        },
        NativeFunction("set_color", [Parameter("color")], doc: "The colour.") { (call) throws(LanguageError) in
            let object = try receiver(call)
            let color = try PlotStyle.color(call[0], call.interpreter)
            if case .line(var curve)? = object.artist {
                curve.stroke?.color = color
                curve.symbolFill = color
                object.artist = .line(curve)
            }
            return .none
        },
    ]

    private static func receiver(_ call: Call) throws(LanguageError) -> ArtistObject {
        guard case .object(let object)? = call.receiver, let artist = object as? ArtistObject else {
            throw .typeError("\(call.function.name)() needs something drawn")
        }
        return artist
    }

    private static func change(_ call: Call, xs: Value?, ys: Value?) throws(LanguageError) -> Value {
        let object = try receiver(call)
        guard case .line(var curve)? = object.artist else { throw .attributeError("\(object.kind) has no data to set") }
        if let xs { curve.xs = try NumberField.list(xs, call.interpreter) }
        if let ys { curve.ys = try NumberField.list(ys, call.interpreter) }
        object.artist = .line(curve)
        return .none
    }

    private static func setImage(_ object: ArtistObject, _ call: Call) throws(LanguageError) -> Value {
        guard case .image(let old)? = object.artist else { throw .attributeError("\(object.kind) has no image to set") }
        var new = try ImageField.of(
            try NumberField(call[0], call.interpreter), map: old.scale?.map ?? .viridis, low: old.scale?.low,
            high: old.scale?.high)
        (new.extent, new.isSmooth, new.alpha) = (old.extent, old.isSmooth, old.alpha)
        object.artist = .image(new)
        return .none
    }
}

/// Swift numbers as arrays of the language.
enum PyplotArrays {
    /// A one-dimensional float64 array.
    static func array(_ numbers: [Double]) throws(LanguageError) -> Value {
        do { return .object(ArrayObject(try Tensor(numbers))) } catch { throw .valueError(error.message) }
    }
}
