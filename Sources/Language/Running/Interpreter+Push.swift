/// How the loop calls functions: arguments stay where the caller's registers hold them.
extension Interpreter {
    /// `call`: begins a function of the program, or does what else can be called.
    @inline(never)
    func beginCall(_ i: Instruction, _ r: UnsafeMutablePointer<Register>, _ frame: UnsafeMutablePointer<Frame>)
        throws(LanguageError)
    {
        let place = r + Int(i.a)
        if place.pointee.tag == Register.Tag.function {
            let function = place.pointee.object(as: Function.self)
            let callee = function._withUnsafeGuaranteedRef { $0.entry }
            if beginQuickly(
                function, callee, base: place + 1, given: Int(i.b), first: place, result: r + Int(i.c), frame, flags: 0)
            {
                return
            }
        }
        try beginOtherCall(place, Int(i.b), r + Int(i.c), frame)
    }

    /// `callGlobal` of a plain function of the program, whose frame borrows it from the name. False where it takes more.
    @inline(__always)
    func beginGlobalCall(
        _ function: Register, _ i: Instruction, _ r: UnsafeMutablePointer<Register>,
        _ frame: UnsafeMutablePointer<Frame>,
        _ next: UnsafeMutablePointer<Instruction>
    ) -> Bool {
        frame.pointee.next = next
        let function = function.object(as: Function.self)
        let callee = function._withUnsafeGuaranteedRef { $0.entry }
        let base = r + Int(i.a) + 1
        return beginQuickly(
            function, callee, base: base, given: Int(i.b), first: base, result: r + Int(i.c), frame, flags: 0)
    }

    /// `callMethod` of a plain function of an instance's class, as found before. False where it takes more.
    @inline(__always)
    func beginFoundMethod(
        _ i: Instruction, _ r: UnsafeMutablePointer<Register>, _ frame: UnsafeMutablePointer<Frame>,
        _ cache: UnsafeMutablePointer<CallSite>, _ next: UnsafeMutablePointer<Instruction>
    ) -> Bool {
        let receiver = r + Int(i.a)
        guard
            _fastPath(
                receiver.pointee.tag == Register.Tag.object && receiver.pointee.identity == machine.instance
                    && cache.pointee.isTrue(of: receiver.pointee, machine.epoch)),
            let function = cache.pointee.callee
        else { return false }
        frame.pointee.next = next
        let callee = function._withUnsafeGuaranteedRef { $0.entry }
        if !beginQuickly(
            function, callee, base: receiver, given: Int(i.b) + 1, first: receiver, result: r + Int(i.c), frame,
            flags: Frame.Flag.ownsFunction)
        {
            return false
        }
        Register.retain(UInt64(UInt(bitPattern: function.toOpaque())))
        return true
    }

    /// Begins a function where the arguments in the registers are all there is. False where it takes more.
    @inline(__always)
    private func beginQuickly(
        _ function: Unmanaged<Function>, _ callee: UnsafeMutablePointer<Code.Entry>,
        base: UnsafeMutablePointer<Register>, given: Int, first: UnsafeMutablePointer<Register>,
        result: UnsafeMutablePointer<Register>, _ frame: UnsafeMutablePointer<Frame>, flags: UInt32
    ) -> Bool {
        let top = machine.top
        let end = (base + callee.pointee.registerCount).values
        if _slowPath(
            !callee.pointee.isQuick || given != callee.pointee.positional
                || frame.pointee.flags & Frame.Flag.isGenerator != 0 || machine.isFull || end > machine.end
                || isDisturbed)
        {
            return false
        }
        var at = base + given
        let locals = base + callee.pointee.localCount
        while at < locals {
            at.putUnbound()
            at += 1
        }
        if end > top { machine.top = end }
        let new = frame + 1
        new.initialize(
            to: Frame(
                function: function, entry: callee, base: base, first: first, next: callee.pointee.instructions,
                result: result, top: top, extra: nil, handledBefore: handlingCount, flags: flags))
        machine.frame = new
        return true
    }

    /// True where an interrupt waits, or clean-up of dropped generators.
    @inline(__always) private var isDisturbed: Bool { host.interrupt.isRaised || machine.hasAbandoned }

