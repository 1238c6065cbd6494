/// Which names a function binds and which it shares with functions inside it, found by walking the tree.
struct Names {
    /// Names that are assigned here, in the order of first sight.
    private(set) var bound: [String] = []
    private var boundSet: Set<String> = []
    private(set) var globals: Set<String> = []
    private(set) var nonlocals: Set<String> = []
    /// Names that appear here or are needed by functions inside.
    private(set) var used: Set<String> = []
    /// Names that functions inside take from here or from further out.
    private(set) var neededInside: Set<String> = []
    /// Names that may lose their value again: deleted, or bound by `except … as`.
    private(set) var deleted: Set<String> = []
    /// Numbers and short texts that stand in loops, as often as they do.
    private(set) var loopConstants: [Expression.Literal] = []
    private var loopDepth = 0
    /// Built-in names whose calls with a generator run in place.
    let folds: Set<String>
    private(set) var hasYield = false
    private(set) var hasWalrus = false

    /// The names of a function's body.
    init(parameters: Parameters, body: [Statement], folds: Set<String>) {
        self.folds = folds
        for one in parameters.all { bind(one.name) }
        for statement in body { visit(statement) }
    }

    /// The names of a lambda's or generator expression's body.
    init(
        parameters: [String], expressions: [Expression], clauses: [ComprehensionFor] = [], folds: Set<String>
    ) {
        self.folds = folds
        for name in parameters { bind(name) }
        if !clauses.isEmpty { loopDepth = 1 }
        for expression in expressions { visit(expression) }
        for (i, clause) in clauses.enumerated() {
            bindTarget(clause.target)
            if i > 0 { visit(clause.iterable) }
            for condition in clause.conditions { visit(condition) }
        }
    }

    /// The names of a class body or cell.
    init(body: [Statement], folds: Set<String>) {
        self.folds = folds
        for statement in body { visit(statement) }
    }

    /// Makes the function a generator.
    mutating func markGenerator() { hasYield = true }

    /// Gives the names of `:=` in a generator expression to the function or cell around it.
    mutating func passWalrusOn(isGlobal: (String) -> Bool = { _ in false }) {
        for name in walrusNames { if isGlobal(name) { globals.insert(name) } else { nonlocals.insert(name) } }
    }

    /// What a function with these names needs from outside.
    var free: Set<String> {
        used.union(neededInside).union(nonlocals).subtracting(boundSet.subtracting(nonlocals)).subtracting(globals)
    }

    private mutating func bind(_ name: String) {
        if boundSet.insert(name).inserted { bound.append(name) }
    }

    private mutating func inside(_ names: Names) { neededInside.formUnion(names.free) }

    private mutating func bindTarget(_ target: Expression) {
        switch target.kind {
        case .name(let name): bind(name)
        case .tuple(let parts), .list(let parts): for part in parts { bindTarget(part) }
        case .starred(let inner): bindTarget(inner)
        default: visit(target)
        }
    }

    private mutating func note(_ literal: Expression.Literal) {
        if loopDepth == 0 || loopConstants.count > 200 { return }
        switch literal {
        case .int, .float: loopConstants.append(literal)
        case .string(let text): if text.utf8.count < 40 { loopConstants.append(literal) }
        default: break
        }
    }

    private mutating func noteDeleted(_ target: Expression) {
        switch target.kind {
        case .name(let name): deleted.insert(name)
        case .tuple(let parts), .list(let parts): for part in parts { noteDeleted(part) }
        default: break
        }
    }

    private mutating func visit(_ statements: [Statement]) { for statement in statements { visit(statement) } }

    private mutating func visit(_ statement: Statement) {
        switch statement.kind {
        case .expression(let e): visit(e)
        case .assign(let targets, let value):
            visit(value)
            for target in targets { bindTarget(target) }
        case .augmented(let target, _, let value):
            visit(value)
            visit(target)
            bindTarget(target)
        case .annotated(let target, _, let value, _):
            if let value { visit(value) }
            bindTarget(target)
        case .pass, .break, .continue: break
        case .return(let value): if let value { visit(value) }
        case .delete(let targets):
            for target in targets {
                bindTarget(target)
                noteDeleted(target)
            }
        case .global(let names): globals.formUnion(names)
        case .nonlocal(let names): nonlocals.formUnion(names)
        case .import(let modules):
            for module in modules { bind(module.alias ?? String(module.name.prefix { $0 != "." })) }
        case .importFrom(_, let names): for name in names ?? [] { bind(name.alias ?? name.name) }
        case .assert(let condition, let message):
            visit(condition)
            if let message { visit(message) }
        case .raise(let value, let cause):
            if let value { visit(value) }
            if let cause { visit(cause) }
        case .if(let condition, let then, let otherwise):
            visit(condition)
            visit(then)
            visit(otherwise)
        case .while(let condition, let body, let otherwise):
            loopDepth += 1
            visit(condition)
            visit(body)
            loopDepth -= 1
            visit(otherwise)
        case .for(let target, let iterable, let body, let otherwise):
            visit(iterable)
            loopDepth += 1
            bindTarget(target)
            visit(body)
            loopDepth -= 1
            visit(otherwise)
        case .try(let body, let clauses, let otherwise, let final):
            visit(body)
            for clause in clauses {
                if let pattern = clause.pattern { visit(pattern) }
                if let name = clause.name {
                    bind(name)
                    deleted.insert(name)
                }
                visit(clause.body)
            }
            visit(otherwise)
            visit(final)
        case .with(let items, let body):
            for item in items {
                visit(item.context)
                if let target = item.target { bindTarget(target) }
            }
            visit(body)
        case .function(let definition):
            for decorator in definition.decorators { visit(decorator) }
            visitDefaults(definition.parameters)
            bind(definition.name)
            inside(Names(parameters: definition.parameters, body: definition.body, folds: folds))
        case .classDefinition(let name, let arguments, let body, let decorators):
            for decorator in decorators { visit(decorator) }
            visit(arguments)
            bind(name)
            var names = Names(body: body, folds: folds)
            // A class's own names are not seen by functions inside it: what they need may come from here.
            names.used.formUnion(names.neededInside.subtracting(["__class__"]))
            neededInside.formUnion(
                names.used.union(names.nonlocals).subtracting(names.globals).subtracting(
                    names.boundSet.subtracting(names.neededInside)))
        case .match(let subject, let cases):
            visit(subject)
            for one in cases {
                visit(one.pattern)
                if let condition = one.condition { visit(condition) }
                visit(one.body)
            }
        }
    }

