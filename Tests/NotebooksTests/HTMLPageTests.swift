import JSON
import Notebooks
import Testing

/// The page of a notebook with one Markdown cell, from its text on.
private func page(markdown: String) throws -> String {
    let cell: JSON = ["cell_type": "markdown", "metadata": [:], "source": .string(markdown)]
    let document: JSON = ["cells": [cell], "metadata": [:], "nbformat": 4, "nbformat_minor": 4]
    let text = String(decoding: HTMLPage(try Notebook(parsing: document.bytes()), title: "t").bytes, as: UTF8.self)
    return String(text[(text.firstRange(of: "<main>")?.upperBound ?? text.startIndex)...])
}

@Suite struct HTMLPageTests {
    @Test(arguments: [
        ("# A", "<h1>A</h1>"), ("a **b** *c* `d`", "<p>a <strong>b</strong> <em>c</em> <code>d</code></p>"),
        ("a_b_c", "<p>a_b_c</p>"), ("$a_1 b_2$", "<span class=\"math\">$a_1 b_2$</span>"),
        ("5$ and 6$", "<p>5$ and 6$</p>"),
        ("$$\nx < y\n$$", "<div class=\"math\">$$\nx &lt; y\n$$</div>"),
        ("1. a\n2. b", "<ol>\n<li>a\n</li>\n<li>b\n</li>\n</ol>"),
        ("- a\n  - b", "<ul>\n<li>a\n<ul>\n<li>b\n</li>\n</ul>\n</li>\n</ul>"),
        ("> q", "<blockquote>\n<p>q</p>\n</blockquote>"),
        ("```\n<a>\n```", "<pre><code>&lt;a&gt;</code></pre>"), ("---", "<hr>"), ("a  \nb", "a<br>\nb"),
        ("|a|b|\n|:-|-|\n|`x|y`|2|", "<td align=\"left\"><code>x|y</code></td><td>2</td>"),
        ("[t](https://x.org/a_b)", "<a href=\"https://x.org/a_b\" rel=\"noopener noreferrer\">t</a>"),
        ("~~x~~", "<del>x</del>"), ("\\*x\\*", "<p>*x*</p>"), ("a & b &amp; c", "a &amp; b &amp; c"),
    ]) func markdownIsShownAsFrontEndsDo(text: String, html: String) throws {
        let shown = try page(markdown: text)
        #expect(shown.contains(html), "\(shown)")
    }

    /// Each mark without an end was looked for as far as the next 4000 signs: a megabyte took minutes.
    @Test(arguments: ["**a *b ", "_a ", "~~a "]) func marksWithoutEndsTakeLittleLonger(text: String) throws {
        func duration(_ word: String) throws -> Duration {
            let text = String(repeating: word, count: 100_000 / word.count)
            return try ContinuousClock().measure { _ = try page(markdown: text) }
        }
        let plain = try duration("a b ")
        #expect(try duration(text) < plain * 20 + .milliseconds(200))
    }

    @Test func marksAfterASearchInVainStillCount() throws {
        #expect(try page(markdown: "**a _b_ ~~c~~").contains("**a <em>b</em> <del>c</del>"))
        let far = String(repeating: "x ", count: 2500)
        #expect(try page(markdown: "_a \(far)_b_ *c*").contains("<em>b</em> <em>c</em>"))
    }

    /// Ways in that filters of HTML have missed.
    @Test(arguments: [
        "<script>alert(1)</script>", "<SCRIPT SRC=//x>", "<img src=x onerror=alert(1)>", "<img/src=x/onerror=alert(1)>",
        "<a href=\"javascript:alert(1)\">x</a>", "<a href=\" java&#115;cript:alert(1)\">x</a>",
        "[x](javascript:alert(1))",
        "<a href=java\tscript:alert(1)>", "<svg onload=alert(1)><script>alert(1)</script></svg>",
        "<iframe srcdoc='<script>'>",
        "<scr<script>ipt>alert(1)</script>", "<style>@import '//x'</style>", "<div style=\"background:url(//x)\">",
        "<div style=\"position:fixed\">", "<math><mtext><script>alert(1)</script>", "<!--><script>alert(1)</script>-->",
        "<a href='data:text/html,<script>alert(1)</script>'>", "<form action=//x><input onfocus=alert(1) autofocus>",
        "<object data=//x></object>", "<meta http-equiv=refresh content='0;url=//x'>", "<base href=//x>",
        "<p onclick=\"alert(1)\">",
        "`<script>`", "<img src=\"data:image/png;base64,AA\" onload=\"alert(1)\">",
        "<img alt=\"a\"onerror=alert(1) src=x>",
        "<title><img src=x onerror=alert(1)></title>",
        "<noscript><p title=\"</noscript><img src=x onerror=alert(1)>\">", "<", "</", "<a",
        "<a href", "<a href=\"", "<!--", "<svg", "&#x3c;script>", "![x](x\" onerror=\"alert(1))",
        "[a](<b\" onclick=\"alert(1)>)",
    ]) func nothingInAPageActs(text: String) throws {
        let shown = try page(markdown: text).lowercased()
        // Inside of tags there is no handler, address or style that acts.
        for tag in shown.split(separator: "<").map({ $0.prefix { $0 != ">" } }) {
            let name = tag.prefix { $0.isLetter || $0 == "/" }
            #expect(
                !["script", "iframe", "style", "object", "svg", "form", "input", "meta", "base", "math"].contains(
                    String(name)))
            let bare = tag.replacing(/"[^"]*"/, with: "\"\"")
            #expect(!bare.contains(/\son[a-z]+=/), "\(tag)")
            #expect(
                !tag.contains(/href="\s*(javascript|data):/) && !tag.contains("url(") && !tag.contains("position"),
                "\(tag)")
        }
        #expect(shown.contains("</main>"))
    }
}
