extension Interpreter {
    /// The evaluator's loop over the innermost frame, until the frame that `execute` or `resume` began ends.
    ///
    /// Numbers are read and written as bits (`Register`), so that the common instructions count no references; what an
    /// instruction does less often is in functions of its own, so that the loop stays small.
    func loop() throws(LanguageError) -> Value {
        var frame = machine.frame
        var r = frame.pointee.base
        var next = frame.pointee.next

        do throws(LanguageError) {
            while true {
                let i = next.pointee
                next += 1
                switch i.op {
                case .loadConstant: (r + Int(i.a)).copy(frame.pointee.entry.pointee.constants + i.wide)
                case .loadNone: (r + Int(i.a)).putNone()
                case .move: (r + Int(i.a)).copy(r + Int(i.b))
                case .take: (r + Int(i.a)).take(r + Int(i.b))
                case .deleteLocal: (r + Int(i.a)).putUnbound()
                case .checkLocal:
                    if (r + Int(i.a)).pointee.isUnbound { throw unassigned(frame, Int(i.a), isFree: i.b == 1) }
                case .loadGlobal:
                    let place = globals.values.registers + i.wide
                    if !place.pointee.isUnbound {
                        (r + Int(i.a)).copy(place)
                    } else {
                        let fallback = globals.fallbacks.registers + i.wide
                        if fallback.pointee.isUnbound { throw undefinedName(globals.names[i.wide]) }
                        (r + Int(i.a)).copy(fallback)
                    }
                case .storeGlobal:
                    globals.letGo(i.wide)
                    (globals.values.registers + i.wide).copy(r + Int(i.a))
                case .loadCell:
                    let cell = (r + Int(i.b)).pointee.object(as: Cell.self)
                    let place = cell._withUnsafeGuaranteedRef { $0.place }
                    if place.pointee.isUnbound { throw unassigned(frame, Int(i.b), isFree: i.c == 1) }
                    (r + Int(i.a)).copy(place)
                case .storeCell:
                    let cell = (r + Int(i.b)).pointee.object(as: Cell.self)
                    cell._withUnsafeGuaranteedRef { $0.place }.copy(r + Int(i.a))
                case .loadFree:
                    let place = frame.pointee.function._withUnsafeGuaranteedRef { $0.places[Int(i.b)] }
                    if place.pointee.isUnbound { throw unassignedFree(frame.pointee.code.freeNames[Int(i.b)]) }
                    (r + Int(i.a)).copy(place)
                case .storeFree:
                    frame.pointee.function._withUnsafeGuaranteedRef { $0.places[Int(i.b)] }.copy(r + Int(i.a))

                case .add:
                    let x = (r + Int(i.b)).pointee, y = (r + Int(i.c)).pointee
                    if _fastPath(x.tag == Register.Tag.int && y.tag == Register.Tag.int) {
                        let (result, overflow) = x.int.addingReportingOverflow(y.int)
                        if _fastPath(!overflow) {
                            (r + Int(i.a)).put(result)
                            continue
                        }
                    } else if _fastPath(x.tag == Register.Tag.float && y.tag == Register.Tag.float) {
                        (r + Int(i.a)).put(x.float + y.float)
                        continue
                    }
                    try slowBinary(.add, i, r)
                case .subtract:
                    let x = (r + Int(i.b)).pointee, y = (r + Int(i.c)).pointee
                    if _fastPath(x.tag == Register.Tag.int && y.tag == Register.Tag.int) {
                        let (result, overflow) = x.int.subtractingReportingOverflow(y.int)
                        if _fastPath(!overflow) {
                            (r + Int(i.a)).put(result)
                            continue
                        }
                    } else if _fastPath(x.tag == Register.Tag.float && y.tag == Register.Tag.float) {
                        (r + Int(i.a)).put(x.float - y.float)
                        continue
                    }
                    try slowBinary(.subtract, i, r)
                case .multiply:
                    let x = (r + Int(i.b)).pointee, y = (r + Int(i.c)).pointee
                    if _fastPath(x.tag == Register.Tag.int && y.tag == Register.Tag.int) {
                        let (result, overflow) = x.int.multipliedReportingOverflow(by: y.int)
                        if _fastPath(!overflow) {
                            (r + Int(i.a)).put(result)
                            continue
                        }
                    } else if _fastPath(x.tag == Register.Tag.float && y.tag == Register.Tag.float) {
                        (r + Int(i.a)).put(x.float * y.float)
                        continue
                    }
                    try slowBinary(.multiply, i, r)
                case .divide:
                    let x = (r + Int(i.b)).pointee, y = (r + Int(i.c)).pointee
                    if x.isNumber, y.isNumber, x.isExactNumber, y.isExactNumber {
                        let divisor = y.number
                        if divisor != 0 {
                            (r + Int(i.a)).put(x.number / divisor)
                            continue
                        }
                    }
                    try slowBinary(.divide, i, r)
                case .floorDivide:
                    let x = (r + Int(i.b)).pointee, y = (r + Int(i.c)).pointee
                    if x.tag == Register.Tag.int, y.tag == Register.Tag.int, y.int > 0 {
                        let quotient = x.int / y.int
                        (r + Int(i.a)).put(quotient &- (x.int < quotient &* y.int ? 1 : 0))
                    } else {
                        try slowBinary(.floorDivide, i, r)
                    }
                case .modulo:
                    let x = (r + Int(i.b)).pointee, y = (r + Int(i.c)).pointee
                    if x.tag == Register.Tag.int, y.tag == Register.Tag.int, y.int > 0 {
                        let rest = x.int % y.int
                        (r + Int(i.a)).put(rest < 0 ? rest &+ y.int : rest)
                    } else {
                        try slowBinary(.modulo, i, r)
                    }
                case .addNumber:
                    let x = (r + Int(i.b)).pointee
                    if x.tag == Register.Tag.int {
                        let (sum, overflow) = x.int.addingReportingOverflow(i.signedC)
                        if _fastPath(!overflow) {
                            (r + Int(i.a)).put(sum)
                            continue
                        }
                    } else if x.tag == Register.Tag.float {
                        (r + Int(i.a)).put(x.float + Double(i.signedC))
                        continue
                    }
                    try slowAddNumber(i, r)
                case .addInPlace:
                    let x = (r + Int(i.a)).pointee, y = (r + Int(i.b)).pointee
                    if _fastPath(x.tag == Register.Tag.int && y.tag == Register.Tag.int) {
                        let (sum, overflow) = x.int.addingReportingOverflow(y.int)
                        if _fastPath(!overflow) {
                            (r + Int(i.a)).put(sum)
                            continue
                        }
                    } else if _fastPath(x.tag == Register.Tag.float && y.tag == Register.Tag.float) {
                        (r + Int(i.a)).put(x.float + y.float)
                        continue
                    }
                    try slowInPlace(.add, i, r)
                case .inPlace:
                    try slowInPlace(BinaryOperator(rawValue: UInt8(truncatingIfNeeded: i.c)) ?? .add, i, r)
                case .binary:
                    let op = BinaryOperator(rawValue: UInt8(truncatingIfNeeded: next.pointee.a)) ?? .add
                    next += 1
                    try slowBinary(op, i, r)
                case .unary: try slowUnary(i, r)
                case .not:
                    let x = (r + Int(i.b)).pointee
                    if x.tag == Register.Tag.bool {
                        (r + Int(i.a)).put(x.bits & 1 == 0)
                    } else {
                        (r + Int(i.a)).put(!(try truth(r.values[Int(i.b)])))
                    }

                case .less:
                    let x = (r + Int(i.b)).pointee, y = (r + Int(i.c)).pointee
                    if _fastPath(x.tag == Register.Tag.int && y.tag == Register.Tag.int) {
                        (r + Int(i.a)).put(x.int < y.int)
                    } else if x.tag == Register.Tag.float, y.tag == Register.Tag.float {
                        (r + Int(i.a)).put(x.float < y.float)
                    } else {
                        r.values[Int(i.a)] = try compare(.less, r.values[Int(i.b)], r.values[Int(i.c)])
                    }
                case .lessEqual:
                    let x = (r + Int(i.b)).pointee, y = (r + Int(i.c)).pointee
                    if _fastPath(x.tag == Register.Tag.int && y.tag == Register.Tag.int) {
                        (r + Int(i.a)).put(x.int <= y.int)
                    } else if x.tag == Register.Tag.float, y.tag == Register.Tag.float {
                        (r + Int(i.a)).put(x.float <= y.float)
                    } else {
                        r.values[Int(i.a)] = try compare(.lessEqual, r.values[Int(i.b)], r.values[Int(i.c)])
                    }
                case .greater:
                    let x = (r + Int(i.b)).pointee, y = (r + Int(i.c)).pointee
                    if _fastPath(x.tag == Register.Tag.int && y.tag == Register.Tag.int) {
                        (r + Int(i.a)).put(x.int > y.int)
                    } else if x.tag == Register.Tag.float, y.tag == Register.Tag.float {
                        (r + Int(i.a)).put(x.float > y.float)
                    } else {
                        r.values[Int(i.a)] = try compare(.greater, r.values[Int(i.b)], r.values[Int(i.c)])
                    }
                case .greaterEqual:
                    let x = (r + Int(i.b)).pointee, y = (r + Int(i.c)).pointee
                    if _fastPath(x.tag == Register.Tag.int && y.tag == Register.Tag.int) {
                        (r + Int(i.a)).put(x.int >= y.int)
                    } else if x.tag == Register.Tag.float, y.tag == Register.Tag.float {
                        (r + Int(i.a)).put(x.float >= y.float)
                    } else {
                        r.values[Int(i.a)] = try compare(.greaterEqual, r.values[Int(i.b)], r.values[Int(i.c)])
                    }
                case .equal:
                    let x = (r + Int(i.b)).pointee, y = (r + Int(i.c)).pointee
                    if _fastPath(x.tag == Register.Tag.int && y.tag == Register.Tag.int) {
                        (r + Int(i.a)).put(x.int == y.int)
                    } else if x.tag == Register.Tag.float, y.tag == Register.Tag.float {
                        (r + Int(i.a)).put(x.float == y.float)
                    } else {
                        r.values[Int(i.a)] = try compare(.equal, r.values[Int(i.b)], r.values[Int(i.c)])
                    }
                case .notEqual:
                    let x = (r + Int(i.b)).pointee, y = (r + Int(i.c)).pointee
                    if _fastPath(x.tag == Register.Tag.int && y.tag == Register.Tag.int) {
                        (r + Int(i.a)).put(x.int != y.int)
                    } else if x.tag == Register.Tag.float, y.tag == Register.Tag.float {
                        (r + Int(i.a)).put(x.float != y.float)
                    } else {
                        r.values[Int(i.a)] = try compare(.notEqual, r.values[Int(i.b)], r.values[Int(i.c)])
                    }
                case .isSame:
                    let x = (r + Int(i.b)).pointee, y = (r + Int(i.c)).pointee
                    (r + Int(i.a)).put(x.tag == y.tag && x.bits == y.bits)
                case .isNotSame:
                    let x = (r + Int(i.b)).pointee, y = (r + Int(i.c)).pointee
                    (r + Int(i.a)).put(!(x.tag == y.tag && x.bits == y.bits))
                case .isIn: (r + Int(i.a)).put(try contains(r.values[Int(i.c)], r.values[Int(i.b)]))
                case .isNotIn: (r + Int(i.a)).put(!(try contains(r.values[Int(i.c)], r.values[Int(i.b)])))

                case .jump: next += i.wide
                // A turn hears interrupts before it jumps, where the handlers around the loop's end hold.
                case .jumpBack:
                    try turn(next - 1, by: i.wide, &next, frame)
                case .checkBuiltin:
                    next += globals.values[i.wide].isUnbound ? 1 : 1 + next.pointee.wide
                case .jumpIfTrue:
                    let x = (r + Int(i.a)).pointee
                    if x.tag == Register.Tag.bool ? x.bits & 1 != 0 : try truth(r.values[Int(i.a)]) {
                        next += i.wide
                    }
                case .jumpIfFalse:
                    let x = (r + Int(i.a)).pointee
                    if !(x.tag == Register.Tag.bool ? x.bits & 1 != 0 : try truth(r.values[Int(i.a)])) {
                        next += i.wide
                    }
                case .jumpUnlessLess:
                    let x = (r + Int(i.a)).pointee, y = (r + Int(i.b)).pointee
                    let holds: Bool
                    if _fastPath(x.tag == Register.Tag.int && y.tag == Register.Tag.int) {
                        holds = x.int < y.int
                    } else if x.tag == Register.Tag.float, y.tag == Register.Tag.float {
                        holds = x.float < y.float
                    } else {
                        holds = try orderHolds(.less, i, r)
                    }
                    if !holds { next += i.signedC }
                case .jumpIfLess:
                    let x = (r + Int(i.a)).pointee, y = (r + Int(i.b)).pointee
                    let holds: Bool
                    if _fastPath(x.tag == Register.Tag.int && y.tag == Register.Tag.int) {
                        holds = x.int < y.int
                    } else if x.tag == Register.Tag.float, y.tag == Register.Tag.float {
                        holds = x.float < y.float
                    } else {
                        holds = try orderHolds(.less, i, r)
                    }
                    if holds {
                        try turn(next, by: i.signedC, &next, frame)
                    } else {
                        next += 1
                    }
                case .jumpUnlessLessEqual:
                    let x = (r + Int(i.a)).pointee, y = (r + Int(i.b)).pointee
                    let holds: Bool
                    if _fastPath(x.tag == Register.Tag.int && y.tag == Register.Tag.int) {
                        holds = x.int <= y.int
                    } else if x.tag == Register.Tag.float, y.tag == Register.Tag.float {
                        holds = x.float <= y.float
                    } else {
                        holds = try orderHolds(.lessEqual, i, r)
                    }
                    if !holds { next += i.signedC }
                case .jumpIfLessEqual:
                    let x = (r + Int(i.a)).pointee, y = (r + Int(i.b)).pointee
                    let holds: Bool
                    if _fastPath(x.tag == Register.Tag.int && y.tag == Register.Tag.int) {
                        holds = x.int <= y.int
                    } else if x.tag == Register.Tag.float, y.tag == Register.Tag.float {
                        holds = x.float <= y.float
                    } else {
                        holds = try orderHolds(.lessEqual, i, r)
                    }
                    if holds {
                        try turn(next, by: i.signedC, &next, frame)
                    } else {
                        next += 1
                    }
                case .jumpUnlessGreater:
                    let x = (r + Int(i.a)).pointee, y = (r + Int(i.b)).pointee
                    let holds: Bool
                    if _fastPath(x.tag == Register.Tag.int && y.tag == Register.Tag.int) {
                        holds = x.int > y.int
                    } else if x.tag == Register.Tag.float, y.tag == Register.Tag.float {
                        holds = x.float > y.float
                    } else {
                        holds = try orderHolds(.greater, i, r)
                    }
                    if !holds { next += i.signedC }
                case .jumpIfGreater:
                    let x = (r + Int(i.a)).pointee, y = (r + Int(i.b)).pointee
                    let holds: Bool
                    if _fastPath(x.tag == Register.Tag.int && y.tag == Register.Tag.int) {
                        holds = x.int > y.int
                    } else if x.tag == Register.Tag.float, y.tag == Register.Tag.float {
                        holds = x.float > y.float
                    } else {
                        holds = try orderHolds(.greater, i, r)
                    }
                    if holds {
                        try turn(next, by: i.signedC, &next, frame)
                    } else {
                        next += 1
                    }
                case .jumpUnlessGreaterEqual:
                    let x = (r + Int(i.a)).pointee, y = (r + Int(i.b)).pointee
                    let holds: Bool
                    if _fastPath(x.tag == Register.Tag.int && y.tag == Register.Tag.int) {
                        holds = x.int >= y.int
                    } else if x.tag == Register.Tag.float, y.tag == Register.Tag.float {
                        holds = x.float >= y.float
                    } else {
                        holds = try orderHolds(.greaterEqual, i, r)
                    }
                    if !holds { next += i.signedC }
                case .jumpIfGreaterEqual:
                    let x = (r + Int(i.a)).pointee, y = (r + Int(i.b)).pointee
                    let holds: Bool
                    if _fastPath(x.tag == Register.Tag.int && y.tag == Register.Tag.int) {
                        holds = x.int >= y.int
                    } else if x.tag == Register.Tag.float, y.tag == Register.Tag.float {
                        holds = x.float >= y.float
                    } else {
                        holds = try orderHolds(.greaterEqual, i, r)
                    }
                    if holds {
                        try turn(next, by: i.signedC, &next, frame)
                    } else {
                        next += 1
                    }
                case .jumpUnlessEqual:
                    let x = (r + Int(i.a)).pointee, y = (r + Int(i.b)).pointee
                    let holds: Bool
                    if _fastPath(x.tag == Register.Tag.int && y.tag == Register.Tag.int) {
                        holds = x.int == y.int
                    } else if x.tag == Register.Tag.float, y.tag == Register.Tag.float {
                        holds = x.float == y.float
                    } else {
                        holds = try orderHolds(.equal, i, r)
                    }
                    if !holds { next += i.signedC }
                case .jumpIfEqual:
                    let x = (r + Int(i.a)).pointee, y = (r + Int(i.b)).pointee
                    let holds: Bool
                    if _fastPath(x.tag == Register.Tag.int && y.tag == Register.Tag.int) {
                        holds = x.int == y.int
                    } else if x.tag == Register.Tag.float, y.tag == Register.Tag.float {
                        holds = x.float == y.float
                    } else {
                        holds = try orderHolds(.equal, i, r)
                    }
                    if holds {
                        try turn(next, by: i.signedC, &next, frame)
                    } else {
                        next += 1
                    }
                case .jumpUnlessNotEqual:
                    let x = (r + Int(i.a)).pointee, y = (r + Int(i.b)).pointee
                    let holds: Bool
                    if _fastPath(x.tag == Register.Tag.int && y.tag == Register.Tag.int) {
                        holds = x.int != y.int
                    } else if x.tag == Register.Tag.float, y.tag == Register.Tag.float {
                        holds = x.float != y.float
                    } else {
                        holds = try orderHolds(.notEqual, i, r)
                    }
                    if !holds { next += i.signedC }
                case .jumpIfNotEqual:
                    let x = (r + Int(i.a)).pointee, y = (r + Int(i.b)).pointee
                    let holds: Bool
                    if _fastPath(x.tag == Register.Tag.int && y.tag == Register.Tag.int) {
                        holds = x.int != y.int
                    } else if x.tag == Register.Tag.float, y.tag == Register.Tag.float {
                        holds = x.float != y.float
                    } else {
                        holds = try orderHolds(.notEqual, i, r)
                    }
                    if holds {
                        try turn(next, by: i.signedC, &next, frame)
                    } else {
                        next += 1
                    }

                case .jumpUnlessLessNumber:
                    let x = (r + Int(i.a)).pointee
                    let holds: Bool
                    if _fastPath(x.tag == Register.Tag.int) {
                        holds = x.int < i.signedB
                    } else if x.tag == Register.Tag.float {
                        holds = x.float < Double(i.signedB)
                    } else {
                        holds = try truth(compare(.less, r.values[Int(i.a)], .int(i.signedB)))
                    }
                    if !holds { next += i.signedC }
                case .jumpUnlessLessEqualNumber:
                    let x = (r + Int(i.a)).pointee
                    let holds: Bool
                    if _fastPath(x.tag == Register.Tag.int) {
                        holds = x.int <= i.signedB
                    } else if x.tag == Register.Tag.float {
                        holds = x.float <= Double(i.signedB)
                    } else {
                        holds = try truth(compare(.lessEqual, r.values[Int(i.a)], .int(i.signedB)))
                    }
                    if !holds { next += i.signedC }
                case .jumpUnlessGreaterNumber:
                    let x = (r + Int(i.a)).pointee
                    let holds: Bool
                    if _fastPath(x.tag == Register.Tag.int) {
                        holds = x.int > i.signedB
                    } else if x.tag == Register.Tag.float {
                        holds = x.float > Double(i.signedB)
                    } else {
                        holds = try truth(compare(.greater, r.values[Int(i.a)], .int(i.signedB)))
                    }
                    if !holds { next += i.signedC }
                case .jumpUnlessGreaterEqualNumber:
                    let x = (r + Int(i.a)).pointee
                    let holds: Bool
                    if _fastPath(x.tag == Register.Tag.int) {
                        holds = x.int >= i.signedB
                    } else if x.tag == Register.Tag.float {
                        holds = x.float >= Double(i.signedB)
                    } else {
                        holds = try truth(compare(.greaterEqual, r.values[Int(i.a)], .int(i.signedB)))
                    }
                    if !holds { next += i.signedC }
                case .jumpUnlessEqualNumber:
                    let x = (r + Int(i.a)).pointee
                    let holds: Bool
                    if _fastPath(x.tag == Register.Tag.int) {
                        holds = x.int == i.signedB
                    } else if x.tag == Register.Tag.float {
                        holds = x.float == Double(i.signedB)
                    } else {
                        holds = try truth(compare(.equal, r.values[Int(i.a)], .int(i.signedB)))
                    }
                    if !holds { next += i.signedC }
                case .jumpUnlessNotEqualNumber:
                    let x = (r + Int(i.a)).pointee
                    let holds: Bool
                    if _fastPath(x.tag == Register.Tag.int) {
                        holds = x.int != i.signedB
                    } else if x.tag == Register.Tag.float {
                        holds = x.float != Double(i.signedB)
                    } else {
                        holds = try truth(compare(.notEqual, r.values[Int(i.a)], .int(i.signedB)))
                    }
                    if !holds { next += i.signedC }

                case .getItem:
                    let container = (r + Int(i.b)).pointee, key = (r + Int(i.c)).pointee
                    if key.tag == Register.Tag.int,
                        container.tag == Register.Tag.list || container.tag == Register.Tag.tuple
                    {
                        let (start, count) = container.elements
                        let place = key.int < 0 ? key.int &+ count : key.int
                        if place >= 0, place < count {
                            (r + Int(i.a)).copy(start + place)
                            continue
                        }
                    }
                    try slowGetItem(i, r)
                case .setItem:
                    let container = (r + Int(i.a)).pointee, key = (r + Int(i.b)).pointee
                    if key.tag == Register.Tag.int, container.tag == Register.Tag.list,
                        container.object(as: List.self)._withUnsafeGuaranteedRef({
                            $0.replaceElement(key.int, with: r + Int(i.c))
                        })
                    {
                        continue
                    }
                    try slowSetItem(i, r)
                case .listAppend:
                    (r + Int(i.a)).pointee.object(as: List.self)._withUnsafeGuaranteedRef {
                        $0.values.append(r.values[Int(i.b)])
                    }
                case .unpack:
                    let source = (r + Int(i.b)).pointee
                    if source.tag == Register.Tag.tuple || source.tag == Register.Tag.list {
                        let (start, count) = source.elements
                        if count == Int(i.c) {
                            for k in 0..<count { (r + Int(i.a) + k).copy(start + k) }
                            continue
                        }
                    }
                    try unpack(r.values[Int(i.b)], into: r.values + Int(i.a), count: Int(i.c))
                case .ready:
                    // Objects alone: the others cannot change.
                    let tag = r[Int(i.a)].tag
                    if _slowPath(tag != Register.Tag.str && tag > Register.Tag.str && tag != Register.Tag.empty) {
                        let mark = frame.pointee.entry.pointee.texts[Int(i.b)].marks[Int(i.c)]
                        try ready(r.values + Int(i.a), mark.piece.takeUnretainedValue())
                    }
                case .readyToFit:
                    let mark = frame.pointee.entry.pointee.texts[Int(i.b)].marks[Int(i.c)]
                    let tag = r[Int(i.a)].tag
                    let fits =
                        tag == Register.Tag.int ? mark.isPlainDecimal : tag == Register.Tag.float && mark.isPlainFixed
                    if !fits { try readyToFit(r.values + Int(i.a), mark.piece.takeUnretainedValue()) }
                case .joinPieces:
                    r.values[Int(i.a)] = try joined(frame.pointee.entry.pointee.texts[Int(i.c)], r.values + Int(i.b))
                case .getWalk: try walk(r + Int(i.b), at: r + Int(i.a))
                case .next, .nextBack:
                    // `next` goes on with the instruction after the next word, or jumps at the end; `nextBack`, at the
                    // end of a loop's body, jumps to the body's beginning, or goes on at the end.
                    let walk = r + Int(i.b)
                    let found: Bool
                    switch walk.pointee.tag {
                    case Register.Tag.int:
                        // A range: how many are left, the next one, the step.
                        let left = walk.pointee.int
                        found = left != 0
                        if found {
                            walk.pointee.bits = UInt64(bitPattern: Int64(left &- 1))
                            let value = walk[1].int
                            walk[1].bits = UInt64(bitPattern: Int64(value &+ walk[2].int))
                            (r + Int(i.a)).put(value)
                        }
                    case Register.Tag.list, Register.Tag.tuple:
                        // The elements, and the place of the next one.
                        let (start, count) = walk.pointee.elements
                        let place = walk[1].int
                        found = place < count
                        if found {
                            walk[1].bits = UInt64(bitPattern: Int64(place &+ 1))
                            (r + Int(i.a)).copy(start + place)
                        }
                    default:
                        frame.pointee.next = next
                        guard let answer = try walkOn(i, r, frame) else {
                            frame = machine.frame
                            r = frame.pointee.base
                            next = frame.pointee.next
                            continue
                        }
                        found = answer
                    }
                    if i.op == .next {
                        next += found ? 1 : 1 + next.pointee.wide
                    } else if found {
                        try turn(next, by: 1 + next.pointee.wide, &next, frame)
                    } else {
                        next += 1
                    }

                case .call:
                    frame.pointee.next = next
                    try beginCall(i, r, frame)
                    frame = machine.frame
                    r = frame.pointee.base
                    next = frame.pointee.next
                case .callGlobal:
                    let place = r + Int(i.a)
                    let wide = next.pointee.wide
                    let global = globals.values.registers + wide
                    if _fastPath(global.pointee.tag == Register.Tag.function) {
                        if _fastPath(beginGlobalCall(global.pointee, i, r, frame, next + 1)) {
                            frame = machine.frame
                            r = frame.pointee.base
                            next = frame.pointee.next
                            continue
                        }
                        place.copy(global)
                    } else if !global.pointee.isUnbound {
                        place.copy(global)
                    } else {
                        let fallback = globals.fallbacks.registers + wide
                        if fallback.pointee.isUnbound { throw undefinedName(globals.names[wide]) }
                        place.copy(fallback)
                    }
                    next += 1
                    frame.pointee.next = next
                    try beginCall(i, r, frame)
                    frame = machine.frame
                    r = frame.pointee.base
                    next = frame.pointee.next
                case .checkMethod:
                    let word = next.pointee
                    next += 1
                    try checkMethod(r + Int(i.a), word, frame)
                case .callMethod:
                    let word = next.pointee
                    next += 1
                    if word.c != 0 { (r + Int(i.a)).copy(r + Int(word.c) - 1) }
                    let cache = frame.pointee.entry.pointee.caches + Int(word.a)
                    if _slowPath(!beginFoundMethod(i, r, frame, cache, next)) {
                        frame.pointee.next = next
                        try beginMethodCall(i, word, r, frame)
                    }
                    frame = machine.frame
                    r = frame.pointee.base
                    next = frame.pointee.next
                case .getAttribute:
                    let cache = frame.pointee.entry.pointee.caches + Int(next.pointee.a)
                    next += 1
                    let object = (r + Int(i.b)).pointee
                    if _fastPath(
                        object.tag == Register.Tag.object && object.identity == machine.instance
                            && cache.pointee.isTrue(of: object, machine.epoch))
                    {
                        (r + Int(i.a)).copy(object.attributes + cache.pointee.place)
                    } else {
                        try getAttributeSlow(i, r, frame, cache)
                    }
                case .setAttribute:
                    let cache = frame.pointee.entry.pointee.caches + Int(next.pointee.a)
                    next += 1
                    let object = (r + Int(i.a)).pointee
                    if _fastPath(
                        object.tag == Register.Tag.object && object.identity == machine.instance
                            && cache.pointee.isTrue(of: object, machine.epoch) && cache.pointee.place >= 0)
                    {
                        (object.attributes + cache.pointee.place).copy(r + Int(i.c))
                    } else {
                        try setAttributeSlow(i, r, frame, cache)
                    }
                case .returnValue:
                    if let value = try endCall(r + Int(i.a), frame) { return value }
                    frame = machine.frame
                    r = frame.pointee.base
                    next = frame.pointee.next
                case .yieldValue:
                    frame.pointee.next = next
                    if let value = pause(i, r, frame) { return value }
                    frame = machine.frame
                    r = frame.pointee.base
                    next = frame.pointee.next
                case .callMethodNamed:
                    frame.pointee.next = next + 1
                    try callMethodNamed(i, next.pointee, r, frame)
                    next = frame.pointee.next
                case .nothing: break
                case .deleteGlobal, .makeCell, .clear, .deleteCell, .deleteFree, .loadClassName, .buildList,
                    .buildTuple,
                    .buildSet, .constantSet, .buildDict, .listExtend, .listToTuple, .setAdd, .setUpdate, .dictSet,
                    .dictUpdate,
                    .dictMerge, .buildSlice, .deleteItem, .unpackRest, .format, .convert,
                    .deleteAttribute, .callNamed, .callSpread, .makeFunction, .makeClass,
                    .getIterator,
                    .generatorReturn, .delegate, .delegateThrow, .importModule, .importFrom, .importStar, .raise,
                    .matchException, .pushHandled, .popHandled, .assertionFailed, .withEnter, .withExit, .matchSequence,
                    .matchMapping, .matchRest, .matchClass, .line:
                    frame.pointee.next = next
                    try rare(i, r.values, frame)
                    next = frame.pointee.next
                }
            }
        } catch {
            frame.pointee.next = next
            throw error
        }
    }
}
