import Language
import Tensors

/// `numpy.strings` and `numpy.char`: the methods of texts for each element of an array.
enum StringRows {
    /// What comes out of a function of a text.
    private enum Outcome {
        /// Texts that are never longer: the width stays.
        case same
        /// Texts, as wide as the longest.
        case text
        case int, bool
        case object
        /// Three texts.
        case parts
    }

    /// A method of texts as a row.
    private struct Method {
        let name: String
        let parameters: [Parameter]
        let outcome: Outcome
        let doc: String
    }

    private static let start = [Parameter("start", .int(0)), Parameter("end", .none)]
    private static let width = [Parameter("width"), Parameter("fillchar", .str(" "))]
    private static let chars = [Parameter("chars", .none)]

    /// Functions of both modules.
    private static let both: [Method] =
        [
            ("upper", "Capital letters."), ("lower", "Small letters."),
            ("capitalize", "The first letter capital, the others small."),
            ("title", "The first letter of each word capital."),
            ("swapcase", "Capital letters small and small ones capital."),
        ].map { Method(name: $0.0, parameters: [], outcome: .same, doc: $0.1) }
        + ["strip", "lstrip", "rstrip"].map {
            Method(
                name: $0, parameters: chars, outcome: .same, doc: "Without blanks, or other characters, at the ends.")
        }
        + ["center", "ljust", "rjust"].map {
            Method(name: $0, parameters: width, outcome: .text, doc: "Filled up to a width.")
        }
        + [
            Method(name: "zfill", parameters: [Parameter("width")], outcome: .text, doc: "Filled up with zeros."),
            Method(
                name: "replace", parameters: [Parameter("old"), Parameter("new"), Parameter("count", .int(-1))],
                outcome: .text, doc: "Parts replaced by others."),
            Method(
                name: "expandtabs", parameters: [Parameter("tabsize", .int(8))], outcome: .text,
                doc: "Tabs as blanks."),
        ]
        + ["count", "find", "rfind", "index", "rindex"].map {
            Method(
                name: $0, parameters: [Parameter("sub")] + start, outcome: .int,
                doc: "Where, or how often, a part occurs.")
        }
        + [("startswith", "prefix"), ("endswith", "suffix")].map {
            Method(
                name: $0.0, parameters: [Parameter($0.1)] + start, outcome: .bool, doc: "Whether texts begin or end so."
            )
        }
        + [
            "isalpha", "isdigit", "isdecimal", "isnumeric", "isalnum", "islower", "isupper", "isspace", "istitle",
        ].map { Method(name: $0, parameters: [], outcome: .bool, doc: "Whether all characters are of a kind.") }

    /// Functions of `numpy.char` alone.
    private static let charOnly: [Method] =
        ["split", "rsplit"].map {
            Method(
                name: $0, parameters: [Parameter("sep", .none), Parameter("maxsplit", .int(-1))], outcome: .object,
                doc: "Lists of the parts between separators.")
        } + [
            Method(
                name: "splitlines", parameters: [Parameter("keepends", .bool(false))], outcome: .object,
                doc: "Lists of the lines.")
        ]

    static let modules: [NativeModule] = [
        NativeModule(
            "numpy.strings", doc: "The methods of texts for each element of an array.",
            functions: shared(stripsEnds: false) + both.map(row)
                + ["partition", "rpartition"].map { partition($0, isStacked: false) } + [slice]),
        NativeModule(
            "numpy.char", doc: "The methods of texts for each element of an array.",
            functions: shared(stripsEnds: true) + (both + charOnly).map(row)
                + ["partition", "rpartition"].map { partition($0, isStacked: true) } + [join]),
    ]

    /// The texts of an argument.
    private static func texts(_ value: Value, _ interpreter: Interpreter) throws(LanguageError) -> ItemArray {
        guard ItemFunctions.holdsItems(value) else {
            throw LanguageError.typeError("string operation on non-string array")
        }
        let items = try ItemGathering.array(value, nil, interpreter)
        guard items.type.isText else { throw LanguageError.typeError("string operation on non-string array") }
        return items
    }

