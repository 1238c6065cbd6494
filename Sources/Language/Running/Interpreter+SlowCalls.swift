/// Calls that the loop does not begin by itself: of classes, built-ins and everything that can be called.
extension Interpreter {
    /// Runs the clean-up of generators that were dropped while they waited inside a `try` or `with`.
    @inline(never)
    func closeAbandoned() {
        while let generator = machine.abandoned.popLast() {
            do throws(LanguageError) {
                try generator.close(self)
            } catch {
                // As in Python, there is nobody to hear of it.
                write("Exception ignored in: <generator object \(generator.name)>\n", to: .stderr)
            }
        }
    }

    /// For a class whose instances are made by `__init__` alone: a new one, and the `__init__`.
    @inline(__always)
    func newInstance(_ callee: Register) -> (Instance, Function)? {
        guard callee.identity == Register.identity(of: ClassObject.self) else { return nil }
        let cls = callee.object(as: ClassObject.self).takeUnretainedValue()
        if cls.initializerEpoch != machine.epoch { findInitializer(cls) }
        guard let initializer = cls.initializer else { return nil }
        return (Instance(cls: cls), initializer)
    }

    @inline(never)
    private func findInitializer(_ cls: ClassObject) {
        cls.initializerEpoch = machine.epoch
        cls.initializer = nil
        guard cls.isUser, cls.exception == nil, cls.native == nil || cls.native === NativeType.object,
            cls.abstractNames.isEmpty, cls.enumeration == nil,
            case .function(let function)? = cls.lookUp("__init__"), !hasOwnNew(cls)
        else { return }
        cls.initializer = function
    }

    /// True where a class of the program defines `__new__`.
    private func hasOwnNew(_ cls: ClassObject) -> Bool {
        cls.order.contains { $0.isUser && $0.members["__new__"] != nil }
    }

    func initReturned(_ value: Value) -> LanguageError {
        .typeError("__init__() should return None, not '\(value.typeName)'")
    }

    /// A call of anything that the loop has no short way for. Callee and arguments are let go.
    @inline(never)
    func callSlow(
        _ place: UnsafeMutablePointer<Register>, _ count: Int, to result: UnsafeMutablePointer<Register>
    ) throws(LanguageError) {
        try reachSafePoint()
        if machine.hasAbandoned { closeAbandoned() }
        let value: Value
        switch place.values.pointee {
        case .function(let function):
            let window = try machine.reserve(function.code.registerCount)
            if function.code.parameters.isPlain, count <= function.code.parameters.positional {
                for i in 0..<count { window.registers[i] = place[1 + i].taken() }
                do throws(LanguageError) {
                    if count < function.code.parameters.positional { try fillDefaults(function, window) }
                } catch {
                    machine.release(window, function.code.registerCount)
                    throw error
                }
                try enter()
                defer { leave() }
                value = try execute(function, window)
            } else {
                machine.release(window, function.code.registerCount)
                value = try call(place.values.pointee, taken(place + 1, count))
            }
        case .object(let object):
            if type(of: object) == NativeFunctionObject.self,
                !unsafeDowncast(object, to: NativeFunctionObject.self).takesReceiver
            {
                let native = unsafeDowncast(object, to: NativeFunctionObject.self)
                value = try callInPlace(native.function, native.receiver, place, count)
            } else if type(of: object) == ClassObject.self, !unsafeDowncast(object, to: ClassObject.self).isUser,
                unsafeDowncast(object, to: ClassObject.self).exception == nil,
                let constructor = unsafeDowncast(object, to: ClassObject.self).native?.constructor
            {
                value = try callInPlace(constructor, place.values.pointee, place, count)
            } else if let slot = object.nativeType.slots.callInPlace,
                let result = try slot(
                    object, UnsafeBufferPointer(start: (place + 1).values, count: count), self)
            {
                value = result
            } else {
                value = try call(place.values.pointee, taken(place + 1, count))
            }
        default: value = try call(place.values.pointee, taken(place + 1, count))
        }
        place.clear(to: place + 1 + count)
        result.values.pointee = value
    }

    /// Calls a native function with the arguments behind `place`, without arrays where the row allows.
    func callInPlace(
        _ function: NativeFunction, _ receiver: Value?, _ place: UnsafeMutablePointer<Register>, _ count: Int
    ) throws(LanguageError) -> Value {
        let size = function.parameters.count
        guard function.isPlain, count <= size else {
            return try callNative(function, receiver: receiver, taken(place + 1, count))
        }
        try enter()
        defer { leave() }
        let window = try machine.reserve(size + 1)
        defer { machine.release(window, size + 1) }
        if let receiver { window.pointee = receiver }
        for i in 0..<count { window.registers[1 + i] = place[1 + i].taken() }
        if count < size { try fillDefaults(function, window + 1) }
        return try function.body(
            Call(
                interpreter: self, function: function, arguments: window + 1, place: receiver == nil ? nil : window))
    }

    /// Takes arguments out of registers.
    func taken(_ arguments: UnsafeMutablePointer<Register>, _ count: Int) -> [Value] {
        var values: [Value] = []
        values.reserveCapacity(count)
        for i in 0..<count { values.append(arguments[i].taken().value) }
        return values
    }

