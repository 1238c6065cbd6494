internal import BigInt

/// A range whose numbers or whose length do not fit 64 bits; those that fit are always `RangeObject`.
final class WideRange: Object {
    let numbers: RangeNumbers

    /// Only `Value.range` makes them: it knows which ranges fit.
    fileprivate init(_ numbers: RangeNumbers) { self.numbers = numbers }

    override var nativeType: NativeType { .range }
}

/// Start, stop, step and count of any range, in integers of any size.
struct RangeNumbers {
    let start: BigInt
    let stop: BigInt
    let step: BigInt
    let count: BigInt

    /// `step` must not be 0.
    init(_ start: BigInt, _ stop: BigInt, _ step: BigInt) {
        self.start = start
        self.stop = stop
        self.step = step
        let span = step > 0 ? stop - start : start - stop
        count = span > 0 ? (span - 1) / BigInt(step.magnitude) + 1 : 0
    }

    /// The numbers of a range of either form.
    init?(_ object: Object) {
        if let range = object as? RangeObject {
            self.init(BigInt(range.start), BigInt(range.stop), BigInt(range.step))
        } else if let range = object as? WideRange {
            self = range.numbers
        } else {
            return nil
        }
    }

    /// The place of a number; `nil` where the range jumps over it or ends before.
    func place(of number: BigInt) -> BigInt? {
        let isInside = step > 0 ? number >= start && number < stop : number <= start && number > stop
        guard isInside else { return nil }
        let (place, rest) = (number - start).quotientAndRemainder(dividingBy: step)
        return rest == 0 ? place : nil
    }

    /// The number at a Python index.
    func number(at index: BigInt) throws(LanguageError) -> BigInt {
        let place = index < 0 ? index + count : index
        if place < 0 || place >= count { throw LanguageError.indexError("range object index out of range") }
        return start + place * step
    }

    /// What a slice leaves of the range.
    func part(_ slice: SliceObject, _ interpreter: Interpreter) throws(LanguageError) -> Value {
        func bound(_ value: Value) throws(LanguageError) -> BigInt? {
            if value.isNone { return nil }
            guard let number = try interpreter.integer(value) else { throw LanguageError.notASliceIndex }
            return number
        }
        let stride = try bound(slice.step) ?? 1
        if stride == 0 { throw LanguageError.valueError("slice step cannot be zero") }
        let (low, high): (BigInt, BigInt) = stride > 0 ? (0, count) : (-1, count - 1)
        func clip(_ place: BigInt) -> BigInt { min(max(place < 0 ? place + count : place, low), high) }
        let from = try bound(slice.start).map(clip) ?? (stride > 0 ? low : high)
        let to = try bound(slice.stop).map(clip) ?? (stride > 0 ? high : low)
        return .range(RangeNumbers(start + from * step, start + to * step, step * stride))
    }
}

extension Value {
    /// A range in the form that fits its numbers.
    static func range(_ numbers: RangeNumbers) -> Value {
        guard let start = numbers.start.small, let stop = numbers.stop.small, let step = numbers.step.small,
            numbers.count.small != nil
        else { return .object(WideRange(numbers)) }
        return .object(RangeObject(start: start, stop: stop, step: step))
    }
}

extension NativeType {
    /// What ranges answer to; the evaluator knows those of 64 bits and comes here with the others.
    static let rangeSlots = Slots {
        $0.repr = { (object, interpreter) throws(LanguageError) in
            guard let range = RangeNumbers(object) else { return "range" }
            let arithmetic = BigArithmetic(interpreter)
            let (start, stop) = (try arithmetic.decimal(range.start), try arithmetic.decimal(range.stop))
            return range.step == 1
                ? "range(\(start), \(stop))" : "range(\(start), \(stop), \(try arithmetic.decimal(range.step)))"
        }
        $0.compare = { (op, object, other, _) throws(LanguageError) in
            guard op == .equal || op == .notEqual, let a = RangeNumbers(object), case .object(let object) = other,
                let b = RangeNumbers(object)
            else { return nil }
            let same = a.count == b.count && (a.count == 0 || a.start == b.start && (a.count == 1 || a.step == b.step))
            return .bool(same == (op == .equal))
        }
        $0.truth = { (object, _) in RangeNumbers(object).map { $0.count != 0 } ?? false }
        $0.length = { (object, _) throws(LanguageError) in
            guard let count = RangeNumbers(object)?.count.small else { throw LanguageError.beyondC }
            return count
        }
        $0.getItem = { (object, key, interpreter) throws(LanguageError) in
            guard let range = RangeNumbers(object) else { return .none }
            if let slice = key.slice { return try range.part(slice, interpreter) }
            guard let place = try interpreter.integer(key) else {
                throw LanguageError.typeError("range indices must be integers or slices, not \(key.typeName)")
            }
            return Value(try range.number(at: place))
        }
        $0.iterate = { (object, _) in
            guard let range = RangeNumbers(object) else { return Iteration(over: []) }
            var (next, left) = (range.start, range.count)
            return Iteration("longrange_iterator") { _ in
                if left == 0 { return nil }
                left -= 1
                next += range.step
                return Value(next - range.step)
            }
        }
        $0.contains = { (object, value, interpreter) throws(LanguageError) in
            guard let range = RangeNumbers(object) else { return false }
            if let number = value.bigInt { return range.place(of: number) != nil }
            return try range.firstPlace(equalTo: value, interpreter) != nil
        }
        $0.hash = { (object, interpreter) throws(LanguageError) in
            guard let range = RangeNumbers(object) else { return 0 }
            let start = range.count == 0 ? Value.none : Value(range.start)
            let step = range.count <= 1 ? Value.none : Value(range.step)
            return try interpreter.hash(.tuple(Tuple([Value(range.count), start, step])))
        }
    }
}

extension RangeNumbers {
    /// The first place of what is no integer but may be equal to one, found by a walk.
    func firstPlace(equalTo value: Value, _ interpreter: Interpreter) throws(LanguageError) -> BigInt? {
        var place: BigInt = 0
        var number = start
        while place < count {
            try interpreter.checkInterrupt()
            if try interpreter.equal(Value(number), value) { return place }
            place += 1
            number += step
        }
        return nil
    }
}
