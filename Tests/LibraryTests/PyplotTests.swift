import Drawing
import JSON
import Language
import Library
import Testing
import Vision

@Suite struct PyplotTests {
    /// The pictures among events, with the text beside each.
    private func pictures(_ events: [Event]) throws -> [(image: PixelImage, text: String)] {
        try events.compactMap { event in
            guard case .display(let bundle, _) = event, case .bytes(let file)? = bundle.content["image/png"],
                case .text(let text)? = bundle.content["text/plain"]
            else { return nil }
            return (try PNG.decode(file), text)
        }
    }

    private func printed(_ events: [Event]) -> String {
        events.map { if case .stream(_, let text) = $0 { text } else { "" } }.joined()
    }

    @Test func aFigureShowsItselfAtTheEndOfTheCell() throws {
        let shown = try pictures(Program.run("import matplotlib.pyplot as plt\nplt.plot([1, 2, 3])\n"))
        #expect(shown.count == 1)
        #expect(shown.first?.text == "<Figure size 640x480 with 1 Axes>")
        #expect(shown.first?.image.width == 1280 && shown.first?.image.height == 960)
    }

    @Test func showEmitsEachFigureOnceAndClosesIt() throws {
        let source = """
            import matplotlib.pyplot as plt
            plt.figure(figsize=(3, 2))
            plt.plot([1, 2])
            plt.figure()
            plt.plot([2, 1])
            plt.show()
            plt.plot([3, 3])
            plt.show()
            plt.show()
            """
        let sizes = try pictures(Program.run(source)).map(\.text)
        #expect(
            sizes == [
                "<Figure size 300x200 with 1 Axes>", "<Figure size 640x480 with 1 Axes>",
                "<Figure size 640x480 with 1 Axes>",
            ])
    }

    /// The places in the cycle are those that matplotlib 3.10 gives.
    @Test func areasBarsAndPointsTakeColoursApartFromCurves() throws {
        let source = """
            import matplotlib.pyplot as plt
            from matplotlib.colors import to_hex
            cycle = [to_hex('C%d' % k) for k in range(4)]
            fig, ax = plt.subplots()
            line, = ax.plot([0, 1], [0, 1])
            bars = ax.bar([0, 1], [1, 2])
            points = ax.scatter([0, 1], [1, 2])
            steps, = ax.step([0, 1], [1, 2])
            bars_too = ax.barh([0, 1], [1, 2])
            colours = [line.get_color(), bars[0].get_facecolor(), points.get_facecolor(), steps.get_color(),
                       bars_too[0].get_facecolor()]
            print([cycle.index(to_hex(c)) for c in colours])
            """
        #expect(printed(try Program.run(source)) == "[0, 0, 1, 1, 2]\n")
    }

    @Test func sharedAxesShowTheSameRangeAndLabelsOnce() throws {
        let source = """
            import matplotlib.pyplot as plt
            fig, ax = plt.subplots(2, 1, sharex=True)
            ax[0].plot([0, 1, 2])
            ax[1].plot([0, 1, 2, 3, 4, 5, 6, 7, 8])
            """
        #expect(try pictures(Program.run(source)).count == 1)
        #expect(
            Program.error("import pylab as plt\nplt.subplots(2, 2, sharex='x')")?.hasPrefix("ValueError: 'x' is not")
                == true)
    }

    @Test func aTerminalGetsTextAndNoPicture() throws {
        let events = try Program.run("import pylab as plt\nplt.plot([1])\n", showsPictures: false)
        #expect(try pictures(events).isEmpty)
        guard case .display(let bundle, _)? = events.first, case .text(let text)? = bundle.content["text/plain"] else {
            Issue.record("nothing shown")
            return
        }
        #expect(text == "<Figure size 640x480 with 1 Axes>")
    }

    @Test func metadataSaysTheLogicalSize() throws {
        let events = try Program.run("import matplotlib.pyplot as plt\nplt.figure(figsize=(5, 4))\nplt.plot([1])\n")
        guard case .display(let bundle, _)? = events.first else {
            Issue.record("nothing shown")
            return
        }
        #expect(
            bundle.metadata["image/png"]
                == .object([(key: "width", value: .int(500)), (key: "height", value: .int(400))]))
    }

    @Test func plotsOfSubplotsAreIndexedAsNumPyDoes() throws {
        let source = """
            import matplotlib.pyplot as plt
            fig, axes = plt.subplots(2, 3)
            print(axes.shape, len(axes), axes.size)
            print(axes[0, 1] is axes[0][1], axes.flat[4] is axes[1, 1], axes[-1, -1] is axes.ravel()[5])
            print(len(axes[:, 0]), len([ax for row in axes for ax in row]))
            fig, ax = plt.subplots()
            ax.set_title('один')
            print(ax)
            fig, (a, b) = plt.subplots(1, 2)
            """
        #expect(
            printed(try Program.run(source))
                == "(2, 3) 2 6\nTrue True True\n2 6\n<Axes: title={'center': 'один'}>\n")
    }

    @Test func imagesThroughColourMapsShowTheirColours() throws {
        let source = """
            import matplotlib.pyplot as plt
            plt.figure(figsize=(2, 2))
            plt.imshow([[0, 1], [2, 3]], cmap='gray')
            plt.axis('off')
            """
        let image = try #require(pictures(Program.run(source)).first).image
        let quarter = image.width / 4
        let levels = [(quarter, quarter), (quarter, 3 * quarter), (3 * quarter, quarter), (3 * quarter, 3 * quarter)]
            .map { Int(image[row: $0.0, column: $0.1].first ?? 0) }
        #expect(zip(levels, [0, 85, 170, 255]).allSatisfy { abs($0 - $1) <= 2 }, "\(levels)")
    }

    @Test(arguments: [
        ("plt.imshow([1, 2, 3])", "TypeError: Invalid shape (3,) for image data"),
        (
            "plt.plot([1, 2], [1, 2, 3])",
            "ValueError: x and y must have same first dimension, but have shapes (2,) and (3,)"
        ),
        ("plt.plot([1], color='reddish')", "ValueError: 'reddish' is not a valid value for color"),
        ("plt.plot([1], colour='red')", "AttributeError: Line2D.set() got an unexpected keyword argument 'colour'"),
        ("plt.plot([1], 'q')", "ValueError: 'q' is not a valid format string (unrecognized character 'q')"),
        ("plt.imshow([[1]], cmap='virids')", "ValueError: 'virids' is not a valid value for cmap"),
        ("plt.subplot(2, 2, 5)", "ValueError: num must be an integer with 1 <= num <= 4, not 5"),
        ("plt.figure(figsize=(-1, 3))", "ValueError: figure size must be positive finite not (-1.0, 3.0)"),
        ("plt.savefig('/nowhere/x.pdf')", "ValueError: Format 'pdf' is not supported (supported formats: png, svg)"),
        ("plt.legend(loc='top')", "ValueError: 'top' is not a valid value for loc"),
        ("plt.colorbar()", "RuntimeError: No mappable was found to use for colorbar creation."),
        ("plt.bar([1, 2], [1, 2, 3])", "ValueError: shape mismatch"),
        ("plt.scatter([1, 2], [1])", "ValueError: x and y must be the same size"),
        ("plt.xticks([1, 2], ['a'])", "ValueError: The number of FixedLocator locations (2)"),
        ("plt.plot([[1, 2], [3]])", "ValueError: setting an array element with a sequence"),
    ])
    func mistakesAreNamed(call: String, message: String) {
        let error = Program.error("import matplotlib.pyplot as plt\n\(call)\n")
        #expect(error?.hasPrefix(message) == true, "\(error ?? "no error")")
    }

    /// Every function of pyplot is called at least once and draws.
    @Test(arguments: [
        "plt.plot([1, 2, 3], [3, 1, 2], 'ro--', label='a', lw=3, alpha=0.5); plt.legend()",
        "plt.plot([1, 2], 'b^', [3, 4], [5, 6], 'k-')", "plt.semilogy([1, 10, 100])", "plt.loglog([1, 2], [3, 4])",
        "plt.semilogx([1, 10], [1, 2])", "plt.step([1, 2, 3], [1, 3, 2], where='mid')",
        "plt.errorbar([1, 2], [3, 4], yerr=[0.1, 0.2], fmt='o', capsize=3)", "plt.errorbar([1, 2], [3, 4], yerr=0.5)",
        "plt.scatter([1, 2, 3], [1, 2, 3], c=[0, 1, 2], cmap='viridis', s=[10, 20, 30]); plt.colorbar()",
        "plt.scatter([1, 2], [1, 2], c=['r', 'b'], marker='x')", "plt.fill_between([1, 2], [1, 2], 0, alpha=0.3)",
        "plt.fill([0, 1, 0.5], [0, 0, 1], 'g')",
        "plt.axhline(1, color='k', ls='--'); plt.axvline(x=2); plt.axhspan(0, 1); plt.axvspan(0, 1)",
        "plt.hlines([1, 2], 0, 3); plt.vlines(1, 0, 2, colors='r')",
        "plt.bar(['a', 'б'], [1, 2], color=['r', 'g'], yerr=[0.1, 0.2])",
        "plt.barh([1, 2], [3, 4])", "plt.hist([1, 2, 2, 3], bins=3, density=True)",
        "plt.hist([1, 2], bins=[0, 1, 3], histtype='step')",
        "plt.pie([1, 2], labels=['a', 'b'], autopct='%.0f%%')", "plt.imshow([[[1.0, 0, 0]]])",
        "plt.imshow([[1, 2]], origin='lower', extent=(0, 1, 0, 1)); plt.colorbar(label='z')",
        "plt.matshow([[1, 2], [3, 4]])", "plt.pcolormesh([[1, 2], [3, 4]])", "plt.contour([[1, 2], [3, 4]])",
        "plt.contourf([[0, 1, 0], [1, 2, 1], [0, 1, 0]], levels=3, cmap='coolwarm')",
        "plt.text(0.5, 0.5, 'текст', ha='center', fontsize=20)",
        "plt.annotate('пик', xy=(1, 1), xytext=(2, 2), arrowprops=dict(arrowstyle='->', color='r'))",
        "plt.arrow(0, 0, 1, 1)",
        "plt.title('t', fontsize=14, loc='left'); plt.xlabel('x'); plt.ylabel('y'); plt.suptitle('s')",
        "plt.axis('equal')", "plt.axis([0, 1, 0, 2])",
        "plt.xlim(0, 5); plt.ylim((1, 2)); plt.xticks([0, 1], ['a', 'b'], rotation=45); plt.yticks([1, 2])",
        "plt.grid(True); plt.xscale('log'); plt.tight_layout(); plt.tick_params(labelsize=8)",
        "plt.subplot(211).plot([1]); plt.subplot(2, 2, 3); plt.gca().invert_yaxis()",
        "fig = plt.figure(); ax = fig.add_subplot(1, 1, 1); ax.set(title='a', xlabel='b', xlim=(0, 2)); ax.set_aspect('equal')",
        "line, = plt.plot([1, 2]); line.set_ydata([3, 4]); line.set_color('r'); line.set_label('новая')",
        "plt.imshow([[1, 2]], cmap=plt.cm.hot, interpolation='bilinear', vmin=0, vmax=3, aspect='auto', alpha=0.5)",
        "fig, ax = plt.subplots(2, 2, sharex=True, sharey='row'); ax[0, 0].plot([1, 5]); ax[1, 1].plot([2, 9, 4])",
        "import numpy as np; plt.imshow(np.zeros((40000, 2)), aspect='auto')",
        "plt.imshow([[1, 2]], vmin=float('nan'))",
        "plt.plot([-1e308, 1e308]); plt.axis('equal')",
        "plt.plot([1, float('inf'), float('nan')]); plt.xlim(float('nan'), 1)",
        "plt.subplot2grid((2, 2), (0, 0), colspan=2).plot([1, 2])",
        "plt.plot([1, 2], color=plt.cm.jet(0.5)); plt.margins(0)",
    ])
    func everyFunctionDraws(call: String) throws {
        let shown = try pictures(Program.run("import matplotlib.pyplot as plt\n\(call)\n"))
        #expect(!shown.isEmpty)
    }
}

@Suite struct DisplayTests {
    @Test func displayUpdatesUnderOneIdentifier() throws {
        let source = """
            from IPython.display import display, update_display, clear_output, HTML, Markdown
            handle = display(HTML('<b>1</b>'), display_id='x')
            update_display(Markdown('*2*'), display_id='x')
            handle.update(3)
            clear_output(wait=True)
            """
        let events = try Program.run(source)
        guard events.count == 4, case .display(let first, "x") = events[0], case .update(let second, "x") = events[1],
            case .update(let third, "x") = events[2], case .clear(wait: true) = events[3]
        else {
            Issue.record("\(events)")
            return
        }
        if case .text(let html)? = first.content["text/html"] {
            #expect(html == "<b>1</b>")
        } else {
            Issue.record("no html")
        }
        #expect(second.content["text/markdown"] != nil)
        if case .text(let text)? = third.content["text/plain"] { #expect(text == "3") } else { Issue.record("no text") }
    }

    @Test func programsInOutputsAreRefused() {
        let error = Program.error("from IPython.display import Javascript\nJavascript('alert(1)')\n")
        #expect(error?.contains("not supported") == true)
    }
}