    @inline(never)
    private func beginOtherCall(
        _ place: UnsafeMutablePointer<Register>, _ count: Int, _ result: UnsafeMutablePointer<Register>,
        _ frame: UnsafeMutablePointer<Frame>
    ) throws(LanguageError) {
        // Here, and not in `push`, which has moved arguments already.
        try reachSafePoint()
        if place.pointee.tag == Register.Tag.function {
            let function = place.pointee.object(as: Function.self)
            let callee = function._withUnsafeGuaranteedRef { $0.entry }
            if callee.pointee.isSimple, count <= callee.pointee.positional {
                return try push(
                    function, callee, first: place, base: place + 1, given: count, result: result, frame, made: nil,
                    ownsFunction: false)
            }
        } else if place.pointee.tag == Register.Tag.object {
            if let quick = quickCall(place.pointee) {
                if try quick.body(self, place, count, result) { return letGo(place, count, result) }
            } else if let (instance, function) = newInstance(place.pointee) {
                // A class whose `__init__` is a plain function: the new object takes the class's place.
                let callee = function.entry
                if callee.pointee.isSimple, count < callee.pointee.positional {
                    place.values.pointee = .object(instance)
                    return try push(
                        .passUnretained(function), callee, first: place, base: place, given: count + 1,
                        result: result, frame, made: .passRetained(instance), ownsFunction: true)
                }
            }
        }
        try callSlow(place, count, to: result)
    }

    /// `callMethod`, likewise; `word` is the instruction's second part.
    @inline(never)
    func beginMethodCall(
        _ i: Instruction, _ word: Instruction, _ r: UnsafeMutablePointer<Register>, _ frame: UnsafeMutablePointer<Frame>
    ) throws(LanguageError) {
        try reachSafePoint()
        let place = r + Int(i.a)
        let cache = frame.pointee.entry.pointee.caches + Int(word.a)
        if place.pointee.tag == cache.pointee.tag, let method = cache.pointee.method,
            place.pointee.tag != Register.Tag.dict || place.pointee.isPlainDict
        {
            if let quick = method._withUnsafeGuaranteedRef({ $0.quick }),
                try quick.body(self, place, Int(i.b), r + Int(i.c))
            {
                return letGo(place, Int(i.b), r + Int(i.c))
            }
            return try callMethodInPlace(method.takeUnretainedValue(), place, Int(i.b), to: r + Int(i.c))
        }
        if place.pointee.tag == Register.Tag.object, place.pointee.identity == machine.instance,
            let function = methodFunction(place, Int(word.b), frame, cache)
        {
            let callee = function._withUnsafeGuaranteedRef { $0.entry }
            if callee.pointee.isSimple, Int(i.b) < callee.pointee.positional {
                return try push(
                    function, callee, first: place, base: place, given: Int(i.b) + 1, result: r + Int(i.c), frame,
                    made: nil, ownsFunction: true)
            }
        }
        try callMethodSlow(place, Int(i.b), Int(word.b), frame, cache, to: r + Int(i.c))
    }

    /// Clears callee and arguments, unless the result lies there.
    @inline(__always)
    func letGo(
        _ place: UnsafeMutablePointer<Register>, _ count: Int, _ result: UnsafeMutablePointer<Register>
    ) {
        for at in place...(place + count) where at != result { at.putUnbound() }
    }

    /// The shorter way of a built-in function or type.
    @inline(__always)
    private func quickCall(_ callee: Register) -> QuickCall? {
        if callee.identity == Register.identity(of: NativeFunctionObject.self) {
            return callee.object(as: NativeFunctionObject.self)._withUnsafeGuaranteedRef { $0.quick }
        }
        if callee.identity == Register.identity(of: ClassObject.self) {
            return callee.object(as: ClassObject.self)._withUnsafeGuaranteedRef { $0.quick }
        }
        return nil
    }

