extension Interpreter {
    /// The module behind a dotted name; with `orNil`, `nil` where there is none.
    func importModule(_ name: String, orNil: Bool) throws(LanguageError) -> ModuleObject? {
        if let native = registry[name] { return try load(native) }
        // A package that only holds others: `os` of `os.path`.
        if registry.keys.contains(where: { $0.hasPrefix(name + ".") }) {
            if let loaded = loadedModules[name] { return loaded }
            let package = ModuleObject(name: name, doc: "")
            loadedModules[name] = package
            onLoad(package)
            return package
        }
        if orNil { return nil }
        throw unknownModule(name)
    }

    private func load(_ native: NativeModule) throws(LanguageError) -> ModuleObject {
        if let loaded = loadedModules[native.name] { return loaded }
        let written = native.written
        let module = ModuleObject(name: native.name, doc: native.doc, written: written)
        loadedModules[native.name] = module
        for function in native.functions { module.members[function.name] = .object(NativeFunctionObject(function)) }
        for type in native.types { module.members[type.name] = .object(classObject(for: type)) }
        for (name, value) in native.constants(self) { module.members[name] = value }
        // What is written in the language comes instead of a row of the same name.
        for name in written?.exports ?? [] { module.members[name] = nil }
        if written?.isWhole == true {
            do throws(LanguageError) {
                try module.loadAll(self)
            } catch {
                // Stopped on the way: the next import begins anew.
                loadedModules[native.name] = nil
                throw error
            }
        }
        onLoad(module)
        return module
    }

    private func unknownModule(_ name: String) -> LanguageError {
        let top = String(name.prefix { $0 != "." })
        let known = Set(registry.keys.map { name.contains(".") ? $0 : String($0.prefix { $0 != "." }) })
        let nearest = Suggestion.nearest(to: name, among: known)
        let hint =
            nearest.map { "Did you mean '\($0)'?" }
            ?? "Svertka has its own modules: \(Set(registry.keys.map { String($0.prefix { $0 != "." }) }).sorted().joined(separator: ", "))"
        if registry[top] != nil, top != name {
            // os.path is no part of a package: os names another module so.
            let isPackage = top != "os" && registry.keys.contains { $0.hasPrefix(top + ".") }
            let reason = isPackage ? "" : "; '\(top)' is not a package"
            return LanguageError(.moduleNotFoundError, "No module named '\(name)'\(reason)", hint: hint)
        }
        return LanguageError(.moduleNotFoundError, "No module named '\(top)'", hint: hint)
    }

    /// `import a.b.c`: the module, or the top package.
    func importNamed(_ name: String, top: Bool) throws(LanguageError) -> ModuleObject {
        guard let module = try importModule(name, orNil: false) else { throw unknownModule(name) }
        guard top, let dot = name.firstIndex(of: ".") else { return module }
        return try importModule(String(name[..<dot]), orNil: false) ?? module
    }

    /// `from module import name`.
    func importFrom(_ module: Value, _ name: String) throws(LanguageError) -> Value {
        guard case .object(let object as ModuleObject) = module else { throw LanguageError.typeError("not a module") }
        if let found = try findAttribute(module, name) { return found }
        let nearest = Suggestion.nearest(to: name, among: attributeNames(module))
        throw LanguageError(
            .importError, "cannot import name '\(name)' from '\(object.name)'",
            hint: nearest.map { "Did you mean '\($0)'?" })
    }

    /// Names of all modules that can be imported, aliases included.
    public var moduleNames: [String] { registry.keys.sorted() }

    /// The modules that are loaded.
    public var modulesInUse: [ModuleObject] { Array(loadedModules.values) }

    /// A module for inspection and completion, loaded if it was not yet.
    public func module(_ name: String) -> ModuleObject? { (try? importModule(name, orNil: true)) ?? nil }
}
