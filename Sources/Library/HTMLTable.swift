import Language

/// A table as an output: HTML for notebooks and aligned text for terminals.
///
/// The page has no scripts and takes nothing from elsewhere. Colours are the front end's where it tells them
/// (`--jp-…`), else those of the page around; backgrounds let it shine through, so that light and dark themes both read.
/// Notebooks that are not trusted lose all rules of style: what stands under the table is a table too, since a list of
/// definitions would have its names beside the wrong texts then.
/// Wide tables scroll; of long ones the middle is left out and counted.
struct HTMLTable {
    /// What a field shows.
    struct Cell {
        /// How a field is set.
        enum Kind {
            case text
            /// To the right, figures of one width.
            case number
            /// In the front end's font for code.
            case code
        }

        var text: String
        var kind = Kind.text
        /// Said behind the text in a quieter colour.
        var aside = ""
        /// How far it is set in: layers of a model in a model.
        var level = 0
        /// The best of its column: bold, in text with a star.
        var isStrong = false
        /// The length of a bar behind it, from 0 to 1.
        var bar = 0.0
        /// How strongly the field is coloured, from 0 to 1.
        var shade = 0.0
        /// May take several lines.
        var wraps = false

        init(_ text: String, _ kind: Kind = .text) { (self.text, self.kind) = (text, kind) }
    }

    /// A column's title.
    struct Column {
        var title: String
        var isNumber = false
        /// What a pointer over it tells.
        var hint = ""
    }

    /// A line of fields; `isRuled` draws a line above it.
    struct Row {
        var cells: [Cell]
        var isRuled = false
    }

    var caption = ""
    var columns: [Column]
    var rows: [Row]
    /// Lines under the table: what, and how much.
    var facts: [(title: String, text: String)] = []
    /// True where a row's first field is its name.
    var hasRowNames = false
    /// Rows that the middle of a longer table was left out of, and where.
    var gap: (row: Int, count: Int)?
    /// The same of columns.
    var columnGap: (column: Int, count: Int)?

    /// Which of `count` rows or columns are shown: all, or as many from both ends, and how many are not.
    static func shown(_ count: Int, limit: Int) -> (places: [Int], gap: (Int, Int)?) {
        let limit = max(limit, 2)
        if count <= limit { return (Array(0..<count), nil) }
        let first = (limit + 1) / 2
        return (Array(0..<first) + Array(count - (limit - first)..<count), (first, count - limit))
    }
}

extension HTMLTable {
    /// Selectors name the class twice: so they count more than those of the front end's own tables.
    private static let style: String = {
        let rules = [
            (
                "",
                "font-family:var(--jp-ui-font-family,system-ui,sans-serif);font-size:13px;line-height:1.4;"
                    + "color:var(--jp-content-font-color1,inherit);overflow-x:auto;max-width:100%"
            ),
            (
                "table",
                "border-collapse:collapse;margin:4px 0 8px;font-size:inherit;color:inherit;background:transparent"
            ),
            ("caption", "text-align:left;caption-side:top;padding:2px 0 6px;font-weight:600;color:inherit"),
            (
                "th,td",
                "padding:3px 12px 3px 8px;text-align:left;white-space:nowrap;border:none;max-width:none;color:inherit;"
                    + "border-bottom:1px solid var(--jp-border-color2,rgba(128,128,128,.35));vertical-align:baseline"
            ),
            (
                "thead th",
                "border-bottom:2px solid var(--jp-border-color1,rgba(128,128,128,.6));font-weight:600;vertical-align:bottom"
            ),
            ("tbody th", "font-weight:500;color:var(--jp-content-font-color2,inherit)"),
            ("tbody tr", "background:transparent"),
            ("tbody tr:hover", "background:rgba(128,128,128,.12)"),
            ("tr.r>*", "border-top:2px solid var(--jp-border-color1,rgba(128,128,128,.6))"),
            ("th.n,td.n", "text-align:right;font-variant-numeric:tabular-nums"),
            (".k", "color:var(--jp-content-font-color2,inherit)"),
            ("td.g", "text-align:center;color:var(--jp-content-font-color2,inherit)"),
            (".s", "font-family:var(--jp-code-font-family,monospace);font-size:12px"),
            (".w", "white-space:normal;min-width:90px"),
            ("table.f th,table.f td", "padding:1px 16px 1px 8px;border:none;font-weight:inherit"),
        ]
        let start = "div.svertka-table.svertka-table"
        let lines = rules.map { selectors, declarations in
            let all = selectors.split(separator: ",", omittingEmptySubsequences: false)
                .map { $0.isEmpty ? start : "\(start) \($0)" }
            return "\(all.joined(separator: ",")){\(declarations)}"
        }
        return "<style>\(lines.joined())</style>"
    }()

