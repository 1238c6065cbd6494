import JSON
import Language

/// A notebook as one HTML page that needs nothing else: pictures inside, no script, nothing loaded.
///
/// A notebook may be a stranger's. Text is escaped, HTML and Markdown go through `HTMLSanitizer`, drawings become images,
/// and the page's content security policy forbids scripts and everything from elsewhere. Formulas stay as they are
/// written, in elements of the class `math` between the signs that MathJax looks for.
public struct HTMLPage {
    private let cells: [Cell]
    private let title: String
    /// HTML above the cells, and below some of them by their place: of the program itself, not of a notebook.
    private let head: String
    private let notes: [Int: String]

    public init(_ notebook: Notebook, title: String, head: String = "", notes: [Int: String] = [:]) {
        (cells, self.title, self.head, self.notes) = (notebook.cells, title, head, notes)
    }

    /// A page without a notebook.
    public init(title: String, head: String) { (cells, self.title, self.head, notes) = ([], title, head, [:]) }

    /// A program's text as HTML, coloured as in cells.
    public static func code(_ text: String) -> String { HTMLCode.html(text) }

    /// Text as it may stand in `head` and `notes`.
    public static func escaped(_ text: String) -> String { HTMLText.escaped(text) }

    /// The page as UTF-8.
    public var bytes: [UInt8] {
        var out = """
            <!DOCTYPE html>
            <html>
            <head>
            <meta charset="utf-8">
            <meta http-equiv="Content-Security-Policy" content="default-src 'none'; img-src data:; style-src 'unsafe-inline'">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <title>\(HTMLText.escaped(title))</title>
            <style>
            \(HTMLPage.style)
            </style>
            </head>
            <body>
            <main>

            """
        if !head.isEmpty { out += "<header class=\"page\">\n\(head)</header>\n" }
        for (place, cell) in cells.enumerated() { out += html(of: cell) + (notes[place] ?? "") }
        return Array((out + "</main>\n</body>\n</html>\n").utf8)
    }

    /// True where a cell has a tag, written with `-` as Jupyter Book has it or with `_` as nbconvert has it.
    private func has(_ tag: String, _ cell: Cell) -> Bool {
        cell.tags.contains { $0 == tag || $0 == tag.replacing("-", with: "_") }
    }

    private func html(of cell: Cell) -> String {
        if has("remove-cell", cell) { return "" }
        let inside: String
        switch cell.fields["cell_type"]?.string {
        case "code": inside = code(cell)
        case "markdown":
            let pictures = HTMLPage.attachments(cell)
            let page = HTMLSanitizer.harmless(HTMLMarkdown.html(cell.source, attachments: pictures)).html
            inside = has("remove-input", cell) ? "" : "<div class=\"text\">\n\(page)</div>\n"
        default: inside = has("remove-input", cell) ? "" : "<pre class=\"raw\">\(HTMLText.escaped(cell.source))</pre>\n"
        }
        if inside.isEmpty { return "" }
        let shown = has("hide-cell", cell) ? HTMLPage.folded("cell", inside) : inside
        return "<section class=\"cell\">\n\(shown)</section>\n"
    }

    private func code(_ cell: Cell) -> String {
        var out = ""
        let settings = cell[metadata: "jupyter"]
        if !has("remove-input", cell), !cell.source.isEmpty {
            let number = cell.executionCount.map(String.init) ?? " "
            let input =
                "<div class=\"in\"><span class=\"prompt\">[\(number)]</span><pre class=\"code\">\(HTMLCode.html(cell.source))</pre></div>\n"
            let isHidden = has("hide-input", cell) || settings?["source_hidden"]?.bool == true
            out += isHidden ? HTMLPage.folded("code", input) : input
        }
        if !has("remove-output", cell), !cell.outputs.isEmpty {
            let output = cell.outputs.map(html(ofOutput:)).joined()
            let isHidden = has("hide-output", cell) || settings?["outputs_hidden"]?.bool == true
            out += isHidden ? HTMLPage.folded("output", output) : output
        }
        return out
    }

    private static func folded(_ what: String, _ html: String) -> String {
        "<details><summary>\(what)</summary>\n\(html)</details>\n"
    }

    // MARK: Outputs