    /// What a function gives for each combination of arguments, and their common shape.
    private static func each(
        _ arguments: [Value], _ interpreter: Interpreter,
        _ body: ([Value]) throws(LanguageError) -> Value
    ) throws(LanguageError) -> (results: [Value], shape: [Int]) {
        var sides: [ItemArray] = []
        for value in arguments { sides.append(try ItemGathering.array(value, .object, interpreter)) }
        let shape = try lifting { () throws(TensorError) in try Tensor.broadcastShape(sides.map(\.places.shape)) }
        var columns: [[Value]] = []
        for side in sides {
            guard let wide = side.places.broadcast(to: shape) else { continue }
            columns.append(try ItemArray(wide, side.block).elements)
        }
        var results: [Value] = []
        for place in 0..<(columns.first?.count ?? 0) {
            if place & 0xFF == 0 { try interpreter.checkInterrupt() }
            results.append(try body(columns.map { $0[place] }))
        }
        return (results, shape)
    }

    /// The results as an array of what they are.
    private static func array(
        _ results: [Value], _ shape: [Int], _ outcome: Outcome, _ source: ItemType, _ interpreter: Interpreter
    ) throws(LanguageError) -> Value {
        switch outcome {
        case .int, .bool:
            let flat = try NumPyArgument.tensor(
                Value(results), interpreter, dtype: outcome == .int ? .int64 : .bool)
            return .result(try lifting { () throws(TensorError) in try flat.reshaped(shape) })
        case .object: return .object(try ItemArray(results, shape, .object))
        default:
            var width = outcome == .same ? source.itemSize / 4 : 1
            for case .str(let text) in results where outcome != .same { width = max(width, text.count) }
            var cells: [Value] = []
            for value in results { cells.append(try ItemGathering.textCell(value, .text(width), interpreter)) }
            return .object(try ItemArray(cells, shape, .text(width)))
        }
    }

    private static func call(
        _ method: String, _ values: [Value], _ interpreter: Interpreter
    ) throws(LanguageError) -> Value {
        try interpreter.call(interpreter.getAttribute(values[0], method), Array(values.dropFirst()))
    }

    private static func row(_ method: Method) -> NativeFunction {
        let (name, outcome) = (method.name, method.outcome)
        return NativeFunction(name, [Parameter("a")] + method.parameters, doc: method.doc) {
            (call) throws(LanguageError) in
            let items = try texts(call[0], call.interpreter)
            var arguments: [Value] = [.object(items)]
            for place in method.parameters.indices { arguments.append(call[place + 1]) }
            let interpreter = call.interpreter
            let (results, shape) = try each(arguments, interpreter) { (values) throws(LanguageError) in
                try StringRows.call(name, values, interpreter)
            }
            return try array(results, shape, outcome, items.type, interpreter)
        }
    }

    private static func partition(_ name: String, isStacked: Bool) -> NativeFunction {
        NativeFunction(name, [Parameter("a"), Parameter("sep")], doc: "The parts before, at and behind a separator.") {
            (call) throws(LanguageError) in
            let (items, interpreter) = (try texts(call[0], call.interpreter), call.interpreter)
            let (results, shape) = try each([.object(items), call[1]], interpreter) { (values) throws(LanguageError) in
                try StringRows.call(name, values, interpreter)
            }
            var columns: [[Value]] = [[], [], []]
            for case .tuple(let tuple) in results {
                for place in 0..<min(3, tuple.values.count) { columns[place].append(tuple.values[place]) }
            }
            if isStacked {
                let rows = results.indices.flatMap { row in columns.map { $0[row] } }
                return try array(rows, shape + [3], .parts, items.type, interpreter)
            }
            var parts: [Value] = []
            for column in columns { parts.append(try array(column, shape, .parts, items.type, interpreter)) }
            return .tuple(Tuple(parts))
        }
    }