    private mutating func visit(_ pattern: Pattern) {
        switch pattern.kind {
        case .value(let e): visit(e)
        case .capture(let name), .star(let name): if let name { bind(name) }
        case .sequence(let parts), .either(let parts): for part in parts { visit(part) }
        case .named(let inner, let name):
            visit(inner)
            bind(name)
        case .mapping(let pairs, let rest):
            for pair in pairs {
                visit(pair.key)
                visit(pair.value)
            }
            if let rest { bind(rest) }
        case .object(let callee, let positional, let named):
            visit(callee)
            for part in positional { visit(part) }
            for part in named { visit(part.pattern) }
        }
    }

    private mutating func visitDefaults(_ parameters: Parameters) {
        for one in parameters.positional + parameters.keywordOnly { if let value = one.fallback { visit(value) } }
    }

    private mutating func visit(_ arguments: [Argument]) {
        for argument in arguments {
            switch argument {
            case .plain(let e), .named(_, let e), .spread(let e), .spreadNamed(let e): visit(e)
            }
        }
    }

    private mutating func visit(_ parts: [Expression.Joined]) {
        for part in parts {
            guard case .value(let e, _, let spec) = part else { continue }
            visit(e)
            if let spec { visit(spec) }
        }
    }

    private mutating func visit(_ clauses: [ComprehensionFor], _ expressions: [Expression], isGenerator: Bool) {
        visit(clauses[0].iterable)
        var inner = Names(parameters: [], expressions: expressions, clauses: clauses, folds: folds)
        for name in inner.walrusNames {
            bind(name)
            walrusNames.append(name)
        }
        if isGenerator {
            inner.passWalrusOn()
            return inside(inner)
        }
        // Evaluated in place with variables of its own.
        loopConstants += inner.loopConstants
        let own = inner.boundSet.subtracting(inner.walrusNames)
        used.formUnion(inner.used.subtracting(own))
        neededInside.formUnion(inner.neededInside.subtracting(own))
    }

    private mutating func visit(_ expression: Expression) {
        switch expression.kind {
        case .constant(let literal): note(literal)
        case .name(let name):
            used.insert(name)
            if name == "super" { used.insert("__class__") }
        case .joined(let parts): visit(parts)
        case .list(let parts), .tuple(let parts), .set(let parts): for part in parts { visit(part) }
        case .dict(let pairs):
            for pair in pairs {
                if let key = pair.key { visit(key) }
                visit(pair.value)
            }
        case .comprehension(let kind, let element, let value, let clauses):
            visit(clauses, [element] + (value.map { [$0] } ?? []), isGenerator: kind == .generator)
        case .unary(_, let e), .not(let e), .starred(let e), .attribute(let e, _): visit(e)
        case .binary(_, let a, let b), .and(let a, let b), .or(let a, let b), .item(let a, let b):
            visit(a)
            visit(b)
        case .compare(let first, let rest):
            visit(first)
            for part in rest { visit(part.1) }
        case .conditional(let condition, let then, let otherwise):
            visit(condition)
            visit(then)
            visit(otherwise)
        case .slice(let start, let stop, let step): for part in [start, stop, step] { if let part { visit(part) } }
        case .call(let callee, let arguments):
            visit(callee)
            if let fold = FoldedCall(callee, arguments, folds) {
                return visit(fold.clauses, [fold.element], isGenerator: false)
            }
            visit(arguments)
        case .lambda(let parameters, let body):
            visitDefaults(parameters)
            inside(Names(parameters: parameters.all.map(\.name), expressions: [body], folds: folds))
        case .walrus(let name, let value):
            visit(value)
            hasWalrus = true
            walrusNames.append(name)
            bind(name)
        case .yield(let value):
            hasYield = true
            if let value { visit(value) }
        case .yieldFrom(let value):
            hasYield = true
            visit(value)
        }
    }

    /// Names bound by `:=`, which a comprehension passes on to the function around it.
    private(set) var walrusNames: [String] = []
}
