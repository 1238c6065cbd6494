import Language
import Tensors

/// `x.flags`: how an array's elements lie in memory.
final class FlagsObject: Object {
    let tensor: Tensor

    /// True where the array does not share another one's memory.
    let ownsData: Bool

    init(_ tensor: Tensor, isView: Bool) {
        self.tensor = tensor
        ownsData = !isView
    }

    override var nativeType: NativeType { .flags }

    /// True where the elements stand one after the other in column-major order.
    var isColumnMajor: Bool { (try? tensor.transposed().isContiguous) ?? false }
}

extension NativeType {
    /// The type of `x.flags`.
    static let flags = NativeType(
        name: "flagsobj", module: "numpy", doc: "How an array's elements lie in memory.",
        properties: [
            row("c_contiguous", "In row-major order, without gaps.") { $0.tensor.isContiguous },
            row("f_contiguous", "In column-major order, without gaps.") { $0.isColumnMajor },
            row("contiguous", "In row-major order, without gaps.") { $0.tensor.isContiguous },
            row("owndata", "With memory of its own.") { $0.ownsData },
            row("writeable", "Elements can be assigned.") { _ in true },
            row("aligned", "At addresses that suit the type.") { _ in true },
        ],
        slots: Slots {
            $0.repr = { (object, _) throws(LanguageError) in
                guard let me = object as? FlagsObject else { return "" }
                func word(_ truth: Bool) -> String { truth ? "True" : "False" }
                return
                    "  C_CONTIGUOUS : \(word(me.tensor.isContiguous))\n  F_CONTIGUOUS : \(word(me.isColumnMajor))\n  OWNDATA : \(word(me.ownsData))\n  WRITEABLE : True\n  ALIGNED : True\n  WRITEBACKIFCOPY : False\n"
            }
        })

    private static func row(_ name: String, _ doc: String, _ get: @escaping @Sendable (FlagsObject) -> Bool)
        -> NativeProperty
    {
        NativeProperty(name, doc: doc) { (object, _) throws(LanguageError) in
            .bool((object as? FlagsObject).map(get) ?? false)
        }
    }
}
