import CReferences

/// What the evaluator's loop does less often, kept out of it so that the loop stays small.
extension Interpreter {
    func getAttributeSlow(
        _ i: Instruction, _ r: UnsafeMutablePointer<Register>, _ frame: UnsafeMutablePointer<Frame>,
        _ cache: UnsafeMutablePointer<CallSite>
    ) throws(LanguageError) {
        let source = r[Int(i.b)]
        if source.tag == Register.Tag.object {
            if source.identity == cache.pointee.identity, let getter = cache.pointee.getter {
                let object = source.object(as: Object.self).takeUnretainedValue()
                if object.nativeType === cache.pointee.type {
                    r.values[Int(i.a)] = try getter(object, self)
                    return
                }
            }
            if source.identity == machine.module,
                let member = member(source.object(as: ModuleObject.self), Int(i.c), frame, cache)
            {
                if member.isCounted { Register.retain(member.bits) }
                return (r + Int(i.a)).put(member.bits, member.tag)
            }
        }
        let name = frame.pointee.code.names[Int(i.c)]
        let value = r.values[Int(i.b)]
        if let (instance, place) = plainAttribute(value, name) {
            cache.pointee = CallSite(instance.shape, epoch: machine.epoch, place: place)
            r.values[Int(i.a)] = instance.slots[place]
            return
        }
        r.values[Int(i.a)] = try getAttribute(value, name)
        if case .object(let object) = value {
            if object is Instance || object is ModuleObject || object is ClassObject || object is SuperObject
                || object is BoundMethod
            {
                return
            }
            // A method of the name would have come first.
            let type = object.nativeType
            if type.method(name) == nil, let property = type.property(name) {
                cache.pointee = CallSite(type: type, method: nil)
                cache.pointee.identity = source.identity
                cache.pointee.getter = property.get
            }
        }
    }

    /// What a module has under a name, not counted; `nil` where that must be looked for.
    func member(
        _ module: Unmanaged<ModuleObject>, _ name: Int, _ frame: UnsafeMutablePointer<Frame>,
        _ cache: UnsafeMutablePointer<CallSite>
    ) -> Register? {
        let state = module._withUnsafeGuaranteedRef { $0.state }
        if state == cache.pointee.moduleState, state != 0 { return cache.pointee.member }
        guard var member = module._withUnsafeGuaranteedRef({ $0.members[frame.pointee.code.names[name]] }) else {
            return nil
        }
        // The module holds it as long as its state stays.
        let bits = withUnsafeMutablePointer(to: &member) { $0.registers.pointee }
        cache.pointee = CallSite(moduleState: state, member: bits)
        return bits
    }

    func setAttributeSlow(
        _ i: Instruction, _ r: UnsafeMutablePointer<Register>, _ frame: UnsafeMutablePointer<Frame>,
        _ cache: UnsafeMutablePointer<CallSite>
    ) throws(LanguageError) {
        let name = frame.pointee.code.names[Int(i.b)]
        let value = r.values[Int(i.a)]
        if case .object(let object) = value, type(of: object) == Instance.self {
            // A new attribute: the shape with it was found last time.
            let instance = unsafeDowncast(object, to: Instance.self)
            if cache.pointee.epoch == machine.epoch, instance.shape === cache.pointee.shape,
                let larger = cache.pointee.larger
            {
                return instance.append(r.values[Int(i.c)], larger)
            }
            if instance.dictionary == nil, instance.shape.place(of: name) == nil, instance.shape.count < Shape.limit,
                !speaksFirst(instance.cls.lookUp(name)), instance.cls.lookUp("__setattr__") == nil,
                instance.cls.native?.property(name) == nil, instance.cls.isUser, instance.cls.allowedNames == nil,
                name != "__class__"
            {
                let larger = instance.shape.adding(name)
                cache.pointee = CallSite(instance.shape, epoch: machine.epoch, place: -1, larger: larger)
                return instance.append(r.values[Int(i.c)], larger)
            }
        }
        try setAttribute(value, name, r.values[Int(i.c)])
        if let (instance, place) = plainAttribute(value, name), instance.cls.lookUp("__setattr__") == nil {
            cache.pointee = CallSite(instance.shape, epoch: machine.epoch, place: place)
        }
    }

    /// Where an instance's own attribute lies, if nothing in its class speaks first.
    private func plainAttribute(_ value: Value, _ name: String) -> (Instance, Int)? {
        guard case .object(let object) = value, type(of: object) == Instance.self else { return nil }
        let instance = unsafeDowncast(object, to: Instance.self)
        guard let place = instance.shape.place(of: name), !speaksFirst(instance.cls.lookUp(name)),
            instance.cls.lookUp("__getattribute__") == nil
        else { return nil }
        return (instance, place)
    }

    // MARK: The loop's slower ways

