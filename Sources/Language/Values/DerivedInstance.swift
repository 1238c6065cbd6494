/// An object of a program's class that inherits from a built-in type: attributes as any instance has them, and the
/// built-in value itself as its `payload`.
///
/// The built-in kinds of `Value` know nothing of such classes, so they stay as fast as they are. What the language asks
/// of a value goes first to the special methods of the program's class, then to the payload.
final class DerivedInstance: Instance {
    /// A list, dictionary, text, number … that is no derived instance itself.
    var payload: Value

    init(cls: ClassObject, payload: Value) {
        self.payload = payload
        super.init(cls: cls)
    }

    /// The rows of the payload's type work on the payload, never on the instance.
    override var nativeType: NativeType { .object }

    /// The built-in type below a class of which the program may derive classes whose instances have a payload.
    static func base(of cls: ClassObject) -> NativeType? {
        guard let native = cls.native, !native.isKind(of: .bool) else { return nil }
        return derivable.contains { native.isKind(of: $0) } ? native : nil
    }

    private static let derivable: [NativeType] =
        [.int, .float, .str, .bytes, .tuple, .frozenset] + changing

    /// Types whose `__init__` fills what `__new__` made empty.
    private static let changing: [NativeType] = [.list, .dict, .set, DequeObject.type]

    /// True where the payload is filled by `__init__`, not by `__new__`.
    static func isFilledLater(_ native: NativeType) -> Bool { changing.contains { native.isKind(of: $0) } }
}

extension Value {
    /// True for an instance of a class that inherits from a built-in type.
    var hasPayload: Bool { if case .object(let object) = self { object is DerivedInstance } else { false } }

    /// The built-in value inside an instance of a class that inherits from a built-in type.
    var payload: Value? {
        if case .object(let object) = self, let derived = object as? DerivedInstance { derived.payload } else { nil }
    }
}

extension Interpreter {
    /// Runs something on the payload of `value`; an error names the program's class, not the built-in type below it.
    func naming<Result>(
        _ value: Value, _ payload: Value, _ body: () throws(LanguageError) -> Result
    ) throws(LanguageError) -> Result {
        do throws(LanguageError) {
            return try body()
        } catch {
            let parts = error.raised.message.split(separator: "'\(payload.typeName)'", omittingEmptySubsequences: false)
            guard error.kind == .typeError, parts.count == 2 else { throw error }
            throw LanguageError.typeError(parts.joined(separator: "'\(value.typeName)'"))
        }
    }
}

extension ClassObject {
    /// The only attributes that instances may have, where all classes of the program above them name theirs in
    /// `__slots__`.
    var allowedNames: [String]? {
        if slotNames == nil { return nil }
        var names: [String] = []
        for cls in order where cls.isUser {
            guard let own = cls.slotNames else { return nil }
            names += own
        }
        return names.contains("__dict__") ? nil : names
    }

    /// True where the program's own classes, not the built-in type below them, say what `name` does.
    func overrides(_ name: String) -> Bool { order.contains { $0.isUser && $0.members[name] != nil } }
}
