/// Calls with named arguments: `a.sum(axis=0)`, `np.zeros(3, dtype=int)`.
extension Interpreter {
    /// `callNamed`: what stands at `place` is called with the arguments behind it, the last of which are named.
    /// - Parameter cache: where the places of the names are kept; `nil` where the call has none.
    @inline(never)
    func callNamed(
        _ place: UnsafeMutablePointer<Register>, _ count: Int, _ names: [Value],
        _ cache: UnsafeMutablePointer<CallSite>?
    ) throws(LanguageError) -> Value {
        if place.pointee.tag == Register.Tag.object,
            place.pointee.identity == Register.identity(of: NativeFunctionObject.self)
        {
            let native = place.pointee.object(as: NativeFunctionObject.self).takeUnretainedValue()
            if !native.takesReceiver,
                let value = try callInPlace(native.function, native, place, count, names, cache)
            {
                return value
            }
        }
        let all = taken(place + 1, count)
        let positional = all.count - names.count
        var named: [(String, Value)] = []
        for (k, name) in names.enumerated() {
            if case .str(let text) = name { named.append((text.string, all[positional + k])) }
        }
        return try call(place.values.pointee, Array(all[..<positional]), named)
    }

    /// `callMethodNamed`, likewise; `word` is the instruction's second part.
    @inline(never)
    func callMethodNamed(
        _ i: Instruction, _ word: Instruction, _ r: UnsafeMutablePointer<Register>, _ frame: UnsafeMutablePointer<Frame>
    ) throws(LanguageError) {
        let (place, count) = (r + Int(i.a), Int(i.b))
        let cache = frame.pointee.entry.pointee.caches + Int(word.a)
        let value: Value
        if let method = foundMethod(place, cache) {
            value = try callInPlace(
                method.takeUnretainedValue(), nil, place, count, cache.pointee.namedCount, cache.pointee.places)
        } else {
            guard case .tuple(let names) = frame.pointee.code.constants[Int(i.c)] else { return }
            value = try findMethodNamed(place, count, names.values, word, frame, cache)
        }
        place.putUnbound()
        r.values[Int(word.c)] = value
    }

    /// The method of a built-in object that was found and called with the same names before.
    @inline(__always)
    private func foundMethod(
        _ place: UnsafeMutablePointer<Register>, _ cache: UnsafeMutablePointer<CallSite>
    ) -> Unmanaged<NativeFunction>? {
        guard place.pointee.tag == Register.Tag.object, place.pointee.identity == cache.pointee.identity,
            let method = cache.pointee.method, method.toOpaque() == cache.pointee.namedAddress,
            place.pointee.object(as: Object.self)._withUnsafeGuaranteedRef({ $0.nativeType === cache.pointee.type })
        else { return nil }
        return method
    }

    @inline(never)
    private func findMethodNamed(
        _ place: UnsafeMutablePointer<Register>, _ count: Int, _ names: [Value], _ word: Instruction,
        _ frame: UnsafeMutablePointer<Frame>, _ cache: UnsafeMutablePointer<CallSite>
    ) throws(LanguageError) -> Value {
        if let method = builtInMethod(place, Int(word.b), frame, cache) {
            let function = method.takeUnretainedValue()
            if let value = try callInPlace(function, nil, place, count, names, cache) { return value }
            place.values.pointee = .object(NativeFunctionObject(function, receiver: place.values.pointee))
        } else {
            try putAttribute(place, Int(word.b), frame, cache)
        }
        return try callNamed(place, count, names, cache)
    }

    /// Calls a native function without arrays of arguments and names; `nil` where that is not possible, and where it
    /// is an error, which the long way words.
    /// - Parameter bound: the function as a value that stands at `place`; `nil` where a method's receiver does.
    private func callInPlace(
        _ function: NativeFunction, _ bound: NativeFunctionObject?, _ place: UnsafeMutablePointer<Register>,
        _ count: Int,
        _ names: [Value], _ cache: UnsafeMutablePointer<CallSite>?
    ) throws(LanguageError) -> Value? {
        let positional = count - names.count
        if function.collects || positional > function.positionalCount { return nil }
        if let cache, cache.pointee.named === function {
            return try callInPlace(function, bound, place, count, names.count, cache.pointee.places)
        }
        guard let places = self.places(of: names, in: function, after: positional) else { return nil }
        cache?.pointee.remember(function, names.count, places)
        return try callInPlace(function, bound, place, count, names.count, places)
    }

    /// The same where it is known that it is possible, and where the `named` last arguments go.
    private func callInPlace(
        _ function: NativeFunction, _ bound: NativeFunctionObject?, _ place: UnsafeMutablePointer<Register>,
        _ count: Int, _ named: Int, _ namedPlaces: UInt64
    ) throws(LanguageError) -> Value {
        let positional = count - named
        var places = namedPlaces
        if host.interrupt.isRaised { try checkInterrupt() }
        try enter()
        defer { leave() }
        let size = function.parameters.count
        let window = try machine.reserve(size + 1)
        defer { machine.release(window, size + 1) }
        if let bound {
            if let receiver = bound.receiver { window.pointee = receiver }
        } else {
            window.registers.pointee = place.pointee.taken()
        }
        let hasReceiver = bound == nil || bound?.receiver != nil
        let slots = (window + 1).registers
        for i in 0..<positional { slots[i] = place[1 + i].taken() }
        for i in positional..<count {
            slots[Int(places & 255)] = place[1 + i].taken()
            places >>= 8
        }
        if count < size { try fillDefaults(function, window + 1) }
        return try function.body(
            Call(interpreter: self, function: function, arguments: window + 1, place: hasReceiver ? window : nil))
    }

    /// Where names stand among a function's parameters, a byte for each; `nil` where one is not there, or is given by
    /// place already.
    private func places(of names: [Value], in function: NativeFunction, after positional: Int) -> UInt64? {
        if names.count > 8 || function.parameters.count > 255 { return nil }
        var places: UInt64 = 0
        for (k, name) in names.enumerated() {
            guard case .str(let text) = name,
                let place = function.parameters.firstIndex(where: {
                    $0.name == text.string && ($0.kind == .normal || $0.kind == .keywordOnly)
                }), place >= positional
            else { return nil }
            places |= UInt64(place) << UInt64(8 * k)
        }
        return places
    }
}
