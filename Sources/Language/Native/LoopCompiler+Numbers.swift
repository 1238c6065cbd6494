extension LoopCompiler {
    // MARK: Arithmetic

    /// r[a] = r[x] op r[y].
    mutating func arithmetic(_ op: BinaryOperator, _ a: Int, _ x: Int, _ y: Int, _ at: Int) {
        let kinds = (tag(x, at, 0), tag(y, at, 1))
        func isNumber(_ tag: UInt8) -> Bool { tag == Register.Tag.int || tag == Register.Tag.float }
        if kinds.0 == Register.Tag.int, kinds.1 == Register.Tag.int {
            switch op {
            case .add, .subtract, .multiply, .and, .or, .xor: return wholeArithmetic(op, a, x, y, at)
            case .floorDivide, .modulo: return division(op, a, x, y, at)
            case .shiftLeft, .shiftRight: return shift(op, a, x, y, at)
            case .divide: return floatArithmetic(.divide, a, x, y, kinds, at)
            case .power: return arithmeticCall(op, a, x, y, at)
            case .matrixMultiply: return leave(at)
            }
        }
        if isNumber(kinds.0), isNumber(kinds.1) {
            switch op {
            case .add: return floatArithmetic(.add, a, x, y, kinds, at)
            case .subtract: return floatArithmetic(.subtract, a, x, y, kinds, at)
            case .multiply: return floatArithmetic(.multiply, a, x, y, kinds, at)
            case .divide: return floatArithmetic(.divide, a, x, y, kinds, at)
            case .power, .floorDivide, .modulo: return arithmeticCall(op, a, x, y, at)
            default: return leave(at)
            }
        }
        let isMixed = { (tag: UInt8) in tag == LoopCompiler.mixed || isNumber(tag) }
        guard isMixed(kinds.0), isMixed(kinds.1) else { return leave(at) }
        arithmeticCall(op, a, x, y, at)
    }

    private mutating func wholeArithmetic(_ op: BinaryOperator, _ a: Int, _ x: Int, _ y: Int, _ at: Int) {
        expect(x, Register.Tag.int, at)
        expect(y, Register.Tag.int, at)
        let left = whole(x), right = whole(y)
        let result = copies.freeInt()
        code.move(result, left)
        switch op {
        case .add: code.whole(.add, result, right)
        case .subtract: code.whole(.subtract, result, right)
        case .and: code.whole(.and, result, right)
        case .or: code.whole(.or, result, right)
        case .xor: code.whole(.xor, result, right)
        default: code.multiply(result, right)
        }
        if op == .add || op == .subtract || op == .multiply { code.jump(.overflow, exit(to: at)) }
        keep(a, result)
    }

    /// r[a] = r[x] + a small number.
    mutating func addNumber(_ a: Int, _ x: Int, _ number: Int, _ at: Int) {
        switch tag(x, at, 0) {
        case Register.Tag.int:
            expect(x, Register.Tag.int, at)
            let left = whole(x)
            let result = copies.freeInt()
            code.move(result, left)
            code.whole(.add, result, Int32(truncatingIfNeeded: number))
            code.jump(.overflow, exit(to: at))
            keep(a, result)
        case Register.Tag.float:
            expect(x, Register.Tag.float, at)
            let left = float(x)
            let result = copies.freeFloat()
            constant(Double(number), result)
            code.floating(.add, result, left)
            keep(a, result)
        default: leave(at)
        }
    }

    /// A number that the code brings along.
    mutating func constant(_ number: Double, _ to: Xmm) {
        if number.bitPattern == 0 { return code.clear(to) }
        code.move(.rax, number.bitPattern)
        code.bits(to, .rax)
    }

    /// The quotient or rest of whole numbers, rounded down; the divisor must be above 0.
    private mutating func division(_ op: BinaryOperator, _ a: Int, _ x: Int, _ y: Int, _ at: Int) {
        expect(x, Register.Tag.int, at)
        expect(y, Register.Tag.int, at)
        let left = whole(x), right = whole(y)
        code.test(right)
        code.jump(.lessOrEqual, exit(to: at))
        let long = code.label(), done = code.label()
        code.move(.rax, left)
        code.move(.rcx, left)
        code.whole(.or, .rcx, right)
        // Dividing 64 bits takes several times as long as dividing 32.
        code.shift(.right, .rcx, by: 32)
        code.jump(.notEqual, long)
        code.move(.rdx, 0)
        code.divideShort(by: right)
        code.jump(done)
        code.bind(long)
        code.extendSign()
        code.divideSigned(by: right)
        code.move(.rcx, .rdx)
        code.shift(.signedRight, .rcx, by: 63)
        if op == .floorDivide {
            code.whole(.add, .rax, .rcx)
        } else {
            code.whole(.and, .rcx, right)
            code.whole(.add, .rdx, .rcx)
        }
        code.bind(done)
        let result = copies.freeInt()
        code.move(result, op == .floorDivide ? .rax : .rdx)
        keep(a, result)
    }

    private mutating func shift(_ op: BinaryOperator, _ a: Int, _ x: Int, _ y: Int, _ at: Int) {
        expect(x, Register.Tag.int, at)
        expect(y, Register.Tag.int, at)
        let left = whole(x), right = whole(y)
        code.whole(.compare, right, 62)
        code.jump(.above, exit(to: at))
        code.move(.rcx, right)
        let result = copies.freeInt()
        code.move(result, left)
        if op == .shiftRight {
            code.shiftByCount(.signedRight, result)
        } else {
            code.shiftByCount(.left, result)
            code.move(.rax, result)
            code.shiftByCount(.signedRight, .rax)
            code.whole(.compare, .rax, left)
            code.jump(.notEqual, exit(to: at))
        }
        keep(a, result)
    }

    private mutating func floatArithmetic(
        _ op: Assembler.Floating, _ a: Int, _ x: Int, _ y: Int, _ kinds: (UInt8, UInt8), _ at: Int
    ) {
        expect(x, kinds.0, at)
        expect(y, kinds.1, at)
        let exactAt = op == .divide ? at : nil
        let left = number(x, scratch: Xmm(number: 0), exactAt: exactAt)
        let right = number(y, scratch: Xmm(number: 1), exactAt: exactAt)
        let result = copies.freeFloat()
        if op == .divide {
            let fine = code.label()
            code.clear(result)
            code.compare(right, result)
            code.jump(.notEqual, fine)
            code.jump(.noParity, exit(to: at))
            code.bind(fine)
        }
        code.move(result, left)
        code.floating(op, result, right)
        keep(a, result)
    }

    /// Lets a function of the evaluator do it.
    private mutating func arithmeticCall(_ op: BinaryOperator, _ a: Int, _ x: Int, _ y: Int, _ at: Int) {
        code.move(.rdi, .rbx)
        code.move(.rsi, UInt64(a) | UInt64(x) << 16 | UInt64(y) << 32)
        code.move(.rdx, UInt64(op.rawValue))
        call(NativeCalls.arithmetic)
        copies = Copies()
        code.test(.rax)
        code.jump(.equal, exit(to: at))
        known[a] = LoopCompiler.unknown
    }

    /// r[a] = -r[x].
    mutating func negate(_ a: Int, _ x: Int, _ at: Int) {
        switch tag(x, at, 0) {
        case Register.Tag.int:
            expect(x, Register.Tag.int, at)
            let value = whole(x)
            let result = copies.freeInt()
            code.move(result, value)
            code.negate(result)
            code.jump(.overflow, exit(to: at))
            keep(a, result)
        case Register.Tag.float:
            expect(x, Register.Tag.float, at)
            let value = float(x)
            let result = copies.freeFloat()
            constant(-0.0, result)
            code.exclusiveOr(result, value)
            keep(a, result)
        default: leave(at)
        }
    }

    // MARK: Comparison

    /// What an order asks of signed whole numbers.
    private static func condition(_ order: Comparison) -> Condition {
        switch order {
        case .less: .less
        case .lessEqual: .lessOrEqual
        case .equal: .equal
        case .notEqual: .notEqual
        case .greater: .greater
        case .greaterEqual: .greaterOrEqual
        }
    }

    /// Compares two registers; `nil` where the evaluator has to.
    private mutating func compare(_ order: Comparison, _ x: Int, _ y: Int, _ at: Int) -> Compared? {
        let kinds = (tag(x, at, 0), tag(y, at, 1))
        guard kinds.0 == Register.Tag.int || kinds.0 == Register.Tag.float,
            kinds.1 == Register.Tag.int || kinds.1 == Register.Tag.float
        else { return nil }
        expect(x, kinds.0, at)
        expect(y, kinds.1, at)
        if kinds.0 == Register.Tag.int, kinds.1 == Register.Tag.int {
            let left = whole(x), right = whole(y)
            code.whole(.compare, left, right)
            return .whole(LoopCompiler.condition(order))
        }
        let left = number(x, scratch: Xmm(number: 0), exactAt: at)
        let right = number(y, scratch: Xmm(number: 1), exactAt: at)
        return compare(order, left, right)
    }

    /// Compares a register with a small number.
    private mutating func compare(_ order: Comparison, _ x: Int, number: Int, _ at: Int) -> Compared? {
        switch tag(x, at, 0) {
        case Register.Tag.int:
            expect(x, Register.Tag.int, at)
            code.whole(.compare, whole(x), Int32(truncatingIfNeeded: number))
            return .whole(LoopCompiler.condition(order))
        case Register.Tag.float:
            expect(x, Register.Tag.float, at)
            let left = float(x)
            constant(Double(number), Xmm(number: 1))
            return compare(order, left, Xmm(number: 1))
        default: return nil
        }
    }

    /// Compares so that a number that is not comparable fails all but `!=`.
    private mutating func compare(_ order: Comparison, _ x: Xmm, _ y: Xmm) -> Compared {
        switch order {
        case .less, .lessEqual: code.compare(y, x)
        default: code.compare(x, y)
        }
        switch order {
        case .less, .greater: return .whole(.above)
        case .lessEqual, .greaterEqual: return .whole(.aboveOrEqual)
        case .equal: return .sameFloat
        case .notEqual: return .otherFloat
        }
    }

    /// How the processor's flags say that a comparison holds.
    private enum Compared {
        case whole(Condition)
        /// Equal, and comparable at all.
        case sameFloat
        /// Not equal, or not comparable.
        case otherFloat
    }

    /// r[a] = r[x] order r[y].
    mutating func comparison(_ order: Comparison, _ a: Int, _ x: Int, _ y: Int, _ at: Int) {
        guard let compared = compare(order, x, y, at) else { return leave(at) }
        switch compared {
        case .whole(let condition): code.set(condition, .rax)
        case .sameFloat:
            code.set(.equal, .rax)
            code.set(.noParity, .rcx)
            code.whole(.and, .rax, .rcx)
        case .otherFloat:
            code.set(.notEqual, .rax)
            code.set(.parity, .rcx)
            code.whole(.or, .rax, .rcx)
        }
        code.extendByte(.rax)
        putScratch(a, Register.Tag.bool)
    }

    /// Jumps to a place if a comparison holds, or unless it does.
    /// - Parameter y: a register, or `nil` for `number`.
    mutating func jump(
        _ order: Comparison, ifHolds: Bool, _ x: Int, _ y: Int?, number: Int = 0, to target: Int, _ at: Int,
        isBack: Bool = false
    ) {
        let answer = y.map { compare(order, x, $0, at) } ?? compare(order, x, number: number, at)
        guard let compared = answer else { return leave(at) }
        let behind = code.label()
        let label = isBack ? code.label() : jumpLabel(target)
        switch (compared, ifHolds) {
        case (.whole(let condition), _): code.jump(ifHolds ? condition : condition.negated, label)
        case (.sameFloat, true), (.otherFloat, false):
            code.jump(.parity, behind)
            code.jump(.equal, label)
        case (.sameFloat, false), (.otherFloat, true):
            code.jump(.notEqual, label)
            code.jump(.parity, label)
        }
        if isBack {
            code.jump(behind)
            code.bind(label)
            jumpBack(to: target)
        }
        code.bind(behind)
    }
}
