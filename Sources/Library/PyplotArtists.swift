import Arrays
import Drawing
import Language
import Tensors
import Vision

/// Something drawn in a plot, to be asked about and changed later.
final class ArtistObject: Object {
    /// What it is called: `Line2D`, `AxesImage` …
    let kind: String
    let owner: AxesObject
    let place: Int
    /// Which bar it is, where it is one of several.
    let index: Int?
    /// Further artists that belong to it: the lines of a contour set.
    var others: [Int] = []
    private let generation: Int
    /// Numbers that programs ask back: what an image shows, the levels of contours.
    var array: Value = .none
    var levels: [Double] = []

    init(_ kind: String, _ owner: AxesObject, place: Int, index: Int? = nil) {
        (self.kind, self.owner, self.place, self.index) = (kind, owner, place, index)
        generation = owner.generation
    }

    override var nativeType: NativeType { ArtistTypes.byKind[kind] ?? .artist }

    /// The description of what is drawn; nil once the plot was cleared.
    var artist: Artist? {
        get { isThere ? owner.axes.artists[place] : nil }
        set { if let newValue, isThere { owner.axes.artists[place] = newValue } }
    }

    private var isThere: Bool { generation == owner.generation && owner.axes.artists.indices.contains(place) }

    var settings: ArtistSettings {
        get { owner.axes.settings[place] ?? ArtistSettings() }
        set {
            guard isThere else { return }
            for place in [place] + others { owner.axes.settings[place] = newValue }
        }
    }

    /// Its colour: that of one bar where it is one.
    var color: Color? {
        get {
            guard let colors = artist?.colors, let first = colors.first else { return nil }
            return index.map { colors[$0 % colors.count] } ?? first
        }
        set {
            guard let newValue, var artist else { return }
            if let index, case .bars(let bars) = artist {
                var colors = bars.corners.indices.map { bars.colors[$0 % max(bars.colors.count, 1)] }
                if colors.indices.contains(index) { colors[index] = newValue }
                artist.colors = colors
            } else {
                artist.colors = [newValue]
            }
            self.artist = artist
            for place in others where owner.axes.artists.indices.contains(place) {
                owner.axes.artists[place].colors = [newValue]
            }
        }
    }

    /// The four parts of a colour as a tuple.
    static func rgba(_ color: Color) -> Value {
        .tuple(Tuple([.float(color.red), .float(color.green), .float(color.blue), .float(color.alpha)]))
    }

    /// A colour as `#rrggbb`.
    static func hex(_ color: Color) -> Value {
        let number = [color.red, color.green, color.blue].reduce(0) { $0 << 8 | Int(($1 * 255).rounded()) }
        let digits = String(number, radix: 16)
        return Value("#" + String(repeating: "0", count: 6 - digits.count) + digits)
    }
}

/// The classes that artists are of, as `type(x)` shows them.
enum ArtistTypes {
    private static let modules: [String: String] = [
        "Line2D": "lines", "Text": "text", "Annotation": "text", "AxesImage": "image", "QuadMesh": "collections",
        "PathCollection": "collections", "PolyCollection": "collections", "LineCollection": "collections",
        "FillBetweenPolyCollection": "collections", "Polygon": "patches", "Rectangle": "patches", "Wedge": "patches",
        "FancyArrow": "patches", "QuadContourSet": "contour", "StepPatch": "patches", "Patch": "patches",
    ]

    static let byKind: [String: NativeType] = Dictionary(
        uniqueKeysWithValues: modules.map { kind, module in
            let type = NativeType(
                name: kind, module: "matplotlib.\(module)", doc: "Something drawn in a plot.", base: .artist,
                slots: Slots {
                    $0.repr = { (object, interpreter) throws(LanguageError) in
                        "<matplotlib.\(module).\(kind) at \(interpreter.address(object))>"
                    }
                })
            return (kind, type)
        })
}

/// Several artists that were made by one call: the bars of a chart.
final class ContainerObject: Object {
    let kind: String
    let items: [Value]
    /// The names under which parts are found: `patches`, `errorbar`.
    let parts: [(String, Value)]

    init(_ kind: String, _ items: [Value], parts: [(String, Value)] = []) {
        (self.kind, self.items, self.parts) = (kind, items, parts)
    }

    override var nativeType: NativeType { NativeType.containers[kind] ?? .container }
}

extension NativeType {
    private static func items(_ object: Object) -> [Value] { (object as? ContainerObject)?.items ?? [] }

    /// Several artists.
    static let container = NativeType(
        name: "Container", module: "matplotlib.container", doc: "What one call drew.",
        methods: [
            NativeFunction("remove", doc: "Takes all of it away.") { (call) throws(LanguageError) in
                guard case .object(let object)? = call.receiver else { return .none }
                for item in items(object) {
                    if case .object(let one as ArtistObject) = item { one.settings.isRemoved = true }
                }
                return .none
            },
            NativeFunction("get_label", doc: "The name in the legend.") { (call) throws(LanguageError) in
                guard case .object(let object)? = call.receiver,
                    case .object(let one as ArtistObject)? = items(object).first
                else { return Value("") }
                return Value(one.artist?.label ?? "")
            },
            NativeFunction("get_children", doc: "What it is made of.") { (call) throws(LanguageError) in
                guard case .object(let object)? = call.receiver else { return .none }
                return Value(items(object))
            },
        ],
        slots: Slots {
            $0.repr = { (object, _) throws(LanguageError) in
                "<\((object as? ContainerObject)?.kind ?? "Container") object of \(items(object).count) artists>"
            }
            $0.length = { (object, _) throws(LanguageError) in items(object).count }
            $0.getItem = { (object, key, interpreter) throws(LanguageError) in
                try interpreter.getItem(.tuple(Tuple(items(object))), key)
            }
            $0.iterate = { (object, _) throws(LanguageError) in Iteration(over: items(object)) }
            $0.getAttribute = { (object, name, _) throws(LanguageError) in
                let container = object as? ContainerObject
                if name == "patches" || name == "lines" && container?.kind != "ErrorbarContainer" {
                    return Value(items(object))
                }
                return container?.parts.first { $0.0 == name }?.1
            }
            $0.attributeNames = { (object, _) in ["patches"] + ((object as? ContainerObject)?.parts.map(\.0) ?? []) }
        })

    /// Containers by what made them.
    static let containers = Dictionary(
        uniqueKeysWithValues: ["BarContainer", "ErrorbarContainer", "StemContainer"].map { name in
            (
                name,
                NativeType(
                    name: name, module: "matplotlib.container", doc: "What one call drew.", base: .container)
            )
        })
}

/// Swift numbers as arrays of the language.
enum PyplotArrays {
    /// A one-dimensional float64 array.
    static func array(_ numbers: [Double]) throws(LanguageError) -> Value {
        do { return .object(ArrayObject(try Tensor(numbers))) } catch { throw .valueError(error.message) }
    }

    /// An array of some shape.
    static func array(_ numbers: [Double], shape: [Int]) throws(LanguageError) -> Value {
        do { return .object(ArrayObject(try Tensor(numbers, shape: shape))) } catch { throw .valueError(error.message) }
    }
}
