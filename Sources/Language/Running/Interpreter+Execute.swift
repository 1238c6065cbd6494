extension Interpreter {
    /// Runs a function whose arguments lie in `window`; gives its registers back at the end.
    ///
    /// Calls between functions of the program do not nest here: the loop keeps its own frames.
    func execute(
        _ function: Function, _ window: UnsafeMutablePointer<Value>, generator: GeneratorObject? = nil,
        startingAt start: Int = 0, raising pending: LanguageError? = nil
    ) throws(LanguageError) -> Value {
        if generator == nil, function.code.isGenerator { return makeGenerator(function, window) }
        if machine.frames.count >= Machine.frameLimit {
            machine.release(window, function.code.registerCount)
            throw LanguageError(.recursionError, "maximum recursion depth exceeded")
        }
        machine.frames.append(
            Frame(
                function: function, code: function.code, base: window, pc: start, isEntry: true,
                handledBefore: handling.count, generator: generator))
        if start == 0 { makeParameterCells(function.code, window) }
        if let pending {
            // `throw()` on a generator: the error arises at its yield.
            machine.frames[machine.frames.count - 1].pc = max(start, 1)
            try unwind(pending)
        }
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
        let count = function.code.registerCount
        makeParameterCells(function.code, window)
        let registers = (0..<count).map { window[$0] }
        machine.release(window, count)
        let generator = GeneratorObject(function: function, registers: registers)
        return .object(generator)
    }

    @inline(__always)
    func makeParameterCells(_ code: Code, _ window: UnsafeMutablePointer<Value>) {
        for register in code.cellParameters { window[register] = .object(Cell(window[register])) }
    }

    /// Finds the innermost handler of an error among the frames of this `execute`; throws on where there is none.
    private func unwind(_ error: LanguageError) throws(LanguageError) {
        while true {
            let place = machine.frames.count - 1
            let frame = machine.frames[place]
            let at = frame.pc - 1
            trace(error, frame, at)
            if let handler = frame.code.handlers.first(where: { $0.start <= at && at < $0.end }) {
                let kept = frame.handledBefore + handler.handled
                if handling.count > kept { handling.removeLast(handling.count - kept) }
                let object = exceptionObject(for: error)
                frame.base[handler.register] = .object(object)
                machine.frames[place].pc = handler.target
                return
            }
            if handling.count > frame.handledBefore { handling.removeLast(handling.count - frame.handledBefore) }
            machine.release(frame.base, frame.code.registerCount)
            machine.frames.removeLast()
            if frame.isEntry { throw error }
        }
    }

    private func trace(_ error: LanguageError, _ frame: Frame, _ at: Int) {
        guard frame.code.ranges.indices.contains(at) else { return }
        let range = frame.code.ranges[at]
        if let last = error.raised.trace.first, last.source === frame.code.source, last.range == range,
            last.function == frame.code.name
        {
            return
        }
        error.raised.trace.insert(TraceEntry(source: frame.code.source, range: range, function: frame.code.name), at: 0)
    }

    /// The evaluator's loop over the innermost frame, until the frame that `execute` began returns.
    private func loop() throws(LanguageError) -> Value {
        var frameIndex = machine.frames.count - 1
        var base = machine.frames[frameIndex].base
        var code = machine.frames[frameIndex].code
        var instructions = code.instructions
        var pc = machine.frames[frameIndex].pc
        let flag = host.interrupt

        do throws(LanguageError) {
            while true {
                let i = instructions[pc]
                pc += 1
                switch i.op {
                case .loadConstant: base[Int(i.a)] = code.constants[i.wide]
                case .loadNone: base[Int(i.a)] = .none
                case .move: base[Int(i.a)] = base[Int(i.b)]
                case .take:
                    base[Int(i.a)] = base[Int(i.b)]
                    base[Int(i.b)] = .unbound
                case .loadGlobal:
                    let value = globals.values[i.wide]
                    if value.isUnbound {
                        let fallback = globals.fallbacks[i.wide]
                        if fallback.isUnbound { throw undefinedName(globals.names[i.wide]) }
                        base[Int(i.a)] = fallback
                    } else {
                        base[Int(i.a)] = value
                    }
                case .storeGlobal: globals.values[i.wide] = base[Int(i.a)]
                case .deleteGlobal:
                    if globals.values[i.wide].isUnbound { throw undefinedName(globals.names[i.wide]) }
                    globals.values[i.wide] = .unbound
                case .makeCell: base[Int(i.a)] = .object(Cell(base[Int(i.a)]))
                case .loadCell:
                    guard case .object(let object) = base[Int(i.b)] else {
                        preconditionFailure("register \(i.b) holds no cell")
                    }
                    let value = unsafeDowncast(object, to: Cell.self).value
                    if value.isUnbound { throw unassigned(code, Int(i.b)) }
                    base[Int(i.a)] = value
                case .storeCell:
                    guard case .object(let object) = base[Int(i.b)] else {
                        preconditionFailure("register \(i.b) holds no cell")
                    }
                    unsafeDowncast(object, to: Cell.self).value = base[Int(i.a)]
                case .deleteCell:
                    guard case .object(let object) = base[Int(i.b)] else {
                        preconditionFailure("register \(i.b) holds no cell")
                    }
                    unsafeDowncast(object, to: Cell.self).value = .unbound
                case .loadFree:
                    let value = machine.frames[frameIndex].function.closure[Int(i.b)].value
                    if value.isUnbound {
                        throw LanguageError.nameError(
                            "cannot access free variable '\(code.freeNames[Int(i.b)])' where it is not associated with a value in enclosing scope"
                        )
                    }
                    base[Int(i.a)] = value
                case .storeFree: machine.frames[frameIndex].function.closure[Int(i.b)].value = base[Int(i.a)]
                case .deleteFree: machine.frames[frameIndex].function.closure[Int(i.b)].value = .unbound
                case .checkLocal: if base[Int(i.a)].isUnbound { throw unassigned(code, Int(i.a)) }
                case .deleteLocal: base[Int(i.a)] = .unbound
                case .loadClassName:
                    guard case .dict(let namespace) = base[Int(i.b)] else {
                        preconditionFailure("register \(i.b) holds no namespace")
                    }
                    let name = code.names[Int(i.c)]
                    if let value = namespace[name, self] {
                        base[Int(i.a)] = value
                    } else {
                        let place = globals.place(of: name)
                        let value = globals.values[place]
                        base[Int(i.a)] = value.isUnbound ? globals.fallbacks[place] : value
                        if base[Int(i.a)].isUnbound { throw undefinedName(name) }
                    }

                case .add:
                    switch (base[Int(i.b)], base[Int(i.c)]) {
                    case (.int(let x), .int(let y)):
                        let (sum, overflow) = x.addingReportingOverflow(y)
                        if overflow { throw Arithmetic.tooLarge }
                        base[Int(i.a)] = .int(sum)
                    case (.float(let x), .float(let y)): base[Int(i.a)] = .float(x + y)
                    case (let x, let y): base[Int(i.a)] = try binary(.add, x, y)
                    }
                case .subtract:
                    switch (base[Int(i.b)], base[Int(i.c)]) {
                    case (.int(let x), .int(let y)):
                        let (sum, overflow) = x.subtractingReportingOverflow(y)
                        if overflow { throw Arithmetic.tooLarge }
                        base[Int(i.a)] = .int(sum)
                    case (.float(let x), .float(let y)): base[Int(i.a)] = .float(x - y)
                    case (let x, let y): base[Int(i.a)] = try binary(.subtract, x, y)
                    }
                case .multiply:
                    switch (base[Int(i.b)], base[Int(i.c)]) {
                    case (.int(let x), .int(let y)):
                        let (product, overflow) = x.multipliedReportingOverflow(by: y)
                        if overflow { throw Arithmetic.tooLarge }
                        base[Int(i.a)] = .int(product)
                    case (.float(let x), .float(let y)): base[Int(i.a)] = .float(x * y)
                    case (let x, let y): base[Int(i.a)] = try binary(.multiply, x, y)
                    }
                case .divide:
                    switch (base[Int(i.b)], base[Int(i.c)]) {
                    case (.float(let x), .float(let y)) where y != 0: base[Int(i.a)] = .float(x / y)
                    case (.int(let x), .int(let y)) where y != 0: base[Int(i.a)] = .float(Double(x) / Double(y))
                    case (let x, let y): base[Int(i.a)] = try binary(.divide, x, y)
                    }
                case .floorDivide:
                    switch (base[Int(i.b)], base[Int(i.c)]) {
                    case (.int(let x), .int(let y)) where x >= 0 && y > 0: base[Int(i.a)] = .int(x / y)
                    case (let x, let y): base[Int(i.a)] = try binary(.floorDivide, x, y)
                    }
                case .modulo:
                    switch (base[Int(i.b)], base[Int(i.c)]) {
                    case (.int(let x), .int(let y)) where x >= 0 && y > 0: base[Int(i.a)] = .int(x % y)
                    case (let x, let y): base[Int(i.a)] = try binary(.modulo, x, y)
                    }
                case .addNumber:
                    if case .int(let x) = base[Int(i.b)] {
                        let (sum, overflow) = x.addingReportingOverflow(i.signedC)
                        if overflow { throw Arithmetic.tooLarge }
                        base[Int(i.a)] = .int(sum)
                    } else {
                        let value = base[Int(i.b)]
                        base[Int(i.a)] =
                            i.signedC < 0
                            ? try binary(.subtract, value, .int(-i.signedC)) : try binary(.add, value, .int(i.signedC))
                    }
                case .binary:
                    let op = BinaryOperator(rawValue: UInt8(truncatingIfNeeded: instructions[pc].a)) ?? .add
                    let result = try binary(op, base[Int(i.b)], base[Int(i.c)])
                    pc += 1
                    base[Int(i.a)] = result
                case .addInPlace:
                    switch (base[Int(i.a)], base[Int(i.b)]) {
                    case (.int(let x), .int(let y)):
                        let (sum, overflow) = x.addingReportingOverflow(y)
                        if overflow { throw Arithmetic.tooLarge }
                        base[Int(i.a)] = .int(sum)
                    case (.float(let x), .float(let y)): base[Int(i.a)] = .float(x + y)
                    case (let x, let y): base[Int(i.a)] = try inPlace(.add, x, y)
                    }
                case .inPlace:
                    let op = BinaryOperator(rawValue: UInt8(truncatingIfNeeded: i.c)) ?? .add
                    base[Int(i.a)] = try inPlace(op, base[Int(i.a)], base[Int(i.b)])
                case .unary:
                    base[Int(i.a)] = try unary(
                        UnaryOperator(rawValue: UInt8(truncatingIfNeeded: i.c)) ?? .negate, base[Int(i.b)])
                case .not: base[Int(i.a)] = .bool(!(try truth(base[Int(i.b)])))

                case .less:
                    switch (base[Int(i.b)], base[Int(i.c)]) {
                    case (.int(let x), .int(let y)): base[Int(i.a)] = .bool(x < y)
                    case (.float(let x), .float(let y)): base[Int(i.a)] = .bool(x < y)
                    case (let x, let y): base[Int(i.a)] = try compare(.less, x, y)
                    }
                case .lessEqual:
                    switch (base[Int(i.b)], base[Int(i.c)]) {
                    case (.int(let x), .int(let y)): base[Int(i.a)] = .bool(x <= y)
                    case (.float(let x), .float(let y)): base[Int(i.a)] = .bool(x <= y)
                    case (let x, let y): base[Int(i.a)] = try compare(.lessEqual, x, y)
                    }
                case .equal:
                    switch (base[Int(i.b)], base[Int(i.c)]) {
                    case (.int(let x), .int(let y)): base[Int(i.a)] = .bool(x == y)
                    case (let x, let y): base[Int(i.a)] = try compare(.equal, x, y)
                    }
                case .notEqual:
                    switch (base[Int(i.b)], base[Int(i.c)]) {
                    case (.int(let x), .int(let y)): base[Int(i.a)] = .bool(x != y)
                    case (let x, let y): base[Int(i.a)] = try compare(.notEqual, x, y)
                    }
                case .greater:
                    switch (base[Int(i.b)], base[Int(i.c)]) {
                    case (.int(let x), .int(let y)): base[Int(i.a)] = .bool(x > y)
                    case (.float(let x), .float(let y)): base[Int(i.a)] = .bool(x > y)
                    case (let x, let y): base[Int(i.a)] = try compare(.greater, x, y)
                    }
                case .greaterEqual:
                    switch (base[Int(i.b)], base[Int(i.c)]) {
                    case (.int(let x), .int(let y)): base[Int(i.a)] = .bool(x >= y)
                    case (.float(let x), .float(let y)): base[Int(i.a)] = .bool(x >= y)
                    case (let x, let y): base[Int(i.a)] = try compare(.greaterEqual, x, y)
                    }
                case .isSame: base[Int(i.a)] = .bool(base[Int(i.b)].isIdentical(to: base[Int(i.c)]))
                case .isNotSame: base[Int(i.a)] = .bool(!base[Int(i.b)].isIdentical(to: base[Int(i.c)]))
                case .isIn: base[Int(i.a)] = .bool(try contains(base[Int(i.c)], base[Int(i.b)]))
                case .isNotIn: base[Int(i.a)] = .bool(!(try contains(base[Int(i.c)], base[Int(i.b)])))

                case .jump: pc = i.wide
                case .jumpBack:
                    pc = i.wide
                    if flag.isRaised { try checkInterrupt() }
                case .jumpIfTrue:
                    if case .bool(let yes) = base[Int(i.a)] {
                        if yes { pc = i.wide }
                    } else if try truth(base[Int(i.a)]) {
                        pc = i.wide
                    }
                case .jumpIfFalse:
                    if case .bool(let yes) = base[Int(i.a)] {
                        if !yes { pc = i.wide }
                    } else if try !truth(base[Int(i.a)]) {
                        pc = i.wide
                    }
                case .jumpUnlessLess:
                    switch (base[Int(i.a)], base[Int(i.b)]) {
                    case (.int(let x), .int(let y)): if !(x < y) { pc += i.signedC }
                    case (.float(let x), .float(let y)): if !(x < y) { pc += i.signedC }
                    case (let x, let y): if try !truth(compare(.less, x, y)) { pc += i.signedC }
                    }
                case .jumpUnlessLessEqual:
                    switch (base[Int(i.a)], base[Int(i.b)]) {
                    case (.int(let x), .int(let y)): if !(x <= y) { pc += i.signedC }
                    case (.float(let x), .float(let y)): if !(x <= y) { pc += i.signedC }
                    case (let x, let y): if try !truth(compare(.lessEqual, x, y)) { pc += i.signedC }
                    }
                case .jumpUnlessGreater:
                    switch (base[Int(i.a)], base[Int(i.b)]) {
                    case (.int(let x), .int(let y)): if !(x > y) { pc += i.signedC }
                    case (.float(let x), .float(let y)): if !(x > y) { pc += i.signedC }
                    case (let x, let y): if try !truth(compare(.greater, x, y)) { pc += i.signedC }
                    }
                case .jumpUnlessGreaterEqual:
                    switch (base[Int(i.a)], base[Int(i.b)]) {
                    case (.int(let x), .int(let y)): if !(x >= y) { pc += i.signedC }
                    case (.float(let x), .float(let y)): if !(x >= y) { pc += i.signedC }
                    case (let x, let y): if try !truth(compare(.greaterEqual, x, y)) { pc += i.signedC }
                    }
                case .jumpUnlessEqual:
                    switch (base[Int(i.a)], base[Int(i.b)]) {
                    case (.int(let x), .int(let y)): if x != y { pc += i.signedC }
                    case (let x, let y): if try !truth(compare(.equal, x, y)) { pc += i.signedC }
                    }
                case .jumpUnlessNotEqual:
                    switch (base[Int(i.a)], base[Int(i.b)]) {
                    case (.int(let x), .int(let y)): if x == y { pc += i.signedC }
                    case (let x, let y): if try !truth(compare(.notEqual, x, y)) { pc += i.signedC }
                    }

                case .getItem:
                    if case .list(let list) = base[Int(i.b)], case .int(let place) = base[Int(i.c)],
                        place >= 0, place < list.values.count
                    {
                        base[Int(i.a)] = list.values[place]
                    } else {
                        base[Int(i.a)] = try getItem(base[Int(i.b)], base[Int(i.c)])
                    }
                case .setItem:
                    if case .list(let list) = base[Int(i.a)], case .int(let place) = base[Int(i.b)],
                        place >= 0, place < list.values.count
                    {
                        list.values[place] = base[Int(i.c)]
                    } else {
                        try setItem(base[Int(i.a)], base[Int(i.b)], base[Int(i.c)])
                    }
                case .deleteItem: try deleteItem(base[Int(i.a)], base[Int(i.b)])
                case .getIterator: base[Int(i.a)] = try iterator(over: base[Int(i.b)])
                case .next:
                    guard case .object(let object) = base[Int(i.b)] else {
                        preconditionFailure("register \(i.b) holds no iterator")
                    }
                    if type(of: object) == RangeIterator.self {
                        let range = unsafeDowncast(object, to: RangeIterator.self)
                        if range.left == 0 {
                            pc = instructions[pc].wide
                        } else {
                            range.left -= 1
                            base[Int(i.a)] = .int(range.next)
                            range.next = range.next &+ range.step
                            pc += 1
                        }
                    } else if type(of: object) == ListIterator.self {
                        let walk = unsafeDowncast(object, to: ListIterator.self)
                        if walk.place < walk.list.values.count {
                            base[Int(i.a)] = walk.list.values[walk.place]
                            walk.place += 1
                            pc += 1
                        } else {
                            pc = instructions[pc].wide
                        }
                    } else {
                        machine.frames[frameIndex].pc = pc
                        if let value = try nextValue(of: object) {
                            base[Int(i.a)] = value
                            pc += 1
                        } else {
                            pc = instructions[pc].wide
                        }
                    }

                case .call:
                    let place = base + Int(i.a)
                    if case .function(let function) = place.pointee, function.code.parameters.isPlain,
                        !function.code.isGenerator
                    {
                        machine.frames[frameIndex].pc = pc
                        try push(function, place + 1, Int(i.b), into: Int(i.a), receiver: nil)
                    } else {
                        machine.frames[frameIndex].pc = pc
                        try callSlow(place, Int(i.b))
                        break
                    }
                    frameIndex += 1
                    base = machine.frames[frameIndex].base
                    code = machine.frames[frameIndex].code
                    instructions = code.instructions
                    pc = 0
                case .callMethod:
                    let place = base + Int(i.a)
                    machine.frames[frameIndex].pc = pc
                    let cache = code.caches + Int(instructions[pc].a)
                    pc += 1
                    if let function = try methodFunction(place, code.names[Int(i.c)], cache) {
                        try push(function, place + 1, Int(i.b), into: Int(i.a), receiver: place.pointee)
                        machine.frames[frameIndex].pc = pc
                        frameIndex += 1
                        base = machine.frames[frameIndex].base
                        code = machine.frames[frameIndex].code
                        instructions = code.instructions
                        pc = 0
                    } else {
                        try callMethodSlow(place, Int(i.b), code.names[Int(i.c)], cache)
                    }
                case .getAttribute:
                    let cache = code.caches + Int(instructions[pc].a)
                    if case .object(let object) = base[Int(i.b)], type(of: object) == Instance.self,
                        let value = unsafeDowncast(object, to: Instance.self).value(
                            at: cache.pointee.place, of: cache.pointee.cls, named: code.names[Int(i.c)])
                    {
                        base[Int(i.a)] = value
                    } else {
                        base[Int(i.a)] = try getAttributeSlow(base[Int(i.b)], code.names[Int(i.c)], cache)
                    }
                    pc += 1
                case .setAttribute:
                    let cache = code.caches + Int(instructions[pc].a)
                    if case .object(let object) = base[Int(i.a)], type(of: object) == Instance.self,
                        unsafeDowncast(object, to: Instance.self).replace(
                            at: cache.pointee.place, of: cache.pointee.cls, named: code.names[Int(i.b)],
                            with: base[Int(i.c)])
                    {
                    } else {
                        try setAttributeSlow(base[Int(i.a)], code.names[Int(i.b)], base[Int(i.c)], cache)
                    }
                    pc += 1
                case .returnValue:
                    var result = base[Int(i.a)]
                    if !machine.frames[frameIndex].replacement.isUnbound {
                        if !result.isNone {
                            throw LanguageError.typeError("__init__() should return None, not '\(result.typeName)'")
                        }
                        result = machine.frames[frameIndex].replacement
                    }
                    machine.release(base, code.registerCount)
                    // Moved out, not copied: a copy would count references up and down.
                    let frame = machine.frames.removeLast()
                    if handling.count > frame.handledBefore {
                        handling.removeLast(handling.count - frame.handledBefore)
                    }
                    if frame.isEntry { return result }
                    frameIndex -= 1
                    base = machine.frames[frameIndex].base
                    code = machine.frames[frameIndex].code
                    instructions = code.instructions
                    pc = machine.frames[frameIndex].pc
                    base[frame.resultRegister] = result
                case .yieldValue:
                    guard let generator = machine.frames[frameIndex].generator else {
                        preconditionFailure("yield outside of a generator")
                    }
                    let value = base[Int(i.b)]
                    generator.pause(base, count: code.registerCount, pc: pc, sentRegister: Int(i.a), value: value)
                    machine.release(base, code.registerCount)
                    let before = machine.frames[frameIndex].handledBefore
                    if handling.count > before { handling.removeLast(handling.count - before) }
                    machine.frames.removeLast()
                    return value
                case .nothing: break
                default:
                    machine.frames[frameIndex].pc = pc
                    try rare(i, base, code, frameIndex, &pc)
                }
            }
        } catch {
            machine.frames[machine.frames.count - 1].pc =
                machine.frames.count - 1 == frameIndex ? pc : machine.frames[machine.frames.count - 1].pc
            throw error
        }
    }
}