    /// The program's function that a method call of an instance reaches, where the loop can push it.
    @inline(__always)
    func methodFunction(
        _ place: UnsafeMutablePointer<Register>, _ name: Int, _ frame: UnsafeMutablePointer<Frame>,
        _ cache: UnsafeMutablePointer<CallSite>
    ) -> Unmanaged<Function>? {
        if cache.pointee.isTrue(of: place.pointee, machine.epoch), let callee = cache.pointee.callee { return callee }
        return findMethod(place, frame.pointee.code.names[name], cache)
    }

    @inline(never)
    private func findMethod(
        _ place: UnsafeMutablePointer<Register>, _ name: String, _ cache: UnsafeMutablePointer<CallSite>
    ) -> Unmanaged<Function>? {
        guard case .object(let object) = place.values.pointee, let instance = object as? Instance,
            instance.attribute(name) == nil, case .function(let function)? = instance.cls.lookUp(name),
            instance.cls.lookUp("__getattribute__") == nil
        else { return nil }
        // A dictionary's names may change without a new shape.
        if instance.dictionary == nil {
            cache.pointee = CallSite(instance.shape, epoch: machine.epoch, function: function)
        }
        return .passUnretained(function)
    }

    /// A method call of anything else.
    @inline(never)
    func callMethodSlow(
        _ place: UnsafeMutablePointer<Register>, _ count: Int, _ name: Int, _ frame: UnsafeMutablePointer<Frame>,
        _ cache: UnsafeMutablePointer<CallSite>, to result: UnsafeMutablePointer<Register>
    ) throws(LanguageError) {
        if let method = builtInMethod(place, name, frame, cache) {
            return try callMethodInPlace(method.takeUnretainedValue(), place, count, to: result)
        }
        try putAttribute(place, name, frame, cache)
        try callSlow(place, count, to: result)
    }

    /// The method that a built-in type has under a name; `nil` where the receiver is no plain built-in value.
    func builtInMethod(
        _ place: UnsafeMutablePointer<Register>, _ name: Int, _ frame: UnsafeMutablePointer<Frame>,
        _ cache: UnsafeMutablePointer<CallSite>
    ) -> Unmanaged<NativeFunction>? {
        let isObject = place.pointee.tag == Register.Tag.object
        if isObject {
            if place.pointee.identity != cache.pointee.identity {
                let object = place.pointee.object(as: Object.self).takeUnretainedValue()
                if object is Instance || object is ModuleObject || object is ClassObject || object is SuperObject {
                    return nil
                }
            }
        } else if place.pointee.tag == Register.Tag.function {
            return nil
        }
        let type = place.values.pointee.nativeType
        if cache.pointee.type !== type {
            let method = type.method(frame.pointee.code.names[name])
            cache.pointee = CallSite(type: type, method: method)
            if isObject { cache.pointee.identity = place.pointee.identity }
            if place.pointee.tag == Register.Tag.str || place.pointee.tag == Register.Tag.list
                || place.pointee.isPlainDict
            {
                cache.pointee.tag = place.pointee.tag
            }
        }
        return cache.pointee.method
    }

    /// Puts an attribute of the object in a register there instead of the object.
    func putAttribute(
        _ place: UnsafeMutablePointer<Register>, _ name: Int, _ frame: UnsafeMutablePointer<Frame>,
        _ cache: UnsafeMutablePointer<CallSite>
    ) throws(LanguageError) {
        if place.pointee.tag == Register.Tag.object, place.pointee.identity == machine.module,
            let member = member(place.pointee.object(as: ModuleObject.self), name, frame, cache)
        {
            if member.isCounted { Register.retain(member.bits) }
            return place.put(member.bits, member.tag)
        }
        let receiver = place.values.pointee
        guard let callee = try findAttribute(receiver, frame.pointee.code.names[name]) else {
            let error = missingAttribute(receiver, frame.pointee.code.names[name])
            // The attribute alone is wrong, not the call: the word before tells where it stands.
            let at = frame.pointee.pc - 2
            if frame.pointee.code.ranges.indices.contains(at) { error.raised.range = frame.pointee.code.ranges[at] }
            throw error
        }
        place.values.pointee = callee
    }

    /// Calls a native method: receiver and arguments stay where they are, if there is room behind them.
    func callMethodInPlace(
        _ method: NativeFunction, _ place: UnsafeMutablePointer<Register>, _ count: Int,
        to result: UnsafeMutablePointer<Register>
    ) throws(LanguageError) {
        if host.interrupt.isRaised { try checkInterrupt() }
        let value = try methodResult(method, place, count)
        letGo(place, count, result)
        result.values.pointee = value
    }

    private func methodResult(
        _ method: NativeFunction, _ place: UnsafeMutablePointer<Register>, _ count: Int
    ) throws(LanguageError) -> Value {
        let size = method.parameters.count
        let end = (place + 1 + size).values
        guard method.isPlain, count <= size, machine.holds(place.values), end < machine.end else {
            return try callInPlace(method, place.values.pointee, place, count)
        }
        try enter()
        defer { leave() }
        let top = machine.top
        if end > top { machine.top = end }
        defer {
            if size > count { (place + 1 + count).clear(to: end.registers) }
            machine.top = top
        }
        if count < size {
            for i in count..<size { (place + 1 + i).putUnbound() }
            try fillDefaults(method, place.values + 1)
        }
        return try method.body(
            Call(interpreter: self, function: method, arguments: place.values + 1, place: place.values))
    }
}
