internal import BigInt
extension Builtins {
    /// Walking and reducing sequences.
    static let sequenceRows: [NativeFunction] = [
        NativeFunction("len", [.positional("object")], doc: "How many elements a value has.", quick: QuickCalls.len) {
            (call) throws(LanguageError) in
            .int(try call.interpreter.length(call[0]))
        },
        NativeFunction(
            "iter", [.positional("object"), .positional("sentinel", .missing)], doc: "An iterator over a value."
        ) {
            (call) throws(LanguageError) in
            if call.isGiven(1) {
                let function = call[0], sentinel = call[1]
                guard Builtins.isCallable(function) else {
                    throw LanguageError.typeError("iter(v, w): v must be callable")
                }
                return .object(
                    Iteration("callable_iterator") { (interpreter) throws(LanguageError) in
                        let value = try interpreter.call(function, [])
                        return try interpreter.equal(value, sentinel) ? nil : value
                    })
            }
            if case .object(let object) = call[0] {
                if object is GeneratorObject { return call[0] }
                if object is Instance, let own = try call.interpreter.callSpecial("__iter__", call[0], []) {
                    if case .object(let iterator as Instance) = own, iterator.cls.lookUp("__next__") != nil {
                        return own
                    }
                    if own.heapObject is Iteration || own.heapObject is GeneratorObject { return own }
                    throw LanguageError.typeError("iter() returned non-iterator of type '\(own.typeName)'")
                }
            }
            return .object(try call.interpreter.iterate(call[0]))
        },
        NativeFunction(
            "next", [.positional("iterator"), .positional("default", .missing)], doc: "The next value of an iterator."
        ) {
            (call) throws(LanguageError) in
            var found: Value?
            switch call[0] {
            case .object(let iteration as Iteration): found = try iteration.next(call.interpreter)
            case .object(let generator as GeneratorObject):
                found = try generator.resume(.none, call.interpreter)
                if found == nil && !call.isGiven(1) { throw generator.stop }
            default:
                do throws(LanguageError) {
                    if case .object(let object) = call[0], let method = object.nativeType.method("__next__") {
                        found = try call.interpreter.callNative(method, receiver: call[0], [])
                    } else {
                        found = try call.interpreter.callSpecial("__next__", call[0], [])
                    }
                    if found == nil { throw LanguageError.typeError("'\(call[0].typeName)' object is not an iterator") }
                } catch {
                    if !call.isGiven(1) || !call.interpreter.matches(error, .stopIteration) { throw error }
                }
            }
            if let found { return found }
            if call.isGiven(1) { return call[1] }
            throw LanguageError(.stopIteration, "")
        },
        NativeFunction(
            "enumerate", [Parameter("iterable"), Parameter("start", .int(0))], doc: "Pairs of number and value."
        ) {
            (call) throws(LanguageError) in
            let inner = try call.interpreter.iterate(call[0])
            var place = Value(try call.integer(1))
            return .object(
                Iteration("enumerate") { (interpreter) throws(LanguageError) in
                    guard let value = try inner.next(interpreter) else { return nil }
                    let number = place
                    if case .int(let small) = number, small < Int.max {
                        place = .int(small + 1)
                    } else {
                        place = Value((number.bigInt ?? 0) + 1)
                    }
                    return .tuple(Tuple([number, value]))
                })
        },
        NativeFunction(
            "zip", [.rest("iterables"), .keyword("strict", .bool(false))],
            doc: "Tuples of values that stand at the same place."
        ) {
            (call) throws(LanguageError) in
            var inner: [Iteration] = []
            for (i, value) in call.rest(0).enumerated() {
                do throws(LanguageError) { inner.append(try call.interpreter.iterate(value)) } catch {
                    if error.kind != .typeError { throw error }
                    throw LanguageError.typeError(
                        "'\(value.typeName)' object is not iterable", hint: "it is argument \(i + 1) of zip")
                }
            }
            let strict = try call.bool(1)
            return .object(
                Iteration("zip") { (interpreter) throws(LanguageError) in
                    if inner.isEmpty { return nil }
                    var values: [Value] = []
                    for (i, iteration) in inner.enumerated() {
                        guard let value = try iteration.next(interpreter) else {
                            if strict, i > 0 {
                                throw LanguageError.valueError(
                                    "zip() argument \(i + 1) is shorter than argument\(i == 1 ? " 1" : "s 1-\(i)")")
                            }
                            if strict {
                                for (k, other) in inner.enumerated().dropFirst()
                                where try other.next(interpreter) != nil {
                                    throw LanguageError.valueError(
                                        "zip() argument \(k + 1) is longer than argument\(k == 1 ? " 1" : "s 1-\(k)")")
                                }
                            }
                            return nil
                        }
                        values.append(value)
                    }
                    return .tuple(Tuple(values))
                })
        },
        NativeFunction(
            "map", [.positional("function"), .positional("iterable"), .rest("more")], doc: "A function of each value."
        ) {
            (call) throws(LanguageError) in
            let function = call[0]
            var inner = [try call.interpreter.iterate(call[1])]
            for value in call.rest(2) { inner.append(try call.interpreter.iterate(value)) }
            return .object(
                Iteration("map") { (interpreter) throws(LanguageError) in
                    var values: [Value] = []
                    for iteration in inner {
                        guard let value = try iteration.next(interpreter) else { return nil }
                        values.append(value)
                    }
                    return try interpreter.call(function, values)
                })
        },
        NativeFunction(
            "filter", [.positional("function"), .positional("iterable")],
            doc: "The values for which a function is true."
        ) {
            (call) throws(LanguageError) in
            let function = call[0]
            let inner = try call.interpreter.iterate(call[1])
            return .object(
                Iteration("filter") { (interpreter) throws(LanguageError) in
                    while let value = try inner.next(interpreter) {
                        if try interpreter.truth(function.isNone ? value : interpreter.call(function, [value])) {
                            return value
                        }
                    }
                    return nil
                })
        },
        NativeFunction("reversed", [.positional("sequence")], doc: "The values from last to first.") {
            (call) throws(LanguageError) in
            if let answer = try call.interpreter.callSpecial("__reversed__", call[0], []) { return answer }
            var sequence = call[0]
            if case .object(let derived as DerivedInstance) = sequence, !derived.cls.overrides("__getitem__"),
                !derived.cls.overrides("__len__")
            {
                sequence = derived.payload
            }
            switch sequence {
            case .list(let list):
                var place = list.values.count
                return .object(
                    Iteration("list_reverseiterator") { _ in
                        place -= 1
                        return place >= 0 && place < list.values.count ? list.values[place] : nil
                    })
            case .tuple, .str, .dict:
                return .object(Iteration(over: try call.interpreter.array(of: sequence).reversed()))
            case .object(let object):
                if object is DictView { return .object(Iteration(over: try call.values(0).reversed())) }
                if object is SetObject || object is Iteration || object is GeneratorObject || object is ClassObject
                    || object is NativeFunctionObject || object is BoundMethod || object is ModuleObject
                    || !(object is Instance || object is BytesObject) && object.nativeType.slot(\.getItem) == nil
                {
                    break
                }
                if let range = RangeNumbers(object) {
                    let last = range.start + (range.count - 1) * range.step
                    let backwards = RangeNumbers(last, range.start - range.step, -range.step)
                    return .object(try call.interpreter.iterate(.range(backwards)))
                }
                let value = sequence
                if let instance = object as? Instance, instance.cls.lookUp("__getitem__") == nil,
                    value.payload == nil, instance.nativeType.slot(\.getItem) == nil
                {
                    break
                }
                var place = try call.interpreter.length(value)
                return .object(
                    Iteration("reversed") { (interpreter) throws(LanguageError) in
                        place -= 1
                        if place < 0 { return nil }
                        do throws(LanguageError) {
                            return try interpreter.getItem(value, .int(place))
                        } catch {
                            if interpreter.matches(error, .indexError) || interpreter.matches(error, .stopIteration) {
                                return nil
                            }
                            throw error
                        }
                    })
            default: break
            }
            throw LanguageError.typeError("'\(call[0].typeName)' object is not reversible")
        },
        NativeFunction(
            "sorted", [.positional("iterable"), .keyword("key", .none), .keyword("reverse", .bool(false))],
            doc: "A new list of the values in order; equal ones keep their order."
        ) { (call) throws(LanguageError) in
            Value(
                try call.interpreter.sorted(
                    try call.interpreter.sequence(of: call[0]), key: call[1], reverse: try call.flag(2)))
        },
        NativeFunction("any", [.positional("iterable")], doc: "True if some value is true.") {
            (call) throws(LanguageError) in
            let iteration = try call.interpreter.iterate(call[0])
            while let value = try iteration.next(call.interpreter) {
                if try call.interpreter.truth(value) { return .bool(true) }
            }
            return .bool(false)
        },
        NativeFunction("all", [.positional("iterable")], doc: "True if every value is true.") {
            (call) throws(LanguageError) in
            let iteration = try call.interpreter.iterate(call[0])
            while let value = try iteration.next(call.interpreter) {
                if try !call.interpreter.truth(value) { return .bool(false) }
            }
            return .bool(true)
        },
        NativeFunction(
            "sum", [.positional("iterable"), Parameter("start", .int(0))], doc: "The sum of values.",
            quick: QuickCalls.sum
        ) {
            (call) throws(LanguageError) in
            var total = call[1]
            if case .str = total { throw LanguageError.typeError("sum() can't sum strings [use ''.join(seq) instead]") }
            if total.heapObject is BytesObject {
                throw LanguageError.typeError("sum() can't sum bytes [use b''.join(seq) instead]")
            }
            let iteration = try call.interpreter.iterate(call[0])
            var count = 0
            while let value = try iteration.next(call.interpreter) {
                if case .int(let a) = total, case .int(let b) = value,
                    case let (sum, overflow) = a.addingReportingOverflow(b), !overflow
                {
                    total = .int(sum)
                } else if case .float(let a) = total, case .float(let b) = value {
                    total = .float(a + b)
                } else {
                    total = try call.interpreter.binary(.add, total, value)
                }
                count += 1
                if count & 0xFFF == 0 { try call.interpreter.checkInterrupt() }
            }
            return total
        },
        extremeRow("min", .less), extremeRow("max", .greater),
    ]

