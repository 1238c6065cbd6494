/// An attribute that was looked up before the arguments of its call. It stands where the call expects the object, and
/// answers with the attribute whatever it is asked for; programs never see it.
final class FoundAttribute: Object {
    let value: Value

    init(_ value: Value) { self.value = value }

    override var nativeType: NativeType { FoundAttribute.type }

    private static let type = NativeType(
        name: "attribute", doc: "An attribute that was looked up.",
        slots: Slots {
            $0.getAttribute = { (object, _, _) throws(LanguageError) in (object as? FoundAttribute)?.value }
        })
}
