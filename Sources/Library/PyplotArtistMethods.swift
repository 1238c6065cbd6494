import Drawing
import Language

/// What artists answer to: `get_…` and `set_…` of every property, and what is no property.
enum PyplotArtists {
    static let methods: [NativeFunction] = accessors + actions

    private static let accessors: [NativeFunction] = ArtistProperty.all.flatMap { row -> [NativeFunction] in
        row.names.flatMap { name -> [NativeFunction] in
            var made = [
                NativeFunction("get_\(name)", doc: "The \(row.names[0]).") { (call) throws(LanguageError) in
                    try row.get(try receiver(call), call.interpreter)
                }
            ]
            if let set = row.set {
                made.append(
                    NativeFunction(
                        "set_\(name)", [Parameter(name), .keywords("kwargs")], doc: "Sets the \(row.names[0])."
                    ) { (call) throws(LanguageError) in
                        try set(try receiver(call), call[0], call.interpreter)
                        return .none
                    })
            }
            return made
        }
    }

    private static let actions: [NativeFunction] = [
        NativeFunction("set", [.keywords("kwargs")], doc: "Sets several properties at once.") {
            (call) throws(LanguageError) in
            let object = try receiver(call)
            for (name, value) in call.keywords(0) { try set(name, value, of: object, call.interpreter) }
            return .none
        },
        NativeFunction("update", [Parameter("props")], doc: "Sets the properties of a dictionary.") {
            (call) throws(LanguageError) in
            let object = try receiver(call)
            guard case .dict(let dict) = call[0] else { throw .typeError("a dictionary expected") }
            for (key, value) in dict.table.pairs {
                try set(try call.interpreter.str(key), value, of: object, call.interpreter)
            }
            return .none
        },
        NativeFunction(
            "set_data", [Parameter("x"), Parameter("y", .none)], doc: "New data: abscissae and ordinates, or an image."
        ) { (call) throws(LanguageError) in
            let object = try receiver(call)
            guard let ys = call.optional(1) else { return try setImage(object, call) }
            guard case .line(var curve)? = object.artist else {
                throw .attributeError("\(object.kind) has no data to set")
            }
            curve.xs = try PyplotLines.positions(call[0], isX: true, object.owner, call.interpreter).values
            curve.ys = try NumberField.list(ys, call.interpreter)
            object.artist = .line(curve)
            return .none
        },
        NativeFunction("get_data", doc: "Abscissae and ordinates.") { (call) throws(LanguageError) in
            guard case .line(let curve)? = try receiver(call).artist else { throw .attributeError("no curve here") }
            return .tuple(Tuple([try PyplotArrays.array(curve.xs), try PyplotArrays.array(curve.ys)]))
        },
        NativeFunction(
            "set_array", [Parameter("A"), .keywords("kwargs")], doc: "Other numbers in the same colours."
        ) { (call) throws(LanguageError) in
            let object = try receiver(call)
            object.array = call[0]
            try object.recolour(call.interpreter) { _ in }
            return .none
        },
        NativeFunction("remove", doc: "Takes it away.") { (call) throws(LanguageError) in
            try receiver(call).settings.isRemoved = true
            return .none
        },
        NativeFunction("autoscale", doc: "The range of colours is that of the numbers.") {
            (call) throws(LanguageError) in
            let object = try receiver(call)
            guard !object.array.isNone else { return .none }
            let finite = try NumberField.list(object.array, call.interpreter).filter(\.isFinite)
            try object.recolour(call.interpreter) { ($0.low, $0.high) = (finite.min() ?? 0, finite.max() ?? 1) }
            return .none
        },
        NativeFunction("set_bbox", [Parameter("rectprops")], doc: "A box behind the text.") {
            (call) throws(LanguageError) in
            let object = try receiver(call)
            guard case .text(var note)? = object.artist else { return .none }
            let style = try PlotStyle([("bbox", call[0])], artist: "Text", call.interpreter)
            (note.box, note.boxEdge) = (style.box, style.boxEdge)
            object.artist = .text(note)
            return .none
        },
        NativeFunction(
            "set_ha", [Parameter("align")], doc: "Which part of the text stands at its place: left, center, right."
        ) { (call) throws(LanguageError) in
            let object = try receiver(call)
            guard case .text(var note)? = object.artist else { return .none }
            note.anchor.horizontal = try PlotStyle.horizontal(try call.string(0))
            object.artist = .text(note)
            return .none
        },
        NativeFunction("set_va", [Parameter("align")], doc: "top, center, baseline or bottom.") {
            (call) throws(LanguageError) in
            let object = try receiver(call)
            guard case .text(var note)? = object.artist else { return .none }
            note.anchor.vertical = try PlotStyle.vertical(try call.string(0))
            object.artist = .text(note)
            return .none
        },
    ]

