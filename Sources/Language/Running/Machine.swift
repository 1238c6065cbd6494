/// The evaluator's memory: one stack of values, allocated once and never moved, and the depth of calls.
///
/// Memory above `top` is uninitialized. The stack is reserved address space: pages cost nothing until they are used.
final class Machine {
    /// Python's limit of user frames.
    static let frameLimit = 1000
    /// Calls of any kind inside one another, native ones included; the evaluating thread's stack is made for that.
    static let depthLimit = 3000
    private static let capacity = 4 << 20

    private let stack: UnsafeMutablePointer<Value>
    private(set) var top: UnsafeMutablePointer<Value>
    private let end: UnsafeMutablePointer<Value>
    /// Calls that are under way.
    var depth = 0
    /// Functions of the program that are under way, innermost last.
    var frames: [Frame] = []
    private var classes: [Unowned] = []

    private struct Unowned { weak var cls: ClassObject? }

    init() {
        stack = .allocate(capacity: Machine.capacity)
        top = stack
        end = stack + Machine.capacity
    }

    deinit {
        stack.deinitialize(count: top - stack)
        stack.deallocate()
    }

    /// Takes `count` unbound registers from the top.
    @inline(__always)
    func reserve(_ count: Int) throws(LanguageError) -> UnsafeMutablePointer<Value> {
        let window = top
        if end - window < count { throw LanguageError(.recursionError, "maximum recursion depth exceeded") }
        window.initialize(repeating: .unbound, count: count)
        top = window + count
        return window
    }

    /// Gives registers back; they must be the topmost.
    @inline(__always)
    func release(_ window: UnsafeMutablePointer<Value>, _ count: Int) {
        window.deinitialize(count: count)
        top = window
    }

    /// Remembers a class of the program, so that a change of it reaches its descendants.
    func remember(_ cls: ClassObject) { classes.append(Unowned(cls: cls)) }

    func subclasses(of cls: ClassObject) -> [ClassObject] {
        classes.removeAll { $0.cls == nil }
        return classes.compactMap(\.cls).filter { $0 !== cls && $0.isSubclass(of: cls) }
    }
}

/// A function of the program while it runs.
struct Frame {
    let function: Function
    let code: Code
    var base: UnsafeMutablePointer<Value>
    /// The next instruction, up to date whenever another frame runs.
    var pc = 0
    /// The caller's register that receives the result, counted from the caller's base.
    var resultRegister = 0
    /// True where `execute` was called natively: the loop ends with this frame.
    let isEntry: Bool
    /// Exceptions being handled when the frame began.
    let handledBefore: Int
    /// What the call gives instead of the function's result: the new object, for `__init__`.
    var replacement: Value = .unbound
    /// Set where the frame belongs to a generator.
    let generator: GeneratorObject?
}

/// A function that paused at a `yield`: its registers wait here.
final class GeneratorObject: Object {
    enum State {
        /// Not begun: registers hold the arguments.
        case fresh
        /// Waiting at a yield, to go on at an instruction.
        case paused
        case running
        case finished
    }

    let function: Function
    var state = State.fresh
    var registers: [Value]
    var pc = 0
    /// The register that receives what is sent in.
    var sentRegister = 0
    var yielded: Value?

    init(function: Function, registers: [Value]) {
        self.function = function
        self.registers = registers
    }

    var name: String { function.name }

    override var nativeType: NativeType { .generator }

    /// Goes on until the next yield; `nil` at the end. `sent` is the value of the yield expression.
    func resume(
        _ sent: Value, _ interpreter: Interpreter, throwing error: LanguageError? = nil
    ) throws(LanguageError) -> Value? {
        switch state {
        case .running: throw LanguageError.valueError("generator already executing")
        case .finished:
            if let error { throw error }
            return nil
        case .fresh:
            if let error {
                state = .finished
                throw error
            }
            if !sent.isNone { throw LanguageError.typeError("can't send non-None value to a just-started generator") }
        case .paused: registers[sentRegister] = sent
        }
        try interpreter.enter()
        defer { interpreter.leave() }
        let machine = interpreter.machine
        let count = registers.count
        let window = try machine.reserve(count)
        for i in 0..<count { window[i] = registers[i] }
        registers.removeAll(keepingCapacity: true)
        state = .running
        yielded = nil
        do throws(LanguageError) {
            let result = try interpreter.execute(function, window, generator: self, startingAt: pc, raising: error)
            if let value = yielded {
                yielded = nil
                return value
            }
            returned = result
            state = .finished
            return nil
        } catch {
            state = .finished
            throw error
        }
    }

    /// What `next` raises at the end: it carries what `return` gave.
    var stop: LanguageError {
        let error = LanguageError(.stopIteration, "")
        if !returned.isNone { error.raised.arguments = [returned] }
        return error
    }

    /// What `return` gave, once finished.
    private(set) var returned = Value.none

    /// Takes the registers of the window as it pauses.
    func pause(_ window: UnsafeMutablePointer<Value>, count: Int, pc: Int, sentRegister: Int, value: Value) {
        registers = (0..<count).map { window[$0] }
        self.pc = pc
        self.sentRegister = sentRegister
        yielded = value
        state = .paused
    }
}

/// What a generator answers to.
enum GeneratorMethods {
    private static func generator(_ call: Call) throws(LanguageError) -> GeneratorObject {
        guard case .object(let object as GeneratorObject)? = call.receiver else {
            throw LanguageError.typeError("not a generator")
        }
        return object
    }

    static let rows: [NativeFunction] = [
        NativeFunction("__next__", doc: "Goes on until the next yield.") { (call) throws(LanguageError) in
            guard let value = try generator(call).resume(.none, call.interpreter) else {
                throw try generator(call).stop
            }
            return value
        },
        NativeFunction("send", [.positional("value")], doc: "Goes on with a value for the yield expression.") {
            (call) throws(LanguageError) in
            guard let value = try generator(call).resume(call[0], call.interpreter) else {
                throw try generator(call).stop
            }
            return value
        },
        NativeFunction("throw", [.positional("exception")], doc: "Raises an exception at the yield.") {
            (call) throws(LanguageError) in
            let error = try call.interpreter.makeError(call[0], cause: nil)
            guard let value = try generator(call).resume(.none, call.interpreter, throwing: error) else {
                throw try generator(call).stop
            }
            return value
        },
        NativeFunction("close", doc: "Ends the generator at its yield.") { (call) throws(LanguageError) in
            let generator = try generator(call)
            if case .finished = generator.state { return .none }
            do throws(LanguageError) {
                if try generator.resume(.none, call.interpreter, throwing: LanguageError(.generatorExit, "")) != nil {
                    throw LanguageError.runtimeError("generator ignored GeneratorExit")
                }
            } catch {
                if error.kind != .generatorExit && error.kind != .stopIteration { throw error }
            }
            return .none
        },
    ]
}

/// A range being walked, known to the evaluator's loop.
final class RangeIterator: Object {
    var next: Int
    var left: Int
    let step: Int

    init(_ range: RangeObject) {
        next = range.start
        left = range.count
        step = range.step
    }

    override var nativeType: NativeType { .iterator }
}

/// A list being walked, known to the evaluator's loop.
final class ListIterator: Object {
    let list: List
    var place = 0

    init(_ list: List) { self.list = list }

    override var nativeType: NativeType { .iterator }
}
