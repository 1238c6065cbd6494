import Language

extension PythonItertools {
    /// Products and choices of values, in the order of their places.
    static let combinations: [NativeFunction] = [
        NativeFunction(
            "product", [.rest("iterables"), .keyword("repeat", .int(1))], doc: "Every choice of one value from each."
        ) { (call) throws(LanguageError) in
            let times = try call.int(1)
            if times < 0 { throw LanguageError.valueError("repeat argument cannot be negative") }
            var once: [[Value]] = []
            for value in call.rest(0) { once.append(try call.interpreter.array(of: value)) }
            if once.count.multipliedReportingOverflow(by: times).overflow || once.count * times > 1 << 20 {
                throw LanguageError(.memoryError, "")
            }
            let pools = Array(repeatElement(once, count: times).joined())
            var places: [Int]? = pools.contains { $0.isEmpty } ? nil : pools.map { _ in 0 }
            return iterator("product") { _ in
                guard var now = places else { return nil }
                let result = zip(pools, now).map { $0[$1] }
                var at = now.count - 1
                while at >= 0 {
                    now[at] += 1
                    if now[at] < pools[at].count { break }
                    now[at] = 0
                    at -= 1
                }
                places = at < 0 ? nil : now
                return .tuple(Tuple(result))
            }
        },
        NativeFunction(
            "permutations", [Parameter("iterable"), Parameter("r", .none)], doc: "Every order of so many of the values."
        ) { (call) throws(LanguageError) in
            let pool = try call.values(0)
            let size = call[1].isNone ? pool.count : try call.int(1)
            if size < 0 { throw LanguageError.valueError("r must be non-negative") }
            var order = Array(pool.indices)
            var cycles = size <= pool.count ? (0..<size).map { pool.count - $0 } : []
            var started = false
            var done = size > pool.count
            return iterator("permutations") { _ in
                if done { return nil }
                if !started {
                    started = true
                    return .tuple(Tuple(order.prefix(size).map { pool[$0] }))
                }
                for i in cycles.indices.reversed() {
                    cycles[i] -= 1
                    if cycles[i] == 0 {
                        order.append(order.remove(at: i))
                        cycles[i] = pool.count - i
                    } else {
                        order.swapAt(i, pool.count - cycles[i])
                        return .tuple(Tuple(order.prefix(size).map { pool[$0] }))
                    }
                }
                done = true
                return nil
            }
        },
        NativeFunction(
            "combinations", [Parameter("iterable"), Parameter("r")], doc: "Every choice of so many of the values."
        ) { (call) throws(LanguageError) in
            let pool = try call.values(0)
            let size = try call.int(1)
            if size < 0 { throw LanguageError.valueError("r must be non-negative") }
            var places: [Int]? = size > pool.count ? nil : Array(0..<size)
            return iterator("combinations") { _ in
                guard var now = places else { return nil }
                let result = now.map { pool[$0] }
                var at = size - 1
                while at >= 0, now[at] == at + pool.count - size { at -= 1 }
                if at < 0 {
                    places = nil
                } else {
                    now[at] += 1
                    for k in (at + 1)..<max(size, at + 1) { now[k] = now[k - 1] + 1 }
                    places = now
                }
                return .tuple(Tuple(result))
            }
        },
        NativeFunction(
            "combinations_with_replacement", [Parameter("iterable"), Parameter("r")],
            doc: "Every choice of so many of the values, each as often as one likes."
        ) { (call) throws(LanguageError) in
            let pool = try call.values(0)
            let size = try call.int(1)
            if size < 0 { throw LanguageError.valueError("r must be non-negative") }
            if size > 1 << 20 { throw LanguageError(.memoryError, "") }
            var places: [Int]? = pool.isEmpty && size > 0 ? nil : Array(repeating: 0, count: size)
            return iterator("combinations_with_replacement") { _ in
                guard var now = places else { return nil }
                let result = now.map { pool[$0] }
                var at = size - 1
                while at >= 0, now[at] == pool.count - 1 { at -= 1 }
                if at < 0 {
                    places = nil
                } else {
                    let next = now[at] + 1
                    for k in at..<size { now[k] = next }
                    places = now
                }
                return .tuple(Tuple(result))
            }
        },
    ]
}
