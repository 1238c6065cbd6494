import JSON
import Notebooks

extension Similarity {
    /// The report for terminals: a line for each pair, and with `showsPassages` what they share.
    public func text(_ assignment: String, showsPassages: Bool) -> String {
        var lines = [
            "\(assignment): \(submissions) submissions, \(pairs.count) pairs share more than the assignment gave"
        ]
        if !pairs.isEmpty { lines += ["", "tokens  of first  of second  pair"] }
        for pair in pairs {
            lines.append(
                [
                    Similarity.padded(String(pair.shared), 6),
                    Similarity.padded(Similarity.percent(pair.firstShare), 8),
                    Similarity.padded(Similarity.percent(pair.secondShare), 9),
                    "\(ShownText.line(pair.first)) – \(ShownText.line(pair.second))",
                ].joined(separator: "  "))
            if !showsPassages { continue }
            for passage in pair.passages {
                lines.append(
                    "    \(passage.tokens) tokens: \(ShownText.line(passage.first.cell)) line \(passage.first.line)"
                        + " – \(ShownText.line(passage.second.cell)) line \(passage.second.line)")
                for line in passage.first.text.split(separator: "\n") {
                    lines.append("        " + ShownText.line(String(line)))
                }
                lines.append("      –")
                for line in passage.second.text.split(separator: "\n") {
                    lines.append("        " + ShownText.line(String(line)))
                }
            }
        }
        if !unread.isEmpty { lines.append("\nnot read: " + unread.map(ShownText.line).joined(separator: ", ")) }
        return lines.joined(separator: "\n") + "\n"
    }

    private static func padded(_ text: String, _ width: Int) -> String {
        String(repeating: " ", count: max(0, width - text.count)) + text
    }

    static func percent(_ share: Double) -> String { "\(Int((100 * share).rounded())) %" }

    /// The report as a page: a ranking, and below it the passages of each pair side by side.
    public func page(_ assignment: String) -> [UInt8] {
        var body =
            "<h1>\(ReportPage.escaped(assignment)) <small>alike</small></h1>\n<p class=\"lead\">\(submissions) submissions · \(pairs.count) pairs share code beyond what the "
            + "assignment gave. Names, numbers, texts, comments and layout do not count. A high place says where to look, not who copied.</p>\n"
        if !pairs.isEmpty {
            body +=
                "<div class=\"wide\"><table class=\"pairs\"><thead><tr><th class=\"r\">#</th><th>pair</th><th class=\"r\">shared tokens</th><th>of the first</th><th>of the second</th></tr></thead><tbody>\n"
            for (place, pair) in pairs.enumerated() {
                body +=
                    "<tr><td class=\"r\">\(place + 1)</td><td><a href=\"#pair\(place + 1)\">\(ReportPage.escaped(pair.first)) – \(ReportPage.escaped(pair.second))</a></td>"
                    + "<td class=\"r\">\(pair.shared)</td><td>\(Similarity.bar(pair.firstShare))</td><td>\(Similarity.bar(pair.secondShare))</td></tr>\n"
            }
            body += "</tbody></table></div>\n"
        }
        for (place, pair) in pairs.enumerated() {
            body +=
                "<section id=\"pair\(place + 1)\"><h2>\(ReportPage.escaped(pair.first)) – \(ReportPage.escaped(pair.second)) <small>\(pair.shared) tokens</small></h2>\n"
            for passage in pair.passages {
                body +=
                    "<div class=\"two\">\(Similarity.side(pair.first, passage.first))\(Similarity.side(pair.second, passage.second))</div>\n"
            }
            body += "</section>\n"
        }
        if !unread.isEmpty {
            body += "<p class=\"lead\">Not read: \(unread.map(ReportPage.escaped).joined(separator: ", "))</p>\n"
        }
        return ReportPage.bytes(title: "\(assignment): alike", body: body, style: Similarity.style)
    }

    private static func bar(_ share: Double) -> String {
        "<div class=\"part\"><i style=\"width:\(Drawn.number(100 * min(share, 1)))%\"></i><b>\(percent(share))</b></div>"
    }

    private static func side(_ student: String, _ excerpt: Excerpt) -> String {
        let code = HTMLPage.code(ShownText.text(excerpt.text))
        return
            "<figure><figcaption>\(ReportPage.escaped(student)), \(ReportPage.escaped(excerpt.cell)), line \(excerpt.line)</figcaption><pre class=\"code\">\(code)</pre></figure>"
    }

    private static let style = """
        main { max-width: 72rem; } h1 { margin: .2rem 0 0; } h1 small, h2 small { color: var(--dim); font-weight: 400; } .lead { color: var(--dim); margin: .2rem 0 1.2rem; }
        .wide { overflow-x: auto; } .pairs { width: 100%; font-variant-numeric: tabular-nums; } .pairs td, .pairs th { white-space: nowrap; } .r { text-align: right; } a { color: var(--name); }
        .part { position: relative; min-width: 7rem; height: 1.35rem; border-radius: 4px; background: var(--box); overflow: hidden; }
        .part i { position: absolute; inset: 0 auto 0 0; background: #cf222e; opacity: .25; } .part b { position: relative; padding-left: .5rem; font-weight: 500; line-height: 1.35rem; }
        section { margin-top: 2rem; } h2 { font-size: 1.15rem; margin: 0 0 .5rem; }
        .two { display: grid; grid-template-columns: 1fr 1fr; gap: .8rem; margin: 0 0 .9rem; } figure { margin: 0; min-width: 0; } figcaption { color: var(--dim); font-size: 13px; margin-bottom: .2rem; }
        @media (max-width: 50rem) { .two { grid-template-columns: 1fr; gap: .4rem; } }
        """
}

extension Similarity {
    /// The ranking for tables.
    public var csv: String {
        pairs.reduce("first,second,shared_tokens,first_share,second_share\n") { text, pair in
            text
                + [
                    MarkExport.field(pair.first), MarkExport.field(pair.second), String(pair.shared),
                    String(pair.firstShare), String(pair.secondShare),
                ].joined(separator: ",") + "\n"
        }
    }

    /// The ranking with its passages.
    public var json: JSON {
        func side(_ excerpt: Excerpt) -> JSON {
            ["cell": .string(excerpt.cell), "line": .int(excerpt.line), "text": .string(excerpt.text)]
        }
        return [
            "submissions": .int(submissions), "not_read": .array(unread.map { .string($0) }),
            "pairs": .array(
                pairs.map { pair in
                    [
                        "first": .string(pair.first), "second": .string(pair.second),
                        "shared_tokens": .int(pair.shared),
                        "first_share": .double(pair.firstShare), "second_share": .double(pair.secondShare),
                        "passages": .array(
                            pair.passages.map {
                                ["tokens": .int($0.tokens), "first": side($0.first), "second": side($0.second)]
                            }),
                    ]
                }),
        ]
    }
}
