/// The names of a module, function, class or comprehension, as CPython's symbol table keeps them while it reads.
final class Scope {
    enum Kind {
        case module, function, classBody, comprehension
    }

    struct Flags: OptionSet {
        let rawValue: Int
        static let local = Flags(rawValue: 1)
        static let parameter = Flags(rawValue: 2)
        static let used = Flags(rawValue: 4)
        static let annotated = Flags(rawValue: 8)
        static let global = Flags(rawValue: 16)
        static let nonlocal = Flags(rawValue: 32)
        static let imported = Flags(rawValue: 128)
        /// The variable of a comprehension's `for`.
        static let loop = Flags(rawValue: 64)
    }

    let kind: Kind
    let outer: Scope?
    /// What a comprehension is called in messages.
    var comprehensionName = ""
    private(set) var symbols: [String: Flags] = [:]
    /// Where names were first declared global or nonlocal, in order.
    var directives: [(name: String, range: SourceRange)] = []

    init(_ kind: Kind, outer: Scope?) {
        self.kind = kind
        self.outer = outer
    }

    func flags(_ name: String) -> Flags { symbols[name] ?? [] }

    func define(_ name: String, _ flags: Flags) { symbols[name, default: []].formUnion(flags) }
}

extension TreeCheck {
    /// `global` and `nonlocal`, which come before any other use of a name.
    mutating func declare(_ names: [String], _ flag: Scope.Flags, _ range: SourceRange) {
        let word = flag == .global ? "global" : "nonlocal"
        for name in names {
            let flags = scope.flags(name)
            if flags.contains(.parameter) {
                scopeFault("name '\(name)' is parameter and \(word)", range)
            } else if flags.contains(.used) {
                scopeFault("name '\(name)' is used prior to \(word) declaration", range)
            } else if flags.contains(.annotated) {
                scopeFault("annotated name '\(name)' can't be \(word)", range)
            } else if flags.contains(.local) {
                scopeFault("name '\(name)' is assigned to before \(word) declaration", range)
            }
            scope.define(name, flag)
            if flags.isDisjoint(with: [.global, .nonlocal]) { scope.directives.append((name, range)) }
        }
    }

    /// What can be said of `nonlocal` only after everything was read.
    mutating func checkNonlocals() {
        for scope in scopes {
            for directive in scope.directives where scope.flags(directive.name).contains(.nonlocal) {
                let name = directive.name
                if scope.flags(name).contains(.global) {
                    scopeFault("name '\(name)' is nonlocal and global", directive.range)
                } else if scope.kind == .module {
                    scopeFault("nonlocal declaration not allowed at module level", directive.range)
                } else if !isBound(name, outside: scope) {
                    scopeFault("no binding for nonlocal '\(name)' found", directive.range)
                }
            }
        }
    }

    private func isBound(_ name: String, outside scope: Scope) -> Bool {
        var outer = scope.outer
        while let one = outer {
            let flags = one.flags(name)
            if one.kind == .function, !flags.intersection([.local, .parameter, .imported]).isEmpty {
                if flags.contains(.global) { return false }
                return true
            }
            outer = one.outer
        }
        return false
    }

    // MARK: Targets

    /// The parts of a target become names of the scope.
    mutating func bind(_ target: Expression, isInside: Bool = false, flag: Scope.Flags = .local) {
        switch target.kind {
        case .name(let name):
            if name == "__debug__" { placeFault("cannot assign to __debug__", target.range) }
            scope.define(name, flag)
        case .attribute(let object, let name):
            if name == "__debug__" { placeFault("cannot assign to __debug__", target.range) }
            visit(object)
        case .tuple(let parts), .list(let parts):
            let stars = parts.filter { if case .starred = $0.kind { true } else { false } }.count
            if stars > 1 { placeFault("multiple starred expressions in assignment", target.range) }
            for part in parts { bind(part, isInside: true, flag: flag) }
        case .starred(let inner):
            if !isInside { placeFault("starred assignment target must be in a list or tuple", target.range) }
            bind(inner, isInside: true, flag: flag)
        default: visit(target)
        }
    }

    mutating func unbind(_ target: Expression) {
        switch target.kind {
        case .name(let name):
            if name == "__debug__" { placeFault("cannot delete __debug__", target.range) }
            scope.define(name, .local)
        case .tuple(let parts), .list(let parts): for part in parts { unbind(part) }
        default: visit(target)
        }
    }

    mutating func annotated(_ target: Expression, _ isSimple: Bool, _ hasValue: Bool, _ range: SourceRange) {
        guard case .name(let name) = target.kind else { return visit(target) }
        let flags = scope.flags(name)
        if isSimple, scope.kind != .module, !flags.intersection([.global, .nonlocal]).isEmpty {
            scopeFault("annotated name '\(name)' can't be \(flags.contains(.global) ? "global" : "nonlocal")", range)
        }
        if isSimple {
            scope.define(name, [.annotated, .local])
        } else if hasValue {
            scope.define(name, .local)
        }
    }
}
