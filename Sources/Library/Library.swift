import ArrayFiles
import Arrays
import Language

/// The modules of the library.
public enum Library {
    private static let arrays = NumPy.modules(adding: ArrayFileRows.rows)

    /// What `import` finds: every module of the library, each a table of rows.
    public static var modules: [NativeModule] {
        [
            StandardModules.all,
            arrays,
            PyplotModule.modules, [PyplotModule.pylab(with: arrays.first { $0.name == "numpy" })],
            [AnimationModule.module],
            Datasets.modules, PillowModule.modules,
            [IPythonDisplay.module, SvertkaPictures.module, SvertkaGraphs.module],
            DetectionModule.modules,
            [Gradients.module],
            Keras.modules, LiveLossPlot.modules, [SafeTensorsModule.module],
            Sklearn.modules,
            Widgets.modules,
        ].flatMap { $0 }
    }

    /// Trainings that kernels lost and `recover()` gives back, a line for each, the newest first.
    public static func lostTrainings(_ interpreter: Interpreter) -> [String] { SvertkaRuns.lost(interpreter) }

    /// Saves long trainings that are under way, for `recover()`: the process is about to end.
    public static func saveTrainings(_ interpreter: Interpreter) { SvertkaRuns.save(interpreter) }

    /// Functions that a notebook has without an import.
    public static var builtins: [NativeFunction] {
        IPythonDisplay.builtins + SvertkaRuns.functions + [PyplotDrawingModule.config, Help.row]
    }
}