    @inline(never)
    func slowBinary(_ op: BinaryOperator, _ i: Instruction, _ r: UnsafeMutablePointer<Register>) throws(LanguageError) {
        let x = r[Int(i.b)], y = r[Int(i.c)]
        if x.isNumber, y.isNumber, x.tag != y.tag {
            switch op {
            case .add: return (r + Int(i.a)).put(x.number + y.number)
            case .subtract: return (r + Int(i.a)).put(x.number - y.number)
            case .multiply: return (r + Int(i.a)).put(x.number * y.number)
            default: break
            }
        }
        if op == .add, x.tag == Register.Tag.str, y.tag == Register.Tag.str {
            let text = x.object(as: Str.self)._withUnsafeGuaranteedRef { a in
                y.object(as: Str.self)._withUnsafeGuaranteedRef { b in a.followed(by: b) }
            }
            guard let text else { throw LanguageError(.memoryError, "") }
            (r + Int(i.a)).put(text)
            return
        }
        if x.tag == Register.Tag.object || y.tag == Register.Tag.object, try consume(op, i, r) { return }
        let result = try binary(op, r.values[Int(i.b)], r.values[Int(i.c)])
        r.values[Int(i.a)] = result
    }

    /// `a op b` where one side is an intermediate result that nobody else holds: the result takes its place, if its type
    /// offers that.
    private func consume(
        _ op: BinaryOperator, _ i: Instruction, _ r: UnsafeMutablePointer<Register>
    ) throws(LanguageError) -> Bool {
        let (left, right) = (Int(i.b), Int(i.c))
        if isDying(left, r), let slot = slot(left, r) {
            if try slot(op, r[left].object(as: Object.self).takeUnretainedValue(), r.values[right], false, self) {
                (r + Int(i.a)).take(r + left)
                return true
            }
        }
        if isDying(right, r), let slot = slot(right, r) {
            if try slot(op, r[right].object(as: Object.self).takeUnretainedValue(), r.values[left], true, self) {
                (r + Int(i.a)).take(r + right)
                return true
            }
        }
        return false
    }

    /// True for an object that only a register of the expression holds: those come after the variables', and each is
    /// read once.
    @inline(__always)
    private func isDying(_ place: Int, _ r: UnsafeMutablePointer<Register>) -> Bool {
        r[place].tag == Register.Tag.object && place >= machine.frame.pointee.entry.pointee.localCount
            && swift_retainCount(r[place].address) == 1
    }

    @inline(__always)
    private func slot(
        _ place: Int, _ r: UnsafeMutablePointer<Register>
    ) -> (@Sendable (BinaryOperator, Object, Value, Bool, Interpreter) throws(LanguageError) -> Bool)? {
        r[place].object(as: Object.self)._withUnsafeGuaranteedRef { $0.nativeType.slot(\.consume) }
    }

    @inline(never)
    func slowInPlace(_ op: BinaryOperator, _ i: Instruction, _ r: UnsafeMutablePointer<Register>) throws(LanguageError)
    {
        let result = try inPlace(op, r.values[Int(i.a)], r.values[Int(i.b)])
        r.values[Int(i.a)] = result
    }

    @inline(never)
    func slowAddNumber(_ i: Instruction, _ r: UnsafeMutablePointer<Register>) throws(LanguageError) {
        let (op, number) = i.signedC < 0 ? (BinaryOperator.subtract, -i.signedC) : (.add, i.signedC)
        if isDying(Int(i.b), r), let slot = slot(Int(i.b), r),
            try slot(op, r[Int(i.b)].object(as: Object.self).takeUnretainedValue(), .int(number), false, self)
        {
            (r + Int(i.a)).take(r + Int(i.b))
            return
        }
        let value = r.values[Int(i.b)]
        let result = try binary(op, value, .int(number))
        r.values[Int(i.a)] = result
    }

    @inline(never)
    func slowUnary(_ i: Instruction, _ r: UnsafeMutablePointer<Register>) throws(LanguageError) {
        let op = UnaryOperator(rawValue: UInt8(truncatingIfNeeded: i.c)) ?? .negate
        r.values[Int(i.a)] = try unary(op, r.values[Int(i.b)])
    }

    @inline(never)
    func orderHolds(_ order: Comparison, _ i: Instruction, _ r: UnsafeMutablePointer<Register>) throws(LanguageError)
        -> Bool
    {
        try truth(compare(order, r.values[Int(i.a)], r.values[Int(i.b)]))
    }

    @inline(never)
    func slowGetItem(_ i: Instruction, _ r: UnsafeMutablePointer<Register>) throws(LanguageError) {
        let container = r[Int(i.b)]
        if container.tag == Register.Tag.dict, let found = container.dictPlace(r[Int(i.c)]), let found {
            (r + Int(i.a)).copy(found)
            return
        }
        let result = try getItem(r.values[Int(i.b)], r.values[Int(i.c)])
        r.values[Int(i.a)] = result
    }

