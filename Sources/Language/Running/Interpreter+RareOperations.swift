/// The operations that are neither arithmetic, jumps, items nor calls.
extension Interpreter {
    /// The operations that are neither arithmetic, jumps, items nor calls.
    func rare(
        _ i: Instruction, _ base: UnsafeMutablePointer<Value>, _ frame: UnsafeMutablePointer<Frame>
    ) throws(LanguageError) {
        let code = frame.pointee.code
        switch i.op {
        case .deleteGlobal:
            if globals.values[i.wide].isUnbound { throw undefinedName(globals.names[i.wide]) }
            globals.letGo(i.wide)
            globals.values[i.wide] = .unbound
        case .line: try tracer?.reached(code.source.name, line: i.wide, in: self)
        case .makeCell: base[Int(i.a)] = .object(Cell(base[Int(i.a)]))
        case .clear: (base.registers + Int(i.a)).clear(to: base.registers + Int(i.a) + Int(i.b))
        case .deleteCell: if case .object(let cell as Cell) = base[Int(i.b)] { cell.value = .unbound }
        case .deleteFree: frame.pointee.function.takeUnretainedValue().closure[Int(i.b)].value = .unbound
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
        case .getIterator: base[Int(i.a)] = i.c == 0 ? try walkable(base[Int(i.b)]) : try delegable(base[Int(i.b)])
        case .delegate:
            // yield from: r[a] = what the iterator r[b] gives for r[c], which was sent in; or jump.
            let sent = base[Int(i.c)]
            var found: Value?
            if case .object(let generator as GeneratorObject) = base[Int(i.b)] {
                found = try generator.resume(generator.state == .paused ? sent : .none, self)
            } else if case .object(let object) = base[Int(i.b)] {
                if !sent.isNone { throw missingAttribute(base[Int(i.b)], "send") }
                found = try nextValue(of: object)
            }
            if let found {
                base[Int(i.a)] = found
                frame.pointee.next += 1
            } else {
                frame.pointee.next += 1 + frame.pointee.next.pointee.wide
            }
        case .delegateThrow:
            // yield from, when an exception r[c] arises at its yield: it goes on to the inner generator.
            guard case .object(let exception as ExceptionObject) = base[Int(i.c)] else { break }
            let error = exception.raised.map { LanguageError(again: $0) } ?? LanguageError(object: exception)
            guard case .object(let generator as GeneratorObject) = base[Int(i.b)] else { throw error }
            if matches(error, .generatorExit) {
                try generator.close(self)
                throw error
            }
            if let found = try generator.resume(.none, self, throwing: error) {
                base[Int(i.a)] = found
                frame.pointee.next += 1
            } else {
                frame.pointee.next += 1 + frame.pointee.next.pointee.wide
            }
        case .deleteItem: try deleteItem(base[Int(i.a)], base[Int(i.b)])
        case .buildList: base[Int(i.a)] = Value(slice(base, i))
        case .buildTuple: base[Int(i.a)] = .tuple(Tuple(slice(base, i)))
        case .generatorReturn:
            var returned = Value.none
            if case .object(let generator as GeneratorObject) = base[Int(i.b)] { returned = generator.returned }
            base[Int(i.a)] = returned
        case .buildSet:
            var table = SetTable()
            for value in slice(base, i) { try table.insert(value, self) }
            base[Int(i.a)] = .object(SetObject(table))
        case .constantSet:
            // CPython's compiler makes the set twice, the second time from the first; the order of the elements tells.
            let once = try SetObject(of: Array(slice(base, i)), self)
            base[Int(i.a)] = .object(try SetObject(of: once.table.keys, isFrozen: true, self))
        case .buildDict:
            let dict = Dict()
            for k in 0..<Int(i.c) { try dict.set(base[Int(i.b) + 2 * k], base[Int(i.b) + 2 * k + 1], self) }
            base[Int(i.a)] = .dict(dict)
        case .listExtend:
            guard case .list(let list) = base[Int(i.a)] else { break }
            do throws(LanguageError) {
                list.values.append(contentsOf: try sequence(of: base[Int(i.b)]))
            } catch {
                if error.kind == .typeError,
                    error.raised.message == "'\(base[Int(i.b)].typeName)' object is not iterable"
                {
                    throw LanguageError.typeError(
                        (i.c == 1 ? calleeName(base[Int(i.a) - 1]) + " argument" : "Value")
                            + " after * must be an iterable, not \(base[Int(i.b)].typeName)")
                }
                throw error
            }
        case .listToTuple: if case .list(let list) = base[Int(i.b)] { base[Int(i.a)] = .tuple(Tuple(list.values)) }
        case .setAdd:
            guard case .object(let set as SetObject) = base[Int(i.a)] else { break }
            try set.table.insert(base[Int(i.b)], self)
        case .setUpdate:
            guard case .object(let set as SetObject) = base[Int(i.a)] else { break }
            try set.add(all: base[Int(i.b)], self)
        case .dictSet: if case .dict(let dict) = base[Int(i.a)] { try dict.set(base[Int(i.b)], base[Int(i.c)], self) }
        case .dictUpdate, .dictMerge:
            try merge(base[Int(i.a)], base[Int(i.b)], callee: i.op == .dictMerge ? base[Int(i.a) - 2] : nil)
        case .buildSlice:
            let b = base + Int(i.b)
            base[Int(i.a)] = .object(SliceObject(start: b[0], stop: b[1], step: b[2]))
        case .unpackRest:
            let counts = frame.pointee.next.pointee
            frame.pointee.next += 1
            try unpackRest(base[Int(i.b)], into: base + Int(i.a), before: Int(counts.a), after: Int(counts.b))
        case .format: base[Int(i.a)] = Value(try format(base[Int(i.b)], str(base[Int(i.c)])))
        case .convert:
            let text = i.c == 2 ? try str(base[Int(i.b)]) : try repr(base[Int(i.b)])
            base[Int(i.a)] = Value(i.c == 3 ? Interpreter.escapedToASCII(text) : text)
        case .deleteAttribute: try deleteAttribute(base[Int(i.a)], code.names[Int(i.b)])
        case .callNamed:
            guard case .tuple(let names) = code.constants[Int(i.c)] else { break }
            base[Int(i.a)] = try callNamed(base.registers + Int(i.a), Int(i.b), names.values, nil)
        case .callSpread: try callSpread(base + Int(i.a))
        case .makeFunction: base[Int(i.a)] = try makeFunction(code.codes[Int(i.b)], base, Int(i.c), frame)
        case .makeClass: base[Int(i.a)] = try makeClass(code.names[Int(i.b)], base + Int(i.a))
        case .importModule: base[Int(i.a)] = .object(try importNamed(code.names[Int(i.b)], top: i.c == 1))
        case .importFrom: base[Int(i.a)] = try importFrom(base[Int(i.b)], code.names[Int(i.c)])
        case .importStar:
            if case .object(let module as ModuleObject) = base[Int(i.a)] {
                try module.loadAll(self)
                for (name, value) in module.members where !name.hasPrefix("_") { globals[name] = value }
            }
        case .raise:
            if i.c == 0 {
                guard let current = handling.last else {
                    throw LanguageError.runtimeError("No active exception to reraise")
                }
                throw current.raised.map { LanguageError(again: $0) } ?? LanguageError(object: current)
            }
            throw try makeError(base[Int(i.a)], cause: i.c == 2 ? base[Int(i.b)] : nil)
        case .matchException: base[Int(i.a)] = .bool(try isCaught(base[Int(i.b)], by: base[Int(i.c)]))
        case .pushHandled: if case .object(let object as ExceptionObject) = base[Int(i.a)] { handling.append(object) }
        case .popHandled: if !handling.isEmpty { handling.removeLast() }
        case .assertionFailed:
            let object = ExceptionObject(
                cls: exceptionClass(.assertionError), arguments: base[Int(i.a)].isUnbound ? [] : [base[Int(i.a)]])
            object.context = handling.last
            throw LanguageError(object: object)
        case .withEnter:
            guard let enter = try findAttribute(base[Int(i.b)], "__enter__"),
                try findAttribute(base[Int(i.b)], "__exit__") != nil
            else {
                let isHalf = try findAttribute(base[Int(i.b)], "__enter__") != nil
                throw LanguageError.typeError(
                    "'\(base[Int(i.b)].typeName)' object does not support the context manager protocol"
                        + (isHalf ? " (missed __exit__ method)" : ""))
            }
            base[Int(i.a)] = try call(enter, [])
        case .withExit:
            let exit = try getAttribute(base[Int(i.b)], "__exit__")
            if case .object(let exception as ExceptionObject) = base[Int(i.c)] {
                base[Int(i.a)] = try call(exit, [.object(exception.cls), base[Int(i.c)], .none])
            } else {
                base[Int(i.a)] = try call(exit, [.none, .none, .none])
            }
        case .matchSequence: base[Int(i.a)] = .bool(isSequence(base[Int(i.b)], count: i.c))
        case .matchMapping: try matchMapping(base, i)
        case .matchRest: base[Int(i.a)] = try rest(of: base[Int(i.b)], without: base[Int(i.c)])
        case .matchClass:
            let counts = frame.pointee.next.pointee
            frame.pointee.next += 1
            try matchClass(base, i, positional: Int(counts.a), names: code.constants[Int(counts.b)])
        default: preconditionFailure("operation \(i.op) is not known to the evaluator")
        }
    }

