/// `def` and `class`.
extension Compiler {
    /// The documentation of a body: a string as its first statement.
    func doc(of body: [Statement]) -> String? {
        if case .expression(let e)? = body.first?.kind, case .constant(.string(let text)) = e.kind { return text }
        return nil
    }

    func functionDefinition(_ definition: FunctionDefinition, _ range: SourceRange) throws(SyntaxFault) {
        let first = temporaries(definition.decorators.count + 1)
        for (i, decorator) in definition.decorators.enumerated() { try value(decorator, to: first + i) }
        let target = first + definition.decorators.count
        try function(
            name: definition.name, parameters: definition.parameters,
            names: Names(parameters: definition.parameters, body: definition.body, folds: names.folds),
            doc: doc(of: definition.body),
            to: target, range
        ) { (inner) throws(SyntaxFault) in
            try inner.statements(definition.body)
            let register = inner.temporary()
            inner.emit(.loadNone, register, 0, 0, range)
            inner.emit(.returnValue, register, 0, 0, range)
        }
        decorate(first, definition.decorators, range)
        store(definition.name, first, range)
    }

    private func decorate(_ first: Int, _ decorators: [Expression], _ range: SourceRange) {
        for i in decorators.indices.reversed() { emit(.call, first + i, 1, first + i, decorators[i].range) }
    }

    /// Sets `__annotations__` of a class body: each annotated name with its annotation's first name.
    private func annotations(_ body: [Statement], _ range: SourceRange) {
        var pairs: [(name: String, annotation: String)] = []
        for statement in body {
            guard case .annotated(let target, let annotation, _, true) = statement.kind,
                case .name(let name) = target.kind
            else { continue }
            pairs.append((name, head(of: annotation)))
        }
        if pairs.isEmpty || pairs.count > 100 { return }
        let first = temporaries(2 * pairs.count)
        for (i, pair) in pairs.enumerated() {
            emitWide(.loadConstant, first + 2 * i, constant(Value(pair.name)), range)
            emitWide(.loadConstant, first + 2 * i + 1, constant(Value(pair.annotation)), range)
        }
        let key = temporaries(2)
        emitWide(.loadConstant, key, constant(Value("__annotations__")), range)
        emit(.buildDict, key + 1, first, pairs.count, range)
        emit(.dictSet, 0, key, key + 1, range)
    }

    /// The name that an annotation begins with: `ClassVar` of `typing.ClassVar[int]`; empty where there is none.
    func head(of annotation: Expression) -> String {
        switch annotation.kind {
        case .name(let name), .attribute(_, let name): name
        case .item(let inner, _): head(of: inner)
        case .constant(.string(let text)): String(text.prefix { $0.isLetter || $0.isNumber || $0 == "_" })
        default: ""
        }
    }

    func classDefinition(
        _ name: String, _ arguments: [Argument], _ body: [Statement], _ decorators: [Expression], _ range: SourceRange
    ) throws(SyntaxFault) {
        let first = temporaries(decorators.count)
        for (i, decorator) in decorators.enumerated() { try value(decorator, to: first + i) }
        let target = temporaries(4)
        try spread(arguments, list: target + 1, dict: target + 3, range)
        let inner = Compiler(
            .classBody, name: name, source: source, interpreter: interpreter, outer: self,
            names: Names(body: body, folds: names.folds))
        inner.declare(".namespace")
        inner.declare("__class__")
        inner.assigned = [0, 1]
        inner.emit(.makeCell, 1, 0, 0, range)
        try inner.statements(body)
        inner.annotations(body, range)
        inner.emit(.returnValue, 1, 0, 0, range)
        var layout = ParameterLayout()
        layout.names = [".namespace"]
        layout.positional = 1
        codes.append(try inner.finish(parameters: layout, doc: doc(of: body)))
        let defaults = temporaries(2)
        emit(.loadNone, defaults, 0, 0, range)
        emit(.loadNone, defaults + 1, 0, 0, range)
        emit(.makeFunction, target + 2, codes.count - 1, defaults, range)
        emit(.makeClass, target, nameIndex(name), 0, range)
        if decorators.isEmpty {
            store(name, target, range)
            return
        }
        // Decorators want their argument in the next register.
        var current = target
        for i in decorators.indices.reversed() {
            let call = temporaries(2)
            emit(.move, call, first + i, 0, range)
            emit(.move, call + 1, current, 0, range)
            emit(.call, call, 1, call, decorators[i].range)
            current = call
        }
        store(name, current, range)
    }
}
