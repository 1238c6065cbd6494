import Arrays
import Drawing
import Language
import Tensors

/// A colour map as a value: `plt.cm.viridis`.
final class ColormapObject: Object {
    let map: Colormap

    init(_ map: Colormap) { self.map = map }

    override var nativeType: NativeType { .colormap }
}

extension NativeType {
    private static func own(_ call: Call) throws(LanguageError) -> Colormap {
        guard case .object(let object)? = call.receiver, let map = object as? ColormapObject else {
            throw .typeError("a colour map expected")
        }
        return map.map
    }

    /// A colour map: called with numbers in 0...1 it gives their colours.
    static let colormap = NativeType(
        name: "Colormap", module: "matplotlib.colors", doc: "A way to show a number in 0...1 as a colour.",
        methods: [
            NativeFunction("reversed", doc: "The map the other way round.") { (call) throws(LanguageError) in
                .object(ColormapObject(try own(call).reversed))
            },
            NativeFunction("resampled", [Parameter("lutsize")], doc: "The map in that many steps.") {
                (call) throws(LanguageError) in
                .object(ColormapObject(try own(call).resampled(min(max(try call.int(0), 1), 4096))))
            },
            NativeFunction("copy", doc: "The map.") { (call) throws(LanguageError) in
                .object(ColormapObject(try own(call)))
            },
        ]
            + ["set_bad", "set_under", "set_over"].map { name in
                NativeFunction(
                    name, [.rest("args"), .keywords("kwargs")],
                    doc: "Missing numbers are transparent; those beyond the ends have the ends' colours."
                ) { (_) throws(LanguageError) in .none }
            },
        properties: [
            NativeProperty("N", doc: "How many colours there are.") { (object, _) throws(LanguageError) in
                .int((object as? ColormapObject)?.map.tableCount ?? 0)
            },
            NativeProperty("colors", doc: "The colours of a map of classes.") { (object, _) throws(LanguageError) in
                guard let map = (object as? ColormapObject)?.map, map.isListed else {
                    throw .attributeError("this colour map is continuous: call it with numbers from 0 to 1")
                }
                return .tuple(
                    Tuple(
                        map.stops.map { hex in
                            let color = Color(hex: hex)
                            return .tuple(Tuple([.float(color.red), .float(color.green), .float(color.blue)]))
                        }))
            },
            NativeProperty("name", doc: "The name that cmap= takes.") { (object, _) throws(LanguageError) in
                Value((object as? ColormapObject)?.map.name ?? "")
            },
        ],
        slots: Slots {
            $0.repr = { (object, _) throws(LanguageError) in
                "<colormap '\((object as? ColormapObject)?.map.name ?? "")'>"
            }
            $0.call = { (object, arguments, named, interpreter) throws(LanguageError) in
                guard let map = (object as? ColormapObject)?.map, let value = arguments.first else {
                    throw .typeError("a colour map takes a number from 0 to 1")
                }
                var alpha = 1.0
                if let given = named.first(where: { $0.0 == "alpha" })?.1, let number = try interpreter.number(given) {
                    alpha = min(max(number, 0), 1)
                }
                let field = try NumberField(value, interpreter)
                let count = Double(max(map.tableCount, 1))
                let colors = field.values.map { number -> Color in
                    // Integers count the map's colours, other numbers go from 0 to 1.
                    let part =
                        field.isWhole
                        ? (number + (map.isListed ? 0.5 : 0)) / (map.isListed ? count : count - 1) : number
                    return map.color(part)
                }
                if field.shape.isEmpty, let color = colors.first { return ArtistObject.rgba(color.faded(alpha)) }
                return try PyplotArrays.array(
                    colors.flatMap { [$0.red, $0.green, $0.blue, alpha] }, shape: field.shape + [4])
            }
        })
}
