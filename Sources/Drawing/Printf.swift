import Glibc

extension String {
    /// Numbers as the C library prints them: `String(printf: "%.4f", 0.5)`. The format is the program's own, never a
    /// user's: it must fit the arguments.
    public init(printf format: String, _ arguments: any CVarArg...) {
        var text: [CChar] = Array(repeating: 0, count: 64)
        let length = withVaList(arguments) { vsnprintf(&text, text.count, format, $0) }
        if length >= text.count {
            text = Array(repeating: 0, count: Int(length) + 1)
            _ = withVaList(arguments) { vsnprintf(&text, text.count, format, $0) }
        }
        self = String(
            decoding: text.prefix(Int(Swift.max(length, 0))).lazy.map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }
}
