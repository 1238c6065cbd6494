import Drawing
import Language

/// `matplotlib.pyplot` and its kin.
enum PyplotModule {
    /// The modules that `import` finds.
    static let modules: [NativeModule] = [
        NativeModule(
            "matplotlib.pyplot", doc: "Plots as MATLAB and matplotlib draw them.", aliases: ["pylab"],
            functions: PyplotTable.rows.compactMap(\.function) + PyplotFigures.functions + PyplotFiles.functions,
            constants: { _ in [("cm", .object(ColormapsObject()))] }),
        NativeModule(
            "matplotlib.cm", doc: "Colour maps.",
            constants: { _ in
                Colormap.all.map { ($0.name, .object(ColormapObject($0))) }
            }),
        NativeModule(
            "matplotlib", doc: "Drawing.",
            functions: [
                NativeFunction(
                    "use", [Parameter("backend"), .keywords("kwargs")], doc: "Nothing to do: figures show themselves."
                ) { (_) throws(LanguageError) in
                    .none
                }
            ]),
    ]
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
            $0.getAttribute = { (_, name, _) throws(LanguageError) in
                (try? Colormap.named(name)).map { .object(ColormapObject($0)) }
            }
            $0.attributeNames = { (_, _) in Colormap.all.flatMap { [$0.name, $0.name + "_r"] } }
        })
}
