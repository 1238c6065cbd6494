import Language

/// `svertka.animate` and `svertka.Animation`: what a program draws again and again, as a picture that plays.
enum SvertkaAnimation {
    private static let settings: [Parameter] = [
        Parameter("fps", .float(10), doc: "Frames a second."),
        Parameter("loop", .int(0), doc: "How often it plays; 0: for ever."),
        Parameter(
            "dpi", .none, doc: "Pixels an inch, 100 to 200 for most; None: so many that a row has 720 pixels."),
        Parameter("live", .bool(true), doc: "False shows nothing before the end."),
    ]

    static let functions: [NativeFunction] = [
        NativeFunction(
            "animate",
            [
                Parameter("draw", doc: "A function of a frame that draws it or gives an image; or a generator."),
                Parameter("frames", .none, doc: "A number of frames, or the values that draw is called with."),
            ] + settings,
            doc:
                "Draws frame after frame, shows them while they come and then the picture that plays them; gives the Animation, whose save('x.gif') writes a file.",
            body: animate),
        NativeFunction(
            "Animation", settings,
            doc:
                "An animation for loops: with svertka.Animation() as film: … film.frame() takes what pyplot drew since the last frame. At the end stands the picture that plays."
        ) { (call) throws(LanguageError) in .object(try make(call, from: 0)) },
    ]

    private static func make(_ call: Call, from place: Int) throws(LanguageError) -> AnimationObject {
        let fps = try call.double(place), loops = try call.int(place + 1)
        guard fps >= 0.02, fps <= 100 else { throw .valueError("fps must be from 0.02 to 100, not \(fps)") }
        guard (0...65535).contains(loops) else { throw .valueError("loop must be from 0 to 65535, not \(loops)") }
        let dpi = call.optional(place + 2) == nil ? nil : try call.double(place + 2)
        if let dpi, !(20...600).contains(dpi) { throw .valueError("dpi must be from 20 to 600, not \(dpi)") }
        return AnimationObject(fps: fps, loops: loops, scale: dpi.map { $0 / 100 }, isLive: try call.bool(place + 3))
    }

    @Sendable private static func animate(_ call: Call) throws(LanguageError) -> Value {
        let interpreter = call.interpreter
        let animation = try make(call, from: 2)
        animation.keepOpenFigures(interpreter)
        do throws(LanguageError) {
            if let frames = call.optional(1) {
                var values: Value = frames
                if let count = interpreter.index(frames) {
                    values = .object(RangeObject(start: 0, stop: max(count, 0), step: 1))
                }
                let iteration = try interpreter.iterate(values)
                while let value = try iteration.next(interpreter) {
                    try interpreter.checkInterrupt()
                    try animation.take(interpreter.call(call[0], [value]), interpreter)
                }
            } else {
                if case .function = call[0] {
                    throw .typeError(
                        "animate() needs to know the frames", hint: "animate(draw, 50) calls draw(0) to draw(49)")
                }
                let iteration = try interpreter.iterate(call[0])
                while let value = try iteration.next(interpreter) {
                    try interpreter.checkInterrupt()
                    try animation.take(value, interpreter)
                }
            }
        } catch {
            // What there is stays, as after an interrupt of a training.
            try? animation.finish(interpreter)
            throw error
        }
        try animation.finish(interpreter)
        return .object(animation)
    }
}