    private func html(ofOutput output: JSON) -> String {
        switch output["output_type"]?.string {
        case "stream":
            let name = output["name"]?.string == "stderr" ? "err" : "out"
            return "<pre class=\"\(name)\">\(HTMLText.terminal(output["text"]?.string ?? ""))</pre>\n"
        case "error":
            let lines = output["traceback"]?.array?.compactMap(\.string) ?? []
            let text =
                lines.isEmpty
                ? "\(output["ename"]?.string ?? ""): \(output["evalue"]?.string ?? "")" : lines.joined(separator: "\n")
            return "<pre class=\"error\">\(HTMLText.terminal(text))</pre>\n"
        default: return "<div class=\"show\">\(bundle(output))</div>\n"
        }
    }

    /// The richest form that a page can show: HTML, a picture, a formula, Markdown, JSON, text.
    private func bundle(_ output: JSON) -> String {
        let data = output["data"] ?? [:]
        let picture = HTMLPage.picture(data, output["metadata"])
        if let html = data["text/html"]?.string {
            let (page, hasDropped) = HTMLSanitizer.harmless(html)
            let isEmpty = page.allSatisfy(\.isWhitespace)
            // What needed a script is shown by its picture, where it has one.
            if let picture, hasDropped || isEmpty { return picture }
            if !isEmpty { return page }
        }
        if let picture { return picture }
        if let formula = data["text/latex"]?.string { return "<div class=\"math\">\(HTMLText.escaped(formula))</div>" }
        if let text = data["text/markdown"]?.string { return HTMLSanitizer.harmless(HTMLMarkdown.html(text)).html }
        if let text = data["text/plain"]?.string { return "<pre class=\"out\">\(HTMLText.terminal(text))</pre>" }
        if let value = data["application/json"] {
            return "<pre class=\"out\">\(HTMLText.escaped(value.text(.init(indent: 2))))</pre>"
        }
        let types = (data.fields ?? []).map(\.key).joined(separator: ", ")
        return "<pre class=\"out\">[\(HTMLText.escaped(types))]</pre>"
    }

    private static func picture(_ data: JSON, _ metadata: JSON?) -> String? {
        let label = HTMLText.escaped(data["text/plain"]?.string ?? "")
        if let svg = data["image/svg+xml"]?.string {
            return "<img alt=\"\(label)\" src=\"data:image/svg+xml;base64,\(Base64.text(Array(svg.utf8)))\">"
        }
        for type in ["image/png", "image/jpeg", "image/gif", "image/webp"] {
            guard let text = data[type]?.string, let url = dataURL(type, text) else { continue }
            let sizes = ["width", "height"].compactMap { side in
                metadata?[type]?[side]?.double.flatMap { Int(exactly: $0.rounded()) }.map { " \(side)=\"\($0)\"" }
            }
            return "<img alt=\"\(label)\"\(sizes.joined()) src=\"\(url)\">"
        }
        return nil
    }

    /// `nil` where the text is no base64.
    private static func dataURL(_ type: String, _ text: String) -> String? {
        guard Base64.bytes(text) != nil else { return nil }
        return "data:\(type);base64," + text.filter { !$0.isWhitespace }
    }

    private static func attachments(_ cell: Cell) -> [String: String] {
        var urls: [String: String] = [:]
        for (name, bundle) in cell.fields["attachments"]?.fields ?? [] {
            for type in ["image/png", "image/jpeg", "image/gif", "image/webp"] {
                if let text = bundle[type]?.string { urls[name] = dataURL(type, text) }
            }
        }
        return urls
    }

