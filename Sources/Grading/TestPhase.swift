import Language

/// What a test sees: the language and its library as they were before any cell of the submission, whatever that did to
/// them.
///
/// - Names of built-ins mean the built-ins, `np` and its kin the modules, and the members of modules are those that the
///   library gave them.
/// - Functions and classes that cells of the master copy define keep the meaning they had there.
/// - Operators between values are the language's: methods like `__eq__` of classes that the submission defines do not
///   count.
/// - Random numbers begin anew, and settings of numpy are the usual ones.
///
/// What the assignment asks to be defined (`TestSeal.own`) is the submission's all the same.
final class TestPhase {
    private let interpreter: Interpreter
    /// The members of modules before a cell could change them.
    private var modules: [(module: ModuleObject, members: [String: Value])] = []
    /// Classes that cells defined.
    private var classes: [Weak] = []
    /// What was taken from classes for the time of a test.
    private var taken: [(cls: ClassObject, name: String, method: Value)] = []
    /// What cells of the master copy bound to functions, classes and modules.
    private var kept: [String: Value] = [:]
    /// The submission's meanings of names that mean something else for the time of a test.
    private var hidden: [(name: String, value: Value)] = []
    private var own: Set<String> = []
    private var isOn = false
    /// `object.__setattr__` and `object.__delattr__` for the time of a test.
    private var guarded: [(name: String, method: Value)] = []
    private lazy var moduleNames = interpreter.moduleNames.map { ($0, $0.split(separator: ".").map(String.init)) }

    private final class Weak {
        weak var cls: ClassObject?
        init(_ cls: ClassObject) { self.cls = cls }
    }

    /// Methods by which an object would answer in place of the language.
    static let operators: Set<String> = Set(
        [
            "eq", "ne", "lt", "le", "gt", "ge", "bool", "contains", "float", "int", "index", "complex", "array", "abs",
            "round", "neg", "pos", "invert", "trunc", "floor", "ceil", "array_ufunc", "array_function", "repr", "str",
            "format",
        ].map { "__\($0)__" }
            + ["add", "sub", "mul", "truediv", "floordiv", "mod", "pow", "matmul", "divmod", "and", "or", "xor"].flatMap
        {
            ["__\($0)__", "__r\($0)__"]
        })

    /// Modules by the names that everybody gives them.
    private static let aliases = [
        "np": "numpy", "numpy": "numpy", "plt": "matplotlib.pyplot", "tf": "tensorflow", "tensorflow": "tensorflow",
        "keras": "keras", "math": "math", "sklearn": "sklearn",
    ]

    /// To be made before the first cell runs.
    init(_ interpreter: Interpreter) {
        self.interpreter = interpreter
        noteClasses()
        guardBuiltins()
    }

    // MARK: Before the first cell

    /// Every class that is defined says so.
    private func noteClasses() {
        let hook = NativeFunction(
            "__init_subclass__", [.rest("args"), .keywords("named")], doc: "Called when a class is derived."
        ) { (call) throws(LanguageError) in
            guard let receiver = call.receiver, case .object(let cls as ClassObject) = receiver else { return .none }
            if let (name, _) = call.keywords(1).first {
                throw .typeError("\(cls.name).__init_subclass__() takes no keyword arguments: \(name)")
            }
            call.interpreter.state(of: Classes.self) { Classes() }.note(cls)
            return .none
        }
        let classes = interpreter.state(of: Classes.self) { Classes() }
        classes.note = { [unowned self] cls in note(cls) }
        interpreter.classObject(for: NativeType.object).members["__init_subclass__"] = .object(
            NativeFunctionObject(hook, takesReceiver: true))
    }

    /// Where the hook, which belongs to no object, finds this one.
    private final class Classes {
        var note: (ClassObject) -> Void = { _ in }
        /// Modules that a text is about to load are to be remembered first.
        var read: (String) -> Void = { _ in }
        /// True while a test runs.
        var isTest = false
    }

    private func note(_ cls: ClassObject) {
        classes.append(Weak(cls))
        if classes.count % 256 == 0 { classes.removeAll { $0.cls == nil } }
        if isOn { mask(cls) }
    }

