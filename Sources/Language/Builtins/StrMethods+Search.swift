/// Finding and replacing parts of a text.
extension StrMethods {
    /// The part of a text that `start` and `end` (arguments 1 and 2) leave, and where it begins in code points.
    ///
    /// `nil` where `start` lies behind the text: then not even an empty part is found.
    private static func window(_ call: Call) throws(LanguageError) -> (text: String, start: Int)? {
        let text = try text(call)
        func clip(_ place: Int, _ fallback: Int) throws(LanguageError) -> Int {
            if !call.isGiven(place) || call[place].isNone { return fallback }
            guard let number = try call.interpreter.integer(call[place])?.clamped else {
                throw LanguageError.notASliceIndex
            }
            return max(number < 0 ? number + text.count : number, 0)
        }
        let start = try clip(1, 0)
        let end = min(try clip(2, text.count), text.count)
        if start > text.count || start > end { return nil }
        return (text.part(start, end), start)
    }

    private static func part(_ call: Call, _ wanted: String = "must be str") throws(LanguageError) -> String {
        guard case .str(let part) = call.plain(0) else {
            throw LanguageError.typeError("\(wanted), not \(call[0].typeName)")
        }
        return part.string
    }

    /// The place of a part in code points; -1 where there is none.
    private static func find(_ call: Call, fromEnd: Bool) throws(LanguageError) -> Int {
        let place = try window(call)
        let part = Array(try part(call).utf8)
        guard let (text, start) = place else { return -1 }
        let bytes = Array(text.utf8)
        let found = fromEnd ? Interpreter.findLast(part, in: bytes) : Interpreter.find(part, in: bytes)
        guard let found else { return -1 }
        return start + bytes[..<found].reduce(0) { $0 + ($1 & 0xC0 != 0x80 ? 1 : 0) }
    }

    private static func finder(_ name: String, _ doc: String, fromEnd: Bool, raises: Bool) -> NativeFunction {
        NativeFunction(
            name, [.positional("sub"), .positional("start", .missing), .positional("end", .missing)], doc: doc
        ) { (call) throws(LanguageError) in
            let place = try find(call, fromEnd: fromEnd)
            if raises && place < 0 { throw LanguageError.valueError("substring not found") }
            return .int(place)
        }
    }

    private static func edge(
        _ name: String, _ doc: String, _ isThere: @escaping @Sendable (String.UTF8View, String.UTF8View) -> Bool
    ) -> NativeFunction {
        NativeFunction(
            name, [.positional("prefix"), .positional("start", .missing), .positional("end", .missing)], doc: doc
        ) { (call) throws(LanguageError) in
            let wrong = { (value: Value) in
                LanguageError.typeError(
                    "\(name) first arg must be str or a tuple of str, not \(value.typeName)")
            }
            let place = try window(call)
            switch call.plain(0) {
            case .str(let one): return .bool(place.map { isThere($0.text.utf8, one.string.utf8) } ?? false)
            case .tuple(let several):
                for value in several.values {
                    guard case .str(let one) = value else {
                        throw LanguageError.typeError("tuple for \(name) must only contain str, not \(value.typeName)")
                    }
                    if let place, isThere(place.text.utf8, one.string.utf8) { return .bool(true) }
                }
                return .bool(false)
            default: throw wrong(call[0])
            }
        }
    }

