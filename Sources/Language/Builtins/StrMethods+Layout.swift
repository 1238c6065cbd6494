/// Filling, stripping and formatting texts.
extension StrMethods {
    static let layoutRows: [NativeFunction] = [
        stripper("strip", "The text without white space, or given signs, at both ends.", left: true, right: true),
        stripper("lstrip", "The text without white space, or given signs, at its beginning.", left: true, right: false),
        stripper("rstrip", "The text without white space, or given signs, at its end.", left: false, right: true),
        filler("ljust", "The text filled on the right to a width.") { space, _ in (0, space) },
        filler("rjust", "The text filled on the left to a width.") { space, _ in (space, 0) },
        filler("center", "The text filled on both sides to a width.") { space, width in
            let left = space / 2 + (space & width & 1)
            return (left, space - left)
        },
        NativeFunction("zfill", [.positional("width")], doc: "The text with zeros after its sign, up to a width.") {
            (call) throws(LanguageError) in
            let text = try text(call)
            let width = try call.place(0)
            if width <= text.count { return .str(text) }
            if width > Interpreter.sizeLimit { throw LanguageError(.memoryError, "") }
            let zeros = String(repeating: "0", count: width - text.count)
            let signed = text.string.hasPrefix("-") || text.string.hasPrefix("+")
            return Value(signed ? String(text.string.prefix(1)) + zeros + text.string.dropFirst() : zeros + text.string)
        },
        NativeFunction("expandtabs", [Parameter("tabsize", .int(8))], doc: "The text with spaces for tabs.") {
            (call) throws(LanguageError) in
            guard let size = try call.integer(0).small, Int32(exactly: size) != nil else {
                throw LanguageError.overflow("Python int too large to convert to C int")
            }
            if size > 1000 { throw LanguageError.valueError("tab size too large") }
            var (out, column) = (String.UnicodeScalarView(), 0)
            for scalar in try text(call).string.unicodeScalars {
                if scalar == "\t" {
                    let count = size > 0 ? size - column % size : 0
                    for _ in 0..<count { out.append(" ") }
                    column += count
                } else {
                    out.append(scalar)
                    column = scalar == "\n" || scalar == "\r" ? 0 : column + 1
                }
            }
            return Value(String(out))
        },
        NativeFunction(
            "format", [.rest("args"), .keywords("kwargs")],
            doc: "The text with each {…} replaced by an argument, formatted by what stands after a colon."
        ) { (call) throws(LanguageError) in
            var named: [String: Value] = [:]
            for (name, value) in call.keywords(1) { named[name] = value }
            var template = FormatTemplate(
                Array(try text(call).string.unicodeScalars), positional: call.rest(0), named: { name in named[name] })
            return Value(try template.fill(call.interpreter))
        },
        NativeFunction("format_map", [.positional("mapping")], doc: "As format, with names from a dictionary.") {
            (call) throws(LanguageError) in
            let mapping = call[0]
            let interpreter = call.interpreter
            var template = FormatTemplate(
                Array(try text(call).string.unicodeScalars), positional: [],
                named: { (name) throws(LanguageError) in try interpreter.getItem(mapping, Value(name)) })
            return Value(try template.fill(interpreter))
        },
    ]

    private static func stripper(_ name: String, _ doc: String, left: Bool, right: Bool) -> NativeFunction {
        NativeFunction(name, [.positional("chars", .none)], doc: doc) { (call) throws(LanguageError) in
            let text = try text(call)
            let gone: (Unicode.Scalar) -> Bool
            switch call.plain(0) {
            case .none: gone = { $0.properties.isWhitespace || (0x1C...0x1F).contains($0.value) }
            case .str(let signs):
                let signs = Set(signs.string.unicodeScalars)
                gone = { signs.contains($0) }
            default:
                throw LanguageError.typeError("\(name) arg must be None or str")
            }
            var scalars = Substring(text.string).unicodeScalars
            if left { scalars = scalars.drop(while: gone) }
            if right { while let last = scalars.last, gone(last) { scalars.removeLast() } }
            return Value(String(scalars))
        }
    }

    private static func filler(
        _ name: String, _ doc: String, _ sides: @escaping @Sendable (_ space: Int, _ width: Int) -> (Int, Int)
    ) -> NativeFunction {
        NativeFunction(name, [.positional("width"), .positional("fillchar", .str(" "))], doc: doc) {
            (call) throws(LanguageError) in
            let text = try text(call)
            let width = try call.place(0)
            guard case .str(let fill) = call.plain(1) else {
                throw LanguageError.typeError(
                    "The fill character must be a unicode character, not \(call[1].typeName)")
            }
            guard fill.count == 1 else {
                throw LanguageError.typeError("The fill character must be exactly one character long")
            }
            if width <= text.count { return .str(text) }
            if width > Interpreter.sizeLimit { throw LanguageError(.memoryError, "") }
            let (left, right) = sides(width - text.count, width)
            return Value(
                String(repeating: fill.string, count: left) + text.string + String(repeating: fill.string, count: right)
            )
        }
    }
}

/// A template of `str.format`: literal text and replacement fields.
struct FormatTemplate {
    private let template: [Unicode.Scalar]
    private let positional: [Value]
    private let named: (String) throws(LanguageError) -> Value?
    private var automatic = 0
    private var usesNumbers = false

    init(
        _ template: [Unicode.Scalar], positional: [Value],
        named: @escaping (String) throws(LanguageError) -> Value?
    ) {
        self.template = template
        self.positional = positional
        self.named = named
    }

    /// The text with every field replaced.
    mutating func fill(_ interpreter: Interpreter) throws(LanguageError) -> String {
        try fill(template[...], depth: 2, interpreter)
    }

