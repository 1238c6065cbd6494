extension Interpreter {
    /// Runs another program while this one waits at a safe point, so that neither sees the other.
    ///
    /// The other program works on a copy of the names: what it binds is forgotten at its end. Objects are shared. Random
    /// streams, open figures and the like begin anew for it, so that the program that waits goes on as if nothing had
    /// been. Where nothing waits it is the same: the names stay as they were.
    /// - keepsNames: true lets what it binds stay.
    public func aside<R>(keepsNames: Bool = false, _ body: () -> R) -> R {
        // Held in any case: calls that are under way borrow functions from names.
        let names = globals.copy()
        let before = (handling, printing, afterCell, ownStates, tracer)
        (handling, printing, afterCell, ownStates, tracer) = ([], [], [], [:], nil)
        asides += 1
        defer {
            asides -= 1
            (handling, printing, afterCell, ownStates, tracer) = before
            if !keepsNames { globals.restore(names) }
        }
        return body()
    }

    /// True while a program runs aside.
    public var isAside: Bool { asides > 0 }
}

extension Globals {
    /// The values of all names that there are.
    func copy() -> [Value] { Array(UnsafeBufferPointer(start: values, count: names.count)) }

    /// Gives all names the values of a copy, and none to those that came later.
    func restore(_ copy: [Value]) {
        for place in names.indices {
            letGo(place)
            values[place] = place < copy.count ? copy[place] : .unbound
        }
    }
}
