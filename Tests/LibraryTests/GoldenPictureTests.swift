import Foundation
import Language
import Testing
import Vision

/// Pictures of programs against what they looked like when somebody looked at them: `Golden/pictures.txt` holds each as
/// 40 by 30 levels of gray from 0 to f. A cell may differ by two levels (other versions of fonts and Cairo), and no
/// more than one cell in fifty may differ by more. `SVERTKA_RECORD=1` writes the file anew and fails.
@Suite struct GoldenPictureTests {
    private static let programs: [(name: String, text: String)] = [
        (
            "curves",
            "x = np.linspace(0, 6, 50); plt.plot(x, np.sin(x), label='sin'); plt.plot(x, np.cos(x), '--', label='cos'); plt.title('Кривые'); plt.xlabel('x'); plt.grid(True); plt.legend()"
        ),
        (
            "markers",
            "plt.plot([1, 2, 3], [3, 1, 2], 'ro--', ms=12, mec='k'); plt.plot([1, 2, 3], [1, 2, 3], 's', mfc='w', mec='b', mew=2)"
        ),
        (
            "bars",
            "b = plt.bar(['a', 'б', 'в'], [3, 1, 2], color=['C0', 'C1', 'C2'], yerr=0.2, capsize=4); plt.bar_label(b)"
        ),
        ("histogram", "plt.hist(np.random.default_rng(0).normal(size=500), bins=20, edgecolor='white', density=True)"),
        (
            "histograms",
            "r = np.random.default_rng(0); plt.hist([r.normal(size=300), r.normal(2, 1, 300)], bins=12, label=['a', 'b']); plt.legend()"
        ),
        (
            "scatter",
            "r = np.random.default_rng(1); plt.scatter(r.random(60), r.random(60), c=r.random(60), s=80, cmap='plasma', edgecolors='k'); plt.colorbar(label='z')"
        ),
        ("image", "plt.imshow(np.arange(30).reshape(5, 6), cmap='coolwarm'); plt.colorbar()"),
        (
            "norm",
            "from matplotlib.colors import LogNorm; plt.imshow(10.0 ** np.arange(9).reshape(3, 3), norm=LogNorm()); plt.colorbar()"
        ),
        (
            "contours",
            "x = np.linspace(-2, 2, 40); X, Y = np.meshgrid(x, x); plt.contourf(X, Y, X * Y, 10, cmap='RdBu'); plt.colorbar(); plt.clabel(plt.contour(X, Y, X * Y, colors='k'))"
        ),
        (
            "grid of plots",
            "fig, ax = plt.subplots(2, 2, sharex=True, sharey='row'); ax[0, 0].plot([1, 5]); ax[0, 1].plot([2, 3]); ax[1, 0].bar([0, 1], [3, 1]); ax[1, 1].set_title('пусто'); fig.suptitle('Четыре')"
        ),
        (
            "twin",
            "fig, ax = plt.subplots(); ax.plot([1, 2, 3]); b = ax.twinx(); b.plot([30, 10, 20], 'r'); b.set_ylabel('second', color='r'); b.tick_params(axis='y', colors='r')"
        ),
        ("logarithmic", "plt.loglog([1, 10, 1000], [1, 30, 2e4], 'o-'); plt.grid(True, which='both')"),
        (
            "legend outside",
            "plt.plot([1, 2], label='один'); plt.plot([2, 1], label='два'); plt.legend(loc='upper left', bbox_to_anchor=(1, 1), title='Имена')"
        ),
        (
            "spines",
            "fig, ax = plt.subplots(); ax.plot([-1, 1], [-1, 1]); ax.spines[['top', 'right']].set_visible(False); ax.spines['left'].set_position('zero'); ax.spines['bottom'].set_position('zero')"
        ),
        (
            "annotations",
            "plt.plot([1, 3, 2]); plt.annotate('пик', xy=(1, 3), xytext=(1.4, 1.5), fontsize=16, arrowprops=dict(arrowstyle='->', color='r', lw=2), bbox=dict(boxstyle='round', fc='y', alpha=0.5)); plt.text(0.1, 0.9, 'угол', transform=plt.gca().transAxes, rotation=30)"
        ),
        (
            "formulas",
            "plt.title(r'$\\frac{\\partial L}{\\partial w_{ij}} = \\sum_{k=1}^{n} \\delta_k x_k^2$', fontsize=22); plt.text(0.1, 0.4, r'$\\sqrt{\\frac{a}{b}} + \\hat{y}_i^2 \\leq \\int_0^\\infty e^{-x}dx$', fontsize=24)"
        ),
        (
            "shapes",
            "from matplotlib.patches import *; ax = plt.gca(); ax.add_patch(Circle((0.3, 0.6), 0.2, color='r')); ax.add_patch(Rectangle((0.5, 0.1), 0.4, 0.3, fill=False, lw=3)); ax.add_patch(Wedge((0.7, 0.7), 0.2, 30, 200)); ax.set_aspect('equal')"
        ),
        (
            "boxes",
            "r = np.random.default_rng(0); plt.boxplot([r.normal(0, s, 60) for s in (1, 2, 3)], patch_artist=True)"
        ),
        (
            "violins",
            "r = np.random.default_rng(0); plt.violinplot([r.normal(0, s, 60) for s in (1, 2, 3)], showmedians=True)"
        ),
        ("pie", "plt.pie([3, 2, 1], labels=['a', 'b', 'c'], autopct='%.0f%%', explode=[0, 0.1, 0], startangle=90)"),
        ("arrows", "x = np.arange(-2, 3); X, Y = np.meshgrid(x, x); plt.quiver(X, Y, -Y, X, color='b')"),
        ("dark", "plt.style.use('dark_background'); plt.plot([1, 3, 2], label='a'); plt.legend(); plt.title('dark')"),
        ("ggplot", "plt.style.use('ggplot'); plt.plot([1, 3, 2]); plt.title('ggplot')"),
        (
            "dates",
            "import datetime; plt.plot([datetime.date(2024, m, 1) for m in range(1, 13)], range(12)); plt.gcf().autofmt_xdate()"
        ),
    ]

