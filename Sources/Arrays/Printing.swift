import Language
import Tensors

/// How arrays are printed: the options, and the functions of the program that may write elements.
enum ArrayPrinting {
    static let rows: [NativeFunction] = [
        NativeFunction(
            "set_printoptions",
            [
                Parameter("precision", .none), Parameter("threshold", .none), Parameter("edgeitems", .none),
                Parameter("linewidth", .none), Parameter("suppress", .none), Parameter("nanstr", .none),
                Parameter("infstr", .none), Parameter("formatter", .none), .keyword("sign", .none),
                .keyword("floatmode", .none), .keyword("legacy", .none),
            ], doc: "Set how arrays are printed."
        ) { (call) throws(LanguageError) in
            let state = NumPyState.of(call.interpreter)
            var options = state.printing
            try read(call, precision: 0, suppress: 4, threshold: 1, edge: 2, sign: 8, mode: 9, legacy: 10, &options)
            if call.optional(3) != nil { options.lineWidth = max(1, try call.int(3)) }
            if call.optional(5) != nil { options.nanText = try call.string(5) }
            if call.optional(6) != nil { options.infinityText = try call.string(6) }
            // As in NumPy, functions hold until the next call that names none.
            state.formatter = try formatter(call, 7)
            state.printing = options
            return .none
        },
        NativeFunction("get_printoptions", doc: "How arrays are printed.") { (call) throws(LanguageError) in
            let state = NumPyState.of(call.interpreter)
            let options = state.printing
            let dict = Dict()
            for (name, value) in [
                ("edgeitems", Value.int(options.edgeItems)), ("threshold", .int(options.threshold)),
                ("floatmode", Value(options.floatMode.rawValue)), ("precision", .int(options.precision)),
                ("suppress", .bool(options.suppress)), ("linewidth", .int(options.lineWidth)),
                ("nanstr", Value(options.nanText)), ("infstr", Value(options.infinityText)),
                ("sign", Value(options.sign.rawValue)), ("formatter", state.formatter.map { .dict($0) } ?? .none),
                ("legacy", .bool(false)),
            ] { try dict.set(Value(name), value, call.interpreter) }
            return .dict(dict)
        },
        NativeFunction(
            "array2string",
            [
                Parameter("a"), Parameter("max_line_width", .none), Parameter("precision", .none),
                Parameter("suppress_small", .none), Parameter("separator", .str(" ")), Parameter("prefix", .str("")),
                .keyword("formatter", .none), .keyword("threshold", .none), .keyword("edgeitems", .none),
                .keyword("sign", .none), .keyword("floatmode", .none), .keyword("suffix", .str("")),
                .keyword("legacy", .none),
            ], doc: "An array as text."
        ) { (call) throws(LanguageError) in
            let state = NumPyState.of(call.interpreter)
            var options = state.printing
            try read(call, precision: 2, suppress: 3, threshold: 7, edge: 8, sign: 9, mode: 10, legacy: 12, &options)
            if call.optional(1) != nil { options.lineWidth = max(1, try call.int(1)) }
            let (x, separator) = (try call.tensor(0), try call.string(4))
            let (prefix, suffix) = (try call.string(5), try call.string(11))
            return Value(
                try text(
                    x, options, try formatter(call, 6) ?? state.formatter, separator, prefix, suffix, call.interpreter))
        },
        NativeFunction("array_repr", [Parameter("arr")] + changes, doc: "An array as the text that makes it.") {
            (call) throws(LanguageError) in
            Value(try representation(call.tensor(0), call.interpreter, options(call)))
        },
        NativeFunction("array_str", [Parameter("a")] + changes, doc: "An array's elements as text.") {
            (call) throws(LanguageError) in
            Value(try string(call.tensor(0), call.interpreter, options(call)))
        },
    ]

    /// What `array_repr` and `array_str` print in another way than usual.
    private static let changes = ["max_line_width", "precision", "suppress_small"].map { Parameter($0, .none) }

    /// The usual options, changed as such a call asks.
    static func options(_ call: Call) throws(LanguageError) -> PrintOptions {
        var options = NumPyState.of(call.interpreter).printing
        if call.optional(1) != nil { options.lineWidth = max(1, try call.int(1)) }
        if call.optional(2) != nil { options.precision = max(0, try call.int(2)) }
        if call.optional(3) != nil { options.suppress = try call.bool(3) }
        return options
    }

