/// What a text can do; positions and counts are in code points, as in CPython.
enum StrMethods {
    static let rows: [NativeFunction] = caseRows + searchRows + splitRows + layoutRows + testRows

    /// The text before the dot.
    static func text(_ call: Call) throws(LanguageError) -> Str {
        guard case .str(let text)? = call.receiver else {
            throw LanguageError.typeError(
                "descriptor '\(call.function.name)' for 'str' objects doesn't apply to a '\(call.receiver?.typeName ?? "")' object"
            )
        }
        return text
    }

    /// A method that maps the text alone.
    private static func mapping(
        _ name: String, _ doc: String, _ body: @escaping @Sendable (String) -> String
    ) -> NativeFunction {
        NativeFunction(name, doc: doc) { (call) throws(LanguageError) in Value(body(try text(call).string)) }
    }

    private static let caseRows: [NativeFunction] = [
        mapping("upper", "The text in capital letters.") { scalarwise($0) { $0.properties.uppercaseMapping } },
        mapping("lower", "The text in small letters.") { lower(Array($0.unicodeScalars), 0) },
        mapping("casefold", "The text for comparison without regard to case.") {
            scalarwise($0, folded)
        },
        mapping("swapcase", "Capital letters small and small ones capital.") {
            let scalars = Array($0.unicodeScalars)
            return scalars.indices.map {
                scalars[$0].properties.isUppercase ? small(scalars, $0) : scalars[$0].properties.uppercaseMapping
            }.joined()
        },
        mapping("capitalize", "The first letter capital, the others small.") { text in
            guard let first = text.unicodeScalars.first else { return "" }
            return first.properties.titlecaseMapping + lower(Array(text.unicodeScalars), 1)
        },
        mapping("title", "The first letter of each word capital, the others small.") { text in
            var isInside = false
            let scalars = Array(text.unicodeScalars)
            return scalars.indices.map { place in
                defer { isInside = isCased(scalars[place]) }
                return isInside ? small(scalars, place) : scalars[place].properties.titlecaseMapping
            }.joined()
        },
    ]

    /// The text from a place on in small letters.
    private static func lower(_ scalars: [Unicode.Scalar], _ start: Int) -> String {
        var out = ""
        for place in scalars.indices.dropFirst(start) { out += small(scalars, place) }
        return out
    }

    /// A code point in small: the Greek sigma has a form of its own at the end of a word.
    private static func small(_ scalars: [Unicode.Scalar], _ place: Int) -> String {
        guard scalars[place] == "Σ" else { return scalars[place].properties.lowercaseMapping }
        let before = scalars[..<place].last { !$0.properties.isCaseIgnorable }
        let after = scalars[(place + 1)...].first { !$0.properties.isCaseIgnorable }
        let isFinal = before?.properties.isCased == true && after?.properties.isCased != true
        return isFinal ? "ς" : "σ"
    }

    /// Unicode's full case folding.
    private static func folded(_ scalar: Unicode.Scalar) -> String {
        switch scalar.value {
        case ..<0x80: scalar.properties.lowercaseMapping
        case 0x131, 0x13A0...0x13F5: String(scalar)
        case 0x13F8...0x13FD, 0xAB70...0xABBF: scalar.properties.uppercaseMapping
        case 0x1E9E: "ss"
        default:
            scalarwise(scalar.properties.uppercaseMapping) { $0.properties.lowercaseMapping }
        }
    }

    /// Each code point replaced by a text.
    private static func scalarwise(_ text: String, _ map: (Unicode.Scalar) -> String) -> String {
        var out = ""
        out.reserveCapacity(text.utf8.count)
        for scalar in text.unicodeScalars { out += map(scalar) }
        return out
    }

    /// True for letters that have a case.
    static func isCased(_ scalar: Unicode.Scalar) -> Bool {
        scalar.properties.isLowercase || scalar.properties.isUppercase
            || scalar.properties.generalCategory == .titlecaseLetter
    }

    /// A question about every code point; false for the empty text.
    private static func test(
        _ name: String, _ doc: String, _ body: @escaping @Sendable (Unicode.Scalar) -> Bool
    ) -> NativeFunction {
        NativeFunction(name, doc: doc) { (call) throws(LanguageError) in
            let scalars = try text(call).string.unicodeScalars
            return .bool(!scalars.isEmpty && scalars.allSatisfy(body))
        }
    }

    private static func isAlpha(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.properties.generalCategory {
        case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter: true
        default: false
        }
    }

    private static func isDigit(_ scalar: Unicode.Scalar) -> Bool {
        scalar.properties.numericType == .decimal || scalar.properties.numericType == .digit
    }

    private static let testRows: [NativeFunction] = [
        test("isalpha", "True if there are only letters.", isAlpha),
        test("isdecimal", "True if there are only decimal digits.") { $0.properties.numericType == .decimal },
        test("isdigit", "True if there are only digits.", isDigit),
        test("isnumeric", "True if there are only numerals.") { $0.properties.numericType != nil },
        test("isalnum", "True if there are only letters and digits.") {
            isAlpha($0) || $0.properties.numericType != nil
        },
        test("isspace", "True if there is only white space.") {
            $0.properties.isWhitespace || (0x1C...0x1F).contains($0.value)
        },
        NativeFunction("isprintable", doc: "True if repr() would show every sign as it is.") {
            (call) throws(LanguageError) in
            .bool(try text(call).string.unicodeScalars.allSatisfy { $0 == " " || Interpreter.isPrintable($0) })
        },
        NativeFunction("isascii", doc: "True if every sign is ASCII.") { (call) throws(LanguageError) in
            .bool(try text(call).isASCII)
        },
        NativeFunction("isupper", doc: "True if there are letters and all are capital.") {
            (call) throws(LanguageError) in
            let cased = try text(call).string.unicodeScalars.filter(isCased)
            return .bool(!cased.isEmpty && cased.allSatisfy { $0.properties.isUppercase })
        },
        NativeFunction("islower", doc: "True if there are letters and all are small.") {
            (call) throws(LanguageError) in
            let cased = try text(call).string.unicodeScalars.filter(isCased)
            return .bool(!cased.isEmpty && cased.allSatisfy { $0.properties.isLowercase })
        },
        NativeFunction("istitle", doc: "True if every word begins with a capital letter, followed by small ones.") {
            (call) throws(LanguageError) in
            var (isInside, found) = (false, false)
            for scalar in try text(call).string.unicodeScalars {
                let isUpper = scalar.properties.isUppercase || scalar.properties.generalCategory == .titlecaseLetter
                if isUpper && isInside || scalar.properties.isLowercase && !isInside { return .bool(false) }
                isInside = isCased(scalar)
                found = found || isInside
            }
            return .bool(found)
        },
        NativeFunction("isidentifier", doc: "True if the text could be a name.") { (call) throws(LanguageError) in
            let scalars = try text(call).string.unicodeScalars
            guard let first = scalars.first else { return .bool(false) }
            return .bool(
                (first == "_" || first.properties.isXIDStart)
                    && scalars.dropFirst().allSatisfy { $0.properties.isXIDContinue })
        },
    ]
}
