import Language

/// What a test sees: the language and its library as they were before any cell of the submission, whatever that did to
/// them.
///
/// - Names of built-ins mean the built-ins, `np` and its kin the modules, and the members of modules are those that the
///   library gave them.
/// - Functions and classes that cells of the master copy define keep the meaning they had there, and these classes and
///   those of the library their methods.
/// - Operators between values are the language's, the library's and the master copy's: methods like `__eq__` that the
///   submission wrote do not count.
/// - Random numbers begin anew, and settings of numpy are the usual ones.
///
/// What the assignment asks to be defined (`TestSeal.own`) is the submission's all the same.
final class TestPhase {
    private let interpreter: Interpreter
    /// The members of modules before a cell could change them.
    private var modules: [Remembered] = []
    /// Classes that cells and the library defined.
    private var classes: [Noted] = []
    /// Cells of the master copy, as functions name the text that defined them.
    private var masterCells: Set<String> = []
    /// Methods that classes of the master copy and the library have for the time of a test, and those that they had.
    private var restored: [(cls: ClassObject, name: String, method: Value?, before: Value?)] = []
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

    /// A module as the library gave it.
    private struct Remembered {
        let module: ModuleObject
        let members: [String: Value]
        /// The module's state when it had these members.
        var state: Int

        init(_ module: ModuleObject) { (self.module, members, state) = (module, module.members, module.state) }

        mutating func restore() {
            if module.state == state { return }
            module.restore(members)
            state = module.state
        }
    }

    /// A class as it was defined.
    private struct Noted {
        weak var cls: ClassObject?
        let members: [String: Value]
        /// True where all its methods are the library's or the master copy's.
        let isTrusted: Bool
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
        modules = interpreter.modulesInUse.map(Remembered.init)
        interpreter.onLoad = { [unowned self] module in modules.append(Remembered(module)) }
        interpreter.onClass = { [unowned self] cls in note(cls) }
        guardBuiltins()
    }

    // MARK: Before the first cell

    /// What built-ins, which belong to no object, know of this one.
    private final class Phase {
        /// True while a test runs.
        var isTest = false
    }

    private func note(_ cls: ClassObject) {
        let functions = cls.members.values.compactMap { if case .function(let function) = $0 { function } else { nil } }
        let isTrusted = !functions.isEmpty && functions.allSatisfy(isTrusted)
        classes.append(Noted(cls: cls, members: isTrusted ? cls.members : [:], isTrusted: isTrusted))
        if classes.count % 256 == 0 { classes.removeAll { $0.cls == nil } }
        if isOn { mask(cls) }
    }

    /// Built-ins that change classes refuse to give them operators while a test runs.
    private func guardBuiltins() {
        for name in ["setattr", "delattr"] {
            guard case .object(let object as NativeFunctionObject)? = interpreter.globals.builtin(name) else {
                continue
            }
            let row = object.function
            let guarded = NativeFunction(row.name, row.parameters, doc: row.doc) { (call) throws(LanguageError) in
                if case .object(is ClassObject) = call[0], case .str(let attribute) = call[1],
                    TestPhase.operators.contains(attribute.string),
                    call.interpreter.state(of: Phase.self, make: { Phase() }).isTest
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

    // MARK: Whose a function is

    /// True for a function that the library or a cell of the master copy wrote. No program chooses the names of texts.
    private func isTrusted(_ function: Function) -> Bool {
        masterCells.contains(function.sourceName)
            || function.sourceName.hasPrefix("File \"<") && function.sourceName != "File \"<string>\""
    }

    /// True where it was defined under that name, or is its twin for the operand on the right.
    private static func isDefined(_ function: Function, as name: String) -> Bool {
        let own = function.definedName
        return own == name || "__r" + own.dropFirst(2) == name || own == "__repr__" && name == "__str__"
    }

    /// Loads the modules that a text names, so that their random numbers and settings are reset before it runs.
    private func load(modulesIn text: String) {
        let words = Set(text.split { !($0.isLetter || $0.isNumber || $0 == "_") }.map(String.init))
        for (name, parts) in moduleNames where parts.allSatisfy(words.contains) { _ = interpreter.module(name) }
    }

    // MARK: A test

    /// Tests, and other cells of the master copy, see what is sealed from here on.
    /// - name: what functions call the cell.
    func begin(_ seal: TestSeal, source: String, name cell: String) {
        masterCells.insert(cell)
        load(modulesIn: source)
        for place in modules.indices { modules[place].restore() }
        own = Set(seal.own)
        for noted in classes where noted.isTrusted { restore(noted) }
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
        interpreter.state(of: Phase.self) { Phase() }.isTest = true
        for (name, method) in guarded { interpreter.classObject(for: .object).members[name] = method }
        for noted in classes { if let cls = noted.cls { mask(cls) } }
    }

    /// Takes the operators of a class that the submission defined out of it.
    private func mask(_ cls: ClassObject) {
        for (name, method) in cls.members where isForeign(name, method) {
            taken.append((cls, name, method))
            interpreter.replaceMember(name, of: cls, with: nil)
        }
    }

    /// Gives a class of the library or of the master copy its methods again. What they are not is the program's: numbers
    /// that are counted up, methods that the assignment asks for.
    private func restore(_ noted: Noted) {
        guard let cls = noted.cls else { return }
        for (name, method) in noted.members where !own.contains(name) {
            let now = cls.members[name] ?? .unbound
            if now.isIdentical(to: method) || !TestPhase.isMethod(method) || isMasters(now, name) { continue }
            restored.append((cls, name, method, cls.members[name]))
            interpreter.replaceMember(name, of: cls, with: method)
        }
        for (name, method) in cls.members where noted.members[name] == nil && !own.contains(name) {
            guard case .function(let function) = method, !isTrusted(function) else { continue }
            restored.append((cls, name, nil, method))
            interpreter.replaceMember(name, of: cls, with: nil)
        }
    }

    private static func isMethod(_ value: Value) -> Bool {
        switch value {
        case .function, .object(is NativeFunctionObject): true
        default: ["property", "staticmethod", "classmethod"].contains(value.typeName)
        }
    }

    /// True for a method that another cell of the master copy gave the class.
    private func isMasters(_ method: Value, _ name: String) -> Bool {
        guard case .function(let function) = method else { return false }
        return isTrusted(function) && [name, "<lambda>"].contains(function.definedName)
    }

    /// True for a method that a program wrote; those that `dataclass` adds compare as the language does.
    private func isForeign(_ name: String, _ method: Value) -> Bool {
        guard TestPhase.operators.contains(name), !own.contains(name), !method.isNone else { return false }
        switch method {
        case .object(let native as NativeFunctionObject): return native.function.name != name
        case .function(let function): return !isTrusted(function) || !TestPhase.isDefined(function, as: name)
        default: return true
        }
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
        interpreter.state(of: Phase.self) { Phase() }.isTest = false
        for (name, _) in guarded { interpreter.classObject(for: .object).members[name] = nil }
        for (cls, name, method) in taken where cls.members[name] == nil {
            interpreter.replaceMember(name, of: cls, with: method)
        }
        taken = []
        for (cls, name, method, before) in restored.reversed() {
            let isAsGiven = method.map { cls.members[name]?.isIdentical(to: $0) ?? false } ?? (cls.members[name] == nil)
            if isAsGiven { interpreter.replaceMember(name, of: cls, with: before) }
        }
        restored = []
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
            _ = interpreter.module("numpy.random")
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