    /// `checkMethod`: before arguments are evaluated that run code, says that an object has no such attribute.
    @inline(never)
    func checkMethod(
        _ receiver: UnsafeMutablePointer<Register>, _ word: Instruction, _ frame: UnsafeMutablePointer<Frame>
    ) throws(LanguageError) {
        let cache = frame.pointee.entry.pointee.caches + Int(word.a)
        if receiver.pointee.tag == cache.pointee.tag, cache.pointee.method != nil { return }
        if receiver.pointee.tag == Register.Tag.object {
            let identity = receiver.pointee.identity
            if identity == machine.module {
                let module = receiver.pointee.object(as: ModuleObject.self).takeUnretainedValue()
                if module.state == cache.pointee.moduleState { return }
            }
            if identity == machine.instance, cache.pointee.isTrue(of: receiver.pointee, machine.epoch) { return }
        }
        let name = frame.pointee.code.names[Int(word.b)]
        let value = receiver.values.pointee
        if case .object(let object) = value {
            // What runs code of the program is asked once, by the call.
            if object is SuperObject { return }
            if object.nativeType.slot(\.getAttribute) != nil, object.nativeType.method(name) == nil {
                receiver.values.pointee = .object(FoundAttribute(try getAttribute(value, name)))
                return
            }
            if let instance = object as? Instance {
                if instance.cls.lookUp("__getattribute__") == nil {
                    if instance.attribute(name) != nil { return }
                    if let member = instance.cls.lookUp(name), !isComputed(member) { return }
                }
                // What the program's own code answers is asked before the arguments, once.
                if instance.cls.isUser {
                    receiver.values.pointee = .object(FoundAttribute(try getAttribute(value, name)))
                    return
                }
            }
        }
        if value.nativeType.method(name) != nil { return }
        if try findAttribute(value, name) == nil { throw missingAttribute(value, name) }
    }

    /// True for members of a class that compute an attribute: properties and the program's own descriptors.
    private func isComputed(_ member: Value) -> Bool {
        guard case .object(let object) = member else { return false }
        if let descriptor = object as? Descriptor { return descriptor.kind == .property }
        return (object as? Instance)?.cls.lookUp("__get__") != nil
    }

    /// Begins a function of the program whose first `given` arguments lie at `base`.
    ///
    /// - Parameters:
    ///   - first: the first register that is given back at the end.
    ///   - made: the object that a call of a class gives instead of the result; the frame takes over the reference.
    ///   - ownsFunction: true where no register holds the function, so that the frame must.
    @inline(__always)
    func push(
        _ function: Unmanaged<Function>, _ callee: UnsafeMutablePointer<Code.Entry>,
        first: UnsafeMutablePointer<Register>, base: UnsafeMutablePointer<Register>, given: Int,
        result: UnsafeMutablePointer<Register>, _ caller: UnsafeMutablePointer<Frame>, made: Unmanaged<Instance>?,
        ownsFunction: Bool
    ) throws(LanguageError) {
        var first = first
        var base = base
        let top = machine.top
        if caller.pointee.flags & Frame.Flag.isGenerator != 0 {
            // A generator's registers are not on the stack: the arguments move there.
            let window = top.registers
            if machine.end - top > given { for i in 0..<given { window[i] = base[i].taken() } }
            base = window
            first = window
        }
        let end = (base + callee.pointee.registerCount).values
        if _slowPath(machine.isFull || end > machine.end || isDisturbed) {
            try checkPush(end, made)
        }
        var at = base + given
        let locals = base + callee.pointee.localCount
        while at < locals {
            at.putUnbound()
            at += 1
        }
        if given < callee.pointee.positional { try addDefaults(function, base, made) }
        if callee.pointee.preloadCount > 0 { callee.preload(base) }
        if end > top { machine.top = end }
        if ownsFunction { Register.retain(UInt64(UInt(bitPattern: function.toOpaque()))) }
        machine.frame += 1
        machine.frame.initialize(
            to: Frame(
                function: function, entry: callee, base: base, first: first, next: callee.pointee.instructions,
                result: result, top: top, extra: made?.toOpaque(), handledBefore: handlingCount,
                flags: (ownsFunction ? Frame.Flag.ownsFunction : 0) | (made == nil ? 0 : Frame.Flag.makes)))
    }

    /// `returnValue`: ends the innermost frame. Answers with the result where `execute` or `resume` waits for it;
    /// else the caller's frame has it.
    @inline(never)
    func endCall(_ source: UnsafeMutablePointer<Register>, _ frame: UnsafeMutablePointer<Frame>) throws(LanguageError)
        -> Value?
    {
        let flags = frame.pointee.flags
        if _slowPath(flags & ~Frame.Flag.ownsFunction != 0 || handlingCount > frame.pointee.handledBefore) {
            return try endOtherCall(source, frame)
        }
        let value = source.pointee.taken()
        let result = frame.pointee.result
        frame.pointee.first.letGo(to: frame.pointee.end)
        if flags != 0 { Register.release(UInt64(UInt(bitPattern: frame.pointee.function.toOpaque()))) }
        machine.top = frame.pointee.top
        machine.frame = frame - 1
        result.put(value.bits, value.tag)
        return nil
    }