    /// Built-ins that take programs or names as texts are looked over the shoulder.
    private func guardBuiltins() {
        interpreter.state(of: Classes.self) { Classes() }.read = { [unowned self] text in remember(modulesIn: text) }
        for name in ["exec", "eval", "__import__"] {
            guard case .object(let object as NativeFunctionObject)? = interpreter.globals.builtin(name) else {
                continue
            }
            let row = object.function
            let guarded = NativeFunction(row.name, row.parameters, doc: row.doc) { (call) throws(LanguageError) in
                if case .str(let text) = call[0] {
                    call.interpreter.state(of: Classes.self) { Classes() }.read(text.string)
                }
                return try row.body(call)
            }
            interpreter.globals.addBuiltin(name, .object(NativeFunctionObject(guarded)))
        }
        for name in ["setattr", "delattr"] {
            guard case .object(let object as NativeFunctionObject)? = interpreter.globals.builtin(name) else {
                continue
            }
            let row = object.function
            let guarded = NativeFunction(row.name, row.parameters, doc: row.doc) { (call) throws(LanguageError) in
                if case .object(is ClassObject) = call[0], case .str(let attribute) = call[1],
                    TestPhase.operators.contains(attribute.string),
                    call.interpreter.state(of: Classes.self, make: { Classes() }).isTest
                {
                    throw TestPhase.refusal(attribute.string)
                }
                return try row.body(call)
            }
            interpreter.globals.addBuiltin(name, .object(NativeFunctionObject(guarded)))
        }
        for name in ["__setattr__", "__delattr__"] {
            guard let found = try? interpreter.getAttribute(.object(interpreter.classObject(for: .object)), name),
                case .object(let object as NativeFunctionObject) = found
            else { continue }
            let row = object.function
            let method = NativeFunction(row.name, row.parameters, doc: row.doc) { (call) throws(LanguageError) in
                if let receiver = call.receiver, receiver.heapObject is ClassObject, case .str(let attribute) = call[0],
                    TestPhase.operators.contains(attribute.string)
                {
                    throw TestPhase.refusal(attribute.string)
                }
                return try row.body(call)
            }
            guarded.append((name, .object(NativeFunctionObject(method, takesReceiver: true))))
        }
    }

    private static func refusal(_ name: String) -> LanguageError {
        LanguageError(
            .permissionError, "operators of classes cannot be changed while a test runs: \(name)",
            hint: "define them in the class")
    }

    // MARK: Modules

    /// Loads the modules that a text names and remembers their members, before the text can change them.
    func remember(modulesIn text: String) {
        let words = Set(text.split { !($0.isLetter || $0.isNumber || $0 == "_") }.map(String.init))
        for (name, parts) in moduleNames where parts.allSatisfy(words.contains) {
            guard let module = interpreter.module(name), !modules.contains(where: { $0.module === module }) else {
                continue
            }
            modules.append((module, module.members))
        }
    }

    // MARK: A test

    /// Tests, and other cells of the master copy, see what is sealed from here on.
    func begin(_ seal: TestSeal, source: String) {
        remember(modulesIn: source)
        for (module, members) in modules { module.members = members }
        own = Set(seal.own)
        let globals = interpreter.globals
        for name in globals.definedNames where !own.contains(name) {
            guard let value = globals[name] else { continue }
            var meant: Value?
            if let remembered = kept[name] {
                meant = remembered
            } else if globals.builtin(name) != nil {
                meant = .unbound
            } else if let path = TestPhase.aliases[name], !(value.heapObject is ModuleObject),
                let module = interpreter.module(path)
            {
                meant = .object(module)
            }
            guard let meant, !meant.isIdentical(to: value) else { continue }
            hidden.append((name, value))
            globals[name] = meant.isUnbound ? nil : meant
        }
        resetSettings(seal.seed)
        isOn = true
        interpreter.state(of: Classes.self) { Classes() }.isTest = true
        for (name, method) in guarded { interpreter.classObject(for: .object).members[name] = method }
        for noted in classes { if let cls = noted.cls { mask(cls) } }
    }

