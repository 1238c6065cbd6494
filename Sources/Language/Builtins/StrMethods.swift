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
        mapping("lower", "The text in small letters.") { $0.lowercased() },
        mapping("casefold", "The text for comparison without regard to case.") {
            scalarwise($0) { $0 == "ß" ? "ss" : $0.properties.lowercaseMapping }
        },
        mapping("swapcase", "Capital letters small and small ones capital.") {
            scalarwise($0) {
                $0.properties.isUppercase ? $0.properties.lowercaseMapping : $0.properties.uppercaseMapping
            }
        },
        mapping("capitalize", "The first letter capital, the others small.") { text in
            guard let first = text.unicodeScalars.first else { return "" }
            let rest = String(text.unicodeScalars.dropFirst())
            return first.properties.titlecaseMapping + rest.lowercased()
        },
        mapping("title", "The first letter of each word capital, the others small.") { text in
            var isInside = false
            return scalarwise(text) { scalar in
                defer { isInside = isCased(scalar) }
                return isInside ? scalar.properties.lowercaseMapping : scalar.properties.titlecaseMapping
            }
        },
    ]

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
