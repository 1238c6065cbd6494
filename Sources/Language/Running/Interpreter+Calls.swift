extension Interpreter {
    /// `f(*arguments, **named)` for anything that can be called.
    public func call(
        _ callee: Value, _ arguments: [Value], _ named: [(String, Value)] = []
    ) throws(LanguageError) -> Value {
        switch callee {
        case .function(let function): return try callFunction(function, arguments, named)
        case .object(let object):
            switch object {
            case let method as BoundMethod: return try call(method.function, [method.receiver] + arguments, named)
            case let native as NativeFunctionObject:
                if native.takesReceiver { return try callUnbound(native, arguments, named) }
                return try callNative(native.function, receiver: native.receiver, arguments, named)
            case let cls as ClassObject: return try instantiate(cls, arguments, named)
            default:
                if let slot = object.nativeType.slot(\.call) { return try slot(object, arguments, named, self) }
                if let instance = object as? Instance, let method = instance.cls.lookUp("__call__") {
                    return try call(bind(method, to: callee, of: instance.cls), arguments, named)
                }
            }
        default: break
        }
        throw LanguageError.typeError("'\(callee.typeName)' object is not callable", hint: callHint(callee))
    }

    func callHint(_ callee: Value) -> String? {
        switch callee {
        case .list, .tuple, .dict, .str: "an element is taken with square brackets: x[0]"
        case .none: "the value is None: perhaps the name was overwritten"
        default: nil
        }
    }

    /// A method taken from its class: `str.upper("a")`.
    private func callUnbound(
        _ native: NativeFunctionObject, _ arguments: [Value], _ named: [(String, Value)]
    ) throws(LanguageError) -> Value {
        guard let receiver = arguments.first else {
            throw LanguageError.typeError("unbound method \(native.function.qualifiedName)() needs an argument")
        }
        let payload = SpecialMethods.keepsInstance(native.function) ? nil : receiver.payload
        return try callNative(native.function, receiver: payload ?? receiver, Array(arguments.dropFirst()), named)
    }

    /// Calls a row of a table with arguments in the order of its parameters.
    public func callNative(
        _ function: NativeFunction, receiver: Value?, _ arguments: [Value], _ named: [(String, Value)] = []
    ) throws(LanguageError) -> Value {
        try enter()
        defer { leave() }
        let count = function.parameters.count
        let place = try machine.reserve(count + 1)
        defer { machine.release(place, count + 1) }
        let window = place + 1
        if let receiver { place.pointee = receiver }
        if function.isPlain && named.isEmpty && arguments.count <= count {
            for (i, value) in arguments.enumerated() { window[i] = value }
        } else {
            try bindNative(function, arguments, named, into: window)
        }
        try fillDefaults(function, window)
        return try function.body(
            Call(interpreter: self, function: function, arguments: window, place: receiver == nil ? nil : place))
    }

    @inline(__always)
    func fillDefaults(_ function: NativeFunction, _ window: UnsafeMutablePointer<Value>) throws(LanguageError) {
        for i in 0..<function.parameters.count where window[i].isUnbound {
            if case .required = function.parameters[i].fallback { throw ArgumentErrors.missing(function, window) }
            window[i] = function.parameters[i].fallback.value
        }
    }

    private func bindNative(
        _ function: NativeFunction, _ arguments: [Value], _ named: [(String, Value)],
        into window: UnsafeMutablePointer<Value>
    ) throws(LanguageError) {
        let parameters = function.parameters
        let positional = function.positionalCount
        for i in 0..<min(positional, arguments.count) { window[i] = arguments[i] }
        if let rest = parameters.firstIndex(where: { $0.kind == .varPositional }) {
            window[rest] = .tuple(Tuple(Array(arguments.dropFirst(positional))))
        } else if arguments.count > positional {
            throw ArgumentErrors.tooMany(function, arguments.count, named.count)
        }
        let extra = parameters.firstIndex { $0.kind == .varKeywords }
        let collected = Dict()
        for (name, value) in named {
            if let place = parameters.firstIndex(where: {
                $0.name == name && ($0.kind == .normal || $0.kind == .keywordOnly)
            }) {
                if !window[place].isUnbound {
                    throw ArgumentErrors.twice(name, place, function)
                }
                window[place] = value
            } else if extra != nil {
                try collected.set(Value(name), value, self)
            } else {
                throw ArgumentErrors.unexpected(name, function, arguments.count, named.count)
            }
        }
        if let extra { window[extra] = .dict(collected) }
    }

    /// `'a', 'b' and 'c'`.
    func listed(_ names: [String]) -> String {
        switch names.count {
        case 0: ""
        case 1: names[0]
        case 2: names[0] + " and " + names[1]
        default: names.dropLast().joined(separator: ", ") + ", and " + names[names.count - 1]
        }
    }

    /// Calls a function of the program.
    func callFunction(
        _ function: Function, _ arguments: [Value], _ named: [(String, Value)]
    ) throws(LanguageError) -> Value {
        try enter()
        defer { leave() }
        let code = function.code
        let window = try machine.reserve(code.registerCount)
        do throws(LanguageError) {
            try bind(function, arguments, named, into: window)
        } catch {
            machine.release(window, code.registerCount)
            throw error
        }
        return try execute(function, window)
    }

    /// Lays arguments out in a function's first registers.
    func bind(
        _ function: Function, _ arguments: [Value], _ named: [(String, Value)], into window: UnsafeMutablePointer<Value>
    ) throws(LanguageError) {
        let layout = function.code.parameters
        for i in 0..<min(layout.positional, arguments.count) { window[i] = arguments[i] }
        if layout.hasRest {
            window[layout.positional + layout.keywordOnly] = .tuple(
                Tuple(Array(arguments.dropFirst(layout.positional))))
        }
        let collected = layout.hasKeywords ? Dict() : nil
        if layout.positionalOnly > 0, collected == nil { try refuseNames(of: function, named) }
        for (name, value) in named {
            if let place = layout.names[layout.positionalOnly..<(layout.positional + layout.keywordOnly)].firstIndex(
                of: name)
            {
                if !window[place].isUnbound {
                    throw LanguageError.typeError(
                        "\(function.qualifiedName)() got multiple values for argument '\(name)'")
                }
                window[place] = value
            } else if let collected {
                try collected.set(Value(name), value, self)
            } else {
                let nearest = Suggestion.nearest(to: name, among: layout.names)
                throw LanguageError.typeError(
                    "\(function.qualifiedName)() got an unexpected keyword argument '\(name)'",
                    hint: nearest.map { "Did you mean '\($0)'?" })
            }
        }
        if let collected { window[layout.count - 1] = .dict(collected) }
        // As in CPython, what is wrong with names is said first.
        if arguments.count > layout.positional, !layout.hasRest { throw tooMany(function, arguments.count, named) }
        try fillDefaults(function, window)
    }

    /// Parameters before `/` are given by place only.
    private func refuseNames(of function: Function, _ named: [(String, Value)]) throws(LanguageError) {
        let layout = function.code.parameters
        let wrong = layout.names[..<layout.positionalOnly].filter { name in named.contains { $0.0 == name } }
        if wrong.isEmpty { return }
        throw LanguageError.typeError(
            "\(function.qualifiedName)() got some positional-only arguments passed as keyword arguments: '\(wrong.joined(separator: ", "))'"
        )
    }

    func fillDefaults(_ function: Function, _ window: UnsafeMutablePointer<Value>) throws(LanguageError) {
        let layout = function.code.parameters
        let firstDefault = layout.positional - function.defaults.count
        var missing: [String] = []
        for i in 0..<layout.positional where window[i].isUnbound {
            if i >= firstDefault {
                window[i] = function.defaults[i - firstDefault]
            } else {
                missing.append("'\(layout.names[i])'")
            }
        }
        if !missing.isEmpty {
            throw LanguageError.typeError(
                "\(function.qualifiedName)() missing \(missing.count) required positional argument\(missing.count == 1 ? "" : "s"): \(listed(missing))"
            )
        }
        for i in 0..<layout.keywordOnly where window[layout.positional + i].isUnbound {
            window[layout.positional + i] = function.keywordDefaults[i]
            if window[layout.positional + i].isUnbound { missing.append("'\(layout.names[layout.positional + i])'") }
        }
        if !missing.isEmpty {
            throw LanguageError.typeError(
                "\(function.qualifiedName)() missing \(missing.count) required keyword-only argument\(missing.count == 1 ? "" : "s"): \(listed(missing))"
            )
        }
    }

    /// More arguments by place than a function of the program takes.
    func tooMany(_ function: Function, _ given: Int, _ named: [(String, Value)] = []) -> LanguageError {
        let layout = function.code.parameters
        let positional = layout.positional
        let least = positional - function.defaults.count
        let takes = function.defaults.isEmpty ? "\(positional)" : "from \(least) to \(positional)"
        let plural = positional == 1 && function.defaults.isEmpty ? "" : "s"
        let only = named.count { name, _ in layout.names[positional..<(positional + layout.keywordOnly)].contains(name)
        }
        let were =
            only > 0
            ? "\(given) positional argument\(given == 1 ? "" : "s") (and \(only) keyword-only argument\(only == 1 ? "" : "s")) were"
            : "\(given) \(given == 1 ? "was" : "were")"
        return .typeError(
            "\(function.qualifiedName)() takes \(takes) positional argument\(plural) but \(were) given")
    }

    /// Guards the depth of calls, so that no program reaches the end of the machine's stack.
    @inline(__always) func enter() throws(LanguageError) {
        machine.depth += 1
        if machine.depth > Machine.depthLimit {
            machine.depth -= 1
            throw LanguageError(.recursionError, "maximum recursion depth exceeded")
        }
    }

    @inline(__always) func leave() { machine.depth -= 1 }
}