    /// The options that both functions take, each at its place among the arguments.
    private static func read(
        _ call: Call, precision: Int, suppress: Int, threshold: Int, edge: Int, sign: Int, mode: Int, legacy: Int,
        _ options: inout PrintOptions
    ) throws(LanguageError) {
        if call.optional(precision) != nil { options.precision = max(0, try call.int(precision)) }
        if call.optional(suppress) != nil { options.suppress = try call.bool(suppress) }
        if let limit = call.optional(threshold) {
            guard let number = try call.interpreter.number(limit) else {
                throw LanguageError.typeError("threshold must be numeric")
            }
            if number.isNaN {
                throw LanguageError.valueError(
                    "threshold must be non-NAN, try sys.maxsize for untruncated representation")
            }
            options.threshold = number > 1e18 ? Int.max : number < -1e18 ? 0 : Int(number)
        }
        if call.optional(edge) != nil { options.edgeItems = max(0, try call.int(edge)) }
        if call.optional(sign) != nil {
            guard let given = PrintOptions.Sign(rawValue: try call.string(sign)) else {
                throw LanguageError.valueError("sign option must be one of ' ', '+', or '-'")
            }
            options.sign = given
        }
        if call.optional(mode) != nil {
            guard let given = PrintOptions.FloatMode(rawValue: try call.string(mode)) else {
                throw LanguageError.valueError(
                    "floatmode option must be one of \"fixed\", \"unique\", \"maxprec\", \"maxprec_equal\"")
            }
            options.floatMode = given
        }
        if let style = call.optional(legacy), try call.interpreter.truth(style) {
            throw LanguageError(
                .notImplementedError, "there are no legacy ways of printing here: legacy=False is the only one")
        }
    }

    /// The functions that write elements: a dict by kinds of types; `nil` for none.
    private static func formatter(_ call: Call, _ place: Int) throws(LanguageError) -> Dict? {
        guard let value = call.optional(place) else { return nil }
        guard case .dict(let dict) = value else {
            throw LanguageError.typeError(
                "formatter must be a dict, not '\(value.typeName)'", hint: "formatter={'float': lambda v: f'{v:.2f}'}")
        }
        return dict
    }

    /// The function for elements of a type: by its own name, else by its kind's, else that for all.
    private static func function(
        _ dtype: DType, _ dict: Dict?, _ interpreter: Interpreter
    ) throws(LanguageError) -> Value? {
        guard let dict else { return nil }
        let names =
            switch dtype.kind {
            case .bool: ["bool", "all"]
            case .float: ["float", "float_kind", "all"]
            case .signed, .unsigned: ["int", "int_kind", "all"]
            }
        for name in names {
            if let found = try dict.get(Value(name), interpreter), !found.isNone { return found }
        }
        return nil
    }

    /// `str(x)`.
    static func string(
        _ x: Tensor, _ interpreter: Interpreter, _ changed: PrintOptions? = nil
    ) throws(LanguageError) -> String {
        let state = NumPyState.of(interpreter)
        let options = changed ?? state.printing
        guard x.rank > 0, try function(x.dtype, state.formatter, interpreter) != nil else {
            return try lifting { () throws(TensorError) in try x.text(options) }
        }
        return try text(x, options, state.formatter, " ", "", "", interpreter)
    }

    /// `repr(x)`.
    static func representation(
        _ x: Tensor, _ interpreter: Interpreter, _ changed: PrintOptions? = nil
    ) throws(LanguageError) -> String {
        let state = NumPyState.of(interpreter)
        let options = changed ?? state.printing
        guard try function(x.dtype, state.formatter, interpreter) != nil else {
            return try lifting { () throws(TensorError) in try x.representation(options) }
        }
        let body = try text(x, options, state.formatter, ", ", "array(", ")", interpreter)
        return x.representation(options, body: body)
    }

    /// NumPy's `array2string`.
    private static func text(
        _ x: Tensor, _ options: PrintOptions, _ formatter: Dict?, _ separator: String, _ prefix: String,
        _ suffix: String, _ interpreter: Interpreter
    ) throws(LanguageError) -> String {
        guard x.count > 0, let function = try function(x.dtype, formatter, interpreter) else {
            return try lifting { () throws(TensorError) in
                try x.text(options, separator: separator, prefix: prefix, suffix: suffix)
            }
        }
        var words: [String] = []
        for element in try lifting({ () throws(TensorError) in try x.shown(options).scalars() }) {
            try interpreter.checkInterrupt()
            let word = try interpreter.call(function, [.object(ScalarObject(element, x.dtype))], [])
            words.append(try interpreter.str(word))
        }
        var next = 0
        return x.text(options, separator: separator, prefix: prefix, suffix: suffix) { _ in
            defer { next += 1 }
            return next < words.count ? words[next] : ""
        }
    }
}
