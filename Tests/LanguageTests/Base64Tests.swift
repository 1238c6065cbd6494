import Language
import Testing

@Suite struct Base64Tests {
    /// RFC 4648, section 10.
    @Test(arguments: [
        ("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v"), ("foob", "Zm9vYg=="), ("fooba", "Zm9vYmE="),
        ("foobar", "Zm9vYmFy"),
    ]) func knownTexts(plain: String, encoded: String) {
        #expect(Base64.text(Array(plain.utf8)) == encoded)
        #expect(Base64.bytes(encoded) == Array(plain.utf8))
    }

    @Test func everyByteComesBack() {
        for count in 0..<10 {
            let bytes = (0..<(count * 29)).map { UInt8(truncatingIfNeeded: $0 * 7 + count) }
            #expect(Base64.bytes(Base64.text(bytes)) == bytes)
        }
    }

    @Test(arguments: ["a", "Zg=a", "Zм==", "===="]) func otherTextsAreRefused(text: String) {
        #expect(Base64.bytes(text) == nil)
    }
}
