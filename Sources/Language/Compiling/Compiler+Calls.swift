/// Calls and functions.
extension Compiler {
    func call(_ callee: Expression, _ arguments: [Argument], to target: Int, _ range: SourceRange)
        throws(SyntaxFault)
    {
        if let fold = FoldedCall(callee, arguments, names.folds) { return try folded(fold, callee, to: target, range) }
        let spreads = arguments.contains {
            switch $0 {
            case .spread, .spreadNamed: true
            default: false
            }
        }
        if case .name("super") = callee.kind, arguments.isEmpty, let receiver = localNames.first, kind == .function {
            let first = temporaries(3)
            load("super", to: first, callee.range)
            load("__class__", to: first + 1, callee.range)
            load(receiver, to: first + 2, callee.range)
            emit(.call, first, 2, target, range)
            return
        }
        if spreads { return try callSpread(callee, arguments, to: target, range) }
        let named = arguments.compactMap { if case .named(let name, _) = $0 { name } else { nil } }
        // A result that goes into the last temporary register may come where the callee was.
        let first: Int
        if target == nextRegister - 1, isTemporary(target) {
            first = target
            _ = temporaries(arguments.count)
        } else {
            first = temporaries(1 + arguments.count)
        }
        var method: String?
        var receiver = 0
        var global: Int?
        let isHarmless = arguments.allSatisfy {
            switch $0 {
            case .plain(let e), .named(_, let e): isSimple(e)
            case .spread, .spreadNamed: false
            }
        }
        if case .attribute(let object, let name) = callee.kind {
            method = name
            if named.isEmpty, case .name(let variable) = object.kind, case .local(let local) = resolve(variable),
                assigned.contains(local), !names.hasWalrus,
                isHarmless
            {
                receiver = local + 1
            } else {
                try value(object, to: first)
            }
        } else if case .name(let name) = callee.kind, named.isEmpty, case .global(let place) = resolve(name),
            isHarmless
        {
            // Looked up after the arguments, which cannot tell.
            global = place
        } else {
            try value(callee, to: first)
        }
        var site = 0
        if let method {
            site = cache()
            if !isHarmless {
                emit(.checkMethod, first, 0, 0, callee.range)
                emit(.nothing, site, attributeIndex(method), 0, callee.range)
            }
        }
        for (i, argument) in arguments.enumerated() {
            switch argument {
            case .plain(let e), .named(_, let e), .spread(let e), .spreadNamed(let e): try value(e, to: first + 1 + i)
            }
        }
        if let method, !named.isEmpty {
            emit(
                .callMethodNamed, first, arguments.count, constant(.tuple(Tuple(named.map { Value($0) }))), callee.range
            )
            emit(.nothing, site, attributeIndex(method), target, range)
        } else if let method {
            // The first word's place is the attribute's, the second one's the call's.
            emit(.callMethod, first, arguments.count, target, callee.range)
            emit(.nothing, site, attributeIndex(method), receiver, range)
        } else if let global {
            emit(.callGlobal, first, arguments.count, target, callee.range)
            emitWide(.nothing, 0, global, range)
        } else if named.isEmpty {
            emit(.call, first, arguments.count, target, range)
        } else {
            emit(.callNamed, first, arguments.count, constant(.tuple(Tuple(named.map { Value($0) }))), range)
            emit(.take, target, first, 0, range)
        }
    }

    /// True for expressions that run no code of the program: whether a name is defined then shows before or after.
    func isSimple(_ e: Expression) -> Bool {
        switch e.kind {
        case .constant: true
        case .name(let name):
            if case .local(let register) = resolve(name) { assigned.contains(register) } else { false }
        // What constants make may be an error for sure, and so may formatting.
        case .binary(let op, let a, let b):
            op != .modulo && isSimple(a) && isSimple(b) && !(a.isConstant && b.isConstant)
        case .unary(_, let a):
            switch a.kind {
            case .constant(.int), .constant(.float): true
            default: isSimple(a) && !a.isConstant
            }
        case .not(let a): isSimple(a)
        default: false
        }
    }