    @inline(never)
    private func endOtherCall(
        _ source: UnsafeMutablePointer<Register>, _ frame: UnsafeMutablePointer<Frame>
    ) throws(LanguageError) -> Value? {
        var value = source.pointee
        if let made = frame.pointee.made {
            if !value.isNone { throw initReturned(source.values.pointee) }
            value = Register(bits: UInt64(UInt(bitPattern: made.retain().toOpaque())), tag: Register.Tag.object)
        } else {
            source.pointee = .unbound
        }
        let isEntry = frame.pointee.isEntry
        let result = frame.pointee.result
        if let generator = frame.pointee.generator?.takeUnretainedValue() {
            generator.state = .finished
            pop(frame)
            if isEntry { return value.value }
            // A `for` was waiting: it ends.
            generator.returned = value.value
            endWalk(found: false)
            return nil
        }
        pop(frame)
        if isEntry { return value.value }
        result.put(value.bits, value.tag)
        return nil
    }

    /// `yieldValue`: pauses the innermost frame; answers as `endCall` does.
    @inline(never)
    func pause(_ i: Instruction, _ r: UnsafeMutablePointer<Register>, _ frame: UnsafeMutablePointer<Frame>) -> Value? {
        guard let generator = frame.pointee.generator?.takeUnretainedValue() else {
            preconditionFailure("yield outside of a generator")
        }
        generator.next = frame.pointee.next
        generator.sentRegister = Int(i.a)
        generator.state = .paused
        let before = frame.pointee.handledBefore
        if handlingCount > before {
            generator.handled = Array(handling[Int(before)...])
            handling.removeLast(Int(handlingCount - before))
        }
        let source = r + Int(i.b)
        machine.frame -= 1
        if frame.pointee.isEntry { return source.values.pointee }
        frame.pointee.result.copy(source)
        endWalk(found: true)
        return nil
    }

    /// Lets the innermost frame go on after `next` or `nextBack` asked a generator.
    private func endWalk(found: Bool) {
        let frame = machine.frame
        let word = frame.pointee.next
        let stays = ((word - 1).pointee.op == .next) == found
        frame.pointee.next = word + 1 + (stays ? 0 : word.pointee.wide)
    }

    /// `next` on anything but numbers, lists and tuples: true where a value was found, false at the end, `nil` where a
    /// generator goes on first.
    @inline(never)
    func walkOn(_ i: Instruction, _ r: UnsafeMutablePointer<Register>, _ frame: UnsafeMutablePointer<Frame>)
        throws(LanguageError) -> Bool?
    {
        let walk = r + Int(i.b)
        if walk.pointee.identity == Register.identity(of: GeneratorObject.self) {
            try reachSafePoint()
            let generator = walk.pointee.object(as: GeneratorObject.self).takeUnretainedValue()
            if generator.canGoOn {
                if generator.state == .paused { (generator.registers + generator.sentRegister).putNone() }
                try begin(generator, result: r + Int(i.a), isEntry: false)
                return nil
            }
        }
        guard case .object(let object) = walk.values.pointee, let value = try nextValue(of: object) else {
            return false
        }
        r.values[Int(i.a)] = value
        return true
    }

    /// What speaks against a call: an interrupt, too many frames, too little memory.
    @inline(never)
    private func checkPush(_ end: UnsafeMutablePointer<Value>, _ made: Unmanaged<Instance>?) throws(LanguageError) {
        do throws(LanguageError) {
            if machine.isFull || end > machine.end {
                throw LanguageError(.recursionError, "maximum recursion depth exceeded")
            }
            try checkInterrupt()
            closeAbandoned()
        } catch {
            made?.release()
            throw error
        }
    }

    @inline(never)
    private func addDefaults(
        _ function: Unmanaged<Function>, _ base: UnsafeMutablePointer<Register>, _ made: Unmanaged<Instance>?
    ) throws(LanguageError) {
        do throws(LanguageError) {
            try fillDefaults(function.takeUnretainedValue(), base.values)
        } catch {
            made?.release()
            throw error
        }
    }
}
