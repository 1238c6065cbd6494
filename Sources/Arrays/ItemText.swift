import Language
import Tensors

/// Arrays of texts and objects as text, as NumPy prints them.
extension ItemArray {
    /// `str(x)`.
    func text(_ interpreter: Interpreter, _ changed: PrintOptions? = nil) throws(LanguageError) -> String {
        if places.rank == 0 { return try interpreter.str(block.cells[Int(places.scalar(at: []).int)]) }
        return try text(changed ?? NumPyState.of(interpreter).printing, " ", "", "", interpreter)
    }

    /// `repr(x)`: `array(['a', 'bc'], dtype='<U2')`.
    func representation(
        _ interpreter: Interpreter, _ changed: PrintOptions? = nil
    ) throws(LanguageError) -> String {
        let options = changed ?? NumPyState.of(interpreter).printing
        let body = try text(options, ", ", "array(", ")", interpreter)
        var extras: [String] = []
        if places.count == 0 && places.shape != [0] || places.count > options.threshold {
            extras.append("shape=\(TensorError.text(of: places.shape))")
        }
        extras.append(type.isText ? "dtype='\(type.code)'" : "dtype=object")
        let start = "array(\(body),"
        let end = extras.joined(separator: ", ") + ")"
        let last = start.split(separator: "\n", omittingEmptySubsequences: false).last?.unicodeScalars.count ?? 0
        return start + (last + end.unicodeScalars.count + 1 > options.lineWidth ? "\n      " : " ") + end
    }

    /// NumPy's `array2string`.
    func text(
        _ options: PrintOptions, _ separator: String, _ prefix: String, _ suffix: String, _ interpreter: Interpreter
    ) throws(LanguageError) -> String {
        if places.count == 0 { return "[]" }
        let state = NumPyState.of(interpreter)
        if state.printed.contains(ObjectIdentifier(block)) { return "..." }
        state.printed.append(ObjectIdentifier(block))
        defer { state.printed.removeLast() }
        let shown = try lifting { () throws(TensorError) in try places.shown(options).elements(as: Int64.self) }
        var words: [Int64: String] = [:]
        for place in shown where words[place] == nil {
            words[place] = try word(block.cells[Int(place)], interpreter)
        }
        return places.text(options, separator: separator, prefix: prefix, suffix: suffix) { words[$0.int] ?? "" }
    }

    /// An element between the brackets: lists are named, so that they do not look like axes.
    private func word(_ value: Value, _ interpreter: Interpreter) throws(LanguageError) -> String {
        switch value {
        case .str(let text): Interpreter.quoted(text.string)
        case .list: "list(\(try interpreter.repr(value)))"
        default: try interpreter.repr(value)
        }
    }
}