    @inline(never)
    func slowSetItem(_ i: Instruction, _ r: UnsafeMutablePointer<Register>) throws(LanguageError) {
        let container = r[Int(i.a)], key = r[Int(i.b)]
        if container.tag == Register.Tag.dict, key.tag == Register.Tag.str || key.tag == Register.Tag.int {
            let hash =
                key.tag == Register.Tag.int
                ? key.int : key.object(as: Str.self)._withUnsafeGuaranteedRef { $0.hash }
            let isDone = container.object(as: Dict.self)._withUnsafeGuaranteedRef {
                $0.table.set(r + Int(i.b), r + Int(i.c), hash: hash)
            }
            if isDone { return }
        }
        try setItem(r.values[Int(i.a)], r.values[Int(i.b)], r.values[Int(i.c)])
    }

    /// Prepares three registers for walking: a range's count left, next number and step; a list or tuple and the next
    /// place; or an iterator.
    func walk(_ source: UnsafeMutablePointer<Register>, at place: UnsafeMutablePointer<Register>) throws(LanguageError)
    {
        switch source.pointee.tag {
        case Register.Tag.list, Register.Tag.tuple:
            place.copy(source)
            (place + 1).put(0)
        default:
            let value = source.values.pointee
            if case .object(let range as RangeObject) = value {
                place.put(range.count)
                (place + 1).put(range.start)
                (place + 2).put(range.step)
            } else if case .object(let object) = value, object is GeneratorObject || object is Iteration {
                place.copy(source)
            } else if case .object(let object) = value, object is Instance,
                let answer = try callSpecial("__iter__", value, [])
            {
                if case .object(let iterator) = answer, iterator is GeneratorObject {
                    place.values.pointee = answer
                } else {
                    place.values.pointee = .object(try iteration(asking: answer))
                }
            } else {
                place.values.pointee = .object(try iterate(value))
            }
        }
    }

    /// What `yield from` goes on with: an iterator.
    func delegable(_ value: Value) throws(LanguageError) -> Value {
        if case .object(let object) = value, object is GeneratorObject { return value }
        return .object(try iterate(value))
    }

    /// What a generator expression holds of its first iterable: what the loop can walk, or an iterator.
    func walkable(_ value: Value) throws(LanguageError) -> Value {
        switch value {
        case .list, .tuple: return value
        case .object(let object):
            if object is RangeObject || object is GeneratorObject { return value }
            return .object(try iterate(value))
        default: return .object(try iterate(value))
        }
    }

    /// The next value of an iterator that the loop does not know.
    func nextValue(of object: Object) throws(LanguageError) -> Value? {
        if let iteration = object as? Iteration { return try iteration.next(self) }
        if let generator = object as? GeneratorObject { return try generator.resume(.none, self) }
        throw LanguageError.typeError("'\(object.nativeType.name)' object is not an iterator")
    }

    /// NameError with the nearest known name.
    func undefinedName(_ name: String) -> LanguageError {
        let known = globals.definedNames + globals.builtinNames
        if let latin = LookAlike.latin(name), known.contains(latin.word) {
            return .nameError("name '\(name)' is not defined", hint: latin.hint)
        }
        if let nearest = Suggestion.nearest(to: name, among: known) {
            return .nameError("name '\(name)' is not defined", hint: "Did you mean: '\(nearest)'?")
        }
        let usual = [
            "np": "import numpy as np", "plt": "import matplotlib.pyplot as plt", "keras": "import keras",
            "tf": "import tensorflow as tf", "math": "import math", "random": "import random",
        ]
        let foreign = [
            "true": "True", "false": "False", "none": "None", "null": "None", "nil": "None", "undefined": "None",
            "nullptr": "None", "this": "self", "println": "print",
            "printf": "print", "console": "print", "elseif": "elif", "string": "str", "boolean": "bool",
        ]
        if let word = foreign[name] {
            return .nameError("name '\(name)' is not defined", hint: "Python's word is '\(word)'")
        }
        if let line = usual[name] {
            return .nameError("name '\(name)' is not defined", hint: "it needs `\(line)` first")
        }
        if registry[name] != nil {
            return .nameError("name '\(name)' is not defined. Did you forget to import '\(name)'?")
        }
        return .nameError("name '\(name)' is not defined")
    }

    /// - Parameter isFree: true where a comprehension reads the variable of the function around it.
    func unassigned(_ frame: UnsafeMutablePointer<Frame>, _ register: Int, isFree: Bool) -> LanguageError {
        let code = frame.pointee.code
        let name = register < code.localNames.count ? code.localNames[register] : "?"
        if isFree { return unassignedFree(name) }
        return LanguageError(
            .unboundLocalError, "cannot access local variable '\(name)' where it is not associated with a value")
    }

    func unassignedFree(_ name: String) -> LanguageError {
        LanguageError.nameError(
            "cannot access free variable '\(name)' where it is not associated with a value in enclosing scope")
    }
}
