import Notebooks

/// A page of the grader's own around tables and drawings, in the style of notebooks' pages.
enum ReportPage {
    /// - body: HTML; everything from outside escaped.
    static func bytes(title: String, body: String, style: String) -> [UInt8] {
        HTMLPage(title: title, head: "<style>\n\(style)\n</style>\n" + body).bytes
    }

    static func escaped(_ text: String) -> String { HTMLPage.escaped(ShownText.line(text)) }
}

extension Leaderboard {
    /// The list as a page.
    public var page: [UInt8] {
        let values = rows.map { part == .public && isSplit ? $0.publicValue ?? 0 : $0.value }
        let (low, high) = (values.min() ?? 0, values.max() ?? 0)
        /// A bar's part of the column: from nothing where values are parts of 1, else between the worst and the best.
        func share(_ value: Double) -> Double {
            if low >= 0, high <= 1, isHigherBetter { return value }
            if high == low { return 1 }
            return 0.08 + 0.92 * (isHigherBetter ? value - low : high - value) / (high - low)
        }
        let way = isHigherBetter ? "higher is better" : "lower is better"
        let data =
            isSplit
            ? "\(MetricResult.shown(Double(publicSamples))) samples public, \(MetricResult.shown(Double(samples))) private"
            : "\(MetricResult.shown(Double(samples))) hidden samples"
        var body =
            "<h1>\(ReportPage.escaped(assignment)) <small>leaderboard</small></h1>\n<p class=\"lead\"><b>\(ReportPage.escaped(title))</b> · \(way) · \(data)</p>\n"
        body += "<div class=\"wide\"><table class=\"board\"><thead><tr><th class=\"r\">#</th><th>name</th>"
        if showsPublic, showsPrivate { body += "<th class=\"r small\">public</th>" }
        body += "<th class=\"bar\">\(showsPrivate ? (isSplit ? "private" : "score") : "public")</th>"
        if showsPublic, showsPrivate {
            body += "<th class=\"r\" title=\"places won or lost between public and private\">moved</th>"
        }
        body += "<th class=\"when\">handed in</th></tr></thead><tbody>\n"
        for (row, value) in zip(rows, values) {
            let place = self.place(row)
            let medal = place <= 3 ? " class=\"p\(place)\"" : ""
            body +=
                "<tr\(medal)><td class=\"r place\"><span>\(place)</span></td><td class=\"name\">\(ReportPage.escaped(row.name))</td>"
            if showsPublic, showsPrivate {
                body += "<td class=\"r small\">\(row.publicValue.map(MetricResult.shown) ?? "–")</td>"
            }
            body +=
                "<td class=\"bar\"><div><i style=\"width:\(Drawn.number(100 * min(max(share(value), 0), 1)))%\"></i><b>\(MetricResult.shown(value))</b></div></td>"
            if showsPublic, showsPrivate {
                let moved = self.moved(row)
                let kind = moved.hasPrefix("+") ? "up" : moved.hasPrefix("-") ? "down" : ""
                let sign = moved.isEmpty ? "" : (kind == "up" ? "▲ " : "▼ ") + moved.dropFirst()
                body += "<td class=\"r \(kind)\">\(sign)</td>"
            }
            body += "<td class=\"when\">\(row.timestamp.map { ReportPage.escaped($0.shortText) } ?? "")</td></tr>\n"
        }
        body += "</tbody></table></div>\n"
        if rows.isEmpty { body += "<p>Nobody has a valid result.</p>\n" }
        if !without.isEmpty {
            body += "<h2>Without a valid result <small>\(without.count)</small></h2>\n<table><tbody>\n"
            for (name, reason) in without {
                body +=
                    "<tr><td class=\"name\">\(ReportPage.escaped(name))</td><td class=\"why\">\(ReportPage.escaped(reason))</td></tr>\n"
            }
            body += "</tbody></table>\n"
        }
        return ReportPage.bytes(title: "\(assignment): leaderboard", body: body, style: Leaderboard.style)
    }

    private static let style = """
        h1 { margin: .2rem 0 0; } h1 small, h2 small { color: var(--dim); font-weight: 400; } .lead { color: var(--dim); margin: .2rem 0 1.2rem; }
        .lead b { color: var(--ink); } .wide { overflow-x: auto; } .board { width: 100%; font-size: 15px; font-variant-numeric: tabular-nums; }
        .board th { color: var(--dim); font-weight: 500; font-size: 13px; } .r { text-align: right; } .name { font-weight: 500; }
        .board td { padding: .45rem .6rem; white-space: nowrap; } .place { width: 2.4rem; } .place span { display: inline-block; min-width: 1.6rem; padding: .05rem .25rem;
          text-align: center; border-radius: 1rem; color: var(--dim); }
        .p1 .place span { background: #d4a72c; color: #1f1700; } .p2 .place span { background: #b4bcc4; color: #16191d; } .p3 .place span { background: #c98d5b; color: #22130a; }
        .bar { width: 45%; min-width: 9rem; } .bar div { position: relative; height: 1.5rem; border-radius: 4px; background: var(--box); overflow: hidden; }
        .bar i { position: absolute; inset: 0 auto 0 0; background: #218bff; opacity: .28; border-right: 2px solid #218bff; }
        .bar b { position: relative; padding-left: .5rem; line-height: 1.5rem; font-weight: 500; }
        .up { color: #1a7f37; } .down { color: var(--bad); } .when, .why, .small { color: var(--dim); font-size: 13px; }
        @media (max-width: 40rem) { .when { display: none; } }
        """
}
