import JSON
import Language
import Vision

/// `IPython.display`: showing values, and text that front ends render.
enum IPythonDisplay {
    /// Functions that notebooks have without an import.
    static let builtins = [display]

    static let module = NativeModule(
        "IPython.display", doc: "Shows values in a notebook.", aliases: ["IPython.core.display"],
        functions: [display, update, clear], types: [.html, .markdown, .latex, .svg, .json, .image, .javascript])

    private static let display = NativeFunction(
        "display",
        [
            .rest("objs"),
            .keyword("display_id", .none, doc: "text, or True to make one up: update_display replaces it"),
            .keywords("kwargs"),
        ], doc: "Shows values with their pictures and tables."
    ) { (call) throws(LanguageError) in
        let interpreter = call.interpreter
        var id: String?
        switch call[1] {
        case .str(let given): id = given.string
        case .bool(true): id = Identifier.random()
        default: break
        }
        for value in call.rest(0) {
            if try ValueDisplay.showsItself(value, interpreter) { continue }
            interpreter.host.emit(.display(try ValueDisplay.bundle(value, interpreter), id: id))
        }
        return id.map { .object(DisplayHandle($0)) } ?? .none
    }

    private static let update = NativeFunction(
        "update_display", [Parameter("obj"), .keyword("display_id", .required), .keywords("kwargs")],
        doc: "Shows another value in place of what was shown under display_id."
    ) { (call) throws(LanguageError) in
        let bundle = try ValueDisplay.bundle(call[0], call.interpreter)
        call.interpreter.host.emit(.update(bundle, id: try call.string(1)))
        return .none
    }

    private static let clear = NativeFunction(
        "clear_output",
        [Parameter("wait", .bool(false), doc: "True waits for the next output, so that nothing flickers")],
        doc: "Removes the cell's output so far."
    ) { (call) throws(LanguageError) in
        call.interpreter.host.emit(.clear(wait: try call.bool(0)))
        return .none
    }
}

/// What `display(…, display_id=True)` returns: `update(value)` replaces what was shown.
final class DisplayHandle: Object {
    let id: String

    init(_ id: String) { self.id = id }

    override var nativeType: NativeType { .displayHandle }
}

/// A value that is already in a form that front ends show.
final class RichText: Object {
    /// Its type's name: `HTML`, `Markdown` …
    let type: NativeType
    let mime: String
    let content: MIMEContent
    let metadata: [String: JSON]

    init(_ type: NativeType, _ mime: String, _ content: MIMEContent, metadata: [String: JSON] = [:]) {
        (self.type, self.mime, self.content, self.metadata) = (type, mime, content, metadata)
    }

    override var nativeType: NativeType { type }
}

extension NativeType {
    static let displayHandle: NativeType = NativeType(
        name: "DisplayHandle", module: "IPython.display", doc: "Something shown that can be replaced.",
        methods: [
            NativeFunction("update", [Parameter("obj"), .keywords("kwargs")], doc: "Shows another value in its place.")
            { (call) throws(LanguageError) in
                let bundle = try ValueDisplay.bundle(call[0], call.interpreter)
                call.interpreter.host.emit(.update(bundle, id: try handle(call.receiver).id))
                return .none
            },
            NativeFunction(
                "display", [Parameter("obj"), .keywords("kwargs")], doc: "Shows a value once more under this id."
            ) { (call) throws(LanguageError) in
                let bundle = try ValueDisplay.bundle(call[0], call.interpreter)
                call.interpreter.host.emit(.display(bundle, id: try handle(call.receiver).id))
                return .none
            },
        ],
        properties: [
            NativeProperty("display_id", doc: "What update_display takes.") { (object, _) throws(LanguageError) in
                Value(try handle(.object(object)).id)
            }
        ])

    private static func handle(_ value: Value?) throws(LanguageError) -> DisplayHandle {
        guard case .object(let object)? = value, let handle = object as? DisplayHandle else {
            throw .typeError("a display handle expected")
        }
        return handle
    }

    static let html: NativeType = rich("HTML", "text/html", doc: "Text in HTML.") { .html }
    static let markdown: NativeType = rich("Markdown", "text/markdown", doc: "Text in Markdown.") { .markdown }
    static let latex: NativeType = rich("Latex", "text/latex", doc: "Formulas in LaTeX.") { .latex }
    static let svg: NativeType = rich("SVG", "image/svg+xml", doc: "A drawing in SVG.") { .svg }

