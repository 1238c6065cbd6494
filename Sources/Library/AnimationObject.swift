import Drawing
import Foundation
import Language
import Vision

/// Frames that a program draws: shown one after another under one display id while they come, and at the end the
/// animated PNG that a stored notebook plays.
final class AnimationObject: Object {
    private(set) var strip = FilmStrip()
    /// Milliseconds that a frame is shown.
    let pause: Double
    /// Pixels to a logical one; nothing where the first frame decides.
    private let wantedScale: Double?
    /// Pixels to a logical one.
    private var scale = 1.0
    /// True where frames are shown while they come.
    let isLive: Bool
    private let id = Identifier.random()
    private var isDisplayed = false
    /// When the last frame was shown, and how long it took.
    private var shown = (at: 0.0, cost: 0.0)
    /// Figures that were open before the first frame: they are drawn on again and again.
    private var kept: [FigureObject] = []
    /// Time that was shown so far, so that rounding does not add up.
    private var time = 0.0
    /// Pixels of a row where the program does not say: half as many would be blurred, twice as many make a file four
    /// times as large.
    private static let width = 720.0
    /// Frames that one animation may have.
    private static let frameLimit = 5000

    init(fps: Double, loops: Int, scale: Double?, isLive: Bool) {
        (pause, wantedScale, self.isLive) = (1000 / fps, scale, isLive)
        strip.loops = loops
    }

    override var nativeType: NativeType { .animation }

    /// Figures that are open now stay open while frames are taken of them.
    func keepOpenFigures(_ interpreter: Interpreter) { kept += OpenFigures.of(interpreter).figures }

    /// Draws go to this figure again.
    func hold(_ figure: FigureObject, _ interpreter: Interpreter) {
        let open = OpenFigures.of(interpreter)
        if !open.figures.contains(where: { $0 === figure }) { open.figures.append(figure) }
        open.current = figure
        kept.append(figure)
    }

    /// Takes a frame: a figure, an image, or what was drawn since the last one.
    func take(_ picture: Value?, _ interpreter: Interpreter, milliseconds: Double? = nil) throws(LanguageError) {
        guard strip.count < AnimationObject.frameLimit else {
            throw .valueError("an animation has at most \(AnimationObject.frameLimit) frames")
        }
        let begin = KerasProgress.now()
        let image = try image(picture, interpreter)
        let next = time + (milliseconds ?? pause)
        let rounded = max(Int(next.rounded()) - Int(time.rounded()), 1)
        try raising { () throws(VisionError) in try strip.append(image, milliseconds: rounded) }
        time = next
        guard isLive, interpreter.host.showsPictures else { return }
        // Showing takes a third of the time at most.
        let now = KerasProgress.now()
        guard !isDisplayed || now - shown.at > max(0.08, shown.cost * 2) else { return }
        let file = try raising { () throws(VisionError) in try PNG.encode(image, isQuick: true) }
        show(bundle(file, text: "frame \(strip.count)"), interpreter)
        shown = (KerasProgress.now(), KerasProgress.now() - begin)
    }

    /// The picture that plays takes the place of the last frame.
    func finish(_ interpreter: Interpreter) throws(LanguageError) {
        let open = OpenFigures.of(interpreter)
        for figure in kept {
            figure.isShown = true
            open.close(figure)
        }
        kept = []
        guard isLive, !strip.isEmpty, interpreter.host.showsPictures else { return }
        show(try bundle(interpreter), interpreter)
        ShownCharts.of(interpreter).isShown(self)
    }

    /// What front ends show of the whole.
    func bundle(_ interpreter: Interpreter) throws(LanguageError) -> MIMEBundle {
        guard interpreter.host.showsPictures, !strip.isEmpty else { return MIMEBundle(text: text) }
        return bundle(try png(), text: text)
    }

    /// The picture that plays, as HTML without a program.
    func html() throws(LanguageError) -> String {
        let data = Data(try png()).base64EncodedString()
        let (width, height) = size
        return
            "<img src=\"data:image/png;base64,\(data)\" width=\"\(width)\" height=\"\(height)\" style=\"max-width: 100%; height: auto\" alt=\"animation of \(strip.count) frames\">"
    }

    func png() throws(LanguageError) -> [UInt8] { try raising { () throws(VisionError) in try strip.png() } }

    /// `<Animation: 50 frames, 640x480, 5.0 s>`
    var text: String {
        if strip.isEmpty { return "<Animation without frames>" }
        let (width, height) = size
        return
            "<Animation: \(strip.count) frames, \(width)x\(height), \(TrainingChart.time(Double(strip.milliseconds) / 1000))>"
    }

    /// Logical pixels.
    var size: (width: Int, height: Int) {
        (Int((Double(strip.width) / scale).rounded()), Int((Double(strip.height) / scale).rounded()))
    }