    private static let join = NativeFunction(
        "join", [Parameter("sep"), Parameter("seq")], doc: "The characters of texts with a separator between them."
    ) { (call) throws(LanguageError) in
        let (items, interpreter) = (try texts(call[1], call.interpreter), call.interpreter)
        let (results, shape) = try each([call[0], .object(items)], interpreter) { (values) throws(LanguageError) in
            try StringRows.call("join", values, interpreter)
        }
        return try array(results, shape, .text, items.type, interpreter)
    }

    private static let slice = NativeFunction(
        "slice", [Parameter("a"), Parameter("start", .none), Parameter("stop", .missing), Parameter("step", .none)],
        doc: "Parts of texts by place."
    ) { (call) throws(LanguageError) in
        let (items, interpreter) = (try texts(call[0], call.interpreter), call.interpreter)
        let (start, stop) = call.isGiven(2) ? (call[1], call[2]) : (.none, call[1])
        let (results, shape) = try each([.object(items), start, stop, call[3]], interpreter) {
            (values) throws(LanguageError) in
            try interpreter.getItem(
                values[0], .object(SliceObject(start: values[1], stop: values[2], step: values[3])))
        }
        return try array(results, shape, .same, items.type, interpreter)
    }

    /// Functions that are operators, and the length.
    private static func shared(stripsEnds: Bool) -> [NativeFunction] {
        let operands = [Parameter("x1"), Parameter("x2")]
        let comparisons = ["equal", "not_equal", "less", "less_equal", "greater", "greater_equal"].map { name in
            NativeFunction(name, operands, doc: "Texts compared, element by element.") {
                (call) throws(LanguageError) in
                var sides: [Value] = []
                for place in 0..<2 {
                    let items = try texts(call[place], call.interpreter)
                    sides.append(
                        stripsEnds ? try stripped(items, call.interpreter) : .object(items))
                }
                return try ItemUfuncs.answer(name, sides, call.interpreter) ?? Value.none
            }
        }
        return comparisons + [
            NativeFunction("str_len", [Parameter("a")], doc: "The number of characters.") {
                (call) throws(LanguageError) in
                let (items, interpreter) = (try texts(call[0], call.interpreter), call.interpreter)
                let lengths = try items.elements.map { value -> Value in
                    if case .str(let text) = value { .int(text.count) } else { .int(0) }
                }
                return try array(lengths, items.places.shape, .int, items.type, interpreter)
            },
            NativeFunction("add", operands, doc: "Texts put together.") { (call) throws(LanguageError) in
                guard let result = try ItemUfuncs.answer("add", [call[0], call[1]], call.interpreter) else {
                    throw LanguageError.typeError("string operation on non-string array")
                }
                return result
            },
            NativeFunction("multiply", [Parameter("a"), Parameter("i")], doc: "Texts several times.") {
                (call) throws(LanguageError) in try operated(.multiply, call)
            },
            NativeFunction("mod", [Parameter("a"), Parameter("values")], doc: "Values put into texts by `%`.") {
                (call) throws(LanguageError) in try operated(.modulo, call)
            },
        ]
    }

    private static func stripped(_ items: ItemArray, _ interpreter: Interpreter) throws(LanguageError) -> Value {
        let (results, shape) = try each([.object(items)], interpreter) { (values) throws(LanguageError) in
            try StringRows.call("rstrip", values, interpreter)
        }
        return try array(results, shape, .same, items.type, interpreter)
    }

    private static func operated(_ op: BinaryOperator, _ call: Call) throws(LanguageError) -> Value {
        let (items, interpreter) = (try texts(call[0], call.interpreter), call.interpreter)
        let (results, shape) = try each([.object(items), call[1]], interpreter) { (values) throws(LanguageError) in
            if op == .multiply, case .int(let times) = values[1], times < 0 { return Value("") }
            return try interpreter.binary(op, values[0], values[1])
        }
        return try array(results, shape, .text, items.type, interpreter)
    }
}
