import Language

/// What a program can ask about output: the text that was too long to be shown, and the queue that it goes through.
enum SvertkaOutput {
    static let functions = [
        NativeFunction(
            "output", [],
            doc: """
                The whole text of the last cell that printed more than a notebook shows (1 MiB, or \
                SVERTKA_OUTPUT_LIMIT bytes); of very long texts the last 8 MiB.
                """, body: output),
        NativeFunction(
            "kernel_stats", [],
            doc: """
                Numbers about the queue of outputs, as a dict: messages sent and waiting, texts merged, updates \
                replaced by newer ones, bytes and displays withheld.
                """, body: statistics),
    ]

    private static func output(_ call: Call) throws(LanguageError) -> Value {
        guard let record = call.interpreter.host.record else { throw nothingQueued }
        guard let text = record.longText() else {
            throw LanguageError(.runtimeError, "no cell has printed more than was shown")
        }
        return Value(text)
    }

    private static func statistics(_ call: Call) throws(LanguageError) -> Value {
        guard let record = call.interpreter.host.record else { throw nothingQueued }
        let numbers = Dict()
        for (name, value) in record.statistics() { try numbers.set(Value(name), .int(value), call.interpreter) }
        return .dict(numbers)
    }

    private static var nothingQueued: LanguageError {
        LanguageError(.runtimeError, "output is not queued here: only the Jupyter kernel keeps it")
    }
}