    /// Writes .gif or animated .png.
    func save(_ path: String) throws(LanguageError) {
        let name = path.lowercased()
        let file: [UInt8]
        if name.hasSuffix(".gif") {
            file = try raising { () throws(VisionError) in try strip.gif() }
        } else if name.hasSuffix(".png") || name.hasSuffix(".apng") {
            file = try png()
        } else {
            throw .valueError(
                "animations are written as .gif or as animated .png, not as '\(path)'",
                hint: "there is no encoder of videos: save('film.gif')")
        }
        try raising { () throws(VisionError) in try FileBytes.write(file, to: path) }
    }

    private func show(_ bundle: MIMEBundle, _ interpreter: Interpreter) {
        interpreter.host.emit(isDisplayed ? .update(bundle, id: id) : .display(bundle, id: id))
        isDisplayed = true
    }

    private func bundle(_ file: [UInt8], text: String) -> MIMEBundle {
        let (width, height) = size
        return MIMEBundle(
            text: text, richer: ["image/png": .bytes(file)],
            metadata: ["image/png": .object([("width", .int(width)), ("height", .int(height))])])
    }

    // MARK: Frames

    /// Takes a frame of a figure in which only some of the artists that take turns are seen; axes are as wide as for all.
    func take(
        _ figure: FigureObject, showing shown: [ArtistObject], of all: [ArtistObject], _ interpreter: Interpreter,
        milliseconds: Double?
    ) throws(LanguageError) {
        var before: [(axes: AxesObject, content: Axes)] = []
        for plot in figure.axes {
            before.append((plot, plot.axes))
            (plot.axes.x.low, plot.axes.x.high) = AnimationObject.range(plot, isX: true)
            (plot.axes.y.low, plot.axes.y.high) = AnimationObject.range(plot, isX: false)
            (plot.axes.x.isInverted, plot.axes.y.isInverted) = (false, false)
            let hidden = Set(
                all.filter { artist in artist.owner === plot && !shown.contains { $0 === artist } }.map(\.place))
            for place in hidden { plot.axes.settings[place, default: ArtistSettings()].isHidden = true }
        }
        defer { for (plot, content) in before { plot.axes = content } }
        try take(.object(figure), interpreter, milliseconds: milliseconds)
    }

    private static func range(_ plot: AxesObject, isX: Bool) -> (Double, Double) {
        let range = plot.axes.visibleRange(isX: isX)
        return (range.low, range.high)
    }

    private func image(_ picture: Value?, _ interpreter: Interpreter) throws(LanguageError) -> PixelImage {
        if let picture, !picture.isNone {
            if case .object(let figure as FigureObject) = picture { return try image(figure, interpreter) }
            if let image = try pixels(picture, interpreter) { return image }
        }
        guard let figure = OpenFigures.of(interpreter).current else {
            throw .valueError(
                "frame \(strip.count + 1) is empty",
                hint: "draw it with plt.…, or give a figure or an image: [H, W] or [H, W, 3]")
        }
        return try image(figure, interpreter)
    }

    private func image(_ figure: FigureObject, _ interpreter: Interpreter) throws(LanguageError) -> PixelImage {
        let complete = figure.complete
        if strip.isEmpty { scale = wantedScale ?? min(max(AnimationObject.width / complete.width, 1), 2) }
        let image = try raising { () throws(DrawingError) in try complete.scene().pixels(scale: scale) }
        if !kept.contains(where: { $0 === figure }) {
            figure.isShown = true
            OpenFigures.of(interpreter).close(figure)
        }
        return image
    }

    /// An array or a picture of Pillow's; small ones are enlarged, each pixel a square.
    private func pixels(_ value: Value, _ interpreter: Interpreter) throws(LanguageError) -> PixelImage? {
        var field: NumberField
        if NumberField.tensor(of: value) != nil {
            field = try NumberField(value, interpreter)
        } else if case .object(let object as Instance) = value, object.nativeType.name == "Image",
            let method = try interpreter.findAttribute(value, "__array__")
        {
            field = try NumberField(interpreter.call(method, []), interpreter)
        } else {
            return nil
        }
        guard field.shape.count == 2 || field.shape.count == 3, !field.values.isEmpty else {
            throw .typeError("a frame is a figure or an image [H, W] or [H, W, 3], not an array of \(field.shape)")
        }
        let gray = try raising { () throws(DrawingError) in try Colormap.named("gray") }
        let image = try ImageField.of(field, map: gray, low: 0, high: field.isWhole ? 255 : 1).pixels
        let factor = max(480 / max(image.width, image.height), 1)
        if factor == 1 { return image }
        return try raising { () throws(VisionError) in try image.enlarged(factor) }
    }
}

