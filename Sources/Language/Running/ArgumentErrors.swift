/// What is said when a native function is called with arguments that it does not take.
///
/// CPython words this in three ways, by how the function is written, and the row's parameters tell which: functions
/// written in Python (and all of a library that stands for one), those in C whose arguments have places only, and those
/// in C that also take names.
enum ArgumentErrors {
    /// How many arguments CPython's sentence speaks of.
    private struct Shape {
        /// Parameters that arguments by place fill.
        let positional: Int
        /// Those of them that must be given.
        let required: Int
        let hasRest: Bool
        let takesNames: Bool
        let total: Int

        init(_ function: NativeFunction) {
            positional = function.positionalCount
            required = function.parameters[..<positional].count { $0.isRequired }
            hasRest = function.parameters.contains { $0.kind == .varPositional }
            takesNames = function.parameters.contains { $0.kind != .positionalOnly && $0.kind != .varPositional }
            total = function.parameters.count { $0.kind != .varPositional && $0.kind != .varKeywords }
        }
    }

    /// What messages call a function that is written in Python: special methods with their class.
    private static func shown(_ function: NativeFunction) -> String {
        function.name.hasPrefix("__") ? function.qualifiedName : function.name
    }

    /// A required argument is not there.
    static func missing(_ function: NativeFunction, _ window: UnsafeMutablePointer<Value>) -> LanguageError {
        let shape = Shape(function)
        let places = function.parameters.indices.filter { window[$0].isUnbound && function.parameters[$0].isRequired }
        let given = (0..<shape.positional).prefix { !window[$0].isUnbound }.count
        guard function.isC else {
            let names = places.map { "'\(function.parameters[$0].name)'" }
            let listed =
                names.count < 3
                ? names.joined(separator: " and ")
                : names.dropLast().joined(separator: ", ") + ", and " + names[names.count - 1]
            return error(
                "\(shown(function))() missing \(count(names.count, "required positional argument")): \(listed)",
                function)
        }
        if let sentence = ownSentences[function.qualifiedName] { return error(sentence, function) }
        if function.name == "sum" { return error("sum() takes at least 1 positional argument (0 given)", function) }
        if function.name == "enumerate" { return error("enumerate() missing required argument 'iterable'", function) }
        if shape.takesNames, !shape.hasRest, let place = places.first, function.parameters[place].kind == .normal {
            let name = function.parameters[place].name
            return error("\(function.name)() missing required argument '\(name)' (pos \(place + 1))", function)
        }
        return byPlace(function, shape, given)
    }

    /// More arguments by place than there are parameters.
    static func tooMany(_ function: NativeFunction, _ given: Int, _ named: Int) -> LanguageError {
        let shape = Shape(function)
        guard function.isC else {
            // A special method of a class in Python counts the object itself.
            let own = function.name.hasPrefix("__") ? 1 : 0
            let given = given + own
            let takes =
                shape.required == shape.positional
                ? "\(shape.positional + own)"
                : "from \(shape.required + own) to \(shape.positional + own)"
            let plural = takes == "1" ? "" : "s"
            let were = given == 1 ? "was" : "were"
            return error(
                "\(shown(function))() takes \(takes) positional argument\(plural) but \(given) \(were) given", function)
        }
        if let sentence = ownSentences[function.qualifiedName] { return error(sentence, function) }
        let takesNames = function.parameters.contains { $0.kind == .normal || $0.kind == .keywordOnly }
        if takesNames, !shape.hasRest, !countedOnes.contains(function.name) {
            let most = given + named > shape.total ? shape.total : shape.positional
            let kind = most == shape.total ? "argument" : "positional argument"
            let bound = shape.required == most ? "exactly" : "at most"
            let passed = most == shape.total ? given + named : given
            return error("\(function.name)() takes \(bound) \(count(most, kind)) (\(passed) given)", function)
        }
        return byPlace(function, shape, given)
    }

