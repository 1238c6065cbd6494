/// Programs that the supervisor has a worker run to get at what is measured. They hold no secret: a submission may do with
/// them what it likes, and changes nothing but its own predictions.
enum Probe {
    /// A probe's text: a function, so that no name of it stays among the submission's, and its value for what one of the
    /// submission's names is, which the function knows as `given`: its own names may be the same.
    private static func text(given name: String? = nil, _ body: String) -> String {
        let lines = body.split(separator: "\n", omittingEmptySubsequences: false).map { "    " + $0 }
        return "def __svertka_probe__(\(name == nil ? "" : "given")):\n    import builtins, numpy\n"
            + lines.joined(separator: "\n")
            + "\n\(CellRequest.answer) = __svertka_probe__(\(name ?? ""))\ndel __svertka_probe__\n"
    }

    /// Calls a function with the inputs. Scores of classes become classes there where the metric wants no more: fewer
    /// bytes travel.
    /// - inputs: an expression.
    static func call(_ name: String, inputs: String, _ test: MetricTest, axes: Int) -> String {
        text(given: name, "found = given(\(inputs))\n" + sending(test, axes: axes))
    }

    /// Looks at a variable.
    static func variable(_ name: String, _ test: MetricTest, axes: Int) -> String {
        text(given: name, "found = given\n" + sending(test, axes: axes))
    }

    private static func sending(_ test: MetricTest, axes: Int) -> String {
        if test.kind.form == .boxes {
            // Detectors give a list of boxes for each image: rows of [class, score, x1, y1, x2, y2].
            return """
                if builtins.isinstance(found, (builtins.list, builtins.tuple)):
                    rows = []
                    for image, boxes in builtins.enumerate(found):
                        for box in boxes:
                            rows.append([image] + [builtins.float(x) for x in box])
                    found = numpy.array(rows, dtype="float64").reshape(builtins.len(rows), 7)
                return {"predictions": numpy.asarray(found)}
                """
        }
        var lines = "found = numpy.asarray(found)\n"
        if test.kind.form == .classes {
            lines += "if found.ndim == \(axes + 1) and found.shape[-1] > 1:\n    found = found.argmax(-1)\n"
        }
        return lines + "return {\"predictions\": found}"
    }

    /// The layers and weights of a Keras model.
    static func model(_ name: String) -> String {
        text(
            given: name,
            """
            found = {"config": given.to_json()}
            for place, weight in builtins.enumerate(given.get_weights()):
                found["weight%05d" % place] = numpy.asarray(weight)
            return found
            """)
    }

    /// The layers of the model that a function builds.
    static func built(_ name: String) -> String { text(given: name, "return {\"config\": given().to_json()}") }

    // MARK: In a process of its own, without the submission's code

    /// Makes `__svertka_model__` of layers, and of weights in files `0.npy`, `1.npy` … of a folder.
    static func restore(_ config: String, folder: String, count: Int) -> String {
        text(
            """
            import keras
            global __svertka_model__
            __svertka_model__ = keras.models.model_from_json(open(\(quoted("\(folder)/\(config)"))).read())
            __svertka_model__.set_weights([numpy.load(\(quoted(folder)) + "/%d.npy" % place) for place in range(\(count))])
            \(cost)
            """)
    }

    /// Makes it of a file of the submission: a whole model, or weights for layers.
    static func load(_ path: String, config: String?, folder: String) -> String {
        let file = quoted(path)
        guard let config else {
            return text(
                """
                import keras
                global __svertka_model__
                __svertka_model__ = keras.models.load_model(\(file), compile=False)
                \(cost)
                """)
        }
        let loading =
            path.hasSuffix(".npz")
            ? "with numpy.load(\(file)) as stored:\n    __svertka_model__.set_weights([stored[name] for name in stored.files])"
            : "__svertka_model__.load_weights(\(file))"
        return text(
            """
            import keras
            global __svertka_model__
            __svertka_model__ = keras.models.model_from_json(open(\(quoted("\(folder)/\(config)"))).read())
            \(loading)
            \(cost)
            """)
    }

    private static let cost = "import svertka\nreturn {\"cost\": svertka.cost(__svertka_model__)}"

    /// The last training's curves, where there was one.
    static let curves = text(
        """
        import svertka
        runs = svertka.runs()
        if not runs:
            return {}
        history = runs[-1].history
        def number(x):
            x = builtins.float(x)
            return x if x - x == 0 else None
        return {"curves": {builtins.str(name): [number(x) for x in history[name]][:5000] for name in builtins.list(history)[:12]}}
        """)

    static func quoted(_ path: String) -> String {
        "\"" + path.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"") + "\""
    }
}
