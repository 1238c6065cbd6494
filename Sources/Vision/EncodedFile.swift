import CImages

/// What a call of the C libraries gave, with the words that it left where it failed.
struct ErrorText<Result> {
    let result: Result
    let text: String

    /// Calls `body` with room for 256 bytes of words.
    init(_ body: (UnsafeMutablePointer<CChar>) -> Result) {
        var words = [CChar](repeating: 0, count: 256)
        result = body(&words)
        text = words.withUnsafeBytes { String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self) }
    }
}

/// Files that the C libraries made.
enum EncodedFile {
    /// Runs an encoder and takes over its file.
    ///
    /// - Throws: `VisionError` with the encoder's words where it gives 0.
    static func make(
        _ format: String,
        _ encode: (
            UnsafeMutablePointer<UnsafeMutablePointer<UInt8>?>, UnsafeMutablePointer<Int>, UnsafeMutablePointer<CChar>
        ) -> Int32
    ) throws(VisionError) -> [UInt8] {
        var memory: UnsafeMutablePointer<UInt8>?
        var count = 0
        let outcome = ErrorText { encode(&memory, &count, $0) }
        guard outcome.result != 0 else { throw VisionError("\(format) cannot be written: \(outcome.text)") }
        defer { images_free(memory) }
        return Array(UnsafeBufferPointer(start: memory, count: count))
    }
}
