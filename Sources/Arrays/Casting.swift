import Language
import Tensors

/// What a cast must keep: NumPy's casting rules by name.
enum CastingRule: String {
    case no, equiv, safe
    case sameKind = "same_kind"
    case unsafe

    /// The rule that an argument names.
    init(_ call: Call, _ place: Int) throws(LanguageError) {
        guard let value = call.optional(place) else { self = .unsafe; return }
        guard case .str(let text) = value, let rule = CastingRule(rawValue: text.string) else {
            throw LanguageError.valueError(
                "casting must be one of 'no', 'equiv', 'safe', 'same_kind', 'unsafe', 'same_value' (got \(try call.interpreter.repr(value)))"
            )
        }
        self = rule
    }

    /// True where the rule lets a type be cast to another.
    func allows(_ from: DType, _ to: DType) -> Bool {
        switch self {
        case .no, .equiv: from == to
        case .safe: from.castsSafely(to: to)
        case .sameKind: from.castsWithinKind(to: to)
        case .unsafe: true
        }
    }

    /// Refuses what the rule forbids.
    func check(_ from: DType, _ to: DType) throws(LanguageError) {
        if !allows(from, to) {
            throw LanguageError.typeError(
                "Cannot cast array data from dtype('\(from.name)') to dtype('\(to.name)') according to the rule '\(rawValue)'"
            )
        }
    }
}
