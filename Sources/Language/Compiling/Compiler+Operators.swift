/// Arithmetic, comparisons, and conditions as jumps.
extension Compiler {
    static let short: [BinaryOperator: Operation] = [
        .add: .add, .subtract: .subtract, .multiply: .multiply, .divide: .divide, .floorDivide: .floorDivide,
        .modulo: .modulo,
    ]

    func binary(
        _ op: BinaryOperator, _ left: Expression, _ right: Expression, to target: Int, _ range: SourceRange
    ) throws(SyntaxFault) {
        let a = try operand(left)
        // The sign of the number tells which of the two operators an error names.
        if op == .add || op == .subtract, case .constant(.int(let number)) = right.kind,
            number > 0 || number == 0 && op == .add, number < 30_000
        {
            emit(.addNumber, target, a, op == .add ? number : -number, range)
            return
        }
        let b = try value(right)
        if let short = Compiler.short[op] {
            emit(short, target, a, b, range)
        } else {
            emit(.binary, target, a, b, range)
            emit(.nothing, Int(op.rawValue), 0, 0, range)
        }
    }

    func shortCircuit(
        _ op: Operation, _ left: Expression, _ right: Expression, to target: Int, _ range: SourceRange
    ) throws(SyntaxFault) {
        let end = Label()
        // The target may be a variable that the right side reads: work in a register of its own.
        let register = temporary()
        try value(left, to: register)
        jump(op, register, to: end, range)
        let before = assigned
        try value(right, to: register)
        assigned = before
        try place(end, range)
        emit(.move, target, register, 0, range)
    }

    func operation(_ sign: Expression.ComparisonSign) -> Operation {
        switch sign {
        case .order(.less): .less
        case .order(.lessEqual): .lessEqual
        case .order(.equal): .equal
        case .order(.notEqual): .notEqual
        case .order(.greater): .greater
        case .order(.greaterEqual): .greaterEqual
        case .isSame: .isSame
        case .isNotSame: .isNotSame
        case .isIn: .isIn
        case .isNotIn: .isNotIn
        }
    }

    func comparison(
        _ first: Expression, _ rest: [(Expression.ComparisonSign, Expression)], to target: Int, _ range: SourceRange
    ) throws(SyntaxFault) {
        if rest.count == 1 {
            let a = try operand(first)
            emit(operation(rest[0].0), target, a, try value(rest[0].1), range)
            return
        }
        let result = temporary(), end = Label()
        var left = try operand(first)
        for (i, part) in rest.enumerated() {
            let right = temporary()
            try value(part.1, to: right)
            emit(operation(part.0), result, left, right, range)
            if i + 1 < rest.count { jump(.jumpIfFalse, result, to: end, range) }
            left = right
        }
        try place(end, range)
        emit(.move, target, result, 0, range)
    }

    private static let near: [Comparison: Operation] = [
        .less: .jumpUnlessLess, .lessEqual: .jumpUnlessLessEqual, .equal: .jumpUnlessEqual,
        .notEqual: .jumpUnlessNotEqual,
        .greater: .jumpUnlessGreater, .greaterEqual: .jumpUnlessGreaterEqual,
    ]

    /// Jumps if an expression is false, goes on if it is true.
    func jumpIfFalse(_ condition: Expression, to label: Label) throws(SyntaxFault) {
        let mark = nextRegister
        defer { nextRegister = mark }
        let range = condition.range
        switch condition.kind {
        case .and(let left, let right):
            try jumpIfFalse(left, to: label)
            try jumpIfFalse(right, to: label)
        case .or(let left, let right):
            let yes = Label()
            try jumpIfTrue(left, to: yes)
            try jumpIfFalse(right, to: label)
            try place(yes, range)
        case .not(let inner): try jumpIfTrue(inner, to: label)
        case .constant(.bool(true)): break
        case .compare(let first, let rest) where rest.count == 1:
            guard case .order(let order) = rest[0].0, let op = Compiler.near[order] else { fallthrough }
            let a = try operand(first)
            if case .constant(let literal) = rest[0].1.kind, case .int(let number) = literal,
                Int16(exactly: number) != nil, preloaded(literal) == nil, let short = Compiler.nearNumber[order]
            {
                return jumpNear(short, a, number, to: label, range)
            }
            jumpNear(op, a, try value(rest[0].1), to: label, range)
        default: jump(.jumpIfFalse, try value(condition), to: label, range)
        }
    }

    /// Jumps if an expression is true, goes on if it is false.
    func jumpIfTrue(_ condition: Expression, to label: Label) throws(SyntaxFault) {
        let mark = nextRegister
        defer { nextRegister = mark }
        switch condition.kind {
        case .or(let left, let right):
            try jumpIfTrue(left, to: label)
            try jumpIfTrue(right, to: label)
        case .and(let left, let right):
            let no = Label()
            try jumpIfFalse(left, to: no)
            try jumpIfTrue(right, to: label)
            try place(no, condition.range)
        case .not(let inner): try jumpIfFalse(inner, to: label)
        default: jump(.jumpIfTrue, try value(condition), to: label, condition.range)
        }
    }

    private static let nearNumber: [Comparison: Operation] = [
        .less: .jumpUnlessLessNumber, .lessEqual: .jumpUnlessLessEqualNumber, .equal: .jumpUnlessEqualNumber,
        .notEqual: .jumpUnlessNotEqualNumber, .greater: .jumpUnlessGreaterNumber,
        .greaterEqual: .jumpUnlessGreaterEqualNumber,
    ]

    static let back: [Comparison: Operation] = [
        .less: .jumpIfLess, .lessEqual: .jumpIfLessEqual, .equal: .jumpIfEqual, .notEqual: .jumpIfNotEqual,
        .greater: .jumpIfGreater, .greaterEqual: .jumpIfGreaterEqual,
    ]

    /// Jumps back to a loop's beginning if the condition still holds.
    func jumpBackIfTrue(_ condition: Expression, to start: Label) throws(SyntaxFault) {
        let mark = nextRegister
        defer { nextRegister = mark }
        let range = condition.range
        if case .constant(.bool(true)) = condition.kind {
            jump(.jumpBack, turnsToMachineCode, to: start.target ?? 0, range)
            return
        }
        if case .compare(let first, let rest) = condition.kind, rest.count == 1, case .order(let order) = rest[0].0,
            let op = Compiler.back[order], let target = start.target, instructions.count - target < 30_000
        {
            let a = try operand(first)
            let b = try value(rest[0].1)
            emit(op, a, b, target - instructions.count - 1, range)
            emit(.nothing, turnsToMachineCode, 0, 0, range)
            return
        }
        let done = Label()
        try jumpIfFalse(condition, to: done)
        jump(.jumpBack, turnsToMachineCode, to: start.target ?? 0, range)
        try place(done, range)
    }
}