    /// Sets one property by name.
    static func set(
        _ name: String, _ value: Value, of object: ArtistObject, _ interpreter: Interpreter
    ) throws(LanguageError) {
        guard let row = ArtistProperty.all.first(where: { $0.names.contains(name) }), let set = row.set else {
            throw .attributeError("\(object.kind).set() got an unexpected keyword argument '\(name)'")
        }
        try set(object, value, interpreter)
    }

    private static func receiver(_ call: Call) throws(LanguageError) -> ArtistObject {
        guard case .object(let object)? = call.receiver, let artist = object as? ArtistObject else {
            throw .typeError("\(call.function.name)() needs something drawn")
        }
        return artist
    }

    private static func setImage(_ object: ArtistObject, _ call: Call) throws(LanguageError) -> Value {
        if case .line(var curve)? = object.artist {
            // One argument may hold both: [[x…], [y…]].
            let field = try NumberField(call[0], call.interpreter)
            guard field.shape.count == 2, field.shape[0] == 2 else { throw .valueError("x and y expected") }
            (curve.xs, curve.ys) = (
                Array(field.values.prefix(field.shape[1])), Array(field.values.suffix(field.shape[1]))
            )
            object.artist = .line(curve)
            return .none
        }
        guard case .image(let old)? = object.artist else { throw .attributeError("\(object.kind) has no image to set") }
        let scale = old.scale
        var new = try ImageField.of(
            try NumberField(call[0], call.interpreter), map: scale?.map ?? .viridis, low: scale?.low, high: scale?.high,
            norm: scale?.norm ?? .linear)
        if old.isFlipped { new.pixels = new.pixels.upsideDown }
        (new.extent, new.isSmooth, new.alpha, new.isFlipped) = (old.extent, old.isSmooth, old.alpha, old.isFlipped)
        object.array = call[0]
        object.artist = .image(new)
        return .none
    }
}

extension NativeType {
    /// What was drawn in a plot.
    static let artist: NativeType = NativeType(
        name: "Artist", module: "matplotlib.artist", doc: "Something drawn in a plot.", methods: PyplotArtists.methods,
        properties: [
            NativeProperty("axes", doc: "The plot that it is in.") { (object, _) throws(LanguageError) in
                (object as? ArtistObject).map { .object($0.owner) } ?? .none
            },
            NativeProperty("figure", doc: "The figure that it is in.") { (object, _) throws(LanguageError) in
                (object as? ArtistObject)?.owner.figure.map { .object($0) } ?? .none
            },
            NativeProperty("cmap", doc: "The colour map.") { (object, _) throws(LanguageError) in
                (object as? ArtistObject)?.scale.map { .object(ColormapObject($0.map)) } ?? .none
            },
            NativeProperty("levels", doc: "The values of contour lines.") { (object, _) throws(LanguageError) in
                try PyplotArrays.array((object as? ArtistObject)?.levels ?? [])
            },
        ],
        slots: Slots {
            $0.repr = { (object, interpreter) throws(LanguageError) in
                "<matplotlib.artist.\((object as? ArtistObject)?.kind ?? "Artist") at \(interpreter.address(object))>"
            }
            // Written methods: `legend_elements` and its kin.
            $0.getAttribute = { (object, name, interpreter) throws(LanguageError) in
                try WrittenMethods.find("artist_" + name, of: object, interpreter)
            }
        })
}

/// Methods of plots and artists that are written in the language itself: functions of `matplotlib._written` whose
/// first parameter is the object.
enum WrittenMethods {
    static func find(_ name: String, of object: Object, _ interpreter: Interpreter) throws(LanguageError) -> Value? {
        guard PyplotText.names.contains(name), let module = interpreter.module("matplotlib._written"),
            let function = try interpreter.findAttribute(.object(module), name)
        else { return nil }
        return .object(WrittenMethod(function, of: object))
    }
}

/// A function with the object that it is a method of.
final class WrittenMethod: Object {
    let function: Value
    let owner: Object

    init(_ function: Value, of owner: Object) { (self.function, self.owner) = (function, owner) }

    override var nativeType: NativeType { .writtenMethod }
}

extension NativeType {
    /// A method that is written in the language.
    static let writtenMethod = NativeType(
        name: "method", doc: "A method of a plot.",
        slots: Slots {
            $0.repr = { (object, interpreter) throws(LanguageError) in
                guard let method = object as? WrittenMethod else { return "<method>" }
                return "<bound method of \(try interpreter.repr(.object(method.owner)))>"
            }
            $0.call = { (object, arguments, named, interpreter) throws(LanguageError) in
                guard let method = object as? WrittenMethod else { throw .typeError("a method expected") }
                return try interpreter.call(method.function, [.object(method.owner)] + arguments, named)
            }
            $0.getAttribute = { (object, name, interpreter) throws(LanguageError) in
                guard let method = object as? WrittenMethod else { return nil }
                return try interpreter.findAttribute(method.function, name)
            }
        })
}