    func callSpread(
        _ callee: Expression, _ arguments: [Argument], to target: Int, _ range: SourceRange
    ) throws(SyntaxFault) {
        let first = temporaries(3)
        try value(callee, to: first)
        try spread(arguments, list: first + 1, dict: first + 2, callee: true, range)
        emit(.callSpread, first, 0, 0, range)
        emit(.take, target, first, 0, range)
    }

    /// Collects arguments into a list and a dictionary.
    /// - Parameter callee: whether the register before the list's holds what is called, for messages.
    func spread(
        _ arguments: [Argument], list: Int, dict: Int, callee: Bool = false, _ range: SourceRange
    ) throws(SyntaxFault) {
        emit(.buildList, list, 0, 0, range)
        emit(.buildDict, dict, 0, 0, range)
        for argument in arguments {
            let mark = nextRegister
            switch argument {
            case .plain(let e): emit(.listAppend, list, try value(e), 0, e.range)
            case .spread(let e): emit(.listExtend, list, try value(e), callee ? 1 : 0, e.range)
            case .named(let name, let e):
                let key = temporary()
                emitWide(.loadConstant, key, constant(Value(name)), e.range)
                emit(.dictSet, dict, key, try value(e), e.range)
            case .spreadNamed(let e): emit(.dictMerge, dict, try value(e), callee ? 1 : 0, e.range)
            }
            nextRegister = mark
        }
    }

    /// Compiles a function and emits what makes it at run time.
    func function(
        name: String, parameters: Parameters, names: Names, doc: String? = nil, to target: Int, _ range: SourceRange,
        body: (Compiler) throws(SyntaxFault) -> Void
    ) throws(SyntaxFault) {
        let mark = nextRegister
        defer { nextRegister = mark }
        let defaults = temporaries(2)
        emit(.loadNone, defaults, 0, 0, range)
        emit(.loadNone, defaults + 1, 0, 0, range)
        let positional = parameters.positional.compactMap(\.fallback)
        if !positional.isEmpty { try sequence(positional, .buildList, to: defaults, range) }
        if !parameters.keywordOnly.isEmpty {
            let first = temporaries(parameters.keywordOnly.count)
            for (i, one) in parameters.keywordOnly.enumerated() {
                if let fallback = one.fallback {
                    try value(fallback, to: first + i)
                } else {
                    emit(.deleteLocal, first + i, 0, 0, range)
                }
            }
            emit(.buildList, defaults + 1, first, parameters.keywordOnly.count, range)
        }
        let code = try self.code(name: name, parameters: parameters, names: names, doc: doc, body: body)
        codes.append(code)
        emit(.makeFunction, target, codes.count - 1, defaults, range)
    }

    func code(
        name: String, parameters: Parameters, names: Names, doc: String?, body: (Compiler) throws(SyntaxFault) -> Void
    ) throws(SyntaxFault) -> Code {
        let inner = Compiler(.function, name: name, source: source, interpreter: interpreter, outer: self, names: names)
        var layout = ParameterLayout()
        layout.positional = parameters.positional.count
        layout.positionalOnly = parameters.positionalOnly
        layout.keywordOnly = parameters.keywordOnly.count
        layout.hasRest = parameters.rest != nil
        layout.hasKeywords = parameters.keywords != nil
        layout.names = parameters.all.map(\.name)
        if parameters.all.contains(where: { $0.annotation != nil }) {
            layout.annotations = parameters.all.map { $0.annotation.map(head) ?? "" }
        }
        for name in layout.names { inner.declare(name) }
        for name in names.bound
        where inner.locals[name] == nil && !names.globals.contains(name) && !names.nonlocals.contains(name) {
            inner.declare(name)
        }
        inner.assigned = []
        for register in layout.names.indices { inner.settle(register) }
        inner.cells = names.neededInside.intersection(inner.localNames)
        let first = SourceRange(line: 1, column: 1, endLine: 1, endColumn: 1)
        inner.keepConstants()
        for (register, name) in inner.localNames.enumerated()
        where register >= layout.count && inner.cells.contains(name) {
            inner.emit(.makeCell, register, 0, 0, first)
        }
        try body(inner)
        return try inner.finish(parameters: layout, doc: doc)
    }
}
