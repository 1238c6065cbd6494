import Language

/// How a value is shown as a cell's result or by `display`.
public enum ValueDisplay {
    /// Code points of plain text; more would stop a browser.
    static let textLimit = 100_000

    /// Special methods of a program's classes, and what they give.
    private static let methods: [(name: String, type: String)] = [
        ("_repr_html_", "text/html"), ("_repr_markdown_", "text/markdown"), ("_repr_svg_", "image/svg+xml"),
        ("_repr_latex_", "text/latex"),
    ]

    /// The value's picture or table where its type has one, beside its text.
    public static func bundle(_ value: Value, _ interpreter: Interpreter) throws(LanguageError) -> MIMEBundle {
        if case .object(let object) = value {
            if let slot = object.nativeType.slot(\.mimeBundle), let bundle = try slot(object, interpreter) {
                return bundle
            }
            if object is Instance {
                if let bundle = try ownBundle(value, interpreter) { return bundle }
                var bundle = MIMEBundle(text: try text(value, interpreter))
                for (name, type) in methods {
                    guard let method = try interpreter.findAttribute(value, name) else { continue }
                    if case .str(let text) = try interpreter.call(method, []) {
                        bundle.content[type] = .text(text.string)
                    }
                }
                if let method = try interpreter.findAttribute(value, "_repr_png_"),
                    let bytes = try interpreter.call(method, []).byteContent
                {
                    bundle.content["image/png"] = .bytes(bytes)
                }
                return bundle
            }
        }
        return MIMEBundle(text: try text(value, interpreter))
    }

    /// True where the value's class has a method that shows it, which was called.
    static func showsItself(_ value: Value, _ interpreter: Interpreter) throws(LanguageError) -> Bool {
        guard case .object(let object) = value, object is Instance,
            let method = try interpreter.findAttribute(value, "_ipython_display_"), !method.isNone
        else { return false }
        _ = try interpreter.call(method, [])
        return true
    }

    /// What `_repr_mimebundle_` of the value's class gives: data, or data and metadata; `nil` where it gives nothing.
    private static func ownBundle(_ value: Value, _ interpreter: Interpreter) throws(LanguageError) -> MIMEBundle? {
        guard let method = try interpreter.findAttribute(value, "_repr_mimebundle_"), !method.isNone else { return nil }
        var data = try interpreter.call(method, [], [("include", .none), ("exclude", .none)])
        var bundle = MIMEBundle(text: "")
        if case .tuple(let pair) = data, pair.values.count == 2 {
            data = pair.values[0]
            for (type, fields) in try interpreter.json(of: pair.values[1]).fields ?? [] {
                bundle.metadata[type] = fields
            }
        }
        guard case .dict(let contents) = data else { return nil }
        for (key, content) in contents.table.pairs {
            let type = try interpreter.str(key)
            switch content {
            case .str(let text): bundle.content[type] = .text(text.string)
            default:
                if let bytes = content.byteContent {
                    bundle.content[type] = .bytes(bytes)
                } else {
                    bundle.content[type] = .json(try interpreter.json(of: content))
                }
            }
        }
        if contents.table.pairs.isEmpty { return nil }
        if case .text("")? = bundle.content["text/plain"] {
            bundle.content["text/plain"] = .text(try text(value, interpreter))
        }
        return bundle
    }

    private static func text(_ value: Value, _ interpreter: Interpreter) throws(LanguageError) -> String {
        let text = try interpreter.repr(value)
        let scalars = text.unicodeScalars
        guard text.utf8.count > textLimit, scalars.count > textLimit else { return text }
        return String(scalars.prefix(textLimit)) + "… (\(scalars.count - textLimit) more characters)"
    }
}
