/// A function that pauses at each `yield`. Its registers are its own, so that it goes on where it was without copying.
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
    let registers: UnsafeMutablePointer<Register>
    let count: Int
    private let machine: Machine
    var state = State.fresh
    var next: UnsafeMutablePointer<Instruction>
    /// The register that receives what is sent in.
    var sentRegister = 0
    /// Exceptions that the generator was handling when it paused.
    var handled: [ExceptionObject] = []
    /// What `return` gave, once finished.
    var returned = Value.none
    /// True for what took over a dropped generator's registers to clean up.
    private var isLastWill = false

    /// Takes the registers of a window, which is left unbound.
    init(function: Function, window: UnsafeMutablePointer<Value>, machine: Machine) {
        self.function = function
        self.machine = machine
        count = function.code.registerCount
        registers = .allocate(capacity: max(1, count))
        for i in 0..<count {
            registers[i] = window.registers[i]
            window.registers[i] = .unbound
        }
        next = function.code.instructions
    }

    /// Takes over a dropped generator.
    private init(heirOf other: GeneratorObject) {
        function = other.function
        machine = other.machine
        count = other.count
        registers = .allocate(capacity: max(1, count))
        for i in 0..<count {
            registers[i] = other.registers[i]
            other.registers[i] = .unbound
        }
        state = other.state
        next = other.next
        sentRegister = other.sentRegister
        handled = other.handled
        isLastWill = true
    }

    deinit {
        if case .paused = state, !isLastWill, needsCleanUp { machine.abandoned.append(GeneratorObject(heirOf: self)) }
        clear()
        registers.deallocate()
    }

    /// True while the generator waits inside a `try` or `with`.
    private var needsCleanUp: Bool {
        let at = next - function.code.instructions - 1
        return function.code.handlers.contains { $0.start <= at && at < $0.end }
    }

    /// True where the loop can go on with it itself.
    @inline(__always) var canGoOn: Bool { state == .fresh || state == .paused }

    /// Lets go of everything in the registers.
    func clear() { registers.clear(to: registers + count) }

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
                clear()
                throw error
            }
            if !sent.isNone { throw LanguageError.typeError("can't send non-None value to a just-started generator") }
        case .paused: registers.values[sentRegister] = sent
        }
        let value = try interpreter.resume(self, throwing: error)
        if case .finished = state {
            returned = value
            return nil
        }
        return value
    }

    /// What `next` raises at the end: it carries what `return` gave.
    var stop: LanguageError {
        let error = LanguageError(.stopIteration, "")
        if !returned.isNone { error.raised.arguments = [returned] }
        // Only the first one carries it.
        returned = .none
        return error
    }

    /// Ends the generator at its yield, running its clean-up.
    func close(_ interpreter: Interpreter) throws(LanguageError) {
        if case .finished = state { return }
        do throws(LanguageError) {
            if try resume(.none, interpreter, throwing: LanguageError(.generatorExit, "")) != nil {
                throw LanguageError.runtimeError("generator ignored GeneratorExit")
            }
        } catch {
            if error.kind != .generatorExit && error.kind != .stopIteration { throw error }
        }
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
            try generator(call).close(call.interpreter)
            return .none
        },
    ]
}