    private static let style = """
        :root { color-scheme: light dark; --ink: #1f2328; --paper: #fff; --box: #f6f8fa; --line: #d8dee4; --dim: #656d76;
          --key: #8250df; --name: #0550ae; --text: #0a6b2d; --note: #6e7781; --number: #953800; --bad: #cf222e; }
        @media (prefers-color-scheme: dark) { :root { --ink: #e6edf3; --paper: #0d1117; --box: #161b22; --line: #30363d;
          --dim: #8b949e; --key: #d2a8ff; --name: #79c0ff; --text: #7ee787; --note: #8b949e; --number: #ffa657; --bad: #ff7b72; } }
        body { margin: 0; color: var(--ink); background: var(--paper); font: 16px/1.55 system-ui, sans-serif; }
        main { max-width: 56rem; margin: 0 auto; padding: 1.5rem 1rem; overflow-wrap: anywhere; }
        .page { margin: 0 0 1.5rem; padding: 0 0 1rem; border-bottom: 2px solid var(--line); }
        .page h1 { margin: 0 0 .6rem; font-size: 2rem; line-height: 1.25; }
        .text, .show { contain: content; overflow-x: auto; }
        .text > :first-child { margin-top: 0; } .text > :last-child { margin-bottom: 0; }
        h1, h2, h3, h4 { line-height: 1.3; } .cell h1 { font-size: 1.6rem; } .cell h2 { font-size: 1.35rem; } .cell h3 { font-size: 1.15rem; }
        .cell { margin: 0 0 1rem; }
        pre, code { font: 13.5px/1.45 ui-monospace, "DejaVu Sans Mono", monospace; }
        pre { margin: 0; overflow-x: auto; white-space: pre-wrap; overflow-wrap: anywhere; }
        .in { position: relative; }
        .prompt { position: absolute; right: 100%; margin-right: .6rem; top: .6rem; color: var(--dim); font-size: 12px; white-space: nowrap; }
        @media (max-width: 66rem) { .prompt { display: none; } }
        .code, .raw, .text pre { background: var(--box); border: 1px solid var(--line); border-radius: 6px; padding: .6rem .8rem; }
        .text code { background: var(--box); padding: .1em .3em; border-radius: 4px; }
        .text pre code { padding: 0; }
        .out, .err, .error, .show { padding: .4rem .8rem 0; }
        .show .out { padding: 0; }
        .err, .error { border-left: 3px solid var(--bad); margin-top: .4rem; }
        img { max-width: 100%; height: auto; }
        .show img { background: #fff; }
        table { border-collapse: collapse; margin: .4rem 0; font-size: 14px; }
        th, td { padding: .25rem .6rem; border-bottom: 1px solid var(--line); text-align: left; }
        th[align=right], td[align=right] { text-align: right; white-space: nowrap; } th[align=center], td[align=center] { text-align: center; }
        blockquote { margin: .6rem 0; padding-left: .8rem; border-left: 3px solid var(--line); color: var(--dim); }
        div.math { text-align: center; white-space: pre-wrap; margin: .6rem 0; font-family: serif; }
        span.math { font-family: serif; }
        summary { color: var(--dim); cursor: pointer; font-size: 13px; }
        .mark { margin: -.6rem 0 1.2rem; padding: .35rem .8rem; border-left: 3px solid var(--line); font-size: 14px; }
        .mark.full { border-color: #1a7f37; } .mark.part { border-color: #9a6700; } .mark.none { border-color: var(--bad); }
        .mark p { margin: .3rem 0 0; white-space: pre-wrap; overflow-wrap: anywhere; } h1 small { color: var(--dim); font-weight: 400; white-space: nowrap; }
        code .k, .code .k, code .m, .code .m { color: var(--key); } code .b, .code .b, code .f, .code .f { color: var(--name); }
        code .s, .code .s { color: var(--text); } code .n, .code .n { color: var(--number); } .code .m { font-weight: 600; }
        code .c, .code .c { color: var(--note); font-style: italic; }
        .ansi-bold { font-weight: bold; } .ansi-italic { font-style: italic; } .ansi-underline { text-decoration: underline; }
        \(colours)
        """

    /// The colours of terminals: as ink on light and on dark paper; as paper, the first with white ink.
    private static let terminal: [(name: String, light: String, dark: String)] = [
        ("black", "#57606a", "#8b949e"), ("red", "#cf222e", "#ff7b72"), ("green", "#1a7f37", "#56d364"),
        ("yellow", "#9a6700", "#e3b341"), ("blue", "#218bff", "#79c0ff"), ("magenta", "#a475f9", "#d2a8ff"),
        ("cyan", "#1b7c83", "#56d4dd"), ("white", "#8c959f", "#c9d1d9"),
    ]

    private static let colours: String = {
        func ink(_ name: String, _ colour: String) -> String {
            ".ansi-\(name)-fg, .ansi-\(name)-intense-fg { color: \(colour); } "
        }
        let light = terminal.map { name, light, _ in
            ink(name, light) + ".ansi-\(name)-bg, .ansi-\(name)-intense-bg { background: \(light); color: #fff; }"
        }
        let dark = terminal.map { name, _, dark in ink(name, dark) }
        return light.joined(separator: "\n") + "\n@media (prefers-color-scheme: dark) { \(dark.joined()) }"
    }()
}
