/// `builtins`: what every program has without an import, as a module.
enum BuiltinsModule {
    static let module = NativeModule(
        "builtins", doc: "What every program has without an import.",
        constants: { interpreter in
            let globals = interpreter.globals
            return globals.builtinNames.filter { $0 != "__name__" }.compactMap { name in
                globals.builtin(name).map { (name, $0) }
            }
        })
}
