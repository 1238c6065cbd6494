extension Interpreter {
    /// Runs a function whose arguments lie in `window`, the topmost registers; gives them back at the end.
    ///
    /// Calls between functions of the program do not nest here: the loop keeps its own frames.
    func execute(_ function: Function, _ window: UnsafeMutablePointer<Value>) throws(LanguageError) -> Value {
        let code = function.code
        if code.isGenerator { return makeGenerator(function, window) }
        if machine.isFull {
            machine.release(window, code.registerCount)
            throw LanguageError(.recursionError, "maximum recursion depth exceeded")
        }
        prepare(code, window)
        machine.frame += 1
        machine.frame.initialize(
            to: Frame(
                function: .passUnretained(function), entry: code.entry, base: window.registers,
                first: window.registers, next: code.instructions, result: window.registers, top: window, extra: nil,
                handledBefore: handlingCount, flags: Frame.Flag.isEntry))
        return try run(nil)
    }

    /// Goes on with a generator until its next yield or its end, which its state tells apart.
    func resume(_ generator: GeneratorObject, throwing error: LanguageError?) throws(LanguageError) -> Value {
        try enter()
        defer { leave() }
        try begin(generator, result: generator.registers, isEntry: true)
        return try run(error)
    }

    /// Makes a generator's frame the innermost one.
    func begin(_ generator: GeneratorObject, result: UnsafeMutablePointer<Register>, isEntry: Bool)
        throws(LanguageError)
    {
        if machine.isFull {
            throw LanguageError(.recursionError, "maximum recursion depth exceeded")
        }
        let function = generator.function
        machine.frame += 1
        machine.frame.initialize(
            to: Frame(
                function: .passUnretained(function), entry: function.entry, base: generator.registers,
                first: generator.registers, next: generator.next, result: result, top: machine.top,
                extra: Unmanaged.passUnretained(generator).toOpaque(), handledBefore: handlingCount,
                flags: Frame.Flag.isGenerator | (isEntry ? Frame.Flag.isEntry : 0)))
        generator.state = .running
        if !generator.handled.isEmpty {
            handling.append(contentsOf: generator.handled)
            generator.handled = []
        }
    }

    /// Runs the innermost frame to its end; `pending` arises where it stands.
    private func run(_ pending: LanguageError?) throws(LanguageError) -> Value {
        if let pending { try unwind(pending) }
        while true {
            do throws(LanguageError) {
                return try loop()
            } catch {
                try unwind(error)
            }
        }
    }

    /// A generator that holds a call's arguments.
    func makeGenerator(_ function: Function, _ window: UnsafeMutablePointer<Value>) -> Value {
        prepare(function.code, window)
        let generator = GeneratorObject(function: function, window: window, machine: machine)
        machine.release(window, function.code.registerCount)
        return .object(generator)
    }

    /// Puts shared parameters into cells and constants into their registers.
    @inline(__always)
    func prepare(_ code: Code, _ window: UnsafeMutablePointer<Value>) {
        for register in code.cellParameters { window[register] = .object(Cell(window[register])) }
        code.entry.preload(window.registers)
    }

    /// Finds the innermost handler of an error among the frames of this `execute`; throws on where there is none.
    private func unwind(_ raised: LanguageError) throws(LanguageError) {
        var error = raised
        // An error that arises while another one is handled remembers it.
        if error.raised.object == nil, !handling.isEmpty { _ = exceptionObject(for: error) }
        while true {
            let frame = machine.frame
            let code = frame.pointee.code
            let at = max(0, frame.pointee.pc - 1)
            trace(error, code, at)
            if code.handlers.contains(where: { $0.isFold && $0.start <= at && at < $0.end }),
                matches(error, .stopIteration)
            {
                error = leavingGenerator(error)
            }
            if let handler = code.handlers.first(where: { !$0.isFold && $0.start <= at && at < $0.end }) {
                let kept = Int(frame.pointee.handledBefore) + handler.handled
                if handling.count > kept { handling.removeLast(handling.count - kept) }
                let object = exceptionObject(for: error)
                object.trace = Array(error.raised.trace.suffix(200))
                object.hint = error.raised.hint
                object.held += error.raised.held
                error.raised.held = []
                // What the body and handlers inside it left behind: iterators and exceptions are let go of here.
                (frame.pointee.base + handler.register + 1).clear(to: frame.pointee.end)
                frame.pointee.base.values[handler.register] = .object(object)
                frame.pointee.next = code.instructions + handler.target
                return
            }
            let isEntry = frame.pointee.isEntry
            if let generator = frame.pointee.generator?.takeUnretainedValue() {
                generator.state = .finished
                if matches(error, .stopIteration) {
                    error = leavingGenerator(error)
                }
            }
            hold(frame, error)
            pop(frame)
            if isEntry { throw error }
        }
    }

    /// Keeps the generators among a call's variables as long as the error that ends the call.
    private func hold(_ frame: UnsafeMutablePointer<Frame>, _ error: LanguageError) {
        let generator = Register.identity(of: GeneratorObject.self)
        for place in 0..<Int(frame.pointee.entry.pointee.localCount) {
            let register = frame.pointee.base + place
            if register.pointee.tag == Register.Tag.object, register.pointee.identity == generator {
                error.raised.held.append(register.values.pointee)
            }
        }
    }

    /// What a StopIteration becomes when it leaves a generator.
    private func leavingGenerator(_ error: LanguageError) -> LanguageError {
        let replacement = LanguageError.runtimeError("generator raised StopIteration")
        let cause = exceptionObject(for: error)
        let object = exceptionObject(for: replacement)
        object.cause = .object(cause)
        object.context = cause
        replacement.raised.trace = error.raised.trace
        return replacement
    }

    /// Gives a frame's registers and references back.
    @inline(__always)
    func pop(_ frame: UnsafeMutablePointer<Frame>) {
        if _slowPath(handlingCount > frame.pointee.handledBefore) {
            handling.removeLast(Int(handlingCount - frame.pointee.handledBefore))
        }
        frame.pointee.first.clear(to: frame.pointee.end)
        if let made = frame.pointee.made { made.release() }
        if frame.pointee.flags & Frame.Flag.ownsFunction != 0 {
            Register.release(UInt64(UInt(bitPattern: frame.pointee.function.toOpaque())))
        }
        machine.top = frame.pointee.top
        machine.frame = frame - 1
    }

    private func trace(_ error: LanguageError, _ code: Code, _ at: Int) {
        guard code.ranges.indices.contains(at) else { return }
        let range = error.raised.range ?? code.ranges[at]
        error.raised.range = nil
        // Raising again what was caught here keeps the place where it arose.
        let instruction = code.instructions[at]
        if instruction.op == .raise, instruction.c == 0, !error.raised.trace.isEmpty { return }
        error.raised.trace.insert(TraceEntry(source: code.source, range: range, function: code.name), at: 0)
    }
}