    /// A type whose values are text of one MIME type.
    private static func rich(
        _ name: String, _ mime: String, doc: String, type: @escaping @Sendable () -> NativeType
    ) -> NativeType {
        NativeType(
            name: name, module: "IPython.display", doc: doc,
            constructor: NativeFunction(
                name, [Parameter("data", .none), .keyword("filename", .none), .keywords("kwargs")], doc: doc
            ) { (call) throws(LanguageError) in
                var text = ""
                if let path = call.optional(1) {
                    let name = try call.interpreter.str(path)
                    text = String(
                        decoding: try raising { () throws(VisionError) in try FileBytes.read(name) }, as: UTF8.self)
                } else {
                    text = try call.string(0)
                }
                return .object(RichText(type(), mime, .text(text)))
            }, properties: [dataProperty], slots: richSlots)
    }

    private static let dataProperty = NativeProperty("data", doc: "What is shown.") {
        (object, _) throws(LanguageError) in
        if case .text(let text)? = (object as? RichText)?.content { return Value(text) }
        return .none
    }

    private static let richSlots = Slots {
        $0.repr = { (object, _) throws(LanguageError) in "<IPython.core.display.\(object.nativeType.name) object>" }
        $0.mimeBundle = { (object, _) throws(LanguageError) in
            guard let rich = object as? RichText else { return nil }
            return MIMEBundle(
                text: "<IPython.core.display.\(rich.type.name) object>", richer: [rich.mime: rich.content],
                metadata: rich.metadata.isEmpty ? [:] : [rich.mime: .object(rich.metadata.map { ($0.key, $0.value) })])
        }
    }

    static let json: NativeType = NativeType(
        name: "JSON", module: "IPython.display", doc: "A tree of lists and dictionaries that can be opened and closed.",
        constructor: NativeFunction("JSON", [Parameter("data"), .keywords("kwargs")], doc: "A tree to look into.") {
            (call) throws(LanguageError) in
            .object(RichText(.json, "application/json", .json(try tree(call[0], call.interpreter, depth: 0))))
        }, slots: richSlots)

    private static func tree(_ value: Value, _ interpreter: Interpreter, depth: Int) throws(LanguageError) -> JSON {
        guard depth < 100 else { throw .valueError("too deep for JSON") }
        switch value {
        case .none, .unbound: return .null
        case .bool(let truth): return .bool(truth)
        case .int(let number): return .int(number)
        case .float(let number): return number.isFinite ? .double(number) : .null
        case .str(let text): return .string(text.string)
        case .dict(let dict):
            var members: [(key: String, value: JSON)] = []
            for (key, value) in dict.table.pairs {
                members.append((try interpreter.str(key), try tree(value, interpreter, depth: depth + 1)))
            }
            return .object(members)
        case .list, .tuple:
            var items: [JSON] = []
            for item in try interpreter.array(of: value) { items.append(try tree(item, interpreter, depth: depth + 1)) }
            return .array(items)
        default: return .string(try interpreter.str(value))
        }
    }

    static let image: NativeType = NativeType(
        name: "Image", module: "IPython.display", doc: "A PNG or JPEG picture from a file or from bytes.",
        constructor: NativeFunction(
            "Image",
            [
                Parameter("data", .none), Parameter("url", .none), Parameter("filename", .none),
                .keyword("width", .none),
                .keyword("height", .none), .keywords("kwargs"),
            ], doc: "A PNG or JPEG picture from a file or from bytes."
        ) { (call) throws(LanguageError) in
            if call.optional(1) != nil {
                throw .valueError("pictures are not fetched from the network", hint: "give a file's name")
            }
            var bytes: [UInt8] = []
            if case .object(let object)? = call.optional(0), let given = object as? BytesObject {
                bytes = given.bytes
            } else if let name = call.optional(2) ?? call.optional(0) {
                let path = try call.interpreter.str(name)
                bytes = try raising { () throws(VisionError) in try FileBytes.read(path) }
            }
            let file = bytes
            let picture = try raising { () throws(VisionError) in try StoredImage(file: file, name: "the picture") }
            var (width, height) = (picture.width, picture.height)
            if call.optional(3) != nil { width = try call.int(3) }
            if call.optional(4) != nil { height = try call.int(4) }
            return .object(
                RichText(
                    .image, picture.format == .png ? "image/png" : "image/jpeg", .bytes(bytes),
                    metadata: ["width": .int(width), "height": .int(height)]))
        }, slots: richSlots)

    static let javascript: NativeType = NativeType(
        name: "Javascript", module: "IPython.display", doc: "Refused: a notebook's output runs no programs.",
        constructor: NativeFunction("Javascript", [.rest("args"), .keywords("kwargs")], doc: "Refused.") {
            (_) throws(LanguageError) in
            throw .valueError(
                "Javascript is not supported: outputs run no programs", hint: "show HTML, Markdown or a figure instead")
        })
}