    /// Takes the operators of a class that the submission defined out of it.
    private func mask(_ cls: ClassObject) {
        for (name, method) in cls.members where isForeign(name, method) {
            taken.append((cls, name, method))
            cls.members[name] = nil
        }
    }

    /// True for a method that a program wrote; those that `dataclass` adds compare as the language does.
    private func isForeign(_ name: String, _ method: Value) -> Bool {
        guard TestPhase.operators.contains(name), !own.contains(name), !method.isNone else { return false }
        if case .object(let native as NativeFunctionObject) = method { return native.function.name != name }
        return true
    }

    /// Before each statement of a test, and after the last: no class got an operator meanwhile.
    func look() throws(LanguageError) {
        for noted in classes {
            guard let cls = noted.cls else { continue }
            for (name, method) in cls.members where isForeign(name, method) {
                mask(cls)
                throw TestPhase.refusal(name)
            }
        }
    }

    /// The test is over: the submission's names and classes are as before.
    /// - Returns: false where a class got an operator while the test ran: what the test says is void then.
    func end(source: String) -> Bool {
        var isClean = true
        do throws(LanguageError) { try look() } catch { isClean = false }
        isOn = false
        interpreter.state(of: Classes.self) { Classes() }.isTest = false
        for (name, _) in guarded { interpreter.classObject(for: .object).members[name] = nil }
        for (cls, name, method) in taken where cls.members[name] == nil { cls.members[name] = method }
        taken = []
        keep(source)
        for (name, value) in hidden where kept[name] == nil { interpreter.globals[name] = value }
        hidden = []
        return isClean
    }

    /// Functions, classes and modules that the cell bound mean the same in later cells of the master copy.
    private func keep(_ source: String) {
        for name in Set(source.split { !($0.isLetter || $0.isNumber || $0 == "_") }.map(String.init)) {
            guard !own.contains(name), let value = interpreter.globals[name], TestPhase.binds(name, source) else {
                continue
            }
            switch value {
            case .function, .object(is ClassObject), .object(is ModuleObject), .object(is NativeFunctionObject):
                kept[name] = value
            default: break
            }
        }
    }

    /// True where a line of the text gives the name a meaning: `def`, `class`, `import`, or an assignment at the margin.
    private static func binds(_ name: String, _ source: String) -> Bool {
        source.split(separator: "\n").contains { line in
            let words = line.split { !($0.isLetter || $0.isNumber || $0 == "_") }
            guard let first = words.first else { return false }
            switch first {
            case "def", "class": return words.count > 1 && words[1] == name
            case "import", "from": return words.dropFirst().contains { $0 == name }
            default:
                return first == name && line.hasPrefix(name)
                    && line.dropFirst(name.count).drop { $0 == " " }.first == "="
            }
        }
    }

    /// Random numbers from `seed` on, and numpy's settings as they come.
    private func resetSettings(_ seed: Int) {
        func call(_ module: String, _ name: String, _ arguments: [Value], _ named: [(String, Value)] = []) {
            guard modules.contains(where: { $0.module.name == module }),
                let function = interpreter.module(module)?.members[name]
            else { return }
            // The rows take what they are given here.
            _ = try? interpreter.call(function, arguments, named)
        }
        call("random", "seed", [.int(seed)])
        if modules.contains(where: { $0.module.name == "numpy" || $0.module.name.hasPrefix("keras") }) {
            remember(modulesIn: "numpy random")
            call("numpy.random", "seed", [.int(seed)])
        }
        call("keras.utils", "set_random_seed", [.int(seed)])
        call(
            "numpy", "seterr", [],
            [
                ("divide", Value("warn")), ("over", Value("warn")), ("under", Value("ignore")),
                ("invalid", Value("warn")),
            ])
        call(
            "numpy", "set_printoptions", [],
            [
                ("precision", .int(8)), ("threshold", .int(1000)), ("edgeitems", .int(3)), ("linewidth", .int(75)),
                ("suppress", .bool(false)),
            ])
    }
}