    /// An argument of the wrong kind, for functions in C.
    static func wrong(_ value: Value, _ place: Int, _ function: NativeFunction, _ wanted: String) -> LanguageError {
        let parameter = function.parameters[place]
        if wanted == "int" {
            return error("'\(value.typeName)' object cannot be interpreted as an integer", function)
        }
        if wanted == "a number" { return error("must be real number, not \(value.typeName)", function) }
        if parameter.name == "name", function.name.hasSuffix("attr") {
            return error("attribute name must be string, not '\(value.typeName)'", function)
        }
        let which =
            parameter.kind != .positionalOnly
            ? "argument '\(parameter.name)'"
            : function.parameters.count == 1 ? "argument" : "argument \(place + 1)"
        return error("\(function.name)() \(which) must be \(wanted), not \(value.typeName)", function)
    }

    /// Functions in C that have a sentence of their own, whatever is wrong with the number of arguments.
    private static let ownSentences = [
        "map": "map() must have at least two arguments.", "math.log": "math.log requires 1 to 2 arguments",
        "list.sort": "sort() takes no positional arguments", "type": "type() takes 1 or 3 arguments",
        "object": "object() takes no arguments",
    ]

    /// Functions in C whose one argument is counted as if it were several.
    private static let countedOnes: Set<String> = ["reversed", "staticmethod", "classmethod", "sorted"]

    /// Functions in C that count as those with names do, though they take none.
    private static let searches: Set<String> = [
        "find", "rfind", "index", "rindex", "count", "startswith", "endswith",
    ]

    /// A name that no parameter has.
    static func unexpected(_ name: String, _ function: NativeFunction, _ given: Int, _ named: Int) -> LanguageError {
        let shape = Shape(function)
        let nearest = Suggestion.nearest(to: name, among: function.parameters.map(\.name))
        let hint = nearest.map { "Did you mean '\($0)'?" }
        guard function.isC else {
            return error("\(shown(function))() got an unexpected keyword argument '\(name)'", function, hint)
        }
        if !shape.takesNames { return error("\(function.qualifiedName)() takes no keyword arguments", function, hint) }
        if !shape.hasRest, given + named > shape.total { return tooMany(function, given, named) }
        return error(
            "'\(name)' is an invalid keyword argument for \(function.name == "sorted" ? "sort" : function.name)()",
            function,
            hint)
    }

    /// An argument by place and by name.
    static func twice(_ name: String, _ place: Int, _ function: NativeFunction) -> LanguageError {
        function.isC
            ? error("argument for \(function.name)() given by name ('\(name)') and position (\(place + 1))", function)
            : error("\(shown(function))() got multiple values for argument '\(name)'", function)
    }

    /// Functions in C without names: `append() takes exactly one argument`, `pop expected at most 1 argument`.
    private static func byPlace(_ function: NativeFunction, _ shape: Shape, _ given: Int) -> LanguageError {
        if shape.positional == 0, !shape.hasRest {
            return error("\(function.qualifiedName)() takes no arguments (\(given) given)", function)
        }
        let isCounted = countedOnes.contains(function.name)
        if shape.positional == 1, shape.required == 1, !shape.hasRest, !shape.takesNames, !isCounted {
            return error("\(function.qualifiedName)() takes exactly one argument (\(given) given)", function)
        }
        let isExact = shape.required == shape.positional && !shape.hasRest
        let bound = isExact ? "" : given < shape.required ? "at least " : "at most "
        let number = given < shape.required ? shape.required : shape.positional
        if searches.contains(function.name), function.owner == "str" || function.owner == "bytes" {
            return error("\(function.name)() takes \(bound)\(count(number, "argument")) (\(given) given)", function)
        }
        let name = function.name == "super" ? "super()" : function.name
        return error("\(name) expected \(bound)\(count(number, "argument")), got \(given)", function)
    }

    private static func count(_ number: Int, _ noun: String) -> String { "\(number) \(noun)\(number == 1 ? "" : "s")" }

    private static func error(_ message: String, _ function: NativeFunction, _ hint: String? = nil) -> LanguageError {
        .typeError(message, hint: hint ?? "the call looks like this: \(function.signature)")
    }
}

extension Parameter {
    /// True where a call must give an argument.
    fileprivate var isRequired: Bool { if case .required = fallback { true } else { false } }
}