extension NativeType {
    /// Frames that play.
    static let animation = NativeType(
        name: "Animation", module: "svertka",
        doc: "Frames that play: shown while they are drawn, and kept as one picture.",
        methods: [
            NativeFunction(
                "frame",
                [
                    Parameter(
                        "picture", .none, doc: "A figure or an image; None: what was drawn since the last frame."),
                    Parameter("duration", .none, doc: "Seconds that it is shown; None: 1 / fps."),
                ], doc: "Takes a frame."
            ) { (call) throws(LanguageError) in
                var milliseconds: Double?
                if call.optional(1) != nil {
                    let seconds = try call.double(1)
                    guard seconds > 0, seconds <= 60 else {
                        throw .valueError("duration is more than 0 and up to 60 s")
                    }
                    milliseconds = seconds * 1000
                }
                try receiver(call).take(call[0], call.interpreter, milliseconds: milliseconds)
                return .none
            },
            NativeFunction(
                "frame_of", [Parameter("fig"), Parameter("artists"), Parameter("all"), Parameter("duration", .none)],
                doc: "Takes a frame of a figure that shows, of all these artists, only some."
            ) { (call) throws(LanguageError) in
                guard case .object(let figure as FigureObject) = call[0] else { throw .typeError("a figure expected") }
                var lists: [[ArtistObject]] = []
                for place in 1...2 {
                    var list: [ArtistObject] = []
                    for item in try call.interpreter.array(of: call[place]) {
                        guard case .object(let artist as ArtistObject) = item else {
                            throw .typeError(
                                "ArtistAnimation takes lists of what plt.plot, plt.imshow and the like give, not '\(item.typeName)'"
                            )
                        }
                        list.append(artist)
                    }
                    lists.append(list)
                }
                let seconds = call.optional(3) == nil ? nil : try call.double(3)
                try receiver(call).take(
                    figure, showing: lists[0], of: lists[1], call.interpreter, milliseconds: seconds.map { $0 * 1000 })
                return .none
            },
            NativeFunction("finish", doc: "Shows the picture that plays in place of the last frame.") {
                (call) throws(LanguageError) in
                try receiver(call).finish(call.interpreter)
                return .none
            },
            NativeFunction("save", [Parameter("filename")], doc: "Writes the animation as .gif or as animated .png.") {
                (call) throws(LanguageError) in
                try receiver(call).save(try call.interpreter.str(call[0]))
                return .none
            },
            NativeFunction("to_html", doc: "HTML with the picture that plays.") { (call) throws(LanguageError) in
                Value(try receiver(call).html())
            },
            NativeFunction("to_bytes", doc: "The animated PNG.") { (call) throws(LanguageError) in
                .object(BytesObject(try receiver(call).png()))
            },
            NativeFunction("hold", [Parameter("fig")], doc: "pyplot draws on this figure until finish().") {
                (call) throws(LanguageError) in
                guard case .object(let figure as FigureObject) = call[0] else { throw .typeError("a figure expected") }
                try receiver(call).hold(figure, call.interpreter)
                return .none
            },
            NativeFunction("__enter__", doc: "Gives the animation.") { (call) throws(LanguageError) in
                let animation = try receiver(call)
                animation.keepOpenFigures(call.interpreter)
                return .object(animation)
            },
            NativeFunction("__exit__", [.rest("args")], doc: "Shows the picture that plays.") {
                (call) throws(LanguageError) in
                try receiver(call).finish(call.interpreter)
                return .bool(false)
            },
        ],
        properties: [
            NativeProperty("frames", doc: "The number of frames.") { (object, _) throws(LanguageError) in
                .int((object as? AnimationObject)?.strip.count ?? 0)
            },
            NativeProperty("size", doc: "Width and height in logical pixels.") { (object, _) throws(LanguageError) in
                let size = (object as? AnimationObject)?.size ?? (width: 0, height: 0)
                return .tuple(Tuple([.int(size.width), .int(size.height)]))
            },
            NativeProperty("seconds", doc: "How long it plays.") { (object, _) throws(LanguageError) in
                .float(Double((object as? AnimationObject)?.strip.milliseconds ?? 0) / 1000)
            },
        ],
        slots: Slots {
            $0.repr = { (object, _) throws(LanguageError) in (object as? AnimationObject)?.text ?? "" }
            $0.mimeBundle = { (object, interpreter) throws(LanguageError) in
                guard let animation = object as? AnimationObject, !ShownCharts.of(interpreter).isFresh(animation) else {
                    return nil
                }
                return try animation.bundle(interpreter)
            }
        })

    private static func receiver(_ call: Call) throws(LanguageError) -> AnimationObject {
        guard case .object(let animation as AnimationObject)? = call.receiver else {
            throw .typeError("\(call.function.name)() needs an animation")
        }
        return animation
    }
}