    /// The page.
    var html: String {
        var page = "<div class=\"svertka-table\">\(Self.style)<table>"
        if !caption.isEmpty { page += "<caption>\(HTMLText.escaped(caption))</caption>" }
        page += "<thead><tr>"
        for (place, column) in columns.enumerated() {
            if place == columnGap?.column { page += "<th>…</th>" }
            let hint = column.hint.isEmpty ? "" : " title=\"\(HTMLText.escaped(column.hint))\""
            page += "<th\(column.isNumber ? " class=\"n\"" : "")\(hint)>\(HTMLText.escaped(column.title))</th>"
        }
        page += "</tr></thead><tbody>"
        for (place, row) in rows.enumerated() {
            if let gap, gap.row == place {
                let width = columns.count + (columnGap == nil ? 0 : 1)
                page += "<tr><td class=\"g\" colspan=\"\(width)\">… \(gap.count) more rows …</td></tr>"
            }
            page += row.isRuled ? "<tr class=\"r\">" : "<tr>"
            for (column, cell) in row.cells.enumerated() {
                if column == columnGap?.column { page += "<td class=\"k\">…</td>" }
                page += html(cell, isName: hasRowNames && column == 0)
            }
            page += "</tr>"
        }
        page += "</tbody></table>"
        if !facts.isEmpty {
            page += "<table class=\"f\"><tbody>"
            for (title, text) in facts {
                page += "<tr><th>\(HTMLText.escaped(title))</th><td>\(HTMLText.escaped(text))</td></tr>"
            }
            page += "</tbody></table>"
        }
        return page + "</div>"
    }

    private func html(_ cell: Cell, isName: Bool) -> String {
        let kinds = [cell.kind == .number ? "n" : cell.kind == .code ? "s" : "", cell.wraps ? "w" : ""]
        let kind = kinds.filter { !$0.isEmpty }.joined(separator: " ")
        var styles: [String] = []
        if cell.level > 0 { styles.append("padding-left:\(8 + 22 * cell.level)px") }
        let width = Int((min(max(cell.bar, 0), 1) * 100).rounded())
        if width > 0 {
            styles.append(
                "background:linear-gradient(to left,rgba(66,133,244,.28) \(width)%,transparent \(width)%) "
                    + "right 3px top 0/calc(100% - 6px) 100% no-repeat")
        }
        let shade = Int((min(max(cell.shade, 0), 1) * 50).rounded())
        if shade > 0 { styles.append("background:rgba(66,133,244,\(shade < 10 ? ".0" : ".")\(shade))") }
        let style = styles.isEmpty ? "" : " style=\"\(styles.joined(separator: ";"))\""
        var text = HTMLText.escaped(cell.text)
        if cell.isStrong { text = "<b>\(text)</b>" }
        if !cell.aside.isEmpty { text += " <span class=\"k\">\(HTMLText.escaped(cell.aside))</span>" }
        let tag = isName ? "th" : "td"
        return "<\(tag)\(kind.isEmpty ? "" : " class=\"\(kind)\"")\(style)>\(text)</\(tag)>"
    }

    /// The table in lines: numbers to the right, the best ones with a star.
    var text: String {
        var lines =
            [columns.map(\.title)]
            + rows.map { row in
                row.cells.map { cell in
                    String(repeating: "  ", count: cell.level) + cell.text
                        + (cell.aside.isEmpty ? "" : " " + cell.aside)
                        + (cell.isStrong ? "*" : "")
                }
            }
        let stars = columns.indices.map { column in
            rows.contains { $0.cells.indices.contains(column) && $0.cells[column].isStrong }
        }
        // A star must not move the figures of its column.
        for row in rows.indices {
            for column in rows[row].cells.indices where stars[column] && !rows[row].cells[column].isStrong {
                lines[row + 1][column] += " "
            }
        }
        for column in columns.indices where stars[column] { lines[0][column] += " " }
        let widths = columns.indices.map { column in lines.map { $0[column].count }.max() ?? 0 }
        var result = caption.isEmpty ? [] : [caption]
        for (number, line) in lines.enumerated() {
            if number > 0, rows[number - 1].isRuled { result.append("") }
            if let gap, number - 1 == gap.row { result.append("… \(gap.count) more rows …") }
            var parts = columns.indices.map { column in
                let space = String(repeating: " ", count: widths[column] - line[column].count)
                return columns[column].isNumber ? space + line[column] : line[column] + space
            }
            if let columnGap { parts.insert("…", at: columnGap.column) }
            let joined = parts.joined(separator: "  ")
            result.append(String(joined.reversed().drop { $0 == " " }.reversed()))
        }
        return (result + facts.map { "\($0.title): \($0.text)" }).joined(separator: "\n")
    }
}
