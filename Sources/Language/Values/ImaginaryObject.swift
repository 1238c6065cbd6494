/// `64j`: an imaginary literal. It says how many places a grid has (`np.mgrid[-1:1:64j]`); nothing else computes with it,
/// for complex numbers are not offered.
public final class ImaginaryObject: Object {
    /// The number before the `j`.
    public let imaginary: Double

    init(_ imaginary: Double) { self.imaginary = imaginary }

    public override var nativeType: NativeType { ImaginaryObject.type }

    /// What every computation with one raises.
    private static func refusal(_ object: Object, _ interpreter: Interpreter) throws(LanguageError) -> LanguageError {
        LanguageError(
            .notImplementedError,
            "complex numbers are not offered: '\(try interpreter.repr(.object(object)))' can only be the step of np.mgrid, np.ogrid and np.r_",
            hint:
                "np.mgrid[-1:1:64j] and np.linspace(-1, 1, 64) are 64 places; real and imaginary parts in two arrays compute what complex ones would"
        )
    }

    private static func part(
        _ name: String, _ doc: String, _ read: @escaping @Sendable (ImaginaryObject) -> Double
    ) -> NativeProperty {
        NativeProperty(name, doc: doc) { (object, _) throws(LanguageError) in
            .float((object as? ImaginaryObject).map(read) ?? 0)
        }
    }

    static let type: NativeType = NativeType(
        name: "complex", doc: "An imaginary literal: the number of places in np.mgrid[-1:1:64j].",
        methods: [
            NativeFunction("__abs__", doc: "Its size.") { (call) throws(LanguageError) in
                .float(abs((call.receiver?.heapObject as? ImaginaryObject)?.imaginary ?? 0))
            }
        ],
        properties: [
            part("imag", "The number before the j.") { $0.imaginary }, part("real", "Always 0.") { _ in 0 },
        ],
        slots: Slots {
            $0.repr = { (object, interpreter) throws(LanguageError) in
                let text = try interpreter.repr(.float((object as? ImaginaryObject)?.imaginary ?? 0))
                return (text.hasSuffix(".0") ? String(text.dropLast(2)) : text) + "j"
            }
            $0.binary = { (_, me, _, _, interpreter) throws(LanguageError) in throw try refusal(me, interpreter) }
            $0.unary = { (_, me, interpreter) throws(LanguageError) in throw try refusal(me, interpreter) }
            $0.compare = { (comparison, me, other, _) throws(LanguageError) in
                guard case .object(let object as ImaginaryObject) = other, let own = me as? ImaginaryObject else {
                    return nil
                }
                guard comparison == .equal || comparison == .notEqual else { return nil }
                return .bool((own.imaginary == object.imaginary) == (comparison == .equal))
            }
            $0.truth = { (object, _) throws(LanguageError) in (object as? ImaginaryObject)?.imaginary != 0 }
            $0.hash = { (object, _) throws(LanguageError) in (object as? ImaginaryObject)?.imaginary.hashValue ?? 0 }
        })
}
