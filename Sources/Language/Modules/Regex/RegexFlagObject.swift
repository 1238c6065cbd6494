/// `re.IGNORECASE` and its kin: numbers that show their names.
final class RegexFlagObject: Object {
    let flags: RegexFlags

    init(_ flags: RegexFlags) { self.flags = flags }

    override var nativeType: NativeType { RegexFlagObject.type }

    /// Names of flags, in the order of definition or of their bits; what has no name shows as a number.
    static func names(_ flags: RegexFlags, prefix: String, byBits: Bool = false) -> [String] {
        var rest = flags.rawValue
        var names: [String] = []
        for row in byBits ? all : inOrderOfDefinition where flags.contains(row.flag) {
            names.append(prefix + row.name)
            rest &= ~row.flag.rawValue
        }
        if rest != 0 { names.append("0x" + String(rest, radix: 16)) }
        return names
    }

    /// Flags by bit, with the names that they show.
    static let all: [(flag: RegexFlags, name: String)] =
        (RegexFlags.letters.map { ($0.flag, $0.name) } + [(.debug, "DEBUG")]).sorted { $0.0.rawValue < $1.0.rawValue }

    /// The order in which CPython defines them.
    private static let inOrderOfDefinition: [(flag: RegexFlags, name: String)] = {
        let order = ["ASCII", "IGNORECASE", "LOCALE", "UNICODE", "MULTILINE", "DOTALL", "VERBOSE", "TEMPLATE", "DEBUG"]
        return order.compactMap { name in all.first { $0.name == name } }
    }()

    private static func number(_ value: Value, _ interpreter: Interpreter) -> Int? { interpreter.index(value) }

    static let type: NativeType = NativeType(
        name: "RegexFlag", module: "re", doc: "Flags of patterns, which `|` puts together.", base: nil,
        constructor: NativeFunction("RegexFlag", [.positional("value")], doc: "Flags from a number.") {
            (call) throws(LanguageError) in
            .object(RegexFlagObject(RegexFlags(rawValue: try call.int(0))))
        },
        properties: [
            NativeProperty("value", doc: "The flags as a number.") { (object, _) in
                .int((object as? RegexFlagObject)?.flags.rawValue ?? 0)
            },
            NativeProperty("name", doc: "The flags' names.") { (object, _) in
                Value(names((object as? RegexFlagObject)?.flags ?? [], prefix: "").joined(separator: "|"))
            },
        ],
        slots: Slots {
            $0.repr = { (object, _) throws(LanguageError) in
                let names = names((object as? RegexFlagObject)?.flags ?? [], prefix: "re.")
                return names.isEmpty ? "re.NOFLAG" : names.joined(separator: "|")
            }
            $0.index = { (object, _) in (object as? RegexFlagObject)?.flags.rawValue }
            $0.truth = { (object, _) throws(LanguageError) in (object as? RegexFlagObject)?.flags != [] }
            $0.hash = { (object, _) throws(LanguageError) in (object as? RegexFlagObject)?.flags.rawValue ?? 0 }
            $0.unary = { (op, object, interpreter) throws(LanguageError) in
                let flags = (object as? RegexFlagObject)?.flags ?? []
                switch op {
                case .invert: return .object(RegexFlagObject(RegexFlags(rawValue: ~flags.rawValue & 0x1FF)))
                case .negate: return .int(0 &- flags.rawValue)
                case .plus: return .int(flags.rawValue)
                }
            }
            $0.binary = { (op, object, other, reflected, interpreter) throws(LanguageError) in
                guard let mine = (object as? RegexFlagObject)?.flags.rawValue,
                    let theirs = number(other, interpreter)
                else { return nil }
                switch op {
                case .or: return .object(RegexFlagObject(RegexFlags(rawValue: mine | theirs)))
                case .and: return .object(RegexFlagObject(RegexFlags(rawValue: mine & theirs)))
                case .xor: return .object(RegexFlagObject(RegexFlags(rawValue: mine ^ theirs)))
                default:
                    return try interpreter.binary(
                        op, .int(reflected ? theirs : mine), reflected ? .int(mine) : .int(theirs))
                }
            }
            $0.compare = { (op, object, other, interpreter) throws(LanguageError) in
                guard let mine = (object as? RegexFlagObject)?.flags.rawValue,
                    let theirs = number(other, interpreter)
                else { return nil }
                return try interpreter.compare(op, .int(mine), .int(theirs))
            }
        })
}