    static let searchRows: [NativeFunction] = [
        finder("find", "The first place of a part, or -1.", fromEnd: false, raises: false),
        finder("rfind", "The last place of a part, or -1.", fromEnd: true, raises: false),
        finder(
            "index", "The first place of a part; raises ValueError where there is none.", fromEnd: false, raises: true),
        finder(
            "rindex", "The last place of a part; raises ValueError where there is none.", fromEnd: true, raises: true),
        NativeFunction(
            "count", [.positional("sub"), .positional("start", .missing), .positional("end", .missing)],
            doc: "How often a part occurs, without overlaps."
        ) { (call) throws(LanguageError) in
            let place = try window(call)
            let part = Array(try part(call).utf8)
            guard let (text, _) = place else { return .int(0) }
            if part.isEmpty { return .int(text.unicodeScalars.count + 1) }
            let bytes = Array(text.utf8)
            var (count, at) = (0, 0)
            while let found = Interpreter.find(part, in: bytes, from: at) {
                count += 1
                at = found + part.count
            }
            return .int(count)
        },
        edge("startswith", "True if the text begins with a part, or with one of several.") { $0.starts(with: $1) },
        edge("endswith", "True if the text ends with a part, or with one of several.") {
            $0.reversed().starts(with: $1.reversed())
        },
        NativeFunction(
            "replace", [.positional("old"), .positional("new"), .positional("count", .int(-1))],
            doc: "The text with a part replaced by another, everywhere or so many times."
        ) { (call) throws(LanguageError) in
            let text = try text(call)
            guard case .str(let old) = call.plain(0) else {
                throw LanguageError.typeError("replace() argument 1 must be str, not \(call[0].typeName)")
            }
            guard case .str(let new) = call.plain(1) else {
                throw LanguageError.typeError("replace() argument 2 must be str, not \(call[1].typeName)")
            }
            let limit = try call.place(2)
            return Value(try replaced(text, old.string, new.string, limit < 0 ? Int.max : limit))
        },
        NativeFunction("removeprefix", [.positional("prefix")], doc: "The text without a beginning, if it has that.") {
            (call) throws(LanguageError) in
            let (text, prefix) = (try text(call).string, try part(call, "removeprefix() argument must be str"))
            guard text.utf8.starts(with: prefix.utf8) else { return Value(text) }
            return Value(String(decoding: text.utf8.dropFirst(prefix.utf8.count), as: UTF8.self))
        },
        NativeFunction("removesuffix", [.positional("suffix")], doc: "The text without an end, if it has that.") {
            (call) throws(LanguageError) in
            let (text, suffix) = (try text(call).string, try part(call, "removesuffix() argument must be str"))
            guard text.utf8.reversed().starts(with: suffix.utf8.reversed()) else { return Value(text) }
            return Value(String(decoding: text.utf8.dropLast(suffix.utf8.count), as: UTF8.self))
        },
        NativeFunction(
            "translate", [.positional("table")], doc: "Each sign replaced as a table from str.maketrans says."
        ) { (call) throws(LanguageError) in
            let table = call[0]
            func entry(_ code: Value) throws(LanguageError) -> Value? {
                if case .dict(let dict) = table, dict.variant == nil { return try dict.get(code, call.interpreter) }
                do throws(LanguageError) {
                    return try call.interpreter.getItem(table, code)
                } catch {
                    if call.interpreter.matches(error, .lookupError) { return nil }
                    throw error
                }
            }
            var out = ""
            for scalar in try text(call).string.unicodeScalars {
                switch try entry(.int(Int(scalar.value))) {
                case nil: out.unicodeScalars.append(scalar)
                case .some(.none): break
                case .str(let new): out += new.string
                case .int(let code):
                    guard let new = UInt32(exactly: code).flatMap(Unicode.Scalar.init) else {
                        throw LanguageError.valueError("character mapping must be in range(0x110000)")
                    }
                    out.unicodeScalars.append(new)
                default: throw LanguageError.typeError("character mapping must return integer, None or str")
                }
            }
            return Value(out)
        },
        NativeFunction(
            "maketrans", [.positional("x"), .positional("y", .missing), .positional("z", .missing)],
            doc: "A table for translate: from a dictionary, or from signs and the signs that replace them.",
            isStatic: true
        ) { (call) throws(LanguageError) in
            let table = Dict()
            if case .dict(let dict) = call.plain(0), !call.isGiven(1) {
                for (key, value) in dict.table.pairs {
                    guard case .str(let sign) = key else {
                        try table.set(key, value, call.interpreter)
                        continue
                    }
                    guard sign.count == 1, let scalar = sign.string.unicodeScalars.first else {
                        throw LanguageError.valueError("string keys in translate table must be of length 1")
                    }
                    try table.set(.int(Int(scalar.value)), value, call.interpreter)
                }
                return .dict(table)
            }
            for place in 1...2 where call.isGiven(1) && call.isGiven(place) {
                guard case .str = call[place] else {
                    throw LanguageError.typeError(
                        "maketrans() argument \(place + 1) must be str, not \(call[place].typeName)")
                }
            }
            if call.isGiven(1), case .str = call.plain(0) {
            } else if call.isGiven(1) {
                throw LanguageError.typeError(
                    "first maketrans argument must be a string if there is a second argument")
            }
            guard case .str(let from) = call.plain(0), case .str(let to) = call.plain(1) else {
                throw LanguageError.typeError("if you give only one argument to maketrans it must be a dict")
            }
            if from.count != to.count {
                throw LanguageError.valueError("the first two maketrans arguments must have equal length")
            }
            for (a, b) in zip(from.scalars, to.scalars) {
                try table.set(.int(Int(a.value)), .int(Int(b.value)), call.interpreter)
            }
            if case .str(let gone) = call.plain(2) {
                for scalar in gone.scalars { try table.set(.int(Int(scalar.value)), .none, call.interpreter) }
            }
            return .dict(table)
        },
    ]

    /// The text with `old` replaced by `new`, at most `limit` times.
    private static func replaced(_ text: Str, _ old: String, _ new: String, _ limit: Int) throws(LanguageError)
        -> String
    {
        if limit == 0 { return text.string }
        var out: [UInt8] = []
        func check() throws(LanguageError) {
            if out.count > Interpreter.sizeLimit { throw LanguageError(.memoryError, "") }
        }
        if old.isEmpty {
            var left = limit
            let times = limit < 0 ? text.count + 1 : min(limit, text.count + 1)
            let (size, overflow) = new.utf8.count.multipliedReportingOverflow(by: times)
            if overflow || size > Interpreter.sizeLimit { throw LanguageError(.memoryError, "") }
            for scalar in text.string.unicodeScalars {
                if left > 0 {
                    out.append(contentsOf: new.utf8)
                    left -= 1
                }
                out.append(contentsOf: String(scalar).utf8)
                try check()
            }
            if left > 0 { out.append(contentsOf: new.utf8) }
            return String(decoding: out, as: UTF8.self)
        }
        let (bytes, part) = (Array(text.string.utf8), Array(old.utf8))
        var (at, left) = (0, limit)
        while left > 0, let found = Interpreter.find(part, in: bytes, from: at) {
            out.append(contentsOf: bytes[at..<found])
            out.append(contentsOf: new.utf8)
            try check()
            at = found + part.count
            left -= 1
        }
        if at == 0 { return text.string }
        out.append(contentsOf: bytes[at...])
        return String(decoding: out, as: UTF8.self)
    }
}

extension Interpreter {
    /// The last place of `part` in `whole`, in bytes.
    static func findLast(_ part: [UInt8], in whole: [UInt8]) -> Int? {
        guard let found = find(part.reversed(), in: whole.reversed()) else { return nil }
        return whole.count - found - part.count
    }
}

extension Str {
    /// The code points from `start` to before `end`, both in range.
    func part(_ start: Int, _ end: Int) -> String {
        if start == 0 && end == count { return string }
        if isASCII {
            let utf8 = string.utf8
            let from = utf8.index(utf8.startIndex, offsetBy: start)
            return String(string[from..<utf8.index(from, offsetBy: end - start)])
        }
        return String(String.UnicodeScalarView(scalars[start..<end]))
    }
}
