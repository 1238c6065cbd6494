/// A running program: its names, its modules, its stack, and its door to the outside.
///
/// An interpreter belongs to one thread. Cells run one after another in the same names.
public final class Interpreter {
    /// Where output goes and input comes from.
    public var host: Host
    /// Called after each cell, whether it ended well or not: open figures show themselves.
    public var afterCell: [CellHook] = []
    /// Shows an error that ends nothing: one of a callback. A session sets it.
    public var showError: ((LanguageError) -> Void)?
    /// What goes on while no cell needs this thread.
    public let background = BackgroundJobs()
    /// Who is told before each statement of what is compiled from now on: a debugger.
    public var tracer: (any Tracer)?
    /// The program's names.
    public let globals: Globals
    /// Modules that can be imported, by every name they go by. Made with the first `import`: a program starts without
    /// having gone through the tables of all libraries.
    private(set) lazy var registry: [String: NativeModule] = {
        var registry: [String: NativeModule] = [:]
        for module in moduleRows() {
            for name in [module.name] + module.aliases { registry[name] = module }
        }
        return registry
    }()
    private let moduleRows: () -> [NativeModule]
    var loadedModules: [String: ModuleObject] = [:]
    /// Told of each module as it is loaded, before a program sees it.
    public var onLoad: (ModuleObject) -> Void = { _ in }
    /// Told of each class that a program or a module in the language defines, before `__init_subclass__` is.
    public var onClass: (ClassObject) -> Void = { _ in }
    private var states: [ObjectIdentifier: Any] = [:]
    /// States that a program aside has for itself.
    var ownStates: [ObjectIdentifier: Any] = [:]
    /// Programs that run aside, inside each other.
    var asides = 0
    private var nativeClasses: [ObjectIdentifier: ClassObject] = [:]
    private var exceptionClasses: [ExceptionKind: ClassObject] = [:]
    let machine = Machine()
    let nativeLoops: NativeLoops
    /// Exceptions that `except` blocks are handling, innermost last.
    var handling: [ExceptionObject] = [] {
        didSet { handlingCount = Int32(truncatingIfNeeded: handling.count) }
    }
    private(set) var handlingCount: Int32 = 0
    /// Containers whose text is being made, so that one inside itself shows as `[...]`.
    var printing: [ObjectIdentifier] = []
    /// The texts of small numbers, made when first needed.
    private var digitTexts: [Str?] = Array(repeating: nil, count: 1024)
    /// Where f-strings are put together.
    let textBuffer = TextBuffer()
    /// Names of `sys.argv`.
    public var arguments: [String] = []
    public let ellipsis = EllipsisObject()
    public let notImplemented = NotImplementedObject()

    /// An interpreter that finds `modules`; `builtins` is always there.
    /// - Parameter nativeThreshold: turns after which a loop becomes machine code, 0 for never; by default as the
    ///   environment variable `SVERTKA_NATIVE` says, or some hundreds.
    public init(
        host: Host, modules: @escaping @autoclosure () -> [NativeModule] = [], nativeThreshold: Int? = nil
    ) {
        self.host = host
        nativeLoops = NativeLoops(threshold: nativeThreshold)
        moduleRows = modules
        globals = Globals(machine: machine)
        Builtins.install(in: self)
    }

    /// State that a library keeps for this interpreter: there are no global variables.
    ///
    ///     let figures = interpreter.state(of: OpenFigures.self) { OpenFigures() }
    public func state<State: AnyObject>(of type: State.Type, make: () -> State) -> State {
        if let found = states[ObjectIdentifier(type)] as? State { return found }
        let made = make()
        states[ObjectIdentifier(type)] = made
        return made
    }

    /// The same for what a program aside must not share with the one that waits: random streams, open figures.
    public func ownState<State: AnyObject>(of type: State.Type, make: () -> State) -> State {
        if let found = ownStates[ObjectIdentifier(type)] as? State { return found }
        let made = make()
        ownStates[ObjectIdentifier(type)] = made
        return made
    }

    /// Raises KeyboardInterrupt if someone asked to stop, MemoryError if memory is used up. Long loops of the library call it now and then.
    @inline(__always) public func checkInterrupt() throws(LanguageError) {
        if host.interrupt.isRaised { try stop() }
    }

    @inline(never)
    private func stop() throws(LanguageError) {
        if host.interrupt.stops { throw host.interrupt.answered() }
    }

    /// `checkInterrupt` where other programs may run before this one goes on: between turns of loops, before calls,
    /// between batches, in waits. All registers and objects must be as a program may see them.
    @inline(__always) public func reachSafePoint() throws(LanguageError) {
        if host.interrupt.isRaised { try answerInterrupt() }
    }

    @inline(never)
    func answerInterrupt() throws(LanguageError) {
        attend()
        try stop()
    }

    /// A safe point that ends nothing: lets other programs run if somebody waits for that.
    public func attend() {
        if host.interrupt.isRaised, host.interrupt.takeAttention() { host.attend() }
    }

    /// The decimal digits of an integer. Small ones are made once.
    func digits(of number: Int) -> Str {
        if number < 0 || number >= digitTexts.count { return Str(ascii: String(number)) }
        if let known = digitTexts[number] { return known }
        let made = Str(ascii: String(number))
        digitTexts[number] = made
        return made
    }