    private static func extremeRow(_ name: String, _ order: Comparison) -> NativeFunction {
        NativeFunction(
            name, [.positional("first"), .rest("more"), .keyword("key", .none), .keyword("default", .missing)],
            doc: "The \(name == "min" ? "smallest" : "largest") of several values or of an iterable.",
            quick: QuickCalls.extreme(order == .less)
        ) { (call) throws(LanguageError) in
            if call.isGiven(3), !call.rest(1).isEmpty {
                throw LanguageError.typeError(
                    "Cannot specify a default for \(name)() with multiple positional arguments")
            }
            // Not a copy: the key function may change the values while they are walked.
            let values =
                call.rest(1).isEmpty ? try call.interpreter.iterate(call[0]) : Iteration(over: [call[0]] + call.rest(1))
            guard var best = try values.next(call.interpreter) else {
                if call.isGiven(3) { return call[3] }
                throw LanguageError.valueError("\(name)() arg is an empty sequence")
            }
            let key = call[2]
            var bestKey = key.isNone ? best : try call.interpreter.call(key, [best])
            while let value = try values.next(call.interpreter) {
                let k = key.isNone ? value : try call.interpreter.call(key, [value])
                if try call.interpreter.truth(call.interpreter.compare(order, k, bestKey)) {
                    best = value
                    bestKey = k
                }
            }
            return best
        }
    }
}
