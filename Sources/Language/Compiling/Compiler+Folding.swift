/// A call such as `sum(x * x for x in xs)`, whose generator nobody sees: its loop runs in place.
///
/// That the name means the built-in function is known only when the call runs: the program may give it another
/// meaning in the meantime. Then the values are collected first, and what the name means is called with an iterator
/// over them. Where the program's own text shows that it uses the name otherwise, nothing is folded.
struct FoldedCall {
    let name: String
    let element: Expression
    let clauses: [ComprehensionFor]

    /// The built-in functions and types that take all of a generator at once, or as much as they need.
    static let names: Set<String> = ["sum", "any", "all", "list", "tuple", "set", "sorted", "min", "max"]

    /// The call, if it can be folded.
    init?(_ callee: Expression, _ arguments: [Argument], _ folds: Set<String>) {
        guard !folds.isEmpty, arguments.count == 1, case .name(let name) = callee.kind, folds.contains(name),
            case .plain(let argument) = arguments[0],
            case .comprehension(.generator, let element, _, let clauses) = argument.kind
        else { return nil }
        self.name = name
        self.element = element
        self.clauses = clauses
    }

    /// The names that a program only calls: each stands before a bracket and not behind `def` or `class`.
    static func names(in tokens: [Token]) -> Set<String> {
        var found: Set<String> = []
        var others: Set<String> = []
        for i in tokens.indices {
            guard case .name(let name) = tokens[i].kind, names.contains(name) else { continue }
            let isCalled = i + 1 < tokens.count && tokens[i + 1].kind == .sign("(")
            let before = i > 0 ? tokens[i - 1].kind : .newline
            if isCalled, before != .keyword(.def), before != .keyword(.class) {
                found.insert(name)
            } else {
                others.insert(name)
            }
        }
        return found.subtracting(others)
    }
}

extension Compiler {
    /// Compiles a folded call.
    func folded(_ call: FoldedCall, _ callee: Expression, to target: Int, _ range: SourceRange) throws(SyntaxFault) {
        guard case .global(let place) = resolve(call.name) else {
            // Bound inside a string, where the text did not show it.
            let first = temporaries(2)
            try value(callee, to: first)
            try comprehension(.list, call.element, nil, call.clauses, to: first + 1, range)
            emit(.getIterator, first + 1, first + 1, 1, range)
            emit(.call, first, 1, target, range)
            return
        }
        let other = Label(), end = Label()
        let before = assigned
        emitWide(.checkBuiltin, 0, place, range)
        jump(.nothing, 0, to: other, range)
        switch call.name {
        case "sum":
            let total = temporary()
            emitWide(.loadConstant, total, constant(.int(0)), range)
            try inPlace(call, range) { (_) throws(SyntaxFault) in
                emit(.add, total, total, try value(call.element), range)
            }
            emit(.take, target, total, 0, range)
        case "any", "all":
            let answer = temporary()
            emitWide(.loadConstant, answer, constant(.bool(call.name == "all")), range)
            try inPlace(call, range) { (leave) throws(SyntaxFault) in
                let goOn = Label()
                if call.name == "any" {
                    try jumpIfFalse(call.element, to: goOn)
                } else {
                    try jumpIfTrue(call.element, to: goOn)
                }
                emitWide(.loadConstant, answer, constant(.bool(call.name == "any")), range)
                jump(.jump, 0, to: leave, range)
                try self.place(goOn, range)
            }
            emit(.take, target, answer, 0, range)
        case "list", "set":
            try collected(call, call.name == "list" ? .list : .set, to: target, range)
        case "tuple":
            let list = temporary()
            try collected(call, .list, to: list, range)
            emit(.listToTuple, target, list, 0, range)
        default:
            let first = temporaries(2)
            try collected(call, .list, to: first + 1, range)
            emit(.callGlobal, first, 1, target, range)
            emitWide(.nothing, 0, place, range)
        }
        jump(.jump, 0, to: end, range)
        try self.place(other, range)
        assigned = before
        let first = temporaries(2)
        try collected(call, .list, to: first + 1, range)
        emit(.getIterator, first + 1, first + 1, 1, range)
        emit(.callGlobal, first, 1, target, range)
        emitWide(.nothing, 0, place, range)
        assigned = before
        try self.place(end, range)
    }

    /// The loops of a folded call around a body, which may leave them.
    private func inPlace(
        _ call: FoldedCall, _ range: SourceRange, _ body: (_ leave: Label) throws(SyntaxFault) -> Void
    ) throws(SyntaxFault) {
        let leave = Label()
        comprehensions.append("<genexpr>")
        defer { comprehensions.removeLast() }
        let start = try inPlace(call.clauses, [call.element], range, leave: leave) { () throws(SyntaxFault) in
            try body(leave)
        }
        handlers.append(
            Handler(start: start, end: instructions.count, target: 0, register: 0, handled: handledDepth, isFold: true))
    }

    /// The values of a folded call in a container.
    private func collected(
        _ call: FoldedCall, _ kind: Expression.ComprehensionKind, to target: Int, _ range: SourceRange
    ) throws(SyntaxFault) {
        let container = temporary()
        emit(kind == .list ? .buildList : .buildSet, container, 0, 0, range)
        try inPlace(call, range) { (_) throws(SyntaxFault) in
            emit(kind == .list ? .listAppend : .setAdd, container, try value(call.element), 0, range)
        }
        emit(.take, target, container, 0, range)
    }
}

extension Expression {
    /// True for what CPython's compiler computes beforehand: literals, and operators and tuples of them.
    var isConstant: Bool {
        switch kind {
        case .constant: true
        case .tuple(let parts): parts.allSatisfy(\.isConstant)
        case .unary(_, let operand): operand.isConstant
        case .binary(_, let left, let right): left.isConstant && right.isConstant
        default: false
        }
    }
}
