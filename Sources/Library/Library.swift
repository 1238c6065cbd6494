import Language

/// What `import` finds: every module of the library, each a table of rows.
public enum Library {
    public static var modules: [NativeModule] {
        [
            StandardModules.all,
            [PythonItertools.module, PythonFunctools.module],
            NumPy.modules,
        ].flatMap { $0 }
    }
}
