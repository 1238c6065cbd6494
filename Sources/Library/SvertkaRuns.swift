import Language

/// Functions about trainings that every notebook has without an import, and the module `svertka` too.
enum SvertkaRuns {
    static let functions: [NativeFunction] = [
        NativeFunction(
            "runs", doc: "The trainings of this kernel, the newest last: at most 20, and all that can go on."
        ) { (call) throws(LanguageError) in
            Value(Runs.of(call.interpreter).all.map { .object($0) })
        },
        NativeFunction(
            "attach",
            [Parameter("run", .none, doc: "A Run, or its number; None: the one that runs, else the last.")],
            doc:
                "Shows a training's chart and the end of its log in this cell and keeps both up to date until its end: after a reload of the browser, in another notebook, from another client."
        ) { (call) throws(LanguageError) in
            let runs = Runs.of(call.interpreter)
            var found = runs.present
            if let wanted = call.optional(0) {
                if case .object(let run as RunObject) = wanted {
                    found = run
                } else {
                    let number = try call.int(0)
                    found = runs.all.first { $0.number == number }
                    if found == nil {
                        throw LanguageError.valueError(
                            "there is no run \(number)", hint: "runs() lists those that there are")
                    }
                }
            }
            guard let found else {
                throw LanguageError.runtimeError(
                    "there is no training to show", hint: "model.fit(…) begins one; recover() gives lost ones back")
            }
            try found.attach(call.interpreter)
            return .none
        },
        NativeFunction(
            "recover",
            [
                Parameter("which", .int(1), doc: "1 for the newest copy, 2 for the one before."),
                Parameter(
                    "custom_objects", .none, doc: "Functions of the program that the model uses: {'my_loss': my_loss}."),
            ],
            doc:
                "Gives back the model of a training that a kernel lost by a crash, a kill or a restart, as it was saved last: weights, optimizer and history of the epochs. The order of the samples and dropout begin anew. Prints what there is."
        ) { (call) throws(LanguageError) in
            let checkpoints = Checkpoints.of(call.interpreter)
            let lost = checkpoints.lost
            guard !lost.isEmpty else {
                throw LanguageError.runtimeError(
                    "there is no lost training",
                    hint:
                        "trainings are copied to disk once they run longer than 30 s; SVERTKA_CHECKPOINT sets the seconds"
                )
            }
            let place = try call.int(0)
            guard lost.indices.contains(place - 1) else {
                throw LanguageError.valueError("there are \(lost.count) lost trainings: which=1 to \(lost.count)")
            }
            let copy = lost[place - 1]
            let model = try checkpoints.model(copy, functions: KerasSaving.custom(call[1], call.interpreter))
            var text = "Recovered \(copy.line).\n"
            if copy.epoch < copy.epochs {
                text += "It goes on with model.fit(…, initial_epoch=\(copy.epoch), epochs=\(copy.epochs)).\n"
            }
            for (number, other) in lost.enumerated() where number != place - 1 {
                text += "recover(\(number + 1)) gives \(other.line).\n"
            }
            call.interpreter.write(text)
            return .object(model)
        },
    ]

    /// What `recover()` could give, the newest first.
    static func lost(_ interpreter: Interpreter) -> [String] { Checkpoints.of(interpreter).lost.map(\.line) }

    /// Writes copies of all trainings that are under way and ran long enough: the kernel ends.
    static func save(_ interpreter: Interpreter) {
        for run in Runs.of(interpreter).all {
            if let training = run.training { Checkpoints.of(interpreter).saveNow(training) }
        }
    }
}