    private func slice(_ base: UnsafeMutablePointer<Value>, _ i: Instruction) -> [Value] {
        Array(UnsafeBufferPointer(start: base + Int(i.b), count: Int(i.c)))
    }

    /// What is called as messages about `*` and `**` name it: `__main__.f()`, `print()`.
    private func calleeName(_ callee: Value) -> String {
        switch callee {
        case .function(let function): "__main__.\(function.qualifiedName)()"
        case .object(let method as BoundMethod): calleeName(method.function)
        case .object(let native as NativeFunctionObject): native.function.qualifiedName + "()"
        case .object(let cls as ClassObject):
            (cls.module == "builtins" ? "" : cls.module + ".") + cls.qualifiedName + "()"
        default: callee.typeName + " object"
        }
    }

    /// Adds a mapping to a dictionary; for a call (`callee`) no key may come twice.
    private func merge(_ target: Value, _ source: Value, callee: Value?) throws(LanguageError) {
        guard case .dict(let dict) = target else { return }
        let pairs: [(Value, Value)]
        if case .dict(let other) = source {
            pairs = Array(other.table.pairs)
        } else if case .object(let object as Instance) = source, object.cls.lookUp("keys") != nil {
            let copy = Dict()
            try Constructors.update(copy, source, self)
            pairs = Array(copy.table.pairs)
        } else {
            throw LanguageError.typeError(
                callee.map { "\(calleeName($0)) argument after ** must be a mapping, not \(source.typeName)" }
                    ?? "'\(source.typeName)' object is not a mapping")
        }
        for (key, value) in pairs {
            if let callee {
                guard case .str(let name) = key else { throw LanguageError.typeError("keywords must be strings") }
                if try dict.get(key, self) != nil {
                    throw LanguageError.typeError(
                        "\(calleeName(callee)) got multiple values for keyword argument '\(name.string)'")
                }
            }
            try dict.set(key, value, self)
        }
    }

