import Arrays
import Language

/// What `import` finds: every module of the library, each a table of rows.
public enum Library {
    public static var modules: [NativeModule] {
        [
            StandardModules.all,
            NumPy.modules,
            PyplotModule.modules,
            Datasets.modules,
            [IPythonDisplay.module, SvertkaPictures.module],
            [Gradients.module],
            Keras.modules,
        ].flatMap { $0 }
    }

    /// Functions that a notebook has without an import.
    public static var builtins: [NativeFunction] { IPythonDisplay.builtins }
}
