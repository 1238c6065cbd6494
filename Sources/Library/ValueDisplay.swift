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

    private static func text(_ value: Value, _ interpreter: Interpreter) throws(LanguageError) -> String {
        let text = try interpreter.repr(value)
        let scalars = text.unicodeScalars
        guard text.utf8.count > textLimit, scalars.count > textLimit else { return text }
        return String(scalars.prefix(textLimit)) + "… (\(scalars.count - textLimit) more characters)"
    }
}
