import JSON
import Testing

@Suite struct JSONTests {
    @Test(arguments: [
        "null", "true", "[]", "{}", "[1,2.5,-3]", "{\"b\":1,\"a\":[{\"c\":null}]}", "\"\\u0001\\n\\\"\\\\\"",
        "9223372036854775807", "-9223372036854775808", "1e+100", "\"\u{1F600}Ж\"",
    ])
    func textSurvivesReadingAndWriting(text: String) throws {
        #expect(try JSON(parsing: text).text() == text)
    }

    @Test func surrogatePairsBecomeOneScalarAndLoneOnesAreReplaced() throws {
        #expect(try JSON(parsing: #""\ud83d\ude00""#) == "😀")
        #expect(try JSON(parsing: #""\ud83dx""#) == "\u{FFFD}x")
        #expect(try JSON(parsing: #""\ude00""#) == "\u{FFFD}")
        #expect(try JSON(parsing: #""\ud83d\u0041""#) == "\u{FFFD}A")
    }

    @Test(arguments: [
        "", "nul", "[1", "[1,]", "{\"a\"}", "{\"a\":}", "{a:1}", "01", "1.", "1e", "-", "\"a", "\"\\x\"", "\"\\u12\"",
        "1 2",
        "\"\n\"", "[1 2]", "}",
    ])
    func brokenTextIsAnError(text: String) {
        #expect(throws: JSONError.self) { try JSON(parsing: text) }
    }

    @Test func bytesThatAreNotUTF8AreAnError() {
        #expect(throws: JSONError.self) { try JSON(parsing: [0x22, 0xFF, 0x22]) }
    }

    @Test func deepNestingIsAnErrorAndNotACrash() throws {
        let deep = 100_000
        #expect(throws: JSONError.self) { try JSON(parsing: String(repeating: "[", count: deep)) }
        #expect(throws: JSONError.self) { try JSON(parsing: String(repeating: "{\"a\":", count: deep)) }
        let allowed = JSON.depthLimit
        _ = try JSON(parsing: String(repeating: "[", count: allowed) + String(repeating: "]", count: allowed))
    }

    @Test func numbersBeyond64BitsBecomeFloatingPoint() throws {
        #expect(try JSON(parsing: "9223372036854775808") == .double(9_223_372_036_854_775_808))
        #expect(try JSON(parsing: "[NaN]").array?.first?.double?.isNaN == true)
    }

    @Test func notANumberIsWrittenAsText() {
        #expect(JSON.array([.double(.nan), .double(-.infinity)]).text() == #"["NaN","-Infinity"]"#)
    }

    @Test func notebookStyleSortsKeysAndIndentsByOne() {
        let value: JSON = ["b": [], "a": [1, ["x": "y"]]]
        #expect(value.text(.notebook) == "{\n \"a\": [\n  1,\n  {\n   \"x\": \"y\"\n  }\n ],\n \"b\": []\n}")
    }

    @Test func aKeyCanBeSetReplacedAndRemoved() {
        var value: JSON = ["a": 1]
        value["a"] = 2
        value["b"] = 3
        value["a"] = nil
        #expect(value == ["b": 3])
    }
}