    @inline(never)
    func unpack(_ value: Value, into place: UnsafeMutablePointer<Value>, count: Int) throws(LanguageError) {
        let values: [Value]
        switch value {
        case .tuple(let tuple): values = tuple.values
        case .list(let list): values = list.values
        default:
            var found: [Value] = []
            let iteration = try unpackable(value)
            while found.count <= count, let next = try iteration.next(self) { found.append(next) }
            values = found
        }
        if values.count > count { throw LanguageError.valueError("too many values to unpack (expected \(count))") }
        if values.count < count {
            throw LanguageError.valueError("not enough values to unpack (expected \(count), got \(values.count))")
        }
        for i in 0..<count { place[i] = values[i] }
    }

    private func unpackable(_ value: Value) throws(LanguageError) -> Iteration {
        do throws(LanguageError) {
            return try iterate(value)
        } catch {
            if error.kind == .typeError {
                throw LanguageError.typeError("cannot unpack non-iterable \(value.typeName) object")
            }
            throw error
        }
    }

    private func unpackRest(
        _ value: Value, into place: UnsafeMutablePointer<Value>, before: Int, after: Int
    ) throws(LanguageError) {
        _ = try unpackable(value)
        let values = try array(of: value)
        if values.count < before + after {
            throw LanguageError.valueError(
                "not enough values to unpack (expected at least \(before + after), got \(values.count))")
        }
        for i in 0..<before { place[i] = values[i] }
        place[before] = Value(Array(values[before..<(values.count - after)]))
        for i in 0..<after { place[before + 1 + i] = values[values.count - after + i] }
    }

    func callSpread(_ place: UnsafeMutablePointer<Value>) throws(LanguageError) {
        guard case .list(let arguments) = place[1] else { return }
        var named: [(String, Value)] = []
        if case .dict(let dict) = place[2] {
            for (key, value) in dict.table.pairs { if case .str(let name) = key { named.append((name.string, value)) } }
        }
        place[1] = .unbound
        place[2] = .unbound
        place[0] = try call(place[0], arguments.values, named)
    }

    private func makeFunction(
        _ inner: Code, _ base: UnsafeMutablePointer<Value>, _ defaults: Int, _ frame: UnsafeMutablePointer<Frame>
    ) throws(LanguageError) -> Value {
        let outer = frame.pointee.function.takeUnretainedValue().closure
        var closure: [Cell] = []
        for capture in inner.captures {
            if capture.isFree {
                closure.append(outer[capture.place])
            } else if case .object(let cell as Cell) = base[capture.place] {
                closure.append(cell)
            } else {
                preconditionFailure("register \(capture.place) holds no cell for \(inner.name)")
            }
        }
        var positional: [Value] = []
        if case .list(let list) = base[defaults] { positional = list.values }
        var named: [Value] = []
        if case .list(let list) = base[defaults + 1] { named = list.values }
        return .function(Function(code: inner, defaults: positional, keywordDefaults: named, closure: closure))
    }

    /// Text with everything beyond ASCII as escapes, as `ascii()` writes it.
    static func escapedToASCII(_ text: String) -> String {
        var out = ""
        for scalar in text.unicodeScalars {
            if scalar.isASCII {
                out.unicodeScalars.append(scalar)
            } else {
                let digits = String(scalar.value, radix: 16)
                let width = scalar.value < 0x100 ? 2 : scalar.value < 0x10000 ? 4 : 8
                out +=
                    (width == 2 ? "\\x" : width == 4 ? "\\u" : "\\U")
                    + String(repeating: "0", count: width - digits.count) + digits
            }
        }
        return out
    }
}