    /// Prints to the cell's standard output.
    public func write(_ text: String) { write(text, to: .stdout) }

    /// Prints to one of the cell's streams.
    public func write(_ text: String, to stream: StreamName) { host.emit(.stream(stream, text)) }

    /// The class that a native type shows as.
    public func classObject(for type: NativeType) -> ClassObject {
        if let found = nativeClasses[ObjectIdentifier(type)] { return found }
        var bases = type === NativeType.object ? [] : [classObject(for: type.base ?? NativeType.object)]
        if let also = type.also { bases.insert(classObject(for: also), at: 0) }
        guard
            let made = ClassObject(
                name: type.name, bases: bases, native: type, isUser: false,
                module: type.module.isEmpty ? "builtins" : type.module)
        else { preconditionFailure("native types inherit in a line: \(type.name)") }
        for method in type.methods {
            let function = Value.object(NativeFunctionObject(method, takesReceiver: !method.isStatic))
            made.members[method.name] = method.isOfClass ? .object(Descriptor(.classMethod, get: function)) : function
            made.memberOrder.append(method.name)
        }
        made.doc = Value(type.doc)
        nativeClasses[ObjectIdentifier(type)] = made
        return made
    }

    /// The class of a built-in exception.
    public func exceptionClass(_ kind: ExceptionKind) -> ClassObject {
        if let found = exceptionClasses[kind] { return found }
        let base = kind.parent.map { exceptionClass($0) } ?? classObject(for: .object)
        guard
            let made = ClassObject(
                name: kind.rawValue, bases: [base], native: .exception, exception: kind, isUser: false,
                module: "builtins")
        else { preconditionFailure("exceptions inherit in a line: \(kind)") }
        exceptionClasses[kind] = made
        return made
    }

    /// The class of a value, as `type(x)` gives it.
    public func classObject(of value: Value) -> ClassObject {
        if case .object(let object) = value, let instance = object as? Instance { return instance.cls }
        let type = value.nativeType
        return classObject(for: type.shownAs ?? type)
    }

    /// True where `value` is an instance of `cls`; `True` is an int, as in Python.
    public func isInstance(_ value: Value, of cls: ClassObject) -> Bool { classObject(of: value).isSubclass(of: cls) }
}

/// What a library does after each cell.
///
/// A type of its own because the compiler (6.3) crashes on an array of functions with typed errors.
public struct CellHook {
    private let body: (Interpreter) throws(LanguageError) -> Void

    public init(_ body: @escaping (Interpreter) throws(LanguageError) -> Void) { self.body = body }

    public func callAsFunction(_ interpreter: Interpreter) throws(LanguageError) { try body(interpreter) }
}

/// The names of the program, each with a place that compiled code knows.
public final class Globals {
    private var places: [String: Int] = [:]
    public private(set) var names: [String] = []
    /// The value at each place, unbound where the program has given none; moves when names are added.
    private(set) var values: UnsafeMutablePointer<Value>
    /// What a name means while the program has not defined it: a built-in function or type.
    private(set) var fallbacks: UnsafeMutablePointer<Value>
    private var capacity = 256
    var builtins: [String: Value] = [:]

    private let machine: Machine

    init(machine: Machine) {
        self.machine = machine
        values = .allocate(capacity: capacity)
        fallbacks = .allocate(capacity: capacity)
    }

    deinit {
        for memory in [values, fallbacks] {
            memory.deinitialize(count: names.count)
            memory.deallocate()
        }
    }

    /// The place of a name, made on first use.
    func place(of name: String) -> Int {
        if let place = places[name] { return place }
        let place = names.count
        if place == capacity { grow() }
        places[name] = place
        names.append(name)
        (values + place).initialize(to: .unbound)
        (fallbacks + place).initialize(to: builtins[name] ?? .unbound)
        return place
    }

    private func grow() {
        values = moved(values)
        fallbacks = moved(fallbacks)
        capacity *= 2
    }

    private func moved(_ memory: UnsafeMutablePointer<Value>) -> UnsafeMutablePointer<Value> {
        let larger = UnsafeMutablePointer<Value>.allocate(capacity: capacity * 2)
        larger.moveInitialize(from: memory, count: capacity)
        memory.deallocate()
        return larger
    }

    /// The value that the program gave a name.
    public subscript(name: String) -> Value? {
        get {
            guard let place = places[name], !values[place].isUnbound else { return nil }
            return values[place]
        }
        set {
            let place = place(of: name)
            letGo(place)
            values[place] = newValue ?? .unbound
        }
    }

    /// Must be called before a place gets another value: calls that are under way borrow functions from their names.
    @inline(__always) func letGo(_ place: Int) {
        if _slowPath(values.registers[place].tag == Register.Tag.function) { machine.keep(values.registers[place]) }
    }

    /// Names that have values, in the order in which they were first seen.
    public var definedNames: [String] { names.indices.filter { !values[$0].isUnbound }.map { names[$0] } }

    /// Names of all built-ins.
    public var builtinNames: [String] { builtins.keys.sorted() }

    /// Gives every program a name without an import; what was compiled before does not see it.
    public func addBuiltin(_ name: String, _ value: Value) { builtins[name] = value }

    /// A built-in by name.
    public func builtin(_ name: String) -> Value? { builtins[name] }
}