    private mutating func fill(
        _ part: ArraySlice<Unicode.Scalar>, depth: Int, _ interpreter: Interpreter
    ) throws(LanguageError) -> String {
        if part.isEmpty { return "" }
        if depth == 0 { throw LanguageError.valueError("Max string recursion exceeded") }
        var out = String.UnicodeScalarView()
        var at = part.startIndex
        while at < part.endIndex {
            let scalar = part[at]
            at += 1
            guard scalar == "{" || scalar == "}" else {
                out.append(scalar)
                continue
            }
            if at < part.endIndex, part[at] == scalar, scalar == "{" || depth == 2 {
                out.append(scalar)
                at += 1
                continue
            }
            if scalar == "}" { throw LanguageError.valueError("Single '}' encountered in format string") }
            if at == part.endIndex { throw LanguageError.valueError("Single '{' encountered in format string") }
            let field = try Field(part, from: at)
            out.append(contentsOf: try text(of: field, depth, interpreter).unicodeScalars)
            at = field.end
        }
        return String(out)
    }

    /// What stands between braces: `name!conversion:spec`.
    private struct Field {
        var name: ArraySlice<Unicode.Scalar>
        var conversion: Unicode.Scalar?
        var spec: ArraySlice<Unicode.Scalar> = []
        /// Where the text goes on.
        var end: Int

        init(_ part: ArraySlice<Unicode.Scalar>, from start: Int) throws(LanguageError) {
            var at = start
            var isInBrackets = false
            name_: while at < part.endIndex {
                switch part[at] {
                case "{" where !isInBrackets: throw LanguageError.valueError("unexpected '{' in field name")
                case "[": isInBrackets = true
                case "]": isInBrackets = false
                case "}", ":", "!": if !isInBrackets { break name_ }
                default: break
                }
                at += 1
            }
            if at == part.endIndex { throw LanguageError.valueError("expected '}' before end of string") }
            name = part[start..<at]
            end = at + 1
            if part[at] == "}" { return }
            if part[at] == "!" {
                at += 1
                if at == part.endIndex {
                    throw LanguageError.valueError("end of string while looking for conversion specifier")
                }
                conversion = part[at]
                at += 1
                end = at + 1
                if at < part.endIndex {
                    if part[at] == "}" { return }
                    if part[at] != ":" {
                        throw LanguageError.valueError("expected ':' after conversion specifier")
                    }
                }
            }
            at += 1
            let specStart = min(at, part.endIndex)
            var open = 1
            while at < part.endIndex {
                if part[at] == "{" { open += 1 }
                if part[at] == "}" { open -= 1 }
                if open == 0 { break }
                at += 1
            }
            if at >= part.endIndex { throw LanguageError.valueError("unmatched '{' in format spec") }
            spec = part[specStart..<at]
            end = at + 1
        }
    }

    private mutating func text(of field: Field, _ depth: Int, _ interpreter: Interpreter) throws(LanguageError)
        -> String
    {
        var value = try value(of: field.name, interpreter)
        switch field.conversion {
        case nil: break
        case "r": value = Value(try interpreter.repr(value))
        case "s": value = Value(try interpreter.str(value))
        case "a": value = Value(Interpreter.escapedToASCII(try interpreter.repr(value)))
        case let letter?: throw LanguageError.valueError("Unknown conversion specifier \(letter)")
        }
        return try interpreter.format(value, try fill(field.spec, depth: depth - 1, interpreter))
    }

    /// `0`, `name`, `name.attribute[key]`, or nothing for the next argument.
    private mutating func value(
        of field: ArraySlice<Unicode.Scalar>, _ interpreter: Interpreter
    ) throws(LanguageError) -> Value {
        let end = field.firstIndex { $0 == "." || $0 == "[" } ?? field.endIndex
        let head = String(String.UnicodeScalarView(field[..<end]))
        var value: Value
        if head.isEmpty || Int(head) != nil {
            let place: Int
            if let number = Int(head) {
                if automatic > 0 {
                    throw LanguageError.valueError(
                        "cannot switch from automatic field numbering to manual field specification")
                }
                usesNumbers = true
                place = number
            } else {
                if usesNumbers {
                    throw LanguageError.valueError(
                        "cannot switch from manual field specification to automatic field numbering")
                }
                place = automatic
                automatic += 1
            }
            guard positional.indices.contains(place) else {
                throw LanguageError.indexError("Replacement index \(place) out of range for positional args tuple")
            }
            value = positional[place]
        } else {
            guard let found = try named(head) else { throw LanguageError.keyError(Value(head)) }
            value = found
        }
        var rest = field[end...]
        while let mark = rest.first {
            rest = rest.dropFirst()
            if mark == "." {
                let stop = rest.firstIndex { $0 == "." || $0 == "[" } ?? rest.endIndex
                if stop == rest.startIndex { throw LanguageError.valueError("Empty attribute in format string") }
                value = try interpreter.getAttribute(value, String(String.UnicodeScalarView(rest[..<stop])))
                rest = rest[stop...]
            } else if mark == "[" {
                guard let stop = rest.firstIndex(of: "]") else {
                    throw LanguageError.valueError("Missing ']' in format string")
                }
                let key = String(String.UnicodeScalarView(rest[..<stop]))
                if key.isEmpty { throw LanguageError.valueError("Empty attribute in format string") }
                value = try interpreter.getItem(value, Int(key).map { .int($0) } ?? Value(key))
                rest = rest[(stop + 1)...]
            } else {
                throw LanguageError.valueError("Only '.' or '[' may follow ']' in format field specifier")
            }
        }
        return value
    }
}