    private static let file = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        .appendingPathComponent("Golden/pictures.txt")
    private static let (columns, rows) = (40, 30)

    /// The picture that a program shows, as lines of hexadecimal digits.
    private static func levels(of text: String) throws -> [String] {
        let events = try Program.run("import numpy as np\nimport matplotlib.pyplot as plt\n" + text + "\n")
        let files = events.compactMap { event -> [UInt8]? in
            guard case .display(let bundle, _) = event, case .bytes(let file)? = bundle.content["image/png"] else {
                return nil
            }
            return file
        }
        let image = try PNG.decode(try #require(files.first))
        try #require(image.channels >= 3)
        return (0..<rows).map { row in
            (0..<columns).map { column -> String in
                let (top, bottom) = (row * image.height / rows, (row + 1) * image.height / rows)
                let (left, right) = (column * image.width / columns, (column + 1) * image.width / columns)
                var sum = 0
                for y in top..<bottom {
                    let start = (y * image.width + left) * image.channels
                    for x in 0..<right - left {
                        let at = start + x * image.channels
                        sum += Int(image.pixels[at]) + Int(image.pixels[at + 1]) + Int(image.pixels[at + 2])
                    }
                }
                return String(min(sum / 3 / ((bottom - top) * (right - left)) / 16, 15), radix: 16)
            }.joined()
        }
    }

    private static func recorded() -> [String: [String]] {
        guard let text = try? String(contentsOf: file, encoding: .utf8) else { return [:] }
        var pictures: [String: [String]] = [:]
        for part in text.components(separatedBy: "# ").dropFirst() {
            let lines = part.split(separator: "\n").map(String.init)
            if let name = lines.first { pictures[name] = Array(lines.dropFirst()) }
        }
        return pictures
    }

    @Test func picturesLookAsTheyDidWhenTheyWereLookedAt() throws {
        if ProcessInfo.processInfo.environment["SVERTKA_RECORD"] != nil {
            var text = ""
            for program in Self.programs {
                text += "# \(program.name)\n" + (try Self.levels(of: program.text)).joined(separator: "\n") + "\n"
            }
            try FileManager.default.createDirectory(
                at: Self.file.deletingLastPathComponent(), withIntermediateDirectories: true)
            try text.write(to: Self.file, atomically: true, encoding: .utf8)
            Issue.record("recorded \(Self.programs.count) pictures: look at them, then run the tests again")
            return
        }
        let recorded = Self.recorded()
        for program in Self.programs {
            let now = try Self.levels(of: program.text)
            let then = try #require(recorded[program.name], "no picture of '\(program.name)' is recorded")
            let differences = zip(now.joined(), then.joined()).count { a, b in
                abs((a.hexDigitValue ?? 0) - (b.hexDigitValue ?? 0)) > 2
            }
            #expect(
                now.count == then.count && differences <= Self.columns * Self.rows / 50,
                "\(program.name): \(differences) cells differ\n\(now.joined(separator: "\n"))")
        }
    }
}
