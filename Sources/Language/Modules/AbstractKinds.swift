/// `collections.abc` and `numbers`: kinds of values by what they can do, for `isinstance`.
///
/// A class of the program is of a kind if it inherits from it or has the special methods that CPython looks for. The
/// methods that CPython's classes lend to those that inherit from them (`Mapping.get`, `Sequence.index`) are not there.
enum AbstractKinds {
    /// A kind: the special methods of which a class must have all, and the built-in types that are of the kind.
    private struct Kind {
        let name: String
        var methods: [String] = []
        var types: [NativeType] = []
        /// What else makes a built-in type be of the kind.
        var also: @Sendable (NativeType) -> Bool = { _ in false }
    }

    private static let core: [NativeType] = [.str, .list, .tuple, .dict, .set, .frozenset, .bytes, .bytearray, .range]
    private static let changing: [NativeType] = [.list, .dict, .set, .bytearray, DequeObject.type]
    private static let iterators: [NativeType] = [.iterator, .generator]

    private static func iterates(_ type: NativeType) -> Bool {
        type !== NativeType.type && (type.slot(\.iterate) != nil || type.method("__iter__") != nil)
    }

    private static func counts(_ type: NativeType) -> Bool { type !== NativeType.type && type.slot(\.length) != nil }

    private static let collections: [Kind] = [
        Kind(name: "Iterable", methods: ["__iter__"], types: core + iterators, also: iterates),
        Kind(
            name: "Iterator", methods: ["__iter__", "__next__"], types: iterators,
            also: { $0.method("__next__") != nil }),
        Kind(name: "Generator", types: [.generator]),
        Kind(
            name: "Reversible", methods: ["__reversed__", "__iter__"],
            types: [.list, .tuple, .str, .dict, .range, .bytes, .bytearray, DequeObject.type]),
        Kind(name: "Sized", methods: ["__len__"], types: core, also: counts),
        Kind(
            name: "Container", methods: ["__contains__"], types: core + [DequeObject.type],
            also: { $0.slot(\.contains) != nil && $0 !== NativeType.type }),
        Kind(
            name: "Collection", methods: ["__len__", "__iter__", "__contains__"], types: core + [DequeObject.type]),
        Kind(name: "Hashable", methods: ["__hash__"], also: { type in !changing.contains { type.isKind(of: $0) } }),
        Kind(
            name: "Callable", methods: ["__call__"], types: [.function, .method, .nativeFunction, .type],
            also: { $0.slot(\.call) != nil }),
        Kind(name: "Sequence", types: [.list, .tuple, .str, .range, .bytes, .bytearray, DequeObject.type]),
        Kind(name: "MutableSequence", types: [.list, .bytearray, DequeObject.type]),
        Kind(name: "ByteString", types: [.bytes, .bytearray]), Kind(name: "Mapping", types: [.dict]),
        Kind(name: "MutableMapping", types: [.dict]), Kind(name: "Set", types: [.set, .frozenset]),
        Kind(name: "MutableSet", types: [.set]),
    ]

    private static let numbers: [Kind] = [
        Kind(name: "Number", types: [.int, .float]), Kind(name: "Complex", types: [.int, .float]),
        Kind(name: "Real", types: [.int, .float]), Kind(name: "Rational", types: [.int]),
        Kind(name: "Integral", types: [.int]),
    ]

    private static func types(_ kinds: [Kind], _ module: String) -> [NativeType] {
        kinds.map { kind in
            NativeType(
                name: kind.name, module: module, doc: "Values that are \(kind.name).", allowsSubclasses: true)
        }
    }

    private static let collectionTypes = types(collections, "collections.abc")
    private static let numberTypes = types(numbers, "numbers")

    /// The kinds above a kind.
    private static func implied(by name: String) -> [String] {
        switch name {
        case "Sequence", "MutableSequence", "ByteString":
            ["Sequence", "Reversible", "Collection", "Sized", "Iterable", "Container"]
        case "Mapping", "MutableMapping": ["Mapping", "Collection", "Sized", "Iterable", "Container"]
        case "Set", "MutableSet": ["Set", "Collection", "Sized", "Iterable", "Container"]
        case "Collection": ["Sized", "Iterable", "Container"]
        case "Iterator", "Generator": ["Iterator", "Iterable"]
        case "Reversible": ["Iterable"]
        default: []
        }
    }

    /// True if a class is of a kind, false if not; `nil` where `wanted` is no kind.
    static func holds(_ cls: ClassObject, _ wanted: ClassObject) -> Bool? {
        guard !wanted.isUser, let native = wanted.native,
            let kind = collectionTypes.firstIndex(where: { $0 === native }).map({ collections[$0] })
                ?? numberTypes.firstIndex(where: { $0 === native }).map({ numbers[$0] })
        else { return nil }
        if cls.isSubclass(of: wanted) { return true }
        for ancestor in cls.order where !ancestor.isUser {
            guard let type = ancestor.native, type !== NativeType.object else { continue }
            if kind.types.contains(where: { type.isKind(of: $0) }) || kind.also(type) { return true }
            if type.module == "collections.abc", implied(by: type.name).contains(kind.name) { return true }
            if kind.name == "Hashable", changing.contains(where: { type.isKind(of: $0) }) { return false }
        }
        if kind.name == "Hashable" {
            guard let own = cls.lookUp("__hash__") else {
                return !cls.order.contains { $0.isUser && $0.members["__eq__"] != nil }
            }
            return !own.isNone
        }
        return !kind.methods.isEmpty && cls.order.contains { $0.isUser }
            && kind.methods.allSatisfy { method in cls.order.contains { $0.isUser && $0.members[method] != nil } }
    }

    static let collectionsModule = NativeModule(
        "collections.abc", doc: "Kinds of containers by what they can do.", types: collectionTypes)
    static let numbersModule = NativeModule("numbers", doc: "Kinds of numbers.", types: numberTypes)
}
